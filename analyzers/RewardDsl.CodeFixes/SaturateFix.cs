using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD1001 and RWD1002: a raw square becomes a kernel that saturates at 1: <c>Square(x)</c> becomes <c>1f - Exp(-Square(x))</c>,
/// which is the same near 0. Only for squares: any other saturating form would need a number that nobody has declared.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SaturateFix))]
[Shared]
public sealed class SaturateFix() : RuleFix("RWD1001", "RWD1002")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax? square = place as ExpressionSyntax ?? (place as ArgumentSyntax)?.Expression;
        while (square?.Parent is ExpressionSyntax around && around.Span == place.Span)
        {
            square = around;
        }

        if (square is null || square.Span != place.Span || !IsSquare(square) || model.GetTypeInfo(square, cancellation).Type?.SpecialType != SpecialType.System_Single)
        {
            return null;
        }

        return new Change("Let the square saturate: 1 - Exp(-x)", root => root.ReplaceNode(square, Saturating(square, model)));
    }

    private static bool IsSquare(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsSquare(inner.Expression),
        BinaryExpressionSyntax product => product.IsKind(SyntaxKind.MultiplyExpression) && SyntaxFactory.AreEquivalent(product.Left, product.Right),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText is "Square" or "SumSquares",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText is "Square" or "SumSquares" or "LengthSquared",
        _ => false,
    };

    private static ExpressionSyntax Saturating(ExpressionSyntax square, SemanticModel model)
    {
        string negated = square is BinaryExpressionSyntax ? "-(" + square + ")" : "-" + square;
        string kernel = "1f - " + RewardNames.Function(model, square.SpanStart, "Exp") + "(" + negated + ")";
        bool isAlone = square.Parent is ArrowExpressionClauseSyntax or ReturnStatementSyntax or ArgumentSyntax or EqualsValueClauseSyntax or ParenthesizedExpressionSyntax;
        return SyntaxFactory.ParseExpression(isAlone ? kernel : "(" + kernel + ")").WithTriviaFrom(square);
    }
}
