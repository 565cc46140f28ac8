using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Analyzers.Tests;

/// <summary>
/// Reads the files of <c>tests/Hacks</c>: a header of comments, the hacked spec, and after a line <c>// fixed</c> the mended one.
/// A header line that looks like an entry and is none is an error: a misspelt expectation would be one that nobody checks.
/// </summary>
internal static partial class HackReader
{
    private const string FixedMark = "// fixed";

    /// <summary>The names of the repository's files, in the order of their ids.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(Folder, "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository.Folder, "tests", "Hacks");

    /// <summary>Reads every case of the repository.</summary>
    public static HackCase[] ReadAll()
    {
        HackCase[] cases = [.. Files.Select(Read)];
        return cases.GroupBy(c => c.Id).FirstOrDefault(g => g.Skip(1).Any()) is { } twice
            ? throw new FormatException("Case " + twice.Key + " is there twice.")
            : cases;
    }

    /// <summary>Reads a file of the repository.</summary>
    public static HackCase Read(string file) => Read(file, File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n"));

    /// <summary>Reads one file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="FormatException">The header is wrong; the message names file and line.</exception>
    public static HackCase Read(string file, string text)
    {
        string[] lines = text.Split('\n');
        int fixedLine = FixedLine(file, lines);
        List<(int Number, string Text)> header = Joined(file, lines, 0);
        if (header.Count < 3)
        {
            throw Wrong(file, 1, "the header needs at least its id and title, its source and its visibility");
        }

        Match title = TitleLine().Match(header[0].Text);
        if (!title.Success || !file.StartsWith(title.Groups[1].Value, StringComparison.Ordinal))
        {
            throw Wrong(file, 1, "the first line must be the id, with which the file's name begins, and the title");
        }

        var story = new StringBuilder();
        var entries = new Entries();
        foreach ((int number, string line) in header.Skip(1))
        {
            if (!entries.TryAdd(file, number, line))
            {
                story.Append(story.Length > 0 ? " " : "").Append(line);
            }
        }

        var mended = new Entries();
        foreach ((int number, string line) in fixedLine < 0 ? [] : Joined(file, lines, fixedLine + 1))
        {
            if (mended.TryAdd(file, number, line) && mended.Count > mended.Also.Count)
            {
                throw Wrong(file, number, "of the mended spec only 'also:' can be said");
            }
        }

        var read = new HackCase
        {
            File = file,
            Id = title.Groups[1].Value,
            Title = title.Groups[2].Value,
            Origin = entries.Origin ?? throw Wrong(file, 2, "no 'Source:'"),
            Visibility = entries.Visibility ?? throw Wrong(file, 3, "no 'visible:'"),
            Story = story.ToString(),
            Expected = entries.Expected,
            Also = entries.Also,
            AlsoFixed = mended.Also,
            Pending = entries.Pending,
            Dropped = entries.Dropped,
            Unseen = entries.Unseen,
            Unexpressed = entries.Unexpressed,
            Text = text,
            FixedStart = fixedLine < 0 ? text.Length : lines.Take(fixedLine).Sum(l => l.Length + 1),
        };
        return Wrong(read) is { } problem ? throw Wrong(file, 1, problem) : read;
    }

    /// <summary>What does not go together in a header, or null.</summary>
    private static string? Wrong(HackCase read) => read switch
    {
        { Story.Length: 0 } => "it says nowhere what goes wrong",
        { Unexpressed: not null, Unseen: not null } => "'unexpressed:' and 'unseen:' exclude each other",
        { Unexpressed: not null, HasSpec: true } => "there is a spec, so it is not 'unexpressed:'",
        { Unexpressed: null, HasSpec: false } => "there is no spec, so 'unexpressed:' must say why",
        { Unexpressed: not null, Expected.Count: > 0 } or { Unseen: not null, Expected.Count: > 0 } => "what cannot be seen cannot be expected",
        { Visibility: HackVisibility.No, Expected.Count: > 0 } => "a control expects nothing",
        { Visibility: not HackVisibility.No, Unexpressed: null, Unseen: null, Expected.Count: 0, Pending.Count: 0 } => "it expects nothing: add 'expect:', 'pending:' or 'unseen:'",
        _ => null,
    };

    private static int FixedLine(string file, string[] lines)
    {
        int[] marks = [.. Enumerable.Range(0, lines.Length).Where(i => lines[i].TrimEnd().Equals(FixedMark, StringComparison.OrdinalIgnoreCase))];
        return marks.Length switch
        {
            0 => -1,
            1 when lines[marks[0]] == FixedMark => marks[0],
            _ => throw Wrong(file, marks[^1] + 1, "there is one line '" + FixedMark + "', written like this"),
        };
    }

    /// <summary>The comment lines from here to the first other line; an open bracket joins a line with the next.</summary>
    private static List<(int Number, string Text)> Joined(string file, string[] lines, int start)
    {
        var joined = new List<(int Number, string Text)>();
        bool isOpen = false;
        for (int i = start; i < lines.Length && lines[i].StartsWith("//", StringComparison.Ordinal); i++)
        {
            string line = lines[i][2..].Trim();
            if (isOpen)
            {
                joined[^1] = (joined[^1].Number, joined[^1].Text + " " + line);
            }
            else if (line.Length > 0)
            {
                joined.Add((i + 1, line));
            }

            isOpen = joined.Count > 0 && Entry().IsMatch(joined[^1].Text) && joined[^1].Text.Count(c => c == '(') > joined[^1].Text.Count(c => c == ')');
        }

        return isOpen ? throw Wrong(file, joined[^1].Number, "a bracket is not closed") : joined;
    }

    private static FormatException Wrong(string file, int line, string problem) => new("tests/Hacks/" + file + "(" + line + "): " + problem);

    [GeneratedRegex(@"^([A-Z]\d{2}) (\S.*)$")]
    private static partial Regex TitleLine();

    /// <summary>A keyword with a colon, or anything that is followed by a rule as a keyword would be.</summary>
    [GeneratedRegex(@"^([A-Za-z]+): *(.*)$|^([A-Za-z]+) *:? *RWD\d")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^(RWD\d{4})(?: (Info|Warning|Error))? at ([A-Za-z_]\w*)(?: \((.+)\))?$")]
    private static partial Regex Finding();

    [GeneratedRegex(@"^(RWD\d{4}),? (?:\(([^()]+)\)|(\S.*))$")]
    private static partial Regex Remark();

    /// <summary>The entries of a header.</summary>
    private sealed class Entries
    {
        public int Count { get; private set; }

        public string? Origin { get; private set; }

        public HackVisibility? Visibility { get; private set; }

        public List<HackFinding> Expected { get; } = [];

        public List<HackFinding> Also { get; } = [];

        public List<HackRemark> Pending { get; } = [];

        public List<HackRemark> Dropped { get; } = [];

        public string? Unseen { get; private set; }

        public string? Unexpressed { get; private set; }

        /// <summary>Adds a line; false when it is none of the entries but text.</summary>
        public bool TryAdd(string file, int number, string line)
        {
            Match entry = Entry().Match(line);
            if (!entry.Success)
            {
                return false;
            }

            if (!entry.Groups[1].Success)
            {
                throw Wrong(file, number, "'" + line + "' is neither an entry ('expect: RWD… at …') nor text");
            }

            Count++;
            string value = entry.Groups[2].Value;
            if (value.Length == 0)
            {
                throw Wrong(file, number, "'" + line + "' says nothing");
            }

            switch (entry.Groups[1].Value)
            {
                case "Source":
                    Origin = Origin is null ? value : throw Wrong(file, number, "a second source");
                    break;
                case "visible":
                    Visibility = Visibility is not null ? throw Wrong(file, number, "a second 'visible:'") : value switch
                    {
                        "yes" => HackVisibility.Yes,
                        "partly" => HackVisibility.Partly,
                        "no" => HackVisibility.No,
                        _ => throw Wrong(file, number, "visible is yes, partly or no, not '" + value + "'"),
                    };
                    break;
                case "expect":
                    Expected.Add(Finding(file, number, value));
                    break;
                case "also":
                    HackFinding also = Finding(file, number, value);
                    Also.Add(also.Reason.Length > 0 ? also : throw Wrong(file, number, "'also:' needs its reason in brackets"));
                    break;
                case "pending":
                    Pending.Add(Remark(file, number, value));
                    break;
                case "dropped":
                    Dropped.Add(Remark(file, number, value));
                    break;
                case "unseen":
                    Unseen = value;
                    break;
                case "unexpressed":
                    Unexpressed = value;
                    break;
                default:
                    throw Wrong(file, number, "unknown entry '" + entry.Groups[1].Value + ":'");
            }

            return true;
        }

        private static HackFinding Finding(string file, int number, string value)
        {
            Match match = HackReader.Finding().Match(value);
            return match.Success
                ? new HackFinding(
                    match.Groups[1].Value,
                    match.Groups[3].Value,
                    match.Groups[2].Success ? Enum.Parse<DiagnosticSeverity>(match.Groups[2].Value) : null,
                    match.Groups[4].Value)
                : throw Wrong(file, number, "'" + value + "' is not 'RWD1234 at Member', with a severity before 'at' and a reason in brackets if need be");
        }

        private static HackRemark Remark(string file, int number, string value)
        {
            Match match = HackReader.Remark().Match(value);
            return match.Success
                ? new HackRemark(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value)
                : throw Wrong(file, number, "'" + value + "' is not a rule and the reason");
        }
    }
}
