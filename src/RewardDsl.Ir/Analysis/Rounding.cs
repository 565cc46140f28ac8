using System;

namespace RewardDsl.Ir;

/// <summary>
/// Bounds how far the float32 program may lie from the real function that it rounds, over a box. Infinite where a comparison
/// of rounded values may go the other way and the branches differ.
/// </summary>
internal sealed class Rounding
{
    private readonly RangeEvaluator _ranges;
    private readonly double[]?[] _errors;

    public Rounding(RangeEvaluator ranges)
    {
        _ranges = ranges;
        _errors = new double[ranges.Program.Code.Count][];
    }

    /// <summary>The bound of a scalar.</summary>
    public double Of(int root)
    {
        // Operands come first, so a plain loop over the needed values suffices.
        bool[] needed = new bool[root + 1];
        needed[root] = true;
        for (int i = root; i >= 0; i--)
        {
            for (int k = 0; needed[i] && k < 3; k++)
            {
                int operand = _ranges.Program.Code[i].Operand(k);
                if (operand >= 0)
                {
                    needed[operand] = true;
                }
            }
        }

        for (int i = 0; i <= root; i++)
        {
            if (needed[i])
            {
                _errors[i] ??= Errors(i, _ranges.Program.Code[i]);
            }
        }

        return _errors[root]![0];
    }

    private double[] Errors(int value, Instruction code)
    {
        FloatRange[] ranges = _ranges[value];
        double[] errors = new double[ranges.Length];
        Intrinsic row = IntrinsicTable.Row(code.Op);
        for (int j = 0; j < errors.Length; j++)
        {
            double error = row.Class switch
            {
                IntrinsicClass.Leaf => 0,
                IntrinsicClass.Shape => _errors[code.A]![code.Op == Opcode.Element ? (int)code.Immediate : 0],
                // A whole number has no error.
                IntrinsicClass.Table => _errors[code.A]![0] == 0 ? 0 : double.PositiveInfinity,
                IntrinsicClass.Reduction => Reduced(code),
                _ => Elementwise(code, j, ranges[j]),
            };
            errors[j] = double.IsNaN(error) ? double.PositiveInfinity : error;
        }

        return errors;
    }

    private double Reduced(Instruction code)
    {
        double sum = 0;
        double most = 0;
        double size = 0;
        foreach (double error in _errors[code.A]!)
        {
            sum += error;
            most = Math.Max(most, error);
        }

        foreach (FloatRange element in _ranges[code.A])
        {
            size += element.Magnitude;
        }

        return code.Op == Opcode.Sum ? sum + (_ranges[code.A].Length * 6e-8 * size) : most;
    }

    private double Elementwise(Instruction code, int j, FloatRange result)
    {
        double E(int operand) => operand < 0 ? 0 : _errors[operand]!.Length == 1 ? _errors[operand]![0] : _errors[operand]![j];
        FloatRange R(int operand) => _ranges[operand][Math.Min(j, _ranges[operand].Length - 1)];
        double half = Half(result.Magnitude);
        double given = E(code.A) + E(code.B) + E(code.C);
        switch (code.Op)
        {
            case Opcode.Neg or Opcode.Abs or Opcode.MaxZero or Opcode.MinZero:
                return E(code.A);
            case Opcode.Close:
                bool isExact = _ranges.Program.Constants[(int)code.Immediate].Bits[8] == 0;
                return E(code.A) == 0 && isExact ? E(code.B) : double.PositiveInfinity;
            case Opcode.Min or Opcode.Max or Opcode.Clamp or Opcode.Argument:
                return Math.Max(E(code.A), Math.Max(E(code.B), E(code.C)));
            case Opcode.Add or Opcode.Sub:
                return given + half;
            case Opcode.Mul:
                return (R(code.A).Magnitude * E(code.B)) + (R(code.B).Magnitude * E(code.A)) + (E(code.A) * E(code.B)) + half;
            case Opcode.Div:
                double divisor = R(code.B).Contains(0f) ? 0 : Math.Min(Math.Abs((double)R(code.B).Lo), Math.Abs((double)R(code.B).Hi)) - E(code.B);
                return divisor <= 0 ? double.PositiveInfinity : ((E(code.A) + (result.Magnitude * E(code.B))) / divisor) + half;
            case Opcode.Sqrt:
                return R(code.A).Lo > 2 * E(code.A) ? (E(code.A) / Math.Sqrt(R(code.A).Lo)) + half : Math.Sqrt(E(code.A)) + half;
            case Opcode.Exp:
                return ((result.Magnitude + 1e-44) * (Math.Exp(Math.Min(80, E(code.A))) - 1)) + (4 * half);
            case Opcode.Tanh or Opcode.Sin or Opcode.Cos or Opcode.Atan:
                return E(code.A) + (4 * half) + (code.Op is Opcode.Sin or Opcode.Cos && R(code.A).Magnitude > 1e5f ? 2 : 0);
            case Opcode.Log or Opcode.Log2:
                double least = R(code.A).Lo - E(code.A);
                return (least <= 0 ? (E(code.A) > 0 ? double.PositiveInfinity : 0) : 1.5 * E(code.A) / least) + (4 * half);
            case Opcode.Select:
                FloatRange condition = R(code.A);
                double branches = Math.Max(condition.IsFalse ? 0 : E(code.B), condition.IsTrue ? 0 : E(code.C));
                return E(code.A) == 0 ? branches : branches + R(code.B).Join(R(code.C)).Width;
            case Opcode.Less or Opcode.LessOrEqual or Opcode.Equal or Opcode.NotEqual:
                return given > 0 && !result.IsTrue && !result.IsFalse ? 1 : 0;
            case Opcode.Not or Opcode.And or Opcode.Or or Opcode.Xor or Opcode.BoolToFloat:
                return Math.Min(1, given);
            case Opcode.IsNaN or Opcode.IsFinite:
                return 0;
            default:
                // Without a formula: exact operands give the budget of the operation, others anything.
                return given == 0 ? 2 * (IntrinsicTable.Row(code.Op).Ulp + 1) * half : double.PositiveInfinity;
        }
    }

    /// <summary>Half a unit of the last place at a magnitude.</summary>
    private static double Half(float magnitude) => float.IsInfinity(magnitude) ? double.PositiveInfinity : (magnitude * 6e-8) + 1e-45;
}
