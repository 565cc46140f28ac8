using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>What is said of an episode.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Number">Which episode of the file, from 1.</param>
/// <param name="Of">How many episodes are in the file.</param>
/// <param name="Steps">Steps that were run.</param>
/// <param name="Unrun">Recorded steps after the one at which the spec ends the episode.</param>
/// <param name="Stop">How it ends.</param>
/// <param name="EndedBy">The termination or hard constraint that ended it, or empty.</param>
/// <param name="Formulas">Its formulas.</param>
internal sealed record EpisodeReport(string Spec, int Number, int Of, int Steps, int Unrun, EpisodeStop Stop, string EndedBy, ImmutableArray<FormulaVerdict> Formulas)
{
    /// <summary>Explains an episode.</summary>
    public static EpisodeReport Explain(string spec, int number, int of, TraceEpisode episode, TraceRun run, IReadOnlyCollection<string> formulas)
    {
        EpisodeStop stop = run.Terminated ? EpisodeStop.Terminated : run.Truncated ? EpisodeStop.Truncated : EpisodeStop.Open;
        return new EpisodeReport(
            spec,
            number,
            of,
            run.Steps,
            episode.Steps.Length - run.Steps,
            stop,
            run.EndedBy,
            [.. run.Formulas.Where(f => formulas.Contains(f.Facts.Name)).Select(f => FormulaExplainer.Explain(Trace(spec, episode, run, f, stop)))]);
    }

    private static FormulaTrace Trace(string spec, TraceEpisode episode, TraceRun run, FormulaRun formula, EpisodeStop stop) => new(
        spec + "." + formula.Facts.Name,
        formula.Formula,
        formula.Names,
        formula.Holds,
        formula.Margins,
        formula.States,
        formula.Verdicts,
        formula.Paid,
        stop,
        formula.IsOpen,
        [.. formula.Reads.Select(r => r.Select(e => Series(e, episode, run.Steps)).ToImmutableArray())]);

    private static SignalSeries Series(TraceElement element, TraceEpisode episode, int steps) => new(
        element,
        [.. episode.Steps.Take(steps).Select(s => element.PresenceSlot >= 0 && s.Inputs[element.PresenceSlot][element.Index] == 0f ? float.NaN : s.Inputs[element.Slot][element.Index])]);
}
