using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>A fix that sets a named argument of the attribute at the finding to true, where the finding's <c>fix</c> asks for it.</summary>
public abstract class FlagFix(string rule, string fix, string argument) : RuleFix(rule)
{
    /// <inheritdoc/>
    protected sealed override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("fix", out string? asked) || asked != fix || place.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return null;
        }

        string title = Title(finding);
        ExpressionSyntax yes = SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression);

        // Where it is written as false.
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == argument) is { } written)
        {
            return new Change(title, root => root.ReplaceNode(written.Expression, yes.WithTriviaFrom(written.Expression)));
        }

        AttributeArgumentSyntax added = RewardNames.Argument(argument, yes);
        return new Change(title, root => attribute.ArgumentList is { Arguments.Count: > 0 } arguments
            ? root.ReplaceNode(arguments, arguments.AddArguments(added.WithLeadingTrivia(SyntaxFactory.Space)))
            : root.ReplaceNode(attribute, attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(added)))));
    }

    /// <summary>What the author chooses it by.</summary>
    protected abstract string Title(Diagnostic finding);
}
