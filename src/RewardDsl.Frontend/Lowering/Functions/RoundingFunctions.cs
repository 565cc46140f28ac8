using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Rounding with a number of digits or a direction, in the steps of the runtime: the same bits. The overloads that take a
/// MidpointRounding have a row of their own.
/// </summary>
internal static class RoundingFunctions
{
    /// <summary>The row of the overloads that say how to round.</summary>
    public const string Directed = "Round(MidpointRounding)";

    private const int MostDigits = 6;

    // The values of MidpointRounding, which has the last three in later frameworks only.
    private const int ToEven = 0;
    private const int AwayFromZero = 1;
    private const int ToZero = 2;
    private const int Down = 3;
    private const int Up = 4;

    /// <summary>The largest float below a half: added to what lies below a tie, it does not round up.</summary>
    private const float BelowHalf = 0.49999997f;

    /// <summary>From here on floats have no digits behind the point, and scaled ones could overflow.</summary>
    private const float NoDigits = 1e8f;

    public static void Add(FunctionRows rows)
    {
        foreach (string type in new[] { FunctionRows.MathF, FunctionRows.Float })
        {
            rows.Number(type, "Round", static a => a.Length > 1 ? BadDigits(a) : null, static a => a.Length > 1 ? Digits(a[0], a[1], ToEven) : a[0].Do(Opcode.Round), 1, 2);
            rows.Number(type, Directed, BadDirection, static a => a.Length > 2 ? Digits(a[0], a[1], (int)a[2].Constant!.Value) : Round(a[0], (int)a[1].Constant!.Value), 2, 3);
        }
    }

    private static BadArgument? BadDigits(Expr[] a) =>
        a[1].Constant is >= 0f and <= MostDigits ? null : new BadArgument(1, "the number of digits must be a constant from 0 to 6");

    private static BadArgument? BadDirection(Expr[] a) =>
        a[a.Length - 1].Constant is not (>= ToEven and <= Up) ? new BadArgument(a.Length - 1, "the rounding must be a constant that MidpointRounding names")
        : a.Length > 2 ? BadDigits(a)
        : null;

    private static Expr Digits(Expr x, Expr digits, int direction)
    {
        Expr scale = x.Const((float)Math.Pow(10, (int)digits.Constant!.Value));
        return (x.Do(Opcode.Abs) < x.Const(NoDigits)).Select(Round(x * scale, direction) / scale, x);
    }

    private static Expr Round(Expr x, int direction) => direction switch
    {
        AwayFromZero => Away(x),
        ToZero => x.Do(Opcode.Truncate),
        Down => x.Do(Opcode.Floor),
        Up => x.Do(Opcode.Ceiling),
        _ => x.Do(Opcode.Round),
    };

    private static Expr Away(Expr x)
    {
        Expr zero = x.Const(0f);
        Expr size = (x.Do(Opcode.Abs) + x.Const(BelowHalf)).Do(Opcode.Truncate);
        return (x > zero).Select(size, (x < zero).Select(-size, x));
    }
}
