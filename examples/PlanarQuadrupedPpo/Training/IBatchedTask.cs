using System;
using System.Collections.Generic;
using System.IO;

namespace PlanarQuadrupedPpo.Training;

/// <summary>
/// A batch of environments with their reward, as a trainer sees it. The order of a step: the trainer writes <see cref="Actions"/>; <see cref="Step"/> moves, and pays from
/// the state it led to; where an episode ended, <see cref="Observations"/> then hold the <em>final</em> observation, until <see cref="StartEnded"/> replaces it by the next
/// episode's first.
/// </summary>
internal interface IBatchedTask : IDisposable
{
    /// <summary>Environments B.</summary>
    int Count { get; }

    int ObservationSize { get; }

    int ActionSize { get; }

    /// <summary><c>[B, N]</c>, row-major.</summary>
    ReadOnlySpan<float> Observations { get; }

    /// <summary><c>[B, A]</c>, row-major, in [−1, 1].</summary>
    Span<float> Actions { get; }

    /// <summary><c>[B]</c>: what the last step paid.</summary>
    ReadOnlySpan<float> Rewards { get; }

    /// <summary><c>[B]</c>: the last step ended the episode in a terminal state: nothing comes after it.</summary>
    ReadOnlySpan<bool> Terminated { get; }

    /// <summary><c>[B]</c>: the last step ended the episode although the state is not terminal: what comes after it has a value.</summary>
    ReadOnlySpan<bool> Truncated { get; }

    /// <summary>Names of what is paid, in the order of the sums of <see cref="EpisodeLog"/>.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The episodes that ended since the log was cleared.</summary>
    EpisodeLog Log { get; }

    /// <summary>Starts every environment's first episode.</summary>
    void Restart(ulong seed);

    /// <summary>Moves by one step and pays.</summary>
    void Step();

    /// <summary>Starts the next episode where the last one ended.</summary>
    void StartEnded();

    /// <summary>Writes the environments and what the reward carries: all that decides how the task goes on.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is of another task or size.</exception>
    void Load(BinaryReader reader);
}
