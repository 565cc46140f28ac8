using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD4006: keeps the first factor from below 0: <c>Max(f, 0f) * g</c>, whose sign is that of the other factor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloorFactorFix))]
[Shared]
public sealed class FloorFactorFix() : RuleFix("RWD4006")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (place is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Left: var factor } || model.GetTypeInfo(factor, cancellation).Type?.SpecialType != SpecialType.System_Single)
        {
            return null;
        }

        ExpressionSyntax bare = factor;
        while (bare is ParenthesizedExpressionSyntax inner)
        {
            bare = inner.Expression;
        }

        string limited = RewardNames.Function(model, factor.SpanStart, "Max") + "(" + bare + ", 0f)";
        return new Change("Keep the first factor from below 0: Max(…, 0f)", root => root.ReplaceNode(factor, SyntaxFactory.ParseExpression(limited).WithTriviaFrom(factor)));
    }
}
