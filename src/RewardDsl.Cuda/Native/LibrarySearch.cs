using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace RewardDsl.Cuda.Native;

/// <summary>Where NVRTC and the driver may lie, in the order in which they are tried.</summary>
internal static class LibrarySearch
{
    /// <summary>Environment variable with the path of NVRTC.</summary>
    public const string NvrtcVariable = "REWARDDSL_NVRTC";

    /// <summary>Environment variable with the path of the driver.</summary>
    public const string DriverVariable = "REWARDDSL_LIBCUDA";

    // Major versions whose C interface is the one that is used here.
    private static readonly string[] s_nvrtcNames = OperatingSystem.IsWindows()
        ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll"]
        : ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"];

    private static readonly string[] s_wheels = ["cuda_nvrtc", "cu13", "cu12"];

    private static readonly string[] s_roots = ["CUDA_HOME", "CUDA_PATH"];

    /// <summary>Names and paths of the driver.</summary>
    public static IEnumerable<string> Drivers() => OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"];

    /// <summary>Names and paths of NVRTC.</summary>
    public static IEnumerable<string> Compilers()
    {
        foreach (string folder in TorchFolders().SelectMany(BesideTorch).Concat(ToolkitFolders()).Distinct())
        {
            foreach (string file in CompilersIn(folder))
            {
                yield return file;
            }
        }

        foreach (string name in s_nvrtcNames)
        {
            yield return name;
        }
    }

    /// <summary>
    /// The part of NVRTC that it opens by its bare name when it compiles: it must be in the process before if NVRTC is not in a folder that the system searches.
    /// </summary>
    /// <param name="nvrtc">Path of NVRTC.</param>
    public static IEnumerable<string> BuiltinsBeside(string nvrtc) =>
        Path.GetDirectoryName(nvrtc) is { Length: > 0 } folder
            ? Files(folder, OperatingSystem.IsWindows() ? "nvrtc-builtins*.dll" : "libnvrtc-builtins*.so*")
            : [];

    private static IEnumerable<string> CompilersIn(string folder)
    {
        // Wheels and packages of torch rename it: libnvrtc-<hash>.so.12.
        IEnumerable<string> files = OperatingSystem.IsWindows()
            ? Files(folder, "nvrtc64_*.dll")
            : Files(folder, "libnvrtc.so*").Concat(Files(folder, "libnvrtc-*.so*"));
        return files.Where(static f => !Path.GetFileName(f).Contains("builtins", StringComparison.Ordinal) && !f.Contains(".alt.", StringComparison.Ordinal));
    }

    /// <summary>Folders with libtorch's CUDA part: of this process first, else where the runtime looks for native libraries.</summary>
    private static IEnumerable<string> TorchFolders()
    {
        if (LoadedModule(TorchCuda) is { } loaded)
        {
            yield return Path.GetDirectoryName(loaded)!;
        }

        string native = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string system = Environment.GetEnvironmentVariable(OperatingSystem.IsWindows() ? "PATH" : "LD_LIBRARY_PATH") ?? "";
        foreach (string folder in native.Split(Path.PathSeparator).Concat(system.Split(Path.PathSeparator)).Append(AppContext.BaseDirectory))
        {
            if (folder.Length > 0 && File.Exists(Path.Combine(folder, TorchCuda)))
            {
                yield return folder;
            }
        }
    }

    /// <summary>File name of libtorch's CUDA part.</summary>
    public static string TorchCuda => OperatingSystem.IsWindows() ? "torch_cuda.dll" : "libtorch_cuda.so";

    /// <summary>File name of libtorch's CPU part.</summary>
    public static string TorchCpu => OperatingSystem.IsWindows() ? "torch_cpu.dll" : "libtorch_cpu.so";

    /// <summary>Path of a module that this process has loaded, or null.</summary>
    public static string? LoadedModule(string fileName)
    {
        try
        {
            using Process process = Process.GetCurrentProcess();
            foreach (ProcessModule module in process.Modules)
            {
                if (Path.GetFileName(module.FileName) == fileName)
                {
                    return module.FileName;
                }
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or NotSupportedException or System.ComponentModel.Win32Exception)
        {
            // A process that may not look at itself has no torch that could be found.
        }

        return null;
    }

    /// <summary>libtorch's own folder, and those of the wheels that its Python packages take NVRTC from.</summary>
    private static IEnumerable<string> BesideTorch(string folder)
    {
        yield return folder;
        string packages = Path.GetFullPath(Path.Combine(folder, "..", "..", "nvidia"));
        foreach (string part in s_wheels)
        {
            yield return Path.Combine(packages, part, OperatingSystem.IsWindows() ? "bin" : "lib");
            if (OperatingSystem.IsWindows())
            {
                yield return Path.Combine(packages, part, "bin", "x86_64");
            }
        }
    }

    private static IEnumerable<string> ToolkitFolders()
    {
        IEnumerable<string> roots = s_roots.Select(static v => Environment.GetEnvironmentVariable(v) ?? "").Where(static r => r.Length > 0);
        if (!OperatingSystem.IsWindows())
        {
            roots = roots.Append("/usr/local/cuda").Concat(NewestFirst(Folders("/usr/local", "cuda-*")));
        }

        foreach (string root in roots)
        {
            yield return Path.Combine(root, OperatingSystem.IsWindows() ? "bin" : "lib64");
            if (OperatingSystem.IsWindows())
            {
                yield return Path.Combine(root, "bin", "x64");
            }

            yield return Path.Combine(root, "lib");
            foreach (string target in Folders(Path.Combine(root, "targets"), "*-linux"))
            {
                yield return Path.Combine(target, "lib");
            }
        }
    }

    /// <summary>Toolkits' folders by the version in their names: 12.4 before 9.2.</summary>
    public static IEnumerable<string> NewestFirst(IEnumerable<string> folders)
    {
        return folders.OrderByDescending(VersionOf);

        static Version VersionOf(string folder)
        {
            string text = folder[(folder.LastIndexOf('-') + 1)..];
            return Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out Version? version) ? version : new Version();
        }
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Entries(() => Directory.GetFiles(folder, pattern));

    private static IEnumerable<string> Folders(string folder, string pattern) => Entries(() => Directory.GetDirectories(folder, pattern));

    /// <summary>What cannot be listed is not there. Shorter names are what the longer ones are linked to.</summary>
    private static IEnumerable<string> Entries(Func<string[]> list)
    {
        try
        {
            return list().OrderBy(static f => f.Length).ThenBy(static f => f, StringComparer.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
