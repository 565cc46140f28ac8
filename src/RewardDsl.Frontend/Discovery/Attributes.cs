using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.Frontend;

/// <summary>Reads RewardDsl attributes from symbols.</summary>
internal static class Attributes
{
    public const string SpecMetadataName = "RewardDsl.RewardSpecAttribute";

    /// <summary>The attribute of this short name ("Term" for TermAttribute), or null.</summary>
    public static AttributeData? Get(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (NameOf(attribute) is { } found && found == name)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Short name of a RewardDsl attribute, or null for any other.</summary>
    public static string? NameOf(AttributeData attribute)
    {
        INamedTypeSymbol? type = attribute.AttributeClass;
        return type is { ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } } && type.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - "Attribute".Length)
            : null;
    }

    /// <summary>A named argument, or the fallback when it is not written.</summary>
    public static T Named<T>(this AttributeData attribute, string name, T fallback)
    {
        foreach (System.Collections.Generic.KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error)
            {
                return argument.Value.Value is T value ? value : fallback;
            }
        }

        return fallback;
    }

    /// <summary>Whether a named argument is written.</summary>
    public static bool Has(this AttributeData attribute, string name)
    {
        foreach (System.Collections.Generic.KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A positional number (or true as 1), or the fallback.</summary>
    public static double Number(this AttributeData attribute, int index, double fallback)
    {
        if (index >= attribute.ConstructorArguments.Length || attribute.ConstructorArguments[index].Kind == TypedConstantKind.Error)
        {
            return fallback;
        }

        return attribute.ConstructorArguments[index].Value switch
        {
            double number => number,
            bool flag => flag ? 1 : 0,
            int whole => whole,
            _ => fallback,
        };
    }

    /// <summary>A named argument as it is written, or null.</summary>
    public static AttributeArgumentSyntax? Written(this AttributeData attribute, string name) => (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments
        .FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>Where the attribute is written.</summary>
    public static Location? Location(this AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference ? Microsoft.CodeAnalysis.Location.Create(reference.SyntaxTree, reference.Span) : null;
}
