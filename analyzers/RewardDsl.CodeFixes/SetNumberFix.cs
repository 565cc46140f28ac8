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
/// Findings that name a number for a weight or payoff (<c>member</c>, <c>number</c>) with which they go away: the one that breaks
/// even, the one with which a declared preference holds, the one with which no term outweighs the others.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetNumberFix))]
[Shared]
public sealed class SetNumberFix() : RuleFix("RWD3001", "RWD3002", "RWD3003", "RWD3006", "RWD4001", "RWD4003", "RWD9003")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("number", out string? text) || !finding.Properties.TryGetValue("member", out string? member)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || double.IsInfinity(number) || double.IsNaN(number)
            || place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        string title = "Set '" + (finding.Properties.TryGetValue("parameter", out string? parameter) ? parameter : member) + "' to " + text;
        if (WrittenNumber.Of(type, member!, model, place) is { } written)
        {
            return new Change(title, root => root.ReplaceNode(written, WrittenNumber.Text(number).WithTriviaFrom(written)));
        }

        // A termination without a payoff pays 0: then there is no number yet.
        return place.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments } end && RewardNames.Of(end) == "Termination" && arguments.Arguments.All(static a => a.NameEquals?.Name.Identifier.ValueText != "Reward")
            ? new Change(title, root => root.ReplaceNode(arguments, arguments.AddArguments(RewardNames.Argument("Reward", WrittenNumber.Text(number)).WithLeadingTrivia(SyntaxFactory.Space))))
            : null;
    }
}
