namespace RewardDsl;

/// <summary>What a stage of a sweep must look out for.</summary>
internal interface ISweepMode
{
    /// <summary>There may be numbers that are none, and trajectories that have ended.</summary>
    static abstract bool IsCareful { get; }

    /// <summary>The output is larger than the caches and goes past them.</summary>
    static abstract bool IsStreaming { get; }

    /// <summary>Some operands are margins: they are fetched ahead, and one that is not finite is noticed.</summary>
    static abstract bool IsWatching { get; }
}

/// <summary>Every trajectory is there, every number finite.</summary>
internal readonly struct FastSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => false;

    public static bool IsWatching => false;
}

/// <summary>The same, on margins.</summary>
internal readonly struct WatchingSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => false;

    public static bool IsWatching => true;
}

/// <summary>Fast, with an output past the caches.</summary>
internal readonly struct StreamingSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => true;

    public static bool IsWatching => false;
}

/// <summary>The same, on margins.</summary>
internal readonly struct WatchingStreamingSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => true;

    public static bool IsWatching => true;
}

/// <summary>Anything may come.</summary>
internal readonly struct CarefulSweep : ISweepMode
{
    public static bool IsCareful => true;

    public static bool IsStreaming => false;

    public static bool IsWatching => false;
}
