using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>The automaton of a formula of a spec as a graph, in the author's words.</summary>
internal static class FormulaGraph
{
    /// <summary>The graph of a formula.</summary>
    /// <param name="tracer">The spec.</param>
    /// <param name="facts">The formula.</param>
    /// <param name="isFull">Whether states that only count are drawn one by one.</param>
    /// <param name="problem">Why it has no graph.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static StateGraph? Of(SpecTracer tracer, FormulaFacts facts, bool isFull, out string? problem, CancellationToken cancellation)
    {
        problem = null;
        if (facts.Automaton(out AutomatonProblem? why, cancellation) is not { } automaton)
        {
            problem = tracer.Spec + "." + facts.Name + " is followed by a monitor, its automaton is too large to draw: " + why!.Message;
            return null;
        }

        bool isDeciding = facts is { Pay: FormulaFacts.WhenDecided, IsQuantitative: false };
        string reward = Paid(tracer, facts.Reward, isCost: false);
        string penalty = Paid(tracer, facts.Penalty, isCost: true);
        var payoff = new FormulaPayoff(isDeciding ? reward : "", isDeciding ? Joined(penalty, facts.IsHard ? "ends the episode" : "") : facts.IsHard ? "ends the episode" : "");
        StateGraph graph = AutomatonGraph.Of(automaton, tracer.Spec + "." + facts.Name, payoff, isFull, facts.Conditions.ToList(), facts.Table is { } table ? Numbers(automaton, table) : null) with { Note = Note(facts, reward, penalty) };
        return isFull ? graph : ChainFolding.Fold(graph);
    }

    /// <summary>What is paid and how an open formula is closed, in a sentence.</summary>
    private static string Note(FormulaFacts facts, string reward, string penalty)
    {
        string when = facts.Pay switch
        {
            FormulaFacts.AtEnd => "at the end of the episode",
            FormulaFacts.EachStep => facts.IsQuantitative ? "at each step" : "at each step, as if the episode ended there",
            _ => facts.IsQuantitative ? "at the end of the episode" : "when it is decided",
        };
        string paid = facts.IsQuantitative
            ? Joined(reward.Length > 0 ? reward + " for each unit of its robustness" : "", penalty.Length > 0 ? penalty + " for each unit that it fails by" : "")
            : Joined(reward.Length > 0 ? reward + " if it holds" : "", penalty.Length > 0 ? penalty + " if it fails" : "");
        return (facts.IsConstraint ? facts.IsHard ? "Hard constraint" : "Constraint" : "Objective") + (paid.Length > 0 ? ": " + paid + ", " + when : "")
            + ". Open at a termination: " + Closing(facts.AtTermination) + "; at a truncation: " + Closing(facts.AtTruncation) + ".";
    }

    private static string Closing(Ir.ClosingRule rule) => rule switch
    {
        Ir.ClosingRule.EndOfTrace => "what the states say",
        Ir.ClosingRule.Holds => "holds",
        Ir.ClosingRule.Fails => "fails",
        _ => "stays open",
    };

    private static string Joined(string a, string b) => a + (a.Length > 0 && b.Length > 0 ? ", " : "") + b;

    private static string Paid(SpecTracer tracer, string name, bool isCost)
    {
        float value = name.Length == 0 ? 0f : tracer.Parameter(name);
        value = isCost ? -value : value;
        return value == 0f ? "" : value.ToString("+0.######;-0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>The number of each state in the program, whose table orders them otherwise; null where it is another automaton.</summary>
    private static int[]? Numbers(TemporalAutomaton automaton, AutomatonTable table)
    {
        if (automaton.StateCount != table.States || automaton.ClassCount != table.Classes || automaton.LetterClass != table.LetterClass)
        {
            return null;
        }

        int[] numbers = [.. Enumerable.Repeat(-1, automaton.StateCount)];
        numbers[0] = table.Start;
        var queue = new Queue<int>();
        for (queue.Enqueue(0); queue.Count > 0;)
        {
            int state = queue.Dequeue();
            for (int c = 0; c < automaton.ClassCount; c++)
            {
                int next = automaton.Next[(state * automaton.ClassCount) + c];
                if (numbers[next] < 0)
                {
                    numbers[next] = table.Next[(numbers[state] * table.Classes) + c];
                    queue.Enqueue(next);
                }
            }
        }

        return numbers;
    }
}
