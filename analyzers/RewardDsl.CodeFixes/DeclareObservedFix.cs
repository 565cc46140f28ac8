using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD6006: says that the policy observes a memory, which changes nothing that is paid: the author has to put it into the observation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareObservedFix))]
[Shared]
public sealed class DeclareObservedFix() : RuleFix("RWD6006")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("fix", out string? fix) || fix != "observed" || place.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return null;
        }

        string export = finding.Properties.TryGetValue("export", out string? column) && column is { Length: > 0 } ? " (" + column + ")" : "";
        string title = "Declare that the policy observes it" + export;
        ExpressionSyntax yes = SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression);

        // Where it is written as false.
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Observed") is { } written)
        {
            return new Change(title, root => root.ReplaceNode(written.Expression, yes.WithTriviaFrom(written.Expression)));
        }

        AttributeArgumentSyntax observed = RewardNames.Argument("Observed", yes);
        return new Change(title, root => attribute.ArgumentList is { Arguments.Count: > 0 } arguments
            ? root.ReplaceNode(arguments, arguments.AddArguments(observed.WithLeadingTrivia(SyntaxFactory.Space)))
            : root.ReplaceNode(attribute, attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(observed)))));
    }
}
