using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>The loops of a reward machine that never end the task.</summary>
public static class MachineCycles
{
    /// <summary>The most states that may be reached: the method's table is quadratic.</summary>
    public const int MostStates = 1024;

    /// <summary>
    /// A loop that pays the most a step, of those that can be reached from the start and avoid final states (Karp, A characterization of the minimum cycle
    /// mean in a digraph, 1978). Null where there is none, or where too many states can be reached.
    /// </summary>
    public static MachineCycle? Best(MachineTable table)
    {
        (int State, List<(int Class, int Next, float Reward)> Edges)[] reached = Reached(table);
        int n = reached.Length;
        if (n == 0 || n > MostStates)
        {
            return null;
        }

        var place = new Dictionary<int, int>();
        foreach ((int state, _) in reached)
        {
            place.Add(state, place.Count);
        }

        // The most that a walk of so many steps from the start to a state pays, and its last edge.
        double[,] most = new double[n + 1, n];
        (int From, int Edge)[,] last = new (int, int)[n + 1, n];
        for (int k = 0; k <= n; k++)
        {
            for (int v = 0; v < n; v++)
            {
                most[k, v] = k == 0 && v == 0 ? 0 : double.NegativeInfinity;
            }

            for (int u = 0; k > 0 && u < n; u++)
            {
                for (int e = 0; !double.IsNegativeInfinity(most[k - 1, u]) && e < reached[u].Edges.Count; e++)
                {
                    int v = place[reached[u].Edges[e].Next];
                    double sum = most[k - 1, u] + reached[u].Edges[e].Reward;
                    if (sum > most[k, v])
                    {
                        most[k, v] = sum;
                        last[k, v] = (u, e);
                    }
                }
            }
        }

        double best = double.NegativeInfinity;
        int end = -1;
        for (int v = 0; v < n; v++)
        {
            if (!double.IsNegativeInfinity(most[n, v]))
            {
                double mean = Enumerable.Range(0, n).Where(k => !double.IsNegativeInfinity(most[k, v])).Min(k => (most[n, v] - most[k, v]) / (n - k));
                if (mean > best)
                {
                    (best, end) = (mean, v);
                }
            }
        }

        return end < 0 ? null : Extract(table, reached, last, end);
    }

    /// <summary>The loop on a walk of as many steps as there are states, which visits one of them twice.</summary>
    private static MachineCycle Extract(MachineTable table, (int State, List<(int Class, int Next, float Reward)> Edges)[] reached, (int From, int Edge)[,] last, int end)
    {
        int n = reached.Length;
        (int From, int Edge)[] walk = new (int, int)[n];
        for (int k = n, v = end; k > 0; v = walk[--k].From)
        {
            walk[k - 1] = last[k, v];
        }

        // All loops on the walk of the best end have the same mean, up to rounding: the first is taken.
        var seen = new Dictionary<int, int>();
        int from = 0;
        int to = n;
        for (int k = 0; k <= n; k++)
        {
            int v = k < n ? walk[k].From : end;
            if (seen.TryGetValue(v, out from))
            {
                to = k;
                break;
            }

            seen.Add(v, k);
        }

        (int State, ulong Assignment, float Reward)[] steps = [.. walk.Skip(from).Take(to - from).Select(s => Step(table, reached, s))];
        return new MachineCycle(steps.Average(static s => (double)s.Reward), steps);
    }

    private static (int State, ulong Assignment, float Reward) Step(MachineTable table, (int State, List<(int Class, int Next, float Reward)> Edges)[] reached, (int From, int Edge) step)
    {
        (int letter, _, float reward) = reached[step.From].Edges[step.Edge];
        return (reached[step.From].State, table.Samples[letter], reward);
    }

    /// <summary>The states that can be reached and are not final, the start first, with the best edge to each other such state.</summary>
    private static (int State, List<(int Class, int Next, float Reward)> Edges)[] Reached(MachineTable table)
    {
        var found = new List<(int, List<(int, int, float)>)>();
        var seen = new HashSet<int> { table.Machine.Start };
        var queue = new Queue<int>(seen.Where(s => !table.Machine.IsFinal(s)));
        while (queue.Count > 0)
        {
            int state = queue.Dequeue();
            List<(int Class, int Next, float Reward)> edges =
                [.. table.Edges(state).Where(e => !table.Machine.IsFinal(e.Next)).GroupBy(static e => e.Next).Select(static g => g.OrderByDescending(static e => e.Reward).First())];
            found.Add((state, edges));
            foreach ((_, int next, _) in edges.Where(e => seen.Add(e.Next)))
            {
                queue.Enqueue(next);
            }
        }

        return [.. found];
    }
}
