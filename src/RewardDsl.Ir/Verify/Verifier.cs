using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>Checks what every pass and emitter relies on: operand order, types, slot indices, outputs. Run between passes.</summary>
public static class Verifier
{
    /// <summary>What is wrong with a program; empty when it is sound.</summary>
    public static IReadOnlyList<string> Check(RewardProgram program)
    {
        var problems = new List<string>();
        for (int i = 0; i < program.Code.Count; i++)
        {
            Instruction code = program.Code[i];
            string? problem = Check(program, i, code);
            if (problem != null)
            {
                problems.Add("%" + Literals.Integer(i) + " " + code.Op + ": " + problem);
            }
        }

        for (int c = 0; c < program.Carries.Count; c++)
        {
            if (Ring(program, program.Carries[c]) is { } problem)
            {
                problems.Add("carry " + program.Carries[c].Name + ": " + problem);
            }
        }

        var seen = new HashSet<(OutputKind, int)>();
        foreach (Output output in program.Outputs)
        {
            if (output.Value < 0 || output.Value >= program.Code.Count)
            {
                problems.Add("output " + output.Kind + " names no value");
                continue;
            }

            if (!seen.Add((output.Kind, output.Index)))
            {
                problems.Add("output " + output.Kind + " " + Literals.Integer(output.Index) + " is given twice");
            }

            IrType type = program.Code[output.Value].Type;
            IrType expected = output.Kind switch
            {
                OutputKind.Carry => output.Index >= 0 && output.Index < program.Carries.Count ? program.Carries[output.Index].Type : default,
                OutputKind.Probe => type,
                OutputKind.Gradient => Derivative(program, output.Index, element: -1),
                OutputKind.GradientElement => Derivative(program, output.Index & 0xFFFF, output.Index >> 16),
                OutputKind.Terminated or OutputKind.Assumption or OutputKind.Absent => IrType.Bool,
                _ => IrType.Float,
            };
            if (type != expected)
            {
                problems.Add("output " + output.Kind + " " + Literals.Integer(output.Index) + " has type " + type + ", expected " + expected);
            }
        }

        return problems;
    }

    /// <summary>The type of the derivative with respect to a signal or one element of it; of what has none, a type that no value has.</summary>
    private static IrType Derivative(RewardProgram program, int slot, int element)
    {
        var none = new IrType(IrKind.Bool, -1);
        if (slot < 0 || slot >= program.Inputs.Count || program.Inputs[slot].Storage != InputStorage.Float32)
        {
            return none;
        }

        InputSlot input = program.Inputs[slot];
        bool isPart = element >= 0 && element < input.Width && input.Form != InputForm.Scalar;
        return element >= 0 ? (isPart ? IrType.Float : none) : input.Form == InputForm.Components ? none : new IrType(IrKind.Float, input.Form == InputForm.Vector ? input.Width : 0);
    }

    /// <summary>Throws when a program is not sound.</summary>
    public static RewardProgram Require(RewardProgram program, string after)
    {
        IReadOnlyList<string> problems = Check(program);
        return problems.Count == 0
            ? program
            : throw new InvalidOperationException("Malformed program after " + after + ": " + string.Join("; ", problems));
    }

    private static string? Ring(RewardProgram program, CarrySlot carry)
    {
        if (!carry.IsRing)
        {
            return carry.Reach == 1 && carry.Form == CarryForm.Delayed && carry.Partner < 0 ? null : "keeps no steps";
        }

        CarryForm left = carry.Form == CarryForm.Until ? CarryForm.Smallest : CarryForm.Largest;
        return carry.Type != IrType.Float ? "several steps of " + carry.Type
            : carry.Form is not (CarryForm.Until or CarryForm.Release) ? carry.Partner < 0 ? null : "has a partner"
            : carry.Partner >= 0 && carry.Partner < program.Carries.Count && program.Carries[carry.Partner] is { } partner && partner.Form == left && partner.Reach == carry.Reach
                ? null : "does not match its partner";
    }

    private static string? Picks(RewardProgram program, Instruction code, int width)
    {
        int indices = (int)(code.Immediate >> 16);
        if (indices >= program.Constants.Count || program.Constants[indices].Bits.Count != code.Type.Length)
        {
            return "bad indices";
        }

        foreach (uint index in program.Constants[indices].Bits)
        {
            if (index >= width)
            {
                return "picks an element out of range";
            }
        }

        return null;
    }

