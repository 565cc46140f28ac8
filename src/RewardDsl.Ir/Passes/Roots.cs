using System;

namespace RewardDsl.Ir;

/// <summary>
/// Takes square roots out of comparisons. A square root is correctly rounded and therefore monotone, so a comparison of a root
/// with a constant is a comparison of its operand with another constant, found here exactly; and the larger of two roots is
/// the root of the larger. Every result keeps its bits; a root costs as much as twenty additions.
/// </summary>
public static class Roots
{
    /// <summary>Runs the pass.</summary>
    public static RewardProgram Run(RewardProgram program) => Rewriter.Run(program, Rewrite);

    private static int Rewrite(ProgramBuilder builder, Instruction code) => code.Op switch
    {
        Opcode.Max or Opcode.Min when IsSizeRoot(builder, code.A) && IsSizeRoot(builder, code.B) =>
            builder.Apply(Opcode.Sqrt, builder.Apply(code.Op, builder[code.A].A, builder[code.B].A)),
        Opcode.ReduceMax or Opcode.ReduceMin when IsSizeRoot(builder, code.A) =>
            builder.Apply(Opcode.Sqrt, builder.Reduce(code.Op, builder[code.A].A)),

        // c < √x and c ≤ √x also fail for a negative x, whose root is not a number.
        Opcode.Less when Constant(builder, code.A) is { } c && builder[code.B].Op == Opcode.Sqrt =>
            builder.Apply(Opcode.Less, builder.Const(LastRootAtMost(c)), builder[code.B].A),
        Opcode.LessOrEqual when Constant(builder, code.A) is { } c && builder[code.B].Op == Opcode.Sqrt =>
            builder.Apply(Opcode.LessOrEqual, builder.Const(FirstRootAtLeast(c)), builder[code.B].A),
        Opcode.Less when Constant(builder, code.B) is { } c && IsSizeRoot(builder, code.A) =>
            builder.Apply(Opcode.Less, builder[code.A].A, builder.Const(FirstRootAtLeast(c))),
        Opcode.LessOrEqual when Constant(builder, code.B) is { } c && IsSizeRoot(builder, code.A) =>
            builder.Apply(Opcode.LessOrEqual, builder[code.A].A, builder.Const(LastRootAtMost(c))),
        _ => builder.Append(code),
    };

    /// <summary>The root of a sum of squares: never negative, and no negative zero.</summary>
    private static bool IsSizeRoot(ProgramBuilder builder, int value) => builder[value].Op == Opcode.Sqrt && IsSize(builder, builder[value].A);

    private static bool IsSize(ProgramBuilder builder, int value)
    {
        Instruction code = builder[value];
        return code.Op switch
        {
            Opcode.Mul => code.A == code.B,
            Opcode.Abs => true,
            Opcode.Add or Opcode.Max or Opcode.Min => IsSize(builder, code.A) && IsSize(builder, code.B),
            Opcode.Sum or Opcode.ReduceMax or Opcode.ReduceMin or Opcode.Broadcast or Opcode.Element => IsSize(builder, code.A),
            _ => false,
        };
    }

    /// <summary>A constant for which the thresholds below exist: positive and finite.</summary>
    private static float? Constant(ProgramBuilder builder, int value)
    {
        Instruction code = builder[value];
        code = code.Op == Opcode.Broadcast ? builder[code.A] : code;
        float number = code.Op == Opcode.Const && code.Type.Kind == IrKind.Float ? Literals.Float(code.Immediate) : float.NaN;
        return number > 1e-15f && number < 1e15f ? number : null;
    }

    /// <summary>The largest number whose root is at most <paramref name="c"/>.</summary>
    private static float LastRootAtMost(float c)
    {
        float x = c * c;
        while (Root(x) <= c)
        {
            x = FloatRange.Up(x);
        }

        while (Root(x) > c)
        {
            x = FloatRange.Down(x);
        }

        return x;
    }

    /// <summary>The smallest number whose root is at least <paramref name="c"/>.</summary>
    private static float FirstRootAtLeast(float c)
    {
        float x = c * c;
        while (Root(x) >= c)
        {
            x = FloatRange.Down(x);
        }

        while (Root(x) < c)
        {
            x = FloatRange.Up(x);
        }

        return x;
    }

    /// <summary>The root as float32; the double root of a float32 rounds to it correctly.</summary>
    private static float Root(float x) => (float)Math.Sqrt(x);
}
