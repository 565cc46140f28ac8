using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>The reference frame of every value from those of the leaves. Where a rotation is possible nothing is claimed.</summary>
internal sealed class FrameTransfer(IReadOnlyList<string> inputs)
{
    /// <summary>More elements than these are joints or feet, no vector in space.</summary>
    internal const int Axes = 3;

    /// <summary>The frames of a program's values, given those of its carries.</summary>
    public InferredFrame[] Run(RewardProgram program, IReadOnlyList<InferredFrame> carries)
    {
        var known = new InferredFrame[program.Code.Count];
        for (int i = 0; i < known.Length; i++)
        {
            Instruction code = program.Code[i];
            known[i] = code.Type.Kind == IrKind.Bool ? InferredFrame.Free : Of(program, code, known, carries);
        }

        return known;
    }

    private InferredFrame Of(RewardProgram program, Instruction code, InferredFrame[] known, IReadOnlyList<InferredFrame> carries)
    {
        InferredFrame A() => known[code.A];
        InferredFrame B() => known[code.B];
        int slot = (int)(code.Immediate & 0xFFFF);
        switch (code.Op)
        {
            case Opcode.Const or Opcode.ConstVector or Opcode.Parameter or Opcode.Length or Opcode.BoolToFloat:
                return InferredFrame.Free;
            case Opcode.Input:
                return Leaf(program, slot, -1);
            case Opcode.InputComponent:
                return Leaf(program, slot, Axis(program.Inputs[slot], (int)(code.Immediate >> 16)));
            case Opcode.InputPick:
                return Leaf(program, slot, Common(program.Constants[(int)(code.Immediate >> 16)].Bits.Select(i => Axis(program.Inputs[slot], (int)i))));
            case Opcode.Carry or Opcode.CarryPick:
                return carries[slot];
            case Opcode.Neg or Opcode.Broadcast:
                return A();
            case Opcode.Add or Opcode.Sub or Opcode.Min or Opcode.Max:
                return InferredFrame.Sum(A(), B());
            case Opcode.Clamp:
                return InferredFrame.Sum(A(), InferredFrame.Sum(B(), known[code.C]));
            case Opcode.Select:
                return InferredFrame.Join(B(), known[code.C]);
            case Opcode.Mul:
                return UnitTransfer.IsMinusOne(program, code.A) ? B() : UnitTransfer.IsMinusOne(program, code.B) ? A() : InferredFrame.Product(A(), B());
            case Opcode.Div:
                return InferredFrame.Quotient(A(), B());
            case Opcode.Element:
                return A() is { HasFrame: true, Component: < 0 } whole && program.Code[code.A].Type.Length <= Axes ? whole with { Component = (int)code.Immediate } : A();
            case Opcode.Sum or Opcode.ReduceMin or Opcode.ReduceMax:
                return A() is { Kind: FrameKind.Free or FrameKind.Unset } or { HasFrame: true, Component: >= 0 } ? A() : InferredFrame.Unknown;
            default:
                // A size or a cost: |x| in one frame may be added to |y| in another.
                InferredFrame[] operands = Enumerable.Range(0, 3).Where(k => code.Operand(k) >= 0).Select(k => known[code.Operand(k)]).ToArray();
                return operands.Any(static o => o.Kind == FrameKind.Unset) ? InferredFrame.Unset
                    : operands.All(static o => o.Kind == FrameKind.Free) ? InferredFrame.Free : InferredFrame.Unknown;
        }
    }

    /// <summary>Four components are mostly a quaternion, which goes between frames: it has none.</summary>
    private InferredFrame Leaf(RewardProgram program, int slot, int component)
    {
        InputSlot input = program.Inputs[slot];
        return inputs[slot].Length == 0 || (input.Form == InputForm.Components && input.Width % 4 == 0 && input.Width % 3 != 0) ? InferredFrame.Unknown : InferredFrame.Inside(inputs[slot], component);
    }

    /// <summary>Which component an element of a signal is; lists and windows of vectors hold them one after the other.</summary>
    private static int Axis(InputSlot slot, int element) => slot.Width == 1 ? -1 : slot.Form == InputForm.Components && slot.Width % 3 == 0 ? element % 3 : element;

    private static int Common(IEnumerable<int> axes)
    {
        int[] all = axes.Distinct().ToArray();
        return all.Length == 1 ? all[0] : -1;
    }
}
