using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0011: <c>[Term(-2)]</c> becomes <c>[Penalty(2)]</c> and the other way round, which pays the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlipSignFix))]
[Shared]
public sealed class FlipSignFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("RWD0011");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                && Opposite(attribute) is { } opposite && NegatedWeight(attribute) is { } weight)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Use [" + opposite + "] with a positive weight", cancellation => Apply(context.Document, attribute, opposite, weight, cancellation), nameof(FlipSignFix)), diagnostic);
            }
        }
    }

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

    private static async Task<Document> Apply(Document document, AttributeSyntax attribute, string opposite, PrefixUnaryExpressionSyntax weight, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SimpleNameSyntax name = RewardNames.Last(attribute.Name);
        string written = name.Identifier.ValueText.EndsWith("Attribute", System.StringComparison.Ordinal) ? opposite + "Attribute" : opposite;
        AttributeSyntax changed = attribute.ReplaceNodes(new SyntaxNode[] { name, weight }, (original, _) => original == name
            ? SyntaxFactory.IdentifierName(written).WithTriviaFrom(name)
            : weight.Operand.WithTriviaFrom(weight));
        return document.WithSyntaxRoot(root.ReplaceNode(attribute, changed));
    }
}
