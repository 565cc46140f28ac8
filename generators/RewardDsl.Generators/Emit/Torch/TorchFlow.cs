using System;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// What the values of a program are as tensors: whether they have a row for each environment, whether vectors are spread out, and which of them need a guard
/// when derivatives are asked for.
/// </summary>
internal sealed class TorchFlow
{
    private readonly RewardProgram _program;

    public TorchFlow(RewardProgram program)
    {
        _program = program;
        int count = program.Code.Count;
        IsBatched = new bool[count];
        IsSpread = new bool[count];
        HasGradient = new bool[count];
        IsFinite = new bool[count];
        IsOwn = new bool[count];
        IsHidden = new bool[count];
        IsWanted = new bool[count];
        foreach (Output output in program.Outputs)
        {
            IsWanted[output.Value] |= output.Kind is OutputKind.Total or OutputKind.Objective or OutputKind.Column or OutputKind.Cost or OutputKind.Metric or OutputKind.Critic;
        }

        for (int i = 0; i < count; i++)
        {
            Forward(i, program.Code[i]);
        }

        for (int i = count - 1; i >= 0; i--)
        {
            Backward(i, program.Code[i]);
        }
    }

    /// <summary>Has the dimension of the environments; constants and shared parameters have none.</summary>
    public bool[] IsBatched { get; }

    /// <summary>A vector with all of its elements; others are one value that stands for all.</summary>
    public bool[] IsSpread { get; }

    /// <summary>Depends on a float signal of this step by more than steps and comparisons.</summary>
    public bool[] HasGradient { get; }

    /// <summary>Is a number whatever the signals are.</summary>
    public bool[] IsFinite { get; }

    /// <summary>A tensor of its own: no view of another, no input, no state.</summary>
    public bool[] IsOwn { get; }

    /// <summary>May have no part in the total although it is computed: behind a gate, or the operand that a minimum does not take.</summary>
    public bool[] IsHidden { get; }

    /// <summary>What is paid or measured has a derivative by it.</summary>
    public bool[] IsWanted { get; }

    /// <summary>Whether a value is the same until a parameter changes, and is computed.</summary>
    public bool IsUniform(int value) => !IsBatched[value] && _program.Code[value].Op is not (Opcode.Const or Opcode.ConstVector or Opcode.Parameter or Opcode.Argument);

    /// <summary>Whether an operation is guarded where derivatives are wanted.</summary>
    public bool NeedsGuard(int value)
    {
        Instruction code = _program.Code[value];
        if (!IsWanted[value] || !Operands(code).Any(o => HasGradient[o]))
        {
            return false;
        }

        // A product is harmless unless a factor that is no number can be without a part in the total.
        return code.Op != Opcode.Mul || (IsHidden[value] && ((HasGradient[code.A] && !IsFinite[code.B]) || (HasGradient[code.B] && !IsFinite[code.A])));
    }

    /// <summary>The operands of an instruction.</summary>
    public static int[] Operands(Instruction code) => new[] { code.A, code.B, code.C }.Where(static o => o >= 0).ToArray();

    private void Forward(int i, Instruction code)
    {
        int[] operands = Operands(code);
        int slot = (int)(code.Immediate & 0xFFFF);
        bool vector = code.Type.IsVector;
        switch (code.Op)
        {
            case Opcode.Const:
                IsFinite[i] = code.Type.Kind == IrKind.Bool || Finite(code.Immediate);
                break;
            case Opcode.ConstVector:
                IsSpread[i] = true;
                IsFinite[i] = code.Type.Kind == IrKind.Bool || _program.Constants[slot].Bits.All(Finite);
                break;
            case Opcode.Parameter:
                IsFinite[i] = true;
                break;
            case Opcode.Input or Opcode.InputComponent or Opcode.InputPick:
                IsBatched[i] = true;
                IsSpread[i] = vector;
                HasGradient[i] = _program.Inputs[slot].Storage == InputStorage.Float32;
                IsFinite[i] = !HasGradient[i];
                IsOwn[i] = code.Op == Opcode.InputPick;
                break;
            case Opcode.Carry or Opcode.CarryPick:
                IsBatched[i] = true;
                IsSpread[i] = vector;
                IsOwn[i] = code.Op == Opcode.CarryPick || _program.Carries[slot].IsRing;
                break;
            case Opcode.IsFirst or Opcode.ExternalEnd or Opcode.Truncated:
                IsBatched[i] = true;
                break;
            case Opcode.Broadcast or Opcode.Element:
                IsBatched[i] = IsBatched[code.A];
                HasGradient[i] = HasGradient[code.A];
                IsFinite[i] = IsFinite[code.A];
                break;
            case Opcode.Lookup:
                IsBatched[i] = true;
                IsOwn[i] = true;
                IsFinite[i] = _program.Constants[(int)code.Immediate].Bits.All(Finite);
                break;
            case Opcode.Close:
                IsBatched[i] = true;
                IsOwn[i] = true;
                break;
            case Opcode.Argument:
                break;
            default:
                IsBatched[i] = operands.Any(o => IsBatched[o]);
                IsSpread[i] = vector && operands.Any(o => IsSpread[o]);
                IsOwn[i] = true;
                HasGradient[i] = code.Type.Kind == IrKind.Float && !IsStep(code.Op) && operands.Any(o => HasGradient[o]);
                IsFinite[i] = code.Op == Opcode.BoolToFloat
                    || (code.Op is Opcode.Neg or Opcode.Abs or Opcode.MaxZero or Opcode.MinZero or Opcode.Min or Opcode.Max or Opcode.Clamp && operands.All(o => IsFinite[o]))
                    || (code.Op == Opcode.Select && IsFinite[code.B] && IsFinite[code.C]);
                break;
        }
    }

    private void Backward(int i, Instruction code)
    {
        foreach (int operand in Operands(code))
        {
            IsWanted[operand] |= IsWanted[i] && _program.Code[operand].Type.Kind == IrKind.Float && !IsStep(code.Op) && code.Op is not (Opcode.Lookup or Opcode.Close or Opcode.Argument);
            IsHidden[operand] |= IsHidden[i] || IsStep(code.Op)
                || code.Op is Opcode.Select or Opcode.Min or Opcode.Max or Opcode.Clamp or Opcode.MaxZero or Opcode.MinZero or Opcode.ReduceMin or Opcode.ReduceMax;
        }
    }

    /// <summary>Piecewise constant: no derivative.</summary>
    private static bool IsStep(Opcode op) => op is Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate or Opcode.Sign;

    private static bool Finite(uint bits) => (bits & 0x7F80_0000) != 0x7F80_0000;
}
