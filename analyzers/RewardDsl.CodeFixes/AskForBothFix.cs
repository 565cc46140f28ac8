using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD6002: below "eventually" both are asked for, instead of the second where the first is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AskForBothFix))]
[Shared]
public sealed class AskForBothFix() : RuleFix("RWD6002")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("text", out string? text) || text is null)
        {
            return null;
        }

        if (FormulaText.At(place, finding.Location.SourceSpan) is not null)
        {
            return new Change("Ask for both", root => root.ReplaceNode(FormulaText.Literal(place)!, FormulaText.Replace(place, finding.Location.SourceSpan, text)));
        }

        return place.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments: { Count: 2 } arguments } implies && implies.Span == finding.Location.SourceSpan
            && arguments.All(static a => a.NameColon is null)
                ? new Change("Ask for both", root => root.ReplaceNode(implies, Both(arguments[0].Expression, arguments[1].Expression).WithTriviaFrom(implies)))
                : null;
    }

    private static ExpressionSyntax Both(ExpressionSyntax left, ExpressionSyntax right) =>
        SyntaxFactory.ParseExpression(Operand(left) + " & " + Operand(right));

    /// <summary>What binds less tightly than <c>&amp;</c> stands in parentheses, and a comparison of truth values, which could be read either way.</summary>
    private static string Operand(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or LiteralExpressionSyntax
            || expression.IsKind(SyntaxKind.LessThanExpression) || expression.IsKind(SyntaxKind.LessThanOrEqualExpression)
            || expression.IsKind(SyntaxKind.GreaterThanExpression) || expression.IsKind(SyntaxKind.GreaterThanOrEqualExpression)
            ? expression.WithoutTrivia().ToString()
            : "(" + expression.WithoutTrivia() + ")";
}
