namespace RewardDsl.Frontend;

/// <summary>A condition of a step that formulas read: an atom that all formulas of a spec share.</summary>
/// <param name="Number">Its number in <see cref="FormulaSet"/>.</param>
/// <param name="Name">The author's words for it where it is read first.</param>
/// <param name="Value">Its program value.</param>
/// <param name="Member">The bool member that it is, or empty.</param>
internal sealed record FormulaCondition(int Number, string Name, int Value, string Member);
