using System;
using System.Linq;
using RewardDsl.Kernels;
using RewardDsl.Shared;

namespace RewardDsl;

/// <summary>
/// Closes the monitors of environments whose episode ends with a step, one by one: over an episode it is little work. One for each thread.
/// </summary>
/// <param name="layout">The monitors.</param>
/// <param name="rings">Where the last steps are kept.</param>
internal sealed unsafe class Closer(EvaluatorLayout layout, RingSet? rings)
{
    /// <summary>Floats of a row: the widest block.</summary>
    public const int Width = 16;

    private readonly MonitorTail[] _tails = [.. layout.Closings.Select(static c => new MonitorTail([.. c.Table]))];

    /// <summary>Rows that a kernel fills at most: which environments end, their steps, and the values.</summary>
    public static int RowsOf(EvaluatorLayout layout) =>
        layout.Closings.Count == 0 ? 0 : layout.Closings.Max(static c => 4 + c.Table[7] + c.Rings.Count);

    /// <summary>Replaces the first row, which says which environments end, by what closes their monitor.</summary>
    /// <param name="closing">Which monitor.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="environment">The first environment of the block.</param>
    /// <param name="width">Environments of a block.</param>
    public void Close(int closing, float* rows, int environment, int width)
    {
        for (int i = 0; i < width; i++)
        {
            if (BitConverter.SingleToInt32Bits(rows[i]) != 0)
            {
                rows[i] = Close(_tails[closing], layout.Closings[closing], rows + i, environment + i);
            }
        }
    }

    private float Close(MonitorTail tail, ClosingLayout closing, float* column, int environment)
    {
        int at = 1;
        float Next() => column[Width * at++];
        int steps = (int)Next();
        float value = Next();
        float left = tail.HasLeft ? Next() : 0f;
        int ring = 0;
        for (int leaf = 0; leaf < tail.Leaves.Length; leaf++)
        {
            float[] numbers = tail.Leaves[leaf];
            numbers[0] = Next();
            int to = 1;
            foreach (int length in tail.Segments[leaf])
            {
                int carry = closing.Rings[ring++];
                if (carry < 0)
                {
                    numbers[to] = Next();
                }
                else
                {
                    RingStore store = rings![carry]!;
                    for (int k = 1; k <= Math.Min(length, steps + 1 - to); k++)
                    {
                        numbers[to + k - 1] = store.Before(environment, k);
                    }
                }

                to += length;
            }
        }

        return tail.Close(value, left, steps);
    }
}
