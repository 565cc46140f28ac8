using System;
using System.Runtime.InteropServices;

namespace RewardDsl.Cuda.Device;

/// <summary>Streams and graphs of the driver, in the context that is current: an evaluator was made before on this thread.</summary>
internal static unsafe class Graphs
{
    private static readonly nint s_driver = NativeLibrary.Load(
        Environment.GetEnvironmentVariable("REWARDDSL_LIBCUDA") is { Length: > 0 } path ? path : OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1");

    /// <summary>A stream that does not wait for the legacy default stream.</summary>
    public static nint NewStream()
    {
        nint stream = 0;
        Check("cuStreamCreate", ((delegate* unmanaged<nint*, uint, int>)Export("cuStreamCreate"))(&stream, 1));
        return stream;
    }

    /// <summary>Captures what a call puts into a stream.</summary>
    public static nint Capture(nint stream, Action call)
    {
        Check("cuStreamBeginCapture", ((delegate* unmanaged<nint, int, int>)Export("cuStreamBeginCapture_v2"))(stream, 1));
        call();
        nint graph = 0;
        Check("cuStreamEndCapture", ((delegate* unmanaged<nint, nint*, int>)Export("cuStreamEndCapture"))(stream, &graph));
        nint ready = 0;
        Check("cuGraphInstantiateWithFlags", ((delegate* unmanaged<nint*, nint, ulong, int>)Export("cuGraphInstantiateWithFlags"))(&ready, graph, 0));
        return ready;
    }

    /// <summary>Replays a capture.</summary>
    public static void Launch(nint graph, nint stream) => Check("cuGraphLaunch", ((delegate* unmanaged<nint, nint, int>)Export("cuGraphLaunch"))(graph, stream));

    private static nint Export(string name) => NativeLibrary.GetExport(s_driver, name);

    private static void Check(string call, int code)
    {
        if (code != 0)
        {
            throw new InvalidOperationException($"{call} returned {code}");
        }
    }
}
