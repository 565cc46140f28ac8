using System.Collections.Immutable;

namespace RewardDsl.Frontend;

/// <summary>A step of a recorded episode.</summary>
/// <param name="Inputs">Of each view of the signals its elements.</param>
/// <param name="Terminated">The simulator ended the episode there.</param>
/// <param name="Truncated">The episode was cut there.</param>
public sealed record TraceStep(ImmutableArray<float[]> Inputs, bool Terminated, bool Truncated);

/// <summary>A recorded episode.</summary>
/// <param name="Reset">The observation that the reset was given; null when it was not recorded: then it is that of the first step.</param>
/// <param name="Steps">Its steps, one at least.</param>
public sealed record TraceEpisode(ImmutableArray<float[]>? Reset, ImmutableArray<TraceStep> Steps);
