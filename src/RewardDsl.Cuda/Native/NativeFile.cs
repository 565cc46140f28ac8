using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace RewardDsl.Cuda.Native;

/// <summary>A loaded library and its functions.</summary>
/// <param name="Path">What it was loaded by.</param>
/// <param name="Handle">Its handle; libraries stay loaded as long as the process.</param>
internal sealed record NativeFile(string Path, nint Handle)
{
    /// <summary>Loads the first that is fit, else the least unfit that can be loaded, or says why none can.</summary>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="chosen">The one path that a user gave, or null.</param>
    /// <param name="variable">Environment variable that gives one.</param>
    /// <param name="candidates">Where to look else.</param>
    /// <param name="before">What must be loaded before one.</param>
    /// <param name="unfit">How unfit a loaded one is; 0: it will do. What a user gave is taken as it is.</param>
    /// <param name="problem">Why there is none.</param>
    public static NativeFile? Load(
        string what, string? chosen, string variable, Func<IEnumerable<string>> candidates, Func<string, IEnumerable<string>> before, Func<NativeFile, int> unfit, out string problem)
    {
        problem = "";
        NativeFile? best = null;
        int least = int.MaxValue;
        string? given = chosen ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named : null);
        var tried = new List<string>();
        foreach (string path in given is null ? candidates() : [given])
        {
            foreach (string part in before(path))
            {
                NativeLibrary.TryLoad(part, out _);
            }

            if (!NativeLibrary.TryLoad(path, out nint handle))
            {
                tried.Add(path);
                continue;
            }

            var file = new NativeFile(path, handle);
            int grade = given is null ? unfit(file) : 0;
            if (grade == 0)
            {
                return file;
            }

            if (grade < least)
            {
                least = grade;
                best = file;
            }
        }

        if (best is not null)
        {
            return best;
        }

        problem = given is null
            ? $"{what} was not found (tried {string.Join(", ", tried.Distinct().Take(8))}{(tried.Count > 8 ? ", …" : "")}; set {variable} to its path)"
            : $"{what} could not be loaded from '{given}' ({(File.Exists(given) ? "the file is there but is no library for this process, or lacks one that it needs" : "there is no such file")}; the path comes from {(chosen is null ? variable : "the options")})";
        return null;
    }

    /// <summary>The address of a function.</summary>
    /// <exception cref="EntryPointNotFoundException">The library has none of this name.</exception>
    public nint this[string function] => NativeLibrary.TryGetExport(Handle, function, out nint address)
        ? address
        : throw new EntryPointNotFoundException($"'{Path}' has no function {function}: it is too old, or another library of that name");
}
