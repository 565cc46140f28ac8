using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>
/// The first phase of a layered drawing (Sugiyama, Tagawa and Toda 1981): each state gets a column behind all states that lead on to it, where an edge leads
/// on when it does not lead nearer to the start. Labels of edges stand in columns of their own between those of the states.
/// </summary>
internal static class LayoutColumns
{
    /// <summary>The column of each state; even numbers.</summary>
    public static int[] Of(StateGraph graph)
    {
        int[] order = Order(graph);
        // What each state stands behind. Edges that lead back count only where both ends would stand in one column.
        HashSet<int>[] behind = [.. order.Select(static _ => new HashSet<int>())];
        foreach (GraphEdge edge in graph.Edges.Where(e => order[e.To] > order[e.From]))
        {
            behind[edge.To].Add(edge.From);
        }

        while (true)
        {
            int[] columns = new int[order.Length];
            foreach (int state in Enumerable.Range(0, order.Length).OrderBy(s => order[s]))
            {
                columns[state] = behind[state].Select(b => columns[b] + 2).DefaultIfEmpty(0).Max();
            }

            List<GraphEdge> level = [.. graph.Edges.Where(e => e.From != e.To && columns[e.From] == columns[e.To])];
            if (level.Count == 0)
            {
                return columns;
            }

            // Back edges, all of them: the others already stand in different columns.
            level.ForEach(e => behind[e.From].Add(e.To));
        }
    }

    /// <summary>The states by their distance from the start, then those that nothing leads to, then those that nothing leaves.</summary>
    private static int[] Order(StateGraph graph)
    {
        int[] order = new int[graph.States.Length];
        Array.Fill(order, -1);
        ILookup<int, GraphEdge> leaving = graph.Edges.ToLookup(static e => e.From);
        int count = 0;
        foreach (int root in Enumerable.Range(0, order.Length).Prepend(graph.Start))
        {
            if (order[root] >= 0)
            {
                continue;
            }

            var queue = new Queue<int>();
            order[root] = count++;
            for (queue.Enqueue(root); queue.Count > 0;)
            {
                foreach (GraphEdge edge in leaving[queue.Dequeue()])
                {
                    if (order[edge.To] < 0)
                    {
                        order[edge.To] = count++;
                        queue.Enqueue(edge.To);
                    }
                }
            }
        }

        // What is never left is the end of all ways to it.
        bool IsLast(int state) => state != graph.Start && leaving[state].All(static e => e.To == e.From);
        int[] sorted = [.. Enumerable.Range(0, order.Length).OrderBy(IsLast).ThenBy(s => order[s])];
        for (int i = 0; i < sorted.Length; i++)
        {
            order[sorted[i]] = i;
        }

        return order;
    }
}
