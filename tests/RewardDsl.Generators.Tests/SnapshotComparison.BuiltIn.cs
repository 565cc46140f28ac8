using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>Compares what a driver generated with a case's snapshots, with the rules of Verify.SourceGenerators and without its packages.</summary>
internal static class SnapshotComparison
{
    public static Task Compare(GeneratorDriver driver, string folder, string name, bool accept)
    {
        foreach (string old in SnapshotFolder.Files(folder, name, "received").ToList())
        {
            File.Delete(old);
        }

        HashSet<string> expected = [];
        List<string> differences = [];
        foreach ((string hint, string text) in GeneratorHarness.Files(driver))
        {
            string stem = Path.Combine(folder, $"{name}#{Path.GetFileNameWithoutExtension(hint)}");
            string path = $"{stem}.verified.cs";
            expected.Add(path);
            string actual = $"//HintName: {hint}\n{text}";
            string? snapshot = File.Exists(path) ? Normalize(File.ReadAllText(path)) : null;
            if (snapshot == actual || snapshot == actual + "\n")
            {
                continue;
            }

            File.WriteAllText(accept ? path : $"{stem}.received.cs", actual);
            differences.Add($"{Path.GetFileName(path)}: {(snapshot is null ? "there is no such file" : SnapshotFailure.FirstDifference(snapshot, actual))}");
        }

        foreach (string superfluous in SnapshotFolder.Files(folder, name, "verified").Where(f => !expected.Contains(f)).ToList())
        {
            differences.Add($"{Path.GetFileName(superfluous)}: nothing is generated for it");
            if (accept)
            {
                File.Delete(superfluous);
            }
        }

        Assert.True(accept || differences.Count == 0, $"Snapshots in {folder}, what is generated beside each as .received.cs:\n{string.Join('\n', differences)}\n{SnapshotFailure.HowToAccept}");
        return Task.CompletedTask;
    }

    /// <summary>Whatever line ends a checkout has.</summary>
    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
