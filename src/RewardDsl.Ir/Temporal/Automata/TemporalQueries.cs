using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// What can be said of formulas by themselves: whether one can hold, must hold, follows from others, or has a part that does not matter. Each answer is
/// exact, and null where the automaton became too large.
/// </summary>
public static class TemporalQueries
{
    /// <summary>A shortest trace of which all formulas hold; empty when there is none.</summary>
    public static IReadOnlyList<ulong>? Example(IReadOnlyList<TemporalFormula> formulas, AutomatonOptions options) =>
        TemporalAutomaton.Build(TemporalFormula.And(formulas), options, out _) is { } automaton ? automaton.Shortest(accepted: true) ?? [] : null;

    /// <summary>A smallest set of formulas that exclude each other, by their places: leaving out any of them makes the others possible. Empty when all can hold together.</summary>
    public static IReadOnlyList<int>? Conflict(IReadOnlyList<TemporalFormula> formulas, AutomatonOptions options)
    {
        if (Example(formulas, options) is not { } example)
        {
            return null;
        }

        if (example.Count > 0)
        {
            return [];
        }

        List<int> kept = [.. Enumerable.Range(0, formulas.Count)];
        foreach (int i in Enumerable.Range(0, formulas.Count))
        {
            List<int> others = [.. kept.Where(k => k != i)];
            if (Example([.. others.Select(k => formulas[k])], options) is { Count: 0 })
            {
                kept = others;
            }
        }

        return kept;
    }

    /// <summary>Whether a formula holds of each trace of which another does.</summary>
    public static bool? Follows(TemporalFormula formula, TemporalFormula from, AutomatonOptions options) =>
        TemporalAutomaton.Build(TemporalFormula.Implies(from, formula), options, out _)?.IsValid;

    /// <summary>Whether two formulas hold of the same traces.</summary>
    public static bool? AreSame(TemporalFormula a, TemporalFormula b, AutomatonOptions options) =>
        TemporalAutomaton.Build(TemporalFormula.Iff(a, b), options, out _)?.IsValid;

    /// <summary>
    /// The parts of a formula that could be true or false throughout without changing of which traces it holds (Beer and others, 1997, for
    /// single occurrences): outermost first, without the parts of such parts. Empty for a formula that can hold or fail by all of its parts.
    /// </summary>
    public static IReadOnlyList<TemporalFormula> Vacuous(TemporalFormula formula, AutomatonOptions options)
    {
        var found = new List<TemporalFormula>();
        Look(formula, static f => f, formula, found, options);
        return found;
    }

    private static void Look(TemporalFormula part, System.Func<TemporalFormula, TemporalFormula> place, TemporalFormula formula, List<TemporalFormula> found, AutomatonOptions options)
    {
        for (int i = 0; i < part.Operands.Count; i++)
        {
            int at = i;
            TemporalFormula operand = part.Operands[i];
            TemporalFormula Place(TemporalFormula f) => place(part.With([.. part.Operands.Select((o, k) => k == at ? f : o)], part.Window));
            if (operand.Kind is TemporalOperator.True or TemporalOperator.False)
            {
                continue;
            }

            if (AreSame(Place(TemporalFormula.True), formula, options) == true || AreSame(Place(TemporalFormula.False), formula, options) == true)
            {
                found.Add(operand);
            }
            else
            {
                Look(operand, Place, formula, found, options);
            }
        }
    }
}
