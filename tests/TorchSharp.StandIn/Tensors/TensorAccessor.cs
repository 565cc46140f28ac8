using System;
using System.Collections;
using System.Collections.Generic;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a tensor's elements where they lie.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private torch.Tensor tensor;
    private readonly T* data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        this.tensor = tensor;
        data = (T*)tensor.Body.Data;
    }

    public long Count => tensor is null ? 0 : tensor.numel();

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => Read(Place(indices));
        set
        {
            data[Place(indices)] = value;
            GC.KeepAlive(tensor);
        }
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public Array ToNDArray()
    {
        if (tensor.ndim == 0)
        {
            return ToArray();
        }

        var result = Array.CreateInstance(typeof(T), tensor.shape);
        var at = new long[tensor.ndim];
        for (long i = 0; i < Count; i++)
        {
            result.SetValue(At(i), at);
            for (int k = at.Length - 1; k >= 0 && ++at[k] == tensor.shape[k]; k--)
            {
                at[k] = 0;
            }
        }

        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (long i = tensorIndex; i < Count && arrayIndex < array.Length; i++, arrayIndex++)
        {
            array[arrayIndex] = At(i);
        }
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        for (long i = tensorIndex; i < Count && arrayIndex < array.Length; i++, arrayIndex++)
        {
            data[Place(i)] = array[arrayIndex];
        }

        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => tensor = null!;

    internal static T ReadItemAt(torch.Tensor tensor, long index)
    {
        tensor.ValidateType(typeof(T));
        return new TensorAccessor<T>(tensor).At(index);
    }

    private T At(long index) => Read(Place(index));

    private T Read(long place)
    {
        T value = data[place];

        // Its memory goes with it.
        GC.KeepAlive(tensor);
        return value;
    }

    /// <summary>Of an element by its number in row-major order.</summary>
    private long Place(long index)
    {
        if (index < 0 || index >= Count)
        {
            throw new IndexOutOfRangeException();
        }

        StandIn.Body body = tensor.Body;
        if (body.IsContiguous)
        {
            return index;
        }

        long place = 0;
        for (int k = body.Rank - 1; k >= 0; k--)
        {
            place += index % body.Shape[k] * body.Strides[k];
            index /= body.Shape[k];
        }

        return place;
    }

    private long Place(long[] indices)
    {
        if (indices.Length == 1)
        {
            return Place(indices[0]);
        }

        StandIn.Body body = tensor.Body;
        long place = 0;
        for (int k = 0; k < body.Rank; k++)
        {
            if (indices[k] < 0 || indices[k] >= body.Shape[k])
            {
                throw new IndexOutOfRangeException($"{indices[k]} >= {body.Shape[k]} in dimension {k}.");
            }

            place += indices[k] * body.Strides[k];
        }

        return place;
    }
}
