using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Looks for the state that pays most while conditions hold: from many starts one signal at a time, by steps that become smaller. What
/// it finds is computed by the spec's own program, so it is attained; a proven bound says what is left to find.
/// </summary>
internal sealed class StateSearch
{
    /// <summary>The share of what is paid that shorter numbers may cost.</summary>
    private const double Readable = 1e-3;

    /// <summary>Steps are halved from a quarter of the range so often.</summary>
    private const int Halvings = 22;

    /// <summary>Moves of two numbers at once in each sweep.</summary>
    private const int Pairs = 24;

    /// <summary>Numbers to compute for one part of the box.</summary>
    private const long Work = 40_000_000;

    private readonly StateSpace _space;
    private readonly HeldRun _run;
    private readonly int _income;
    private readonly bool _goesOn;
    private readonly IReadOnlyList<Condition> _conditions;
    private readonly long _size;
    private readonly (int Slot, int Element)[] _numbers;
    private long _work;
    private uint _random = 2463534242u;

    /// <param name="space">The states.</param>
    /// <param name="run">What runs the spec.</param>
    /// <param name="income">What a step pays again and again, in the step program.</param>
    /// <param name="goesOn">Whether the episode must go on.</param>
    /// <param name="conditions">What must hold.</param>
    /// <param name="size">Numbers that one step computes.</param>
    public StateSearch(StateSpace space, HeldRun run, int income, bool goesOn, IReadOnlyList<Condition> conditions, int size)
    {
        _space = space;
        _run = run;
        _income = income;
        _goesOn = goesOn;
        _conditions = conditions;
        _size = Math.Max(1, size);
        _numbers = Enumerable.Range(0, space.Count).Where(i => run.Reads[i] && !space.IsWhole(i)).SelectMany(i => Enumerable.Range(0, space.Start[i].Length).Select(j => (i, j))).ToArray();
    }

    /// <summary>The best state, held for so many steps; null when none meets the conditions.</summary>
    /// <param name="starts">Where to begin.</param>
    /// <param name="steps">For how many steps a state is held, at most.</param>
    public (float[][] State, int Steps, float Paid)? Best(IReadOnlyList<float[][]> starts, int steps)
    {
        (float[][] State, int Steps, Score Score)? best = null;
        foreach (float[][] start in starts)
        {
            if (best is not null && _work > Work)
            {
                break;
            }

            // One step first, which is cheap; a longer time where that helps, and from there once more.
            float[][] state = StateSpace.Copy(start);
            (float[][] State, int Steps, Score Score) found = (state, 1, Climb(state, 1, Of(state, 1)));
            for (int held = 2; held <= steps; held *= 2)
            {
                Score longer = Of(state, held);
                found = longer.IsBetterThan(found.Score) ? (state, held, longer) : found;
            }

            for (int by = found.Steps / 2; by >= 1; by /= 2)
            {
                Score longer = found.Steps + by <= steps ? Of(state, found.Steps + by) : found.Score;
                Score shorter = Of(state, found.Steps - by);
                found = longer.IsBetterThan(found.Score) ? (state, found.Steps + by, longer) : found.Score.IsBetterThan(shorter) ? found : (state, found.Steps - by, shorter);
            }

            found.Score = found.Steps > 1 ? Climb(state, found.Steps, found.Score) : found.Score;
            best = best is null || found.Score.IsBetterThan(best.Value.Score) ? found : best;
        }

        if (best is not { Score.Miss: 0 } top || float.IsNaN(top.Score.Paid) || float.IsInfinity(top.Score.Paid))
        {
            return null;
        }

        float[][] readable = StateSpace.Copy(top.State);
        Shorten(readable, top.Steps, top.Score.Paid);
        Score last = Of(readable, top.Steps);

        // What is absent got a value that a text can give: should a condition read it all the same, the state stays as it was found.
        return last.Miss == 0 && last.Paid >= top.Score.Paid - (Readable * Math.Abs(top.Score.Paid)) ? (readable, top.Steps, last.Paid) : (top.State, top.Steps, top.Score.Paid);
    }

    private Score Of(float[][] state, int steps)
    {
        _work += _size * steps;
        double miss = _run.Miss(state, steps, _goesOn, _conditions);
        return new Score(miss, _run[_income]);
    }

    private Score Climb(float[][] state, int steps, Score score)
    {
        long end = _work + (Work / 4);
        for (int halving = 0; halving < Halvings && _work < end; halving++)
        {
            double share = Math.Pow(0.5, halving + 2);
            bool helps = true;
            for (int sweep = 0; sweep < 8 && helps && _work < end; sweep++)
            {
                helps = false;
                for (int slot = 0; slot < _space.Count && _work < end; slot++)
                {
                    if (_run.Reads[slot])
                    {
                        helps |= Move(state, slot, steps, share, isFirst: halving == 0, ref score);
                    }
                }

                for (int pair = 0; pair < Pairs && _numbers.Length > 1 && _work < end; pair++)
                {
                    helps |= MoveTwo(state, steps, share, ref score);
                }
            }
        }

        return score;
    }

