using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>The files below a folder that belong to the source: nothing from <c>bin</c>, <c>obj</c> and hidden folders, no linked folders.</summary>
internal static class SourceFolder
{
    public static IEnumerable<string> Files(string folder)
    {
        var all = new FileSystemEnumerable<string>(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(".cs", StringComparison.OrdinalIgnoreCase),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => IsSource(entry.FileName) && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return all.Order(StringComparer.Ordinal);
    }

    private static bool IsSource(ReadOnlySpan<char> folder) =>
        !folder.StartsWith(".") && !folder.Equals("bin", StringComparison.OrdinalIgnoreCase) && !folder.Equals("obj", StringComparison.OrdinalIgnoreCase);
}
