using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>
/// Specs that derive from specs: the members of the base come first, as they are there. A derived spec adds members and
/// changes weights; it replaces nothing, so that the base's bodies mean the same in both.
/// </summary>
internal static class BaseSpecs
{
    /// <summary>The base spec of a type, or null.</summary>
    public static INamedTypeSymbol? Of(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object, IsGenericType: false, DeclaringSyntaxReferences.Length: > 0 } parent && Attributes.Get(parent, "RewardSpec") is not null ? parent : null;

    /// <summary>The type and its base specs, the base first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        var chain = new List<INamedTypeSymbol> { type };
        while (Of(chain[0]) is { } parent)
        {
            chain.Insert(0, parent);
        }

        return chain;
    }

    /// <summary>Checks that a member neither replaces one of a base spec nor is out of the derived spec's reach.</summary>
    public static void Check(SpecDeclaration spec, ISymbol symbol, RewardDiagnostics diagnostics)
    {
        if (symbol is not IPropertySymbol { IsStatic: false } property)
        {
            return;
        }

        bool isOwn = SymbolEqualityComparer.Default.Equals(property.ContainingType, spec.Type);
        if (isOwn && Chain(spec.Type).Any(t => !SymbolEqualityComparer.Default.Equals(t, spec.Type) && t.GetMembers(property.Name).Any(static m => m is IPropertySymbol)))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.InheritedMember, property.Locations.FirstOrDefault(), property.Name, "a derived spec cannot replace a member of its base (switch the old one off by [Reweight(…, 0)] and give yours another name)");
        }
        else if (!isOwn && property.DeclaredAccessibility == Accessibility.Private && SpecReader.IsStored(property))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.InheritedMember, spec.Location, property.Name, "a signal or parameter of a base spec must not be private, because '" + spec.Type.Name + "' sets it");
        }
    }
}
