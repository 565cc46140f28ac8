using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RewardDsl.CodeFixes;

/// <summary>Names for conditions, from their own words: <c>Up.Z > 0.5f</c> is UpZAbove0Point5.</summary>
internal static class ConditionNames
{
    private const int Longest = 60;

    private static readonly Dictionary<SyntaxKind, string> Words = new()
    {
        [SyntaxKind.GreaterThanToken] = "Above",
        [SyntaxKind.GreaterThanEqualsToken] = "AtLeast",
        [SyntaxKind.LessThanToken] = "Below",
        [SyntaxKind.LessThanEqualsToken] = "AtMost",
        [SyntaxKind.EqualsEqualsToken] = "Is",
        [SyntaxKind.IsKeyword] = "Is",
        [SyntaxKind.ExclamationEqualsToken] = "IsNot",
        [SyntaxKind.AmpersandAmpersandToken] = "And",
        [SyntaxKind.AmpersandToken] = "And",
        [SyntaxKind.BarBarToken] = "Or",
        [SyntaxKind.BarToken] = "Or",
        [SyntaxKind.CaretToken] = "Xor",
        [SyntaxKind.ExclamationToken] = "Not",
        [SyntaxKind.PlusToken] = "Plus",
        [SyntaxKind.MinusToken] = "Minus",
        [SyntaxKind.AsteriskToken] = "Times",
        [SyntaxKind.SlashToken] = "By",
        [SyntaxKind.PercentToken] = "Mod",
        [SyntaxKind.QuestionToken] = "Then",
        [SyntaxKind.ColonToken] = "Else",
    };

    /// <summary>A name for a condition that none of the others has.</summary>
    public static string Of(SyntaxNode condition, System.Func<string, bool> isTaken)
    {
        var words = new StringBuilder();
        foreach (SyntaxToken token in condition.DescendantTokens())
        {
            words.Append(Word(token));
        }

        string name = words.ToString();
        if (name.Length is 0 or > Longest)
        {
            name = "Condition";
        }
        else if (char.IsDigit(name[0]))
        {
            name = "Is" + name;
        }

        for (int number = 1; ; number++)
        {
            string candidate = number == 1 ? name : name + "_" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!isTaken(candidate))
            {
                return candidate;
            }
        }
    }

    private static string Word(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => Number(token.Text),
        SyntaxKind.IdentifierToken or SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword or SyntaxKind.NotKeyword or SyntaxKind.AndKeyword or SyntaxKind.OrKeyword => Capital(token.ValueText),
        SyntaxKind kind => Words.TryGetValue(kind, out string word) ? word : "",
    };

    private static string Number(string text) => string.Concat(text.TrimEnd('f', 'F', 'd', 'D', 'm', 'M', 'u', 'U', 'l', 'L')
        .Select(static c => char.IsLetterOrDigit(c) ? c.ToString() : c == '.' ? "Point" : c == '-' ? "Minus" : ""));

    private static string Capital(string name)
    {
        string bare = name.TrimStart('_');
        bare = bare.StartsWith("s_", System.StringComparison.Ordinal) ? bare.Substring(2) : bare;
        return bare.Length == 0 ? "" : char.ToUpperInvariant(bare[0]) + bare.Substring(1);
    }
}
