using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The robustness of a formula at the first step of an episode, in bounded memory, with bounds on it at each step before the end. Unlike
/// <see cref="RobustnessMonitor"/> it takes operators that wait for the end (G, F, U, R, W, M without a window or with one that has no end),
/// where they stand outside of all other operators but connectives and X, as in G (a -> F[0,50] b): they are one running number.
/// </summary>
public sealed class EpisodeRobustness
{
    private readonly RobustnessMonitor _monitor;
    private readonly List<Part> _parts = [];
    private readonly RobustnessProgram _program;
    private readonly int _delay;
    private long _steps;

    private EpisodeRobustness(TemporalFormula formula)
    {
        _program = new RobustnessProgram(formula);
        Read(formula, 0);
        foreach (Part part in _parts.Where(static p => p.Right >= 0))
        {
            _delay = Math.Max(_delay, part.Delay);
        }

        _monitor = new RobustnessMonitor(
            _program,
            _parts.Where(static p => p.Right >= 0).SelectMany(p => new[] { p.Left, p.Right }.Where(static n => n >= 0).Select(n => (n, p.Delay - _program.Nodes[n].Delay))));
        Reset();
    }

    /// <summary>What is known so far: however the episode goes on, its robustness is no less and no more.</summary>
    public (float Lower, float Upper) Bounds
    {
        get
        {
            var bounds = new (float Lower, float Upper)[_parts.Count];
            for (int i = 0; i < bounds.Length; i++)
            {
                bounds[i] = _parts[i].Bounds(bounds);
            }

            return bounds[bounds.Length - 1];
        }
    }

    /// <summary>How many numbers are kept from one step to the next.</summary>
    public int Memory => _monitor.Memory + (2 * _parts.Count);

    /// <summary>The robustness of a formula; null, with the part that it cannot follow step by step, when an operator that waits for the end stands inside of another.</summary>
    public static EpisodeRobustness? Of(TemporalFormula formula, out TemporalFormula? culprit)
    {
        try
        {
            culprit = null;
            return new EpisodeRobustness(formula);
        }
        catch (NestedException nested)
        {
            culprit = nested.Formula;
            return null;
        }
    }

    /// <summary>Starts a new episode.</summary>
    public void Reset()
    {
        _steps = 0;
        _monitor.Reset();
        _parts.ForEach(static p => p.Reset());
    }

    /// <summary>Takes in the margins of a step.</summary>
    public void Step(float[] margins)
    {
        Tick(_steps, _steps + 1, margins);
        _steps++;
    }

    /// <summary>The robustness of the episode, which is over; then starts a new one.</summary>
    public float Finish()
    {
        for (long tick = _steps; tick < _steps + _delay; tick++)
        {
            Tick(tick, _steps, null);
        }

        _parts.ForEach(p => p.Close(_steps));
        float value = Bounds.Lower;
        Reset();
        return value;
    }

    private void Tick(long tick, long length, float[]? margins)
    {
        _monitor.Tick(tick, length, margins);
        foreach (Part part in _parts.Where(static p => p.Right >= 0))
        {
            long step = tick - part.Delay;
            if (step >= part.First && step < length)
            {
                part.Take(step, part.Left < 0 ? 0 : _monitor.At(part.Left, step), _monitor.At(part.Right, step));
            }
        }
    }

