using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using QuadrupedVelocity;

namespace RewardDsl.Benchmarks;

/// <summary>Times of every kernel at one batch size and number of threads.</summary>
internal sealed record StepTimes(int Batch, int Threads, IReadOnlyDictionary<string, Times> Of)
{
    public double Ratio(string kernel, string to) => Of[kernel].RatioTo(Of[to]);

    /// <summary>The generated kernel's time as a share of the best hand-written one; NaN without AVX-512.</summary>
    public double RatioToHandWritten => BestHandWritten() is { } best ? Of[KernelSet.Generated].RatioTo(best) : double.NaN;

    private Times? BestHandWritten() => KernelSet.HandWrittenNames.Where(Of.ContainsKey).Select(n => Of[n]).MinBy(static t => t.Median);
}

/// <summary>The step, measured.</summary>
internal static class StepTables
{
    public static readonly int[] Batches = [1024, 4096, 65536, 1048576];

    // The first size outlasts tiered compilation; after that buffers only have to be touched.
    private static readonly TimeSpan s_firstWarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.2);

    // What lies in the second-level cache depends on which physical pages it got: these sizes are measured in memory of several draws.
    private const int Placements = 5;
    private const int LargestInCache = 4096;

    public static List<StepTimes> Measure(IReadOnlyList<int> batches)
    {
        var all = new List<StepTimes>();
        foreach (int batch in batches)
        {
            foreach (int threads in new[] { 1, 2 })
            {
                var rounds = new Dictionary<string, List<double>>();
                for (int placement = 0; placement < (batch <= LargestInCache ? Placements : 1); placement++)
                {
                    using var inputs = new StepInputs(batch);
                    IReadOnlyList<StepKernel> kernels = KernelSet.All(inputs, threads);
                    Agreement.Check(kernels);
                    foreach ((string name, Times times) in Rounds.Measure(kernels, batch, all.Count + placement == 0 ? s_firstWarmUp : s_warmUp))
                    {
                        rounds.TryAdd(name, []);
                        rounds[name].AddRange(times.Rounds);
                    }

                    Dispose(kernels);
                }

                all.Add(new StepTimes(batch, threads, rounds.ToDictionary(static r => r.Key, static r => new Times([.. r.Value]))));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"B = {batch}, {threads} thread(s): {string.Join("; ", all[^1].Of.Select(static o => $"{o.Key} {o.Value.Text}"))}"));
            }
        }

        return all;
    }

    /// <summary>Kernels down, batch sizes across.</summary>
    public static IEnumerable<string> Rows(IReadOnlyList<StepTimes> times, int threads)
    {
        StepTimes[] columns = [.. times.Where(t => t.Threads == threads)];
        yield return $"| | {string.Join(" | ", columns.Select(static c => $"B = {c.Batch}"))} |";
        yield return $"|---|{string.Concat(columns.Select(static _ => "---:|"))}";
        foreach (string name in KernelSet.Names.Where(columns[0].Of.ContainsKey))
        {
            yield return $"| {name} | {string.Join(" | ", columns.Select(c => c.Of[name].Text))} |";
        }

        yield return Row("generated / skeleton", c => c.Ratio(KernelSet.Generated, KernelSet.Skeleton));
        yield return Row("generated / best hand-written", static c => c.RatioToHandWritten);
        yield return Row("scalar loop / generated", c => c.Ratio(KernelSet.Scalar, KernelSet.Generated));
        yield return Row("scalar loop / generated, Vector128", c => c.Ratio(KernelSet.Scalar, KernelSet.Generated128));

        string Row(string what, Func<StepTimes, double> ratio) =>
            $"| *{what}* | {string.Join(" | ", columns.Select(c => ratio(c).ToString("F2", CultureInfo.InvariantCulture)))} |";
    }

    /// <summary>The contact sensor of all bodies, by strides and by index, against the reward's own rows.</summary>
    public static IEnumerable<string> LayoutRows()
    {
        yield return "| B | contact sensor | ns | / compact |";
        yield return "|---:|---|---:|---:|";
        foreach (int batch in new[] { 4096, 65536 })
        {
            var workload = new Workload(batch);
            StepKernel[] kernels = [.. Layout.All(workload).Select(layout => new LayoutKernel(workload, layout))];
            Agreement.Check(kernels);
            Dictionary<string, Times> times = Rounds.Measure(kernels, batch, s_warmUp);
            foreach ((string name, Times time) in times)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"| {batch} | {name} | {time.Text} | {time.RatioTo(times[Layout.Compact.Name]):F2} |");
            }

            Dispose(kernels);
        }
    }

    private static void Dispose(IEnumerable<StepKernel> kernels)
    {
        foreach (StepKernel kernel in kernels)
        {
            kernel.Dispose();
        }
    }
}
