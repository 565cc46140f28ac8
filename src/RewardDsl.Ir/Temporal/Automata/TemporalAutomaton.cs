using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The smallest deterministic automaton of a formula. One step is two look-ups: the atoms that hold give a letter, the letter its class,
/// state and class the next state. Compares by content.
/// </summary>
public sealed class TemporalAutomaton : IEquatable<TemporalAutomaton>
{
    private readonly EquatableArray<ulong> _samples;

    internal TemporalAutomaton(
        TemporalFormula formula, EquatableArray<int> atoms, EquatableArray<int> letterClass, EquatableArray<bool> isFeasible, EquatableArray<ulong> samples, EquatableArray<int> next, EquatableArray<bool> isAccepting)
    {
        Formula = formula;
        Atoms = atoms;
        LetterClass = letterClass;
        IsFeasible = isFeasible;
        _samples = samples;
        Next = next;
        IsAccepting = isAccepting;
        StateCount = isAccepting.Count;
        ClassCount = samples.Count;

        int[] toAccepting = Distances(s => isAccepting[s]);
        int[] toRejecting = Distances(s => !isAccepting[s]);
        StepsToAcceptance = toAccepting.ToEquatableArray();
        Verdicts = [.. Enumerable.Range(0, StateCount).Select(s => toRejecting[s] < 0 ? TemporalVerdict.True : toAccepting[s] < 0 ? TemporalVerdict.False : TemporalVerdict.Undecided)];
        StepsToTrue = Distances(s => Verdicts[s] == TemporalVerdict.True).ToEquatableArray();
        StepsToFalse = Distances(s => Verdicts[s] == TemporalVerdict.False).ToEquatableArray();
    }

    /// <summary>The formula.</summary>
    public TemporalFormula Formula { get; }

    /// <summary>The numbers of the atoms that matter; the k-th is bit k of a letter.</summary>
    public EquatableArray<int> Atoms { get; }

    /// <summary>For each letter its class. A letter that cannot occur has the class of the nearest one that can.</summary>
    public EquatableArray<int> LetterClass { get; }

    /// <summary>For each letter whether it can occur.</summary>
    public EquatableArray<bool> IsFeasible { get; }

    /// <summary>State × class (row by row): the next state.</summary>
    public EquatableArray<int> Next { get; }

    /// <summary>For each state whether the formula holds of a trace that ends there. No trace ends at the start.</summary>
    public EquatableArray<bool> IsAccepting { get; }

    /// <summary>For each state what is known there.</summary>
    public IReadOnlyList<TemporalVerdict> Verdicts { get; }

    /// <summary>For each state how few steps lead to an accepting one; −1 when none do.</summary>
    public EquatableArray<int> StepsToAcceptance { get; }

    /// <summary>For each state how few steps lead to the verdict true; −1 when none do.</summary>
    public EquatableArray<int> StepsToTrue { get; }

    /// <summary>For each state how few steps lead to the verdict false; −1 when none do.</summary>
    public EquatableArray<int> StepsToFalse { get; }

    /// <summary>The number of states; 0 is where a trace starts.</summary>
    public int StateCount { get; }

    /// <summary>The number of classes of letters.</summary>
    public int ClassCount { get; }

    /// <summary>Whether some trace satisfies the formula.</summary>
    public bool IsSatisfiable => Shortest(accepted: true) is not null;

    /// <summary>Whether each trace satisfies the formula.</summary>
    public bool IsValid => Shortest(accepted: false) is null;

    /// <summary>The automaton of a formula; null with the problem when it has none.</summary>
    public static TemporalAutomaton? Build(TemporalFormula formula, AutomatonOptions options, out AutomatonProblem? problem) =>
        AutomatonBuilder.Build(formula, options, out problem);

    /// <summary>The letter of an assignment, one bit for each atom by its number.</summary>
    public int Letter(ulong assignment)
    {
        int letter = 0;
        for (int k = 0; k < Atoms.Count; k++)
        {
            letter |= (int)((assignment >> Atoms[k]) & 1) << k;
        }

        return letter;
    }

    /// <summary>The state after a step at which some atoms hold.</summary>
    public int Step(int state, ulong assignment) => Next[(state * ClassCount) + LetterClass[Letter(assignment)]];

    /// <summary>Whether a whole trace satisfies the formula.</summary>
    public bool Accepts(IReadOnlyList<ulong> trace) => IsAccepting[trace.Aggregate(0, Step)];

    /// <summary>What is concluded when an episode ends in a state.</summary>
    public TemporalVerdict Close(int state, ClosingRule rule) =>
        Verdicts[state] != TemporalVerdict.Undecided ? Verdicts[state] : rule switch
        {
            ClosingRule.EndOfTrace => IsAccepting[state] ? TemporalVerdict.True : TemporalVerdict.False,
            ClosingRule.Holds => TemporalVerdict.True,
            ClosingRule.Fails => TemporalVerdict.False,
            _ => TemporalVerdict.Undecided,
        };

    /// <summary>A shortest trace that satisfies the formula, or that does not, of assignments that can occur; null when there is none.</summary>
    public IReadOnlyList<ulong>? Shortest(bool accepted)
    {
        int[] cameFrom = new int[StateCount];
        int[] by = new int[StateCount];
        bool[] isSeen = new bool[StateCount];
        var queue = new Queue<int>();
        queue.Enqueue(-1);
        while (queue.Count > 0)
        {
            int state = queue.Dequeue();
            for (int c = 0; c < ClassCount; c++)
            {
                int next = Next[(Math.Max(state, 0) * ClassCount) + c];
                if (isSeen[next])
                {
                    continue;
                }

                isSeen[next] = true;
                cameFrom[next] = state;
                by[next] = c;
                if (IsAccepting[next] == accepted)
                {
                    var trace = new List<ulong>();
                    for (int at = next; at >= 0; at = cameFrom[at])
                    {
                        trace.Add(_samples[by[at]]);
                    }

                    trace.Reverse();
                    return trace;
                }

                queue.Enqueue(next);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(TemporalAutomaton? other) =>
        other is not null && Formula.Equals(other.Formula) && Atoms == other.Atoms && LetterClass == other.LetterClass && IsFeasible == other.IsFeasible && Next == other.Next && IsAccepting == other.IsAccepting;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TemporalAutomaton);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Formula.GetHashCode() * 31) + StateCount);

    private int[] Distances(Func<int, bool> isGoal)
    {
        var from = new List<int>[StateCount];
        for (int i = 0; i < Next.Count; i++)
        {
            (from[Next[i]] ??= []).Add(i / ClassCount);
        }

        int[] steps = new int[StateCount];
        var queue = new Queue<int>();
        for (int s = 0; s < steps.Length; s++)
        {
            steps[s] = isGoal(s) ? 0 : -1;
            if (steps[s] == 0)
            {
                queue.Enqueue(s);
            }
        }

        while (queue.Count > 0)
        {
            int state = queue.Dequeue();
            foreach (int before in from[state] ?? [])
            {
                if (steps[before] < 0)
                {
                    steps[before] = steps[state] + 1;
                    queue.Enqueue(before);
                }
            }
        }

        return steps;
    }
}
