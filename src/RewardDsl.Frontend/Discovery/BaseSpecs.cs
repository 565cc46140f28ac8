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
        if (isOwn && Bases(spec.Type).Any(t => t.GetMembers(property.Name).Any(static m => m is IPropertySymbol)))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.InheritedMember, property.Locations.FirstOrDefault(), property.Name, "a derived spec cannot replace a member of its base (switch the old one off by [Reweight(…, 0)] and give yours another name)");
        }
        else if (!isOwn && (property.DeclaredAccessibility == Accessibility.Private || property.GetMethod?.DeclaredAccessibility == Accessibility.Private || property.SetMethod?.DeclaredAccessibility == Accessibility.Private) && SpecReader.IsStored(property))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.InheritedMember, spec.Location, property.Name, "a signal or parameter of a base spec must not be private, because '" + spec.Type.Name + "' sets it");
        }
    }

    /// <summary>Checks that a schedule of a base spec is in reach and means the same in the derived spec.</summary>
    public static void CheckSchedule(SpecDeclaration spec, IMethodSymbol method, RewardDiagnostics diagnostics)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(method.ContainingType, spec.Type);
        if (!isOwn && method.DeclaredAccessibility == Accessibility.Private)
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.InheritedMember, spec.Location, method.Name, "a schedule of a base spec must not be private, because '" + spec.Type.Name + "' calls it");
        }
        else if (isOwn && Bases(spec.Type).Any(t => t.GetMembers(method.Name).Any(static m => Attributes.Get(m, "Schedule") is not null)))
        {
            spec.CanEmit = false;
            diagnostics.Report(RuleCatalogue.InheritedMember, method.Locations.FirstOrDefault(), method.Name, "a derived spec cannot replace a schedule of its base (give yours another name)");
        }
    }

    /// <summary>Checks that a method does not change what the base's bodies call.</summary>
    public static void CheckOverride(SpecDeclaration spec, IMethodSymbol method, RewardDiagnostics diagnostics)
    {
        IMethodSymbol? overridden = method.OverriddenMethod;
        while (overridden?.OverriddenMethod is { } earlier)
        {
            overridden = earlier;
        }

        // ToString and the like are declared by object, and no body of a reward calls them.
        if (overridden is not null && Bases(spec.Type).Any(t => SymbolEqualityComparer.Default.Equals(t, overridden.ContainingType)))
        {
            diagnostics.Report(RuleCatalogue.InheritedMember, method.Locations.FirstOrDefault(), method.Name, "a derived spec cannot replace a method of its base, whose bodies call it");
        }
    }

    /// <summary>A spec whose base is not generated has nothing to add to; the base carries the error.</summary>
    public static void CheckBase(SpecDeclaration spec, RewardDiagnostics diagnostics)
    {
        if (Of(spec.Type) is { } parent && !SpecReader.Read(parent, Attributes.Get(parent, "RewardSpec")!, new RewardDiagnostics()).CanEmit)
        {
            spec.CanEmit = false;
            diagnostics.Fail();
        }
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type) => Chain(type).Where(t => !SymbolEqualityComparer.Default.Equals(t, type));
}
