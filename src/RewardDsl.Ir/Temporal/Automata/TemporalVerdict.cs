namespace RewardDsl.Ir;

/// <summary>What the steps so far say about a formula.</summary>
public enum TemporalVerdict
{
    /// <summary>It depends on the steps to come, or on the trace ending here.</summary>
    Undecided,

    /// <summary>It holds however the trace goes on.</summary>
    True,

    /// <summary>It fails however the trace goes on.</summary>
    False,
}
