using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using RewardDsl;
using RewardDsl.Benchmarks;

// Every figure is the median of 21 runs in one process, with the 10th and 90th percentile as a share of it.
var lines = new List<string>
{
    "# Measured",
    "",
    "Written by `dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --write`. Compare the columns, not the days: the",
    "machine is shared. Nanoseconds an environment (10th to 90th percentile as a share of the median).",
    "",
    string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, Vector512 {(Vector512.IsHardwareAccelerated ? "accelerated" : "not accelerated")}."),
    "",
    "## Step",
    "",
    $"`VelocityLocomotion` ({Workload.Bytes} bytes an environment: inputs, total, eleven terms, episode sums). *Skeleton*: the same memory",
    "touched with no arithmetic and no prefetch, which the kernel adds beyond the cache. *Scalar loop*: one hand-written C# pass.",
    "",
    "| B | skeleton | scalar loop | Vector128 | Vector512 | 2 threads | Vector512 / skeleton | scalar / Vector512 | scalar / Vector128 |",
    "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
};
if (args.Contains("--typing"))
{
    foreach (string row in GeneratorTimes.Rows())
    {
        Console.WriteLine(row);
    }

    return;
}

foreach (int batch in new[] { 1024, 4096, 65536, 1048576 })
{
    var workload = new Workload(batch);
    (double Median, string Text) skeleton = Measure(workload.Skeleton, batch);
    (double Median, string Text) scalar = Measure(workload.ScalarLoop, batch);
    (double Median, string Text) narrow = Step(workload, new EvaluatorOptions { Width = VectorWidth.Vector128 });
    (double Median, string Text) wide = Step(workload, new EvaluatorOptions { Width = VectorWidth.Vector512 });
    (double Median, string Text) two = Step(workload, new EvaluatorOptions { Threads = 2 });
    lines.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"| {batch} | {skeleton.Text} | {scalar.Text} | {narrow.Text} | {wide.Text} | {two.Text} | {wide.Median / skeleton.Median:F2} | {scalar.Median / wide.Median:F1} | {scalar.Median / narrow.Median:F1} |"));
    Console.WriteLine(lines[^1]);
}

lines.AddRange(["", "## First calls", ""]);
var fresh = new Workload(4096);
using (var evaluator = new VelocityLocomotion.Evaluator(4096, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue }))
{
    evaluator.Reset(fresh.Inputs);
    double[] calls = Enumerable.Range(0, 200).Select(_ => Time(() => Call(evaluator, fresh))).ToArray();
    long before = GC.GetAllocatedBytesForCurrentThread();
    Call(evaluator, fresh);
    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    lines.Add(string.Create(CultureInfo.InvariantCulture, $"B = 4096, kernel already compiled above: call 1 {calls[0] / 1e3:F0} µs, call 2 {calls[1] / 1e3:F0} µs, steady {calls.Order().ElementAt(100) / 1e3:F0} µs; {allocated} bytes allocated a call."));
}

lines.AddRange(["", "## While typing", "", "Milliseconds, medians of 11, in a warm process. *Cold*: first run on a spec. *Keystroke*: an edit of one term. *Elsewhere*: an edit of another file. *Analyzer*: all RWD rules after that.", "", "| terms | cold | keystroke | elsewhere | analyzer |", "|---:|---:|---:|---:|---:|"]);
lines.AddRange(GeneratorTimes.Rows());
foreach (string line in lines.Skip(lines.IndexOf("## First calls")))
{
    Console.WriteLine(line);
}

if (args.Contains("--write"))
{
    File.WriteAllLines(Path.Combine("tests", "RewardDsl.Benchmarks", "RESULTS.md"), lines);
}

static (double Median, string Text) Step(Workload workload, EvaluatorOptions options)
{
    using var evaluator = new VelocityLocomotion.Evaluator(workload.Batch, options with { AfterEnd = AfterEndPolicy.Continue });
    evaluator.Reset(workload.Inputs);
    return Measure(() => Call(evaluator, workload), workload.Batch);
}

static void Call(VelocityLocomotion.Evaluator evaluator, Workload workload) => evaluator.Step(
    workload.Inputs, new StepEnds { Truncated = workload.Truncated }, new StepOutputs { Total = workload.Total, Terms = workload.Terms });

static double Time(Action action)
{
    long start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
}

static (double Median, string Text) Measure(Action action, int batch)
{
    var warm = Stopwatch.StartNew();
    while (warm.ElapsedMilliseconds < 1000)
    {
        action();
    }

    int inner = Math.Max(1, 1_000_000 / batch);
    double[] runs = Enumerable.Range(0, 21).Select(_ => Time(() =>
    {
        for (int i = 0; i < inner; i++)
        {
            action();
        }
    }) / inner / batch).Order().ToArray();
    return (runs[10], string.Create(CultureInfo.InvariantCulture, $"{runs[10]:F2} ({runs[2] / runs[10]:F2}–{runs[18] / runs[10]:F2})"));
}
