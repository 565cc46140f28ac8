using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Machines of formats that do not stay where no transition holds.</summary>
internal static class MachineHoles
{
    /// <summary>The machine with a further final state, last, to which each state goes where none of its transitions holds; the same machine when there is no such state.</summary>
    public static RewardMachine Fill(RewardMachine machine, MachineLetters letters, string name, float reward, IReadOnlyList<TemporalFormula> atoms)
    {
        TemporalFormula[] read = [.. letters.Set.Atoms.Select(a => atoms[a])];
        var added = new List<MachineTransition>();
        for (int s = 0; s < machine.States.Count; s++)
        {
            if (machine.IsFinal(s))
            {
                continue;
            }

            int[] taken = letters.Taken(machine, s);
            bool[] low = new bool[1 << read.Length];
            bool[] high = [.. Enumerable.Repeat(true, low.Length)];
            for (int i = 0; i < taken.Length; i++)
            {
                low[letters.Set.Letters[i]] = high[letters.Set.Letters[i]] = taken[i] < 0;
            }

            if (low.Contains(true))
            {
                added.Add(new MachineTransition(s, machine.States.Count, AutomatonText.Guard(low, high, read), reward));
            }
        }

        return added.Count == 0 ? machine : machine with
        {
            States = machine.States.Append(Unused(machine, name)).ToEquatableArray(),
            Final = machine.Final.Append(machine.States.Count).ToEquatableArray(),
            Transitions = machine.Transitions.Concat(added).ToEquatableArray(),
        };
    }

    private static string Unused(RewardMachine machine, string name)
    {
        string unused = name;
        for (int i = 2; machine.States.Contains(unused); i++)
        {
            unused = name + Literals.Integer(i);
        }

        return unused;
    }
}
