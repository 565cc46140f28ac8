using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The robustness of a formula at the first step of an episode, in bounded memory, with bounds on it at each step before the end. Unlike
/// <see cref="RobustnessMonitor"/> it takes operators that wait for the end (G, F, U, R, W, M without a window or with one that has no end),
/// where they stand outside of all other operators but connectives and X, as in G (a -> F[0,50] b): they are one running number. So are those with a
/// window there, which are bounded from their first step on; and what F and G over the episode wait for is looked back at where it can be, so that
/// F (a &amp; F (b &amp; F c)) and G (a -> F b) are followed too (<see cref="EpisodeTurning"/>).
/// </summary>
public sealed class EpisodeRobustness
{
    private readonly RobustnessMonitor _monitor;
    private readonly EpisodeParts _parts;
    private readonly State[] _states;
    private readonly int _delay;
    private long _steps;

    private EpisodeRobustness(EpisodeParts parts)
    {
        _parts = parts;
        _states = [.. parts.Parts.Select(static p => new State(p))];
        _delay = parts.Parts.Max(static p => p.Delay);
        _monitor = new RobustnessMonitor(parts.Program, parts.Readers);
        Reset();
    }

    /// <summary>What is known so far: however the episode goes on, its robustness is no less and no more.</summary>
    public (float Lower, float Upper) Bounds
    {
        get
        {
            var bounds = new (float Lower, float Upper)[_states.Length];
            for (int i = 0; i < bounds.Length; i++)
            {
                bounds[i] = _states[i].Bounds(bounds, _steps);
            }

            return bounds[bounds.Length - 1];
        }
    }

    /// <summary>How many numbers are kept from one step to the next.</summary>
    public int Memory => _monitor.Memory + (2 * _states.Length);

    /// <summary>The robustness of a formula; null, with the part that it cannot follow step by step, when an operator that waits for the end stands inside of another.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="culprit">The part that cannot be followed.</param>
    /// <param name="mayBeNaN">Whether a margin may be not-a-number; where none is some formulas are decided earlier.</param>
    public static EpisodeRobustness? Of(TemporalFormula formula, out TemporalFormula? culprit, bool mayBeNaN = true) =>
        EpisodeParts.Of(formula, mayBeNaN, out culprit) is { } parts ? new EpisodeRobustness(parts) : null;

    /// <summary>Starts a new episode.</summary>
    public void Reset()
    {
        _steps = 0;
        _monitor.Reset();
        foreach (State state in _states)
        {
            state.Reset();
        }
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

        foreach (State state in _states)
        {
            state.Close();
        }

        float value = Bounds.Lower;
        Reset();
        return value;
    }

    private void Tick(long tick, long length, float[]? margins)
    {
        _monitor.Tick(tick, length, margins);
        foreach (State state in _states.Where(static s => s.Part.Kind is EpisodePartKind.Fold or EpisodePartKind.Last))
        {
            EpisodePart part = state.Part;
            long step = tick - part.Delay;
            if (step >= part.First && step < length && step <= part.Last)
            {
                state.Take(step, part.Left < 0 ? 0 : _monitor.At(part.Left, step), _monitor.At(part.Right, step));
            }
        }
    }

    /// <summary>A part of the formula at work.</summary>
    private sealed class State(EpisodePart part)
    {
        private float _left;
        private float _value;
        private bool _isClosed;
        private bool _isOver;

        public EpisodePart Part => part;

        public void Reset()
        {
            _left = Extremes.None(!part.IsMax);
            _value = Extremes.None(part.IsMax);
            _isClosed = _isOver = false;
        }

        /// <summary>Takes in a step of a fold.</summary>
        public void Take(long step, float a, float b)
        {
            if (part.Kind == EpisodePartKind.Last)
            {
                _value = b;
                return;
            }

            _value = Extremes.Of(part.IsMax, _value, part.Left < 0 ? b : Extremes.Of(!part.IsMax, _left, b));
            _left = part.Left < 0 ? _left : Extremes.Of(!part.IsMax, _left, a);
            _isClosed |= step == part.Last;
        }

        /// <summary>Nothing comes any more.</summary>
        public void Close() => _isClosed = _isOver = true;

        public (float Lower, float Upper) Bounds((float Lower, float Upper)[] parts, long steps)
        {
            bool isMax = part.IsMax;
            float none = Extremes.None(isMax);
            switch (part.Kind)
            {
                case EpisodePartKind.Constant:
                    return (none, none);
                case EpisodePartKind.Negate:
                    return (-parts[part.Left].Upper, -parts[part.Left].Lower);
                case EpisodePartKind.Extreme:
                    return (Extremes.Of(isMax, parts[part.Left].Lower, parts[part.Right].Lower), Extremes.Of(isMax, parts[part.Left].Upper, parts[part.Right].Upper));
                case EpisodePartKind.Later:
                    // As long as the step is not reached it may never be.
                    return steps > part.First ? parts[part.Left]
                        : _isOver ? (none, none)
                        : isMax ? (none, parts[part.Left].Upper) : (parts[part.Left].Lower, none);
                case EpisodePartKind.Last:
                    return _isOver ? (_value, _value) : (float.NegativeInfinity, float.PositiveInfinity);
                default:
                    // What is still to come is the best or the worst, but no better than the left operand has been.
                    float open = _isClosed ? _value : Extremes.Of(isMax, _value, part.Left < 0 ? -none : _left);
                    return isMax ? (_value, open) : (open, _value);
            }
        }
    }
}
