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

    /// <summary>An int.</summary>
    Int,

    /// <summary>A member of the spec's enum.</summary>
    Mode,

    /// <summary>A float that may be absent.</summary>
    Optional,

    /// <summary>A list of Vector2.</summary>
    List2,

    /// <summary>A list of Vector3.</summary>
    List3,

    /// <summary>A window of floats.</summary>
    Floats,

    /// <summary>A window of bools.</summary>
    Bools,

    /// <summary>A window of vectors.</summary>
    Vecs,

    /// <summary>A window of masks.</summary>
    Masks,

    /// <summary>A window of lists of Vector3.</summary>
    Lists,
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

    /// <summary>Frames of every window.</summary>
    public const int Frames = 3;

    /// <summary>Whether it has a length.</summary>
    public bool IsVector => Kind is NodeKind.Vec or NodeKind.Mask or NodeKind.List2 or NodeKind.List3 or NodeKind.Vecs or NodeKind.Masks or NodeKind.Lists;

    /// <summary>Whether it is a window over time.</summary>
    public bool IsHistory => Kind >= NodeKind.Floats;

    /// <summary>Whether its elements are truth values.</summary>
    public bool IsLogical => Kind is NodeKind.Bool or NodeKind.Mask or NodeKind.Bools or NodeKind.Masks;

    /// <summary>How C# spells it.</summary>
    public string CSharp => Kind switch
    {
        NodeKind.Float => "float",
        NodeKind.Bool => "bool",
        NodeKind.Int => "int",
        NodeKind.Optional => "float?",
        NodeKind.List2 => "Vec<Vector2>",
        NodeKind.List3 => "Vec<Vector3>",
        NodeKind.Floats => "History<float>",
        NodeKind.Bools => "History<bool>",
        NodeKind.Vecs => "History<Vec>",
        NodeKind.Masks => "History<Mask>",
        NodeKind.Lists => "History<Vec<Vector3>>",
        _ => Kind.ToString(),
    };

    /// <summary>The type of a kind, with a length class where it has a length.</summary>
    public static NodeType Of(NodeKind kind, int lengthClass)
    {
        var type = new NodeType(kind, lengthClass);
        return type.IsVector ? type : new NodeType(kind, 0);
    }
}
