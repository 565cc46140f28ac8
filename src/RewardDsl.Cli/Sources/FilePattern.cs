using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace RewardDsl.Cli;

/// <summary>One path of an MSBuild item: <c>*</c> and <c>?</c> within a name, <c>**</c> over folders.</summary>
internal sealed class FilePattern
{
    private readonly string _path;
    private readonly Regex _regex;

    /// <summary>A pattern relative to a folder.</summary>
    public FilePattern(string folder, string pattern)
    {
        _path = Slashes(Path.GetFullPath(Path.Combine(folder, pattern.Replace('\\', '/'))));
        string regex = Regex.Escape(_path)
            .Replace(@"\*\*/", "(?:[^/]+/)*", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal);
        RegexOptions options = RegexOptions.NonBacktracking | (OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase : RegexOptions.None);
        _regex = new Regex("^" + regex + "$", options);
    }

    /// <summary>Whether an absolute path fits.</summary>
    public bool Matches(string path) => _regex.IsMatch(Slashes(path));

    /// <summary>The files that fit, by name.</summary>
    public IEnumerable<string> Files()
    {
        int wild = _path.IndexOfAny(['*', '?']);
        if (wild < 0)
        {
            return File.Exists(_path) ? [_path] : [];
        }

        string root = _path[..(_path.LastIndexOf('/', wild) + 1)];
        return Directory.Exists(root) ? SourceFolder.Files(root).Where(Matches) : [];
    }

    private static string Slashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
