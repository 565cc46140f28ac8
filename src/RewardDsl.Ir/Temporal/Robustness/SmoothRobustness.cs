using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Robustness that is smooth in all margins: the larger of some numbers is <c>τ log Σ exp(x / τ)</c>, the smaller the negative of that of the
/// negatives. It goes to the exact value as the temperature τ goes to 0, and every margin has a slope. A largest is never below the exact one
/// and a smallest never above, by at most <c>τ log n</c> each; <see cref="LargestError"/> is that for a whole formula. The sign is therefore the truth
/// only outside of that error. The ends of the trace are those of <see cref="RobustnessEvaluator"/>.
/// </summary>
public static class SmoothRobustness
{
    /// <summary>The values at all steps of a trace.</summary>
    /// <param name="program">The formula.</param>
    /// <param name="trace">For each step the margins of the atoms, by number.</param>
    /// <param name="temperature">How smooth; positive, in the unit of the margins.</param>
    public static double[] Values(RobustnessProgram program, IReadOnlyList<float[]> trace, double temperature)
    {
        if (!(temperature > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), "The temperature is positive.");
        }

        var values = new double[program.Nodes.Count][];
        for (int i = 0; i <= program.Root; i++)
        {
            values[i] = Values(program.Nodes[i], values, trace, temperature);
        }

        return values[program.Root];
    }

    /// <summary>How far a smooth value is from the exact one at most, on traces of some length.</summary>
    public static double LargestError(RobustnessProgram program, int length, double temperature)
    {
        double[] errors = new double[program.Nodes.Count];
        for (int i = 0; i < errors.Length; i++)
        {
            RobustnessNode node = program.Nodes[i];
            double inner = node.Kind is RobustnessKind.Constant or RobustnessKind.Margin ? 0 : Math.Max(errors[node.Left], node.Right < 0 ? 0 : errors[node.Right]);
            int window = node.Steps < 0 ? length : Math.Min(node.Steps + 1, length);
            errors[i] = inner + (temperature * node.Kind switch
            {
                RobustnessKind.Extreme => Math.Log(2),
                RobustnessKind.Ahead or RobustnessKind.Behind => Math.Log(window),
                // One of the window, of which each is one of those before it.
                RobustnessKind.Until or RobustnessKind.Since => 2 * Math.Log(window),
                _ => 0,
            });
        }

        return errors[program.Root];
    }

    private static double[] Values(RobustnessNode node, double[][] values, IReadOnlyList<float[]> trace, double temperature)
    {
        int n = trace.Count;
        double none = node.IsMax ? double.NegativeInfinity : double.PositiveInfinity;
        double[] left = node.Kind is RobustnessKind.Constant or RobustnessKind.Margin ? [] : values[node.Left];
        double[] right = node.Right < 0 ? left : values[node.Right];
        double Join(bool isMax, double a, double b) => isMax ? Larger(a, b, temperature) : -Larger(-a, -b, temperature);
        double Value(int t) => node.Kind switch
        {
            RobustnessKind.Constant => none,
            RobustnessKind.Margin => trace[t][node.Left],
            RobustnessKind.Negate => -left[t],
            RobustnessKind.Extreme => Join(node.IsMax, left[t], right[t]),
            RobustnessKind.Later => t + node.Steps < n ? left[t + node.Steps] : none,
            RobustnessKind.Earlier => t >= node.Steps ? left[t - node.Steps] : none,
            _ => Reach(t),
        };

        // Each step of the window with all those before it (for the past: after it), as the definition says.
        double Reach(int t)
        {
            int direction = node.Kind == RobustnessKind.Until ? 1 : -1;
            int last = node.Steps < 0 ? n : node.Steps;
            double found = none;
            double onTheWay = -none;
            for (int d = 0; d <= last && t + (direction * d) >= 0 && t + (direction * d) < n; d++)
            {
                int j = t + (direction * d);
                found = Join(node.IsMax, found, Join(!node.IsMax, right[j], onTheWay));
                onTheWay = Join(!node.IsMax, onTheWay, left[j]);
            }

            return found;
        }

        return node.Kind is RobustnessKind.Ahead or RobustnessKind.Behind
            ? Windows(node, left, (a, b) => Join(node.IsMax, a, b))
            : [.. Enumerable.Range(0, n).Select(Value)];
    }

    /// <summary>Windows by blocks from both sides, in time proportional to the trace, as in <see cref="OfflineRobustness"/>.</summary>
    private static double[] Windows(RobustnessNode node, double[] one, Func<double, double, double> join)
    {
        int n = one.Length;
        int length = node.Steps < 0 ? n : Math.Min(node.Steps + 1, n);
        double[] fromStart = new double[n];
        double[] toEnd = new double[n];
        for (int t = 0; t < n; t++)
        {
            fromStart[t] = t % length == 0 ? one[t] : join(fromStart[t - 1], one[t]);
        }

        for (int t = n - 1; t >= 0; t--)
        {
            toEnd[t] = t == n - 1 || (t + 1) % length == 0 ? one[t] : join(one[t], toEnd[t + 1]);
        }

        double[] result = new double[n];
        for (int t = 0; t < n; t++)
        {
            int first = node.Kind == RobustnessKind.Behind ? Math.Max(t - length + 1, 0) : t;
            int last = node.Kind == RobustnessKind.Behind ? t : Math.Min(t + length - 1, n - 1);
            result[t] = first / length != last / length ? join(toEnd[first], fromStart[last]) : first % length == 0 ? fromStart[last] : toEnd[first];
        }

        return result;
    }

    // The larger one is taken out first, so that nothing overflows.
    private static double Larger(double a, double b, double temperature)
    {
        double larger = a > b ? a : b;
        double smaller = a > b ? b : a;
        return double.IsNaN(a) || double.IsNaN(b) ? double.NaN
            : double.IsInfinity(larger) || double.IsNegativeInfinity(smaller) ? larger
            : larger + (temperature * Math.Log(1 + Math.Exp((smaller - larger) / temperature)));
    }
}
