using System;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>What a program reads at one real point.</summary>
/// <param name="Inputs">For each signal its elements.</param>
/// <param name="Carries">For each carry its elements.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Flags">First step, external end, truncated.</param>
public sealed record RealState(double[][] Inputs, double[][] Carries, double[] Parameters, double[] Flags)
{
    /// <summary>The point of a state of the interpreter.</summary>
    public static RealState Of(InterpreterState state) => new(
        [.. state.Inputs.Select(static i => Array.ConvertAll(i, static x => (double)x))],
        [.. state.Carries.Select(static c => Array.ConvertAll(c, static x => (double)x))],
        [.. state.Parameters.Select(static p => (double)p)],
        [state.IsFirst ? 1 : 0, state.ExternalEnd ? 1 : 0, state.Truncated ? 1 : 0]);

    /// <summary>The same with one element of a signal elsewhere.</summary>
    public RealState With(int input, int element, double value)
    {
        double[][] inputs = (double[][])Inputs.Clone();
        inputs[input] = (double[])inputs[input].Clone();
        inputs[input][element] = value;
        return this with { Inputs = inputs };
    }
}

/// <summary>The real function that a program rounds, in double precision: what derivatives are taken of.</summary>
public static class RealInterpreter
{
    /// <summary>Beyond it a float32 skips a good part of a turn.</summary>
    private const double LargestAngle = 1e5;

    /// <summary>The value of every instruction.</summary>
    public static double[][] Run(RewardProgram program, RealState state)
    {
        double[][] values = new double[program.Code.Count][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Step(program, program.Code[i], state, values);
        }

        return values;
    }

    private static double[] Step(RewardProgram program, Instruction code, RealState state, double[][] values)
    {
        int slot = (int)(code.Immediate & 0xFFFF);
        int high = (int)(code.Immediate >> 16);
        double[] result = new double[Math.Max(1, code.Type.Length)];
        switch (code.Op)
        {
            case Opcode.Const:
                return [code.Type.Kind == IrKind.Bool ? code.Immediate : Literals.Float(code.Immediate)];
            case Opcode.ConstVector:
                return [.. program.Constants[slot].Bits.Select(b => code.Type.Kind == IrKind.Bool ? b : (double)Literals.Float(b))];
            case Opcode.Input:
                return state.Inputs[slot];
            case Opcode.InputComponent:
                return [state.Inputs[slot][high]];
            case Opcode.InputPick:
                return [.. program.Constants[high].Bits.Select(b => state.Inputs[slot][b])];
            case Opcode.Carry:
                return program.Carries[slot].IsRing
                    ? [CarryContents.Value(program.Carries, slot, [.. state.Carries.Select(static c => Array.ConvertAll(c, static x => (float)x))])[0]]
                    : state.Carries[slot];
            case Opcode.CarryPick:
                return [.. program.Constants[high].Bits.Select(b => state.Carries[slot][b])];
            case Opcode.Parameter:
                return [state.Parameters[slot]];
            case Opcode.IsFirst:
                return [state.Flags[0]];
            case Opcode.ExternalEnd:
                return [state.Flags[1]];
            case Opcode.Truncated:
                return [state.Flags[2]];
            case Opcode.Broadcast:
                Array.Fill(result, values[code.A][0]);
                return result;
            case Opcode.Argument:
                return values[code.A];
            case Opcode.Close:
                // No real function of one point.
                return [double.NaN];
            case Opcode.Element:
                return [values[code.A][code.Immediate]];
            case Opcode.Lookup:
                return [Literals.Float(program.Constants[slot].Bits[TableIndex.Of((float)values[code.A][0], program.Constants[slot].Bits.Count)])];
            case Opcode.Sum:
                return [values[code.A].Sum()];
            case Opcode.ReduceMin:
                return [values[code.A].Aggregate(Math.Min)];
            case Opcode.ReduceMax:
                return [values[code.A].Aggregate(Math.Max)];
            case Opcode.Any:
                return [values[code.A].Any(static x => x != 0) ? 1 : 0];
            case Opcode.All:
                return [values[code.A].All(static x => x != 0) ? 1 : 0];
            default:
                for (int j = 0; j < result.Length; j++)
                {
                    double A(int operand) => operand < 0 ? 0 : values[operand][j];
                    result[j] = Elementwise(code.Op, A(code.A), A(code.B), A(code.C));
                }

                return result;
        }
    }

    private static double Elementwise(Opcode op, double a, double b, double c) => op switch
    {
        Opcode.Neg => -a,
        Opcode.Abs => Math.Abs(a),
        Opcode.Sqrt => Math.Sqrt(a),
        Opcode.Floor => Math.Floor(a),
        Opcode.Ceiling => Math.Ceiling(a),
        Opcode.Round => Math.Round(a, MidpointRounding.ToEven),
        Opcode.Truncate => Math.Truncate(a),
        Opcode.Sign => double.IsNaN(a) ? a : Math.Sign(a),
        Opcode.MaxZero => Math.Max(a, 0),
        Opcode.MinZero => Math.Min(a, 0),
        Opcode.Exp => Math.Exp(a),
        Opcode.Log => Math.Log(a),
        Opcode.Log2 => Math.Log2(a),
        Opcode.Sin => Math.Abs(a) > LargestAngle ? double.NaN : Math.Sin(a),
        Opcode.Cos => Math.Abs(a) > LargestAngle ? double.NaN : Math.Cos(a),
        Opcode.Tan => Math.Abs(a) > LargestAngle ? double.NaN : Math.Tan(a),
        Opcode.Tanh => Math.Tanh(a),
        Opcode.Asin => Math.Asin(a),
        Opcode.Acos => Math.Acos(a),
        Opcode.Atan => Math.Atan(a),
        Opcode.Not => 1 - a,
        Opcode.IsNaN => double.IsNaN(a) ? 1 : 0,
        Opcode.IsFinite => double.IsFinite(a) ? 1 : 0,
        Opcode.BoolToFloat => a,
        Opcode.Add => a + b,
        Opcode.Sub => a - b,
        Opcode.Mul => a * b,
        Opcode.Div => a / b,
        Opcode.Min => Math.Min(a, b),
        Opcode.Max => Math.Max(a, b),
        Opcode.Atan2 => Math.Atan2(a, b),
        Opcode.Pow => Math.Pow(a, b),
        Opcode.Less => a < b ? 1 : 0,
        Opcode.LessOrEqual => a <= b ? 1 : 0,
        Opcode.Equal => a == b ? 1 : 0,
        Opcode.NotEqual => a != b ? 1 : 0,
        Opcode.And => a * b,
        Opcode.Or => a + b > 0 ? 1 : 0,
        Opcode.Xor => a != b ? 1 : 0,
        Opcode.Clamp => Math.Min(Math.Max(a, b), c),
        Opcode.Select => a != 0 ? b : c,
        _ => throw new InvalidOperationException("No real function of " + op + "."),
    };
}
