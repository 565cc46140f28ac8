namespace RewardDsl;

/// <summary>How robustness over trajectories is computed.</summary>
public sealed record TrajectoryOptions
{
    /// <summary>The defaults: one thread, the widest vectors.</summary>
    public static TrajectoryOptions Default { get; } = new();

    /// <summary>Threads that share the trajectories, 1 to 64. Small batches stay on the caller's thread.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Which vector code runs. The results are the same bits.</summary>
    public VectorWidth Width { get; init; } = VectorWidth.Auto;
}
