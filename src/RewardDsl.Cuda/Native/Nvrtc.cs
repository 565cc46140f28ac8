using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace RewardDsl.Cuda.Native;

/// <summary>The functions of NVRTC.</summary>
internal sealed unsafe class Nvrtc
{
    private readonly delegate* unmanaged<int*, int*, int> _version;
    private readonly delegate* unmanaged<int, byte*> _errorString;
    private readonly delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int> _create;
    private readonly delegate* unmanaged<nint, int, byte**, int> _compile;
    private readonly delegate* unmanaged<nint*, int> _destroy;
    private readonly delegate* unmanaged<nint, nuint*, int> _logSize;
    private readonly delegate* unmanaged<nint, byte*, int> _log;
    private readonly delegate* unmanaged<nint, nuint*, int> _cubinSize;
    private readonly delegate* unmanaged<nint, byte*, int> _cubin;
    private readonly delegate* unmanaged<nint, nuint*, int> _ptxSize;
    private readonly delegate* unmanaged<nint, byte*, int> _ptx;
    private readonly delegate* unmanaged<int*, int> _archCount;
    private readonly delegate* unmanaged<int*, int> _archs;

    public Nvrtc(NativeFile file)
    {
        Path = file.Path;
        _version = (delegate* unmanaged<int*, int*, int>)file["nvrtcVersion"];
        _errorString = (delegate* unmanaged<int, byte*>)file["nvrtcGetErrorString"];
        _create = (delegate* unmanaged<nint*, byte*, byte*, int, byte**, byte**, int>)file["nvrtcCreateProgram"];
        _compile = (delegate* unmanaged<nint, int, byte**, int>)file["nvrtcCompileProgram"];
        _destroy = (delegate* unmanaged<nint*, int>)file["nvrtcDestroyProgram"];
        _logSize = (delegate* unmanaged<nint, nuint*, int>)file["nvrtcGetProgramLogSize"];
        _log = (delegate* unmanaged<nint, byte*, int>)file["nvrtcGetProgramLog"];
        _cubinSize = (delegate* unmanaged<nint, nuint*, int>)file["nvrtcGetCUBINSize"];
        _cubin = (delegate* unmanaged<nint, byte*, int>)file["nvrtcGetCUBIN"];
        _ptxSize = (delegate* unmanaged<nint, nuint*, int>)file["nvrtcGetPTXSize"];
        _ptx = (delegate* unmanaged<nint, byte*, int>)file["nvrtcGetPTX"];
        _archCount = (delegate* unmanaged<int*, int>)file["nvrtcGetNumSupportedArchs"];
        _archs = (delegate* unmanaged<int*, int>)file["nvrtcGetSupportedArchs"];
        int major = 0;
        int minor = 0;
        Check("nvrtcVersion", _version(&major, &minor));
        Major = major;
        Version = $"{major}.{minor}";
        int count = 0;
        Check("nvrtcGetNumSupportedArchs", _archCount(&count));
        int[] architectures = new int[Math.Max(count, 1)];
        fixed (int* values = architectures)
        {
            Check("nvrtcGetSupportedArchs", _archs(values));
        }

        Architectures = architectures;
    }

    /// <summary>What it was loaded by.</summary>
    public string Path { get; }

    /// <summary>Major version.</summary>
    public int Major { get; }

    /// <summary>Major and minor version.</summary>
    public string Version { get; }

    /// <summary>The architectures that it compiles for: 90 for 9.0.</summary>
    public IReadOnlyList<int> Architectures { get; }

    /// <summary>How unfit a library is beside a driver: 0 it will do, 1 its images may be newer than the driver knows, 2 it lacks functions or does not work.</summary>
    /// <param name="file">The library.</param>
    /// <param name="driver">The driver's major version.</param>
    public static int Unfit(NativeFile file, int driver)
    {
        try
        {
            return new Nvrtc(file).Major > driver ? 1 : 0;
        }
        catch (Exception failure) when (failure is EntryPointNotFoundException or CudaException)
        {
            return 2;
        }
    }

    /// <summary>Compiles a text; the image is one that the driver loads.</summary>
    /// <param name="name">What the text is called in messages.</param>
    /// <param name="source">The text.</param>
    /// <param name="options">Options of the compiler.</param>
    /// <param name="isPtx">For a virtual architecture: the driver compiles the rest.</param>
    /// <exception cref="CudaException">The text does not compile; the message holds the compiler's own.</exception>
    public byte[] Compile(string name, string source, IReadOnlyList<string> options, bool isPtx)
    {
        nint program = 0;
        fixed (byte* text = Bytes(source))
        fixed (byte* title = Bytes(name))
        {
            Check("nvrtcCreateProgram", _create(&program, text, title, 0, null, null));
        }

        byte** arguments = stackalloc byte*[options.Count];
        int made = 0;
        try
        {
            for (; made < options.Count; made++)
            {
                arguments[made] = (byte*)Marshal.StringToCoTaskMemUTF8(options[made]);
            }

            int result = _compile(program, options.Count, arguments);
            if (result != 0)
            {
                throw new CudaException(
                    "nvrtcCompileProgram",
                    result,
                    $"nvrtcCompileProgram failed: {Describe(result)}. NVRTC {Version} of '{Path}' did not compile the kernel of {name} with {string.Join(" ", options)}:{Environment.NewLine}{Log(program)}");
            }

            return isPtx ? Image(program, "nvrtcGetPTX", _ptxSize, _ptx) : Image(program, "nvrtcGetCUBIN", _cubinSize, _cubin);
        }
        finally
        {
            while (made > 0)
            {
                Marshal.FreeCoTaskMem((nint)arguments[--made]);
            }

            _ = _destroy(&program);
        }
    }

    private byte[] Image(nint program, string call, delegate* unmanaged<nint, nuint*, int> sizeOf, delegate* unmanaged<nint, byte*, int> get)
    {
        nuint size = 0;
        Check(call + "Size", sizeOf(program, &size));
        byte[] image = new byte[(int)size];
        fixed (byte* data = image)
        {
            Check(call, get(program, data));
        }

        return image;
    }

    private string Log(nint program)
    {
        nuint size = 0;
        if (_logSize(program, &size) != 0 || size <= 1)
        {
            return "(it gave no log)";
        }

        byte[] log = new byte[(int)size];
        fixed (byte* data = log)
        {
            return _log(program, data) == 0 ? Encoding.UTF8.GetString(log).TrimEnd('\0', '\n') : "(its log could not be read)";
        }
    }

    private void Check(string call, int code)
    {
        if (code != 0)
        {
            throw new CudaException(call, code, $"{call} failed: {Describe(code)}. NVRTC is '{Path}'; take another one with {LibrarySearch.NvrtcVariable}.");
        }
    }

    private string Describe(int code) => $"{Marshal.PtrToStringUTF8((nint)_errorString(code))} ({code})";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + "\0");
}
