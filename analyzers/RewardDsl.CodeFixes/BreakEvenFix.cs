using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD3001, RWD3002: the payoff becomes the number that the finding names, with which the comparison no longer goes the wrong way.
/// RWD4001: the weight becomes the one with which the term carries half.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BreakEvenFix))]
[Shared]
public sealed class BreakEvenFix() : RuleFix("RWD3001", "RWD3002", "RWD4001")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("breakEven", out string? text) || !finding.Properties.TryGetValue("member", out string? member)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || double.IsInfinity(number) || double.IsNaN(number)
            || place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        if (WrittenNumber.Of(type, member!, model) is { } written)
        {
            return new Change("Pay " + text, root => root.ReplaceNode(written, WrittenNumber.Text(number).WithTriviaFrom(written)));
        }

        // A termination without a payoff pays 0: then there is no number yet.
        return place.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments } end && RewardNames.Of(end) == "Termination" && arguments.Arguments.All(static a => a.NameEquals?.Name.Identifier.ValueText != "Reward")
            ? new Change("Pay " + text, root => root.ReplaceNode(arguments, arguments.AddArguments(Reward(number))))
            : null;
    }

    private static AttributeArgumentSyntax Reward(double number) => SyntaxFactory.AttributeArgument(WrittenNumber.Text(number))
        .WithNameEquals(SyntaxFactory.NameEquals("Reward").WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space)))
        .WithLeadingTrivia(SyntaxFactory.Space);
}
