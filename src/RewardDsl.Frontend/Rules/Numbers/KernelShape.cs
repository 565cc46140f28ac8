using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// A kernel as a function of the distance inside it: of e in Exp(−e²/σ²), of the length of (x, y) in Exp(−x² − y²), of d in
/// Exp(−d/σ). Everything else that it reads is as declared.
/// </summary>
internal sealed class KernelShape
{
    /// <summary>A change below this share of the kernel's own height is none.</summary>
    private const double Change = 1e-3;

    /// <summary>Halvings when an end of a flat part is looked for: half a percent of the range.</summary>
    private const int Steps = 8;

    private readonly RuleContext _context;
    private readonly int _kernel;
    private readonly bool _isSquared;
    private readonly double[] _lo;
    private readonly double[] _hi;
    private readonly double[] _height;
    private readonly FloatRange[] _whole;

    private KernelShape(RuleContext context, int kernel, int coordinate, bool isSquared, IReadOnlyList<FloatRange> ranges)
    {
        _context = context;
        _kernel = kernel;
        _isSquared = isSquared;
        Coordinate = coordinate;
        _lo = ranges.Select(r => isSquared ? Math.Sqrt(Math.Max(0f, r.Lo)) : r.Lo).ToArray();
        _hi = ranges.Select(r => isSquared ? Math.Sqrt(Math.Max(0f, r.Hi)) : r.Hi).ToArray();
        _whole = Values(0, 1).ToArray();
        _height = _whole.Select(static r => r.Width).ToArray();
    }

    /// <summary>The value of which the kernel is a function: the distance, or its square.</summary>
    public int Coordinate { get; }

    /// <summary>Lowest distance, of the first element.</summary>
    public double Lo => _lo[0];

    /// <summary>Highest distance, of the first element.</summary>
    public double Hi => _hi[0];

    /// <summary>The shape of a call, when its first argument that changes bends it so that it can go flat; null for any other call.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="kernel">The result of the call.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="usual">The part of the box that counts.</param>
    public static KernelShape? Of(RuleContext context, int kernel, int argument, Branch usual)
    {
        if (!Bends(context.Step, argument, kernel))
        {
            return null;
        }

        (int coordinate, bool isSquared) = DistanceIn(context, argument);
        IReadOnlyList<FloatRange> ranges = usual.Elements(coordinate);
        if (context.Step.Code[coordinate].Type.Length != context.Step.Code[kernel].Type.Length || ranges.Any(static r => !r.IsFinite || r.Width <= 0))
        {
            return null;
        }

        var shape = new KernelShape(context, kernel, coordinate, isSquared, ranges);
        return shape._whole.All(static r => r.IsFinite) ? shape : null;
    }

    /// <summary>The distance at a share of its range, of the first element.</summary>
    public double At(double share) => _lo[0] + ((_hi[0] - _lo[0]) * share);

    /// <summary>The share of the range, from its low end, over which the kernel is flat and does not pay its best; 0 for less than a minimum.</summary>
    public double FlatBelow(int direction, double minimum) => !IsDead(0, minimum, direction) ? 0 : Last(minimum, 1, t => IsDead(0, t, direction));

    /// <summary>The same from the high end.</summary>
    public double FlatAbove(int direction, double minimum) => !IsDead(1 - minimum, 1, direction) ? 0 : Last(minimum, 1, t => IsDead(1 - t, 1, direction));

    /// <summary>The share of the range from the high end over which the kernel stays below a tenth of its height.</summary>
    public double LowAbove() => Last(0, 1, t => Values(1 - t, 1).Zip(_whole, static (r, all) => r.Hi <= all.Lo + (0.1 * all.Width)).All(static low => low));

    /// <summary>The share of the range at which a distance lies, of the first element; an argument's value for a squared one.</summary>
    public double ShareOf(float value) => ((_isSquared ? Math.Sqrt(Math.Max(0f, value)) : value) - _lo[0]) / (_hi[0] - _lo[0]);

    /// <summary>The largest share that still holds, where larger shares hold less.</summary>
    private static double Last(double holds, double limit, Func<double, bool> isTrue)
    {
        if (isTrue(limit))
        {
            return limit;
        }

        for (int i = 0; i < Steps; i++)
        {
            double middle = (holds + limit) / 2;
            (holds, limit) = isTrue(middle) ? (middle, limit) : (holds, middle);
        }

        return holds;
    }

    /// <summary>Flat, and not on the plateau of the best value, which is where the author wants the agent.</summary>
    private bool IsDead(double from, double to, int direction)
    {
        IReadOnlyList<FloatRange> part = Values(from, to);
        for (int j = 0; j < part.Count; j++)
        {
            double slack = 0.01 * _height[j];
            bool isBest = _height[j] > 0 && (direction >= 0 ? part[j].Lo >= _whole[j].Hi - slack : part[j].Hi <= _whole[j].Lo + slack);
            if (!part[j].IsFinite || part[j].Width > Change * _height[j] || isBest)
            {
                return false;
            }
        }

        return true;
    }

    private IReadOnlyList<FloatRange> Values(double from, double to)
    {
        var given = new FloatRange[_lo.Length];
        for (int j = 0; j < given.Length; j++)
        {
            double lo = _lo[j] + ((_hi[j] - _lo[j]) * from);
            double hi = _lo[j] + ((_hi[j] - _lo[j]) * to);
            given[j] = _isSquared ? FloatRange.Of((float)(lo * lo), (float)(hi * hi)) : FloatRange.Of((float)lo, (float)hi);
        }

        return _context.Program.Response(Coordinate, given, _kernel);
    }

    /// <summary>Whether an exponential, a hyperbolic tangent, an arc tangent or a division by the argument lies between.</summary>
    private static bool Bends(RewardProgram program, int argument, int kernel)
    {
        var reads = new bool[kernel + 1];
        reads[argument] = true;
        for (int i = argument + 1; i <= kernel; i++)
        {
            Instruction code = program.Code[i];
            bool Reads(int operand) => operand >= 0 && reads[operand];
            reads[i] = Reads(code.A) || Reads(code.B) || Reads(code.C);
            if (reads[i] && (code.Op is Opcode.Exp or Opcode.Tanh or Opcode.Atan || (code.Op == Opcode.Div && Reads(code.B))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value whose size the argument scales: without factors and offsets, and without the square.</summary>
    private static (int Value, bool IsSquared) DistanceIn(RuleContext context, int argument)
    {
        int value = Paths.WithoutScale(context, argument);
        Instruction code = context.Step.Code[value];
        return code.Op == Opcode.Mul && code.A == code.B ? (code.A, false) : (value, IsSumOfSquares(context.Step, value));
    }

    private static bool IsSumOfSquares(RewardProgram program, int value)
    {
        Instruction code = program.Code[value];
        return code.Op switch
        {
            Opcode.Add => IsSumOfSquares(program, code.A) && IsSumOfSquares(program, code.B),
            Opcode.Mul => code.A == code.B,
            Opcode.Sum => IsSumOfSquares(program, code.A),
            _ => false,
        };
    }
}
