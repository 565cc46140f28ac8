using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>A closed way through a reward machine.</summary>
/// <param name="Mean">What it pays a step on average.</param>
/// <param name="Steps">Its steps: the state, the assignment of all atoms (by number) that leads on, and what that pays. The last leads to the first state.</param>
public sealed record MachineCycle(double Mean, IReadOnlyList<(int State, ulong Assignment, float Reward)> Steps);
