using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The trigonometric functions of float that count angles in half turns, such as SinPi. Whole turns are taken off exactly, so
/// that they are exact at every multiple of a quarter turn, with the signs of zero that IEEE 754 asks for.
/// </summary>
internal static class HalfTurnFunctions
{
    public static void Add(FunctionRows rows)
    {
        rows.Number(FunctionRows.Float, "SinPi", static a => Sine(a[0]), 1);
        rows.Number(FunctionRows.Float, "CosPi", static a => Cosine(a[0]), 1);
        rows.Number(FunctionRows.Float, "TanPi", static a => Sine(a[0]) / Cosine(a[0]), 1);
        foreach (Opcode op in new[] { Opcode.Asin, Opcode.Acos, Opcode.Atan })
        {
            rows.Number(FunctionRows.Float, op + "Pi", a => a[0].Do(op) / Pi(a[0]), 1);
        }

        rows.Number(FunctionRows.Float, "Atan2Pi", static a => a[0].Do(Opcode.Atan2, a[1]) / Pi(a[0]), 2);
    }

    private static Expr Pi(Expr x) => x.Const((float)Math.PI);

    /// <summary>|x| less the nearest whole turns, in [-1, 1]: no step of it rounds.</summary>
    private static Expr Remainder(Expr x)
    {
        Expr size = x.Do(Opcode.Abs);
        return size - (2f * (0.5f * size).Do(Opcode.Round));
    }

    private static Expr Sine(Expr x)
    {
        Expr zero = x.Const(0f);
        Expr rest = Remainder(x);
        Expr part = rest.Do(Opcode.Abs);
        Expr quarter = (part > x.Const(0.5f)).Select(1f - part, part);
        Expr sine = (Pi(x) * quarter).Do(Opcode.Sin);

        // 0 - sine, not -sine: at a whole number the result has the sign of x.
        Expr atSize = (rest < zero).Select(0f - sine, sine);
        return (x > zero).Select(atSize, (x < zero).Select(-atSize, x));
    }

    private static Expr Cosine(Expr x) => (Pi(x) * (0.5f - Remainder(x).Do(Opcode.Abs))).Do(Opcode.Sin);
}
