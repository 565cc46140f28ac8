using System;
using System.Collections.Generic;

namespace RewardDsl;

/// <summary>A reward machine of a spec.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="States">The members of its enum: a state is its place among them.</param>
/// <param name="Start">The state after a reset.</param>
/// <param name="Final">The states in which the task is over.</param>
/// <param name="Atoms">The members that its guards depend on: the k-th is bit k of a letter.</param>
/// <param name="LetterClasses">For each letter its class: letters at which each state does the same share one.</param>
/// <param name="Next">State × class, row-major: the next state.</param>
/// <param name="Rewards">State × class, row-major: what the step pays, at weight 1.</param>
/// <param name="Weight">Run-time name of the weight, or null where it pays nothing.</param>
public sealed record MachineInfo(
    string Name,
    IReadOnlyList<string> States,
    int Start,
    IReadOnlyList<int> Final,
    IReadOnlyList<string> Atoms,
    IReadOnlyList<int> LetterClasses,
    IReadOnlyList<int> Next,
    IReadOnlyList<float> Rewards,
    string? Weight)
{
    /// <summary>For each state its potential at weight 1, what it is worth to one who chooses what happens; 0 without shaping.</summary>
    public IReadOnlyList<float> Potentials { get; init; } = new float[States.Count];

    /// <summary>The number of classes of letters.</summary>
    public int Classes => Next.Count / States.Count;

    /// <summary>What a step does in a state: the next one and the reward at weight 1.</summary>
    /// <param name="state">The state before the step.</param>
    /// <param name="letter">The atoms that hold, bit k for the k-th of <see cref="Atoms"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state or letter.</exception>
    public (int Next, float Reward) Step(int state, int letter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(state);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, States.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(letter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(letter, LetterClasses.Count);
        int at = (state * Classes) + LetterClasses[letter];
        return (Next[at], Rewards[at]);
    }
}
