using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A simple reward machine (Toro Icarte and others, Reward Machines, JAIR 73, 2022): states, and transitions that are taken when their guard
/// holds of the atoms of a step. Of several that hold the first counts; where none holds the machine stays and pays nothing. Final states
/// are never left. Compares by content.
/// </summary>
/// <param name="States">The names of the states; a state is its place among them.</param>
/// <param name="Start">The state in which an episode starts.</param>
/// <param name="Final">The states in which the task is over.</param>
/// <param name="Transitions">The transitions, in order.</param>
public sealed record RewardMachine(EquatableArray<string> States, int Start, EquatableArray<int> Final, EquatableArray<MachineTransition> Transitions)
{
    /// <summary>Whether a state is final.</summary>
    public bool IsFinal(int state) => Final.Contains(state);

    /// <summary>The table of the machine; null with the problem when it has none.</summary>
    public MachineTable? Compile(AutomatonOptions options, out MachineProblem? problem) =>
        MachineLetters.Read(this, options, out problem) is { } letters ? MachineTable.Of(this, letters) : null;
}
