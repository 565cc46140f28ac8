using System;
using RewardDsl.Cuda.Device;
using RewardDsl.Cuda.Native;
using RewardDsl.Cuda.Torch;

namespace RewardDsl.Cuda;

/// <summary>
/// Device memory of one's own, for programs that have none of torch or a simulator. Freed by <see cref="Dispose"/> only.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class DeviceBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly DeviceMemory _memory;
    private readonly DefaultStream _default;

    /// <summary>Allocates; the content is undefined.</summary>
    /// <param name="length">Number of elements, at least 1.</param>
    /// <param name="options">The device and the stream of calls that name none; null: device 0, and the stream as an evaluator's.</param>
    /// <exception cref="CudaException">There is no CUDA, or not enough memory.</exception>
    public unsafe DeviceBuffer(long length, CudaOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        options ??= CudaOptions.Default;
        _memory = new DeviceMemory(CudaLibraries.Of(options).Context(options.Device), checked(length * sizeof(T)));
        _default = new DefaultStream(options);
        Length = length;
    }

    /// <summary>Allocates and copies; the content is there for every stream.</summary>
    /// <param name="values">The content.</param>
    /// <param name="options">The device and the stream of calls that name none; null: device 0, and the stream as an evaluator's.</param>
    /// <exception cref="CudaException">There is no CUDA, or not enough memory.</exception>
    public DeviceBuffer(ReadOnlySpan<T> values, CudaOptions? options = null)
        : this(values.Length, options)
    {
        try
        {
            CopyFrom(values);
        }
        catch (Exception failure) when (failure is CudaException or InvalidOperationException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>The first element.</summary>
    public nint Pointer => (nint)_memory.Address;

    /// <summary>Copies from the host and waits for the stream; the span may be reused at once.</summary>
    /// <param name="values">At most as many elements as there are.</param>
    /// <param name="stream">The stream that the copy goes into; null: that of the options, chosen as by an evaluator.</param>
    /// <exception cref="InvalidOperationException">The stream is capturing.</exception>
    public void CopyFrom(ReadOnlySpan<T> values, nint? stream = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, Length, nameof(values));
        _memory.Write(0, values, _default.Or(stream));
    }

    /// <summary>Copies on the device.</summary>
    /// <param name="source">Another buffer of the same device, of at most as many elements as there are.</param>
    /// <param name="stream">The stream that the copy goes into; null: that of the options, chosen as by an evaluator.</param>
    public void CopyFrom(DeviceBuffer<T> source, nint? stream = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(source.Length, Length, nameof(source));
        _memory.Copy(source._memory, _default.Or(stream));
    }

    /// <summary>Copies to the host and waits for it.</summary>
    /// <param name="values">At most as many elements as there are.</param>
    /// <param name="stream">The stream whose work is waited for; null: that of the options, chosen as by an evaluator.</param>
    public void CopyTo(Span<T> values, nint? stream = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, Length, nameof(values));
        _memory.Read(0, values, _default.Or(stream));
    }

    /// <summary>The content, copied to the host.</summary>
    /// <param name="stream">The stream whose work is waited for; null: that of the options, chosen as by an evaluator.</param>
    public T[] ToArray(nint? stream = null)
    {
        T[] values = new T[Length];
        CopyTo(values, stream);
        return values;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
