using System.Runtime.InteropServices;

namespace RewardDsl.Cuda.Native;

/// <summary>
/// The functions of the CUDA driver that are used, by the names in the library: those with a suffix are what the headers' macros stand for.
/// </summary>
internal sealed unsafe class Driver
{
    private readonly delegate* unmanaged<uint, int> _init;
    private readonly delegate* unmanaged<int*, int> _version;
    private readonly delegate* unmanaged<int*, int> _deviceGetCount;
    private readonly delegate* unmanaged<int*, int, int> _deviceGet;
    private readonly delegate* unmanaged<byte*, int, int, int> _deviceGetName;
    private readonly delegate* unmanaged<int*, int, int, int> _deviceGetAttribute;
    private readonly delegate* unmanaged<nint*, int, int> _primaryRetain;
    private readonly delegate* unmanaged<nint*, int> _contextGet;
    private readonly delegate* unmanaged<nint, int> _contextSet;
    private readonly delegate* unmanaged<nint*, void*, int> _moduleLoad;
    private readonly delegate* unmanaged<nint, int> _moduleUnload;
    private readonly delegate* unmanaged<nint*, nint, byte*, int> _moduleFunction;
    private readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int> _launch;
    private readonly delegate* unmanaged<ulong*, nuint, int> _alloc;
    private readonly delegate* unmanaged<ulong, int> _free;
    private readonly delegate* unmanaged<ulong, void*, nuint, nint, int> _toDevice;
    private readonly delegate* unmanaged<void*, ulong, nuint, nint, int> _toHost;
    private readonly delegate* unmanaged<ulong, ulong, nuint, nint, int> _onDevice;
    private readonly delegate* unmanaged<ulong, byte, nuint, nint, int> _set8;
    private readonly delegate* unmanaged<ulong, uint, nuint, nint, int> _set32;
    private readonly delegate* unmanaged<nint, int> _synchronize;
    private readonly delegate* unmanaged<nint, int*, int> _isCapturing;
    private readonly delegate* unmanaged<int, byte**, int> _errorName;
    private readonly delegate* unmanaged<int, byte**, int> _errorString;

    public Driver(NativeFile file)
    {
        Path = file.Path;
        _init = (delegate* unmanaged<uint, int>)file["cuInit"];
        _version = (delegate* unmanaged<int*, int>)file["cuDriverGetVersion"];
        _deviceGetCount = (delegate* unmanaged<int*, int>)file["cuDeviceGetCount"];
        _deviceGet = (delegate* unmanaged<int*, int, int>)file["cuDeviceGet"];
        _deviceGetName = (delegate* unmanaged<byte*, int, int, int>)file["cuDeviceGetName"];
        _deviceGetAttribute = (delegate* unmanaged<int*, int, int, int>)file["cuDeviceGetAttribute"];
        _primaryRetain = (delegate* unmanaged<nint*, int, int>)file["cuDevicePrimaryCtxRetain"];
        _contextGet = (delegate* unmanaged<nint*, int>)file["cuCtxGetCurrent"];
        _contextSet = (delegate* unmanaged<nint, int>)file["cuCtxSetCurrent"];
        _moduleLoad = (delegate* unmanaged<nint*, void*, int>)file["cuModuleLoadData"];
        _moduleUnload = (delegate* unmanaged<nint, int>)file["cuModuleUnload"];
        _moduleFunction = (delegate* unmanaged<nint*, nint, byte*, int>)file["cuModuleGetFunction"];
        _launch = (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int>)file["cuLaunchKernel"];
        _alloc = (delegate* unmanaged<ulong*, nuint, int>)file["cuMemAlloc_v2"];
        _free = (delegate* unmanaged<ulong, int>)file["cuMemFree_v2"];
        _toDevice = (delegate* unmanaged<ulong, void*, nuint, nint, int>)file["cuMemcpyHtoDAsync_v2"];
        _toHost = (delegate* unmanaged<void*, ulong, nuint, nint, int>)file["cuMemcpyDtoHAsync_v2"];
        _onDevice = (delegate* unmanaged<ulong, ulong, nuint, nint, int>)file["cuMemcpyDtoDAsync_v2"];
        _set8 = (delegate* unmanaged<ulong, byte, nuint, nint, int>)file["cuMemsetD8Async"];
        _set32 = (delegate* unmanaged<ulong, uint, nuint, nint, int>)file["cuMemsetD32Async"];
        _synchronize = (delegate* unmanaged<nint, int>)file["cuStreamSynchronize"];
        _isCapturing = (delegate* unmanaged<nint, int*, int>)file["cuStreamIsCapturing"];
        _errorName = (delegate* unmanaged<int, byte**, int>)file["cuGetErrorName"];
        _errorString = (delegate* unmanaged<int, byte**, int>)file["cuGetErrorString"];
    }

    /// <summary>What it was loaded by.</summary>
    public string Path { get; }

    public int Init() => _init(0);

