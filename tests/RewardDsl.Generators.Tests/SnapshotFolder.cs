using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace RewardDsl.Generators.Tests;

/// <summary>The folder of snapshots in the source tree and the names of the files in it.</summary>
internal static class SnapshotFolder
{
    public static string Location { get; } =
        typeof(SnapshotFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "SnapshotFolder").Value!;

    /// <summary>Whether this run writes snapshots instead of comparing them.</summary>
    public static bool IsAccepting { get; } = Environment.GetEnvironmentVariable("REWARDDSL_UPDATE_SNAPSHOTS") == "1";

    /// <summary>The files of a case: the name alone, or followed by one name for each generated file. What is "verified" or "received" says the kind.</summary>
    public static IEnumerable<string> Files(string folder, string name, string kind) =>
        Directory.EnumerateFiles(folder, $"{name}#*.{kind}.*").Concat(Directory.EnumerateFiles(folder, $"{name}.{kind}.*"));
}
