using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Turns windows in seconds into windows in steps. A window has to be a whole number of steps: rounding would silently give another
/// deadline than the one that is written. A step length that no decimal number is (1/60 s) may be off by the precision of a float.
/// </summary>
public static class TemporalSeconds
{
    // A float holds a step length to 6e-8 of itself; a window is so far from a whole number of steps at most, and never by more than a thousandth of a step.
    private const decimal RelativeSlack = 1e-6m;
    private const decimal LargestSlack = 1e-3m;

    /// <summary>Whether any window is written in seconds.</summary>
    public static bool Any(TemporalFormula formula) => formula.Window.IsSeconds || formula.Operands.Any(Any);

    /// <summary>The formula with all windows in steps; null with an error when a window is no whole number of steps.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="stepSeconds">The length of a step; not positive when it is not known.</param>
    /// <param name="error">What is wrong.</param>
    public static TemporalFormula? Resolve(TemporalFormula formula, double stepSeconds, out string? error)
    {
        error = null;
        if (!Any(formula))
        {
            return formula;
        }

        if (!(stepSeconds > 1e-9 && stepSeconds < 1e9))
        {
            error = "a window in seconds needs the length of a step";
            return null;
        }

        var known = new Dictionary<TemporalFormula, TemporalFormula>();
        return Resolve(formula, Exact(stepSeconds), known, ref error);
    }

    // As it is written: 0.02f is meant to be 0.02.
    private static decimal Exact(double seconds)
    {
        float single = (float)seconds;
        string text = single == seconds ? Literals.Display(single) : seconds.ToString("R", CultureInfo.InvariantCulture);
        return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static TemporalFormula? Resolve(TemporalFormula formula, decimal step, Dictionary<TemporalFormula, TemporalFormula> known, ref string? error)
    {
        if (known.TryGetValue(formula, out TemporalFormula found))
        {
            return found;
        }

        var operands = new List<TemporalFormula>();
        foreach (TemporalFormula operand in formula.Operands)
        {
            if (Resolve(operand, step, known, ref error) is not { } resolved)
            {
                return null;
            }

            operands.Add(resolved);
        }

        TemporalWindow window = formula.Window;
        if (window.IsSeconds)
        {
            if (Steps(window.From, step, ref error) is not { } from || (window.To is { } end && Steps(end, step, ref error) is null))
            {
                return null;
            }

            window = TemporalWindow.Steps(from, window.To is { } to ? Steps(to, step, ref error) : null);
        }

        return known[formula] = formula.With(operands, window);
    }

    private static int? Steps(decimal seconds, decimal step, ref string? error)
    {
        decimal steps = seconds / step;
        decimal whole = Math.Round(steps);
        if (whole > TemporalWindow.FarthestStep)
        {
            error = Text(seconds) + " s are more than " + Literals.Integer(TemporalWindow.FarthestStep) + " steps of " + Text(step) + " s";
            return null;
        }

        if (Math.Abs(steps - whole) <= Math.Min(LargestSlack, RelativeSlack * whole))
        {
            return (int)whole;
        }

        decimal below = Math.Floor(steps);
        error = Text(seconds) + " s is no whole number of steps of " + Text(step) + " s; write " + Neighbour(below, step) + " or " + Neighbour(below + 1, step);
        return null;
    }

    private static string Neighbour(decimal steps, decimal step) => Text(steps * step) + " s (" + Text(steps) + (steps == 1 ? " step)" : " steps)");

    private static string Text(decimal value) => (Math.Round(value, 9) / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
