using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A reward machine of a spec, by value.</summary>
/// <param name="Name">Name of the property, and of its column.</param>
/// <param name="Table">The machine as tables.</param>
/// <param name="Atoms">The bool members that its guards read, by the number of the atom.</param>
/// <param name="Values">What each state is worth with the spec's discount, as float bits; empty without shaping.</param>
/// <param name="EndsEpisode">Reaching a final state ends the episode.</param>
/// <param name="Weight">Run-time name of what multiplies its pay, or empty where it pays nothing.</param>
/// <param name="Shaping">Run-time name of the weight of its potential, or empty.</param>
/// <param name="IsObserved">The policy observes its state.</param>
public sealed record MachineFacts(
    string Name, MachineTable Table, EquatableArray<string> Atoms, EquatableArray<uint> Values, bool EndsEpisode, string Weight, string Shaping, bool IsObserved)
{
    /// <summary>Name of the column of its potential.</summary>
    public string ShapingColumn => Name + ".Shaping";
}

/// <summary>What the property of a reward machine is written from.</summary>
/// <param name="Modifiers">The modifiers of its declaration.</param>
/// <param name="States">The members of its enum, by number.</param>
/// <param name="Transitions">The transitions that can be taken, in order; the atoms of their guards are named like members.</param>
public sealed record SurfaceMachine(string Modifiers, EquatableArray<string> States, EquatableArray<SurfaceTransition> Transitions);

/// <summary>A transition of it.</summary>
/// <param name="From">The state that it leaves.</param>
/// <param name="To">The state that it leads to.</param>
/// <param name="Guard">When it is taken.</param>
/// <param name="RewardBits">What it pays.</param>
public sealed record SurfaceTransition(int From, int To, TemporalFormula Guard, uint RewardBits);
