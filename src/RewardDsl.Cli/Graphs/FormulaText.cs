using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>Formulas as their author reads them: over what he wrote as conditions, which stand in parentheses where they are more than a name.</summary>
internal static partial class FormulaText
{
    /// <summary>A formula as text.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="conditions">What its atoms stand for, by number; null when they are what the author wrote.</param>
    public static string Of(TemporalFormula formula, IReadOnlyList<TemporalFormula>? conditions = null)
    {
        TemporalFormula written = conditions is null ? formula : Over(formula, conditions);
        string text = QuotedAtom().Replace(written.ToString(), "($1)");
        return written.Kind == TemporalOperator.Atom && text.StartsWith('(') ? text[1..^1] : text;
    }

    /// <summary>A formula with other formulas for its atoms.</summary>
    public static TemporalFormula Over(TemporalFormula formula, IReadOnlyList<TemporalFormula> conditions) => formula.Kind switch
    {
        TemporalOperator.Atom => conditions[formula.Atom],
        // Two negations in a row say nothing.
        TemporalOperator.Not when Over(formula.Operands[0], conditions) is { Kind: TemporalOperator.Not } inner => inner.Operands[0],
        _ => formula.With([.. formula.Operands.Select(o => Over(o, conditions))], formula.Window),
    };

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex QuotedAtom();
}
