using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>
/// The third phase: how high each item stands. Column by column, back and forth, each item is brought as near as it can get to the mean of what it is joined with;
/// the nearest places in a given order and with given distances are found exactly (isotonic regression, pooling adjacent violators).
/// </summary>
internal static class LayoutHeights
{
    private const int Sweeps = 40;

    /// <summary>Gives each item its height.</summary>
    public static void Run(IReadOnlyList<List<LayoutItem>> columns)
    {
        foreach (List<LayoutItem> column in columns)
        {
            double y = 0;
            for (int i = 0; i < column.Count; i++)
            {
                y += i == 0 ? 0 : Distance(column[i - 1], column[i]);
                column[i].Y = y;
            }

            foreach (LayoutItem item in column)
            {
                item.Y -= y / 2;
            }
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                Settle(columns[sweep % 2 == 0 ? i : columns.Count - 1 - i]);
            }
        }
    }

    /// <summary>How far apart two neighbours of a column stand at least.</summary>
    public static double Distance(LayoutItem above, LayoutItem below) =>
        above.Below + below.Above + (above.Kind == LayoutItemKind.State && below.Kind == LayoutItemKind.State ? 26 : above.Kind == LayoutItemKind.Pass && below.Kind == LayoutItemKind.Pass ? 8 : 10);

    private static void Settle(List<LayoutItem> column)
    {
        // With the distances taken off, the heights only must not fall.
        double[] shift = new double[column.Count];
        for (int i = 1; i < shift.Length; i++)
        {
            shift[i] = shift[i - 1] + Distance(column[i - 1], column[i]);
        }

        var pools = new List<(double Sum, double Weight, int Count)>();
        for (int i = 0; i < shift.Length; i++)
        {
            (double wanted, double weight) = Wanted(column[i]);
            (double Sum, double Weight, int Count) pool = ((wanted - shift[i]) * weight, weight, 1);
            while (pools.Count > 0 && pools[^1].Sum / pools[^1].Weight >= pool.Sum / pool.Weight)
            {
                pool = (pools[^1].Sum + pool.Sum, pools[^1].Weight + pool.Weight, pools[^1].Count + pool.Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        int at = 0;
        foreach ((double sum, double weight, int count) in pools)
        {
            for (int end = at + count; at < end; at++)
            {
                column[at].Y = (sum / weight) + shift[at];
            }
        }
    }

    private static (double Wanted, double Weight) Wanted(LayoutItem item)
    {
        double sum = 0;
        double weights = 0;
        foreach (LayoutItem near in item.Before.Concat(item.After))
        {
            // Long edges first of all shall be straight.
            double weight = item.Kind != LayoutItemKind.State && near.Kind != LayoutItemKind.State ? 8 : 1;
            sum += near.Y * weight;
            weights += weight;
        }

        return weights > 0 ? (sum / weights, Math.Min(weights, 20)) : (item.Y, 0.1);
    }
}
