using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Why a formula holds of a trace or fails: atoms at steps that decide it by themselves, whatever the others are on a trace of that length. The
/// earliest step that decides is taken, and the first operand.
/// </summary>
public sealed class TraceExplanation
{
    private readonly IReadOnlyList<ulong> _trace;
    private readonly List<float[]> _margins;
    private readonly Dictionary<TemporalFormula, float[]> _values = [];
    private readonly Dictionary<int, TemporalFormula> _atoms = [];
    private readonly SortedSet<(int Atom, int Step)> _found = [];
    private readonly HashSet<(TemporalFormula, int)> _seen = [];

    private TraceExplanation(TemporalFormula formula, IReadOnlyList<ulong> trace)
    {
        _trace = trace;
        // With margins of 1 and -1 robustness is truth, in time proportional to the trace.
        _margins = [.. trace.Select(static s => Enumerable.Range(0, 64).Select(k => ((s >> k) & 1) != 0 ? 1f : -1f).ToArray())];
        Holds = Is(formula, 0);
        Read(formula, 0);
        Reasons = Rows();
    }

    /// <summary>Whether the formula holds.</summary>
    public bool Holds { get; }

    /// <summary>What decides it, by step; nothing where the length of the trace alone does.</summary>
    public IReadOnlyList<TraceReason> Reasons { get; }

    /// <summary>Why a formula holds of a trace or fails.</summary>
    /// <param name="formula">The formula, its windows in steps.</param>
    /// <param name="trace">For each step the atoms that hold there, one bit each.</param>
    public static TraceExplanation Of(TemporalFormula formula, IReadOnlyList<ulong> trace) => new(formula, trace);

    /// <summary>The explanation for people.</summary>
    public override string ToString() =>
        (Holds ? "holds" : "fails") + (Reasons.Count == 0 ? ": the trace has " + Literals.Integer(_trace.Count) + (_trace.Count == 1 ? " step" : " steps") : ": " + string.Join(", ", Reasons));

    private bool Is(TemporalFormula formula, int at)
    {
        if (!_values.TryGetValue(formula, out float[] values))
        {
            values = OfflineRobustness.Values(RobustnessProgram.Of(formula), _margins);
            _values.Add(formula, values);
        }

        return values[at] > 0;
    }

    private void Read(TemporalFormula f, int at)
    {
        if (!_seen.Add((f, at)))
        {
            return;
        }

        bool holds = Is(f, at);
        IReadOnlyList<TemporalFormula> o = f.Operands;
        switch (f.Kind)
        {
            case TemporalOperator.True or TemporalOperator.False:
                break;
            case TemporalOperator.Atom:
                _atoms[f.Atom] = f;
                _found.Add((f.Atom, at));
                break;
            case TemporalOperator.Not:
                Read(o[0], at);
                break;
            case TemporalOperator.And or TemporalOperator.Or:
                // One operand is enough to make it what all have to be for the other.
                foreach (TemporalFormula operand in (f.Kind == TemporalOperator.Or) == holds ? o.Where(p => Is(p, at) == holds).Take(1) : o)
                {
                    Read(operand, at);
                }

                break;
            case TemporalOperator.Implies:
                Read(o[holds && Is(o[0], at) ? 1 : 0], at);
                if (!holds)
                {
                    Read(o[1], at);
                }

                break;
            case TemporalOperator.Iff or TemporalOperator.Xor:
                Read(o[0], at);
                Read(o[1], at);
                break;
            case TemporalOperator.Next or TemporalOperator.WeakNext:
                Some(null, o[0], at, 1, 1, 1, holds);
                break;
            case TemporalOperator.Yesterday or TemporalOperator.WeakYesterday:
                Some(null, o[0], at, 1, 1, -1, holds);
                break;
            case TemporalOperator.Eventually or TemporalOperator.Always:
                Decide(f, null, o[0], at, 1, f.Kind == TemporalOperator.Eventually);
                break;
            case TemporalOperator.Once or TemporalOperator.Historically:
                Decide(f, null, o[0], at, -1, f.Kind == TemporalOperator.Once);
                break;
            case TemporalOperator.Until or TemporalOperator.Release:
                Decide(f, o[0], o[1], at, 1, f.Kind == TemporalOperator.Until);
                break;
            case TemporalOperator.Since or TemporalOperator.Triggered:
                Decide(f, o[0], o[1], at, -1, f.Kind == TemporalOperator.Since);
                break;
            default:
                // p W q is p U q or G p, p M q is p R q and F p.
                bool isWeak = f.Kind == TemporalOperator.WeakUntil;
                TemporalWindow reach = f.Window.IsBounded ? TemporalWindow.Within(f.Window.Last) : TemporalWindow.Whole;
                TemporalFormula first = TemporalFormula.Of(isWeak ? TemporalOperator.Until : TemporalOperator.Release, o, f.Window);
                TemporalFormula second = TemporalFormula.Of(isWeak ? TemporalOperator.Always : TemporalOperator.Eventually, [o[0]], reach);
                Read(isWeak ? TemporalFormula.Or(first, second) : TemporalFormula.And(first, second), at);
                break;
        }
    }

    private void Decide(TemporalFormula f, TemporalFormula? left, TemporalFormula right, int at, int direction, bool isSome)
    {
        // R, G, T and H are to failing what U, F, S and O are to holding.
        if (Is(f, at) == isSome)
        {
            Some(left, right, at, f.Window.First, f.Window.Last, direction, isSome);
        }
        else
        {
            None(left, right, at, f.Window.First, f.Window.Last, direction, isSome);
        }
    }

    /// <summary>The first step of the window at which the right operand is as asked; the left operand is so all the way.</summary>
    private void Some(TemporalFormula? left, TemporalFormula right, int at, int from, int to, int direction, bool value)
    {
        for (int d = from; d <= to && IsThere(at + (direction * d)); d++)
        {
            if (Is(right, at + (direction * d)) == value)
            {
                Read(right, at + (direction * d));
                for (int k = 0; left is not null && k < d; k++)
                {
                    Read(left, at + (direction * k));
                }

                return;
            }
        }
    }

    /// <summary>The right operand is nowhere as asked, up to where the left operand is not either.</summary>
    private void None(TemporalFormula? left, TemporalFormula right, int at, int from, int to, int direction, bool value)
    {
        for (int d = 0; d <= to && IsThere(at + (direction * d)); d++)
        {
            int step = at + (direction * d);
            if (d >= from)
            {
                Read(right, step);
            }

            if (left is not null && Is(left, step) != value)
            {
                Read(left, step);
                return;
            }
        }
    }

    private bool IsThere(int step) => step >= 0 && step < _trace.Count;

    /// <summary>Steps in a row at which an atom is the same are one reason.</summary>
    private List<TraceReason> Rows()
    {
        var rows = new List<TraceReason>();
        foreach ((int atom, int step) in _found)
        {
            bool holds = ((_trace[step] >> atom) & 1) != 0;
            if (rows.Count > 0 && rows[rows.Count - 1] is { } last && last.Atom.Atom == atom && last.Holds == holds && last.Last == step - 1)
            {
                rows[rows.Count - 1] = last with { Last = step };
            }
            else
            {
                rows.Add(new TraceReason(_atoms[atom], holds, step, step));
            }
        }

        return [.. rows.OrderBy(static r => r.First).ThenBy(static r => r.Atom.Atom)];
    }
}
