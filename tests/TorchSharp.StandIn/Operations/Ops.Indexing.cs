using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>Reading and writing by indices, and joining.</summary>
internal static unsafe partial class Ops
{
    /// <summary>Calls back for each index with the place of its element and of the one that it names.</summary>
    private static void EachIndexed(Body index, int d, long[] shape, Action<long, long> visit)
    {
        if (index.Type is not (ScalarType.Int64 or ScalarType.Int32))
        {
            throw Shapes.Error("gather(): Expected dtype int32/int64 for index");
        }

        if (index.Rank != shape.Length && !(index.Rank == 0 || shape.Length == 0))
        {
            throw Shapes.Error("Index tensor must have the same number of dimensions as input tensor");
        }

        Body dense = AsDense(As(index, ScalarType.Int64));
        long* indices = (long*)dense.Data;
        long[] strides = Shapes.Dense(shape);
        var at = new long[index.Rank];
        for (long i = 0; i < dense.Count; i++)
        {
            long named = indices[i];
            long size = shape.Length == 0 ? 1 : shape[d];
            if (named < 0 || named >= size)
            {
                throw Shapes.Error($"index {named} is out of bounds for dimension {d} with size {size}");
            }

            long place = 0;
            for (int k = 0; k < at.Length; k++)
            {
                place += (k == d ? named : at[k]) * strides[k];
            }

            visit(i, place);
            for (int k = at.Length - 1; k >= 0 && ++at[k] == index.Shape[k]; k--)
            {
                at[k] = 0;
            }
        }

        GC.KeepAlive(dense);
    }

    public static Body Gather(Body x, long dimension, Body index)
    {
        int d = Shapes.Dimension(dimension, x.Rank);
        Body from = AsDense(x);
        Body result = Body.Empty(x.Type, index.Shape);
        int size = x.ElementSize;
        EachIndexed(index, d, x.Shape, (to, place) => Buffer.MemoryCopy(from.Data + (place * size), result.Data + (to * size), size, size));
        GC.KeepAlive(from);
        long[] shape = x.Shape;
        return Graph.Record(result, "GatherBackward0", [x], [index], (node, g) => [ScatterAdd(Full(g[0]!.Type, shape, 0), d, node.Recall(0), g[0]!)]);
    }

    public static Body Scatter(Body x, long dimension, Body index, Body source)
    {
        int d = Shapes.Dimension(dimension, x.Rank);
        Body result = Dense(x);
        Body from = AsDense(Windowed(source, index.Shape));
        if (from.Type != x.Type)
        {
            throw Shapes.Error("scatter(): Expected self.dtype to be equal to src.dtype");
        }

        int size = x.ElementSize;
        EachIndexed(index, d, x.Shape, (at, place) => Buffer.MemoryCopy(from.Data + (at * size), result.Data + (place * size), size, size));
        GC.KeepAlive(from);
        return Graph.Record(result, "ScatterBackward0", [x, source], [index], (node, g) =>
            [
                node.Needs(0) ? Scatter(g[0]!, d, node.Recall(0), Full(g[0]!.Type, node.Recall(0).Shape, 0)) : null,
                node.Needs(1) ? Gather(g[0]!, d, node.Recall(0)) : null,
            ]);
    }

    /// <summary>The first part of a source, as large as the index.</summary>
    private static Body Windowed(Body source, long[] shape) => source.Window(shape, source.Strides, source.Offset);

    public static Body ScatterAdd(Body x, long dimension, Body index, Body source)
    {
        int d = Shapes.Dimension(dimension, x.Rank);
        Body result = Dense(x);
        Body from = AsDense(As(Windowed(source, index.Shape), x.Type));
        switch (x.Type)
        {
            case ScalarType.Float32: EachIndexed(index, d, x.Shape, (at, place) => ((float*)result.Data)[place] += ((float*)from.Data)[at]); break;
            case ScalarType.Float64: EachIndexed(index, d, x.Shape, (at, place) => ((double*)result.Data)[place] += ((double*)from.Data)[at]); break;
            case ScalarType.Int64: EachIndexed(index, d, x.Shape, (at, place) => ((long*)result.Data)[place] += ((long*)from.Data)[at]); break;
            case ScalarType.Int32: EachIndexed(index, d, x.Shape, (at, place) => ((int*)result.Data)[place] += ((int*)from.Data)[at]); break;
            default: throw Types.Unsupported(x.Type);
        }

        GC.KeepAlive(from);
        return Graph.Record(result, "ScatterAddBackward0", [x, source], [index], (node, g) => [g[0], node.Needs(1) ? Gather(g[0]!, d, node.Recall(0)) : null]);
    }

    public static Body IndexSelect(Body x, long dimension, Body index)
    {
        if (index.Rank > 1)
        {
            throw Shapes.Error("index_select(): Index is supposed to be a vector");
        }

        if (x.Rank == 0)
        {
            return Clone(x);
        }

        // The index of every element, as gather wants it.
        int d = Shapes.Dimension(dimension, x.Rank);
        if (d == 0)
        {
            return SelectRows(x, index);
        }

        long[] column = new long[x.Rank];
        Array.Fill(column, 1);
        column[d] = index.Count;
        long[] shape = [.. x.Shape];
        shape[d] = index.Count;
        return Gather(x, d, Expand(Reshape(Detach(index), column), shape));
    }

