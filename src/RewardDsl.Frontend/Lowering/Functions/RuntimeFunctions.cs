using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Functions of MathF and float that are formulas over the operations. They agree with the runtime's within a few units in
/// the last place; what the runtime computes in the written order agrees to the bit.
/// </summary>
internal static class RuntimeFunctions
{
    private static readonly string[] s_runtime = { FunctionRows.MathF, FunctionRows.Float };

    public static void Add(FunctionRows rows)
    {
        rows.Number(s_runtime, "Log10", static a => a[0].Do(Opcode.Log2) * a[0].Const(0.30102999566398120f), 1);
        rows.Number(s_runtime, "Cbrt", static a => CubeRoot(a[0]), 1);
        rows.Number(s_runtime, "Cosh", static a => HyperbolicCosine(a[0]), 1);

        // By the hyperbolic tangent: a difference of two exponentials has no correct digits near 0, and this is inf * 1 far out.
        rows.Number(s_runtime, "Sinh", static a => a[0].Do(Opcode.Tanh) * HyperbolicCosine(a[0]), 1);

        rows.Number(FunctionRows.Float, "Exp2", static a => a[0].Const(2f).Do(Opcode.Pow, a[0]), 1);
        rows.Number(FunctionRows.Float, "Exp10", static a => a[0].Const(10f).Do(Opcode.Pow, a[0]), 1);
        rows.Number(FunctionRows.Float, "ExpM1", static a => a[0].Do(Opcode.Exp) - a[0].Const(1f), 1);
        rows.Number(FunctionRows.Float, "LogP1", static a => (a[0] + a[0].Const(1f)).Do(Opcode.Log), 1);
        rows.Number(FunctionRows.Float, "Hypot", static a => Hypotenuse(a[0], a[1]), 2);
        rows.Number(FunctionRows.Float, "Lerp", static a => (a[0] * (1f - a[2])) + (a[1] * a[2]), 3);
        rows.Number(FunctionRows.Float, "DegreesToRadians", static a => a[0] * a[0].Const((float)Math.PI) / a[0].Const(180f), 1);
        rows.Number(FunctionRows.Float, "RadiansToDegrees", static a => a[0] * a[0].Const(180f) / a[0].Const((float)Math.PI), 1);

        rows.Number(FunctionRows.Float, "IsInfinity", static a => a[0].Do(Opcode.Abs).Do(Opcode.Equal, a[0].Const(float.PositiveInfinity)), 1);
        rows.Number(FunctionRows.Float, "IsPositiveInfinity", static a => a[0].Do(Opcode.Equal, a[0].Const(float.PositiveInfinity)), 1);
        rows.Number(FunctionRows.Float, "IsNegativeInfinity", static a => a[0].Do(Opcode.Equal, a[0].Const(float.NegativeInfinity)), 1);
        rows.Number(FunctionRows.Float, "IsInteger", static a => a[0].Do(Opcode.IsFinite) & a[0].Do(Opcode.Truncate).Do(Opcode.Equal, a[0]), 1);
    }

    /// <summary>cosh x = h h / 2 + 1 / (2 h h) with h = e^(|x| / 2): overflows only where the result does.</summary>
    private static Expr HyperbolicCosine(Expr x)
    {
        Expr h = (0.5f * x.Do(Opcode.Abs)).Do(Opcode.Exp);
        return (0.5f * h * h) + (0.5f / h / h);
    }

    /// <summary>|x|^(1/3), with one step of Newton's method for the rounding of 1/3, and the sign of x.</summary>
    private static Expr CubeRoot(Expr x)
    {
        Expr size = x.Do(Opcode.Abs);
        Expr root = size.Do(Opcode.Pow, x.Const(1f / 3f));
        Expr better = root - ((root - (size / (root * root))) / x.Const(3f));
        Expr isPlain = x.Do(Opcode.IsFinite) & x.Do(Opcode.NotEqual, x.Const(0f));
        return isPlain.Select(x.Do(Opcode.Sign) * better, x);
    }

    /// <summary>sqrt(x x + y y) without an overflow of the squares; infinite if either is, even beside a NaN.</summary>
    private static Expr Hypotenuse(Expr x, Expr y)
    {
        Expr a = x.Do(Opcode.Abs);
        Expr b = y.Do(Opcode.Abs);
        Expr longer = a.Do(Opcode.Max, b);
        Expr ratio = a.Do(Opcode.Min, b) / longer;
        Expr infinity = x.Const(float.PositiveInfinity);
        Expr isInfinite = a.Do(Opcode.Equal, infinity) | b.Do(Opcode.Equal, infinity);
        Expr isZero = longer.Do(Opcode.Equal, x.Const(0f));
        return isInfinite.Select(infinity, isZero.Select(longer, longer * (1f + (ratio * ratio)).Do(Opcode.Sqrt)));
    }
}