    /// <summary>The number of the part that is a formula's value at a step.</summary>
    private int Read(TemporalFormula f, int at)
    {
        TemporalHorizon horizon = TemporalHorizon.Of(f);
        if (horizon.Ahead is not null)
        {
            int node = _program.Read(f);
            return Add(new Part(PartKind.Value, true, -1, node, at, at, _program.Nodes[node].Delay));
        }

        IReadOnlyList<TemporalFormula> o = f.Operands;
        int Not(int part) => Add(new Part(PartKind.Negate, false, part, -1, at, at, 0));
        int Join(bool isMax, int a, int b) => Add(new Part(PartKind.Extreme, isMax, a, -1, at, at, 0) { Other = b });
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
                return Add(new Part(PartKind.Later, f.Kind == TemporalOperator.Next, Read(o[0], at + 1), -1, at + 1, at + 1, 0));
            case TemporalOperator.Eventually or TemporalOperator.Always when !f.Window.IsBounded:
                return Fold(f.Kind == TemporalOperator.Eventually, null, o[0], at + f.Window.First, at + f.Window.First);
            case TemporalOperator.Until or TemporalOperator.Release when !f.Window.IsBounded:
                return Fold(f.Kind == TemporalOperator.Until, o[0], o[1], at, at + f.Window.First);
            case TemporalOperator.WeakUntil or TemporalOperator.StrongRelease when !f.Window.IsBounded:
                bool isWeak = f.Kind == TemporalOperator.WeakUntil;
                return Join(isWeak, Fold(isWeak, o[0], o[1], at, at + f.Window.First), Fold(!isWeak, null, o[0], at, at));
            default:
                throw new NestedException(f.Operands.FirstOrDefault(static p => TemporalHorizon.Of(p).Ahead is null) ?? f);
        }
    }

    private int Fold(bool isMax, TemporalFormula? left, TemporalFormula right, int first, int from)
    {
        foreach (TemporalFormula operand in left is null ? [right] : new[] { left, right })
        {
            if (TemporalHorizon.Of(operand).Ahead is null)
            {
                throw new NestedException(operand);
            }
        }

        int a = left is null ? -1 : _program.Read(left);
        int b = _program.Read(right);
        return Add(new Part(PartKind.Fold, isMax, a, b, first, from, Math.Max(a < 0 ? 0 : _program.Nodes[a].Delay, _program.Nodes[b].Delay)));
    }

    private int Add(Part part)
    {
        _parts.Add(part);
        return _parts.Count - 1;
    }

    private enum PartKind
    {
        Value,
        Negate,
        Extreme,
        Later,
        Fold,
    }

    /// <summary>A part of the formula outside of the windows.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="isMax">Whether the larger is taken.</param>
    /// <param name="left">Its part; for a fold the operation of the left operand, −1 for F and G.</param>
    /// <param name="right">For a fold or a value the operation that is read; else −1.</param>
    /// <param name="first">The first step that matters.</param>
    /// <param name="from">The first step of the window.</param>
    /// <param name="delay">How much later the operations are known.</param>
    private sealed class Part(PartKind kind, bool isMax, int left, int right, int first, int from, int delay)
    {
        private float _left;
        private float _value;
        private bool _isClosed;
        private bool _isThere;

        public int Left => left;

        public int Right => right;

        public int Other { get; init; }

        public int First => first;

        public int Delay => delay;

        public void Reset()
        {
            _left = Extremes.None(!isMax);
            _value = Extremes.None(isMax);
            _isClosed = _isThere = false;
        }

        /// <summary>Takes in a step.</summary>
        public void Take(long step, float a, float b)
        {
            if (kind == PartKind.Value)
            {
                _value = step == first ? b : _value;
                _isClosed |= step == first;
                return;
            }

            if (step >= from)
            {
                _value = Extremes.Of(isMax, _value, left < 0 ? b : Extremes.Of(!isMax, _left, b));
            }

            if (left >= 0)
            {
                _left = Extremes.Of(!isMax, _left, a);
            }
        }

        /// <summary>Nothing comes any more.</summary>
        public void Close(long length)
        {
            _isClosed = true;
            _isThere = first < length;
            if (left >= 0 && length <= from)
            {
                // The left operand counts also where the window never began.
                _value = Extremes.Of(!isMax, _left, _value);
            }
        }

        public (float Lower, float Upper) Bounds((float Lower, float Upper)[] parts)
        {
            switch (kind)
            {
                case PartKind.Value:
                    return _isClosed ? (_value, _value) : (float.NegativeInfinity, float.PositiveInfinity);
                case PartKind.Negate:
                    return (-parts[left].Upper, -parts[left].Lower);
                case PartKind.Extreme:
                    return (Extremes.Of(isMax, parts[left].Lower, parts[Other].Lower), Extremes.Of(isMax, parts[left].Upper, parts[Other].Upper));
                case PartKind.Later:
                    float none = Extremes.None(isMax);
                    // As long as the step is not there nothing is known of it either.
                    return _isClosed && !_isThere ? (none, none) : parts[left];
                default:
                    // What is still to come is the best or the worst, but no better than the left operand has been.
                    float open = _isClosed ? _value : Extremes.Of(isMax, _value, left < 0 ? Extremes.None(!isMax) : _left);
                    return isMax ? (_value, open) : (open, _value);
            }
        }
    }

    private sealed class NestedException(TemporalFormula formula) : Exception
    {
        public TemporalFormula Formula { get; } = formula;
    }
}
