using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>An objective or constraint as declared. Lives only while the spec is read.</summary>
/// <param name="name">Name of its column.</param>
/// <param name="property">The property whose value it is, or null.</param>
/// <param name="text">The formula as text, or null.</param>
/// <param name="data">Its attribute.</param>
internal sealed class FormulaDeclaration(string name, IPropertySymbol? property, string? text, AttributeData data)
{
    public string Name { get; } = name;

    public IPropertySymbol? Property { get; } = property;

    public string? Text { get; } = text;

    public AttributeData Data { get; } = data;

    /// <summary>A constraint rather than an objective.</summary>
    public bool IsConstraint { get; } = Attributes.NameOf(data) == "Constraint";

    /// <summary>Whether it ends the episode when it fails.</summary>
    public bool IsHard => IsConstraint && Data.Named("Hard", false);

    /// <summary>What of it is paid: the value of FormulaSemantics.</summary>
    public int Semantics => Data.Named("Semantics", 0);

    /// <summary>Whether its margins are divided by the largest ones that are proven.</summary>
    public bool IsNormalised => Semantics != FormulaFacts.Boolean && Data.Named("Normalised", false);

    /// <summary>The formula as it is written, once it has been read.</summary>
    public ReadFormula? Read { get; set; }

    /// <summary>The same with its windows in steps: part by part of the same shape.</summary>
    public TemporalFormula? Resolved { get; set; }

    /// <summary>Where the formula is written: the property's name, or the text.</summary>
    public Location? Location => Property is { Locations.Length: > 0 } ? Property.Locations[0] : LiteralText.Whole(Data);
}
