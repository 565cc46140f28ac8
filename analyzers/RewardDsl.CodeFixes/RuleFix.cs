using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RewardDsl.CodeFixes;

/// <summary>A fix that offers at most one change per finding of its rules; its equivalence key is the name of its class.</summary>
public abstract class RuleFix(params string[] rules) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(rules);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode place = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Find(diagnostic, place, model, context.CancellationToken) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change.Apply(root))), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>The change for a finding, or null when no safe one exists.</summary>
    /// <param name="place">The innermost node at the finding.</param>
    /// <param name="model">What the document means.</param>
    /// <param name="cancellation">Ends the search.</param>
    protected virtual Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) => null;

    /// <summary>The change for a finding whose data say what to write.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="place">The innermost node at it.</param>
    /// <param name="model">What the document means.</param>
    /// <param name="cancellation">Ends the search.</param>
    protected virtual Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation) => Find(place, model, cancellation);

    /// <summary>A change on offer.</summary>
    /// <param name="Title">What the author of the spec chooses it by.</param>
    /// <param name="Apply">From the root of the document to the changed one; runs only when the change is chosen or previewed.</param>
    protected sealed record Change(string Title, Func<SyntaxNode, SyntaxNode> Apply);
}
