using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics;

namespace RewardDsl.Benchmarks;

/// <summary>Measures everything and writes it down.</summary>
internal static class Report
{
    public static List<string> Lines()
    {
        List<StepTimes> times = StepTables.Measure(StepTables.Batches);
        (Times Scalar, Times Generated) narrow = ChildProcess.MeasureNarrow();
        ChildProcess.Calls calls = ChildProcess.MeasureCalls(KernelSet.Generated, 4096, threads: 1, processes: 5);
        ChildProcess.Calls callsOfTwo = ChildProcess.MeasureCalls(KernelSet.Generated, 4096, threads: 2, processes: 5);
        (string Name, ChildProcess.Calls Calls)[] others = HandWritten.IsSupported
            ? [.. new[] { KernelSet.Tiled, KernelSet.Skeleton }.Select(static name => (name, ChildProcess.MeasureCalls(name, 4096, threads: 1, processes: 5)))]
            : [];
        double forkJoin = ForkJoin.Nanoseconds();
        List<string> layouts = [.. StepTables.LayoutRows()];
        List<string> typing = [.. GeneratorTimes.Rows()];
        return
        [
            "# Measured",
            "",
            "Written by",
            "",
            "```sh",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --write    # this file; without --write: shows it",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --step 4096  # some sizes, no child processes",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --layouts  # rows with gaps, columns in another order",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --typing   # generator and analyzer",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --trajectories  # robustness over trajectories",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --machines  # reward machines",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --gradients  # derivatives",
            "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --bdn      # the same kernels under BenchmarkDotNet",
            "```",
            "",
            Invariant($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, Vector512 {(Vector512.IsHardwareAccelerated ? "accelerated" : "not accelerated")}."),
            "",
            "**How.** The reward is the example's, [`VelocityReward`](../../examples/QuadrupedVelocity/VelocityReward.cs): twelve terms of a quadruped's velocity",
            "tracking, on the example's inputs in memory aligned to 64 bytes. One process times all kernels side by side: 21 rounds, in each",
            "of which every kernel runs for about 4 ms after one untimed call; up to B = 4096 five times so many, each 21 in newly allocated memory. A cell is the median in nanoseconds an environment, and in",
            "brackets the 10th and 90th percentile as shares of it. A ratio is the median of the ratios round by round, so that what slows",
            "a whole round down cancels. Compare columns and ratios, not days: on a shared machine other work costs memory bandwidth",
            "and, with two threads, the second core.",
            "",
            "**What.** All kernels read the same inputs and write the reward `[B]`, what each term paid `[B, 12]` and twelve episode sums; the",
            "action rate compares with the action of the step before, so each of them, skeleton included, also reads and replaces its own copy of it:",
            Invariant($"{StepPointers.Bytes} bytes an environment. Before anything is timed, all values of all kernels are compared (1e-5 of the value and 1e-6). The evaluator"),
            "besides checks the buffers, reads a truncation flag, takes its weights at run time, lets every NaN through, rounds every operation, and keeps the flags and",
            "counts of ended episodes, which the others do not.",
            "",
            "- *memory skeleton*: touches the same memory with no arithmetic, the limit of any kernel.",
            "- *generated*: the evaluator as it comes; *Vector128*: told to use 4 lanes.",
            "- *hand-written*: AVX-512 intrinsics for this reward alone ([`HandWritten.cs`](HandWritten.cs)), with fused multiply-add and",
            "  its own exponential, in the shapes that suit each cache.",
            "- *scalar loop*: one plain C# pass.",
            "",
            "## One thread",
            "",
            .. StepTables.Rows(times, 1),
            "",
            "## Two threads",
            "",
            "The evaluator shares a call from about 1 MB of traffic on, or half of that, and so at B = 1024, while calls follow each other at once, as they do here. The others always share.",
            "",
            .. StepTables.Rows(times, 2),
            "",
            "| | " + string.Join(" | ", StepTables.Batches.Select(static b => Invariant($"B = {b}"))) + " |",
            "|---|" + string.Concat(StepTables.Batches.Select(static _ => "---:|")),
            "| *one thread / two, generated* | " + string.Join(" | ", StepTables.Batches.Select(b => Invariant($"{Median(times, b, 1) / Median(times, b, 2):F2}"))) + " |",
            "",
            "## Without AVX-512",
            "",
            Invariant($"In a process with `DOTNET_EnableAVX512=0`, B = 4096, one thread: generated {narrow.Generated.Text}, scalar loop {narrow.Scalar.Text}, ratio {narrow.Scalar.RatioTo(narrow.Generated):F2}."),
            "",
            "## Layouts",
            "",
            "Ordinary arrays here, one thread. The simulator's contact sensor reports all 17 bodies; feet and thighs are found by offset and stride,",
            "or by name: in a run, or out of order.",
            "",
            .. layouts,
            "",
            "## Calls",
            "",
            "B = 4096, medians of five processes; the first call includes just-in-time compilation. What is written by hand runs with",
            "`DOTNET_TieredCompilation=0`, so that it too is compiled in full at its first call: its second call shows what the machine itself needs until",
            "caches and predictors know the kernel.",
            "",
            "| kernel | threads | first call, µs | second | steady | second / steady | bytes allocated a call |",
            "|---|---:|---:|---:|---:|---:|---:|",
            Calls(KernelSet.Generated, 1, calls),
            Calls(KernelSet.Generated, 2, callsOfTwo),
            .. others.Select(static o => Calls(o.Name, 1, o.Calls)),
            "",
            Invariant($"Fork and join of two parts that only meet, on the evaluator's threads: {forkJoin:F0} ns."),
            "",
            "## While typing",
            "",
            Invariant($"Milliseconds, medians of {GeneratorTimes.Runs}, in a compiler that is warm from {GeneratorTimes.Warm} keystrokes, each after a collection. *Cold*: first run on a spec. *Keystroke*: an edit in the body of one"),
            "term. *Elsewhere*: an edit inside a body of another file. *Analyzer*: all RWD rules after that. *With all roles*: gated terms with choices,",
            "divisions and roots, stages, goal, terminations, potential, assumption, two scenarios and a preference. Most of the time is the C# compiler's,",
            "which binds the bodies; the budgets are 5 ms after a keystroke, which is missed, and 50 ms for the analyzer of 50 terms, which the plain",
            "terms keep and the ones with all roles do not.",
            "",
            "| terms | cold | keystroke | elsewhere | analyzer |",
            "|---:|---:|---:|---:|---:|",
            .. typing,
            "",
            .. TrajectoryTimes.Section(),
            .. MachineTimes.Section(),
            .. GradientTimes.Section(),
            "## Goals",
            "",
            "Each line is a ratio or a count taken in one run. A line that fails on an idle machine is a regression, or has not been reached yet.",
            "",
            .. Goals.Rows(times, narrow, calls, callsOfTwo, forkJoin),
        ];
    }

    private static double Median(List<StepTimes> times, int batch, int threads) =>
        times.Single(t => t.Batch == batch && t.Threads == threads).Of[KernelSet.Generated].Median;

    private static string Calls(string kernel, int threads, ChildProcess.Calls calls) =>
        Invariant($"| {kernel} | {threads} | {calls.First:F0} | {calls.Second:F0} | {calls.Steady:F0} | {calls.Second / calls.Steady:F2} | {calls.Bytes:F0} |");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
