using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Determinism, completeness and reachability of a reward machine, over the assignments that can occur. Each answer is exact.</summary>
public static class MachineChecks
{
    /// <summary>All findings, in the order of the states and transitions; null with the problem for a machine that cannot be run.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="options">What can occur, and limits.</param>
    /// <param name="wantsHoles">Whether it is reported where a state has no transition, and so stays.</param>
    /// <param name="problem">Why it cannot be run.</param>
    public static IReadOnlyList<MachineFinding>? Check(RewardMachine machine, AutomatonOptions options, bool wantsHoles, out MachineProblem? problem)
    {
        if (MachineLetters.Read(machine, options, out problem) is not { } letters)
        {
            return null;
        }

        var findings = new List<MachineFinding>();
        if (machine.IsFinal(machine.Start))
        {
            findings.Add(new MachineFinding(MachineFindingKind.FinalStart, machine.Start, -1, -1, null, "the start " + Name(machine, machine.Start) + " is final: the task is over before it starts"));
        }

        Reachability(machine, MachineTable.Of(machine, letters), findings);
        for (int state = 0; state < machine.States.Count; state++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            Transitions(machine, letters, state, wantsHoles, findings);
        }

        return findings;
    }

    private static void Reachability(RewardMachine machine, MachineTable table, List<MachineFinding> findings)
    {
        int[][] after = [.. Enumerable.Range(0, table.StateCount).Select(s => table.Edges(s).Select(static e => e.Next).ToArray())];
        bool[] isReached = Closure([machine.Start], s => after[s], table.StateCount);
        int[][] before = [.. Enumerable.Range(0, table.StateCount).Select(s => Enumerable.Range(0, table.StateCount).Where(p => after[p].Contains(s)).ToArray())];
        bool[] canEnd = Closure(machine.Final, s => before[s], table.StateCount);
        for (int s = 0; s < table.StateCount; s++)
        {
            if (!isReached[s])
            {
                findings.Add(new MachineFinding(MachineFindingKind.Unreachable, s, -1, -1, null, "no way leads from " + Name(machine, machine.Start) + " to " + Name(machine, s)));
            }
            else if (machine.Final.Count > 0 && !canEnd[s])
            {
                findings.Add(new MachineFinding(MachineFindingKind.NoWayToFinal, s, -1, -1, null, "no way leads from " + Name(machine, s) + " to a final state"));
            }
        }
    }

    private static bool[] Closure(IEnumerable<int> from, Func<int, int[]> neighbours, int count)
    {
        bool[] found = new bool[count];
        var work = new Stack<int>(from);
        while (work.Count > 0)
        {
            int state = work.Pop();
            if (!found[state])
            {
                found[state] = true;
                foreach (int next in neighbours(state))
                {
                    work.Push(next);
                }
            }
        }

        return found;
    }

    private static void Transitions(RewardMachine machine, MachineLetters letters, int state, bool wantsHoles, List<MachineFinding> findings)
    {
        ulong[] taken = letters.Set.Constant(false);
        var earlier = new List<int>();
        for (int t = 0; t < machine.Transitions.Count; t++)
        {
            MachineTransition transition = machine.Transitions[t];
            if (transition.From != state)
            {
                continue;
            }

            ulong[] holds = letters.Holds[t];
            if (machine.IsFinal(state))
            {
                findings.Add(new MachineFinding(MachineFindingKind.OutOfFinal, state, t, -1, null, Name(machine, state) + " is final and never left: the transition to " + Name(machine, transition.To) + " is never taken"));
                continue;
            }

            if (holds.All(static w => w == 0))
            {
                findings.Add(new MachineFinding(MachineFindingKind.NeverHolds, state, t, -1, null, "'" + transition.Guard + "' never holds: the transition from " + Name(machine, state) + " to " + Name(machine, transition.To) + " is never taken"));
                continue;
            }

            int[] colliding = [.. earlier.Where(e => letters.Holds[e].Zip(holds, static (a, b) => a & b).Any(static w => w != 0))];
            int[] differing = [.. colliding.Where(e => machine.Transitions[e].To != transition.To || Literals.Bits(machine.Transitions[e].Reward) != Literals.Bits(transition.Reward))];
            foreach (int other in differing)
            {
                ulong witness = Fewest(letters.Set, [.. letters.Holds[other].Zip(holds, static (a, b) => a & b)]);
                MachineTransition first = machine.Transitions[other];
                findings.Add(new MachineFinding(
                    MachineFindingKind.Overlap,
                    state,
                    t,
                    other,
                    witness,
                    "in " + Name(machine, state) + " '" + first.Guard + "' and '" + transition.Guard + "' can hold at once, at " + Assignment([first.Guard, transition.Guard], witness)
                        + ": one " + Outcome(machine, first) + ", the other " + Outcome(machine, transition)));
            }

            if (differing.Length == 0 && colliding.Length > 0 && holds.Zip(taken, static (h, b) => h & ~b).All(static w => w == 0))
            {
                findings.Add(new MachineFinding(
                    MachineFindingKind.Shadowed,
                    state,
                    t,
                    colliding[0],
                    null,
                    "whenever '" + transition.Guard + "' holds, so does '" + string.Join("' or '", colliding.Select(e => machine.Transitions[e].Guard)) + "', which stands before it and does the same"));
            }

            taken = [.. taken.Zip(holds, static (a, b) => a | b)];
            earlier.Add(t);
        }

        ulong[] rest = letters.Set.Complement(taken);
        if (wantsHoles && !machine.IsFinal(state) && rest.Any(static w => w != 0))
        {
            ulong witness = Fewest(letters.Set, rest);
            findings.Add(new MachineFinding(
                MachineFindingKind.Hole,
                state,
                -1,
                -1,
                witness,
                "no transition of " + Name(machine, state) + " holds at " + Assignment([.. earlier.Select(e => machine.Transitions[e].Guard)], witness) + ": the machine stays there and pays nothing"));
        }
    }

    /// <summary>Of some letters one with the fewest atoms that hold, as an assignment.</summary>
    private static ulong Fewest(LetterSet letters, ulong[] set)
    {
        int best = -1;
        for (int i = 0; i < letters.Letters.Length; i++)
        {
            if (((set[i >> 6] >> (i & 63)) & 1) != 0 && (best < 0 || Bits(letters.Letters[i]) < Bits(letters.Letters[best])))
            {
                best = i;
            }
        }

        return LetterSet.Assignment(letters.Atoms, letters.Letters[best]);
    }

    private static int Bits(int letter)
    {
        int count = 0;
        for (; letter != 0; letter &= letter - 1)
        {
            count++;
        }

        return count;
    }

    /// <summary>An assignment as text, of the atoms that some formulas read.</summary>
    private static string Assignment(IReadOnlyList<TemporalFormula> formulas, ulong assignment)
    {
        KeyValuePair<int, TemporalFormula>[] atoms = [.. AutomatonText.Atoms(TemporalFormula.And(formulas)).OrderBy(static a => a.Key)];
        return atoms.Length == 0 ? "each step"
            : "'" + TemporalFormula.And(atoms.Select(a => ((assignment >> a.Key) & 1) != 0 ? a.Value : TemporalFormula.Not(a.Value))) + "'";
    }

    private static string Outcome(RewardMachine machine, MachineTransition transition) =>
        (transition.To == transition.From ? "stays" : "leads to " + Name(machine, transition.To)) + " and pays " + Literals.Display(transition.Reward);

    private static string Name(RewardMachine machine, int state) => "'" + machine.States[state] + "'";
}
