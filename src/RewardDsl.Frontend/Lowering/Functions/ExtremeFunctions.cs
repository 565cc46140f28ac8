using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The larger and smaller of two numbers by other orders than that of Max and Min, each as IEEE 754-2019 defines it.</summary>
internal static class ExtremeFunctions
{
    private static readonly string[] s_runtime = { FunctionRows.MathF, FunctionRows.Float };

    public static void Add(FunctionRows rows)
    {
        rows.Number(s_runtime, "MaxMagnitude", static a => Magnitude(a[0], a[1], Opcode.Max), 2);
        rows.Number(s_runtime, "MinMagnitude", static a => Magnitude(a[0], a[1], Opcode.Min), 2);
        rows.Number(FunctionRows.Float, "MaxMagnitudeNumber", static a => OfNumbers(a[0], a[1], Magnitude(a[0], a[1], Opcode.Max)), 2);
        rows.Number(FunctionRows.Float, "MinMagnitudeNumber", static a => OfNumbers(a[0], a[1], Magnitude(a[0], a[1], Opcode.Min)), 2);
        rows.Number(FunctionRows.Float, "MaxNumber", static a => OfNumbers(a[0], a[1], a[0].Do(Opcode.Max, a[1])), 2);
        rows.Number(FunctionRows.Float, "MinNumber", static a => OfNumbers(a[0], a[1], a[0].Do(Opcode.Min, a[1])), 2);
    }

    /// <summary>The one farther from or nearer to 0; of two as far, the larger or smaller.</summary>
    private static Expr Magnitude(Expr x, Expr y, Opcode extreme)
    {
        Expr a = x.Do(Opcode.Abs);
        Expr b = y.Do(Opcode.Abs);
        Expr first = extreme == Opcode.Max ? a > b : a < b;
        Expr second = extreme == Opcode.Max ? b > a : b < a;

        // With a NaN neither comparison holds, and the result is NaN.
        return first.Select(x, second.Select(y, x.Do(extreme, y)));
    }

    /// <summary>The other argument where one is NaN.</summary>
    private static Expr OfNumbers(Expr x, Expr y, Expr extreme) => x.Do(Opcode.IsNaN).Select(y, y.Do(Opcode.IsNaN).Select(x, extreme));
}
