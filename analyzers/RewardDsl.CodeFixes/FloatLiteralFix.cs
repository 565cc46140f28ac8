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

/// <summary>RWD0103: <c>0.5</c> becomes <c>0.5f</c> where the number is one that a float can hold.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloatLiteralFix))]
[Shared]
public sealed class FloatLiteralFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("RWD0103");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax { Token.Value: double value } literal && Fits(value))
            {
                string text = literal.Token.Text.TrimEnd('d', 'D') + "f";
                context.RegisterCodeFix(
                    CodeAction.Create("Write '" + text + "'", cancellation => Apply(context.Document, literal, text, cancellation), nameof(FloatLiteralFix)), diagnostic);
            }
        }
    }

    /// <summary>Neither overflow nor a number that would vanish.</summary>
    private static bool Fits(double value) => value is >= -float.MaxValue and <= float.MaxValue && (value == 0 || (float)value != 0f);

    private static async Task<Document> Apply(Document document, LiteralExpressionSyntax literal, string text, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(literal, SyntaxFactory.ParseExpression(text).WithTriviaFrom(literal)));
    }
}
