namespace RewardDsl.Ir;

/// <summary>Why a formula has no automaton.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Culprit">The smallest part of the formula that is to blame.</param>
/// <param name="Message">The reason for people, with the part and the limit.</param>
public sealed record AutomatonProblem(AutomatonProblemKind Kind, TemporalFormula Culprit, string Message);
