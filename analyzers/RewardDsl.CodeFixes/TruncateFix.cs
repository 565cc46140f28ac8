using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD3007: the time limit truncates instead.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TruncateFix))]
[Shared]
public sealed class TruncateFix() : RuleFix("RWD3007")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<AttributeArgumentSyntax>()?.Expression is MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Terminates" } kind }
            ? new Change("Let the time limit truncate", root => root.ReplaceNode(kind, SyntaxFactory.IdentifierName("Truncates").WithTriviaFrom(kind)))
            : null;
}
