using System.Runtime.InteropServices;
using RewardDsl.Cuda.Native;

namespace RewardDsl.Cuda.Torch;

/// <summary>Torch's current stream, by the stable C interface of libtorch.</summary>
internal sealed unsafe class TorchStream
{
    private readonly delegate* unmanaged<int, void**, int> _current;

    private TorchStream(nint function) => _current = (delegate* unmanaged<int, void**, int>)function;

    /// <summary>Finds the function in a libtorch that this process has loaded; null where there is none.</summary>
    public static TorchStream? Find() =>
        LibrarySearch.LoadedModule(LibrarySearch.TorchCuda) is { } path
        && NativeLibrary.TryLoad(path, out nint library)
        && NativeLibrary.TryGetExport(library, "aoti_torch_get_current_cuda_stream", out nint function)
            ? new TorchStream(function)
            : null;

    /// <summary>The stream of a device; null if torch does not tell.</summary>
    public nint? Current(int device)
    {
        void* stream = null;
        return _current(device, &stream) == 0 ? (nint)stream : null;
    }
}
