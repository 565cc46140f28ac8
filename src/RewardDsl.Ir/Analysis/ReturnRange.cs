using System;

namespace RewardDsl.Ir;

/// <summary>
/// What a whole episode can pay: the discounted sum of what its steps can pay. Of the exact sum; a trainer that adds up in
/// float32 rounds it.
/// </summary>
/// <param name="Range">No return lies outside. Infinite where nothing bounds it.</param>
/// <param name="Weight">What 1 at every step adds up to, (1 − γⁿ) / (1 − γ): how many steps count. Infinite for an open episode without discount.</param>
public sealed record ReturnRange(FloatRange Range, double Weight)
{
    /// <summary>Returns of episodes whose steps all pay within one range.</summary>
    /// <param name="step">What a step pays.</param>
    /// <param name="discount">The factor of each further step, from 0 to 1.</param>
    /// <param name="horizon">Steps of an episode, 0 when it is open. A value function that is bootstrapped at a time limit has no such end: 0 too.</param>
    /// <param name="mayEnd">An episode may end before; then 0 is a return too, what is left when it has just ended.</param>
    public static ReturnRange Of(FloatRange step, float discount, int horizon, bool mayEnd = true) => Of(step, mayEnd ? step : FloatRange.Nothing, discount, horizon);

    /// <summary>Returns of episodes that pay something else when they end, as payoffs of terminations do: once, not at every step.</summary>
    /// <param name="running">What a step pays after which the episode goes on.</param>
    /// <param name="last">What a step pays that ends it; nothing when it cannot end before its horizon.</param>
    /// <param name="discount">The factor of each further step, from 0 to 1.</param>
    /// <param name="horizon">Steps of an episode, 0 when it is open.</param>
    public static ReturnRange Of(FloatRange running, FloatRange last, float discount, int horizon)
    {
        if (!(discount >= 0f && discount <= 1f))
        {
            throw new ArgumentOutOfRangeException(nameof(discount), "A discount lies between 0 and 1.");
        }

        if (horizon < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(horizon), "An episode has no negative number of steps.");
        }

        double weight = Sum(discount, horizon);
        bool isNaN = running.MayBeNaN || last.MayBeNaN || running.Join(last) is { HasNumber: true } all && float.IsNegativeInfinity(all.Lo) && float.IsPositiveInfinity(all.Hi);
        if (!running.HasNumber && !last.HasNumber)
        {
            return new ReturnRange(FloatRange.Nothing with { MayBeNaN = isNaN }, weight);
        }

        // An open sum without discount has no length of its own: it is whatever has been paid so far.
        bool mayEnd = !last.IsNothing || double.IsInfinity(weight);
        double lo = mayEnd ? 0 : double.PositiveInfinity;
        double hi = mayEnd ? 0 : double.NegativeInfinity;
        if (running.HasNumber)
        {
            lo = Math.Min(lo, Times(running.Lo, weight));
            hi = Math.Max(hi, Times(running.Hi, weight));
        }

        if (last.HasNumber)
        {
            // Between the shortest and the longest episode the return rises or falls all the way.
            lo = Math.Min(lo, last.Lo);
            hi = Math.Max(hi, last.Hi);
            if (running.HasNumber)
            {
                double before = Sum(discount, horizon == 0 ? 0 : horizon - 1, isOpen: horizon == 0);
                double share = horizon == 0 ? (discount < 1f ? 0 : 1) : Math.Pow(Exactly(discount), horizon - 1);
                lo = Math.Min(lo, Times(running.Lo, before) + Times(last.Lo, share));
                hi = Math.Max(hi, Times(running.Hi, before) + Times(last.Hi, share));
            }
        }

