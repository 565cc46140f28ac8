using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD6007: writes into the guard of a transition that the earlier one does not hold, which is what the machine does anyway.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExclusiveGuardFix))]
[Shared]
public sealed class ExclusiveGuardFix() : RuleFix("RWD6007")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("guard", out string? guard) || guard is null || place.FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: { } arguments })
        {
            return null;
        }

        ExpressionSyntax text = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(guard));
        string title = "Take it only where the earlier one is not: " + guard;
        return arguments.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "When") is { } written
            ? new Change(title, root => root.ReplaceNode(written.Expression, text.WithTriviaFrom(written.Expression)))
            : new Change(title, root => root.ReplaceNode(arguments, arguments.AddArguments(RewardNames.Argument("When", text).WithLeadingTrivia(SyntaxFactory.Space))));
    }
}
