using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Benchmarks;

/// <summary>The lines below which a change of the code generator counts as a regression.</summary>
internal static class Goals
{
    public static IEnumerable<string> Rows(
        IReadOnlyList<StepTimes> times, (Times Scalar, Times Generated) narrow, ChildProcess.Calls calls, ChildProcess.Calls callsOfTwo, double forkJoin)
    {
        StepTimes At(int batch, int threads) => times.Single(t => t.Batch == batch && t.Threads == threads);
        double Skeleton(int batch, int threads) => At(batch, threads).Ratio(KernelSet.Generated, KernelSet.Skeleton);
        double Faster(int batch, string kernel) => At(batch, 1).Ratio(KernelSet.Scalar, kernel);
        double Speedup(int batch) => At(batch, 1).Of[KernelSet.Generated].Median / At(batch, 2).Of[KernelSet.Generated].Median;

        yield return "| | goal | measured | |";
        yield return "|---|---|---:|---|";
        yield return AtMost("P2", "generated / skeleton, B = 1024", 2.0, Skeleton(1024, 1));
        yield return AtMost("P2", "generated / skeleton, B = 4096", 1.7, Skeleton(4096, 1));
        yield return AtMost("P2", "generated / skeleton, B = 1048576", 1.8, Skeleton(1048576, 1));
        yield return AtMost("P2", "generated / skeleton, B = 4096, 2 threads", 2.0, Skeleton(4096, 2));
        yield return AtMost("P2", "generated / skeleton, B = 1048576, 2 threads", 2.0, Skeleton(1048576, 2));
        yield return AtLeast("P4", "scalar loop / generated, B = 1024", 6, Faster(1024, KernelSet.Generated));
        yield return AtLeast("P4", "scalar loop / generated, B = 4096", 6, Faster(4096, KernelSet.Generated));
        foreach (int batch in StepTables.Batches)
        {
            yield return AtLeast("P4", Invariant($"scalar loop / generated, Vector128, B = {batch}"), 2.5, Faster(batch, KernelSet.Generated128));
        }

        yield return AtLeast("P6", "one thread / two, B = 4096", 1.6, Speedup(4096));
        foreach (int batch in StepTables.Batches.Where(static b => b != 4096))
        {
            yield return AtLeast("P6", Invariant($"one thread / two, B = {batch}: never slower (5 % for noise)"), 0.95, Speedup(batch));
        }

        yield return AtMost("P6", "fork and join of two parts that only meet, µs", 1, forkJoin / 1000);
        yield return AtMost("P7", "bytes allocated a call, 1 thread", 0, calls.Bytes);
        yield return AtMost("P7", "bytes allocated a call, 2 threads", 0, callsOfTwo.Bytes);
        yield return AtMost("P7", "second call / steady call", 2, calls.Second / calls.Steady);
        yield return AtMost("P7", "first call, ms", 50, calls.First / 1000);
        yield return Invariant($"| P11 | scalar loop / generated, AVX-512 off, B = 4096 (stated against eager tensors, which are not measured here) | {narrow.Scalar.RatioTo(narrow.Generated):F2} | – |");
    }

    private static string AtMost(string goal, string what, double limit, double value) =>
        Invariant($"| {goal} | {what} ≤ {limit} | {value:F2} | {Verdict(value <= limit)} |");

    private static string AtLeast(string goal, string what, double limit, double value) =>
        Invariant($"| {goal} | {what} ≥ {limit} | {value:F2} | {Verdict(value >= limit)} |");

    private static string Verdict(bool holds) => holds ? "pass" : "**fail**";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
