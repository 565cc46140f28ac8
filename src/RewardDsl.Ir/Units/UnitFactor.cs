namespace RewardDsl.Ir;

/// <summary>One word of a unit as it was written, to a power: the s⁻² of m/s².</summary>
/// <param name="Symbol">The word.</param>
/// <param name="Meaning">What the word stands for, to the power 1.</param>
/// <param name="Power">Its power.</param>
internal sealed record UnitFactor(string Symbol, UnitVector Meaning, Exponent Power);
