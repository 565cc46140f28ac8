using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>A reward machine of a spec as a graph, in the author's words.</summary>
internal static class MachineGraph
{
    /// <summary>The graph of a machine.</summary>
    /// <param name="tracer">The spec.</param>
    /// <param name="facts">The machine.</param>
    /// <param name="isFull">Whether loops are drawn that pay nothing.</param>
    public static StateGraph Of(SpecTracer tracer, MachineFacts facts, bool isFull)
    {
        MachineTable table = facts.Table;
        RewardMachine machine = table.Machine;
        float weight = facts.Weight.Length == 0 ? 0f : tracer.Parameter(facts.Weight);
        var edges = ImmutableArray.CreateBuilder<GraphEdge>();
        for (int state = 0; state < table.StateCount; state++)
        {
            foreach ((_, int next, float reward) in table.Edges(state).Where(e => isFull || e.Next != state || e.Reward != 0f))
            {
                float paid = reward * weight;
                edges.Add(new GraphEdge(state, next, FormulaText.Of(table.Guard(state, next, reward))) { Payoff = paid == 0f ? "" : paid.ToString("+0.######;-0.######", CultureInfo.InvariantCulture) });
            }
        }

        string note = "Reward machine" + (facts.EndsEpisode ? "; a final state ends the episode." : ".") + (isFull ? "" : " Where no edge can be taken it stays and pays nothing.");
        return new StateGraph(
            tracer.Spec + "." + facts.Name, "", machine.Start, [.. machine.States.Select((n, s) => new GraphState(n, machine.IsFinal(s) ? GraphStateKind.Final : GraphStateKind.Plain))], edges.ToImmutable()) { Note = note };
    }
}
