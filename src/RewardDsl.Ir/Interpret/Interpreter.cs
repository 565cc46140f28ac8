using System;
using System.Collections.Generic;
using RewardDsl.Shared;

namespace RewardDsl.Ir;

/// <summary>What a program reads for one environment. True is 1.</summary>
public sealed class InterpreterState
{
    /// <summary>For each signal its elements.</summary>
    public IReadOnlyList<float[]> Inputs { get; set; } = Array.Empty<float[]>();

    /// <summary>For each carry its elements; of one that keeps several steps what was written, the newest first (<see cref="CarryContents"/>).</summary>
    public IReadOnlyList<float[]> Carries { get; set; } = Array.Empty<float[]>();

    /// <summary>The parameters.</summary>
    public IReadOnlyList<float> Parameters { get; set; } = Array.Empty<float>();

    /// <summary>The previous call was a reset.</summary>
    public bool IsFirst { get; set; }

    /// <summary>The simulator terminated the episode.</summary>
    public bool ExternalEnd { get; set; }

    /// <summary>The simulator truncated the episode.</summary>
    public bool Truncated { get; set; }
}

/// <summary>Runs a program for one environment, slowly and plainly: the reference of every kernel.</summary>
public static class Interpreter
{
    /// <summary>The value of every instruction.</summary>
    public static float[][] Run(RewardProgram program, InterpreterState state)
    {
        float[][] values = new float[program.Code.Count][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Step(program, program.Code[i], state, values);
        }

        return values;
    }

    /// <summary>Computes some instructions again, in their order and where possible in place; the values of the others are kept.</summary>
    internal static void Update(RewardProgram program, InterpreterState state, float[][] values, int[] instructions)
    {
        foreach (int i in instructions)
        {
            Instruction code = program.Code[i];
            if (IntrinsicTable.Row(code.Op) is { Class: IntrinsicClass.Elementwise } row)
            {
                Elementwise(row, code, values, values[i]);
            }
            else
            {
                values[i] = Step(program, code, state, values);
            }
        }
    }

    private static void Elementwise(Intrinsic row, Instruction code, float[][] values, float[] result)
    {
        float[] a = values[code.A];
        float[]? b = code.B < 0 ? null : values[code.B];
        float[]? c = code.C < 0 ? null : values[code.C];
        for (int j = 0; j < result.Length; j++)
        {
            result[j] = row.Evaluate!(a[j], b is null ? 0f : b[j], c is null ? 0f : c[j]);
        }
    }

    /// <summary>The value of one instruction whose operands are computed.</summary>
    internal static float[] Step(RewardProgram program, Instruction code, InterpreterState state, float[][] values)
    {
        Intrinsic row = IntrinsicTable.Row(code.Op);
        int slot = (int)(code.Immediate & 0xFFFF);
        if (row.Class == IntrinsicClass.Elementwise)
        {
            float[] result = new float[Math.Max(1, code.Type.Length)];
            Elementwise(row, code, values, result);
            return result;
        }

        switch (code.Op)
        {
            case Opcode.Const:
                return new[] { code.Type.Kind == IrKind.Bool ? code.Immediate : Literals.Float(code.Immediate) };
            case Opcode.ConstVector:
                float[] constant = new float[code.Type.Length];
                for (int j = 0; j < constant.Length; j++)
                {
                    uint bits = program.Constants[slot].Bits[j];
                    constant[j] = code.Type.Kind == IrKind.Bool ? bits : Literals.Float(bits);
                }

                return constant;
            case Opcode.Input:
                return state.Inputs[slot];
            case Opcode.InputComponent:
                return new[] { state.Inputs[slot][code.Immediate >> 16] };
            case Opcode.InputPick:
                return Pick(state.Inputs[slot], program.Constants[(int)(code.Immediate >> 16)]);
            case Opcode.CarryPick:
                return Pick(state.Carries[slot], program.Constants[(int)(code.Immediate >> 16)]);
            case Opcode.Carry:
                return program.Carries[slot].IsRing ? new[] { CarryContents.Read(program.Carries, slot, state.Carries) } : state.Carries[slot];
            case Opcode.Parameter:
                return new[] { state.Parameters[slot] };
            case Opcode.IsFirst:
                return new[] { state.IsFirst ? 1f : 0f };
            case Opcode.ExternalEnd:
                return new[] { state.ExternalEnd ? 1f : 0f };
            case Opcode.Truncated:
                return new[] { state.Truncated ? 1f : 0f };
            case Opcode.Lookup:
                return new[] { Literals.Float(program.Constants[slot].Bits[TableIndex.Of(values[code.A][0], program.Constants[slot].Bits.Count)]) };
            case Opcode.Broadcast:
                float[] broadcast = new float[code.Type.Length];
                for (int j = 0; j < broadcast.Length; j++)
                {
                    broadcast[j] = values[code.A][0];
                }

                return broadcast;
            case Opcode.Element:
                return new[] { values[code.A][code.Immediate] };
            case Opcode.Argument:
                return values[code.A];
            case Opcode.Close:
                return new[] { values[code.A][0] != 0f ? MonitorClosing.Close(program, code, state, values) : 0f };
            default:
                return new[] { Reduce(code.Op, values[code.A]) };
        }
    }

    private static float[] Pick(float[] source, ConstantVector indices)
    {
        float[] result = new float[indices.Bits.Count];
        for (int j = 0; j < result.Length; j++)
        {
            result[j] = source[indices.Bits[j]];
        }

        return result;
    }

    /// <summary>
    /// Four partial results by index modulo 4, each in order, then (0 with 2) with (1 with 3): the order of the vector
    /// kernel, which every backend keeps so that sums have the same bits.
    /// </summary>
    internal static float Reduce(Opcode op, float[] values)
    {
        float[] partial = new float[4];
        for (int k = 0; k < 4; k++)
        {
            partial[k] = Identity(op);
            for (int j = k; j < values.Length; j += 4)
            {
                partial[k] = j == k ? values[j] : Combine(op, partial[k], values[j]);
            }
        }

        return Combine(op, Combine(op, partial[0], partial[2]), Combine(op, partial[1], partial[3]));
    }

    private static float Identity(Opcode op) => op switch
    {
        // Adding −0 changes no bit, adding +0 would turn −0 into +0.
        Opcode.Sum => -0f,
        Opcode.ReduceMin => float.PositiveInfinity,
        Opcode.ReduceMax => float.NegativeInfinity,
        Opcode.All => 1f,
        _ => 0f,
    };

    private static float Combine(Opcode op, float a, float b) => op switch
    {
        Opcode.Sum => a + b,
        Opcode.ReduceMin => Elementary.Min(a, b),
        Opcode.ReduceMax => Elementary.Max(a, b),
        Opcode.All => a * b,
        _ => a + b > 0f ? 1f : 0f,
    };
}
