using System;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>Facts of the element types, and the type that an operation on several computes in.</summary>
internal static class Types
{
    public static int Size(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw Unsupported(type),
    };

    public static bool IsFloat(ScalarType type) => type is ScalarType.Float32 or ScalarType.Float64;

    /// <summary>The type of a function with real values: a float stays, an integer becomes the default float.</summary>
    public static ScalarType Float(ScalarType type) => IsFloat(type) ? type : get_default_dtype();

    /// <summary>
    /// torch's rule: among tensors with dimensions the widest wins; tensors without dimensions, then plain numbers, count only where their
    /// kind (bool, integer, float) is higher.
    /// </summary>
    public static ScalarType Result(Body a, Body b) => Combine(Rank(a), a.Type, Rank(b), b.Type);

    /// <summary>The same with a plain number.</summary>
    public static ScalarType Result(Body a, Scalar b) => Combine(Rank(a), a.Type, 0, b.Type == ScalarType.Float64 ? get_default_dtype() : b.Type);

    private static int Rank(Body body) => body.Rank > 0 ? 2 : 1;

    private static ScalarType Combine(int rankA, ScalarType a, int rankB, ScalarType b)
    {
        if (rankA == rankB)
        {
            return Promote(a, b);
        }

        (ScalarType high, ScalarType low) = rankA > rankB ? (a, b) : (b, a);
        return Kind(low) > Kind(high) ? (Kind(high) == 0 || IsFloat(low) ? Promote(high, low) : high) : high;
    }

    public static ScalarType Promote(ScalarType a, ScalarType b)
    {
        if (a == b)
        {
            return a;
        }

        if (Kind(a) != Kind(b))
        {
            return Kind(a) > Kind(b) ? a : b;
        }

        if (Kind(a) == 2)
        {
            return ScalarType.Float64;
        }

        // Of one kind and different: integers. A byte and a signed type of one byte meet in the next wider.
        if (a == ScalarType.Byte || b == ScalarType.Byte)
        {
            ScalarType other = a == ScalarType.Byte ? b : a;
            return other == ScalarType.Int8 ? ScalarType.Int16 : other;
        }

        return Size(a) > Size(b) ? a : b;
    }

    private static int Kind(ScalarType type) => type == ScalarType.Bool ? 0 : IsFloat(type) ? 2 : 1;

    public static NotSupportedException Unsupported(ScalarType type) => new($"The stand-in of TorchSharp has no tensors of {type}.");
}
