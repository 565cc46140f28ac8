using System;
using System.Runtime.InteropServices;
using RewardDsl.Cuda.Native;

namespace RewardDsl.Cuda;

/// <summary>
/// Pointers of torch tensors by their handles, for programs that use TorchSharp or libtorch: this library itself knows neither.
/// </summary>
public static unsafe class TorchMemory
{
    // What is not loaded yet is looked for again.
    private static nint s_stable;
    private static nint s_torchSharp;

    /// <summary>
    /// The address of a tensor's first element, storage offset included, on whatever device it lies. The tensor must be kept alive as long as the address is used,
    /// and be contiguous or described by strides in the view.
    /// </summary>
    /// <param name="tensorHandle">TorchSharp's <c>Tensor.Handle</c>, or an <c>AtenTensorHandle</c>.</param>
    /// <exception cref="ArgumentException">The handle is null.</exception>
    /// <exception cref="CudaException">No libtorch that can be asked is loaded, or it refuses.</exception>
    public static nint DataPointer(nint tensorHandle)
    {
        if (tensorHandle == 0)
        {
            throw new ArgumentException("The handle is null: the tensor is disposed or was never made.", nameof(tensorHandle));
        }

        if (s_stable == 0 && s_torchSharp == 0)
        {
            s_stable = Find(LibrarySearch.TorchCpu, "aoti_torch_get_data_ptr");
            s_torchSharp = Find(OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : "libLibTorchSharp.so", "THSTensor_data");
        }

        if (s_stable != 0)
        {
            void* data = null;
            int result = ((delegate* unmanaged<nint, void**, int>)s_stable)(tensorHandle, &data);
            return result == 0 ? (nint)data : throw new CudaException("aoti_torch_get_data_ptr", result, "aoti_torch_get_data_ptr failed: the handle is no tensor of this libtorch.");
        }

        return s_torchSharp != 0
            ? (nint)((delegate* unmanaged<nint, void*>)s_torchSharp)(tensorHandle)
            : throw new CudaException("No libtorch that tells the address of a tensor is loaded (neither aoti_torch_get_data_ptr nor THSTensor_data): make a tensor first.");
    }

    private static nint Find(string library, string function) =>
        LibrarySearch.LoadedModule(library) is { } path && NativeLibrary.TryLoad(path, out nint handle) && NativeLibrary.TryGetExport(handle, function, out nint address) ? address : 0;
}
