using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// An automaton as a program keeps it: states are numbered so that comparisons tell what they mean (open ones that fail if the trace ends there, open
/// ones that hold, then the ones that have decided), and a step is one look-up where the table is small. Compares by content.
/// </summary>
/// <param name="Atoms">The numbers of the atoms that are read; the k-th is bit k of a letter.</param>
/// <param name="LetterClass">For each letter its class.</param>
/// <param name="Next">State × class (row by row): the next state.</param>
/// <param name="Start">The state before the first step.</param>
/// <param name="FirstAccepting">From here on the formula holds if the trace ends; below it fails.</param>
/// <param name="True">The state in which it holds for good; −1 when it never does.</param>
/// <param name="False">The state in which it fails for good; −1 when it never does.</param>
/// <param name="Potential">For each state how near to satisfaction it is, from 0 (out of reach) to 1 (satisfied), as float bits.</param>
public sealed record AutomatonTable(
    EquatableArray<int> Atoms, EquatableArray<int> LetterClass, EquatableArray<int> Next, int Start, int FirstAccepting, int True, int False, EquatableArray<uint> Potential)
{
    /// <summary>The number of states.</summary>
    public int States => Potential.Count;

    /// <summary>The number of classes of letters.</summary>
    public int Classes => Next.Count / States;

    /// <summary>The first state that has decided; at it and above nothing is open.</summary>
    public int FirstDecided => States - (True >= 0 ? 1 : 0) - (False >= 0 ? 1 : 0);

    /// <summary>The table of an automaton.</summary>
    public static AutomatonTable Of(TemporalAutomaton automaton)
    {
        int Rank(int state) => automaton.Verdicts[state] switch
        {
            TemporalVerdict.True => 2,
            TemporalVerdict.False => 3,
            _ => automaton.IsAccepting[state] ? 1 : 0,
        };
        int[] order = [.. Enumerable.Range(0, automaton.StateCount).OrderBy(Rank)];
        int[] place = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        int Find(TemporalVerdict verdict) => Array.FindIndex(order, s => automaton.Verdicts[s] == verdict);
        int accepting = Array.FindIndex(order, s => Rank(s) is 1 or 2);
        return new AutomatonTable(
            automaton.Atoms,
            automaton.LetterClass,
            order.SelectMany(s => Enumerable.Range(0, automaton.ClassCount).Select(c => place[automaton.Next[(s * automaton.ClassCount) + c]])).ToEquatableArray(),
            place[0],
            accepting < 0 ? order.Length - (Find(TemporalVerdict.False) >= 0 ? 1 : 0) : accepting,
            Find(TemporalVerdict.True),
            Find(TemporalVerdict.False),
            Potentials(automaton, order));
    }

    /// <summary>The next state after atoms, as in the program.</summary>
    /// <param name="state">The state.</param>
    /// <param name="letter">The atoms that hold, the k-th of <see cref="Atoms"/> as bit k.</param>
    public int Step(int state, int letter) => Next[(state * Classes) + LetterClass[letter]];

    /// <summary>The next state as a program value.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="state">The state, a float.</param>
    /// <param name="atoms">The truth values of the formula's atoms, by number.</param>
    public int Lower(ProgramBuilder builder, int state, IReadOnlyList<int> atoms)
    {
        int letter = TableStep.Letter(builder, Atoms, atoms);
        return TableStep.Of(builder, state, letter, LetterClass, States, Classes).Lookup(i => Literals.Bits(Next[i]));
    }

    /// <summary>A value for each state as a program value.</summary>
    public static int Lower(ProgramBuilder builder, int state, EquatableArray<uint> values) => builder.Lookup(state, values);

    /// <summary>
    /// By the least number of steps to satisfaction, as a share of the largest such number and one. Where nothing satisfies for good, to where the
    /// formula holds if the trace ends there.
    /// </summary>
    private static EquatableArray<uint> Potentials(TemporalAutomaton automaton, int[] order)
    {
        EquatableArray<int> steps = automaton.Verdicts.Contains(TemporalVerdict.True) ? automaton.StepsToTrue : automaton.StepsToAcceptance;
        float farthest = steps.Max() + 1f;
        return order.Select(s => Literals.Bits(steps[s] < 0 ? 0f : 1f - (steps[s] / farthest))).ToEquatableArray();
    }
}
