namespace RewardDsl;

/// <summary>How an evaluator works.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>The defaults: one thread, episode sums kept.</summary>
    public static EvaluatorOptions Default { get; } = new();

    /// <summary>Threads that share the environments, 1 to 64. Small batches stay on the caller's thread; with about 0.5 to 1 MB of traffic, where calls do not follow each other within 50 µs.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Keep the sum of each paid column over the running episode.</summary>
    public bool EpisodeSums { get; init; } = true;

    /// <summary>What a step does with environments that ended and were not reset.</summary>
    public AfterEndPolicy AfterEnd { get; init; } = AfterEndPolicy.Throw;

    /// <summary>Which vector code runs. The results are the same bits.</summary>
    public VectorWidth Width { get; init; } = VectorWidth.Auto;

    /// <summary>Runs the parts of a kernel one after the other, as large batches do, also where one loop is faster: for tests.</summary>
    internal bool InParts { get; init; }
}

/// <summary>What a step does with environments that ended and were not reset.</summary>
public enum AfterEndPolicy
{
    /// <summary>Throw, naming them: stepping on would leak the old episode's state into the next.</summary>
    Throw,

    /// <summary>Go on: for loops that step finished environments and ignore them. An environment that was never reset still throws.</summary>
    Continue,
}

/// <summary>Which vector code runs.</summary>
public enum VectorWidth
{
    /// <summary>The widest that the machine accelerates.</summary>
    Auto,

    /// <summary>4 environments at a time; runs everywhere.</summary>
    Vector128,

    /// <summary>16 environments at a time.</summary>
    Vector512,
}
