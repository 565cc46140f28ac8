using System;
using System.Threading;

namespace RewardDsl.Ir;

/// <summary>How an automaton is built.</summary>
public sealed record AutomatonOptions
{
    /// <summary>The options where nothing is said.</summary>
    public static AutomatonOptions Default { get; } = new();

    /// <summary>The most states, also on the way to fewer.</summary>
    public int MaxStates { get; init; } = 4096;

    /// <summary>The most atoms: the table of letters has two to the power of them entries.</summary>
    public int MaxAtoms { get; init; } = 16;

    /// <summary>The most alternatives that a state may keep open.</summary>
    public int MaxTerms { get; init; } = 256;

    /// <summary>The most comparisons for one operator, so that the time is bounded too: a count, the same on every machine.</summary>
    public long MaxWork { get; init; } = 3_000_000;

    /// <summary>
    /// Whether some atoms (the first set of bits, by number) can be as they are in the second at one step, whatever the others are; always when
    /// null. It is asked of the atoms that the formula reads. What cannot occur does not count.
    /// </summary>
    public Func<ulong, ulong, bool>? Feasible { get; init; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; init; }
}
