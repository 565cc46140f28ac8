namespace RewardDsl.Ir;

/// <summary>Why a text is not a formula.</summary>
/// <param name="Column">Where, counted from 1; one past the end where something is missing there.</param>
/// <param name="Length">How many characters it is about; 0 where something is missing.</param>
/// <param name="Message">What is wrong there, and what was expected.</param>
public sealed record TemporalError(int Column, int Length, string Message);
