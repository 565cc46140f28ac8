using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.CodeFixes;

/// <summary>Writes a formula as C#: operators by the functions of RewardMath, atoms by their names.</summary>
/// <param name="function">How a member of RewardMath is spelled at the place.</param>
/// <param name="steps">A window from some second on without an end, in steps; null when the length of a step is not known.</param>
internal sealed class FormulaCode(Func<string, string> function, Func<TemporalWindow, TemporalWindow?> steps)
{
    private const int Or = 1;
    private const int Xor = 2;
    private const int And = 3;
    private const int Unary = 4;

    /// <summary>Whether a window occurred that cannot be written.</summary>
    public bool Fails { get; private set; }

    /// <summary>The formula as an expression.</summary>
    public string Write(TemporalFormula formula) => Write(formula, 0);

    private string Write(TemporalFormula formula, int least)
    {
        switch (formula.Kind)
        {
            case TemporalOperator.True:
                return "true";
            case TemporalOperator.False:
                return "false";
            case TemporalOperator.Atom:
                return Identifiers.Escape(formula.Name);
            case TemporalOperator.Not:
                return "!" + Write(formula.Operands[0], Unary);
            case TemporalOperator.And:
                return Joined(formula, " & ", And, least);
            case TemporalOperator.Xor:
                return Joined(formula, " ^ ", Xor, least);
            case TemporalOperator.Or:
                return Joined(formula, " | ", Or, least);
            default:
                return function(formula.Kind.ToString()) + "(" + string.Join(", ", formula.Operands.Select(o => Write(o, 0)).Concat(Window(formula.Window))) + ")";
        }
    }

    private string Joined(TemporalFormula formula, string sign, int level, int least)
    {
        string joined = string.Join(sign, formula.Operands.Select((o, i) => Write(o, i == 0 ? level : level + 1)));
        return level < least ? "(" + joined + ")" : joined;
    }

    private IEnumerable<string> Window(TemporalWindow window)
    {
        if (window.IsWhole)
        {
            return [];
        }

        if (window is { IsSeconds: true, IsBounded: false })
        {
            if (steps(window) is not { } known)
            {
                Fails = true;
                return [];
            }

            window = known;
        }

        string unit = window.IsSeconds ? "Seconds: " : ": ";
        string last = window.To is { } to ? Number(to) : function("Forever");
        return window.From == 0 ? ["within" + unit + last] : ["from" + unit + Number(window.From), "to" + unit + last];
    }

    // Without the zeros that a decimal keeps behind its point.
    private static string Number(decimal distance) => (distance / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
