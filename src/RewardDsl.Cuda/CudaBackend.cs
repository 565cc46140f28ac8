using RewardDsl.Cuda.Native;

namespace RewardDsl.Cuda;

/// <summary>Whether rewards can run on a CUDA device here. Asking never throws.</summary>
public static class CudaBackend
{
    /// <summary>There are a driver, a device and a compiler.</summary>
    public static bool IsAvailable => Unavailable is null;

    /// <summary>Why not: one sentence that begins with <c>unavailable: </c>; null when there is everything.</summary>
    public static string? Unavailable => Probe(CudaOptions.Default);

    /// <summary>The same for other options than the defaults.</summary>
    /// <param name="options">The device and where the libraries lie.</param>
    public static string? Probe(CudaOptions options)
    {
        System.ArgumentNullException.ThrowIfNull(options);
        CudaLibraries libraries = CudaLibraries.Of(options);
        return libraries.Problem ?? libraries.DeviceProblem(options.Device);
    }

    /// <summary>Devices that the driver shows; 0 where there is no driver.</summary>
    public static int DeviceCount => CudaLibraries.Of(CudaOptions.Default).DeviceCount;
}
