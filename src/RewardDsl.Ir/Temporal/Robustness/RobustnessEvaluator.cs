using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// How strongly a formula holds (the robustness of signal temporal logic, Donzé and Maler, FORMATS 2010, in discrete time): the definition,
/// written out. Slow on purpose; everything faster is tested against it.
/// <para>An atom is a margin: positive where it holds, negative where it does not. <c>!</c> is the negative, <c>&amp;</c> the smaller,
/// <c>|</c> the larger; F and O are the largest over the window, G and H the smallest; true and false are +∞ and −∞.</para>
/// <para>At the ends of a trace the rule is that of <see cref="TraceEvaluator"/>: windows are cut, the largest of nothing is −∞, the smallest
/// of nothing +∞; so X and Y outside of the trace are −∞, WX and Z +∞. A positive value therefore means that the formula holds, a negative one that
/// it does not. Nothing is held beyond the end and nothing is left out: there is one value for each step.</para>
/// <para>A margin that is not a number makes everything not a number that looks at it.</para>
/// </summary>
public static class RobustnessEvaluator
{
    /// <summary>How strongly a formula holds at a step of a trace.</summary>
    /// <param name="formula">The formula, its windows in steps.</param>
    /// <param name="trace">For each step the margins of the atoms, by number.</param>
    /// <param name="at">The step.</param>
    public static float Value(TemporalFormula formula, IReadOnlyList<float[]> trace, int at = 0)
    {
        float First(int j) => Value(formula.Operands[0], trace, j);
        float Second(int j) => Value(formula.Operands[1], trace, j);
        int from = formula.Window.First;
        int to = formula.Window.Last;
        int laterLast = (int)Math.Min((long)at + to, trace.Count - 1);
        int earlierFirst = (int)Math.Max((long)at - to, 0);
        switch (formula.Kind)
        {
            case TemporalOperator.True:
                return float.PositiveInfinity;
            case TemporalOperator.False:
                return float.NegativeInfinity;
            case TemporalOperator.Atom:
                return trace[at][formula.Atom];
            case TemporalOperator.Not:
                return -First(at);
            case TemporalOperator.And:
            case TemporalOperator.Or:
                bool isOr = formula.Kind == TemporalOperator.Or;
                return Extreme(isOr, 0, formula.Operands.Count - 1, i => Value(formula.Operands[i], trace, at));
            case TemporalOperator.Implies:
                return Extremes.Max(-First(at), Second(at));
            case TemporalOperator.Iff:
                return Extremes.Min(Extremes.Max(-First(at), Second(at)), Extremes.Max(First(at), -Second(at)));
            case TemporalOperator.Xor:
                return Extremes.Max(Extremes.Min(First(at), -Second(at)), Extremes.Min(-First(at), Second(at)));
            case TemporalOperator.Next:
                return at + 1 < trace.Count ? First(at + 1) : float.NegativeInfinity;
            case TemporalOperator.WeakNext:
                return at + 1 < trace.Count ? First(at + 1) : float.PositiveInfinity;
            case TemporalOperator.Yesterday:
                return at > 0 ? First(at - 1) : float.NegativeInfinity;
            case TemporalOperator.WeakYesterday:
                return at > 0 ? First(at - 1) : float.PositiveInfinity;
            case TemporalOperator.Eventually:
            case TemporalOperator.Always:
                return Extreme(formula.Kind == TemporalOperator.Eventually, at + from, laterLast, First);
            case TemporalOperator.Once:
            case TemporalOperator.Historically:
                return Extreme(formula.Kind == TemporalOperator.Once, earlierFirst, at - from, First);
            case TemporalOperator.Until:
            case TemporalOperator.Release:
                bool isUntil = formula.Kind == TemporalOperator.Until;
                // The left operand counts from now, also where the window begins only after the trace has ended.
                return Extremes.Of(
                    !isUntil,
                    Extreme(!isUntil, at, Math.Min(at + from, trace.Count) - 1, First),
                    Extreme(isUntil, at + from, laterLast, j => Extremes.Of(!isUntil, Second(j), Extreme(!isUntil, at, j - 1, First))));
            case TemporalOperator.WeakUntil:
                return Extremes.Max(Value(TemporalFormula.Until(formula.Operands[0], formula.Operands[1], formula.Window), trace, at), Extreme(false, at, laterLast, First));
            case TemporalOperator.StrongRelease:
                return Extremes.Min(Value(TemporalFormula.Release(formula.Operands[0], formula.Operands[1], formula.Window), trace, at), Extreme(true, at, laterLast, First));
            case TemporalOperator.Since:
            case TemporalOperator.Triggered:
                bool isSince = formula.Kind == TemporalOperator.Since;
                return Extremes.Of(
                    !isSince,
                    Extreme(!isSince, Math.Max(at - from, -1) + 1, at, First),
                    Extreme(isSince, earlierFirst, at - from, j => Extremes.Of(!isSince, Second(j), Extreme(!isSince, j + 1, at, First))));
            default:
                throw new ArgumentOutOfRangeException(nameof(formula));
        }
    }

    private static float Extreme(bool isMax, int first, int last, Func<int, float> value)
    {
        float found = Extremes.None(isMax);
        for (int j = first; j <= last; j++)
        {
            found = Extremes.Of(isMax, found, value(j));
        }

        return found;
    }
}
