using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0012: states that reaching the horizon truncates the episode, which is what a time limit of a simulator does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddTimeLimitFix))]
[Shared]
public sealed class AddTimeLimitFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("RWD0012");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments })
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Add 'TimeLimit = TimeLimitKind.Truncates'", cancellation => Apply(context.Document, arguments, cancellation), nameof(AddTimeLimitFix)), diagnostic);
            }
        }
    }

    private static async Task<Document> Apply(Document document, AttributeArgumentListSyntax arguments, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        NameSyntax kind = RewardNames.At(model, arguments.SpanStart, "TimeLimitKind", "TimeLimitKind");
        AttributeArgumentSyntax argument = SyntaxFactory.AttributeArgument(
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, kind, SyntaxFactory.IdentifierName("Truncates")))
            .WithNameEquals(SyntaxFactory.NameEquals(
                SyntaxFactory.IdentifierName("TimeLimit").WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithLeadingTrivia(SyntaxFactory.Space);
        return document.WithSyntaxRoot(root.ReplaceNode(arguments, arguments.AddArguments(argument)));
    }
}
