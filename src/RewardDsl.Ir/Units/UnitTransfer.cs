using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// The unit of every value from those of the leaves. It knows less than physics would, never more: c·x has no known unit when
/// c is a constant, because θ² + 0.1·θ̇² is right with the 0.1 in s².
/// </summary>
/// <param name="inputs">The units of the signals.</param>
/// <param name="timedOf">For a program, its products and quotients whose constant is a time in seconds.</param>
internal sealed class UnitTransfer(IReadOnlyList<Unit?> inputs, Func<RewardProgram, ICollection<int>?> timedOf)
{
    /// <summary>The units of a program's values, given those of its carries.</summary>
    public InferredUnit[] Run(RewardProgram program, IReadOnlyList<InferredUnit> carries)
    {
        var known = new InferredUnit[program.Code.Count];
        bool[] readsLog = new bool[program.Code.Count];
        ICollection<int>? timed = timedOf(program);
        for (int i = 0; i < known.Length; i++)
        {
            Instruction code = program.Code[i];
            readsLog[i] = code.Op is Opcode.Log or Opcode.Log2
                || (code.A >= 0 && readsLog[code.A]) || (code.B >= 0 && readsLog[code.B]) || (code.C >= 0 && readsLog[code.C]);
            known[i] = code.Type.Kind == IrKind.Bool ? InferredUnit.Unknown
                : timed?.Contains(i) == true ? Timed(program, code, known)
                : Of(program, code, known, carries, readsLog);
        }

        return known;
    }

    private InferredUnit Of(RewardProgram program, Instruction code, InferredUnit[] known, IReadOnlyList<InferredUnit> carries, bool[] readsLog)
    {
        InferredUnit A() => known[code.A];
        InferredUnit B() => known[code.B];
        int slot = (int)(code.Immediate & 0xFFFF);
        switch (code.Op)
        {
            case Opcode.Input or Opcode.InputComponent or Opcode.InputPick:
                return InferredUnit.Of(inputs[slot]);
            case Opcode.Carry or Opcode.CarryPick:
                return carries[slot];
            case Opcode.Neg or Opcode.Abs or Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate or Opcode.MaxZero or Opcode.MinZero
                or Opcode.Broadcast or Opcode.Element or Opcode.Sum or Opcode.ReduceMin or Opcode.ReduceMax:
                return A();
            case Opcode.Add or Opcode.Sub or Opcode.Min or Opcode.Max:
                return InferredUnit.Join(A(), B());
            case Opcode.Clamp:
                return InferredUnit.Join(A(), InferredUnit.Join(B(), known[code.C]));
            case Opcode.Select:
                return InferredUnit.Join(B(), known[code.C]);
            case Opcode.Mul:
                return IsMinusOne(program, code.A) ? B() : IsMinusOne(program, code.B) ? A() : Product(A(), B());
            case Opcode.Div:
                return IsMean(program, code) ? A() : Quotient(A(), B());
            case Opcode.Sqrt:
                return A().IsNumber ? A() : InferredUnit.Of(A().Unit?.ToThe(Exponent.Half));
            case Opcode.Pow:
                return A().Unit is { IsOne: true } ? A()
                    : Constant(program, code.B) is { } power && Exponent.Of(power) is { IsZero: false } exact ? InferredUnit.Of(A().Unit?.ToThe(exact)) : InferredUnit.Unknown;
            case Opcode.Exp:
                // The mean of logarithms, as in a geometric mean, has the unit of what it is the mean of.
                return readsLog[code.A] ? InferredUnit.Unknown : InferredUnit.Number;
            case Opcode.Sin or Opcode.Cos or Opcode.Tan or Opcode.Tanh:
                return InferredUnit.Number;
            case Opcode.Asin or Opcode.Acos or Opcode.Atan or Opcode.Atan2:
                return InferredUnit.Of(Unit.Radian);
            case Opcode.Sign or Opcode.BoolToFloat or Opcode.Length or Opcode.Lookup:
                return InferredUnit.Number;
            default:
                // Constants and parameters; and the logarithm, which in a soft minimum gives its argument's unit back.
                return InferredUnit.Unknown;
        }
    }

    /// <summary>
    /// A value times or over seconds. A plain number stays unknown: the step may weigh a sum, as in speed·Δt + alive·Δt, where
    /// the coefficient that makes both one quantity is not written.
    /// </summary>
    private static InferredUnit Timed(RewardProgram program, Instruction code, InferredUnit[] known)
    {
        InferredUnit value = known[code.Op == Opcode.Mul && Constant(program, code.A) is not null ? code.B : code.A];
        return InferredUnit.Of(code.Op == Opcode.Div ? value.Declared?.Over(Unit.Second) : value.Declared?.Times(Unit.Second));
    }

    private static InferredUnit Product(InferredUnit a, InferredUnit b) =>
        a.IsNumber ? b : b.IsNumber ? a : InferredUnit.Of(a.Unit is { } left && b.Unit is { } right ? left.Times(right) : null);

    /// <summary>What a constant or such a number is divided by gives nothing: 1 / (1 + d²) is meant as a number.</summary>
    private static InferredUnit Quotient(InferredUnit a, InferredUnit b) =>
        b.IsNumber ? a : InferredUnit.Of(a.Declared is { } above && b.Unit is { } below ? above.Over(below) : null);

    /// <summary>
    /// Only −1 is sure to be a sign. A factor 1 is a coefficient like another: a pole of 1 m, one second.
    /// </summary>
    public static bool IsMinusOne(RewardProgram program, int value) => Constant(program, value) == -1f;

    /// <summary>The sum of a vector over its length, which a program writes as a number.</summary>
    private static bool IsMean(RewardProgram program, Instruction code) =>
        program.Code[code.A] is { Op: Opcode.Sum } sum && Constant(program, code.B) == program.Code[sum.A].Type.Length;

    private static float? Constant(RewardProgram program, int value)
    {
        Instruction code = program.Code[value];
        return code.Op == Opcode.Broadcast ? Constant(program, code.A)
            : code.Op == Opcode.Const && code.Type.Kind == IrKind.Float ? Literals.Float(code.Immediate) : null;
    }
}
