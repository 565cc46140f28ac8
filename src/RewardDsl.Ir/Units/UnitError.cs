namespace RewardDsl.Ir;

/// <summary>Why a text is not a unit.</summary>
/// <param name="Column">Where, counted from 1; one past the end where something is missing there.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record UnitError(int Column, string Message);
