using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RewardDsl.Cli;

/// <summary>The report for programs and language models: <c>docs/check-schema.md</c> says what each member means.</summary>
internal static class JsonReport
{
    private const int SchemaVersion = 1;

    /// <summary>How every JSON of the tool is written: with the characters of the message, since it goes into no web page.</summary>
    public static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Report report, TextWriter writer)
    {
        var document = new
        {
            schemaVersion = SchemaVersion,
            tool = new { name = "rewarddsl", version = Report.Version },
            exitCode = report.ExitCode,
            compiles = report.Compiles,
            files = report.Files,
            specs = report.Specs,
            summary = new
            {
                errors = report.Count(FindingSeverity.Error),
                warnings = report.Count(FindingSeverity.Warning),
                infos = report.Count(FindingSeverity.Info),
            },
            findings = report.Findings.Select(f => new
            {
                id = f.Id,
                severity = Report.NameOf(f.Severity),
                title = f.Title,
                message = f.Message,
                file = f.Place?.File,
                line = f.Place?.Line,
                column = f.Place?.Column,
                endLine = f.Place?.EndLine,
                endColumn = f.Place?.EndColumn,
                help = f.Help,
                properties = f.Properties,
                fixes = f.Fixes,
            }),
            notes = report.Notes,
        };
        writer.Write(JsonSerializer.Serialize(document, Options) + "\n");
    }
}
