namespace RewardDsl;

/// <summary>What a stage of a sweep must look out for.</summary>
internal interface ISweepMode
{
    /// <summary>There may be numbers that are none, and trajectories that have ended.</summary>
    static abstract bool IsCareful { get; }

    /// <summary>The output is larger than the caches and goes past them.</summary>
    static abstract bool IsStreaming { get; }

    /// <summary>
    /// The first operand is not plain: it may be margins, which are fetched ahead and watched for numbers that are not finite, or the negative of
    /// what another stage wrote.
    /// </summary>
    static abstract bool WatchesFirst { get; }

    /// <summary>No operand is plain.</summary>
    static abstract bool WatchesAll { get; }
}

/// <summary>Every trajectory is there, every number finite, and all operands are plain.</summary>
internal readonly struct PlainSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => false;

    public static bool WatchesFirst => false;

    public static bool WatchesAll => false;
}

/// <summary>The same with a first operand that is not plain.</summary>
internal readonly struct FirstSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => false;

    public static bool WatchesFirst => true;

    public static bool WatchesAll => false;
}

/// <summary>The same with no operand that is plain.</summary>
internal readonly struct MarginSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => false;

    public static bool WatchesFirst => true;

    public static bool WatchesAll => true;
}

/// <summary><see cref="PlainSweep"/> with an output past the caches.</summary>
internal readonly struct PlainStreamingSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => true;

    public static bool WatchesFirst => false;

    public static bool WatchesAll => false;
}

/// <summary><see cref="FirstSweep"/> with an output past the caches.</summary>
internal readonly struct FirstStreamingSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => true;

    public static bool WatchesFirst => true;

    public static bool WatchesAll => false;
}

/// <summary><see cref="MarginSweep"/> with an output past the caches.</summary>
internal readonly struct MarginStreamingSweep : ISweepMode
{
    public static bool IsCareful => false;

    public static bool IsStreaming => true;

    public static bool WatchesFirst => true;

    public static bool WatchesAll => true;
}

/// <summary>Anything may come.</summary>
internal readonly struct CarefulSweep : ISweepMode
{
    public static bool IsCareful => true;

    public static bool IsStreaming => false;

    public static bool WatchesFirst => false;

    public static bool WatchesAll => false;
}
