using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace RewardDsl.Cuda.Tests;

/// <summary>Compiles sources behind the shim to a device process. Two compilers at most run at once.</summary>
internal static class DeviceBuild
{
    private static readonly SemaphoreSlim s_compilers = new(2);

    private static readonly string s_shim = Path.Combine(AppContext.BaseDirectory, "Shim");

    // Who wants to read the sources names a folder for them.
    private static readonly string? s_kept = Environment.GetEnvironmentVariable("REWARDDSL_CUDA_SOURCES");

    private static readonly Lazy<string> s_folder = new(static () => s_kept is null ? Directory.CreateTempSubdirectory("rewarddsl-cuda-").FullName : Directory.CreateDirectory(s_kept).FullName);

    static DeviceBuild() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        if (s_kept is null && s_folder.IsValueCreated)
        {
            Directory.Delete(s_folder.Value, recursive: true);
        }
    };

    /// <summary>Why nothing can be compiled here, or null.</summary>
    public static string? Problem { get; } = Find();

    /// <summary>Compiles and links.</summary>
    /// <param name="name">Name of the executable.</param>
    /// <param name="flags">Flags of the compiler.</param>
    /// <param name="sources">The sources, each with how much the compiler optimizes it.</param>
    public static async Task<string> Build(string name, string[] flags, IReadOnlyList<(string Level, string Text)> sources)
    {
        string folder = Path.Combine(s_folder.Value, name);
        Directory.CreateDirectory(folder);
        var objects = new List<Task<string>> { Compile(Path.Combine(s_shim, "device.cpp"), Path.Combine(folder, "device.o"), [.. flags, "-O1"]) };
        for (int i = 0; i < sources.Count; i++)
        {
            string path = Path.Combine(folder, "texts" + i + ".cpp");
            await File.WriteAllTextAsync(path, sources[i].Text);
            objects.Add(Compile(path, Path.ChangeExtension(path, ".o"), [.. flags, sources[i].Level]));
        }

        string program = Path.Combine(folder, "device");
        await Run([.. flags, .. await Task.WhenAll(objects), "-o", program]);
        return program;
    }

    private static async Task<string> Compile(string source, string target, string[] flags)
    {
        // Exact text: no multiplication may be fused with an addition.
        await Run(["-std=c++17", "-w", "-ffp-contract=off", .. flags, "-I", s_shim, "-c", source, "-o", target]);
        return target;
    }

    private static async Task Run(string[] arguments)
    {
        await s_compilers.WaitAsync();
        try
        {
            var start = new ProcessStartInfo("g++", arguments) { RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            string errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException("g++ " + string.Join(' ', arguments) + "\n" + string.Join('\n', errors.Split('\n').Take(40)));
            }
        }
        finally
        {
            s_compilers.Release();
        }
    }

    private static string? Find()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("g++", "--version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "g++ does not run";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no g++ on this machine";
        }
    }
}
