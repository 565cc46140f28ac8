namespace RewardDsl.Ir;

/// <summary>Why a reward machine has no table, or no potential.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="State">The state that it is about, or −1.</param>
/// <param name="Transition">The transition that it is about, or −1.</param>
/// <param name="Message">The reason for people.</param>
public sealed record MachineProblem(MachineProblemKind Kind, int State, int Transition, string Message);
