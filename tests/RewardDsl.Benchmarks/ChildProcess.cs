using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics;

namespace RewardDsl.Benchmarks;

/// <summary>What only a process of its own can show: the first call, and a machine without AVX-512.</summary>
internal static class ChildProcess
{
    public const string CallsMode = "--calls";
    public const string NarrowMode = "--narrow";

    private const int NarrowBatch = 4096;

    /// <summary>First call, second call, steady call (µs) and bytes allocated a call.</summary>
    internal sealed record Calls(double First, double Second, double Steady, double Bytes);

    /// <summary>Medians of several processes. What is written by hand is compiled in full at its first call, as generated kernels ask for by themselves.</summary>
    public static Calls MeasureCalls(string kernel, int batch, int threads, int processes)
    {
        Dictionary<string, string> environment = kernel == KernelSet.Generated ? [] : new() { ["DOTNET_TieredCompilation"] = "0" };
        double[][] runs = [.. Enumerable.Range(0, processes).Select(_ => Run(environment, CallsMode, kernel, Invariant(batch), Invariant(threads)))];
        double Median(int i) => runs.Select(r => r[i]).Order().ElementAt(processes / 2);

        // One process that allocates is one too many.
        return new Calls(Median(0), Median(1), Median(2), runs.Max(static r => r[3]));
    }

    /// <summary>Scalar loop over generated kernel when the runtime may not use AVX-512, and the times of both.</summary>
    public static (Times Scalar, Times Generated) MeasureNarrow()
    {
        double[] values = Run(new() { ["DOTNET_EnableAVX512"] = "0" }, NarrowMode);
        return (new Times(values[..(values.Length / 2)]), new Times(values[(values.Length / 2)..]));
    }

    /// <summary>The child's side of <see cref="MeasureCalls"/>.</summary>
    public static void PrintCalls(string name, int batch, int threads)
    {
        using var inputs = new StepInputs(batch);
        using StepKernel kernel = name switch
        {
            KernelSet.Generated => new EvaluatorKernel(name, inputs, new EvaluatorOptions { Threads = threads }),
            KernelSet.Tiled => new RangeKernel(name, inputs, threads, HandWritten.Tiled),
            KernelSet.Skeleton => new RangeKernel(name, inputs, threads, Baselines.Skeleton, computes: false),
            _ => throw new ArgumentException($"No first call of '{name}' is measured.", nameof(name)),
        };
        double[] calls = new double[1000];
        for (int i = 0; i < calls.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            kernel.Step();
            calls[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        const int Counted = 100;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Counted; i++)
        {
            kernel.Step();
        }

        // What the count itself costs is the same for no calls.
        long after = GC.GetTotalAllocatedBytes(precise: true);
        long cost = GC.GetTotalAllocatedBytes(precise: true) - after;
        Print([calls[0], calls[1], calls[500..].Order().ElementAt(250), Math.Max(0, after - before - cost) / (double)Counted]);
    }

    /// <summary>The child's side of <see cref="MeasureNarrow"/>.</summary>
    public static void PrintNarrow()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            throw new InvalidOperationException("AVX-512 is still on in the process that should run without it.");
        }

        using var inputs = new StepInputs(NarrowBatch);
        using var scalar = new RangeKernel(KernelSet.Scalar, inputs, 1, Baselines.ScalarLoop);
        using var generated = new EvaluatorKernel(KernelSet.Generated, inputs, EvaluatorOptions.Default);
        Agreement.Check([scalar, generated]);
        Dictionary<string, Times> times = Rounds.Measure([scalar, generated], NarrowBatch, TimeSpan.FromSeconds(1));
        Print([.. times[KernelSet.Scalar].Rounds, .. times[KernelSet.Generated].Rounds]);
    }

    private static void Print(IEnumerable<double> values) =>
        Console.WriteLine(string.Join(' ', values.Select(static v => v.ToString("R", CultureInfo.InvariantCulture))));

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static double[] Run(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(static v => double.Parse(v, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The child process {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
