using System;

namespace RewardDsl.Ir;

/// <summary>
/// The larger and the smaller of numbers as a formula takes them: exact, or smooth with a temperature (<see cref="SmoothRobustness"/>).
/// </summary>
/// <param name="builder">The step program.</param>
/// <param name="temperature">The temperature; 0 for the exact ones.</param>
internal sealed class ExtremeLowering(ProgramBuilder builder, float temperature)
{
    /// <summary>The temperature; 0 for exact extremes.</summary>
    public float Temperature => temperature;

    /// <summary>Whether every number has a part in it.</summary>
    public bool IsSmooth => temperature > 0;

    /// <summary>The larger or smaller of two.</summary>
    public int Pick(bool isMax, int a, int b)
    {
        int extreme = builder.Apply(isMax ? Opcode.Max : Opcode.Min, a, b);
        if (!IsSmooth || a == b)
        {
            return IsSmooth ? Moved(isMax, extreme, builder.Const((float)(temperature * Math.Log(2)))) : extreme;
        }

        if (IsConstant(a, isMax) || IsConstant(b, isMax))
        {
            return extreme;
        }

        // Two infinities that are the same differ by nothing.
        int apart = builder.Apply(
            Opcode.Select,
            builder.Apply(Opcode.Equal, a, b),
            builder.Const(0f),
            builder.Apply(Opcode.Sub, builder.Apply(Opcode.Min, a, b), builder.Apply(Opcode.Max, a, b)));
        int share = builder.Apply(Opcode.Exp, builder.Apply(Opcode.Div, apart, builder.Const(temperature)));
        return Moved(isMax, extreme, builder.Apply(Opcode.Mul, builder.Const(temperature), builder.Apply(Opcode.Log, builder.Apply(Opcode.Add, builder.Const(1f), share))));
    }

    private int Moved(bool isMax, int extreme, int by) => builder.Apply(isMax ? Opcode.Add : Opcode.Sub, extreme, by);

    private bool IsConstant(int value, bool isMax) => builder[value].Op == Opcode.Const && Literals.Float(builder[value].Immediate) == Extremes.None(isMax);
}
