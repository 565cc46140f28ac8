using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Differential;
using RewardDsl.Ir;
using Xunit;
using Xunit.Abstractions;

namespace RewardDsl.Cuda.Tests;

/// <summary>The kernels of every spec pay what the interpreter pays, bit for bit.</summary>
public sealed class KernelTests(ITestOutputHelper output)
{
    [CompiledFact]
    public async Task Corpus_PlainRows_SameBits() => Check(await Devices.Plain, TestSpec.Corpus, InputForm.Plain, share: 1);

    [CompiledFact]
    public async Task RandomSpecs_PlainRows_SameBits() => Check(await Devices.Plain, TestSpec.Random, InputForm.Plain, share: 1);

    [CompiledFact]
    public async Task Corpus_AllFormsOfRows_SameBitsAndNoFault() => Check(await Devices.Checked, TestSpec.Corpus, InputForm.Mixed, share: 2);

    private void Check(string program, IReadOnlyList<TestSpec> specs, Func<TestSpec, List<InputForm>> forms, int share)
    {
        var watch = Stopwatch.StartNew();
        var failures = new ConcurrentBag<string>();
        long compared = 0;
        string[] missing = [.. specs.Where(static s => s.Text.Source is null).Select(static s => s + ": " + s.Text.Reason)];
        Parallel.ForEach(
            specs.Where(static s => s.Text.Source is not null),
            new ParallelOptions { MaxDegreeOfParallelism = System.Environment.ProcessorCount },
            () => new DeviceProcess(program),
            (spec, _, device) =>
            {
                var episodes = new Episodes(device, spec.Name, spec, forms(spec));
                try
                {
                    // Some edge values, then many, then the declared ranges; batches that are no multiple of a warp, and more than a warp.
                    episodes.Run(33, 8 / share, seed: 1, edgeShare: 0.1);
                    episodes.Run(7, 8 / share, seed: 2, edgeShare: 0.6);
                    episodes.Run(101, 4 / share, seed: 3, edgeShare: 0);
                    if (spec.Layout.HasRings)
                    {
                        // Rings must have been filled some times, also where the numbers of steps begin anew.
                        int steps = Math.Min(200, 3 * spec.Step.Carries.Max(static c => c.Reach)) / share;
                        episodes.Run(3, steps, seed: 4, edgeShare: 0, tick: (1 << 30) - (steps / 2), mean: 100);
                    }

                    episodes.Misuse();
                }
                catch (DeviceException ended)
                {
                    failures.Add(spec + ": " + ended.Message);
                    device.Dispose();
                    return new DeviceProcess(program);
                }
                catch (DifferenceException difference)
                {
                    failures.Add(difference.Message);
                }

                System.Threading.Interlocked.Add(ref compared, episodes.Compared);
                return device;
            },
            static device => device.Dispose());
        string summary = $"{specs.Count} specs, {compared} values, {watch.Elapsed.TotalSeconds:F1} s, process {Environment.CpuUsage.TotalTime.TotalSeconds:F1} s";
        output.WriteLine(summary);
        Console.WriteLine(summary);
        Assert.True(failures.IsEmpty, failures.Count + " fail\n" + string.Join("\n", failures.Take(12)));
        Assert.True(missing.Length == 0, string.Join("\n", missing));
        Assert.True(compared > 1000, summary);
    }
}
