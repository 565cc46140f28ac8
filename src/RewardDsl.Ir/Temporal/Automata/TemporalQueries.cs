using System;
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
    public static IReadOnlyList<ulong>? Example(IReadOnlyList<TemporalFormula> formulas, AutomatonOptions options) => Example(formulas, Builder(options));

    /// <summary>The same with automata that are built elsewhere, such as kept ones.</summary>
    public static IReadOnlyList<ulong>? Example(IReadOnlyList<TemporalFormula> formulas, Func<TemporalFormula, TemporalAutomaton?> build) =>
        build(TemporalFormula.And(formulas)) is { } automaton ? automaton.Shortest(accepted: true) ?? [] : null;

    /// <summary>A smallest set of formulas that exclude each other, by their places: leaving out any of them makes the others possible. Empty when all can hold together.</summary>
    public static IReadOnlyList<int>? Conflict(IReadOnlyList<TemporalFormula> formulas, AutomatonOptions options) => Conflict(formulas, int.MaxValue, Builder(options));

    /// <summary>The same on traces of some steps at most, with automata that are built elsewhere.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="longest">The most steps of a trace.</param>
    /// <param name="build">The automaton of a formula; null when it has none.</param>
    public static IReadOnlyList<int>? Conflict(IReadOnlyList<TemporalFormula> formulas, int longest, Func<TemporalFormula, TemporalAutomaton?> build)
    {
        if (Example(formulas, build) is not { } example)
        {
            return null;
        }

        bool IsExcluded(IReadOnlyList<ulong>? trace) => trace is not null && (trace.Count == 0 || trace.Count > longest);
        if (!IsExcluded(example))
        {
            return [];
        }

        List<int> kept = [.. Enumerable.Range(0, formulas.Count)];
        foreach (int i in Enumerable.Range(0, formulas.Count))
        {
            List<int> others = [.. kept.Where(k => k != i)];
            if (IsExcluded(Example([.. others.Select(k => formulas[k])], build)))
            {
                kept = others;
            }
        }

        return kept;
    }

    /// <summary>Whether a formula holds of each trace of which another does.</summary>
    public static bool? Follows(TemporalFormula formula, TemporalFormula from, AutomatonOptions options) => Follows(formula, from, Builder(options));

    /// <summary>The same with automata that are built elsewhere.</summary>
    public static bool? Follows(TemporalFormula formula, TemporalFormula from, Func<TemporalFormula, TemporalAutomaton?> build) => build(TemporalFormula.Implies(from, formula))?.IsValid;

    /// <summary>Whether two formulas hold of the same traces.</summary>
    public static bool? AreSame(TemporalFormula a, TemporalFormula b, AutomatonOptions options) => AreSame(a, b, Builder(options));

    /// <summary>The same with automata that are built elsewhere.</summary>
    public static bool? AreSame(TemporalFormula a, TemporalFormula b, Func<TemporalFormula, TemporalAutomaton?> build) => build(TemporalFormula.Iff(a, b))?.IsValid;

    /// <summary>
    /// The parts of a formula that could be true or false throughout without changing of which traces it holds (Beer and others, 1997, for
    /// single occurrences): outermost first, without the parts of such parts. Empty for a formula that can hold or fail by all of its parts.
    /// </summary>
    public static IReadOnlyList<TemporalFormula> Vacuous(TemporalFormula formula, AutomatonOptions options) => [.. Vacuous(formula, Builder(options)).Select(static v => v.Part)];

    /// <summary>The same with automata that are built elsewhere: the parts as objects of the formula, each with whether it could be true.</summary>
    public static IReadOnlyList<(TemporalFormula Part, bool CanBeTrue)> Vacuous(TemporalFormula formula, Func<TemporalFormula, TemporalAutomaton?> build)
    {
        var found = new List<(TemporalFormula, bool)>();
        Look(formula, static f => f, formula, found, build);
        return found;
    }

    private static void Look(
        TemporalFormula part, Func<TemporalFormula, TemporalFormula> place, TemporalFormula formula, List<(TemporalFormula Part, bool CanBeTrue)> found, Func<TemporalFormula, TemporalAutomaton?> build)
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

            bool canBeTrue = AreSame(Place(TemporalFormula.True), formula, build) == true;
            if (canBeTrue || AreSame(Place(TemporalFormula.False), formula, build) == true)
            {
                found.Add((operand, canBeTrue));
            }
            else
            {
                Look(operand, Place, formula, found, build);
            }
        }
    }

    private static Func<TemporalFormula, TemporalAutomaton?> Builder(AutomatonOptions options) => f => TemporalAutomaton.Build(f, options, out _);
}