    private bool Move(float[][] state, int slot, int steps, double share, bool isFirst, ref Score score)
    {
        bool helps = false;
        float[] values = state[slot];
        if (isFirst)
        {
            for (int end = 0; values.Length > 1 && end < 3; end++)
            {
                helps |= Try(state, slot, steps, (j, _) => Target(slot, j, end), 0, values.Length, ref score);
            }
        }

        for (int j = 0; j < values.Length; j++)
        {
            if (_space.Choices(slot) is { } choices)
            {
                foreach (float choice in isFirst ? choices : Array.Empty<float>())
                {
                    helps |= Try(state, slot, steps, (_, _) => choice, j, 1, ref score);
                }

                continue;
            }

            for (int end = 0; isFirst && end < 4; end++)
            {
                helps |= Try(state, slot, steps, (at, _) => Target(slot, at, end), j, 1, ref score);
            }

            (float lo, float hi) = _space.Range(slot, j);
            double by = ((double)hi - lo) * share;
            by = _space.IsWhole(slot) ? Math.Max(1, Math.Round(by)) : by;
            helps |= Try(state, slot, steps, (_, v) => (float)(v + by), j, 1, ref score) || Try(state, slot, steps, (_, v) => (float)(v - by), j, 1, ref score);
        }

        return helps;
    }

    /// <summary>Moves two numbers at once, which follows a condition that ties them together.</summary>
    private bool MoveTwo(float[][] state, int steps, double share, ref Score score)
    {
        (int Slot, int Element) first = _numbers[Next(_numbers.Length)];
        (int Slot, int Element) second = _numbers[Next(_numbers.Length)];
        float[] a = state[first.Slot];
        float[] b = state[second.Slot];
        if (first == second)
        {
            return false;
        }

        state[first.Slot] = Shifted(first, state[first.Slot], share);
        state[second.Slot] = Shifted(second, state[second.Slot], share);
        if (_space.Settle(first.Slot, state[first.Slot]) && _space.Settle(second.Slot, state[second.Slot]) && Of(state, steps) is var found && found.IsBetterThan(score))
        {
            score = found;
            return true;
        }

        state[second.Slot] = b;
        state[first.Slot] = a;
        return false;
    }

    private float[] Shifted((int Slot, int Element) number, float[] values, double share)
    {
        (float lo, float hi) = _space.Range(number.Slot, number.Element);
        float[] shifted = (float[])values.Clone();
        shifted[number.Element] += (float)(((double)hi - lo) * share * ((Next(2001) / 1000.0) - 1));
        return shifted;
    }

    /// <summary>The same numbers at each run: what is found once is found again.</summary>
    private int Next(int below)
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return (int)(_random % (uint)below);
    }

    private float Target(int slot, int element, int end)
    {
        (float lo, float hi) = _space.Range(slot, element);
        return end switch { 0 => lo, 1 => hi, 2 => (float)(((double)lo + hi) / 2), _ => 0f };
    }

    /// <summary>Changes elements of a view; back again when that does not help.</summary>
    private bool Try(float[][] state, int slot, int steps, Func<int, float, float> to, int start, int count, ref Score score)
    {
        float[] before = state[slot];
        float[] after = (float[])before.Clone();
        for (int j = start; j < start + count; j++)
        {
            after[j] = to(j, before[j]);
        }

        if (!_space.Settle(slot, after) || after.SequenceEqual(before))
        {
            return false;
        }

        state[slot] = after;
        Score found = Of(state, steps);
        if (found.IsBetterThan(score))
        {
            score = found;
            return true;
        }

        state[slot] = before;
        return false;
    }

    /// <summary>Puts what does not matter to rest and gives numbers as few digits as what is paid allows.</summary>
    private void Shorten(float[][] state, int steps, float paid)
    {
        double least = paid - (Readable * Math.Abs((double)paid));
        bool Keeps(double floor) => Of(state, steps) is { Miss: 0 } score && score.Paid >= floor;
        for (int slot = 0; slot < state.Length; slot++)
        {
            float[] before = state[slot];
            state[slot] = (float[])_space.Start[slot].Clone();
            if (!Keeps(paid))
            {
                state[slot] = before;
                for (int j = 0; j < before.Length && before.Length > 1 && !_space.IsDirection(slot); j++)
                {
                    float moved = before[j];
                    before[j] = _space.Start[slot][j];
                    before[j] = moved == before[j] || Keeps(paid) ? before[j] : moved;
                }
            }
        }

        for (int slot = 0; slot + 1 < state.Length; slot++)
        {
            if (_space.Member(slot).Slots == 2 && _space.Member(slot + 1) == _space.Member(slot) && state[slot + 1][0] == 0f)
            {
                // What is absent has no value that a text could give.
                state[slot] = (float[])_space.Rest[slot].Clone();
            }
        }

        for (int slot = 0; slot < state.Length; slot++)
        {
            for (int j = 0; j < state[slot].Length && !_space.IsWhole(slot); j++)
            {
                float[] before = state[slot];
                foreach (float shorter in Shorter(before[j], _space.IsDirection(slot) ? 4 : 1))
                {
                    float[] after = (float[])before.Clone();
                    after[j] = shorter;
                    state[slot] = after;
                    if (_space.Fits(slot, after) && (after.SequenceEqual(before) || Keeps(least)))
                    {
                        break;
                    }

                    state[slot] = before;
                }
            }
        }
    }

    /// <summary>The number with fewer digits, the fewest first, rounded to either side.</summary>
    private static IEnumerable<float> Shorter(float value, int digits)
    {
        yield return 0f;
        for (; digits < 7; digits++)
        {
            if (value == 0f)
            {
                yield break;
            }

            double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs((double)value))) - digits + 1);
            foreach (double rounded in new[] { Math.Round(value / unit), Math.Floor(value / unit), Math.Ceiling(value / unit) })
            {
                // Through the decimal text, which is what will be read back.
                yield return float.Parse((rounded * unit).ToString("G" + Literals.Integer(digits + 1), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>How good a state is: first that it meets what is asked, then what it pays.</summary>
    private readonly record struct Score(double Miss, float Paid)
    {
        public bool IsBetterThan(Score other) => Miss < other.Miss || (Miss == other.Miss && (Paid > other.Paid || (float.IsNaN(other.Paid) && !float.IsNaN(Paid))));
    }
}
