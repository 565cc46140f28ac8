using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace RewardDsl.Cli;

/// <summary>Something to write: where it goes when each has a file, and how.</summary>
/// <param name="Name">Its name as a file without extension.</param>
/// <param name="Write">Writes it.</param>
internal sealed record OutputPart(string Name, Action<TextWriter> Write);

/// <summary>Writes parts to the output, to a file, or to a file each in a folder.</summary>
internal static class OutputTarget
{
    /// <summary>Writes the parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="target">A file, a folder, or null for the output.</param>
    /// <param name="extension">The extension of files in a folder, with its dot.</param>
    /// <param name="isJoined">Whether several may stand in one file.</param>
    /// <param name="streams">What the tool writes.</param>
    /// <exception cref="UsageException">Several parts would stand in one file that can hold one.</exception>
    public static void Write(IReadOnlyList<OutputPart> parts, string? target, string extension, bool isJoined, ToolStreams streams)
    {
        string? path = target is null ? null : Path.GetFullPath(Path.Combine(streams.Folder, target));
        bool isFolder = path is not null && (Directory.Exists(path) || target![^1] is '/' or '\\' || (Path.GetExtension(path).Length == 0 && parts.Count > 1));
        if (parts.Count > 1 && !isFolder && !isJoined)
        {
            throw new UsageException(
                parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " pictures do not go into one file; choose one with --spec and --member, or give a folder to --output. There is " + string.Join(", ", parts.Take(12).Select(static p => p.Name)));
        }

        if (path is null)
        {
            foreach (OutputPart part in parts)
            {
                part.Write(streams.Output);
            }
        }
        else if (isFolder)
        {
            Directory.CreateDirectory(path);
            foreach (OutputPart part in parts)
            {
                Save(Path.Combine(path, FileName(part.Name) + extension), [part], streams);
            }
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Save(path, parts, streams);
        }
    }

    private static void Save(string path, IReadOnlyList<OutputPart> parts, ToolStreams streams)
    {
        using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            foreach (OutputPart part in parts)
            {
                part.Write(writer);
            }
        }

        streams.Error.WriteLine("rewarddsl: wrote " + streams.Display(path));
    }

    /// <summary>A name as a file name everywhere.</summary>
    private static string FileName(string name) => new([.. name.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')]);
}
