namespace RewardDsl.Generators;

/// <summary>A vector width. The kernels of all widths are the same text but for these names.</summary>
/// <param name="Class">Name of the generated kernel class.</param>
/// <param name="Vector">The vector type's name.</param>
/// <param name="Lanes">The runtime's building blocks of this width.</param>
internal sealed record VectorForm(string Class, string Vector, string Lanes)
{
    /// <summary>16 environments at a time.</summary>
    public static readonly VectorForm Wide = new("Wide", "Vector512", "Lanes512");

    /// <summary>4 environments at a time.</summary>
    public static readonly VectorForm Narrow = new("Narrow", "Vector128", "Lanes128");
}
