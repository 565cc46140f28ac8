using System.Collections.Generic;
using System.Text;

namespace RewardDsl.Ir;

/// <summary>Writes a formula as text, with as few parentheses as it needs to read back as the same formula.</summary>
public static class TemporalPrinter
{
    private const int Unary = 7;

    /// <summary>A formula in signs: <c>G (a -> F[0,5] b)</c>.</summary>
    public static string Print(TemporalFormula formula) => Print(formula, inWords: false);

    /// <summary>A formula in words: <c>always (a implies eventually[0,5] b)</c>.</summary>
    public static string Words(TemporalFormula formula) => Print(formula, inWords: true);

    private static string Print(TemporalFormula formula, bool inWords)
    {
        var text = new StringBuilder();
        Write(text, formula, 0, inWords);
        return text.ToString();
    }

    private static void Write(StringBuilder text, TemporalFormula formula, int least, bool inWords)
    {
        int level = Level(formula.Kind);
        if (level < least)
        {
            text.Append('(');
        }

        IReadOnlyList<TemporalFormula> operands = formula.Operands;
        string sign = formula.Kind == TemporalOperator.Atom ? TemporalWords.AtomText(formula.Name) : TemporalWords.Text(formula.Kind, inWords) + formula.Window;
        switch (operands.Count)
        {
            case 0:
                text.Append(sign);
                break;
            case 1:
                text.Append(sign).Append(formula.Kind == TemporalOperator.Not && !inWords ? "" : " ");
                Write(text, operands[0], Unary, inWords);
                break;
            default:
                for (int i = 0; i < operands.Count; i++)
                {
                    text.Append(i > 0 ? " " + sign + " " : "");
                    Write(text, operands[i], OperandLevel(formula, i, level), inWords);
                }

                break;
        }

        if (level < least)
        {
            text.Append(')');
        }
    }

    /// <summary>How tightly an operand has to bind to stand there without parentheses.</summary>
    private static int OperandLevel(TemporalFormula formula, int i, int level) => formula.Kind switch
    {
        TemporalOperator.And or TemporalOperator.Or => level + 1,
        TemporalOperator.Iff or TemporalOperator.Xor => i == 0 ? level : level + 1,
        TemporalOperator.Implies => i == 0 ? level + 1 : level,
        _ => i == 1 && formula.Operands[1].Kind == formula.Kind ? level : level + 1,
    };

    /// <summary>How tightly an operator binds.</summary>
    internal static int Level(TemporalOperator kind) => kind switch
    {
        TemporalOperator.Iff => 1,
        TemporalOperator.Implies => 2,
        TemporalOperator.Xor => 3,
        TemporalOperator.Or => 4,
        TemporalOperator.And => 5,
        TemporalOperator.Until or TemporalOperator.Release or TemporalOperator.WeakUntil or TemporalOperator.StrongRelease
            or TemporalOperator.Since or TemporalOperator.Triggered => 6,
        TemporalOperator.True or TemporalOperator.False or TemporalOperator.Atom => 8,
        _ => Unary,
    };
}