    /// <summary>The newest CUDA that it knows: 12040 for 12.4.</summary>
    public int Version()
    {
        int version = 0;
        Check("cuDriverGetVersion", _version(&version));
        return version;
    }

    public int DeviceCount(out int count)
    {
        fixed (int* address = &count)
        {
            return _deviceGetCount(address);
        }
    }

    public int Device(int ordinal)
    {
        int device = 0;
        Check("cuDeviceGet", _deviceGet(&device, ordinal));
        return device;
    }

    public string DeviceName(int device)
    {
        byte* name = stackalloc byte[256];
        Check("cuDeviceGetName", _deviceGetName(name, 256, device));
        return Marshal.PtrToStringUTF8((nint)name) ?? "";
    }

    /// <summary>The compute capability: 90 for 9.0.</summary>
    public int Architecture(int device)
    {
        const int Major = 75;
        const int Minor = 76;
        return (10 * Attribute(device, Major)) + Attribute(device, Minor);
    }

    public nint RetainPrimary(int device)
    {
        nint context = 0;
        Check("cuDevicePrimaryCtxRetain", _primaryRetain(&context, device));
        return context;
    }

    public nint CurrentContext()
    {
        nint context = 0;
        Check("cuCtxGetCurrent", _contextGet(&context));
        return context;
    }

    public void SetContext(nint context) => Check("cuCtxSetCurrent", _contextSet(context));

    /// <summary>Loads an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="compiler">Version of the NVRTC that made it.</param>
    public nint LoadModule(byte[] image, string compiler)
    {
        nint module = 0;
        fixed (byte* data = image)
        {
            int code = _moduleLoad(&module, data);
            if (code != 0)
            {
                int version = Version();
                Check("cuModuleLoadData", code, $"compiled by NVRTC {compiler}; the driver is of CUDA {version / 1000}.{version % 1000 / 10}");
            }
        }

        return module;
    }

    public int UnloadModule(nint module) => _moduleUnload(module);

    public nint Function(nint module, string name)
    {
        nint function = 0;
        byte[] text = System.Text.Encoding.UTF8.GetBytes(name + "\0");
        fixed (byte* data = text)
        {
            Check("cuModuleGetFunction", _moduleFunction(&function, module, data), $"the kernel is '{name}'");
        }

        return function;
    }

    /// <summary>Launches a kernel of one argument, which lies at an address.</summary>
    public void Launch(nint function, uint grid, uint block, nint stream, void* argument) =>
        Check("cuLaunchKernel", _launch(function, grid, 1, 1, block, 1, 1, 0, stream, &argument, null));

    public ulong Allocate(long bytes)
    {
        ulong address = 0;
        Check("cuMemAlloc", _alloc(&address, (nuint)bytes), $"{bytes} bytes");
        return address;
    }

    public int Free(ulong address) => _free(address);

    public void ToDevice(ulong target, void* source, long bytes, nint stream) => Check("cuMemcpyHtoDAsync", _toDevice(target, source, (nuint)bytes, stream));

    public void ToHost(void* target, ulong source, long bytes, nint stream) => Check("cuMemcpyDtoHAsync", _toHost(target, source, (nuint)bytes, stream));

    public void OnDevice(ulong target, ulong source, long bytes, nint stream) => Check("cuMemcpyDtoDAsync", _onDevice(target, source, (nuint)bytes, stream));

    public void Fill(ulong target, byte value, long count, nint stream) => Check("cuMemsetD8Async", _set8(target, value, (nuint)count, stream));

    public void Fill(ulong target, uint value, long count, nint stream) => Check("cuMemsetD32Async", _set32(target, value, (nuint)count, stream));

    public void Synchronize(nint stream) => Check("cuStreamSynchronize", _synchronize(stream));

    public bool IsCapturing(nint stream)
    {
        int status = 0;
        Check("cuStreamIsCapturing", _isCapturing(stream, &status));
        return status != 0;
    }

    /// <summary>Throws unless a call succeeded.</summary>
    /// <param name="call">Its name.</param>
    /// <param name="code">Its result.</param>
    /// <param name="of">What it was about, or empty.</param>
    public void Check(string call, int code, string of = "")
    {
        if (code != 0)
        {
            throw new CudaException(call, code, $"{call} failed{(of.Length == 0 ? "" : $" ({of})")}: {Describe(code)}. {DriverAdvice.For(code)}");
        }
    }

    /// <summary>Name, number and text of a result.</summary>
    public string Describe(int code)
    {
        byte* name = null;
        byte* text = null;
        return _errorName(code, &name) == 0 && _errorString(code, &text) == 0
            ? $"{Marshal.PtrToStringUTF8((nint)name)} ({code}), {Marshal.PtrToStringUTF8((nint)text)}"
            : $"unknown result {code}";
    }

    private int Attribute(int device, int attribute)
    {
        int value = 0;
        Check("cuDeviceGetAttribute", _deviceGetAttribute(&value, attribute, device));
        return value;
    }
}
