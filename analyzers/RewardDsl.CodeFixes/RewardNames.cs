using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>How a type of RewardDsl is written at a place.</summary>
internal static class RewardNames
{
    /// <summary>The short name where it means the type of RewardDsl there, else the full one.</summary>
    public static NameSyntax At(SemanticModel model, int position, string metadataName, string written)
    {
        bool isKnown = model.LookupNamespacesAndTypes(position, name: metadataName).FirstOrDefault() is INamedTypeSymbol
        {
            ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true },
        };
        return SyntaxFactory.ParseName(isKnown ? written : "global::RewardDsl." + written);
    }

    /// <summary>A function of RewardMath as it is called at a place: by its short name where that means it.</summary>
    public static string Function(SemanticModel model, int position, string name)
    {
        ImmutableArray<ISymbol> found = model.LookupSymbols(position, name: name);
        bool isKnown = !found.IsEmpty && found.All(static s => s is IMethodSymbol
        {
            ContainingType: { Name: "RewardMath", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } },
        });
        return isKnown ? name : At(model, position, "RewardMath", "RewardMath") + "." + name;
    }

    /// <summary>Short name of a written attribute, without its namespace and its suffix.</summary>
    public static string Of(AttributeSyntax attribute)
    {
        string name = Last(attribute.Name).Identifier.ValueText;
        return name.EndsWith("Attribute", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>Another attribute's name in place of a written one: with the suffix where that has it.</summary>
    public static SimpleNameSyntax Renamed(SimpleNameSyntax name, string to) =>
        SyntaxFactory.IdentifierName(name.Identifier.ValueText.EndsWith("Attribute", System.StringComparison.Ordinal) ? to + "Attribute" : to).WithTriviaFrom(name);

    /// <summary>A named argument of an attribute, <c>Name = value</c>.</summary>
    public static AttributeArgumentSyntax Argument(string name, ExpressionSyntax value) => SyntaxFactory.AttributeArgument(value).WithNameEquals(SyntaxFactory.NameEquals(
        SyntaxFactory.IdentifierName(name).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));

    /// <summary>The part of a name after the last dot.</summary>
    public static SimpleNameSyntax Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax aliased => aliased.Name,
        _ => (SimpleNameSyntax)name,
    };
}
