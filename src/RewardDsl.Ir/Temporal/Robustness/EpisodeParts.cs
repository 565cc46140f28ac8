using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A formula at the first step of an episode, taken apart as far as its operators are evaluated at known steps: connectives, X, and F, G, U, R, W, M
/// at such a step, with a window or without, are one running number each. What is inside of them is operations with a delay.
/// </summary>
internal sealed class EpisodeParts
{
    /// <summary>Steps are counted by floats, which hold no whole numbers beyond.</summary>
    public const int FarthestStep = 1 << 24;

    private readonly List<EpisodePart> _parts = [];
    private readonly bool _mayBeNaN;
    private readonly bool _asWritten;

    private EpisodeParts(TemporalFormula formula, bool mayBeNaN, bool asWritten)
    {
        _mayBeNaN = mayBeNaN;
        _asWritten = asWritten;
        Program = new RobustnessProgram(formula);
        Read(formula, 0);
    }

    /// <summary>The operations that are read.</summary>
    public RobustnessProgram Program { get; }

    /// <summary>The parts, each after those it is made of; the last is the formula.</summary>
    public IReadOnlyList<EpisodePart> Parts => _parts;

    /// <summary>For each operation that is read how much later than it is known.</summary>
    public IEnumerable<(int Node, int Later)> Readers => _parts.Where(static p => p.Kind is EpisodePartKind.Fold or EpisodePartKind.Last)
        .SelectMany(p => new[] { p.Left, p.Right }.Where(static n => n >= 0).Select(n => (n, p.Delay - Program.Nodes[n].Delay)));

    /// <summary>The parts of a formula; null, with the part that cannot be followed step by step, when an operator that waits for the end stands inside of another.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="mayBeNaN">Whether a margin may be not-a-number.</param>
    /// <param name="culprit">The part that cannot be followed.</param>
    /// <param name="asWritten">Whether nothing may be turned that is the same only for exact extremes.</param>
    public static EpisodeParts? Of(TemporalFormula formula, bool mayBeNaN, out TemporalFormula? culprit, bool asWritten = false)
    {
        try
        {
            culprit = null;
            return new EpisodeParts(formula, mayBeNaN, asWritten);
        }
        catch (NestedException nested)
        {
            culprit = nested.Formula;
            return null;
        }
    }

    /// <summary>The number of the part that is a formula's value at a step.</summary>
    private int Read(TemporalFormula f, int at)
    {
        IReadOnlyList<TemporalFormula> o = f.Operands;
        int Not(int part) => Add(new EpisodePart(EpisodePartKind.Negate, false, part, -1, 0, 0, 0));
        int Join(bool isMax, int a, int b) => Add(new EpisodePart(EpisodePartKind.Extreme, isMax, a, b, 0, 0, 0));
        int Single(bool isMax, TemporalFormula operand, int step) => step == at ? Read(operand, at) : Add(new EpisodePart(EpisodePartKind.Later, isMax, Read(operand, step), -1, step, 0, 0));
        int last = f.Window.IsBounded ? at + f.Window.Last : int.MaxValue;
        if (at >= FarthestStep || (f.Window.IsBounded && last >= FarthestStep))
        {
            throw new NestedException(f);
        }

        if (f.Kind is TemporalOperator.True or TemporalOperator.False)
        {
            return Add(new EpisodePart(EpisodePartKind.Constant, f.Kind == TemporalOperator.False, -1, -1, 0, 0, 0));
        }

        if (TemporalHorizon.Of(f).Ahead == 0)
        {
            // It looks at this step and those before it.
            return Fold(true, null, f, at, at);
        }

        switch (f.Kind)
        {
            case TemporalOperator.Not:
                return Not(Read(o[0], at));
            case TemporalOperator.And or TemporalOperator.Or:
                return o.Select(p => Read(p, at)).ToArray().Aggregate((a, b) => Join(f.Kind == TemporalOperator.Or, a, b));
            case TemporalOperator.Implies:
                return Join(true, Not(Read(o[0], at)), Read(o[1], at));
            case TemporalOperator.Iff or TemporalOperator.Xor:
                int left = Read(o[0], at);
                int right = Read(o[1], at);
                int same = Join(false, Join(true, Not(left), right), Join(true, left, Not(right)));
                return f.Kind == TemporalOperator.Iff ? same : Not(same);
            case TemporalOperator.Next or TemporalOperator.WeakNext:
                return Single(f.Kind == TemporalOperator.Next, o[0], at + 1);
            case TemporalOperator.Eventually or TemporalOperator.Always:
                bool isSome = f.Kind == TemporalOperator.Eventually;
                int from = at + f.Window.First;
                return last == from ? Single(isSome, o[0], last)
                    : _asWritten ? Fold(isSome, null, o[0], from, last)
                    : new EpisodeTurning(isSome, _mayBeNaN).Turn(o[0], from, last).Select(t => t.IsLast ? Last(t.Operand) : Fold(isSome, null, t.Operand, t.First, t.Last)).ToArray().Aggregate((a, b) => Join(isSome, a, b));
            case TemporalOperator.Until or TemporalOperator.Release:
                return Reach(f.Kind == TemporalOperator.Until);
            case TemporalOperator.WeakUntil or TemporalOperator.StrongRelease:
                bool isWeak = f.Kind == TemporalOperator.WeakUntil;
                return Join(isWeak, Reach(isWeak), Fold(!isWeak, null, o[0], at, last));
            default:
                // An operator that looks back at others that look ahead.
                return Fold(true, null, f, at, at);
        }

        // p U[a,b] q is p up to a, and p U[0,b-a] q from there.
        int Reach(bool isMax)
        {
            int start = at + f.Window.First;
            int reached = last == start ? Single(isMax, o[1], start) : Fold(isMax, o[0], o[1], start, last);
            return start == at ? reached : Join(!isMax, Fold(!isMax, null, o[0], at, start - 1), reached);
        }
    }

    /// <summary>A formula that looks back from the last step.</summary>
    private int Last(TemporalFormula formula) => Add(new EpisodePart(EpisodePartKind.Last, false, -1, Program.Read(formula), 0, int.MaxValue, 0));

    private int Fold(bool isMax, TemporalFormula? left, TemporalFormula right, int first, int last)
    {
        foreach (TemporalFormula operand in left is null ? [right] : new[] { left, right })
        {
            if (TemporalHorizon.Of(operand).Ahead is not { } ahead || ahead >= FarthestStep)
            {
                throw new NestedException(TemporalHorizon.Of(operand).Ahead is null ? Culprit(operand) : operand);
            }
        }

        int a = left is null ? -1 : Program.Read(left);
        int b = Program.Read(right);
        return Add(new EpisodePart(EpisodePartKind.Fold, isMax, a, b, first, last, Math.Max(a < 0 ? 0 : Program.Nodes[a].Delay, Program.Nodes[b].Delay)));
    }

    /// <summary>Of an operator that looks back at what waits for the end it is the operand; of anything else it is that itself.</summary>
    private static TemporalFormula Culprit(TemporalFormula formula) =>
        formula.Kind >= TemporalOperator.Yesterday ? formula.Operands.FirstOrDefault(static p => TemporalHorizon.Of(p).Ahead is null) ?? formula : formula;

    private int Add(EpisodePart part)
    {
        _parts.Add(part);
        return _parts.Count - 1;
    }

    private sealed class NestedException(TemporalFormula formula) : Exception
    {
        public TemporalFormula Formula { get; } = formula;
    }
}
