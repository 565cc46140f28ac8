using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RewardDsl.Benchmarks;

/// <summary>The time of one kernel in every round, in ns an environment.</summary>
internal sealed record Times(double[] Rounds)
{
    public double Median => At(0.5);

    /// <summary>Median, and the 10th and 90th percentile as shares of it.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Median:F2} ({At(0.1) / Median:F2}–{At(0.9) / Median:F2})");

    /// <summary>Median of the ratio round by round: what slows a whole round down cancels.</summary>
    public double RatioTo(Times other) => new Times([.. Rounds.Zip(other.Rounds, static (a, b) => a / b)]).Median;

    private double At(double share) => Rounds.Order().ElementAt((int)Math.Round(share * (Rounds.Length - 1)));
}

/// <summary>Times kernels side by side: every round runs each of them for some milliseconds.</summary>
internal static class Rounds
{
    private const int Count = 21;

    private static readonly TimeSpan s_each = TimeSpan.FromMilliseconds(4);

    /// <param name="kernels">All of one batch size.</param>
    /// <param name="batch">Environments.</param>
    /// <param name="warmUp">For each kernel; the first time it must outlast tiered compilation.</param>
    public static Dictionary<string, Times> Measure(IReadOnlyList<StepKernel> kernels, int batch, TimeSpan warmUp) =>
        Measure([.. kernels.Select(static k => (k.Name, (Action)k.Step))], batch, warmUp);

    /// <param name="runs">What is timed, each with its name.</param>
    /// <param name="batch">Environments of a call.</param>
    /// <param name="warmUp">For each; the first time it must outlast tiered compilation.</param>
    /// <param name="rounds">Number of rounds.</param>
    /// <param name="each">About how long each runs in a round; null: 4 ms.</param>
    public static Dictionary<string, Times> Measure(IReadOnlyList<(string Name, Action Run)> runs, int batch, TimeSpan warmUp, int rounds = Count, TimeSpan? each = null)
    {
        int[] calls = [.. runs.Select(r => CallsPerRound(r.Run, warmUp, each ?? s_each))];
        double[][] times = [.. runs.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < runs.Count; i++)
            {
                // One call brings this kernel's buffers back into the caches.
                runs[i].Run();
                times[i][round] = Time(runs[i].Run, calls[i]) / batch;
            }
        }

        return runs.Select((r, i) => (r.Name, Times: new Times(times[i]))).ToDictionary(static r => r.Name, static r => r.Times);
    }

    /// <summary>Processes that want to run, over the last minute, where the system says so.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    /// <summary>Nanoseconds a call.</summary>
    public static double Time(StepKernel kernel, int calls) => Time(kernel.Step, calls);

    private static double Time(Action run, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            run();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static int CallsPerRound(Action run, TimeSpan warmUp, TimeSpan each)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            run();
            calls++;
        }
        while (Stopwatch.GetElapsedTime(start) < warmUp);

        return Math.Max(1, (int)(calls * (each / Stopwatch.GetElapsedTime(start))));
    }
}
