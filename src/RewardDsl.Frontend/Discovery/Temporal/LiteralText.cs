using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Frontend;

/// <summary>Places inside the string that an attribute's first argument is.</summary>
internal static class LiteralText
{
    /// <summary>Where the first argument is written; the attribute where it has none.</summary>
    public static Location? Whole(AttributeData attribute) => First(attribute)?.GetLocation() ?? attribute.Location();

    /// <summary>A place inside the first argument's text; the whole argument where the text is not written as it is read (escapes, constants, sums of strings).</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="column">The column of the text, counted from 1.</param>
    /// <param name="length">How many characters; 0 where something is missing.</param>
    public static Location? At(AttributeData attribute, int column, int length) => At(First(attribute), attribute, column, length);

    /// <summary>A place inside the text of any argument.</summary>
    /// <param name="written">The argument as it is written, or null.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="column">The column of the text, counted from 1.</param>
    /// <param name="length">How many characters; 0 where something is missing.</param>
    public static Location? At(ExpressionSyntax? written, AttributeData attribute, int column, int length)
    {
        Location? whole = written?.GetLocation() ?? attribute.Location();
        if (written is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
        {
            return whole;
        }

        // What is read stands in the literal as it is, behind one or more quotes.
        string token = literal.Token.Text;
        string read = literal.Token.ValueText;
        int at = token.IndexOf('"');
        while (at >= 0 && at < token.Length && token[at] == '"')
        {
            at++;
        }

        if (read.Length == 0 || at < 0 || at + read.Length > token.Length || string.CompareOrdinal(token, at, read, 0, read.Length) != 0)
        {
            return whole;
        }

        // The end of the text is shown at its last character.
        int start = Math.Min(column - 1, read.Length - 1);
        return Location.Create(literal.SyntaxTree, new TextSpan(literal.SpanStart + at + start, Math.Max(1, Math.Min(length, read.Length - start))));
    }

    private static ExpressionSyntax? First(AttributeData attribute) => (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
        .FirstOrDefault(static a => a.NameEquals is null)?.Expression;
}
