using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0019: marks a member that reads itself through <c>Previous</c> as a state that starts from 0 or false.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddStateFix))]
[Shared]
public sealed class AddStateFix() : RuleFix("RWD0019")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (Member(place) is not { } property)
        {
            return null;
        }

        string initial = property.Type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } or IdentifierNameSyntax { Identifier.ValueText: "Mask" } ? "false" : "0";
        return new Change(
            "Add [State(" + initial + ")] to '" + property.Identifier.ValueText + "'",
            root => root.ReplaceNode(property, AsState(property, initial, model)));
    }

    /// <summary>The property that is read (<c>Previous.X</c>), when it is declared in the same part of the class.</summary>
    private static PropertyDeclarationSyntax? Member(SyntaxNode place) =>
        place.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is { } read
            ? read.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<PropertyDeclarationSyntax>().FirstOrDefault(p => p.Identifier.ValueText == read.Name.Identifier.ValueText)
            : null;

    private static PropertyDeclarationSyntax AsState(PropertyDeclarationSyntax property, string initial, SemanticModel model)
    {
        AttributeSyntax state = SyntaxFactory.Attribute(
            RewardNames.At(model, property.SpanStart, "StateAttribute", "State"),
            SyntaxFactory.ParseAttributeArgumentList("(" + initial + ")"));
        if (property.AttributeLists.LastOrDefault(static l => l.Target is null) is { } list)
        {
            return property.ReplaceNode(list, list.AddAttributes(state.WithLeadingTrivia(SyntaxFactory.Space)));
        }

        // Tokens with plain trivia: the formatter would break the line after factory-made brackets.
        AttributeListSyntax own = SyntaxFactory.AttributeList(
            SyntaxFactory.Token(property.GetLeadingTrivia(), SyntaxKind.OpenBracketToken, default),
            null,
            SyntaxFactory.SingletonSeparatedList(state),
            SyntaxFactory.Token(default, SyntaxKind.CloseBracketToken, SyntaxFactory.TriviaList(SyntaxFactory.Space)));
        PropertyDeclarationSyntax changed = property.WithLeadingTrivia();
        return changed.WithAttributeLists(changed.AttributeLists.Insert(0, own));
    }
}
