namespace RewardDsl.Ir;

/// <summary>What does not match.</summary>
public enum MismatchKind : byte
{
    /// <summary>Two quantities: m and m/s.</summary>
    Dimension,

    /// <summary>One quantity at two scales: mm and m.</summary>
    Scale,

    /// <summary>Two reference frames.</summary>
    Frame,

    /// <summary>A function that takes rad gets another angle.</summary>
    Argument,
}
