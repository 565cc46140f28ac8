using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// By how much a condition holds: the quantitative semantics of conditions (Donzé and Maler, FORMATS 2010). Positive where it holds, negative where
/// it fails, 0 on the border: <c>a &lt; b</c> is b − a, <c>&amp;&amp;</c> the smaller, <c>||</c> the larger, <c>!</c> the negative,
/// <c>a == b</c> minus the distance. What is only true or false, such as a bool signal, is 1 or −1.
/// </summary>
internal static class Margins
{
    /// <summary>The margin of a truth value, of each element of a vector of them.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="truth">The truth value.</param>
    /// <param name="part">What becomes of the margin of each comparison that it is made of, in a fixed order; null to take them as they are.</param>
    public static int Of(ProgramBuilder builder, int truth, Func<int, int>? part = null)
    {
        int Part(int margin) => part is null ? margin : part(margin);
        Instruction code = builder[truth];
        int Negative(int value) => builder.Apply(Opcode.Neg, value);
        int Both(int a, int b) => builder.Apply(Opcode.Min, a, b);
        int Either(int a, int b) => builder.Apply(Opcode.Max, a, b);
        switch (code.Op)
        {
            case Opcode.Less or Opcode.LessOrEqual:
                return Part(builder.Apply(Opcode.Sub, code.B, code.A));
            case Opcode.Equal:
                return Part(Negative(builder.Apply(Opcode.Abs, builder.Apply(Opcode.Sub, code.A, code.B))));
            case Opcode.NotEqual:
                return Part(builder.Apply(Opcode.Abs, builder.Apply(Opcode.Sub, code.A, code.B)));
            case Opcode.Not:
                return Negative(Of(builder, code.A, part));
            case Opcode.And:
                return Both(Of(builder, code.A, part), Of(builder, code.B, part));
            case Opcode.Or:
                return Either(Of(builder, code.A, part), Of(builder, code.B, part));
            case Opcode.Xor:
                (int a, int b) = (Of(builder, code.A, part), Of(builder, code.B, part));
                return Either(Both(a, Negative(b)), Both(Negative(a), b));
            case Opcode.Select:
                (int when, int then, int otherwise) = (Of(builder, code.A, part), Of(builder, code.B, part), Of(builder, code.C, part));
                return Either(Both(when, then), Both(Negative(when), otherwise));
            case Opcode.Any:
                return builder.Reduce(Opcode.ReduceMax, Of(builder, code.A, part));
            case Opcode.All:
                return builder.Reduce(Opcode.ReduceMin, Of(builder, code.A, part));
            case Opcode.Broadcast:
                return builder.Broadcast(Of(builder, code.A, part), code.Type.Length);
            case Opcode.Element:
                return builder.Element(Of(builder, code.A, part), (int)code.Immediate);
            default:
                return Part(builder.Apply(Opcode.Select, truth, builder.Const(1f), builder.Const(-1f)));
        }
    }
}
