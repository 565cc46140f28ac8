using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>The letters that a machine reads, and for each transition at which of them its guard holds.</summary>
internal sealed class MachineLetters
{
    private MachineLetters(LetterSet set, ulong[][] holds)
    {
        Set = set;
        Holds = holds;
    }

    /// <summary>The letters that can occur.</summary>
    public LetterSet Set { get; }

    /// <summary>For each transition the letters at which its guard holds.</summary>
    public ulong[][] Holds { get; }

    /// <summary>The letters of a machine that can be run; null with the problem for another.</summary>
    public static MachineLetters? Read(RewardMachine machine, AutomatonOptions options, out MachineProblem? problem)
    {
        problem = Malformed(machine, options);
        if (problem is not null)
        {
            return null;
        }

        int[] atoms = [.. machine.Transitions.SelectMany(static t => t.Guard.Atoms()).Distinct().OrderBy(static a => a)];
        if (atoms.Length > options.MaxAtoms)
        {
            problem = new MachineProblem(
                MachineProblemKind.TooManyAtoms,
                -1,
                -1,
                "the guards read " + Literals.Integer(atoms.Length) + " atoms; a machine reads at most " + Literals.Integer(options.MaxAtoms)
                    + ": give what belongs together a name of its own, or split the machine");
            return null;
        }

        var set = LetterSet.Of(atoms, options.Feasible);
        if (set.Letters.Length == 0)
        {
            problem = new MachineProblem(MachineProblemKind.NothingCanOccur, -1, -1, "no assignment of the atoms can occur");
            return null;
        }

        var known = new Dictionary<TemporalFormula, ulong[]>();
        var holds = new ulong[machine.Transitions.Count][];
        for (int i = 0; i < holds.Length; i++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            holds[i] = Where(machine.Transitions[i].Guard, set, known);
        }

        return new MachineLetters(set, holds);
    }

    /// <summary>The letters at which a formula of the present step holds.</summary>
    public static ulong[] Where(TemporalFormula formula, LetterSet letters, Dictionary<TemporalFormula, ulong[]> known)
    {
        if (!known.TryGetValue(formula, out ulong[] found))
        {
            ulong[][] operands = [.. formula.Operands.Select(o => Where(o, letters, known))];
            found = formula.Kind switch
            {
                TemporalOperator.True => letters.Constant(true),
                TemporalOperator.False => letters.Constant(false),
                TemporalOperator.Atom => letters.WhereHolds(formula.Atom),
                TemporalOperator.Not => letters.Complement(operands[0]),
                TemporalOperator.And => operands.Aggregate(static (a, b) => [.. a.Zip(b, static (x, y) => x & y)]),
                TemporalOperator.Or => operands.Aggregate(static (a, b) => [.. a.Zip(b, static (x, y) => x | y)]),
                TemporalOperator.Implies => [.. letters.Complement(operands[0]).Zip(operands[1], static (x, y) => x | y)],
                TemporalOperator.Iff => letters.Complement([.. operands[0].Zip(operands[1], static (x, y) => x ^ y)]),
                _ => [.. operands[0].Zip(operands[1], static (x, y) => x ^ y)],
            };
            known[formula] = found;
        }

        return found;
    }

    /// <summary>For each letter of each state the transition that is taken; −1 where none is.</summary>
    public int[] Taken(RewardMachine machine, int state)
    {
        int[] taken = [.. Enumerable.Repeat(-1, Set.Letters.Length)];
        for (int t = machine.Transitions.Count - 1; t >= 0 && !machine.IsFinal(state); t--)
        {
            for (int i = 0; machine.Transitions[t].From == state && i < taken.Length; i++)
            {
                taken[i] = ((Holds[t][i >> 6] >> (i & 63)) & 1) != 0 ? t : taken[i];
            }
        }

        return taken;
    }

    private static MachineProblem? Malformed(RewardMachine machine, AutomatonOptions options)
    {
        int states = machine.States.Count;
        string Range() => states == 0 ? "the machine has no states" : "the states are 0 to " + Literals.Integer(states - 1);
        if (states > options.MaxStates)
        {
            return new MachineProblem(MachineProblemKind.TooManyStates, -1, -1, "the machine has " + Literals.Integer(states) + " states; at most " + Literals.Integer(options.MaxStates) + " are read");
        }

        foreach (int state in new[] { machine.Start }.Concat(machine.Final))
        {
            if (state < 0 || state >= states)
            {
                return new MachineProblem(MachineProblemKind.NoSuchState, -1, -1, "there is no state " + Literals.Integer(state) + ": " + Range());
            }
        }

        for (int i = 0; i < machine.Transitions.Count; i++)
        {
            MachineTransition transition = machine.Transitions[i];
            foreach (int state in new[] { transition.From, transition.To })
            {
                if (state < 0 || state >= states)
                {
                    return new MachineProblem(MachineProblemKind.NoSuchState, -1, i, "there is no state " + Literals.Integer(state) + ": " + Range());
                }
            }

            if (transition.Guard.IsTemporal)
            {
                return new MachineProblem(
                    MachineProblemKind.TemporalGuard,
                    transition.From,
                    i,
                    "the guard '" + transition.Guard + "' reads other steps than the present one: what is remembered of them is a state of the machine, or an atom of its own");
            }

            if (float.IsNaN(transition.Reward) || float.IsInfinity(transition.Reward))
            {
                return new MachineProblem(MachineProblemKind.NotFinite, transition.From, i, "a transition pays a finite number, not " + Literals.Display(transition.Reward));
            }
        }

        return null;
    }
}
