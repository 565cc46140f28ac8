using System;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>The operations on bodies: each computes its value and enters itself into the graph.</summary>
internal static unsafe partial class Ops
{
    /// <summary>Writes values over, converting and broadcasting them.</summary>
    public static void CopyInto(Body target, Body value) =>
        Walk.Over(target.Shape, [value, target], target.Type == value.Type ? Pick.Copy(target.Type) : Pick.Convert(value.Type, target.Type));

    /// <summary>A dense copy, of another type if one is given, outside any graph.</summary>
    public static Body Dense(Body x, ScalarType? type = null)
    {
        Body result = Body.Empty(type ?? x.Type, x.Shape);
        CopyInto(result, x);
        return result;
    }

    /// <summary>The body itself where it lies dense, else a copy, outside any graph.</summary>
    public static Body AsDense(Body x) => x.IsContiguous ? x : Dense(x);

    /// <summary>The body itself where it has the type, else a copy, outside any graph.</summary>
    public static Body As(Body x, ScalarType type) => x.Type == type ? x : Dense(x, type);

    public static Body Clone(Body x) => Graph.Record(Dense(x), "CloneBackward0", [x], [], (_, g) => [g[0]]);

    public static Body Contiguous(Body x) => x.IsContiguous ? x : Clone(x);

    public static Body To(Body x, ScalarType type, bool copy = false)
    {
        if (x.Type == type)
        {
            return copy ? Clone(x) : x;
        }

        ScalarType from = x.Type;
        return Graph.Record(Dense(x, type), "ToCopyBackward0", [x], [], (_, g) => [To(g[0]!, from)]);
    }

    public static Body Full(ScalarType type, long[] shape, Scalar value)
    {
        Body result = Body.Empty(type, shape);
        Fill(result, value);
        return result;
    }

    public static Body Full(ScalarType type, long[] shape, double value) => Full(type, shape, (Scalar)value);

    public static Body Zeros(Body like) => Full(like.Type, like.Shape, 0);

    /// <summary>A body without dimensions.</summary>
    public static Body Number(ScalarType type, Scalar value) => Full(type, [], value);

    public static void Fill(Body target, Scalar value)
    {
        Body number = Body.Empty(target.Type);
        switch (target.Type)
        {
            case ScalarType.Float32: *(float*)number.Data = (float)value.Real; break;
            case ScalarType.Float64: *(double*)number.Data = value.Real; break;
            case ScalarType.Int64: *(long*)number.Data = value.Integer; break;
            case ScalarType.Int32: *(int*)number.Data = (int)value.Integer; break;
            case ScalarType.Int16: *(short*)number.Data = (short)value.Integer; break;
            case ScalarType.Int8: *(sbyte*)number.Data = (sbyte)value.Integer; break;
            case ScalarType.Byte: *number.Data = (byte)value.Integer; break;
            case ScalarType.Bool: *number.Data = value.Real != 0 ? (byte)1 : (byte)0; break;
            default: throw Types.Unsupported(target.Type);
        }

        CopyInto(target, number);
    }

    /// <summary>What a body of one element holds.</summary>
    public static double Value(Body x)
    {
        Body number = As(x, ScalarType.Float64);
        double value = *(double*)number.Data;
        GC.KeepAlive(number);
        return value;
    }

    /// <summary>A gradient brought back to the shape that was broadcast.</summary>
    public static Body SumTo(Body gradient, long[] shape)
    {
        if (gradient.Shape.SequenceEqual(shape))
        {
            return gradient;
        }

        int lead = gradient.Rank - shape.Length;
        long[] dimensions = Enumerable.Range(0, gradient.Rank).Where(i => i < lead || (shape[i - lead] == 1 && gradient.Shape[i] != 1)).Select(i => (long)i).ToArray();
        Body sum = dimensions.Length == 0 ? gradient : Sum(gradient, dimensions, keep: true, null);
        return sum.Shape.SequenceEqual(shape) ? sum : View(sum, shape);
    }
}
