using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace TorchSharp.StandIn;

/// <summary>Arithmetic of shapes, strides and dimensions.</summary>
internal static class Shapes
{
    public static long Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            count *= size;
        }

        return count;
    }

    public static long[] Dense(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(shape[i], 1);
        }

        return strides;
    }

    public static bool IsContiguous(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long expected = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (shape[i] == 0)
            {
                return true;
            }

            if (shape[i] != 1 && strides[i] != expected)
            {
                return false;
            }

            expected *= shape[i];
        }

        return true;
    }

    /// <summary>The shape that two operands meet in.</summary>
    public static long[] Broadcast(long[] a, long[] b)
    {
        if (a.AsSpan().SequenceEqual(b))
        {
            return a;
        }

        int rank = Math.Max(a.Length, b.Length);
        var shape = new long[rank];
        for (int i = 1; i <= rank; i++)
        {
            long x = i <= a.Length ? a[^i] : 1;
            long y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
            {
                throw Error($"The size of tensor a ({x}) must match the size of tensor b ({y}) at non-singleton dimension {rank - i}");
            }

            shape[^i] = x == 1 ? y : x;
        }

        return shape;
    }

    /// <summary>The strides by which a body is read as if it had the shape: 0 where it is repeated.</summary>
    public static long[] Expand(Body body, ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        int lead = shape.Length - body.Rank;
        if (lead < 0)
        {
            throw Error($"expand: the number of sizes provided ({shape.Length}) must be greater or equal to the number of dimensions in the tensor ({body.Rank})");
        }

        for (int i = 0; i < body.Rank; i++)
        {
            long size = body.Shape[i];
            if (size == shape[lead + i])
            {
                strides[lead + i] = size == 1 ? 0 : body.Strides[i];
            }
            else if (size != 1)
            {
                throw Error($"The expanded size of the tensor ({shape[lead + i]}) must match the existing size ({size}) at non-singleton dimension {lead + i}.  Target sizes: {Text(shape)}.  Tensor sizes: {Text(body.Shape)}");
            }
        }

        return strides;
    }

    /// <summary>A dimension counted from the front; a scalar counts as having one.</summary>
    public static int Dimension(long dimension, int rank)
    {
        int effective = Math.Max(rank, 1);
        if (dimension < -effective || dimension >= effective)
        {
            throw Error($"Dimension out of range (expected to be in range of [{-effective}, {effective - 1}], but got {dimension})");
        }

        return (int)(dimension < 0 ? dimension + effective : dimension);
    }

    /// <summary>The dimensions of a reduction, as flags; none named means all.</summary>
    public static bool[] Dimensions(ReadOnlySpan<long> dimensions, int rank)
    {
        var flags = new bool[rank];
        if (dimensions.Length == 0)
        {
            Array.Fill(flags, true);
        }

        foreach (long dimension in dimensions)
        {
            int d = Dimension(dimension, rank);
            if (rank == 0)
            {
                continue;
            }

            if (flags[d])
            {
                throw Error($"dim {d} appears multiple times in the list of dims");
            }

            flags[d] = true;
        }

        return flags;
    }

    /// <summary>A shape with its one -1 filled in.</summary>
    public static long[] Infer(ReadOnlySpan<long> shape, long count)
    {
        long[] result = shape.ToArray();
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < result.Length; i++)
        {
            if (result[i] == -1)
            {
                if (unknown >= 0)
                {
                    throw Error("only one dimension can be inferred");
                }

                unknown = i;
            }
            else
            {
                known *= result[i];
            }
        }

        if (unknown >= 0 && known > 0 && count % known == 0)
        {
            result[unknown] = count / known;
            known = count;
        }

        if (known != count)
        {
            throw Error($"shape '{Text(shape)}' is invalid for input of size {count}");
        }

        return result;
    }

    /// <summary>The strides of a view with another shape, or null where the memory does not allow one.</summary>
    public static long[]? View(Body body, long[] shape)
    {
        if (body.IsContiguous)
        {
            return Dense(shape);
        }

        // Runs of dimensions that lie without gaps may be cut anew; each new dimension must come out of one run.
        var strides = new long[shape.Length];
        int to = shape.Length - 1;
        long run = 1;
        long runStride = body.Strides.Length > 0 ? body.Strides[^1] : 1;
        long cut = 1;
        for (int from = body.Rank - 1; from >= 0; from--)
        {
            run *= body.Shape[from];
            bool ends = from == 0 || (body.Shape[from - 1] != 1 && body.Strides[from - 1] != run * runStride);
            if (!ends)
            {
                continue;
            }

            while (to >= 0 && (cut < run || shape[to] == 1))
            {
                strides[to] = cut * runStride;
                cut *= shape[to];
                to--;
            }

            if (cut != run)
            {
                return null;
            }

            if (from > 0)
            {
                runStride = body.Strides[from - 1];
                run = 1;
                cut = 1;
            }
        }

        return to < 0 ? strides : null;
    }

    public static long[] Without(long[] array, int index) => array.Where((_, i) => i != index).ToArray();

    public static long[] With(long[] array, int index, long value) => [.. array.Take(index), value, .. array.Skip(index)];

    public static string Text(ReadOnlySpan<long> shape) => "[" + string.Join(", ", shape.ToArray()) + "]";

    /// <summary>An error as torch's own arrive through TorchSharp.</summary>
    public static ExternalException Error(string message) => new(message);
}
