using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Benchmarks;

/// <summary>Robustness of a formula over trajectories, side by side with what it is compared with.</summary>
internal static unsafe class TrajectoryTimes
{
    private const int RoundCount = 41;
    private const string Sweep = "sweep";
    private const string Narrow = "sweep, Vector128";
    private const string Longer = "sweep, all windows four times longer";
    private const string First = "sweep, first step only";
    private const string Skeleton = "memory skeleton";
    private const string Scalar = "scalar loop, a trajectory at a time";
    private const string Doubling = "array operations, windows by doubling";

    private static readonly TimeSpan s_each = TimeSpan.FromMilliseconds(2);

    /// <summary>The section of the results.</summary>
    public static IEnumerable<string> Section()
    {
        Dictionary<(int Batch, int Threads), Dictionary<string, Times>> all = new();
        foreach (int batch in new[] { 64, 1024 })
        {
            foreach (int threads in new[] { 1, 2 })
            {
                all[(batch, threads)] = Measure(batch, threads);
            }
        }

        yield return "## Robustness over trajectories";
        yield return "";
        yield return "```sh";
        yield return "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --trajectories";
        yield return "```";
        yield return "";
        yield return "`G (speed < 2) & F[0,200] G[0,20] (distance < 0.5) & (trigger > 0 -> F[0,50] response > 0)` at every step of B trajectories of 1000 steps,";
        yield return Invariant($"nanoseconds a value; 20 bytes of memory each. {RoundCount} rounds of about {s_each.TotalMilliseconds} ms of each in turn, all results compared bit by bit before; median, and");
        yield return "the 10th and 90th percentile as shares of it; ratios are medians of the ratios round by round.";
        yield return "";
        yield return "| | B = 64 | B = 64, 2 threads | B = 1024 | B = 1024, 2 threads |";
        yield return "|---|---:|---:|---:|---:|";
        foreach (string name in new[] { Skeleton, Sweep, Narrow, Longer, First, Scalar, Doubling })
        {
            yield return $"| {name} | {string.Join(" | ", all.Values.Select(t => t.TryGetValue(name, out Times? times) ? times.Text : "–"))} |";
        }

        yield return Ratio("sweep / memory skeleton", static t => t[Sweep].RatioTo(t[Skeleton]));
        yield return Ratio("four times longer / sweep", static t => t[Longer].RatioTo(t[Sweep]));
        yield return Ratio("scalar loop / sweep", static t => t[Scalar].RatioTo(t[Sweep]));
        yield return Ratio("array operations / sweep", static t => t.TryGetValue(Doubling, out Times? times) ? times.RatioTo(t[Sweep]) : double.NaN);
        yield return "";
        yield return "| | goal | measured | |";
        yield return "|---|---|---:|---|";
        yield return Goal("sweep / memory skeleton, B = 64", 2.5, all[(64, 1)][Sweep].RatioTo(all[(64, 1)][Skeleton]));
        yield return Goal("sweep / memory skeleton, B = 1024", 3.2, all[(1024, 1)][Sweep].RatioTo(all[(1024, 1)][Skeleton]));
        yield return Goal("all windows four times longer / sweep, B = 64", 1.35, all[(64, 1)][Longer].RatioTo(all[(64, 1)][Sweep]));
        yield return Goal("all windows four times longer / sweep, B = 1024", 1.35, all[(1024, 1)][Longer].RatioTo(all[(1024, 1)][Sweep]));
        yield return "";

        string Ratio(string name, Func<Dictionary<string, Times>, double> of) =>
            $"| *{name}* | {string.Join(" | ", all.Values.Select(of).Select(static r => double.IsNaN(r) ? "–" : Invariant($"{r:F2}")))} |";
    }

    private static string Goal(string what, double limit, double value) =>
        Invariant($"| P9 | {what} ≤ {limit} | {value:F2} | {(value <= limit ? "pass" : "**fail**")} |");

    private static Dictionary<string, Times> Measure(int batch, int threads)
    {
        using var inputs = new TrajectoryInputs(batch);
        using var pool = new SpinPool(threads);
        float* touched = inputs.Result();
        float* scalar = inputs.Result();
        float* swept = inputs.Result();
        float* narrow = inputs.Result();
        float* longer = inputs.Result();
        float* first = inputs.Result();
        float* doubled = inputs.Result();
        using var memory = new AlignedMemory();
        float* twice = memory.Floats(2 * inputs.Count);
        var options = new TrajectoryOptions { Threads = threads };
        using var one = new TrajectoryRobustness(TrajectoryInputs.Formula(1), options);
        using var four = new TrajectoryRobustness(TrajectoryInputs.Formula(4), options);
        using var small = new TrajectoryRobustness(TrajectoryInputs.Formula(1), options with { Width = VectorWidth.Vector128 });
        using var start = new TrajectoryRobustness(TrajectoryInputs.Formula(1), options);
        int count = (int)inputs.Count;
        Action<int> touch = part => TrajectoryBaselines.Skeleton(inputs, touched, batch * part / threads, batch * (part + 1) / threads);
        Action<int> loop = part => TrajectoryBaselines.Scalar(inputs, scalar, batch * part / threads, batch * (part + 1) / threads);
        List<(string Name, Action Run)> kernels =
        [
            (Skeleton, () => pool.Run(touch, threads)),
            (Sweep, () => one.Evaluate(inputs.Margins, TrajectoryInputs.Steps, batch, new Span<float>(swept, count))),
            (Narrow, () => small.Evaluate(inputs.Margins, TrajectoryInputs.Steps, batch, new Span<float>(narrow, count))),
            (Longer, () => four.Evaluate(inputs.Margins, TrajectoryInputs.Steps, batch, new Span<float>(longer, count))),
            (First, () => start.EvaluateFirst(inputs.Margins, TrajectoryInputs.Steps, batch, new Span<float>(first, batch))),
            (Scalar, () => pool.Run(loop, threads)),
        ];
        if (threads == 1)
        {
            kernels.Add((Doubling, () => TrajectoryBaselines.Doubling(inputs, doubled, twice)));
        }

        kernels.ForEach(static k => k.Run());
        Compare(scalar, swept, count);
        Compare(scalar, narrow, count);
        Compare(scalar, first, batch);
        if (threads == 1)
        {
            Compare(scalar, doubled, count);
        }

        // Long enough for tiered compilation.
        return Rounds.Measure(kernels, count, TimeSpan.FromMilliseconds(600), RoundCount, s_each);
    }

    private static void Compare(float* expected, float* found, int count)
    {
        if (!new ReadOnlySpan<float>(expected, count).SequenceEqual(new ReadOnlySpan<float>(found, count)))
        {
            throw new InvalidOperationException("The results differ.");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
