using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Cli;

/// <summary>From arguments to sources.</summary>
internal static class SourceCollector
{
    /// <summary>The argument that stands for standard input.</summary>
    private const string StandardInput = "-";

    /// <summary>Reads everything that the arguments name: all files and folders as one set, each project as one of its own.</summary>
    /// <exception cref="UsageException">An argument that names nothing to check.</exception>
    public static ImmutableArray<SourceSet> Collect(IReadOnlyList<string> arguments, ToolStreams streams)
    {
        var files = new List<SourceFile>();
        var projects = new List<string>();
        foreach (string argument in arguments.Distinct(StringComparer.Ordinal))
        {
            string path = Path.GetFullPath(Path.Combine(streams.Folder, argument));
            if (argument == StandardInput)
            {
                files.Add(ReadText(streams.Input, Path.Combine(streams.Folder, "stdin.cs")));
            }
            else if (Directory.Exists(path))
            {
                string[] inFolder = Directory.GetFiles(path, "*.csproj");
                if (inFolder.Length == 1)
                {
                    projects.Add(inFolder[0]);
                    continue;
                }

                string[] found = [.. SourceFolder.Files(path)];
                files.AddRange(found.Length > 0 ? found.Select(ReadFile) : throw new UsageException("the folder '" + argument + "' holds no .cs files; name the folder of the rewards"));
            }
            else if (!File.Exists(path))
            {
                throw new UsageException("'" + argument + "' does not exist; give a .cs file, a folder, a .csproj, or - for standard input");
            }
            else if (HasExtension(path, ".csproj"))
            {
                projects.Add(path);
            }
            else if (HasExtension(path, ".cs"))
            {
                files.Add(ReadFile(path));
            }
            else
            {
                throw new UsageException("'" + argument + "' is neither a .cs file nor a .csproj; pass other text on standard input with -");
            }
        }

        IEnumerable<SourceSet> sets = projects.Distinct(StringComparer.Ordinal).Select(ProjectFile.Read);
        return files.Count == 0 ? [.. sets] : [new SourceSet("the files", [.. files.DistinctBy(f => f.Path)], CompilerSettings.Console), .. sets];
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It is no text.</exception>
    public static SourceFile ReadFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ReadText(stream, path);
    }

    private static SourceFile ReadText(Stream stream, string path)
    {
        // A pipe has no length, which the reader asks for.
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        whole.Position = 0;
        try
        {
            var text = SourceText.From(whole, throwIfBinaryDetected: true);
            NestingLimit.Require(text, path);
            return new SourceFile(path, text);
        }
        catch (InvalidDataException)
        {
            throw new UsageException("'" + path + "' is not text; give C# source in UTF-8");
        }
    }

    private static bool HasExtension(string path, string extension) => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
