using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using OfficeErrands;
using QuadrupedVelocity;
using RewardDsl.Cuda.Runtime.Tests;

namespace RewardDsl.Cuda.Device;

/// <summary>
/// Microseconds of a step in a loop of steps, by the host's clock: at small batches what a launch costs, at large ones what the device takes. Beside it a copy on
/// the device of as many bytes as a step reads and writes, and what PyTorch took for the same reward.
/// </summary>
internal static class Times
{
    private static readonly int[] s_batches = [4096, 16384, 65536, 262144, 1048576, 4194304];

    private static readonly (Type Spec, bool HasTerms, string Name)[] s_workloads =
    [
        (typeof(VelocityReward), false, "velocity"),
        (typeof(VelocityReward), true, "velocity, each term"),
        (typeof(OfficeByTable), false, "reward machine"),
        (typeof(Specs.WindowedFormulas), false, "formulas"),
    ];

    /// <summary>Prints the table.</summary>
    /// <param name="torchFile">Lines of a reward, a batch size and PyTorch's times: eager, compiled, compiled with reduced overhead; or null.</param>
    public static void Print(string? torchFile)
    {
        Dictionary<(string Name, int Batch), string[]> torch = torchFile is not null && File.Exists(torchFile)
            ? File.ReadLines(torchFile).Select(static l => l.Split('\t')).ToDictionary(static l => (l[0], int.Parse(l[1], CultureInfo.InvariantCulture)), static l => l[2..])
            : [];
        Console.WriteLine();
        Console.WriteLine("| reward | environments | fused, µs | counted bytes, MB | GB/s | copy of as many, µs | torch eager, µs | torch.compile, µs | reduce-overhead, µs |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((Type spec, bool hasTerms, string name) in s_workloads)
        {
            foreach (int batch in s_batches)
            {
                string[] others = torch.TryGetValue((name, batch), out string[]? found) ? found : ["", "", ""];
                Console.WriteLine(Row(spec, batch, hasTerms, name) + string.Concat(others.Select(static o => $" {o} |")));
            }
        }
    }

    private static string Row(Type spec, int batch, bool hasTerms, string name)
    {
        using var evaluator = (CudaRewardEvaluator)Activator.CreateInstance(spec.GetNestedType("CudaEvaluator")!, batch, new CudaOptions { EpisodeSums = false, AfterEnd = AfterEndPolicy.Continue })!;
        RewardSpecInfo info = evaluator.Info;
        var host = new SignalBuffers(info, batch);
        new Signals(1) { Edges = 0 }.Fill(host, info);
        using var signals = new DeviceSignalBuffers(info, batch);
        signals.CopyFrom(host);
        using var truncated = new DeviceBuffer<byte>(new byte[batch]);
        using var total = new DeviceBuffer<float>(batch);
        using var terms = new DeviceBuffer<float>((long)batch * info.Columns.Count);
        var ends = new DeviceStepEnds { Truncated = truncated };
        var outputs = new DeviceStepOutputs { Total = total, Terms = hasTerms ? terms : default(DeviceFloatView) };
        evaluator.Reset(default, signals);
        double step = Microseconds(() => evaluator.Step(signals, ends, outputs), total);

        // What a step must move: signals, flags and the total, what is carried in and out, the terms.
        long each = info.Signals.Sum(static s => (long)s.Width * (s.IsBool ? 1 : 4)) + 3 + 4 + (2 * info.CarriedBytes) + (hasTerms ? 4L * info.Columns.Count : 0);
        long bytes = each * batch;
        using var from = new DeviceBuffer<float>(bytes / 8);
        using var to = new DeviceBuffer<float>(bytes / 8);
        double copy = Microseconds(() => to.CopyFrom(from), to);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {batch} | {step:F1} | {bytes / 1e6:F1} | {bytes / step / 1e3:F0} | {copy:F1} |");
    }

    /// <summary>The median of rounds that end with all work done.</summary>
    private static double Microseconds(Action call, DeviceBuffer<float> last)
    {
        float[] one = new float[1];
        Round(call, 20, last, one);
        double first = Round(call, 20, last, one);
        int calls = (int)Math.Clamp(20_000 / first, 20, 2000);
        return Enumerable.Range(0, 11).Select(_ => Round(call, calls, last, one)).Order().ElementAt(5);
    }

    private static double Round(Action call, int calls, DeviceBuffer<float> last, float[] one)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            call();
        }

        // Waits for the stream.
        last.CopyTo(one);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }
}
