using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Functions that are one operation of the program.</summary>
internal static class ElementaryFunctions
{
    private const int MostZeros = 65536;

    private static readonly string[] s_everywhere = { FunctionRows.RewardMath, FunctionRows.MathF, FunctionRows.Float };

    public static void Add(FunctionRows rows)
    {
        foreach (Opcode op in new[] { Opcode.Sqrt, Opcode.Floor, Opcode.Ceiling, Opcode.Truncate, Opcode.Exp, Opcode.Log2, Opcode.Sin, Opcode.Cos, Opcode.Tan, Opcode.Tanh, Opcode.Asin, Opcode.Acos, Opcode.Atan })
        {
            rows.Number(s_everywhere, op.ToString(), a => a[0].Do(op), 1);
        }

        rows.Number(FunctionRows.RewardMath, "Log", static a => a[0].Do(Opcode.Log), 1);
        rows.Number(FunctionRows.RewardMath, "Round", static a => a[0].Do(Opcode.Round), 1);
        foreach (Opcode op in new[] { Opcode.Atan2, Opcode.Pow })
        {
            rows.Number(s_everywhere, op.ToString(), a => a[0].Do(op, a[1]), 2);
        }

        rows.Number(new[] { FunctionRows.RewardMath, FunctionRows.MathF, FunctionRows.Math, FunctionRows.Float }, "Abs", static a => a[0].Do(Opcode.Abs), 1);

        // Those of the runtime return an integer, which is converted where it is read, and refuse a NaN.
        rows.Number(new[] { FunctionRows.RewardMath, FunctionRows.MathF, FunctionRows.Math, FunctionRows.Float }, "Sign", static a => a[0].Do(Opcode.Sign), 1);
        rows.Number(new[] { FunctionRows.RewardMath, FunctionRows.Math }, "Clamp", static a => a[0].Do(Opcode.Clamp, a[1], a[2]), 3);
        rows.Number(FunctionRows.Float, "Clamp", static a => a[0].Do(Opcode.Max, a[1]).Do(Opcode.Min, a[2]), 3);
        rows.Number(new[] { FunctionRows.RewardMath, FunctionRows.Float }, "IsFinite", static a => a[0].Do(Opcode.IsFinite), 1);
        rows.Number(FunctionRows.Float, "IsNaN", static a => a[0].Do(Opcode.IsNaN), 1);
        rows.Number(
            "RewardDsl.Vec",
            "Zero",
            static a => a[0].Constant is > 0f and <= MostZeros ? null : new BadArgument(0, "the length must be a constant from 1 to 65536"),
            static a => a[0].Zeros((int)a[0].Constant!.Value),
            1);
        rows.Number(FunctionRows.RewardMath, "Where", static a => a[0].Select(a[1], a[2]), 3);
        foreach (string type in new[] { FunctionRows.MathF, FunctionRows.Math, FunctionRows.Float })
        {
            rows.Number(type, "Min", static a => a[0].Do(Opcode.Min, a[1]), 2);
            rows.Number(type, "Max", static a => a[0].Do(Opcode.Max, a[1]), 2);
        }
    }
}
