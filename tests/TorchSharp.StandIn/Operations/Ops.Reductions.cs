using System;
using System.Linq;
using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>Reductions: over rows of equal length, in order. Sums of floats are kept in double and rounded once.</summary>
internal static unsafe partial class Ops
{
    /// <summary>The input with the reduced dimensions last and dense, as rows; outside any graph.</summary>
    private static (Body Rows, long Count, long Length, long[] Kept, long[] Reduced) Rows(Body x, ReadOnlySpan<long> dimensions, bool keep)
    {
        bool[] flags = Shapes.Dimensions(dimensions, x.Rank);
        int[] order = [.. Enumerable.Range(0, x.Rank).Where(i => !flags[i]), .. Enumerable.Range(0, x.Rank).Where(i => flags[i])];
        Body moved = x.Window(order.Select(i => x.Shape[i]).ToArray(), order.Select(i => x.Strides[i]).ToArray(), x.Offset);
        long length = Enumerable.Range(0, x.Rank).Where(i => flags[i]).Aggregate(1L, (product, i) => product * x.Shape[i]);
        long[] kept = Enumerable.Range(0, x.Rank).Where(i => keep || !flags[i]).Select(i => flags[i] ? 1 : x.Shape[i]).ToArray();
        long[] reduced = Enumerable.Range(0, x.Rank).Select(i => flags[i] ? 1 : x.Shape[i]).ToArray();
        return (AsDense(moved), Shapes.Count(kept), length, kept, reduced);
    }

    private static void SumRows<T, TTotal, TResult>(byte* from, byte* to, long rows, long length, bool product)
        where T : unmanaged, INumber<T>
        where TTotal : unmanaged, INumber<TTotal>
        where TResult : unmanaged, INumber<TResult>
    {
        T* x = (T*)from;
        for (long r = 0; r < rows; r++, x += length)
        {
            TTotal total = product ? TTotal.One : TTotal.Zero;
            for (long i = 0; i < length; i++)
            {
                TTotal value = TTotal.CreateTruncating(x[i]);
                total = product ? total * value : total + value;
            }

            ((TResult*)to)[r] = TResult.CreateTruncating(total);
        }
    }

    private static Body Total(Body x, ReadOnlySpan<long> dimensions, bool keep, ScalarType? type, bool product)
    {
        ScalarType wanted = type ?? (Types.IsFloat(x.Type) ? x.Type : ScalarType.Int64);
        Body input = As(x, Types.IsFloat(wanted) ? wanted : ScalarType.Int64);
        if (!product && input.Type == ScalarType.Float32 && ColumnSums(input, dimensions, keep) is { } columns)
        {
            return columns;
        }

        (Body rows, long count, long length, long[] kept, _) = Rows(input, dimensions, keep);
        Body result = Body.Empty(input.Type, kept);
        switch (input.Type)
        {
            case ScalarType.Float32: SumRows<float, double, float>(rows.Data, result.Data, count, length, product); break;
            case ScalarType.Float64: SumRows<double, double, double>(rows.Data, result.Data, count, length, product); break;
            default: SumRows<long, long, long>(rows.Data, result.Data, count, length, product); break;
        }

        GC.KeepAlive(rows);

        return As(result, wanted);
    }

    /// <summary>The sum over the first dimension of a dense matrix, without turning it.</summary>
    private static Body? ColumnSums(Body x, ReadOnlySpan<long> dimensions, bool keep)
    {
        if (x.Rank != 2 || dimensions.Length != 1 || Shapes.Dimension(dimensions[0], 2) != 0 || !x.IsContiguous)
        {
            return null;
        }

        (long rows, long columns) = (x.Shape[0], x.Shape[1]);
        var totals = new double[columns];
        float* at = (float*)x.Data;
        for (long r = 0; r < rows; r++, at += columns)
        {
            for (int c = 0; c < totals.Length; c++)
            {
                totals[c] += at[c];
            }
        }

        Body result = Body.Empty(ScalarType.Float32, keep ? [1, columns] : [columns]);
        for (int c = 0; c < totals.Length; c++)
        {
            ((float*)result.Data)[c] = (float)totals[c];
        }

        GC.KeepAlive(x);

        return result;
    }

