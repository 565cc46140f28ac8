using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>Something of a spec that can be drawn.</summary>
/// <param name="Name">The member.</param>
/// <param name="Draw">Its graph, or why it has none.</param>
internal sealed record GraphSource(string Name, Func<(StateGraph? Graph, string? Problem)> Draw);

/// <summary>The formulas and machines of specs, or those of a name.</summary>
internal static class GraphChoice
{
    /// <summary>Chooses what to draw.</summary>
    /// <param name="tracers">The specs.</param>
    /// <param name="member">The name; null for all.</param>
    /// <param name="isFull">Whether each state is drawn.</param>
    /// <param name="problems">Where there is an earlier problem, the lack of formulas is none of its own.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">There is nothing.</exception>
    public static List<GraphSource> Of(IEnumerable<SpecTracer> tracers, string? member, bool isFull, IReadOnlyCollection<string> problems, CancellationToken cancellation)
    {
        List<GraphSource> all = [.. tracers.SelectMany(t => t.Formulas.Select(f => Of(t, f, isFull, cancellation)).Concat(t.Machines.Select(m => new GraphSource(m.Name, () => (MachineGraph.Of(t, m, isFull), null)))))];
        List<GraphSource> chosen = [.. all.Where(s => member is null || s.Name == member)];
        if (chosen.Count == 0 && problems.Count == 0)
        {
            string[] names = [.. all.Select(static s => s.Name)];
            throw new UsageException(
                names.Length == 0 ? "there is no temporal formula and no reward machine; declare one with [Objective], [Constraint] or [RewardMachine]"
                : "there is no formula and no machine '" + member + "'; " + SpecFinder.Instead(member!, names, names));
        }

        return chosen;
    }

    private static GraphSource Of(SpecTracer tracer, FormulaFacts facts, bool isFull, CancellationToken cancellation) =>
        new(facts.Name, () => (FormulaGraph.Of(tracer, facts, isFull, out string? problem, cancellation), problem));
}
