using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Reductions of RewardMath. What a mask leaves out is replaced before it is added up: a NaN there does no harm.</summary>
internal static class ReductionFunctions
{
    public static void Add(FunctionRows rows)
    {
        void Reduction(string name, Func<Expr[], Expr> formula, params int[] arity) => rows.Number(FunctionRows.RewardMath, name, formula, arity);
        Reduction("Sum", static a => Sum(a[0], a, 1), 1, 2);
        Reduction("SumSquares", static a => Sum(a[0] * a[0], a, 1), 1, 2);
        Reduction("Mean", static a => a.Length == 1 ? Sum(a[0], a, 1) / a[0].Size : Mean(a), 1, 3);
        Reduction("Norm", static a => Sum(a[0] * a[0], a, 1).Do(Opcode.Sqrt), 1, 2);
        Reduction("Dot", static a => Sum(a[0] * a[1], a, 2), 2);
        Reduction("Product", static a => Product(a.Length == 1 ? a[0] : a[1].Select(a[0], a[0].Const(1f))), 1, 2);
        Reduction("Any", static a => (a.Length == 1 ? a[0] : a[0] & a[1]).Reduce(Opcode.Any), 1, 2);
        Reduction("All", static a => (a.Length == 1 ? a[0] : a[0] | !a[1]).Reduce(Opcode.All), 1, 2);
        Reduction("Count", static a => Count(a.Length == 1 ? a[0] : a[0] & a[1]), 1, 2);

        // One argument: of the elements; two: at each index; three: of the elements that the mask keeps.
        Reduction("Min", static a => Extreme(a, Opcode.Min, Opcode.ReduceMin, float.PositiveInfinity), 1, 2, 3);
        Reduction("Max", static a => Extreme(a, Opcode.Max, Opcode.ReduceMax, float.NegativeInfinity), 1, 2, 3);
    }

    /// <summary>The sum of the elements, of those that the mask among the arguments keeps if it is there.</summary>
    public static Expr Sum(Expr x, Expr[] arguments, int mask) =>
        (arguments.Length > mask ? arguments[mask].Select(x, x.Const(0f)) : x).Reduce(Opcode.Sum);

    private static Expr Count(Expr mask) => mask.Do(Opcode.BoolToFloat).Reduce(Opcode.Sum);

    private static Expr Mean(Expr[] a)
    {
        Expr count = Count(a[1]);
        return count.Do(Opcode.Equal, a[2].Const(0f)).Select(a[2], Sum(a[0], a, 1) / count);
    }

    private static Expr Extreme(Expr[] a, Opcode pair, Opcode reduce, float none) => a.Length switch
    {
        1 => a[0].Reduce(reduce),
        2 => a[0].Do(pair, a[1]),
        _ => a[1].Reduce(Opcode.Any).Select(a[1].Select(a[0], a[2].Const(none)).Reduce(reduce), a[2]),
    };

    private static Expr Product(Expr x)
    {
        Expr product = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            product *= x[i];
        }

        return product;
    }
}
