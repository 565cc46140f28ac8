using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>The second phase: the order within each column, by the mean of the neighbours' places, back and forth, then by swapping neighbours, so that few edges cross.</summary>
internal static class LayoutOrder
{
    private const int Sweeps = 16;

    /// <summary>Orders the columns.</summary>
    public static void Run(IReadOnlyList<List<LayoutItem>> columns)
    {
        Number(columns);
        long fewest = Crossings(columns);
        List<LayoutItem[]> best = Copy(columns);
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            bool isForward = sweep % 2 == 0;
            for (int i = 1; i < columns.Count; i++)
            {
                Sort(columns[isForward ? i : columns.Count - 1 - i], isForward);
            }

            Swap(columns);
            long now = Crossings(columns);
            if (now < fewest)
            {
                fewest = now;
                best = Copy(columns);
            }
        }

        for (int i = 0; i < columns.Count; i++)
        {
            columns[i].Clear();
            columns[i].AddRange(best[i]);
        }

        Number(columns);
    }

    /// <summary>How many pairs of edges cross between neighbouring columns.</summary>
    public static long Crossings(IReadOnlyList<List<LayoutItem>> columns)
    {
        long count = 0;
        for (int i = 0; i + 1 < columns.Count; i++)
        {
            // Inversions among the right ends, taken in the order of the left ends, by a tree of counts.
            int[] ends = [.. columns[i].SelectMany(static a => a.After.Select(static b => b.Place).Order())];
            int[] tree = new int[columns[i + 1].Count + 1];
            for (int k = 0; k < ends.Length; k++)
            {
                count += k;
                for (int at = ends[k] + 1; at > 0; at -= at & -at)
                {
                    count -= tree[at];
                }

                for (int at = ends[k] + 1; at < tree.Length; at += at & -at)
                {
                    tree[at]++;
                }
            }
        }

        return count;
    }

    private static void Sort(List<LayoutItem> column, bool isForward)
    {
        LayoutItem[] sorted = [.. column.OrderBy(i => (isForward ? i.Before : i.After) is { Count: > 0 } near ? near.Average(static n => (double)n.Place) : i.Place)];
        column.Clear();
        column.AddRange(sorted);
        Number(column);
    }

    private static void Swap(IReadOnlyList<List<LayoutItem>> columns)
    {
        bool isBetter = true;
        for (int round = 0; round < Sweeps && isBetter; round++)
        {
            isBetter = false;
            foreach (List<LayoutItem> column in columns)
            {
                for (int i = 0; i + 1 < column.Count; i++)
                {
                    if (Crossings(column[i], column[i + 1]) > Crossings(column[i + 1], column[i]))
                    {
                        (column[i], column[i + 1]) = (column[i + 1], column[i]);
                        (column[i].Place, column[i + 1].Place) = (i, i + 1);
                        isBetter = true;
                    }
                }
            }
        }
    }

    /// <summary>How many edges of two items cross when one stands above the other.</summary>
    private static int Crossings(LayoutItem above, LayoutItem below) =>
        above.Before.Sum(a => below.Before.Count(b => b.Place < a.Place)) + above.After.Sum(a => below.After.Count(b => b.Place < a.Place));

    private static void Number(IEnumerable<List<LayoutItem>> columns)
    {
        foreach (List<LayoutItem> column in columns)
        {
            Number(column);
        }
    }

    private static void Number(List<LayoutItem> column)
    {
        for (int i = 0; i < column.Count; i++)
        {
            column[i].Place = i;
        }
    }

    private static List<LayoutItem[]> Copy(IEnumerable<List<LayoutItem>> columns) => [.. columns.Select(static c => c.ToArray())];
}
