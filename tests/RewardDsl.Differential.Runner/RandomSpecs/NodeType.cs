namespace RewardDsl.Differential.RandomSpecs;

/// <summary>The kinds of values of the language.</summary>
public enum NodeKind
{
    /// <summary>A float.</summary>
    Float,

    /// <summary>A bool.</summary>
    Bool,

    /// <summary>A vector of floats.</summary>
    Vec,

    /// <summary>A vector of bools.</summary>
    Mask,

    /// <summary>A System.Numerics.Vector2.</summary>
    Vector2,

    /// <summary>A System.Numerics.Vector3.</summary>
    Vector3,
}

/// <summary>
/// A type. A vector names its length class, not its length: a shrinker shortens all vectors of a class by one number.
/// </summary>
/// <param name="Kind">Its kind.</param>
/// <param name="LengthClass">Index into the lengths of the spec; 0 for what is no Vec or Mask.</param>
public readonly record struct NodeType(NodeKind Kind, int LengthClass)
{
    /// <summary>The type float.</summary>
    public static NodeType Float => new(NodeKind.Float, 0);

    /// <summary>The type bool.</summary>
    public static NodeType Bool => new(NodeKind.Bool, 0);

    /// <summary>Whether it has a length.</summary>
    public bool IsVector => Kind is NodeKind.Vec or NodeKind.Mask;

    /// <summary>How C# spells it.</summary>
    public string CSharp => Kind switch { NodeKind.Float => "float", NodeKind.Bool => "bool", _ => Kind.ToString() };
}
