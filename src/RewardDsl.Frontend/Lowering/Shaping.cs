using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Potential-based shaping (Ng, Harada and Russell 1999), the same for every potential: written by the author, of an automaton or of a reward machine.</summary>
internal static class Shaping
{
    /// <summary>γ·(1 − terminated)·Φ(s′) − Φ(s): chosen at a termination, so that what Φ is there counts for nothing. A truncation keeps it.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="discountBits">γ.</param>
    /// <param name="terminated">Whether the step terminates.</param>
    /// <param name="next">Φ(s′).</param>
    /// <param name="before">Φ(s).</param>
    public static int Pay(ProgramBuilder builder, uint discountBits, int terminated, Func<int> next, Func<int> before)
    {
        int discounted = builder.Apply(Opcode.Mul, builder.ConstBits(IrKind.Float, discountBits), next());
        return builder.Apply(Opcode.Sub, builder.Apply(Opcode.Select, terminated, builder.Const(0f), discounted), before());
    }
}
