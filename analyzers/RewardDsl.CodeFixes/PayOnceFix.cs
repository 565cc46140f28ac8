using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD3005: an event that can be farmed is paid once: the policy of a bonus, or <c>[Once]</c> on a term.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PayOnceFix))]
[Shared]
public sealed class PayOnceFix() : RuleFix("RWD3005")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (place.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return null;
        }

        if (RewardNames.Of(attribute) == "Bonus")
        {
            return attribute.ArgumentList?.Arguments.Select(static a => a.Expression).OfType<MemberAccessExpressionSyntax>()
                .FirstOrDefault(static a => a.Name.Identifier.ValueText is "WhileTrue" or "EachRise") is { } policy
                    ? new Change("Pay it once", root => root.ReplaceNode(policy, policy.WithName(SyntaxFactory.IdentifierName("Once").WithTriviaFrom(policy.Name))))
                    : null;
        }

        return RewardNames.Of(attribute) == "Term"
            ? new Change("Pay it once", root => root.InsertNodesAfter(attribute, new[] { SyntaxFactory.Attribute(RewardNames.At(model, attribute.SpanStart, "OnceAttribute", "Once")).WithLeadingTrivia(SyntaxFactory.Space) }))
            : null;
    }
}
