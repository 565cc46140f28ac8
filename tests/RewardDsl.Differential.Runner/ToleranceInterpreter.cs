using System;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>
/// Bounds how far another correct evaluation may lie from the interpreter's: propagates, to first order, the ULP budget of
/// the operations table and one rounding for each sum (a dot product may be summed in another order, and a product inside it not be rounded). Where a comparison
/// is closer than its error, the branch is open and its result may be either.
/// </summary>
public static class ToleranceInterpreter
{
    /// <summary>The error bound of every value and element; ∞ where anything may come out. A bool has 1 when undecided.</summary>
    public static double[][] Run(RewardProgram program, float[][] values, double[][] carryErrors)
    {
        double[][] errors = new double[values.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            Instruction code = program.Code[i];
            double[] error = new double[values[i].Length];
            for (int j = 0; j < error.Length; j++)
            {
                error[j] = Error(program, code, i, j, values, errors, carryErrors);
                if (double.IsNaN(error[j]) || !float.IsFinite(values[i][j]) && error[j] > 0)
                {
                    error[j] = double.PositiveInfinity;
                }
            }

            errors[i] = error;
        }

        return errors;
    }

    private static double Error(RewardProgram program, Instruction code, int i, int j, float[][] values, double[][] errors, double[][] carryErrors)
    {
        Intrinsic row = IntrinsicTable.Row(code.Op);
        double result = values[i][j];
        double ulp = Ulp(values[i][j]);
        float V(int operand) => values[operand][Math.Min(j, values[operand].Length - 1)];
        double E(int operand) => errors[operand][Math.Min(j, errors[operand].Length - 1)];
        double Contraction(int operand) => program.Code[operand].Op != Opcode.Mul ? 0 : float.IsFinite(V(operand)) ? Ulp(V(operand)) : double.PositiveInfinity;
        switch (code.Op)
        {
            case Opcode.Carry:
                return carryErrors[code.Immediate][j];
            case Opcode.CarryPick:
                return carryErrors[code.Immediate & 0xFFFF][program.Constants[(int)(code.Immediate >> 16)].Bits[j]];
            case Opcode.Broadcast:
                return errors[code.A][0];
            case Opcode.Element:
                return errors[code.A][code.Immediate];
            case Opcode.Lookup:
                return errors[code.A][0] == 0 ? 0 : double.PositiveInfinity;
            case Opcode.Add or Opcode.Sub or Opcode.Mul when E(code.A) == 0 && E(code.B) == 0 && IsWhole(V(code.A)) && IsWhole(V(code.B)) && IsWhole(result):
                // As the index of a table is.
                return 0;
            case Opcode.Add or Opcode.Sub:
                // The runtime may leave the rounding of a product out (float.Lerp, Vector3.Lerp).
                return E(code.A) + E(code.B) + ulp + Contraction(code.A) + Contraction(code.B);
            case Opcode.Mul:
                return (Math.Abs(V(code.A)) * E(code.B)) + (Math.Abs(V(code.B)) * E(code.A)) + (E(code.A) * E(code.B)) + Rounding(code, E, ulp);
            case Opcode.Div:
                double divisor = Math.Abs(V(code.B)) - E(code.B);
                return E(code.A) + E(code.B) == 0 ? 0 : divisor <= 0 ? double.PositiveInfinity : (E(code.A) + (Math.Abs(result) * E(code.B))) / divisor + ulp;
            case Opcode.Neg or Opcode.Abs or Opcode.MaxZero or Opcode.MinZero:
                return E(code.A);
            case Opcode.Close:
                return E(code.A) == 0 && program.Constants[(int)code.Immediate].Bits[8] == 0 ? E(code.B) : double.PositiveInfinity;
            case Opcode.Min or Opcode.Max or Opcode.Argument:
                return Math.Max(E(code.A), E(code.B));
            case Opcode.Clamp:
                return Math.Max(E(code.A), Math.Max(E(code.B), E(code.C)));
            case Opcode.Sqrt:
                // Inside another call of Math its result is not rounded to float.
                return Math.Min(Math.Sqrt(E(code.A)), E(code.A) / Math.Max(1e-30, result)) + ulp;
            case Opcode.Less or Opcode.LessOrEqual or Opcode.Equal or Opcode.NotEqual:
                double slack = E(code.A) + E(code.B);
                return slack > 0 && !(Math.Abs((double)V(code.A) - V(code.B)) > slack) ? 1 : 0;
            case Opcode.Not or Opcode.BoolToFloat or Opcode.IsNaN or Opcode.IsFinite:
                return code.Op is Opcode.IsNaN or Opcode.IsFinite ? (double.IsInfinity(E(code.A)) ? 1 : 0) : E(code.A);
            case Opcode.And:
                return Open(V(code.A), E(code.A), V(code.B), E(code.B), deciding: 0f);
            case Opcode.Or:
                return Open(V(code.A), E(code.A), V(code.B), E(code.B), deciding: 1f);
            case Opcode.Xor:
                return Math.Max(E(code.A), E(code.B));
            case Opcode.Select:
                double branches = Math.Max(E(code.B), E(code.C));
                return E(code.A) > 0
                    ? Same(V(code.B), V(code.C)) ? branches : branches + Math.Abs((double)V(code.B) - V(code.C))
                    : V(code.A) != 0f ? E(code.B) : E(code.C);
            case Opcode.Sin or Opcode.Cos or Opcode.Tan when Math.Abs(V(code.A)) > 1 << 30:
                // Neighbouring floats are many turns apart: every library may answer differently.
                return double.PositiveInfinity;
            case Opcode.Tan when E(code.A) > 0:
                // Near a pole a secant says little.
                double steep = E(code.A) * (1 + (result * result));
                return steep > 0.05 * Math.Max(1, Math.Abs(result)) ? double.PositiveInfinity : (2 * steep) + ((row.Ulp + 1) * ulp);
            case Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate or Opcode.Sign:
                return E(code.A) > 0 ? E(code.A) + 1 : 0;
            case Opcode.Sum:
                double sum = 0;
                double size = 0;
                for (int k = 0; k < values[code.A].Length; k++)
                {
                    sum += errors[code.A][k];
                    size += Math.Abs((double)values[code.A][k]);
                }

                return sum == 0 ? 0 : sum + (values[code.A].Length * 1.2e-7 * size);
            case Opcode.ReduceMin or Opcode.ReduceMax or Opcode.Any or Opcode.All:
                double worst = 0;
                foreach (double error in errors[code.A])
                {
                    worst = Math.Max(worst, error);
                }

                return worst;
            default:
                // Transcendental: the budget of both sides, and the input error by the slope of a secant.
                return row.Arity == 0 ? 0 : Slope(row, code, V, E, result) + ((row.Ulp + 1) * ulp);
        }
    }

