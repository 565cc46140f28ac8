using System.Collections.Generic;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A formula as written: over atoms that are truth values of a step.</summary>
/// <param name="Formula">The formula, its windows in steps.</param>
/// <param name="Atoms">The atoms by number.</param>
internal sealed record ReadFormula(TemporalFormula Formula, IReadOnlyList<FormulaAtom> Atoms);

/// <summary>A condition that a formula reads.</summary>
/// <param name="Name">The author's words.</param>
/// <param name="Value">Its program value.</param>
/// <param name="Member">The bool member that it is in a formula as text, else empty.</param>
/// <param name="Place">Of a formula in C#: how many conditions stand before its first occurrence.</param>
internal sealed record FormulaAtom(string Name, int Value, string Member, int Place);
