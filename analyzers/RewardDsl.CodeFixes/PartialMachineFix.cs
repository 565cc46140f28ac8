using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0050: adds <c>partial</c> to the property of a reward machine that has no body, so that the generator writes it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialMachineFix))]
[Shared]
public sealed class PartialMachineFix() : RuleFix("RWD0050")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { ExpressionBody: null, Initializer: null, AccessorList: { } accessors } property
            && !property.Modifiers.Any(SyntaxKind.PartialKeyword)
            && model.GetDeclaredSymbol(property, cancellation) is { Type.TypeKind: TypeKind.Enum }
            && property.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => a.Name.ToString().Contains("RewardMachine"))
            && accessors.Accessors.All(static a => a.Body is null && a.ExpressionBody is null)
            ? new Change("Let the generator write the state", root => root.ReplaceNode(property, AsPartial(property)))
            : null;

    private static PropertyDeclarationSyntax AsPartial(PropertyDeclarationSyntax property)
    {
        // The state is only read.
        AccessorListSyntax accessors = SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(
            property.AccessorList!.Accessors.First(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration)).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithOpenBraceToken(property.AccessorList.OpenBraceToken).WithCloseBraceToken(property.AccessorList.CloseBraceToken);
        SyntaxToken partial = SyntaxFactory.Token(property.Type.GetLeadingTrivia(), SyntaxKind.PartialKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return property.WithType(property.Type.WithLeadingTrivia()).WithModifiers(property.Modifiers.Add(partial)).WithAccessorList(accessors);
    }
}