    public static Body Sum(Body x, ReadOnlySpan<long> dimensions, bool keep, ScalarType? type)
    {
        long[] shape = x.Shape;
        ScalarType from = x.Type;
        long[] reduced = Reduced(x, dimensions);
        return Graph.Record(Total(x, dimensions, keep, type, product: false), "SumBackward1", [x], [], (_, g) =>
            [To(Expand(Reshape(g[0]!, reduced), shape), from)]);
    }

    /// <summary>The shape with 1 in the place of each reduced dimension.</summary>
    private static long[] Reduced(Body x, ReadOnlySpan<long> dimensions)
    {
        bool[] flags = Shapes.Dimensions(dimensions, x.Rank);
        return x.Shape.Select((size, i) => flags[i] ? 1 : size).ToArray();
    }

    public static Body Product(Body x, ReadOnlySpan<long> dimensions, bool keep, ScalarType? type)
    {
        long[] reduced = Reduced(x, dimensions);
        Body result = Total(x, dimensions, keep, type, product: true);
        return Graph.Record(result, "ProdBackward0", [x], [x, result], (node, g) =>
        {
            Body input = node.Recall(0);
            if (Truth(Any(Equal(input, Number(input.Type, 0)), [], false)))
            {
                throw new NotSupportedException("The stand-in of TorchSharp knows no gradient of a product with a zero in it.");
            }

            return [For(input, Div(Reshape(Mul(g[0]!, node.Recall(1)), reduced), input))];
        });
    }

    public static Body Mean(Body x, ReadOnlySpan<long> dimensions, bool keep, ScalarType? type)
    {
        ScalarType wanted = type ?? x.Type;
        if (!Types.IsFloat(wanted))
        {
            throw Shapes.Error($"mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: {wanted}");
        }

        long length = x.Count / Math.Max(Shapes.Count(Reduced(x, dimensions)), 1);
        return Div(Sum(x, dimensions, keep, wanted), Number(wanted, (double)length));
    }

    public static Body Variance(Body x, ReadOnlySpan<long> dimensions, bool unbiased, bool keep)
    {
        long length = x.Count / Math.Max(Shapes.Count(Reduced(x, dimensions)), 1);
        Body mean = Mean(x, dimensions, true, null);
        Body squares = Sum(Square(Sub(x, mean)), dimensions, keep, null);
        return Div(squares, Number(x.Type, unbiased ? (double)Math.Max(length - 1, 0) : length));
    }

    /// <summary>The square root of the variance. Where it is 0 its gradient is 0, as torch has it.</summary>
    public static Body Deviation(Body x, ReadOnlySpan<long> dimensions, bool unbiased, bool keep)
    {
        long[] over = dimensions.ToArray();
        long length = x.Count / Math.Max(Shapes.Count(Reduced(x, over)), 1);
        long[] reduced = Reduced(x, over);
        Body result;
        using (new GradientMode(false))
        {
            result = Sqrt(Variance(x, over, unbiased, keep));
        }

        return Graph.Record(result, "StdBackward0", [x], [x, result], (node, g) =>
        {
            (Body input, Body deviation) = (node.Recall(0), node.Recall(1));
            Body zero = Number(deviation.Type, 0);
            Body scale = Reshape(Where(Equal(deviation, zero), zero, Div(g[0]!, Mul(deviation, (double)(unbiased ? length - 1 : length)))), reduced);
            return [Mul(scale, Sub(input, Mean(input, over, true, null)))];
        });
    }

    private static void FoldRows<T>(byte* from, byte* to, long* index, long rows, long length, bool most)
        where T : unmanaged, INumber<T>
    {
        T* x = (T*)from;
        for (long r = 0; r < rows; r++, x += length)
        {
            long best = 0;
            for (long i = 1; i < length; i++)
            {
                if (!T.IsNaN(x[best]) && (T.IsNaN(x[i]) || (most ? x[i] > x[best] : x[i] < x[best])))
                {
                    best = i;
                }
            }

            ((T*)to)[r] = x[best];
            index[r] = best;
        }
    }

