using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Spectre.Console;

namespace RewardDsl.Cli;

/// <summary>A line for each finding as a compiler writes it, which editors and build logs recognise, and a summary.</summary>
internal static class TextReport
{
    public static void Write(Report report, TextWriter writer, bool colour)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            // Some build servers are taken for terminals otherwise.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });

        // A line is a line: whoever shows it may wrap it.
        console.Profile.Width = int.MaxValue;
        foreach (Finding finding in report.Findings)
        {
            string place = finding.Place is { } p ? string.Create(CultureInfo.InvariantCulture, $"{p.File}({p.Line},{p.Column}): ") : "";
            console.Write(new Text(Visible(place), new Style(Color.Grey)));
            console.Write(new Text(Report.NameOf(finding.Severity) + " " + finding.Id, new Style(ColourOf(finding.Severity))));
            console.Write(new Text(Visible(": " + finding.Message + Hint(finding)) + "\n"));
        }

        console.Write(new Text(Summary(report) + "\n"));
    }

    /// <summary>The fixes, and the page of a rule of our own; a compiler's error says all by its number.</summary>
    private static string Hint(Finding finding)
    {
        string[] hints = [.. finding.Fixes.Select(f => "fix: " + f), .. finding.Help is { } help && !finding.Id.StartsWith("CS", System.StringComparison.Ordinal) ? [help] : System.Array.Empty<string>()];
        return hints.Length == 0 ? "" : " [" + string.Join("; ", hints) + "]";
    }

    private static string Summary(Report report)
    {
        string found = report.Findings.IsEmpty
            ? "nothing found"
            : string.Join(", ", new[] { FindingSeverity.Error, FindingSeverity.Warning, FindingSeverity.Info }
                .Select(s => (Count: report.Count(s), Name: Report.NameOf(s)))
                .Where(s => s.Count > 0)
                .Select(s => Counted(s.Count, s.Name)));
        string specs = report.Specs.IsEmpty ? "no class is marked [RewardSpec]" : Counted(report.Specs.Length, "reward spec");
        return Counted(report.Files.Length, "file") + ", " + specs + ": " + found;
    }

    private static string Counted(int count, string name) => count.ToString(CultureInfo.InvariantCulture) + " " + name + (count == 1 ? "" : "s");

    private static Color ColourOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => Color.Red,
        FindingSeverity.Warning => Color.Yellow,
        _ => Color.Aqua,
    };

    /// <summary>Messages quote the source, which must neither break a line nor steer a terminal.</summary>
    private static string Visible(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var visible = new StringBuilder();
        foreach (char c in text)
        {
            visible.Append(char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : c.ToString());
        }

        return visible.ToString();
    }
}