        return new ReturnRange(new FloatRange(-Outward(-lo), Outward(hi), isNaN), weight);
    }

    /// <summary>
    /// Returns of one result of an analysed step program: what it pays while the episode goes on and what at a termination are
    /// looked at apart. Ends that only the simulator knows count when the program has terminations of its own.
    /// </summary>
    /// <param name="analysis">The analysed step.</param>
    /// <param name="value">What is paid: the total, the objective, or a column.</param>
    /// <param name="discount">The factor of each further step.</param>
    /// <param name="horizon">Steps of an episode, 0 when it is open.</param>
    /// <param name="search">Look closer where a range is not known to be attained.</param>
    public static ReturnRange Of(ProgramAnalysis analysis, int value, float discount, int horizon, bool search = true)
    {
        int ends = analysis.Program.Find(OutputKind.Terminated);
        if (ends >= 0 && Cut(analysis.Program, value) is >= 0 and int cut)
        {
            // What is paid at a truncation is paid once.
            return Of(Part(new Condition(ends, false), new Condition(cut, false)), Part(new Condition(ends, true)).Join(Part(new Condition(cut, true))), discount, horizon);
        }

        if (ends < 0 || !HasOwnEnds(analysis, ends))
        {
            return Of(Whole(), discount, horizon, mayEnd: false);
        }

        return Of(Where(false), Where(true), discount, horizon);

        FloatRange Whole() => search ? analysis.Prove(value).Range : analysis.Range(value);
        FloatRange Where(bool ending) => Part(new Condition(ends, ending));
        FloatRange Part(params Condition[] conditions) => analysis.Where(conditions) is { } part ? (search ? part.Prove(value).Range : part.Range(value)).Meet(Whole()) : FloatRange.Nothing;
    }

    /// <summary>Whether the episode is cut, where a value reads that; else −1.</summary>
    private static int Cut(RewardProgram program, int value)
    {
        bool[] read = new bool[value + 1];
        read[value] = true;
        for (int i = value; i >= 0; i--)
        {
            if (read[i] && program.Code[i].Op == Opcode.Truncated)
            {
                return i;
            }

            for (int k = 0; read[i] && k < 3; k++)
            {
                int operand = program.Code[i].Operand(k);
                if (operand >= 0)
                {
                    read[operand] = true;
                }
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override string ToString() => Range.ToString();

    private static bool HasOwnEnds(ProgramAnalysis analysis, int ends)
    {
        for (int i = 0; i <= ends; i++)
        {
            if (analysis.Program.Code[i].Op == Opcode.ExternalEnd)
            {
                return analysis.Where(new Condition(i, false)) is { } inside && !inside.Range(ends).IsFalse;
            }
        }

        return !analysis.Range(ends).IsFalse;
    }

    /// <summary>How many steps count: 1 + γ + γ² + …, so many of them; an open sum when there are none.</summary>
    public static double Sum(float discount, int steps) => Sum(discount, steps, steps == 0);

    private static double Sum(float discount, int steps, bool isOpen)
    {
        if (discount == 1f)
        {
            return isOpen ? double.PositiveInfinity : steps;
        }

        // The difference in decimals: the author's 0.99 leaves 0.01.
        double rest = IsDecimal(discount) ? (double)(1m - (decimal)discount) : 1 - (double)discount;
        return (isOpen ? 1 : 1 - Math.Pow(Exactly(discount), steps)) / rest;
    }

    /// <summary>The decimal number that the author wrote, where the float is the nearest to one.</summary>
    private static double Exactly(float discount) => IsDecimal(discount) ? (double)(decimal)discount : discount;

    private static bool IsDecimal(float discount) => (float)(double)(decimal)discount == discount;

    private static double Times(float payment, double weight) => payment == 0f || weight == 0 ? 0 : payment * weight;

    /// <summary>The float at or above a number of double precision.</summary>
    private static float Outward(double x)
    {
        if (double.IsNaN(x))
        {
            // ∞ − ∞: nothing bounds it.
            return float.PositiveInfinity;
        }

        float nearest = x > float.MaxValue ? float.PositiveInfinity : x < float.MinValue ? float.MinValue : (float)x;
        return nearest < x - (1e-13 * Math.Abs(x)) ? FloatRange.Up(nearest) : nearest;
    }
}
