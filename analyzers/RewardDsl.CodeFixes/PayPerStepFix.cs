using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD4008: pays an event as it is declared: <c>Rate = PayRate.PerStep</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PayPerStepFix))]
[Shared]
public sealed class PayPerStepFix() : RuleFix("RWD4008")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.ContainsKey("fix") || place.FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: { } arguments } attribute || RewardNames.Of(attribute) is not ("Term" or "Penalty"))
        {
            return null;
        }

        ExpressionSyntax value = SyntaxFactory.ParseExpression(RewardNames.At(model, attribute.SpanStart, "PayRate", "PayRate") + ".PerStep");
        AttributeArgumentSyntax? written = arguments.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Rate");
        AttributeArgumentSyntax rate = RewardNames.Argument("Rate", value).WithLeadingTrivia(SyntaxFactory.Space);
        return new Change(
            "Pay it as declared: Rate = PayRate.PerStep",
            root => written is null ? root.ReplaceNode(arguments, arguments.AddArguments(rate)) : root.ReplaceNode(written.Expression, value.WithTriviaFrom(written.Expression)));
    }
}