    /// <summary>The largest or smallest of each row and where it first stands; what is no number wins.</summary>
    private static (Body Values, Body Indices) Fold(Body x, ReadOnlySpan<long> dimensions, bool keep, bool most)
    {
        (Body rows, long count, long length, long[] kept, _) = Rows(x, dimensions, keep);
        if (length == 0 && count > 0)
        {
            throw Shapes.Error("Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.");
        }

        Body values = Body.Empty(x.Type, kept);
        Body indices = Body.Empty(ScalarType.Int64, kept);
        long* index = (long*)indices.Data;
        switch (x.Type)
        {
            case ScalarType.Float32: FoldRows<float>(rows.Data, values.Data, index, count, length, most); break;
            case ScalarType.Float64: FoldRows<double>(rows.Data, values.Data, index, count, length, most); break;
            case ScalarType.Int64: FoldRows<long>(rows.Data, values.Data, index, count, length, most); break;
            case ScalarType.Int32: FoldRows<int>(rows.Data, values.Data, index, count, length, most); break;
            case ScalarType.Int16: FoldRows<short>(rows.Data, values.Data, index, count, length, most); break;
            case ScalarType.Int8: FoldRows<sbyte>(rows.Data, values.Data, index, count, length, most); break;
            default: FoldRows<byte>(rows.Data, values.Data, index, count, length, most); break;
        }

        GC.KeepAlive(rows);

        return (values, indices);
    }

    /// <summary>Extremes over any dimensions; those that are equal share the gradient.</summary>
    public static Body Extreme(Body x, ReadOnlySpan<long> dimensions, bool keep, bool most)
    {
        long[] over = dimensions.ToArray();
        long[] reduced = Reduced(x, over);
        Body result = Fold(x, over, keep, most).Values;
        return Graph.Record(result, most ? "AmaxBackward0" : "AminBackward0", [x], [x, result], (node, g) =>
        {
            Body chosen = To(Equal(node.Recall(0), Reshape(node.Recall(1), reduced)), g[0]!.Type);
            return [Mul(Div(chosen, Sum(chosen, over, true, null)), Reshape(g[0]!, reduced))];
        });
    }

    /// <summary>Extremes over one dimension with their indices, which get the gradient.</summary>
    public static (Body Values, Body Indices) ExtremeAt(Body x, long dimension, bool keep, bool most)
    {
        int d = Shapes.Dimension(dimension, x.Rank);
        (Body values, Body indices) = Fold(x, [d], keep, most);
        long[] reduced = Reduced(x, [d]);
        long[] shape = x.Shape;
        Graph.Record(values, most ? "MaxBackward0" : "MinBackward0", [x], [indices], (node, g) =>
            [ScatterAdd(Full(g[0]!.Type, shape, 0), d, Reshape(node.Recall(0), reduced), Reshape(g[0]!, reduced))]);
        return (values, indices);
    }

    public static Body IndexOfExtreme(Body x, long? dimension, bool keep, bool most) =>
        dimension is { } d ? Fold(x, [Shapes.Dimension(d, x.Rank)], keep, most).Indices : Fold(View(AsDense(Detach(x)), [-1]), [0], false, most).Indices;

    public static Body Any(Body x, ReadOnlySpan<long> dimensions, bool keep) => Count(x, dimensions, keep, (found, _) => found > 0);

    public static Body All(Body x, ReadOnlySpan<long> dimensions, bool keep) => Count(x, dimensions, keep, (found, length) => found == length);

    /// <summary>What a bool without dimensions says.</summary>
    public static bool Truth(Body x)
    {
        bool value = *x.Data != 0;
        GC.KeepAlive(x);
        return value;
    }

    private static Body Count(Body x, ReadOnlySpan<long> dimensions, bool keep, Func<long, long, bool> decide)
    {
        (Body rows, long count, long length, long[] kept, _) = Rows(As(x, ScalarType.Bool), dimensions, keep);
        Body result = Body.Empty(ScalarType.Bool, kept);
        for (long r = 0; r < count; r++)
        {
            long found = 0;
            for (long i = 0; i < length; i++)
            {
                found += rows.Data[(r * length) + i];
            }

            result.Data[r] = decide(found, length) ? (byte)1 : (byte)0;
        }

        GC.KeepAlive(rows);

        return result;
    }

