using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using Xunit.Abstractions;

namespace RewardDsl.Cuda.Tests;

/// <summary>
/// NVIDIA's own compiler takes the texts, and how many registers they need. Where NVRTC is found: <c>REWARDDSL_NVRTC</c> names it, or the loader's path holds it.
/// With the variable every spec of the corpus is compiled, without it a few.
/// </summary>
public sealed class NvrtcTests(ITestOutputHelper output)
{
    [NvrtcFact]
    public void Corpus_EveryArchitecture_Compiles()
    {
        bool isNamed = Nvrtc.Path is not null;
        var failures = new List<string>();
        foreach (TestSpec spec in TestSpec.Corpus.Where((_, i) => isNamed || i % 30 == 0))
        {
            // Quads where rows are whole groups of four, as contiguous tensors are.
            string head = string.Concat(InputForm.Mixed(spec).Select(static (f, i) => f.Kind == 1 ? "#define RW_IN" + i.ToString(CultureInfo.InvariantCulture) + " 1\n" : ""));
            foreach (string architecture in isNamed ? ["sm_75", "sm_80", "sm_90"] : (string[])["sm_80"])
            {
                (int code, string log) = Nvrtc.Compile(head + spec.Text.Source, "--gpu-architecture=" + architecture, "--fmad=false", "--ptxas-options=-v");
                if (code != 0)
                {
                    failures.Add(spec + " for " + architecture + ": " + log);
                    continue;
                }

                output.WriteLine(spec + " " + architecture + ": " + string.Join(", ", Regex.Matches(log, @"entry function 'rewarddsl_(\w+)'.*?(\d+) bytes stack frame, (\d+) bytes spill stores.*?Used (\d+) registers", RegexOptions.Singleline)
                    .Select(static m => $"{m.Groups[1]} {m.Groups[4]} registers, stack {m.Groups[2]}, spilled {m.Groups[3]}")));
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures.Take(5)));
    }

    /// <summary>The functions of NVRTC that compile a text.</summary>
    internal static unsafe class Nvrtc
    {
        public const string Variable = "REWARDDSL_NVRTC";

        private static readonly string[] s_names = ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "nvrtc64_120_0.dll"];

        private static readonly nint s_library = Load();

        /// <summary>The library that the caller names, or null.</summary>
        public static string? Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

        /// <summary>Why it cannot be called, or null.</summary>
        public static string? Problem => s_library == 0 ? "NVRTC was not found (" + Variable + " may name it)" : null;

        public static (int Code, string Log) Compile(string source, params string[] options)
        {
            byte[] text = Encoding.UTF8.GetBytes(source + "\0");
            byte[] name = "kernel.cu\0"u8.ToArray();
            nint program;
            fixed (byte* t = text, n = name)
            {
                ((delegate* unmanaged<nint*, byte*, byte*, int, nint, nint, int>)Export("nvrtcCreateProgram"))(&program, t, n, 0, 0, 0);
            }

            nint[] given = [.. options.Select(static o => Marshal.StringToCoTaskMemUTF8(o))];
            int code;
            fixed (nint* o = given)
            {
                code = ((delegate* unmanaged<nint, int, nint*, int>)Export("nvrtcCompileProgram"))(program, given.Length, o);
            }

            nuint size;
            ((delegate* unmanaged<nint, nuint*, int>)Export("nvrtcGetProgramLogSize"))(program, &size);
            byte[] log = new byte[Math.Max(1, (int)size)];
            fixed (byte* l = log)
            {
                ((delegate* unmanaged<nint, byte*, int>)Export("nvrtcGetProgramLog"))(program, l);
            }

            ((delegate* unmanaged<nint*, int>)Export("nvrtcDestroyProgram"))(&program);
            foreach (nint option in given)
            {
                Marshal.FreeCoTaskMem(option);
            }

            return (code, Encoding.UTF8.GetString(log).TrimEnd('\0'));
        }

        private static nint Export(string name) => NativeLibrary.GetExport(s_library, name);

        private static nint Load()
        {
            if (Path is not null)
            {
                // It opens its second part by name alone, which the loader knows once it is there.
                // What throws here would hide the tests: attributes ask.
                string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? "";
                foreach (string builtins in Directory.Exists(folder) ? Directory.GetFiles(folder, "libnvrtc-builtins.so*") : [])
                {
                    NativeLibrary.TryLoad(builtins, out _);
                }
            }

            foreach (string name in Path is null ? s_names : [Path])
            {
                if (NativeLibrary.TryLoad(name, out nint library))
                {
                    return library;
                }
            }

            return 0;
        }
    }

    /// <summary>A test that needs NVRTC, skipped with the reason where it is not found.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class NvrtcFactAttribute : FactAttribute
    {
        public NvrtcFactAttribute()
        {
            if (Nvrtc.Problem is { } problem)
            {
                Console.WriteLine("Skipped: " + problem);
                Skip = problem;
            }
        }
    }
}
