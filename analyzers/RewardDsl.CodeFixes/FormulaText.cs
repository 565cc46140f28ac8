using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.CodeFixes;

/// <summary>Changes inside the string that a formula is written in.</summary>
internal static class FormulaText
{
    /// <summary>What is written at a place in a string literal; null elsewhere.</summary>
    public static string? At(SyntaxNode place, TextSpan span) =>
        Literal(place) is { } literal && literal.Span.Contains(span) && literal.Span != span ? literal.Token.Text.Substring(span.Start - literal.SpanStart, span.Length) : null;

    /// <summary>The literal with another text at a place.</summary>
    public static LiteralExpressionSyntax Replace(SyntaxNode place, TextSpan span, string text)
    {
        LiteralExpressionSyntax literal = Literal(place)!;
        string written = literal.Token.Text;
        int start = span.Start - literal.SpanStart;
        return literal.WithToken(SyntaxFactory.ParseToken(written.Substring(0, start) + text + written.Substring(start + span.Length)).WithTriviaFrom(literal.Token));
    }

    /// <summary>The literal at a place.</summary>
    public static LiteralExpressionSyntax? Literal(SyntaxNode place) =>
        place.DescendantNodesAndSelf().Concat(place.Ancestors().Take(1)).OfType<LiteralExpressionSyntax>().FirstOrDefault(static l => l.IsKind(SyntaxKind.StringLiteralExpression));
}
