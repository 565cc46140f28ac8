using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The robustness of a formula at each step of a whole trace, in time proportional to its length whatever the windows are: extremes over
/// blocks from both sides (van Herk 1992, Gil and Werman 1993), for until and since too.
/// </summary>
public static class OfflineRobustness
{
    /// <summary>The values at all steps.</summary>
    /// <param name="program">The formula.</param>
    /// <param name="trace">For each step the margins of the atoms, by number.</param>
    public static float[] Values(RobustnessProgram program, IReadOnlyList<float[]> trace)
    {
        var values = new float[program.Nodes.Count][];
        for (int i = 0; i <= program.Root; i++)
        {
            values[i] = Values(program.Nodes[i], values, trace);
        }

        return values[program.Root];
    }

    private static float[] Values(RobustnessNode node, float[][] values, IReadOnlyList<float[]> trace)
    {
        int n = trace.Count;
        float[] left = node.Kind is RobustnessKind.Constant or RobustnessKind.Margin ? [] : values[node.Left];
        float[] right = node.Right < 0 ? left : values[node.Right];
        float[] result = new float[n];
        float none = Extremes.None(node.IsMax);
        switch (node.Kind)
        {
            case RobustnessKind.Ahead:
            case RobustnessKind.Behind:
            case RobustnessKind.Until:
            case RobustnessKind.Since:
                return Windows(node, left, right);
            default:
                for (int t = 0; t < n; t++)
                {
                    result[t] = node.Kind switch
                    {
                        RobustnessKind.Constant => none,
                        RobustnessKind.Margin => trace[t][node.Left],
                        RobustnessKind.Negate => -left[t],
                        RobustnessKind.Extreme => Extremes.Of(node.IsMax, left[t], right[t]),
                        RobustnessKind.Later => t + node.Steps < n ? left[t + node.Steps] : none,
                        RobustnessKind.Earlier => t >= node.Steps ? left[t - node.Steps] : none,
                        _ => throw new ArgumentOutOfRangeException(nameof(node)),
                    };
                }

                return result;
        }
    }

    /// <summary>
    /// The trace is cut into blocks as long as the window; a window is the end of one block and the start of the next.
    /// </summary>
    private static float[] Windows(RobustnessNode node, float[] left, float[] right)
    {
        int n = left.Length;
        bool isPast = node.Kind is RobustnessKind.Behind or RobustnessKind.Since;
        bool isExtreme = node.Kind is RobustnessKind.Ahead or RobustnessKind.Behind;
        int length = node.Steps < 0 ? n : Math.Min(node.Steps + 1, n);
        RobustnessSegment Join(RobustnessSegment a, RobustnessSegment b) => isExtreme ? new RobustnessSegment(0, Extremes.Of(node.IsMax, a.Value, b.Value)) : RobustnessSegment.Join(a, b, node.IsMax, isPast);

        RobustnessSegment[] one = [.. Enumerable.Range(0, n).Select(t => isExtreme ? new RobustnessSegment(0, left[t]) : new RobustnessSegment(left[t], right[t]))];
        var fromStart = new RobustnessSegment[n];
        var toEnd = new RobustnessSegment[n];
        for (int t = 0; t < n; t++)
        {
            fromStart[t] = t % length == 0 ? one[t] : Join(fromStart[t - 1], one[t]);
        }

        for (int t = n - 1; t >= 0; t--)
        {
            toEnd[t] = t == n - 1 || (t + 1) % length == 0 ? one[t] : Join(one[t], toEnd[t + 1]);
        }

        float[] result = new float[n];
        for (int t = 0; t < n; t++)
        {
            int first = isPast ? Math.Max(t - length + 1, 0) : t;
            int last = isPast ? t : Math.Min(t + length - 1, n - 1);
            // Within one block it is the block's start up to the last step, or its end from the first.
            result[t] = (first / length != last / length ? Join(toEnd[first], fromStart[last]) : first % length == 0 ? fromStart[last] : toEnd[first]).Value;
        }

        return result;
    }
}
