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

/// <summary>RWD0027: <c>[Signal(-1, 1, Lower = …, Upper = …)]</c> loses the range, which the ends of the components replace.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRangeFix))]
[Shared]
public sealed class RemoveRangeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("RWD0027");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments } attribute
                && RewardNames.Of(attribute) == "Signal" && arguments.Arguments.Count(static a => a.NameEquals is null) == 2 && Has(arguments, "Lower") && Has(arguments, "Upper"))
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Remove the range for all components", cancellation => Apply(context.Document, arguments, cancellation), nameof(RemoveRangeFix)), diagnostic);
            }
        }
    }

    private static bool Has(AttributeArgumentListSyntax arguments, string name) => arguments.Arguments.Any(a => a.NameEquals?.Name.Identifier.ValueText == name);

    private static async Task<Document> Apply(Document document, AttributeArgumentListSyntax arguments, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SeparatedSyntaxList<AttributeArgumentSyntax> kept = arguments.Arguments;
        while (kept.FirstOrDefault(static a => a.NameEquals is null) is { } positional)
        {
            kept = kept.Remove(positional);
        }

        kept = kept.Replace(kept[0], kept[0].WithoutLeadingTrivia());
        return document.WithSyntaxRoot(root.ReplaceNode(arguments, arguments.WithArguments(kept)));
    }
}