    private static bool IsWhole(double value) => Math.Abs(value) <= 1 << 24 && Math.Floor(value) == value;

    private static double Rounding(Instruction code, Func<int, double> error, double ulp) =>
        error(code.A) + error(code.B) == 0 ? 0 : ulp;

    private static double Open(float a, double ea, float b, double eb, float deciding) =>
        ea == 0 && a == deciding || eb == 0 && b == deciding ? 0 : Math.Max(ea, eb);

    private static bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b);

    private static double Slope(Intrinsic row, Instruction code, Func<int, float> value, Func<int, double> error, double result)
    {
        double worst = 0;
        for (int k = 0; k < row.Arity; k++)
        {
            double e = error(code.Operand(k));
            if (e == 0)
            {
                continue;
            }

            if (double.IsInfinity(e))
            {
                return e;
            }

            foreach (double sign in new[] { -2.0, 2.0 })
            {
                float[] moved = [0, 0, 0];
                for (int m = 0; m < row.Arity; m++)
                {
                    moved[m] = m == k ? (float)(value(code.Operand(m)) + (sign * e)) : value(code.Operand(m));
                }

                worst = Math.Max(worst, Math.Abs(row.Evaluate!(moved[0], moved[1], moved[2]) - result));
            }
        }

        return worst;
    }

    private static double Ulp(float value) => float.IsFinite(value) ? Math.Max(float.Epsilon, Math.Abs((double)MathF.BitIncrement(value) - value)) : 0;
}
