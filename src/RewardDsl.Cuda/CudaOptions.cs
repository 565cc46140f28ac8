namespace RewardDsl.Cuda;

/// <summary>How a CUDA evaluator works.</summary>
public sealed record CudaOptions
{
    /// <summary>The defaults: device 0, exact numerics, episode sums kept.</summary>
    public static CudaOptions Default { get; } = new();

    /// <summary>Ordinal of the device, as the driver counts those that <c>CUDA_VISIBLE_DEVICES</c> leaves.</summary>
    public int Device { get; init; }

    /// <summary>
    /// The stream of calls that name none (a <c>CUstream</c>). Null: torch's current stream where libtorch with CUDA is loaded when the evaluator is
    /// made, else the legacy default stream.
    /// </summary>
    public nint? Stream { get; init; }

    /// <summary>Whether results have the bits of the CPU kernels.</summary>
    public CudaNumerics Numerics { get; init; } = CudaNumerics.Exact;

    /// <summary>Keep the sum of each paid column over the running episode.</summary>
    public bool EpisodeSums { get; init; } = true;

    /// <summary>What a summary does if environments were stepped that had ended or had never been reset.</summary>
    public AfterEndPolicy AfterEnd { get; init; } = AfterEndPolicy.Throw;

    /// <summary>Folder of compiled kernels; null: that of <c>REWARDDSL_CACHE</c> or the user's cache folder; empty: none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Path of NVRTC; null: <c>REWARDDSL_NVRTC</c>, else it is searched for.</summary>
    public string? NvrtcPath { get; init; }

    /// <summary>Path of the CUDA driver; null: <c>REWARDDSL_LIBCUDA</c>, else the system's.</summary>
    public string? DriverPath { get; init; }
}

/// <summary>Whether results have the bits of the CPU kernels.</summary>
public enum CudaNumerics
{
    /// <summary>The same bits as the CPU kernels: no contraction to fused multiply-adds, elementary functions of this library.</summary>
    Exact,

    /// <summary>Contraction and the device's own elementary functions: faster where a reward is bound by arithmetic, different in the last digits.</summary>
    Fast,
}
