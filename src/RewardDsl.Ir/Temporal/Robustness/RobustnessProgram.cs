using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A formula as operations on signals, each once and after its operands; the last is the formula. A window that starts later is a window that starts
/// now, shifted; p U[a,b] q is G[0,a−1] p and, a steps later, p U[0,b−a] q.
/// </summary>
public sealed class RobustnessProgram
{
    private readonly List<RobustnessNode> _nodes = [];
    private readonly Dictionary<(RobustnessKind, bool, int, int, int), int> _known = [];
    private readonly Dictionary<TemporalFormula, int> _read = [];

    /// <summary>No operations yet.</summary>
    internal RobustnessProgram(TemporalFormula formula)
    {
        Formula = formula;
    }

    /// <summary>The formula.</summary>
    public TemporalFormula Formula { get; }

    /// <summary>The operations.</summary>
    public IReadOnlyList<RobustnessNode> Nodes => _nodes;

    /// <summary>The number of the operation whose value is the formula's.</summary>
    public int Root { get; private set; }

    /// <summary>How many later steps a value of the formula waits for; −1 when it waits for the end of the trace.</summary>
    public int Delay => _nodes[Root].Delay;

    /// <summary>The smallest part that waits for the end of the trace; null when none does.</summary>
    public TemporalFormula? Unbounded => _nodes.FirstOrDefault(static n => n.Delay < 0)?.Culprit;

    /// <summary>The operations of a formula, its windows in steps.</summary>
    public static RobustnessProgram Of(TemporalFormula formula)
    {
        var program = new RobustnessProgram(formula);
        program.Root = program.Read(formula);
        return program;
    }

    /// <summary>The number of an operation of a part of the formula.</summary>
    internal int Read(TemporalFormula formula)
    {
        if (!_read.TryGetValue(formula, out int id))
        {
            id = ReadNew(formula);
            _read[formula] = id;
        }

        return id;
    }

    private int ReadNew(TemporalFormula f)
    {
        int A() => Read(f.Operands[0]);
        int B() => Read(f.Operands[1]);
        int Add(RobustnessKind kind, bool isMax, int left = -1, int right = -1, int steps = 0) => this.Add(f, kind, isMax, left, right, steps);
        int Not(int operand) => Add(RobustnessKind.Negate, false, operand);
        int Join(bool isMax, int left, int right) => left == right ? left : Add(RobustnessKind.Extreme, isMax, left, right);
        int from = f.Window.First;
        int steps = f.Window.IsBounded ? f.Window.Last - from : -1;
        switch (f.Kind)
        {
            case TemporalOperator.True:
            case TemporalOperator.False:
                return Add(RobustnessKind.Constant, f.Kind == TemporalOperator.False);
            case TemporalOperator.Atom:
                return Add(RobustnessKind.Margin, false, f.Atom);
            case TemporalOperator.Not:
                return Not(A());
            case TemporalOperator.And:
            case TemporalOperator.Or:
                return f.Operands.Select(Read).ToArray().Aggregate((x, y) => Join(f.Kind == TemporalOperator.Or, x, y));
            case TemporalOperator.Implies:
                return Join(true, Not(A()), B());
            case TemporalOperator.Iff:
                return Join(false, Join(true, Not(A()), B()), Join(true, A(), Not(B())));
            case TemporalOperator.Xor:
                return Join(true, Join(false, A(), Not(B())), Join(false, Not(A()), B()));
            case TemporalOperator.Next:
            case TemporalOperator.WeakNext:
                return Add(RobustnessKind.Later, f.Kind == TemporalOperator.Next, A(), steps: 1);
            case TemporalOperator.Yesterday:
            case TemporalOperator.WeakYesterday:
                return Add(RobustnessKind.Earlier, f.Kind == TemporalOperator.Yesterday, A(), steps: 1);
            case TemporalOperator.Eventually:
            case TemporalOperator.Always:
                return Extreme(f, RobustnessKind.Ahead, f.Kind == TemporalOperator.Eventually, A(), from, steps);
            case TemporalOperator.Once:
            case TemporalOperator.Historically:
                return Extreme(f, RobustnessKind.Behind, f.Kind == TemporalOperator.Once, A(), from, steps);
            case TemporalOperator.Until:
            case TemporalOperator.Release:
                return Reach(f, RobustnessKind.Until, f.Kind == TemporalOperator.Until, from, steps);
            case TemporalOperator.Since:
            case TemporalOperator.Triggered:
                return Reach(f, RobustnessKind.Since, f.Kind == TemporalOperator.Since, from, steps);
            case TemporalOperator.WeakUntil:
            case TemporalOperator.StrongRelease:
                bool isWeak = f.Kind == TemporalOperator.WeakUntil;
                return Join(isWeak, Reach(f, RobustnessKind.Until, isWeak, from, steps), Extreme(f, RobustnessKind.Ahead, !isWeak, A(), 0, f.Window.IsBounded ? f.Window.Last : -1));
            default:
                throw new ArgumentOutOfRangeException(nameof(f));
        }
    }

    /// <summary>F, G, O or H over a window.</summary>
    private int Extreme(TemporalFormula f, RobustnessKind kind, bool isMax, int operand, int from, int steps) =>
        Shifted(f, kind, isMax, steps == 0 ? operand : Add(f, kind, isMax, operand, -1, steps), from);

    /// <summary>U, R, S or T over a window.</summary>
    private int Reach(TemporalFormula f, RobustnessKind kind, bool isMax, int from, int steps)
    {
        int left = Read(f.Operands[0]);
        int right = Read(f.Operands[1]);
        int reached = Shifted(f, kind, isMax, steps == 0 ? right : Add(f, kind, isMax, left, right, steps), from);
        RobustnessKind extreme = kind == RobustnessKind.Until ? RobustnessKind.Ahead : RobustnessKind.Behind;
        return from == 0 ? reached : Add(f, RobustnessKind.Extreme, !isMax, Extreme(f, extreme, !isMax, left, 0, from - 1), reached, 0);
    }

    private int Shifted(TemporalFormula f, RobustnessKind kind, bool isMax, int operand, int steps) =>
        steps == 0 ? operand : Add(f, kind is RobustnessKind.Ahead or RobustnessKind.Until ? RobustnessKind.Later : RobustnessKind.Earlier, isMax, operand, -1, steps);

    private int Add(TemporalFormula culprit, RobustnessKind kind, bool isMax, int left, int right, int steps)
    {
        if (_known.TryGetValue((kind, isMax, left, right, steps), out int known))
        {
            return known;
        }

        int a = kind is RobustnessKind.Constant or RobustnessKind.Margin ? 0 : _nodes[left].Delay;
        int b = right < 0 ? 0 : _nodes[right].Delay;
        int ahead = kind is RobustnessKind.Later or RobustnessKind.Ahead or RobustnessKind.Until ? steps : 0;
        int delay = a < 0 || b < 0 || ahead < 0 ? -1 : Math.Max(a, b) + ahead;
        _nodes.Add(new RobustnessNode(kind, isMax, left, right, steps, delay, culprit));
        _known.Add((kind, isMax, left, right, steps), _nodes.Count - 1);
        return _nodes.Count - 1;
    }
}
