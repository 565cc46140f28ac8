namespace RewardDsl.Cuda.Torch;

/// <summary>The stream of calls that name none: the options', else torch's current one where libtorch with CUDA is loaded, else the legacy default stream.</summary>
/// <param name="options">The options.</param>
internal sealed class DefaultStream(CudaOptions options)
{
    private readonly TorchStream? _torch = options.Stream is null ? TorchStream.Find() : null;

    /// <summary>The stream of a call.</summary>
    /// <param name="given">The stream that the caller names, or null.</param>
    public nint Or(nint? given) => given ?? options.Stream ?? _torch?.Current(options.Device) ?? 0;
}
