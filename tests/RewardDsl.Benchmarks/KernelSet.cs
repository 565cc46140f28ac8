using System.Collections.Generic;

namespace RewardDsl.Benchmarks;

/// <summary>The kernels that are timed side by side.</summary>
internal static class KernelSet
{
    public const string Skeleton = "memory skeleton";
    public const string Scalar = "scalar loop";
    public const string Fused = "hand-written, one loop";
    public const string Tiled = "hand-written, tiles";
    public const string TiledPrefetching = "hand-written, tiles, prefetching";
    public const string Generated = "generated";
    public const string Generated128 = "generated, Vector128";

    /// <summary>In the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Skeleton, Generated, Generated128, Fused, Tiled, TiledPrefetching, Scalar];

    public static IReadOnlyList<string> HandWrittenNames { get; } = [Fused, Tiled, TiledPrefetching];

    /// <summary>Every kernel on so many threads.</summary>
    public static IReadOnlyList<StepKernel> All(StepInputs inputs, int threads)
    {
        var options = new EvaluatorOptions { Threads = threads };
        var kernels = new List<StepKernel>
        {
            new RangeKernel(Scalar, inputs, threads, Baselines.ScalarLoop),
            new EvaluatorKernel(Generated, inputs, options),
            new EvaluatorKernel(Generated128, inputs, options with { Width = VectorWidth.Vector128 }),
            new RangeKernel(Skeleton, inputs, threads, Baselines.Skeleton, computes: false),
        };
        if (HandWritten.IsSupported)
        {
            kernels.Add(new RangeKernel(Fused, inputs, threads, HandWritten.Fused));
            kernels.Add(new RangeKernel(Tiled, inputs, threads, HandWritten.Tiled));
            kernels.Add(new RangeKernel(TiledPrefetching, inputs, threads, HandWritten.TiledPrefetching));
        }

        return kernels;
    }
}
