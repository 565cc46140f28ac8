using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace RewardDsl.Cli;

/// <summary>SARIF 2.1.0 (OASIS), which code hosts and editors show at the place of a finding.</summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public static void Write(Report report, TextWriter writer)
    {
        Finding[] rules = [.. report.Findings.DistinctBy(f => f.Id).OrderBy(f => f.Id, StringComparer.Ordinal)];
        var document = new Dictionary<string, object>
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    tool = new { driver = new { name = "rewarddsl", version = Report.Version, rules = rules.Select(Rule) } },
                    invocations = new[] { new { executionSuccessful = report.Compiles, exitCode = report.ExitCode } },
                    columnKind = "utf16CodeUnits",
                    artifacts = report.Files.Select(f => new { location = new { uri = Uri(f) } }),
                    results = report.Findings.Select(f => Result(f, Array.FindIndex(rules, r => r.Id == f.Id))),
                },
            },
        };
        writer.Write(JsonSerializer.Serialize(document, JsonReport.Options) + "\n");
    }

    private static Dictionary<string, object> Rule(Finding finding)
    {
        var rule = new Dictionary<string, object> { ["id"] = finding.Id, ["shortDescription"] = new { text = finding.Title } };
        if (finding.Help is { } help)
        {
            rule["helpUri"] = help;
        }

        return rule;
    }

    private static Dictionary<string, object> Result(Finding finding, int rule)
    {
        var result = new Dictionary<string, object>
        {
            ["ruleId"] = finding.Id,
            ["ruleIndex"] = rule,
            ["level"] = finding.Severity == FindingSeverity.Info ? "note" : Report.NameOf(finding.Severity),
            ["message"] = new { text = finding.Message },
        };
        if (finding.Place is { } place)
        {
            var region = new { startLine = place.Line, startColumn = place.Column, endLine = place.EndLine, endColumn = place.EndColumn };
            result["locations"] = new[] { new { physicalLocation = new { artifactLocation = new { uri = Uri(place.File) }, region } } };
        }

        // The standard's own fixes need the replaced text; these are the titles alone.
        result["properties"] = new { customProperties = finding.Properties, fixTitles = finding.Fixes };
        return result;
    }

    /// <summary>A path as a URI: absolute paths as <c>file:</c>, the others relative to where the tool ran.</summary>
    private static string Uri(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));
}
