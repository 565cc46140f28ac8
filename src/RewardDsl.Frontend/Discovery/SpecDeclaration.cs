using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>A property of a spec with its role. Lives only while the spec is read.</summary>
internal sealed class SpecMember(IPropertySymbol symbol, MemberType type, MemberRole role)
{
    public IPropertySymbol Symbol { get; } = symbol;

    public string Name => Symbol.Name;

    public MemberType Type { get; } = type;

    public MemberRole Role { get; } = role;

    /// <summary>Length of a vector signal, else 0.</summary>
    public int Length { get; set; }

    /// <summary>Frames of a history, else 0.</summary>
    public int Frames { get; set; }

    /// <summary>The enum that names the elements of a vector signal, or null.</summary>
    public INamedTypeSymbol? AxisType { get; set; }

    /// <summary>A parameter with a value for each environment.</summary>
    public bool PerEnvironment { get; set; }

    /// <summary>The reward machine whose state it is, or null.</summary>
    public MachineDeclaration? Machine { get; set; }

    /// <summary>A signal read before the step.</summary>
    public bool IsBeforeStep { get; set; }

    /// <summary>Views that the evaluator takes for it: two for a value that may be absent.</summary>
    public int Slots => !IsInput ? 0 : Type == MemberType.OptionalFloat ? 2 : 1;

    /// <summary>Names of the elements of a vector signal.</summary>
    public IReadOnlyList<string> Axis { get; set; } = System.Array.Empty<string>();

    /// <summary>A quaternion whose memory begins with W.</summary>
    public bool ScalarFirst { get; set; }

    /// <summary>Where a component lies in memory.</summary>
    public int MemoryIndex(int component) => ScalarFirst ? (component + 1) % 4 : component;

    public Location Location => Symbol.Locations.Length > 0 ? Symbol.Locations[0] : Location.None;

    public bool IsInput => Role is MemberRole.Signal or MemberRole.Action;
}

/// <summary>A spec as declared: symbols, before any body is bound.</summary>
internal sealed class SpecDeclaration(INamedTypeSymbol type, AttributeData attribute)
{
    public INamedTypeSymbol Type { get; } = type;

    public AttributeData Attribute { get; } = attribute;

    public List<SpecMember> Members { get; } = new();

    /// <summary>The [Schedule] methods.</summary>
    public List<IMethodSymbol> Schedules { get; } = new();

    /// <summary>The objectives and constraints.</summary>
    public List<FormulaDeclaration> Formulas { get; } = new();

    /// <summary>The reward machines.</summary>
    public List<MachineDeclaration> Machines { get; } = new();

    public Contract Contract { get; set; } = new(0, 0, 0);

    public bool CanEmit { get; set; } = true;

    public Location Location => Type.Locations.Length > 0 ? Type.Locations[0] : Location.None;

    /// <summary>The computed members that carry an attribute, with it.</summary>
    public List<(SpecMember Member, AttributeData Data)> With(string attribute)
    {
        var found = new List<(SpecMember, AttributeData)>();
        foreach (SpecMember member in Members)
        {
            if (member.Role is MemberRole.Computed or MemberRole.State && Attributes.Get(member.Symbol, attribute) is { } data)
            {
                found.Add((member, data));
            }
        }

        return found;
    }

    public SpecMember? Find(string name)
    {
        foreach (SpecMember member in Members)
        {
            if (member.Name == name)
            {
                return member;
            }
        }

        return null;
    }
}
