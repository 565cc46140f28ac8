using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD4002: says that a term is small on purpose: <c>Role = TermRole.Regulariser</c>, which pays the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkRegulariserFix))]
[Shared]
public sealed class MarkRegulariserFix() : RuleFix("RWD4002")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.ContainsKey("fix") || place.FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: { } arguments } attribute || RewardNames.Of(attribute) is not ("Term" or "Penalty")
            || arguments.Arguments.Any(static a => a.NameEquals?.Name.Identifier.ValueText == "Role"))
        {
            return null;
        }

        AttributeArgumentSyntax role = RewardNames.Argument("Role", SyntaxFactory.ParseExpression(RewardNames.At(model, attribute.SpanStart, "TermRole", "TermRole") + ".Regulariser"))
            .WithLeadingTrivia(SyntaxFactory.Space);
        return new Change("Say that it is small on purpose: Role = TermRole.Regulariser", root => root.ReplaceNode(arguments, arguments.AddArguments(role)));
    }
}
