using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>Explains what the program says of a formula.</summary>
internal static class FormulaExplainer
{
    /// <summary>The explanation of an episode.</summary>
    public static FormulaVerdict Explain(FormulaTrace trace)
    {
        // Steps after the one that decided are no reason.
        int decided = trace.Decided;
        ulong[] seen = [.. trace.Holds.Take(decided < 0 ? trace.Steps : decided + 1)];
        TraceExplanation explanation = TraceExplanation.Of(trace.Formula, seen);

        // A rule other than that of complete traces may conclude the contrary of what the steps say.
        bool isByRule = decided >= 0 && explanation.Holds != (trace.Verdicts[^1] > 0);
        ImmutableArray<(float, float)>? bounds = null;
        if (EpisodeRobustness.Of(trace.Formula, out _) is { } monitor)
        {
            var found = ImmutableArray.CreateBuilder<(float, float)>(trace.Steps);
            foreach (float[] margins in trace.Margins)
            {
                monitor.Step(margins);
                found.Add(monitor.Bounds);
            }

            bounds = found.MoveToImmutable();
        }

        return new FormulaVerdict(
            trace,
            isByRule ? [] : explanation.Reasons,
            explanation.Holds,
            [.. OfflineRobustness.Values(RobustnessProgram.Of(trace.Formula), trace.Margins)],
            bounds);
    }
}
