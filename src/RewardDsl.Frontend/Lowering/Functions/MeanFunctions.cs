using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Means that ask for all of their parts, and the soft minimum.</summary>
internal static class MeanFunctions
{
    public static void Add(FunctionRows rows)
    {
        rows.Number(FunctionRows.RewardMath, "GeometricMean", static a => Geometric(a), 1, 2, 3);
        rows.Number(FunctionRows.RewardMath, "HarmonicMean", static a => Harmonic(a), 1, 2, 3);
        rows.Number(FunctionRows.RewardMath, "SoftMin", static a => SoftMin(a[0], a[1]), 2);
    }

    private static Expr Geometric(Expr[] a)
    {
        Expr zero = a[0].Const(0f);
        switch (a.Length)
        {
            case 1:
                return (a[0].Do(Opcode.Log).Reduce(Opcode.Sum) / a[0].Size).Do(Opcode.Exp);
            case 2 when !a[0].IsVector:
                return a[0].Do(Opcode.Sqrt) * a[1].Do(Opcode.Sqrt);
            case 2:
                Expr weighted = a[1].Do(Opcode.Equal, zero).Select(zero, a[1] * a[0].Do(Opcode.Log)).Reduce(Opcode.Sum);
                return (weighted / a[1].Reduce(Opcode.Sum)).Do(Opcode.Exp);
            default:
                return ((a[0].Do(Opcode.Log) + a[1].Do(Opcode.Log) + a[2].Do(Opcode.Log)) / a[0].Const(3f)).Do(Opcode.Exp);
        }
    }

    private static Expr Harmonic(Expr[] a) => a.Length switch
    {
        1 => a[0].Size / Reciprocal(a[0]).Reduce(Opcode.Sum),
        2 => 2f / (Reciprocal(a[0]) + Reciprocal(a[1])),
        _ => 3f / (Reciprocal(a[0]) + Reciprocal(a[1]) + Reciprocal(a[2])),
    };

    /// <summary>1 / x for x from 0, infinite at either zero; NaN below.</summary>
    private static Expr Reciprocal(Expr x) => (x >= x.Const(0f)).Select(1f / x.Do(Opcode.Abs), x.Const(float.NaN));

    private static Expr SoftMin(Expr x, Expr sharpness)
    {
        Expr least = x.Reduce(Opcode.ReduceMin);
        Expr mean = (-(sharpness * (x - least))).Do(Opcode.Exp).Reduce(Opcode.Sum) / x.Size;
        return least.Do(Opcode.IsFinite).Select(least - (mean.Do(Opcode.Log) / sharpness), least);
    }
}
