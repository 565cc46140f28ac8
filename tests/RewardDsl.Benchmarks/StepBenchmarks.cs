using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace RewardDsl.Benchmarks;

/// <summary>The kernels under BenchmarkDotNet, in this process: a second opinion on the tables, and on allocations.</summary>
public class StepBenchmarks : IDisposable
{
    // Made once for a size: every benchmark is an object of its own.
    private static StepInputs? s_inputs;

    private IReadOnlyList<StepKernel> _kernels = [];

    [Params(1024, 4096, 65536, 1048576)]
    public int Batch { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>A short job: some minutes for all sizes.</summary>
    public static void RunAll()
    {
        Job job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithLaunchCount(1)
            .WithWarmupCount(2)
            .WithIterationCount(9)
            .WithIterationTime(TimeInterval.FromMilliseconds(50))
            .WithId("Short");
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.Console)
            .WithOptions(ConfigOptions.DisableLogFile);
        BenchmarkDotNet.Reports.Summary summary = BenchmarkRunner.Run<StepBenchmarks>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(static r => !r.Success))
        {
            throw new InvalidOperationException("A benchmark failed; see above.");
        }
    }

    [GlobalSetup]
    public void SetUp()
    {
        if (s_inputs?.Batch != Batch)
        {
            s_inputs?.Dispose();
            s_inputs = new StepInputs(Batch);
        }

        _kernels = KernelSet.All(s_inputs, Threads);
        Agreement.Check(_kernels);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (StepKernel kernel in _kernels)
        {
            kernel.Dispose();
        }

        _kernels = [];
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void MemorySkeleton() => Step(KernelSet.Skeleton);

    [Benchmark]
    public void Generated() => Step(KernelSet.Generated);

    [Benchmark]
    public void GeneratedVector128() => Step(KernelSet.Generated128);

    [Benchmark]
    public void HandWrittenOneLoop() => Step(KernelSet.Fused);

    [Benchmark]
    public void HandWrittenTiles() => Step(KernelSet.Tiled);

    [Benchmark]
    public void HandWrittenTilesPrefetching() => Step(KernelSet.TiledPrefetching);

    [Benchmark]
    public void ScalarLoop() => Step(KernelSet.Scalar);

    private void Step(string name)
    {
        // A loop of a few comparisons of references; no enumerator, which would be counted as an allocation.
        for (int i = 0; i < _kernels.Count; i++)
        {
            if (ReferenceEquals(_kernels[i].Name, name))
            {
                _kernels[i].Step();
                return;
            }
        }

        throw new NotSupportedException($"This machine cannot run the kernel '{name}'.");
    }
}
