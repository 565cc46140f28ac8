using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Cli;

/// <summary>
/// Text that is inserted into a file. Everything else keeps its bytes: line ends, byte order mark, tabs. The file is replaced as a
/// whole by a temporary one beside it, so that it is never half written.
/// </summary>
internal sealed class SourceUpdate
{
    private static readonly (byte[] Mark, Encoding Encoding)[] s_marks =
    [
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(false, throwOnInvalidBytes: true)),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
        ([], new UTF8Encoding(false, throwOnInvalidBytes: true)),
    ];

    private readonly string _path;
    private readonly string _shown;
    private readonly byte[] _bytes;

    private SourceUpdate(string source, string path, string shown, byte[] bytes)
    {
        Source = source;
        _path = path;
        _shown = shown;
        _bytes = bytes;
    }

    /// <summary>The file as it was given.</summary>
    public string Source { get; }

    /// <summary>Whether another update would write the same.</summary>
    public bool IsSame(SourceUpdate other) => _path == other._path && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <summary>Prepares the new bytes of a file, and checks that they can be written.</summary>
    /// <param name="file">The file as it was checked.</param>
    /// <param name="insertions">What to insert, by position in its text.</param>
    /// <param name="streams">How paths are shown.</param>
    /// <exception cref="UsageException">The file cannot be changed.</exception>
    public static SourceUpdate Prepare(SourceFile file, IReadOnlyList<TextChange> insertions, ToolStreams streams)
    {
        string shown = streams.Display(file.Path);

        // A link keeps pointing to what it points to.
        string path;
        byte[] bytes;
        try
        {
            path = File.ResolveLinkTarget(file.Path, returnFinalTarget: true)?.FullName ?? file.Path;
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(shown + " cannot be read; nothing was saved: " + problem.Message);
        }

        if (new FileInfo(path).IsReadOnly)
        {
            throw new UsageException(shown + " is read-only; nothing was saved. Make it writable, or leave out --save and paste what --witness prints");
        }

        foreach ((byte[] mark, Encoding encoding) in s_marks)
        {
            if (!bytes.AsSpan().StartsWith(mark))
            {
                continue;
            }

            string text;
            try
            {
                text = encoding.GetString(bytes, mark.Length, bytes.Length - mark.Length);
            }
            catch (DecoderFallbackException)
            {
                throw new UsageException(shown + " is not UTF-8; nothing was saved. Save it as UTF-8 first, or paste what --witness prints");
            }

            if (text != file.Text.ToString())
            {
                throw new UsageException(shown + " has changed since it was checked; nothing was saved. Run the command again");
            }

            var whole = new StringBuilder();
            int at = 0;
            foreach (TextChange insertion in insertions)
            {
                whole.Append(text, at, insertion.Span.Start - at).Append(insertion.NewText);
                at = insertion.Span.Start;
            }

            whole.Append(text, at, text.Length - at);
            return new SourceUpdate(file.Path, path, shown, [.. mark, .. encoding.GetBytes(whole.ToString())]);
        }

        throw new InvalidOperationException("The last mark is empty.");
    }

    /// <summary>Replaces the file.</summary>
    /// <exception cref="UsageException">The folder cannot be written to.</exception>
    public void Write()
    {
        string temporary = Path.Combine(Path.GetDirectoryName(_path)!, "." + Path.GetFileName(_path) + "." + Guid.NewGuid().ToString("N") + ".tmp");
        try
        {
            File.WriteAllBytes(temporary, _bytes);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(_path));
            }

            File.Move(temporary, _path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new UsageException(_shown + " cannot be written and is as it was: " + problem.Message);
        }
    }
}