    private static string? Check(RewardProgram program, int index, Instruction code)
    {
        Intrinsic row = IntrinsicTable.Row(code.Op);
        for (int k = 0; k < 3; k++)
        {
            int operand = code.Operand(k);
            if (k < row.Arity ? operand < 0 || operand >= index : operand != -1)
            {
                return "operand " + Literals.Integer(k) + " is " + Literals.Integer(operand);
            }
        }

        IrType Type(int operand) => program.Code[operand].Type;
        int slot = (int)(code.Immediate & 0xFFFF);
        switch (row.Class)
        {
            case IntrinsicClass.Leaf:
                return code.Op switch
                {
                    Opcode.Const => code.Type.IsVector || (code.Type.Kind == IrKind.Bool && code.Immediate > 1) ? "bad constant" : null,
                    Opcode.ConstVector => slot >= program.Constants.Count || program.Constants[slot].Bits.Count != code.Type.Length ? "bad constant vector" : null,
                    Opcode.InputPick => slot >= program.Inputs.Count || program.Inputs[slot].Kind != code.Type.Kind
                        ? "does not match its signal" : Picks(program, code, program.Inputs[slot].Width),
                    Opcode.CarryPick => slot >= program.Carries.Count || program.Carries[slot].Type.Kind != code.Type.Kind
                        ? "does not match its carry" : Picks(program, code, program.Carries[slot].Type.Length),
                    Opcode.Input => slot >= program.Inputs.Count || program.Inputs[slot].Form == InputForm.Components
                        || program.Inputs[slot].Kind != code.Type.Kind || (program.Inputs[slot].Form == InputForm.Vector ? program.Inputs[slot].Width : 0) != code.Type.Length
                            ? "does not match its signal" : null,
                    Opcode.InputComponent => slot >= program.Inputs.Count || code.Immediate >> 16 >= program.Inputs[slot].Width
                        || code.Type != new IrType(program.Inputs[slot].Kind, 0) ? "does not match its signal" : null,
                    Opcode.Carry => slot >= program.Carries.Count || program.Carries[slot].Type != code.Type ? "does not match its carry" : null,
                    Opcode.Parameter => slot >= program.Parameters.Count || program.Parameters[slot].PerEnvironment || code.Type != IrType.Float ? "bad parameter" : null,
                    _ => code.Type == IrType.Bool ? null : "must be bool",
                };
            case IntrinsicClass.Elementwise:
                for (int k = 0; k < row.Arity; k++)
                {
                    IrType type = Type(code.Operand(k));
                    char kind = row.Operands[k];
                    if (type.Length != code.Type.Length || (kind != '?' && type.Kind != (kind == 'f' ? IrKind.Float : IrKind.Bool)))
                    {
                        return "operand " + Literals.Integer(k) + " has type " + type;
                    }
                }

                if (code.Op == Opcode.Select)
                {
                    return Type(code.B) == code.Type && Type(code.C) == code.Type ? null : "branches differ in type";
                }

                return code.Type.Kind == row.Result ? null : "result has type " + code.Type;
            case IntrinsicClass.Table:
                return Type(code.A) != IrType.Float || code.Type != IrType.Float ? "looks up " + Type(code.A)
                    : code.Immediate >= program.Constants.Count || program.Constants[(int)code.Immediate].Bits.Count == 0 ? "has no table" : null;
            case IntrinsicClass.Monitor:
                return code.Type != IrType.Float || Type(code.A) != (code.Op == Opcode.Close ? IrType.Bool : IrType.Float) || Type(code.B) != IrType.Float ? "is no list of floats"
                    : code.Op == Opcode.Argument || (Type(code.C) == IrType.Float && code.Immediate < program.Constants.Count) ? null : "bad description";
            case IntrinsicClass.Reduction:
                return Type(code.A).IsVector && Type(code.A).Kind == row.Result && code.Type == new IrType(row.Result, 0) ? null : "reduces " + Type(code.A);
            default:
                return code.Op == Opcode.Length ? "the length is known"
                    : code.Op == Opcode.Broadcast
                    ? !Type(code.A).IsVector && code.Type.IsVector && Type(code.A).Kind == code.Type.Kind ? null : "broadcasts " + Type(code.A)
                    : Type(code.A).IsVector && code.Type == new IrType(Type(code.A).Kind, 0) && code.Immediate < Type(code.A).Length ? null : "element out of range";
        }
    }
}
