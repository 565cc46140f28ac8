namespace RewardDsl.Ir;

/// <summary>Something odd about a reward machine that can be run.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="State">The state that it is about.</param>
/// <param name="Transition">The transition that it is about, by its place; −1 where it is about the state.</param>
/// <param name="Other">The earlier transition that it collides with, or −1.</param>
/// <param name="Witness">An assignment of all atoms, by number, at which it happens; null where it does not depend on one.</param>
/// <param name="Message">What it is, for people.</param>
public sealed record MachineFinding(MachineFindingKind Kind, int State, int Transition, int Other, ulong? Witness, string Message);
