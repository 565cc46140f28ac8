using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.CodeFixes;

/// <summary>A change of a spec that is offered at a place without a finding; its equivalence key is the name of its class.</summary>
public abstract class SpecRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public sealed override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        Document document = context.Document;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(context.Span))
        {
            return;
        }

        SourceText text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode place = root.FindNode(context.Span, getInnermostNodeForTie: true);
        if (Find(place, text, model, context.CancellationToken) is { } edit)
        {
            context.RegisterRefactoring(CodeAction.Create(edit.Title, _ => Task.FromResult(document.WithText(text.WithChanges(edit.Changes))), GetType().Name));
        }
    }

    /// <summary>The change at a place, or null when there is none.</summary>
    /// <param name="place">The innermost node at the cursor.</param>
    /// <param name="text">The document.</param>
    /// <param name="model">What it means.</param>
    /// <param name="cancellation">Ends the search.</param>
    protected abstract Edit? Find(SyntaxNode place, SourceText text, SemanticModel model, CancellationToken cancellation);

    /// <summary>A change on offer.</summary>
    /// <param name="Title">What the author of the spec chooses it by.</param>
    /// <param name="Changes">What is written anew; no two overlap.</param>
    protected sealed record Edit(string Title, IReadOnlyList<TextChange> Changes);
}
