using System.Collections.Immutable;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What a spec's own program computes over a recorded episode.</summary>
/// <param name="Steps">Steps that were run: fewer than recorded when the spec ends the episode before.</param>
/// <param name="Terminated">Whether the last step ended the episode.</param>
/// <param name="Truncated">Whether it was cut there.</param>
/// <param name="EndedBy">The termination or hard constraint that ended it, or empty.</param>
/// <param name="Formulas">What it computes of each formula.</param>
public sealed record TraceRun(int Steps, bool Terminated, bool Truncated, string EndedBy, ImmutableArray<FormulaRun> Formulas);

/// <summary>What a spec's own program computes of a formula.</summary>
/// <param name="Facts">The formula.</param>
/// <param name="Formula">The formula over what its author wrote as conditions, windows in steps.</param>
/// <param name="Names">These conditions, by number.</param>
/// <param name="Holds">For each step the conditions that hold, one bit each.</param>
/// <param name="Margins">For each step by how much each holds: 1 and −1 where it is no comparison.</param>
/// <param name="States">For each step the automaton's state after it; nothing where a monitor follows the formula.</param>
/// <param name="Verdicts">For each step what is known after it: 1 holds, −1 fails, 0 undecided.</param>
/// <param name="Paid">For each step what the formula pays, without shaping.</param>
/// <param name="Reads">For each condition the elements of signals that it reads of the step itself.</param>
public sealed record FormulaRun(
    FormulaFacts Facts,
    TemporalFormula Formula,
    ImmutableArray<string> Names,
    ImmutableArray<ulong> Holds,
    ImmutableArray<float[]> Margins,
    ImmutableArray<int> States,
    ImmutableArray<int> Verdicts,
    ImmutableArray<float> Paid,
    ImmutableArray<ImmutableArray<TraceElement>> Reads)
{
    /// <summary>Whether no step decides it, so that only the end may.</summary>
    public bool IsOpen
    {
        get
        {
            if (Facts.Table is { } table)
            {
                return States[States.Length - 1] < table.FirstDecided;
            }

            if (EpisodeRobustness.Of(Formula, out _) is not { } monitor)
            {
                return true;
            }

            foreach (float[] margins in Margins)
            {
                monitor.Step(margins);
            }

            return monitor.Bounds.Lower <= 0 && monitor.Bounds.Upper >= 0;
        }
    }
}
