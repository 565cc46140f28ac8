using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The smallest automaton with the same meaning on traces of one step or more: Hopcroft's refinement, then letters that no state tells
/// apart become one class. The start stands for any state that goes on as it does, since no trace ends there.
/// </summary>
internal static class Minimizer
{
    /// <summary>The smallest automaton; its states in the order in which they are reached.</summary>
    public static RawAutomaton Minimize(RawAutomaton automaton)
    {
        int[] reached = Reached(automaton);
        var place = new Dictionary<int, int>();
        for (int i = 0; i < reached.Length; i++)
        {
            place.Add(reached[i], i);
        }

        int[][] next = [.. reached.Select(s => automaton.Next[s].Select(t => place[t]).ToArray())];
        bool[] accepting = [.. reached.Select(s => automaton.IsAccepting[s])];
        int[] block = Blocks(next, accepting, automaton.Classes);

        int count = block.Max() + 1;
        int[][] rows = new int[count][];
        bool[] accepts = new bool[count];
        for (int s = 0; s < block.Length; s++)
        {
            rows[block[s]] ??= [.. next[s].Select(t => block[t])];
            accepts[block[s]] = accepting[s];
        }

        int[] first = [.. automaton.Next[0].Select(t => block[place[t]])];
        int start = Enumerable.Range(0, count).Where(b => rows[b].HasSame(first)).OrderBy(b => accepts[b]).DefaultIfEmpty(-1).First();
        if (start < 0)
        {
            start = count;
            rows = [.. rows, first];
            accepts = [.. accepts, false];
        }

        return Ordered(automaton, rows, accepts, start);
    }

    /// <summary>The states after one step or more.</summary>
    private static int[] Reached(RawAutomaton automaton)
    {
        var seen = new HashSet<int>();
        var order = new List<int>();
        for (int at = -1; at < order.Count; at++)
        {
            foreach (int t in automaton.Next[at < 0 ? 0 : order[at]])
            {
                if (seen.Add(t))
                {
                    order.Add(t);
                }
            }
        }

        return [.. order];
    }

    /// <summary>For each state the number of its block of states that mean the same.</summary>
    private static int[] Blocks(int[][] next, bool[] accepting, int classes)
    {
        int n = next.Length;
        List<int>[][] from = new List<int>[classes][];
        for (int c = 0; c < classes; c++)
        {
            from[c] = new List<int>[n];
            for (int s = 0; s < n; s++)
            {
                (from[c][next[s][c]] ??= []).Add(s);
            }
        }

        var blocks = new List<List<int>>();
        int[] block = new int[n];
        foreach (bool value in new[] { false, true })
        {
            List<int> states = [.. Enumerable.Range(0, n).Where(s => accepting[s] == value)];
            if (states.Count > 0)
            {
                foreach (int s in states)
                {
                    block[s] = blocks.Count;
                }

                blocks.Add(states);
            }
        }

        var isWaiting = new List<bool[]>();
        var waiting = new Stack<(int Block, int Class)>();
        for (int b = 0; b < blocks.Count; b++)
        {
            isWaiting.Add(new bool[classes]);
        }

        int smallest = blocks.Count == 2 && blocks[1].Count < blocks[0].Count ? 1 : 0;
        for (int c = 0; c < classes; c++)
        {
            waiting.Push((smallest, c));
            isWaiting[smallest][c] = true;
        }

        var touched = new Dictionary<int, List<int>>();
        while (waiting.Count > 0)
        {
            (int splitter, int c) = waiting.Pop();
            isWaiting[splitter][c] = false;
            touched.Clear();
            foreach (int target in blocks[splitter])
            {
                foreach (int s in from[c][target] ?? [])
                {
                    if (!touched.TryGetValue(block[s], out List<int> members))
                    {
                        touched.Add(block[s], members = []);
                    }

                    members.Add(s);
                }
            }

            foreach (KeyValuePair<int, List<int>> part in touched)
            {
                if (part.Value.Count == blocks[part.Key].Count)
                {
                    continue;
                }

                int added = blocks.Count;
                foreach (int s in part.Value)
                {
                    block[s] = added;
                }

                blocks[part.Key].RemoveAll(s => block[s] == added);
                blocks.Add(part.Value);
                isWaiting.Add(new bool[classes]);
                for (int k = 0; k < classes; k++)
                {
                    int chosen = isWaiting[part.Key][k] || part.Value.Count <= blocks[part.Key].Count ? added : part.Key;
                    waiting.Push((chosen, k));
                    isWaiting[chosen][k] = true;
                }
            }
        }

        return block;
    }

    private static RawAutomaton Ordered(RawAutomaton automaton, int[][] rows, bool[] accepts, int start)
    {
        // Columns that are the same everywhere are one class; classes in the order of their first letter.
        var columns = new Dictionary<int[], int>(IntArrays.Comparer);
        int[] merged = [.. Enumerable.Range(0, automaton.Classes).Select(_ => -1)];
        var kept = new List<int>();
        int[] letterClass = new int[automaton.Class.Length];
        for (int i = 0; i < letterClass.Length; i++)
        {
            int old = automaton.Class[i];
            if (merged[old] < 0)
            {
                int[] column = [.. rows.Select(r => r[old])];
                if (!columns.TryGetValue(column, out merged[old]))
                {
                    merged[old] = kept.Count;
                    columns.Add(column, kept.Count);
                    kept.Add(old);
                }
            }

            letterClass[i] = merged[old];
        }

        var place = new Dictionary<int, int> { [start] = 0 };
        var order = new List<int> { start };
        var next = new List<int[]>();
        for (int at = 0; at < order.Count; at++)
        {
            int[] row = new int[kept.Count];
            for (int c = 0; c < row.Length; c++)
            {
                int target = rows[order[at]][kept[c]];
                if (!place.TryGetValue(target, out row[c]))
                {
                    row[c] = order.Count;
                    place.Add(target, order.Count);
                    order.Add(target);
                }
            }

            next.Add(row);
        }

        return new RawAutomaton(automaton.Letters, letterClass, kept.Count, next, [.. order.Select(s => accepts[s])]);
    }
}
