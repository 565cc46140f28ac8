using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A reward machine as tables: the atoms that hold give a letter, the letter its class, state and class the next state and the reward.
/// Compares by content.
/// </summary>
public sealed class MachineTable : IEquatable<MachineTable>
{
    private readonly LetterClasses _classes;

    private MachineTable(RewardMachine machine, LetterClasses classes, EquatableArray<int> next, EquatableArray<float> rewards)
    {
        Machine = machine;
        _classes = classes;
        Next = next;
        Rewards = rewards;
    }

    /// <summary>The machine.</summary>
    public RewardMachine Machine { get; }

    /// <summary>The numbers of the atoms that matter; the k-th is bit k of a letter.</summary>
    public EquatableArray<int> Atoms => _classes.Atoms;

    /// <summary>For each letter its class. A letter that cannot occur has the class of the nearest one that can.</summary>
    public EquatableArray<int> LetterClass => _classes.LetterClass;

    /// <summary>For each letter whether it can occur.</summary>
    public EquatableArray<bool> IsFeasible => _classes.IsFeasible;

    /// <summary>For each class an assignment of all atoms, by number, that can occur.</summary>
    public IReadOnlyList<ulong> Samples => _classes.Samples;

    /// <summary>State × class (row by row): the next state.</summary>
    public EquatableArray<int> Next { get; }

    /// <summary>State × class (row by row): what the step pays.</summary>
    public EquatableArray<float> Rewards { get; }

    /// <summary>The number of states.</summary>
    public int StateCount => Machine.States.Count;

    /// <summary>The number of classes of letters.</summary>
    public int ClassCount => _classes.Samples.Count;

    /// <summary>The class of an assignment, one bit for each atom by its number.</summary>
    public int ClassOf(ulong assignment)
    {
        int letter = 0;
        for (int k = 0; k < Atoms.Count; k++)
        {
            letter |= (int)((assignment >> Atoms[k]) & 1) << k;
        }

        return LetterClass[letter];
    }

    /// <summary>The state after a step at which some atoms hold, and what the step pays.</summary>
    public (int Next, float Reward) Step(int state, ulong assignment)
    {
        int at = (state * ClassCount) + ClassOf(assignment);
        return (Next[at], Rewards[at]);
    }

    /// <summary>
    /// Counterfactual experience: what the same atoms would have done in each state (next state and reward, by state). Final states stay and
    /// pay nothing.
    /// </summary>
    public IReadOnlyList<(int Next, float Reward)> Counterfactual(ulong assignment)
    {
        int letter = ClassOf(assignment);
        return [.. Enumerable.Range(0, StateCount).Select(s => (Next[(s * ClassCount) + letter], Rewards[(s * ClassCount) + letter]))];
    }

    /// <summary>The edges of a state: one for each other outcome, with the class that is one way to it. None of final states.</summary>
    public IReadOnlyList<(int Class, int Next, float Reward)> Edges(int state)
    {
        var seen = new HashSet<(int, uint)>();
        return Machine.IsFinal(state) ? []
            : [.. Enumerable.Range(0, ClassCount).Select(c => (c, Next[(state * ClassCount) + c], Rewards[(state * ClassCount) + c])).Where(e => seen.Add((e.Item2, Literals.Bits(e.Item3))))];
    }

    /// <summary>What holds at a step with an outcome; false where there is none. What cannot occur may be on either side.</summary>
    public TemporalFormula Guard(int from, int to, float reward)
    {
        bool[] low = new bool[LetterClass.Count];
        bool[] high = new bool[low.Length];
        for (int letter = 0; letter < low.Length; letter++)
        {
            int at = (from * ClassCount) + LetterClass[letter];
            low[letter] = IsFeasible[letter] && Next[at] == to && Literals.Bits(Rewards[at]) == Literals.Bits(reward);
            high[letter] = low[letter] || !IsFeasible[letter];
        }

        Dictionary<int, TemporalFormula> atoms = AutomatonText.Atoms(TemporalFormula.And(Machine.Transitions.Select(static t => t.Guard)));
        return AutomatonText.Guard(low, high, [.. Atoms.Select(a => atoms[a])]);
    }

    /// <summary>A step as program values: the letter (bit k for the k-th of <see cref="Atoms"/>), the next state and the reward, floats all.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="state">The state, a float.</param>
    /// <param name="atoms">The truth values of the atoms, by number.</param>
    public (int Letter, int Next, int Reward) Lower(ProgramBuilder builder, int state, IReadOnlyList<int> atoms)
    {
        int letter = TableStep.Letter(builder, Atoms, atoms);
        var step = TableStep.Of(builder, state, letter, LetterClass, StateCount, ClassCount);
        return (letter, step.Lookup(i => Literals.Bits(Next[i])), step.Lookup(i => Literals.Bits(Rewards[i])));
    }

    /// <inheritdoc/>
    public bool Equals(MachineTable? other) => other is not null && Machine.Equals(other.Machine) && _classes.Equals(other._classes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MachineTable);

    /// <inheritdoc/>
    public override int GetHashCode() => Machine.GetHashCode();

    internal static MachineTable Of(RewardMachine machine, MachineLetters letters)
    {
        int states = machine.States.Count;
        int[][] taken = [.. Enumerable.Range(0, states).Select(s => letters.Taken(machine, s))];
        (int Next, float Reward) Outcome(int state, int letter) =>
            taken[state][letter] is >= 0 and int t ? (machine.Transitions[t].To, machine.Transitions[t].Reward) : (state, 0f);

        // Letters at which each state does the same make one class: classes are split state by state.
        int[] classOf = new int[letters.Set.Letters.Length];
        int count = 1;
        for (int s = 0; s < states; s++)
        {
            var known = new Dictionary<(int, int, uint), int>();
            for (int i = 0; i < classOf.Length; i++)
            {
                (int next, float reward) = Outcome(s, i);
                (int, int, uint) key = (classOf[i], next, Literals.Bits(reward));
                if (!known.TryGetValue(key, out int split))
                {
                    known.Add(key, split = known.Count);
                }

                classOf[i] = split;
            }

            count = known.Count;
        }

        int[] one = new int[count];
        for (int i = classOf.Length - 1; i >= 0; i--)
        {
            one[classOf[i]] = i;
        }

        (int Next, float Reward)[] outcomes = [.. Enumerable.Range(0, states).SelectMany(s => one.Select(i => Outcome(s, i)))];
        return new MachineTable(
            machine,
            LetterClasses.Of(letters.Set, letters.Set, classOf, count),
            outcomes.Select(static o => o.Next).ToEquatableArray(),
            outcomes.Select(static o => o.Reward).ToEquatableArray());
    }
}
