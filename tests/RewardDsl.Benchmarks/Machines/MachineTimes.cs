using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using OfficeErrands;

namespace RewardDsl.Benchmarks;

/// <summary>The step of a reward machine with a potential, side by side with what it is compared with.</summary>
internal static class MachineTimes
{
    private const int RoundCount = 41;
    private const int Checked = 10;
    private const string Skeleton = "memory skeleton of bytes";
    private const string Own = "memory skeleton of the evaluator";
    private const string Step = "evaluator, step";
    private const string Anew = "evaluator, step and reset of what ended";
    private const string Scalar = "scalar loop over the table";
    private const string Arrays = "array operations, two gathers";

    private static readonly TimeSpan s_each = TimeSpan.FromMilliseconds(2);

    private static readonly string[] s_rows = [Skeleton, Own, Step, Anew, Scalar, Arrays];

    /// <summary>The section of the results.</summary>
    public static IEnumerable<string> Section()
    {
        yield return "## Reward machines";
        yield return "";
        yield return "```sh";
        yield return "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --machines";
        yield return "```";
        yield return "";
        yield return "Mail and coffee to the office ([`OfficeRewards.cs`](Machines/OfficeRewards.cs)): six states, five labels. *By table*: a potential over the states; *by place*: also";
        yield return "over the distance to where the state sends one. Nanoseconds an environment. The loops and the array operations keep the state as one byte and read the labels as";
        yield return "the bits of another (8 and 24 bytes an environment); the evaluator reads five `bool` and keeps the state and the last potential as floats, in memory and in what it";
        yield return "writes, so its own skeleton touches more. States and ends are compared exactly and rewards to 1e-6 over 10 steps before anything is timed. Every step sees the same labels, so most";
        yield return "environments soon stand still; *step* alone goes on behind the end (`AfterEndPolicy.Continue`).";
        yield return Invariant($"{RoundCount} rounds of about {s_each.TotalMilliseconds} ms of each in turn; median, and the 10th and 90th percentile as shares of it; ratios are medians of the ratios round by round.");
        yield return Invariant($"Load of the machine while measuring: {Rounds.Load()} ({Environment.ProcessorCount} cores).");
        yield return "";
        double large = 0;
        foreach (bool isByPlace in new[] { false, true })
        {
            var all = new List<Dictionary<string, Times>>();
            foreach (int batch in new[] { 4096, 1048576 })
            {
                foreach (int threads in new[] { 1, 2 })
                {
                    all.Add(Measure(isByPlace, batch, threads));
                }
            }

            yield return isByPlace ? "| by place | B = 4096 | 2 threads | B = 1048576 | 2 threads |" : "| by table | B = 4096 | 2 threads | B = 1048576 | 2 threads |";
            yield return "|---|---:|---:|---:|---:|";
            foreach (string name in s_rows)
            {
                yield return $"| {name} | {string.Join(" | ", all.Select(t => t[name].Text))} |";
            }

            foreach ((string above, string below) in new[] { (Step, Own), (Step, Skeleton), (Scalar, Step), (Scalar, Anew), (Arrays, Step), (Arrays, Anew) })
            {
                yield return $"| *{above} / {below}* | {string.Join(" | ", all.Select(t => Invariant($"{t[above].RatioTo(t[below]):F2}")))} |";
            }

            yield return "";
            large = isByPlace ? large : all[2][Step].RatioTo(all[2][Skeleton]);
        }

        yield return "| | goal | measured | |";
        yield return "|---|---|---:|---|";
        yield return Invariant($"| P10 | evaluator, step / memory skeleton of bytes, by table, B = 1048576 ≤ 1.5 | {large:F2} | {(large <= 1.5 ? "pass" : "**fail**")} |");
        yield return "";
        yield return Invariant($"Load after it: {Rounds.Load()}.");
        yield return "";
    }

    private static Dictionary<string, Times> Measure(bool isByPlace, int batch, int threads)
    {
        var inputs = new OfficeInputs(batch);
        Compare(isByPlace, inputs, threads);
        using var pool = new SpinPool(threads);
        using var touched = new OfficeBaselines(inputs);
        using var looped = new OfficeBaselines(inputs);
        using var passed = new OfficeBaselines(inputs);
        using OfficeKernel on = OfficeKernel.Of(isByPlace, inputs, Options(threads) with { AfterEnd = AfterEndPolicy.Continue });
        using OfficeKernel anew = OfficeKernel.Of(isByPlace, inputs, Options(threads));
        using var own = new OfficeSkeleton(inputs, isByPlace);
        (string Name, Action Run)[] kernels =
        [
            (Skeleton, Shared(isByPlace ? touched.SkeletonByPlace : touched.SkeletonByTable)),
            (Own, Shared(own.Touch)),
            (Step, on.Step),
            (Anew, () => { anew.Step(); anew.Reset(); }),
            (Scalar, Shared(isByPlace ? looped.ByPlace : looped.ByTable)),
            (Arrays, Shared(isByPlace ? passed.ArraysByPlace : passed.ArraysByTable)),
        ];
        // Long enough for tiered compilation.
        return Rounds.Measure(kernels, batch, TimeSpan.FromMilliseconds(400), RoundCount, s_each);

        Action Shared(Action<int, int> run)
        {
            Action<int> part = p => run((int)((long)batch * p / threads), (int)((long)batch * (p + 1) / threads));
            return () => pool.Run(part, threads);
        }
    }

    private static void Compare(bool isByPlace, OfficeInputs inputs, int threads)
    {
        using var looped = new OfficeBaselines(inputs);
        using var passed = new OfficeBaselines(inputs);
        using OfficeKernel evaluator = OfficeKernel.Of(isByPlace, inputs, Options(threads));
        for (int step = 0; step < Checked; step++)
        {
            evaluator.Step();
            if (isByPlace)
            {
                looped.ByPlace(0, inputs.Batch);
                passed.ArraysByPlace(0, inputs.Batch);
            }
            else
            {
                looped.ByTable(0, inputs.Batch);
                passed.ArraysByTable(0, inputs.Batch);
            }

            if (!looped.Paid.SequenceEqual(passed.Paid) || !looped.State.SequenceEqual(passed.State) || !looped.Ended.SequenceEqual(passed.Ended))
            {
                throw new InvalidOperationException("The loop and the arrays differ.");
            }

            for (int b = 0; b < inputs.Batch; b++)
            {
                bool ends = looped.Ended[b] != 0;
                bool isSame = Math.Abs(evaluator.Total[b] - looped.Paid[b]) <= 1e-6f && evaluator.Terminated[b] == ends && (ends ? evaluator.States[b] >= OfficeTable.FirstFinal : evaluator.States[b] == looped.State[b]);
                if (!isSame)
                {
                    throw new InvalidOperationException(Invariant(
                        $"Step {step} of environment {b}, labels {inputs.Letters[b]}: the evaluator pays {evaluator.Total[b]} in state {evaluator.States[b]}, the table {looped.Paid[b]} in state {looped.State[b]}; the end is {ends}."));
                }
            }

            evaluator.Reset();
        }
    }

    private static EvaluatorOptions Options(int threads) => new() { Threads = threads, EpisodeSums = false };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