    /// <summary>Whole rows, which lie together.</summary>
    private static Body SelectRows(Body x, Body index)
    {
        Body from = AsDense(x);
        Body dense = AsDense(As(index, ScalarType.Int64));
        long row = Shapes.Count(x.Shape.AsSpan(1)) * x.ElementSize;
        Body result = Body.Empty(x.Type, [index.Count, .. x.Shape[1..]]);
        for (long i = 0; i < index.Count; i++)
        {
            long named = ((long*)dense.Data)[i];
            if (named < 0 || named >= x.Shape[0])
            {
                throw Shapes.Error("index out of range in self");
            }

            Buffer.MemoryCopy(from.Data + (named * row), result.Data + (i * row), row, row);
        }

        GC.KeepAlive(from);
        GC.KeepAlive(dense);

        long[] shape = x.Shape;
        return Graph.Record(result, "IndexSelectBackward0", [x], [index], (node, g) =>
        {
            long[] column = new long[shape.Length];
            Array.Fill(column, 1);
            column[0] = node.Recall(0).Count;
            return [ScatterAdd(Full(g[0]!.Type, shape, 0), 0, Expand(Reshape(node.Recall(0), column), g[0]!.Shape), g[0]!)];
        });
    }

    public static Body NonZero(Body x)
    {
        Body dense = AsDense(As(x, ScalarType.Bool));
        var found = new List<long>();
        for (long i = 0; i < dense.Count; i++)
        {
            if (dense.Data[i] != 0)
            {
                found.Add(i);
            }
        }

        GC.KeepAlive(dense);
        long[] strides = Shapes.Dense(x.Shape);
        Body result = Body.Empty(ScalarType.Int64, found.Count, x.Rank);
        for (int i = 0; i < found.Count; i++)
        {
            for (int k = 0; k < x.Rank; k++)
            {
                ((long*)result.Data)[(i * x.Rank) + k] = found[i] / strides[k] % x.Shape[k];
            }
        }

        return result;
    }

    public static Body MaskedSelect(Body x, Body mask)
    {
        long[] shape = Shapes.Broadcast(x.Shape, mask.Shape);
        Body all = View(Contiguous(Expand(x, shape)), [-1]);
        Body places = Squeeze(NonZero(View(AsDense(Expand(Detach(mask), shape)), [-1])), 1);
        return IndexSelect(all, 0, places);
    }

    public static Body Cat(IReadOnlyList<Body> parts, long dimension)
    {
        // torch leaves out the empty vectors that old programs start a list with.
        Body[] inputs = parts.Where(part => !(part.Rank == 1 && part.Count == 0)).ToArray();
        if (inputs.Length == 0)
        {
            return parts.Count > 0 ? Clone(parts[0]) : throw Shapes.Error("torch.cat(): expected a non-empty list of Tensors");
        }

        int d = Shapes.Dimension(dimension, inputs[0].Rank);
        if (inputs[0].Rank == 0)
        {
            throw Shapes.Error("zero-dimensional tensor (at position 0) cannot be concatenated");
        }

        ScalarType type = inputs.Select(input => input.Type).Aggregate(Types.Promote);
        long[] shape = [.. inputs[0].Shape];
        foreach (Body input in inputs)
        {
            if (input.Rank != shape.Length || Enumerable.Range(0, shape.Length).Any(i => i != d && input.Shape[i] != shape[i]))
            {
                throw Shapes.Error($"Sizes of tensors must match except in dimension {d}. Expected size {Shapes.Text(inputs[0].Shape)} but got size {Shapes.Text(input.Shape)}.");
            }
        }

        shape[d] = inputs.Sum(input => input.Shape[d]);
        Body result = Body.Empty(type, shape);
        long start = 0;
        foreach (Body input in inputs)
        {
            long[] part = [.. shape];
            part[d] = input.Shape[d];
            CopyInto(result.Window(part, result.Strides, result.Offset + (start * result.Strides[d])), input);
            start += input.Shape[d];
        }

        return Graph.Record(result, "CatBackward0", inputs, [], (node, g) =>
        {
            long at = 0;
            var gradients = new Body?[inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                long length = inputs[i].Shape[d];
                gradients[i] = node.Needs(i) ? To(Narrow(g[0]!, d, at, length), inputs[i].Type) : null;
                at += length;
            }

            return gradients;
        });
    }

    public static Body Stack(IReadOnlyList<Body> parts, long dimension)
    {
        if (parts.Count == 0)
        {
            throw Shapes.Error("stack expects a non-empty TensorList");
        }

        foreach (Body part in parts)
        {
            if (!part.Shape.SequenceEqual(parts[0].Shape))
            {
                throw Shapes.Error($"stack expects each tensor to be equal size, but got {Shapes.Text(parts[0].Shape)} at entry 0 and {Shapes.Text(part.Shape)}");
            }
        }

        int d = Shapes.Dimension(dimension, parts[0].Rank + 1);
        return Cat(parts.Select(part => Unsqueeze(part, d)).ToArray(), d);
    }

    public static Body Repeat(Body x, long[] times)
    {
        int lead = times.Length - x.Rank;
        if (lead < 0)
        {
            throw Shapes.Error("Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor");
        }

        Body result = View(Contiguous(x), [.. Enumerable.Repeat(1L, lead), .. x.Shape]);
        for (int d = 0; d < times.Length; d++)
        {
            result = times[d] == 1 ? result : Cat(Enumerable.Repeat(result, (int)times[d]).ToArray(), d);
        }

        return result;
    }

    public static Body Flip(Body x, long[] dimensions)
    {
        Body result = x;
        foreach (long dimension in dimensions)
        {
            int d = Shapes.Dimension(dimension, x.Rank);
            long size = x.Shape[d];
            Body order = Body.Empty(ScalarType.Int64, size);
            for (long i = 0; i < size; i++)
            {
                ((long*)order.Data)[i] = size - 1 - i;
            }

            result = IndexSelect(result, d, order);
        }

        return dimensions.Length == 0 ? Clone(x) : result;
    }
}
