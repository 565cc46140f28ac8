using System.Collections.Generic;
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
        TemporalFormula written = conditions is null ? formula : TemporalSubstitution.Replace(formula, conditions);
        string text = QuotedAtom().Replace(written.ToString(), "($1)");
        return written.Kind == TemporalOperator.Atom && text.StartsWith('(') ? text[1..^1] : text;
    }

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex QuotedAtom();
}
