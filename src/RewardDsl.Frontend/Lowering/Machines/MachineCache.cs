using System.Collections.Concurrent;
using System.Threading;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Tables of machines by machine, as <see cref="AutomatonCache"/> keeps those of formulas: the same few are asked for at each keystroke.</summary>
internal static class MachineCache
{
    private const int Most = 256;

    private static readonly ConcurrentDictionary<RewardMachine, (MachineTable? Table, MachineProblem? Problem)> s_known = new();

    /// <summary>The table of a machine; null with the problem when it has none.</summary>
    public static MachineTable? Of(RewardMachine machine, CancellationToken cancellation, out MachineProblem? problem)
    {
        if (!s_known.TryGetValue(machine, out (MachineTable? Table, MachineProblem? Problem) known))
        {
            MachineTable? table = machine.Compile(new AutomatonOptions { Cancellation = cancellation }, out MachineProblem? found);
            known = (table, found);
            if (s_known.Count >= Most)
            {
                s_known.Clear();
            }

            s_known.TryAdd(machine, known);
        }

        problem = known.Problem;
        return known.Table;
    }
}
