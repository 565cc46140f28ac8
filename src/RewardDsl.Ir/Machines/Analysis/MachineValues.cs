using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// What each state of a reward machine is worth to one who chooses what happens: the machine as a decision process whose actions are the
/// assignments that can occur (Toro Icarte and others, Reward Machines, JAIR 73, 2022, section 4.4). Final states are worth 0. As a potential it pays for
/// each step towards the reward (Ng, Harada and Russell, 1999, who name the value as the ideal potential).
/// </summary>
public static class MachineValues
{
    /// <summary>The most states without a discount: the method is cubic.</summary>
    public const int MostUndiscountedStates = 256;

    private const double Tolerance = 4e-15;
    private const int MostRounds = 10_000;

    /// <summary>The values of the states, each rounded once to float32; null with the problem where one has none.</summary>
    /// <param name="table">The machine.</param>
    /// <param name="discount">The discount, from 0 to 1.</param>
    /// <param name="problem">Why a state has no value.</param>
    public static EquatableArray<float>? Of(MachineTable table, double discount, out MachineProblem? problem)
    {
        problem = null;
        double[]? values = discount switch
        {
            >= 0 and < 1 => Discounted(table, discount),
            1 => Undiscounted(table, out problem),
            _ => throw new ArgumentOutOfRangeException(nameof(discount)),
        };
        if (values?.Select((v, s) => (Value: (float)v, State: s)).FirstOrDefault(static v => float.IsInfinity(v.Value)) is { Value: not 0 } excess)
        {
            problem = new MachineProblem(MachineProblemKind.NotFinite, excess.State, -1, "the value of '" + table.Machine.States[excess.State] + "' is beyond float32");
            return null;
        }

        return values?.Select(static v => (float)v).ToEquatableArray();
    }

    /// <summary>
    /// Policy iteration. Value iteration would take a number of sweeps that grows without limit towards a discount of 1; here each policy is
    /// evaluated exactly (its states lead to a loop each), and each round is at least as good as a sweep, so that after as many rounds as
    /// sweeps would take there is nothing to gain either. An improvement counts from a tolerance far below the last digit of a float; the limit
    /// is for rounding alone.
    /// </summary>
    private static double[] Discounted(MachineTable table, double discount)
    {
        (int Class, int Next, float Reward)[][] edges = [.. Enumerable.Range(0, table.StateCount).Select(s => table.Edges(s).ToArray())];
        double scale = Math.Max(table.Rewards.Max(static r => Math.Abs((double)r)), double.Epsilon);
        int[] choice = new int[table.StateCount];
        for (int round = 0; ; round++)
        {
            double[] values = Evaluate(edges, choice, discount);
            bool isBetter = false;
            for (int s = 0; s < choice.Length; s++)
            {
                // What is worth nothing here is measured by what a step can pay.
                double least = values[s] + (Tolerance * Math.Max(scale, Math.Abs(values[s])));
                for (int e = 0; e < edges[s].Length; e++)
                {
                    double value = edges[s][e].Reward + (discount * values[edges[s][e].Next]);
                    if (value > least)
                    {
                        (least, choice[s], isBetter) = (value, e, true);
                    }
                }
            }

            if (!isBetter || round == MostRounds)
            {
                return values;
            }
        }
    }

    /// <summary>What the states are worth when each has chosen its edge.</summary>
    private static double[] Evaluate((int Class, int Next, float Reward)[][] edges, int[] choice, double discount)
    {
        double[] values = new double[edges.Length];
        bool[] isKnown = [.. edges.Select(static e => e.Length == 0)];
        for (int s = 0; s < edges.Length; s++)
        {
            var way = new List<int>();
            var place = new Dictionary<int, int>();
            int at = s;
            for (; !isKnown[at] && !place.ContainsKey(at); at = edges[at][choice[at]].Next)
            {
                place.Add(at, way.Count);
                way.Add(at);
            }

            if (!isKnown[at])
            {
                // The way closes here: one turn pays so much and comes back with the discount of its steps.
                double sum = 0;
                double steps = 0;
                double factor = 1;
                foreach (int i in way.Skip(place[at]))
                {
                    sum += factor * edges[i][choice[i]].Reward;
                    steps += factor;
                    factor *= discount;
                }

                // 1 − γⁿ without cancellation.
                values[at] = sum / ((1 - discount) * steps);
                isKnown[at] = true;
            }

            for (int i = way.Count - 1; i >= 0; i--)
            {
                if (!isKnown[way[i]])
                {
                    (int _, int next, float reward) = edges[way[i]][choice[way[i]]];
                    values[way[i]] = reward + (discount * values[next]);
                    isKnown[way[i]] = true;
                }
            }
        }

        return values;
    }

    /// <summary>The best sum to a place where it ends: a final state, or a loop that pays nothing (longest ways, Floyd and Warshall).</summary>
    private static double[]? Undiscounted(MachineTable table, out MachineProblem? problem)
    {
        int n = table.StateCount;
        problem = null;
        if (n > MostUndiscountedStates)
        {
            problem = new MachineProblem(
                MachineProblemKind.TooManyStates, -1, -1, "without a discount values are found for at most " + Literals.Integer(MostUndiscountedStates) + " states, not " + Literals.Integer(n));
            return null;
        }

        double tolerance = 1e-13 * table.Rewards.Max(static r => Math.Abs((double)r));
        double[,] most = new double[n, n];
        for (int s = 0; s < n; s++)
        {
            for (int t = 0; t < n; t++)
            {
                most[s, t] = double.NegativeInfinity;
            }

            foreach ((_, int next, float reward) in table.Edges(s))
            {
                most[s, next] = Math.Max(most[s, next], reward);
            }
        }

        for (int via = 0; via < n; via++)
        {
            for (int s = 0; s < n; s++)
            {
                for (int t = 0; t < n && !double.IsNegativeInfinity(most[s, via]); t++)
                {
                    most[s, t] = Math.Max(most[s, t], most[s, via] + most[via, t]);
                }
            }

            // A loop that gains makes all sums grow without end: stop before they do.
            for (int s = 0; s < n; s++)
            {
                if (most[s, s] > tolerance)
                {
                    problem = new MachineProblem(
                        MachineProblemKind.EndlessGain, s, -1, "a loop through '" + table.Machine.States[s] + "' pays each time: without a discount there is no end to it");
                    return null;
                }
            }
        }

        int[] rests = [.. Enumerable.Range(0, n).Where(s => table.Machine.IsFinal(s) || most[s, s] >= -tolerance)];
        double[] values = new double[n];
        for (int s = 0; s < n; s++)
        {
            values[s] = rests.Select(r => r == s ? 0 : most[s, r]).DefaultIfEmpty(double.NegativeInfinity).Max();
            if (double.IsNegativeInfinity(values[s]))
            {
                problem = new MachineProblem(
                    MachineProblemKind.EndlessLoss, s, -1, "each way from '" + table.Machine.States[s] + "' costs without end: without a discount it has no value");
                return null;
            }
        }

        return values;
    }
}
