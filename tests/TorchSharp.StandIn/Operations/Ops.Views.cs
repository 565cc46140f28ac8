using System;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

internal static unsafe partial class Ops
{
    public static Body Alias(Body x) => Graph.Record(x.Window(x.Shape, x.Strides, x.Offset), "AliasBackward0", [x], [], (_, g) => [g[0]]);

    public static Body Detach(Body x) => x.Window(x.Shape, x.Strides, x.Offset);

    public static Body View(Body x, ReadOnlySpan<long> sizes)
    {
        long[] shape = Shapes.Infer(sizes, x.Count);
        long[] strides = Shapes.View(x, shape)
            ?? throw Shapes.Error("view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.");
        long[] before = x.Shape;
        return Graph.Record(x.Window(shape, strides, x.Offset), "ViewBackward0", [x], [], (_, g) => [Reshape(g[0]!, before)]);
    }

    public static Body Reshape(Body x, ReadOnlySpan<long> sizes)
    {
        long[] shape = Shapes.Infer(sizes, x.Count);
        return Shapes.View(x, shape) is null ? View(Clone(x), shape) : View(x, shape);
    }

    public static Body Permute(Body x, long[] order)
    {
        if (order.Length != x.Rank)
        {
            throw Shapes.Error($"permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = {x.Rank} is not equal to len(dims) = {order.Length}");
        }

        int[] from = order.Select(d => Shapes.Dimension(d, x.Rank)).ToArray();
        var back = new long[from.Length];
        for (int i = 0; i < from.Length; i++)
        {
            back[from[i]] = i;
        }

        Body result = x.Window(from.Select(d => x.Shape[d]).ToArray(), from.Select(d => x.Strides[d]).ToArray(), x.Offset);
        return Graph.Record(result, "PermuteBackward0", [x], [], (_, g) => [Permute(g[0]!, back)]);
    }

    public static Body Transpose(Body x, long a, long b)
    {
        if (x.Rank == 0)
        {
            return Alias(x);
        }

        long[] order = Enumerable.Range(0, x.Rank).Select(i => (long)i).ToArray();
        (int i, int j) = (Shapes.Dimension(a, x.Rank), Shapes.Dimension(b, x.Rank));
        (order[i], order[j]) = (order[j], order[i]);
        return Permute(x, order);
    }

    public static Body Unsqueeze(Body x, long dimension)
    {
        int d = Shapes.Dimension(dimension, x.Rank + 1);
        long stride = d < x.Rank ? x.Strides[d] * x.Shape[d] : 1;
        Body result = x.Window(Shapes.With(x.Shape, d, 1), Shapes.With(x.Strides, d, stride), x.Offset);
        return Graph.Record(result, "UnsqueezeBackward0", [x], [], (_, g) => [Squeeze(g[0]!, d)]);
    }

    public static Body Squeeze(Body x, long? dimension)
    {
        int? d = dimension is { } given ? Shapes.Dimension(given, x.Rank) : null;
        int[] keep = Enumerable.Range(0, x.Rank).Where(i => x.Shape[i] != 1 || (d is not null && i != d)).ToArray();
        long[] before = x.Shape;
        Body result = x.Window(keep.Select(i => x.Shape[i]).ToArray(), keep.Select(i => x.Strides[i]).ToArray(), x.Offset);
        return Graph.Record(result, "SqueezeBackward0", [x], [], (_, g) => [Reshape(g[0]!, before)]);
    }

    public static Body Expand(Body x, ReadOnlySpan<long> sizes)
    {
        long[] shape = sizes.ToArray();
        int lead = shape.Length - x.Rank;
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == -1 && i >= lead)
            {
                shape[i] = x.Shape[i - lead];
            }
        }

        long[] before = x.Shape;
        return Graph.Record(x.Window(shape, Shapes.Expand(x, shape), x.Offset), "ExpandBackward0", [x], [], (_, g) => [SumTo(g[0]!, before)]);
    }

    public static Body Select(Body x, long dimension, long index)
    {
        if (x.Rank == 0)
        {
            throw Shapes.Error("select() cannot be applied to a 0-dim tensor.");
        }

        int d = Shapes.Dimension(dimension, x.Rank);
        if (index < -x.Shape[d] || index >= x.Shape[d])
        {
            throw Shapes.Error($"select(): index {index} out of range for tensor of size {Shapes.Text(x.Shape)} at dimension {d}");
        }

        long i = index < 0 ? index + x.Shape[d] : index;
        return Windowed(x, x.Window(Shapes.Without(x.Shape, d), Shapes.Without(x.Strides, d), x.Offset + (i * x.Strides[d])), "SelectBackward0", whole => Select(whole, d, i));
    }

    public static Body Slice(Body x, long dimension, long start, long stop, long step)
    {
        int d = Shapes.Dimension(dimension, x.Rank);
        if (step <= 0)
        {
            throw Shapes.Error("slice step must be positive");
        }

        long size = x.Shape[d];
        long first = Math.Clamp(start < 0 ? start + size : start, 0, size);
        long last = Math.Clamp(stop < 0 ? stop + size : stop, first, size);
        Body result = x.Window(ReplaceAt(x.Shape, d, (last - first + step - 1) / step), ReplaceAt(x.Strides, d, x.Strides[d] * step), x.Offset + (first * x.Strides[d]));
        return Windowed(x, result, "SliceBackward0", whole => Slice(whole, d, first, last, step));
    }

    public static Body Narrow(Body x, long dimension, long start, long length)
    {
        int d = Shapes.Dimension(dimension, x.Rank);
        long first = start < 0 ? start + x.Shape[d] : start;
        if (length < 0 || first < 0 || first + length > x.Shape[d])
        {
            throw Shapes.Error($"start ({start}) + length ({length}) exceeds dimension size ({x.Shape[d]}).");
        }

        return Slice(x, d, first, first + length, 1);
    }

    /// <summary>Any window; a gradient flows only into what lies dense.</summary>
    public static Body AsStrided(Body x, long[] shape, long[] strides, long offset)
    {
        if (Graph.Follows(x) && !x.IsContiguous)
        {
            throw new NotSupportedException("The stand-in of TorchSharp follows no gradient through as_strided of a tensor that is not contiguous.");
        }

        long from = offset - x.Offset;
        return Windowed(x, x.Window(shape, strides, offset), "AsStridedBackward0", whole => whole.Window(shape, strides, from));
    }

    private static long[] ReplaceAt(long[] array, int index, long value)
    {
        long[] copy = [.. array];
        copy[index] = value;
        return copy;
    }

    /// <summary>A part of the memory: its gradient is the whole's, elsewhere zero. <paramref name="view"/> takes the part out of a whole.</summary>
    private static Body Windowed(Body x, Body window, string name, Func<Body, Body> view)
    {
        long[] shape = x.Shape;
        return Graph.Record(window, name, [x], [], (_, g) => [Place(g[0]!, shape, view)]);
    }

    private static Body Place(Body part, long[] shape, Func<Body, Body> view)
    {
        Body whole = Full(part.Type, shape, 0);
        using (new GradientMode(false))
        {
            CopyInto(view(whole), part);
        }

        return Graph.Record(whole, "PlaceBackward0", [part], [], (_, g) => [view(g[0]!)]);
    }
}
