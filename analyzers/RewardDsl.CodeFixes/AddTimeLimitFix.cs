using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0012: states that reaching the horizon truncates the episode, which is what a time limit of a simulator does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddTimeLimitFix))]
[Shared]
public sealed class AddTimeLimitFix() : RuleFix("RWD0012")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments }
            ? new Change("Add 'TimeLimit = TimeLimitKind.Truncates'", root => root.ReplaceNode(arguments, arguments.AddArguments(Truncates(arguments.SpanStart, model))))
            : null;

    private static AttributeArgumentSyntax Truncates(int position, SemanticModel model)
    {
        NameSyntax kind = RewardNames.At(model, position, "TimeLimitKind", "TimeLimitKind");
        return RewardNames.Argument("TimeLimit", SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, kind, SyntaxFactory.IdentifierName("Truncates")))
            .WithLeadingTrivia(SyntaxFactory.Space);
    }
}
