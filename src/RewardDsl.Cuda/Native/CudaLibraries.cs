using System;
using System.Collections.Concurrent;
using RewardDsl.Cuda.Device;

namespace RewardDsl.Cuda.Native;

/// <summary>The driver and the compiler, loaded once for each choice of their paths, or why they are not.</summary>
internal sealed class CudaLibraries
{
    private static readonly ConcurrentDictionary<(string?, string?), Lazy<CudaLibraries>> s_loaded = new();

    private readonly ConcurrentDictionary<int, Lazy<CudaContext>> _contexts = new();
    private readonly Driver? _driver;
    private readonly Nvrtc? _nvrtc;

    private CudaLibraries(string? nvrtcPath, string? driverPath)
    {
        // The driver first: where there is no device nobody needs to look for a compiler.
        NativeFile? driver = NativeFile.Load("the CUDA driver", driverPath, LibrarySearch.DriverVariable, LibrarySearch.Drivers, static _ => [], static _ => 0, out string problem);
        if (driver is null)
        {
            Problem = "unavailable: " + problem;
            return;
        }

        try
        {
            _driver = new Driver(driver);
            if (_driver.Init() is not 0 and int failed)
            {
                Problem = $"unavailable: cuInit failed: {_driver.Describe(failed)}. {DriverAdvice.For(failed)}";
                return;
            }

            if (_driver.DeviceCount(out int count) is not 0 and int uncounted)
            {
                Problem = $"unavailable: cuDeviceGetCount failed: {_driver.Describe(uncounted)}. {DriverAdvice.For(uncounted)}";
                return;
            }

            DeviceCount = count;
            if (count == 0)
            {
                Problem = "unavailable: the CUDA driver shows no device. " + DriverAdvice.For(100);
                return;
            }

            int version = _driver.Version();
            NativeFile? nvrtc = NativeFile.Load(
                "NVRTC", nvrtcPath, LibrarySearch.NvrtcVariable, LibrarySearch.Compilers, LibrarySearch.BuiltinsBeside, file => Nvrtc.Unfit(file, version / 1000), out problem);
            if (nvrtc is null)
            {
                Problem = "unavailable: " + problem;
                return;
            }

            _nvrtc = new Nvrtc(nvrtc);
        }
        catch (Exception failure) when (failure is EntryPointNotFoundException or CudaException)
        {
            Problem = "unavailable: " + failure.Message;
        }
    }

    /// <summary>Why there is no CUDA; null when there is.</summary>
    public string? Problem { get; }

    public int DeviceCount { get; }

    public Driver Driver => Problem is null ? _driver! : throw new CudaException(Problem);

    public Nvrtc Nvrtc => Problem is null ? _nvrtc! : throw new CudaException(Problem);

    public static CudaLibraries Of(CudaOptions options) =>
        s_loaded.GetOrAdd((options.NvrtcPath, options.DriverPath), static key => new Lazy<CudaLibraries>(() => new CudaLibraries(key.Item1, key.Item2))).Value;

    /// <summary>Why there is no such device; null when there is.</summary>
    public string? DeviceProblem(int ordinal) =>
        ordinal >= 0 && ordinal < DeviceCount ? null : $"unavailable: there is no device {ordinal}: the CUDA driver shows {DeviceCount}. {DriverAdvice.For(101)}";

    /// <summary>The primary context of a device, kept as long as the process: torch and other libraries use the same.</summary>
    /// <exception cref="CudaException">There is no CUDA or no such device.</exception>
    public CudaContext Context(int ordinal)
    {
        Driver driver = Driver;
        if (DeviceProblem(ordinal) is { } problem)
        {
            throw new CudaException(problem);
        }

        // What failed once may succeed later: only a context that was made is kept.
        try
        {
            return _contexts.GetOrAdd(ordinal, o => new Lazy<CudaContext>(() => new CudaContext(driver, o))).Value;
        }
        catch (CudaException)
        {
            _contexts.TryRemove(ordinal, out _);
            throw;
        }
    }
}
