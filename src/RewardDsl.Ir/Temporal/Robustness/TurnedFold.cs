namespace RewardDsl.Ir;

/// <summary>F or G over some steps of an episode, or a formula at its last step.</summary>
/// <param name="Operand">What it is of.</param>
/// <param name="First">The first step.</param>
/// <param name="Last">The last step; <see cref="int.MaxValue"/> when it has none.</param>
/// <param name="IsLast">Whether it is of the last step of the episode alone.</param>
internal sealed record TurnedFold(TemporalFormula Operand, int First, int Last, bool IsLast);
