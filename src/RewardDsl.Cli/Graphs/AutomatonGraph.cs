using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>What a formula pays where it is decided.</summary>
/// <param name="Holds">On the step that decides that it holds; empty when nothing.</param>
/// <param name="Fails">On the step that decides that it fails; empty when nothing.</param>
internal sealed record FormulaPayoff(string Holds, string Fails)
{
    /// <summary>Nothing at all.</summary>
    public static FormulaPayoff None { get; } = new("", "");
}

/// <summary>The automaton of a formula as a graph.</summary>
internal static class AutomatonGraph
{
    // Asking every state what is left to do takes long for many, and nobody reads it then.
    private const int MostExplained = 256;
    private const int LongestRemainder = 90;

    /// <summary>The graph of an automaton.</summary>
    /// <param name="automaton">The automaton.</param>
    /// <param name="title">Whose it is.</param>
    /// <param name="payoff">What deciding it pays.</param>
    /// <param name="isFull">Whether the loops of decided states are drawn too, which nothing leaves anyway.</param>
    /// <param name="conditions">What its atoms stand for; null when they are what the author wrote.</param>
    /// <param name="numbers">The number of each state where the evaluator has numbers of its own.</param>
    public static StateGraph Of(
        TemporalAutomaton automaton, string title, FormulaPayoff payoff, bool isFull = false, IReadOnlyList<TemporalFormula>? conditions = null, IReadOnlyList<int>? numbers = null)
    {
        IReadOnlyList<TemporalFormula?> remainders = automaton.StateCount <= MostExplained ? AutomatonRemainders.Of(automaton) : new TemporalFormula?[automaton.StateCount];
        var edges = ImmutableArray.CreateBuilder<GraphEdge>();
        for (int s = 0; s < automaton.StateCount; s++)
        {
            bool isDecided = automaton.Verdicts[s] != TemporalVerdict.Undecided;
            foreach (int target in Enumerable.Range(0, automaton.ClassCount).Select(c => automaton.Next[(s * automaton.ClassCount) + c]).Distinct().Order())
            {
                if (isDecided && !isFull)
                {
                    continue;
                }

                string paid = isDecided ? "" : automaton.Verdicts[target] switch
                {
                    TemporalVerdict.True => payoff.Holds,
                    TemporalVerdict.False => payoff.Fails,
                    _ => "",
                };
                edges.Add(new GraphEdge(s, target, FormulaText.Of(AutomatonText.Guard(automaton, s, target), conditions)) { Payoff = paid });
            }
        }

        return new StateGraph(
            title,
            FormulaText.Of(automaton.Formula, conditions),
            0,
            [.. Enumerable.Range(0, automaton.StateCount).Select(s => State(automaton, s, numbers?[s] ?? s, remainders[s] is { } remainder ? FormulaText.Of(remainder, conditions) : null))],
            edges.ToImmutable());
    }

    private static GraphState State(TemporalAutomaton automaton, int state, int number, string? remainder)
    {
        string name = number.ToString(CultureInfo.InvariantCulture);
        switch (automaton.Verdicts[state])
        {
            case TemporalVerdict.True:
                return new GraphState(name, GraphStateKind.Holds) { Notes = ["holds"] };
            case TemporalVerdict.False:
                return new GraphState(name, GraphStateKind.Fails) { Notes = ["fails"] };
        }

        var notes = new List<string>();
        if (state != 0 && remainder is { Length: <= LongestRemainder })
        {
            notes.Add(remainder);
        }

        if (!automaton.IsAccepting[state])
        {
            int steps = automaton.StepsToAcceptance[state];
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{steps} {(steps == 1 ? "step" : "steps")} to acceptance"));
        }

        return new GraphState(name, automaton.IsAccepting[state] ? GraphStateKind.Accepting : GraphStateKind.Open) { Notes = [.. notes] };
    }
}
