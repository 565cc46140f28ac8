using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0011: <c>[Term(-2)]</c> becomes <c>[Penalty(2)]</c> and the other way round, which pays the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlipSignFix))]
[Shared]
public sealed class FlipSignFix() : RuleFix("RWD0011")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && Opposite(attribute) is { } opposite && NegatedWeight(attribute) is { } weight
            ? new Change("Use [" + opposite + "] with a positive weight", root => root.ReplaceNode(attribute, Flipped(attribute, opposite, weight)))
            : null;

    private static string? Opposite(AttributeSyntax attribute) => RewardNames.Of(attribute) switch
    {
        "Term" => "Penalty",
        "Penalty" => "Term",
        _ => null,
    };

    /// <summary>The written weight when it is a minus before a number: any other expression may have a reason.</summary>
    private static PrefixUnaryExpressionSyntax? NegatedWeight(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault() is
        {
            NameEquals: null,
            Expression: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand.RawKind: (int)SyntaxKind.NumericLiteralExpression } negated,
        }
        && !attribute.ArgumentList.Arguments.Any(static a => a.NameEquals?.Name.Identifier.ValueText == "Weight") ? negated : null;

    private static AttributeSyntax Flipped(AttributeSyntax attribute, string opposite, PrefixUnaryExpressionSyntax weight)
    {
        SimpleNameSyntax name = RewardNames.Last(attribute.Name);
        return attribute.ReplaceNodes(new SyntaxNode[] { name, weight }, (original, _) => original == name
            ? (SyntaxNode)RewardNames.Renamed(name, opposite)
            : weight.Operand.WithTriviaFrom(weight));
    }
}
