using System;

namespace RewardDsl.Ir;

/// <summary>An automaton became too large, or took too long; never leaves the builder.</summary>
internal sealed class StateLimitException(bool isWork = false) : Exception
{
    /// <summary>Whether it is the work that became too much.</summary>
    public bool IsWork { get; } = isWork;
}
