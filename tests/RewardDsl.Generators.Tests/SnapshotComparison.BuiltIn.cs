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
            differences.Add(Difference(Path.GetFileName(stem), snapshot, actual));
        }

        foreach (string superfluous in SnapshotFolder.Files(folder, name, "verified").Where(f => !expected.Contains(f)).ToList())
        {
            differences.Add($"{Path.GetFileName(superfluous)}: nothing is generated for it.");
            if (accept)
            {
                File.Delete(superfluous);
            }
        }

        Assert.True(accept || differences.Count == 0, $"Snapshots in {folder}:\n{string.Join('\n', differences)}\n{SnapshotFolder.HowToAccept}");
        return Task.CompletedTask;
    }

    /// <summary>Whatever line ends a checkout has.</summary>
    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Where the two part: enough to see the reason in a log. The whole text is in the received file.</summary>
    private static string Difference(string stem, string? snapshot, string actual)
    {
        if (snapshot is null)
        {
            return $"{stem}.verified.cs: there is no such file. What it would hold is in {stem}.received.cs.";
        }

        string[] before = snapshot.Split('\n');
        string[] after = actual.Split('\n');
        int line = before.Zip(after).TakeWhile(static pair => pair.First == pair.Second).Count();
        return $"""
            {stem}.verified.cs: differs from {stem}.received.cs first in line {line + 1}
              snapshot:  {(line < before.Length ? before[line] : "(ends)")}
              generated: {(line < after.Length ? after[line] : "(ends)")}
            """;
    }
}
