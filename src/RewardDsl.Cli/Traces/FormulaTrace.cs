using System.Collections.Generic;
using System.Collections.Immutable;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>How the steps of an episode end.</summary>
internal enum EpisodeStop
{
    /// <summary>They go on.</summary>
    Open,

    /// <summary>With the task.</summary>
    Terminated,

    /// <summary>They were cut.</summary>
    Truncated,
}

/// <summary>An element of a signal over the steps of an episode.</summary>
/// <param name="Element">The element.</param>
/// <param name="Values">Its value at each step; NaN where it is absent.</param>
internal sealed record SignalSeries(TraceElement Element, ImmutableArray<float> Values);

/// <summary>What the spec's own program says of a formula, step by step.</summary>
/// <param name="Title">Spec and member.</param>
/// <param name="Formula">The formula over what the author wrote as conditions, windows in steps.</param>
/// <param name="Names">These conditions, by number.</param>
/// <param name="Holds">For each step those that hold, one bit each.</param>
/// <param name="Margins">For each step by how much each holds: 1 and −1 where it is no comparison.</param>
/// <param name="States">For each step the state of the automaton after it; nothing where a monitor follows the formula.</param>
/// <param name="Verdicts">For each step what is known after it: 1 holds, −1 fails, 0 undecided.</param>
/// <param name="Paid">For each step what the formula pays.</param>
/// <param name="Stop">How the steps end.</param>
/// <param name="IsOpen">Whether no step decides it, so that only the end may.</param>
/// <param name="Reads">For each condition, what it reads of the signals, with their values at each step.</param>
internal sealed record FormulaTrace(
    string Title,
    TemporalFormula Formula,
    ImmutableArray<string> Names,
    ImmutableArray<ulong> Holds,
    ImmutableArray<float[]> Margins,
    ImmutableArray<int> States,
    ImmutableArray<int> Verdicts,
    ImmutableArray<float> Paid,
    EpisodeStop Stop,
    bool IsOpen,
    ImmutableArray<ImmutableArray<SignalSeries>> Reads)
{
    /// <summary>The number of steps.</summary>
    public int Steps => Holds.Length;

    /// <summary>The step at which the formula was decided, or −1.</summary>
    public int Decided => Verdicts[^1] == 0 ? -1 : Verdicts.IndexOf(Verdicts[^1]);
}

/// <summary>Why a formula came out as it did.</summary>
/// <param name="Trace">The steps.</param>
/// <param name="Reasons">The conditions at steps that decide it by themselves, by step.</param>
/// <param name="WouldHold">Of an undecided formula: whether it would hold if the steps were all.</param>
/// <param name="Robustness">For each step how strongly the formula holds of the steps from there on.</param>
/// <param name="Bounds">For each step between what the robustness of the whole episode must lie, as far as is known then; null when it cannot be followed step by step.</param>
internal sealed record FormulaVerdict(
    FormulaTrace Trace, IReadOnlyList<TraceReason> Reasons, bool WouldHold, ImmutableArray<float> Robustness, ImmutableArray<(float Lower, float Upper)>? Bounds);
