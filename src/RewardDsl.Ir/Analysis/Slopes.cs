using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>A range of real derivatives.</summary>
/// <param name="Lo">Lowest slope.</param>
/// <param name="Hi">Highest slope.</param>
public readonly record struct Slope(double Lo, double Hi)
{
    /// <summary>No dependence.</summary>
    public static Slope Zero => new(0, 0);

    /// <summary>Nothing known.</summary>
    public static Slope Any => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Never falling, never rising or neither: +1, −1, 0.</summary>
    public int Direction => Lo >= 0 && Hi > 0 ? 1 : Hi <= 0 && Lo < 0 ? -1 : 0;

    /// <summary>Whether the value does not depend on it at all.</summary>
    public bool IsZero => Lo == 0 && Hi == 0;

    /// <summary>The largest size: a Lipschitz constant.</summary>
    public double Size => Math.Max(Math.Abs(Lo), Math.Abs(Hi));

    /// <summary>Sum of two paths.</summary>
    public static Slope operator +(Slope a, Slope b) => new(a.Lo + b.Lo, a.Hi + b.Hi);

    /// <summary>Product along a path.</summary>
    public static Slope operator *(Slope a, Slope b)
    {
        static double Corner(double x, double y) => x == 0 || y == 0 ? 0 : x * y;
        double p = Corner(a.Lo, b.Lo);
        double q = Corner(a.Lo, b.Hi);
        double r = Corner(a.Hi, b.Lo);
        double s = Corner(a.Hi, b.Hi);
        return new Slope(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    /// <summary>Either of two paths.</summary>
    public Slope Join(Slope other) => new(Math.Min(Lo, other.Lo), Math.Max(Hi, other.Hi));
}

/// <summary>How a value depends on one element of a leaf.</summary>
/// <param name="Slope">Derivative where there is one.</param>
/// <param name="Jumps">Whether it may also jump: through a comparison, a rounding, a truth value.</param>
public readonly record struct Sensitivity(Slope Slope, bool Jumps)
{
    /// <summary>Never falls, never rises or neither: +1, −1, 0.</summary>
    public int Direction => Jumps ? 0 : Slope.Direction;
}

/// <summary>
/// Derivatives of one scalar value with respect to every element of every leaf, over a box: reverse accumulation of interval
/// derivatives. The derivative of the real function that the program rounds.
/// </summary>
internal sealed class Slopes
{
    private readonly RangeEvaluator _ranges;
    private readonly Dictionary<(FloatRange[] Slots, int At), Sensitivity> _leaves = new();
    private Slope[]?[] _values = Array.Empty<Slope[]?>();

    public Slopes(RangeEvaluator ranges, int root)
    {
        _ranges = ranges;
        Accumulate(root);
    }

    /// <summary>The sensitivity to an element of a leaf, by where the box keeps it.</summary>
    public Sensitivity Of(FloatRange[] slots, int at) => _leaves.TryGetValue((slots, at), out Sensitivity known) ? known : default;

    /// <summary>The slope by a value on the way to the leaves, all its elements together.</summary>
    public Slope OfValue(int value)
    {
        Slope[] own = value < _values.Length && _values[value] is { } known ? known : new[] { Slope.Zero };
        Slope all = own[0];
        for (int j = 1; j < own.Length; j++)
        {
            all = all.Join(own[j]);
        }

        return all;
    }

    private void Accumulate(int root)
    {
        RewardProgram program = _ranges.Program;
        var slopes = new Slope[root + 1][];
        _values = slopes;
        var jumps = new bool[root + 1][];
        void Add(int value, int element, Slope slope, bool jump)
        {
            if (slope.IsZero && !jump)
            {
                return;
            }

            int length = Math.Max(1, program.Code[value].Type.Length);
            slopes[value] ??= new Slope[length];
            jumps[value] ??= new bool[length];
            slopes[value][element] += slope;
            jumps[value][element] |= jump;
        }

        Add(root, 0, new Slope(1, 1), program.Code[root].Type.Kind == IrKind.Bool);
        for (int i = root; i >= 0; i--)
        {
            if (slopes[i] is null)
            {
                continue;
            }

            Instruction code = program.Code[i];
            for (int j = 0; j < slopes[i].Length; j++)
            {
                if (!slopes[i][j].IsZero || jumps[i][j])
                {
                    Back(code, i, j, slopes[i][j], jumps[i][j], Add);
                }
            }
        }
    }

    private void Back(Instruction code, int value, int element, Slope slope, bool jump, Action<int, int, Slope, bool> add)
    {
        switch (IntrinsicTable.Row(code.Op).Class)
        {
            case IntrinsicClass.Leaf:
                if (_ranges.Box.Slot(_ranges.Program, code, element, out FloatRange[] slots, out int at))
                {
                    Sensitivity known = Of(slots, at);
                    _leaves[(slots, at)] = new Sensitivity(known.Slope + slope, known.Jumps || jump || code.Type.Kind == IrKind.Bool);
                }

                return;
            case IntrinsicClass.Shape:
                add(code.A, code.Op == Opcode.Element ? (int)code.Immediate : 0, slope, jump);
                return;
            case IntrinsicClass.Table:
                // From one whole number to the next it jumps; in between there is nothing.
                add(code.A, 0, Slope.Zero, true);
                return;
            case IntrinsicClass.Reduction:
                for (int k = 0; k < _ranges[code.A].Length; k++)
                {
                    bool isSum = code.Op == Opcode.Sum;
                    add(code.A, k, isSum ? slope : code.Op is Opcode.Any or Opcode.All ? Slope.Zero : slope * Part(code, k), jump || code.Op is Opcode.Any or Opcode.All);
                }

                return;
            default:
                Elementwise(code, value, element, slope, jump, add);
                return;
        }
    }

    /// <summary>The share of an element in a minimum or maximum: none, all or part.</summary>
    private Slope Part(Instruction code, int element)
    {
        FloatRange own = _ranges[code.A][element];
        for (int k = 0; k < _ranges[code.A].Length; k++)
        {
            FloatRange other = _ranges[code.A][k];
            if (k != element && !own.MayBeNaN && !other.MayBeNaN && (code.Op == Opcode.ReduceMax ? other.Lo > own.Hi : other.Hi < own.Lo))
            {
                return Slope.Zero;
            }
        }

        return new Slope(0, 1);
    }

    private void Elementwise(Instruction code, int value, int element, Slope slope, bool jump, Action<int, int, Slope, bool> add)
    {
        FloatRange a = code.A < 0 ? default : _ranges[code.A][element];
        FloatRange b = code.B < 0 ? default : _ranges[code.B][element];
        FloatRange c = code.C < 0 ? default : _ranges[code.C][element];
        FloatRange result = _ranges[value][element];
        void A(Slope by) => add(code.A, element, slope * by, jump);
        void B(Slope by) => add(code.B, element, slope * by, jump);
        var part = new Slope(0, 1);
        switch (code.Op)
        {
            case Opcode.Neg:
                A(new Slope(-1, -1));
                return;
            case Opcode.Abs:
                A(a.Lo >= 0f ? new Slope(1, 1) : a.Hi <= 0f ? new Slope(-1, -1) : new Slope(-1, 1));
                return;
            case Opcode.Sqrt:
                A(new Slope(0.5 / Math.Sqrt(Math.Max(0, (double)a.Hi)), a.Lo > 0f ? 0.5 / Math.Sqrt(a.Lo) : double.PositiveInfinity));
                return;
            case Opcode.MaxZero:
                A(a.Lo >= 0f ? new Slope(1, 1) : a.Hi <= 0f ? Slope.Zero : part);
                return;
            case Opcode.MinZero:
                A(a.Hi <= 0f ? new Slope(1, 1) : a.Lo >= 0f ? Slope.Zero : part);
                return;
            case Opcode.Exp:
                A(new Slope(Below(result.Lo), Above(result.Hi)));
                return;
            case Opcode.Log:
            case Opcode.Log2:
                double scale = code.Op == Opcode.Log ? 1 : 1 / Math.Log(2);
                A(new Slope(a.Hi > 0f ? scale / a.Hi : 0, a.Lo > 0f ? scale / a.Lo : double.PositiveInfinity));
                return;
            case Opcode.Tanh:
                A(new Slope(1 - Math.Pow(Math.Tanh(a.Magnitude), 2), a.Lo <= 0f && a.Hi >= 0f ? 1 : 1 - Math.Pow(Math.Tanh(Math.Min(Math.Abs(a.Lo), Math.Abs(a.Hi))), 2)));
                return;
            case Opcode.Sin:
                A(Waved(RangeTransfer.Apply(Opcode.Cos, a, default, default, false), 1));
                return;
            case Opcode.Cos:
                A(Waved(RangeTransfer.Apply(Opcode.Sin, a, default, default, false), -1));
                return;
            case Opcode.Tan:
                A(result.IsFinite ? new Slope(1, 1 + Math.Pow(result.Magnitude, 2)) : new Slope(1, double.PositiveInfinity));
                return;
            case Opcode.Asin:
            case Opcode.Acos:
                Slope arc = new(1, a.Magnitude < 1f ? 1 / Math.Sqrt(1 - ((double)a.Magnitude * a.Magnitude)) : double.PositiveInfinity);
                A(code.Op == Opcode.Asin ? arc : arc * new Slope(-1, -1));
                return;
            case Opcode.Atan:
                A(new Slope(1 / (1 + ((double)a.Magnitude * a.Magnitude)), 1));
                return;
            case Opcode.Add:
                A(new Slope(1, 1));
                B(new Slope(1, 1));
                return;
            case Opcode.Sub:
                A(new Slope(1, 1));
                B(new Slope(-1, -1));
                return;
            case Opcode.Mul:
                A(Of(b));
                B(Of(a));
                return;
            case Opcode.Div:
                Slope inverse = b.Contains(0f) || !b.HasNumber ? Slope.Any : new Slope(Math.Min(1.0 / b.Lo, 1.0 / b.Hi), Math.Max(1.0 / b.Lo, 1.0 / b.Hi));
                A(inverse);
                B(inverse * Of(result) * new Slope(-1, -1));
                return;
            case Opcode.Min:
            case Opcode.Max:
                bool isFirst = code.Op == Opcode.Max ? a.Lo >= b.Hi : a.Hi <= b.Lo;
                bool isSecond = code.Op == Opcode.Max ? b.Lo >= a.Hi : b.Hi <= a.Lo;
                A(isFirst ? new Slope(1, 1) : isSecond ? Slope.Zero : part);
                B(isSecond ? new Slope(1, 1) : isFirst ? Slope.Zero : part);
                return;
            case Opcode.Clamp:
                A(a.Lo >= b.Hi && a.Hi <= c.Lo ? new Slope(1, 1) : a.Hi <= b.Lo || a.Lo >= c.Hi ? Slope.Zero : part);
                B(part);
                add(code.C, element, slope * part, jump);
                return;
            case Opcode.Argument:
                // Each is taken as it is or with the other sign, or not at all.
                A(new Slope(-1, 1));
                B(new Slope(-1, 1));
                return;
            case Opcode.Close:
                add(code.A, element, Slope.Zero, true);
                B(new Slope(-1, 1));
                add(code.C, element, Slope.Zero, true);
                return;
            case Opcode.Select:
                // The condition decides which branch counts: where it is open and the branches differ, the value may jump.
                bool isOpen = !a.IsTrue && !a.IsFalse;
                add(code.B, element, a.IsFalse ? Slope.Zero : isOpen ? (slope * part) : slope, jump && !a.IsFalse);
                add(code.C, element, a.IsTrue ? Slope.Zero : isOpen ? (slope * part) : slope, jump && !a.IsTrue);
                add(code.A, element, Slope.Zero, isOpen && code.B != code.C);
                return;
            case Opcode.Pow:
                // x^y: y·x^(y−1) and ln x·x^y.
                A(a.Lo > 0f && b.IsFinite ? Of(b) * Of(result) * new Slope(1.0 / a.Hi, 1.0 / a.Lo) : Slope.Any);
                B(a.Lo > 0f ? Of(result) * new Slope(Math.Log(a.Lo), Math.Log(a.Hi)) : Slope.Any);
                return;
            case Opcode.Atan2:
                A(Slope.Any);
                B(Slope.Any);
                return;
            default:
                // Comparisons, rounding, truth values: flat, with jumps.
                for (int k = 0; k < IntrinsicTable.Row(code.Op).Arity; k++)
                {
                    add(code.Operand(k), element, Slope.Zero, true);
                }

                return;
        }
    }

    private static Slope Of(FloatRange range) => range.HasNumber ? new Slope(range.Lo, range.Hi) : Slope.Any;

    private static Slope Waved(FloatRange wave, int sign) => sign > 0 ? new Slope(wave.Lo - 1e-6, wave.Hi + 1e-6) : new Slope(-wave.Hi - 1e-6, -wave.Lo + 1e-6);

    // The derivative is of the exact function, the range of the rounded one.
    private static double Below(float x) => x * (1 - 1e-6);

    private static double Above(float x) => (x * (1 + 1e-6)) + 1e-44;
}
