using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace RewardDsl.Cli;

/// <summary>
/// Draws states in a row that only count as one. Two states in a row only count when they mean the same and have the same edges, but for the one that
/// leads on, and when the second is entered from the first alone. The first and the last of a row stay.
/// </summary>
internal static class ChainFolding
{
    // Fewer are as easily drawn as they are counted.
    private const int FewestFolded = 3;

    /// <summary>The graph with its rows folded.</summary>
    public static StateGraph Fold(StateGraph graph)
    {
        List<int[]> rows = [.. Rows(graph).Where(static r => r.Length >= FewestFolded + 2)];
        // For each state the one that is drawn for it, and for each row its middle.
        int[] drawnAs = [.. Enumerable.Range(0, graph.States.Length)];
        var folded = new Dictionary<int, GraphState>();
        foreach (int[] row in rows)
        {
            foreach (int state in row[1..^1])
            {
                drawnAs[state] = row[1];
            }

            int count = row.Length - 2;
            folded[row[1]] = graph.States[row[1]] with
            {
                Name = Name(graph, row[1..^1]),
                Notes = [string.Create(CultureInfo.InvariantCulture, $"… {count} more, a step each")],
                Count = count,
            };
        }

        int[] kept = [.. Enumerable.Range(0, drawnAs.Length).Where(s => drawnAs[s] == s)];
        int[] place = new int[drawnAs.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            place[kept[i]] = i;
        }

        var edges = ImmutableArray.CreateBuilder<GraphEdge>();
        var lasts = rows.ToDictionary(static r => r[1], static r => r[^2]);
        foreach (GraphEdge edge in graph.Edges)
        {
            // Of the middle of a row the edges of its last state are drawn, among which is the one that leads on.
            int from = drawnAs[edge.From];
            if (folded.ContainsKey(from) && edge.From != lasts[from])
            {
                continue;
            }

            edges.Add(edge with { From = place[from], To = place[edge.To == edge.From ? from : drawnAs[edge.To]] });
        }

        return graph with { Start = place[drawnAs[graph.Start]], States = [.. kept.Select(s => folded.GetValueOrDefault(s, graph.States[s]))], Edges = edges.ToImmutable() };
    }

    /// <summary>The names from first to last, with a comma where the graph has other states between.</summary>
    private static string Name(StateGraph graph, int[] states)
    {
        var name = new StringBuilder(graph.States[states[0]].Name);
        for (int i = 1; i < states.Length; i++)
        {
            bool isNext = states[i] == states[i - 1] + 1;
            if (!isNext || i + 1 == states.Length || states[i + 1] != states[i] + 1)
            {
                name.Append(isNext ? " … " : ", ").Append(graph.States[states[i]].Name);
            }
        }

        return name.ToString();
    }

    private static IEnumerable<int[]> Rows(StateGraph graph)
    {
        ILookup<int, GraphEdge> leaving = graph.Edges.ToLookup(static e => e.From);
        ILookup<int, GraphEdge> entering = graph.Edges.Where(static e => e.From != e.To).ToLookup(static e => e.To);
        var leading = new GraphEdge?[graph.States.Length];
        bool[] isLater = new bool[leading.Length];
        foreach (GraphEdge edge in graph.Edges)
        {
            if (edge.From != edge.To && edge.To != graph.Start && leading[edge.From] is null && entering[edge.To].Take(2).Count() == 1
                && graph.States[edge.From].Kind == graph.States[edge.To].Kind && IsAlike(edge, leaving))
            {
                leading[edge.From] = edge;
            }
        }

        // What leads out of a row may pay something else, what leads on within it may not.
        int Next(int state) => leading[state] is { } edge && (leading[edge.To] is not { } on || on.Payoff == edge.Payoff) ? edge.To : -1;
        for (int s = 0; s < leading.Length; s++)
        {
            if (Next(s) >= 0)
            {
                isLater[Next(s)] = true;
            }
        }

        for (int s = 0; s < leading.Length; s++)
        {
            if (!isLater[s] && Next(s) >= 0)
            {
                var row = new List<int>();
                for (int at = s; at >= 0; at = Next(at))
                {
                    row.Add(at);
                }

                yield return [.. row];
            }
        }
    }

    /// <summary>Whether the state that an edge leads to has an edge of the same guard that leads on, and beside it the same edges.</summary>
    private static bool IsAlike(GraphEdge edge, ILookup<int, GraphEdge> leaving)
    {
        GraphEdge? on = leaving[edge.To].FirstOrDefault(e => e.Guard == edge.Guard && e.To != edge.To);
        if (on is null)
        {
            return false;
        }

        // An edge back to the first state of a row is a loop there.
        return Others(edge, leaving, -1).SetEquals(Others(on, leaving, -1)) || Others(edge, leaving, edge.From).SetEquals(Others(on, leaving, edge.To));
    }

    private static HashSet<(int, string)> Others(GraphEdge on, ILookup<int, GraphEdge> leaving, int self) =>
        [.. leaving[on.From].Where(e => !ReferenceEquals(e, on)).Select(e => (e.To == self ? -1 : e.To, e.Label))];
}
