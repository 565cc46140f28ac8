using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>The stand-ins of the driver and of NVRTC, built once, and what tests tell and ask them.</summary>
internal static unsafe class StandIn
{
    private static readonly Lazy<string?> s_problem = new(Find);
    private static readonly Lazy<bool> s_built = new(Build);

    /// <summary>Where everything lies that the stand-ins and the cache write.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("rewarddsl-cuda-").FullName;

    /// <summary>Why they cannot be built here; null when they can. Attributes ask for it, so it throws nothing: what throws while tests are looked for hides them.</summary>
    public static string? Problem => s_problem.Value;

    /// <summary>Builds them once.</summary>
    /// <exception cref="InvalidOperationException">g++ does not compile them.</exception>
    public static void Require() => _ = s_built.Value;

    /// <summary>The machine with one device that the compiler knows.</summary>
    public static CudaOptions Options { get; } = On("libcuda_standin.so");

    /// <summary>Another machine: a driver of another file name.</summary>
    public static CudaOptions On(string driver) => new()
    {
        DriverPath = Path.Combine(Folder, driver),
        NvrtcPath = Path.Combine(Folder, "libnvrtc_standin.so"),
        CacheFolder = Path.Combine(Folder, "cache"),
        Stream = 0,
    };

    /// <summary>Kernels compiled so far.</summary>
    public static int Compilations => ((delegate* unmanaged<int>)Nvrtc("standin_compilations"))();

    /// <summary>The options of the last compilation.</summary>
    public static string LastOptions => Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)Nvrtc("standin_options"))())!;

    /// <summary>The n-th call of a kind from now on fails; 0: none.</summary>
    public static void Fail(string what, int nth) => Set(what, nth);

    /// <summary>What torch says is its current stream.</summary>
    public static void Set(string what, long value) => WithName(what, name => ((delegate* unmanaged<byte*, long, void>)Driver("standin_set"))((byte*)name, value));

    /// <summary>What the driver counted.</summary>
    public static long Count(string what)
    {
        long count = 0;
        WithName(what, name => count = ((delegate* unmanaged<byte*, long>)Driver("standin_count"))((byte*)name));
        return count;
    }

    public static void BeginCapture(nint stream) => ((delegate* unmanaged<nint, void>)Driver("standin_begin_capture"))(stream);

    /// <summary>The context is lost with all that was in it; <c>Set("lost", 0)</c> gives another.</summary>
    public static void Lose() => ((delegate* unmanaged<void>)Driver("standin_lose"))();

    public static void EndCapture(nint stream) => ((delegate* unmanaged<nint, void>)Driver("standin_end_capture"))(stream);

    public static void Replay(nint stream) => ((delegate* unmanaged<nint, void>)Driver("standin_replay"))(stream);

    /// <summary>Runs g++; the text that it printed when it failed, else null.</summary>
    private static string? Compile(string source, string output)
    {
        string header = Path.Combine(AppContext.BaseDirectory, "StandIn", "device.h");
        var start = new ProcessStartInfo("g++") { RedirectStandardError = true };
        foreach (string argument in new[]
        {
            "-std=c++17", "-O1", "-fPIC", "-shared", $"-DFOLDER=\"{Folder}\"", $"-DDEVICE_HEADER=\"{header}\"",
            Path.Combine(AppContext.BaseDirectory, "StandIn", source), "-o", Path.Combine(Folder, output), "-ldl",
        })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : errors;
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the stand-ins are for Linux";
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo("g++", "--version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "g++ does not run: the stand-ins of the CUDA driver and of NVRTC cannot be built";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "g++ is not here: the stand-ins of the CUDA driver and of NVRTC cannot be built";
        }
    }

    private static bool Build()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Directory.Delete(Folder, recursive: true);
        string?[] errors = [null, null];
        Parallel.Invoke(() => errors[0] = Compile("driver.cpp", "libcuda_standin.so"), () => errors[1] = Compile("nvrtc.cpp", "libnvrtc_standin.so"));
        if (errors.FirstOrDefault(static e => e is not null) is { } error)
        {
            throw new InvalidOperationException("g++ did not compile the stand-ins: " + error);
        }

        foreach (string machine in new[] { "libcuda_nodevice.so", "libcuda_noinit.so", "libcuda_newer.so", "libtorch_cuda.so", "libtorch_cpu.so" })
        {
            File.Copy(Path.Combine(Folder, "libcuda_standin.so"), Path.Combine(Folder, machine));
        }

        return true;
    }

    private static nint Driver(string function) => NativeLibrary.GetExport(NativeLibrary.Load(Options.DriverPath!), function);

    private static nint Nvrtc(string function) => NativeLibrary.GetExport(NativeLibrary.Load(Options.NvrtcPath!), function);

    private static void WithName(string name, Action<nint> call)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(name);
        call(text);
        Marshal.FreeCoTaskMem(text);
    }
}
