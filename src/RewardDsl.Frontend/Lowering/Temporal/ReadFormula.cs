using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A formula as written: over atoms that are truth values of a step.</summary>
/// <param name="Formula">The formula, its windows in steps.</param>
/// <param name="Atoms">The atoms by number.</param>
/// <param name="Places">Where its parts are written.</param>
internal sealed record ReadFormula(TemporalFormula Formula, IReadOnlyList<FormulaAtom> Atoms, IReadOnlyList<FormulaPlace> Places);

/// <summary>Where a part of a formula is written.</summary>
/// <param name="Part">The part, the object that is in the formula.</param>
/// <param name="Syntax">Of a formula in C#: the expression, else null.</param>
/// <param name="Text">Of a formula as text: the place in it.</param>
internal readonly record struct FormulaPlace(TemporalFormula Part, SyntaxNode? Syntax, TemporalPlace Text);

/// <summary>A condition that a formula reads.</summary>
/// <param name="Name">The author's words.</param>
/// <param name="Value">Its program value.</param>
/// <param name="Member">The bool member that it is in a formula as text, else empty.</param>
/// <param name="Place">Of a formula in C#: how many conditions stand before its first occurrence.</param>
/// <param name="IsNegated">The condition there is its opposite.</param>
internal sealed record FormulaAtom(string Name, int Value, string Member, int Place, bool IsNegated);
