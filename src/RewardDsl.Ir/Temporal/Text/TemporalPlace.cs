namespace RewardDsl.Ir;

/// <summary>Where a part of a formula is written.</summary>
/// <param name="Part">The part, the object that is in the formula: equal parts have places of their own.</param>
/// <param name="Column">The column in the text, counted from 1.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct TemporalPlace(TemporalFormula Part, int Column, int Length);
