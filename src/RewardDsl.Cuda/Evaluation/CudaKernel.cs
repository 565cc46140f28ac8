using System.ComponentModel;
using RewardDsl.Kernels;

namespace RewardDsl.Cuda.Kernels;

/// <summary>What the evaluator must know about a generated CUDA kernel. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CudaKernel
{
    /// <summary>The spec, its signals and carries: those of the CPU kernel.</summary>
    public required EvaluatorLayout Layout { get; init; }

    /// <summary>The text: kernels <c>rewarddsl_step</c> and <c>rewarddsl_reset</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The text has a kernel <c>rewarddsl_gradient</c> too.</summary>
    public bool HasGradient { get; init; }
}
