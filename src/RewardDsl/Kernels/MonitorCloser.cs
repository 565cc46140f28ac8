using System;
using System.ComponentModel;
using RewardDsl.Shared;

namespace RewardDsl.Kernels;

/// <summary>
/// Closes a monitor for one environment whose episode ends, from numbers that were gathered elsewhere, as from tensors. The same operations as the
/// kernels', so that the bits are the same. Used by generated code; one caller at a time.
/// </summary>
/// <param name="layout">The monitor.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MonitorCloser(ClosingLayout layout)
{
    private readonly MonitorTail _tail = new([.. layout.Table]);

    /// <summary>The closed value.</summary>
    /// <param name="numbers">The steps of the episode before the last one, and the values that the monitor is given, in its order.</param>
    /// <param name="before">What was written to a carry some steps ago, at least 1.</param>
    public float Close(ReadOnlySpan<float> numbers, Func<int, int, float> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        int at = 0;
        int steps = (int)numbers[at++];
        float value = numbers[at++];
        float left = _tail.HasLeft ? numbers[at++] : 0f;
        int ring = 0;
        for (int leaf = 0; leaf < _tail.Leaves.Length; leaf++)
        {
            float[] kept = _tail.Leaves[leaf];
            kept[0] = numbers[at++];
            int to = 1;
            foreach (int length in _tail.Segments[leaf])
            {
                int carry = layout.Rings[ring++];
                if (carry < 0)
                {
                    kept[to] = numbers[at++];
                }

                for (int k = 1; carry >= 0 && k <= Math.Min(length, steps + 1 - to); k++)
                {
                    kept[to + k - 1] = before(carry, k);
                }

                to += length;
            }
        }

        return _tail.Close(value, left, steps);
    }
}
