namespace RewardDsl.Ir;

/// <summary>How two units relate in a sum or a comparison.</summary>
public enum UnitRelation : byte
{
    /// <summary>The same quantity at the same scale: N·m and J, rad/s and 1/s.</summary>
    Same,

    /// <summary>The same quantity at another scale: mm and m, deg and rad.</summary>
    OtherScale,

    /// <summary>Another quantity: m and m/s.</summary>
    OtherDimension,
}
