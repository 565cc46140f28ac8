using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>The formulas of specs, or those of a name.</summary>
internal static class FormulaChoice
{
    /// <summary>Chooses the formulas.</summary>
    /// <param name="tracers">The specs.</param>
    /// <param name="member">Their name; null for all.</param>
    /// <param name="problems">Where there is an earlier problem, the lack of formulas is none of its own.</param>
    /// <exception cref="UsageException">There are none.</exception>
    public static List<(SpecTracer Tracer, FormulaFacts Facts)> Of(IEnumerable<SpecTracer> tracers, string? member, IReadOnlyCollection<string> problems)
    {
        List<(SpecTracer Tracer, FormulaFacts Facts)> all = [.. tracers.SelectMany(static t => t.Formulas.Select(f => (t, f)))];
        List<(SpecTracer Tracer, FormulaFacts Facts)> chosen = [.. all.Where(f => member is null || f.Facts.Name == member)];
        if (chosen.Count == 0 && problems.Count == 0)
        {
            throw new UsageException(
                all.Count == 0 ? "there is no temporal formula; declare one with [Objective] or [Constraint]"
                : "there is no formula '" + member + "'; " + SpecFinder.Instead(member!, all.Select(static f => f.Facts.Name), [.. all.Select(static f => f.Facts.Name)]));
        }

        return chosen;
    }
}