    public static Body CumulativeSum(Body x, long dimension, ScalarType? type)
    {
        ScalarType wanted = type ?? (Types.IsFloat(x.Type) ? x.Type : ScalarType.Int64);
        if (x.Rank == 0)
        {
            return To(x, wanted, copy: true);
        }

        int d = Shapes.Dimension(dimension, x.Rank);
        ScalarType from = x.Type;
        return Graph.Record(Running(As(x, wanted), d), "CumsumBackward0", [x], [], (_, g) => [To(Flip(CumulativeSum(Flip(g[0]!, [d]), d, null), [d]), from)]);
    }

    private static Body Running(Body x, int d)
    {
        Body result = Dense(x);
        long inner = Shapes.Count(x.Shape.AsSpan(d + 1));
        for (long i = 0; i < result.Count; i++)
        {
            if (i / inner % x.Shape[d] == 0)
            {
                continue;
            }

            switch (x.Type)
            {
                case ScalarType.Float32: ((float*)result.Data)[i] += ((float*)result.Data)[i - inner]; break;
                case ScalarType.Float64: ((double*)result.Data)[i] += ((double*)result.Data)[i - inner]; break;
                case ScalarType.Int64: ((long*)result.Data)[i] += ((long*)result.Data)[i - inner]; break;
                case ScalarType.Int32: ((int*)result.Data)[i] += ((int*)result.Data)[i - inner]; break;
                default: throw Types.Unsupported(x.Type);
            }
        }

        return result;
    }

    public static Body LogSumExp(Body x, long dimension, bool keep)
    {
        Body most = Detach(Extreme(Detach(x), [dimension], true, most: true));
        Body finite = Where(IsFinite(most), most, Number(most.Type, 0));
        Body sum = Add(Log(Sum(Exp(Sub(x, finite)), [dimension], true, null)), finite);
        return keep ? sum : Squeeze(sum, dimension);
    }

    public static Body LogSoftmax(Body x, long dimension)
    {
        Body result;
        using (new GradientMode(false))
        {
            Body shifted = Sub(x, Extreme(x, [dimension], true, most: true));
            result = Sub(shifted, Log(Sum(Exp(shifted), [dimension], true, null)));
        }

        return Graph.Record(result, "LogSoftmaxBackward0", [x], [result], (node, g) =>
            [Sub(g[0]!, Mul(Exp(node.Recall(0)), Sum(g[0]!, [dimension], true, null)))]);
    }

    public static Body Softmax(Body x, long dimension)
    {
        Body result;
        using (new GradientMode(false))
        {
            Body power = Exp(Sub(x, Extreme(x, [dimension], true, most: true)));
            result = Div(power, Sum(power, [dimension], true, null));
        }

        return Graph.Record(result, "SoftmaxBackward0", [x], [result], (node, g) =>
        {
            Body product = Mul(g[0]!, node.Recall(0));
            return [Sub(product, Mul(node.Recall(0), Sum(product, [dimension], true, null)))];
        });
    }

    public static Body Norm(Body x, ReadOnlySpan<long> dimensions, bool keep, double p)
    {
        if (p == 2)
        {
            Body sum = Sum(Square(x), dimensions, keep, null);
            Body result;
            using (new GradientMode(false))
            {
                result = Sqrt(sum);
            }

            return Graph.Record(result, "NormBackward0", [sum], [result], (node, g) =>
                [Where(Equal(node.Recall(0), Number(result.Type, 0)), Number(result.Type, 0), Div(g[0]!, Mul(node.Recall(0), 2)))]);
        }

        return double.IsPositiveInfinity(p) ? Extreme(Abs(x), dimensions, keep, most: true)
            : p == 1 ? Sum(Abs(x), dimensions, keep, null)
            : Power(Sum(Power(Abs(x), p), dimensions, keep, null), 1 / p);
    }
}
