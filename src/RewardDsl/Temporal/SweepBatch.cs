namespace RewardDsl;

/// <summary>The margins of an atom during a call.</summary>
internal unsafe struct SweepAtom
{
    /// <summary>The first step's first value.</summary>
    public float* Address;

    /// <summary>Floats to the next step.</summary>
    public nint Stride;

    /// <summary>See <see cref="TrajectoryMargin.Scale"/>.</summary>
    public float Scale;

    /// <summary>See <see cref="TrajectoryMargin.Bias"/>.</summary>
    public float Bias;
}

/// <summary>What one call works on.</summary>
internal unsafe struct SweepBatch
{
    /// <summary>Number of trajectories.</summary>
    public int Count;

    /// <summary>For each trajectory its steps; null: all.</summary>
    public int* Lengths;

    /// <summary>The first value to write.</summary>
    public float* Output;

    /// <summary>Floats to the next step.</summary>
    public nint OutputStride;

    /// <summary>The output goes past the caches.</summary>
    public bool IsStreaming;

    /// <summary>Rows are fetched ahead of their use.</summary>
    public bool HasPrefetch;
}
