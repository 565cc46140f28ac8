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

/// <summary>RWD0019: marks a member that reads itself through <c>Previous</c> as a state that starts from 0 or false.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddStateFix))]
[Shared]
public sealed class AddStateFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("RWD0019");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } place && Member(place) is { } property)
            {
                string initial = property.Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } or IdentifierNameSyntax { Identifier.ValueText: "Mask" } ? "false" : "0";
                context.RegisterCodeFix(
                    CodeAction.Create("Add [State(" + initial + ")] to '" + property.Identifier.ValueText + "'", cancellation => Apply(context.Document, property, initial, cancellation), nameof(AddStateFix)),
                    diagnostic);
            }
        }
    }

    /// <summary>The property that is read (<c>Previous.X</c>), when it is declared in the same part of the class.</summary>
    private static PropertyDeclarationSyntax? Member(SyntaxNode place) =>
        place.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is { } read
            ? read.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<PropertyDeclarationSyntax>().FirstOrDefault(p => p.Identifier.ValueText == read.Name.Identifier.ValueText)
            : null;

    private static async Task<Document> Apply(Document document, PropertyDeclarationSyntax property, string initial, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        AttributeSyntax state = SyntaxFactory.Attribute(
            RewardNames.At(model, property.SpanStart, "StateAttribute", "State"),
            SyntaxFactory.ParseAttributeArgumentList("(" + initial + ")"));
        PropertyDeclarationSyntax changed;
        if (property.AttributeLists.LastOrDefault(static l => l.Target is null) is { } list)
        {
            changed = property.ReplaceNode(list, list.AddAttributes(state.WithLeadingTrivia(SyntaxFactory.Space)));
        }
        else
        {
            // Tokens with plain trivia: the formatter would break the line after factory-made brackets.
            AttributeListSyntax own = SyntaxFactory.AttributeList(
                SyntaxFactory.Token(property.GetLeadingTrivia(), SyntaxKind.OpenBracketToken, default),
                null,
                SyntaxFactory.SingletonSeparatedList(state),
                SyntaxFactory.Token(default, SyntaxKind.CloseBracketToken, SyntaxFactory.TriviaList(SyntaxFactory.Space)));
            changed = property.WithLeadingTrivia();
            changed = changed.WithAttributeLists(changed.AttributeLists.Insert(0, own));
        }

        return document.WithSyntaxRoot(root.ReplaceNode(property, changed));
    }
}
