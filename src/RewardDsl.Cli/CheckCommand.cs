using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace RewardDsl.Cli;

/// <summary>The forms of a report.</summary>
internal enum ReportFormat
{
    /// <summary>A line for each finding, as a compiler writes them.</summary>
    Text,

    /// <summary>The schema of <c>docs/check-schema.json</c>.</summary>
    Json,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif,
}

/// <summary><c>rewarddsl check</c>: collects the sources, checks them and writes one report.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> paths, ReportFormat format, FindingSeverity severity, ToolStreams streams, CancellationToken cancellation)
    {
        ImmutableArray<SourceSet> sets = SourceCollector.Collect(paths, streams);
        var results = new List<CheckResult>();
        foreach (SourceSet set in sets)
        {
            results.Add(await Checker.CheckAsync(set, streams, cancellation));
        }

        Report report = Report.Of(results, severity);
        foreach (string note in report.Notes)
        {
            await streams.Error.WriteLineAsync("rewarddsl: " + note);
        }

        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(report, streams.Output);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(report, streams.Output);
                break;
            default:
                TextReport.Write(report, streams.Output, streams.Colour);
                break;
        }

        if (!report.Compiles)
        {
            await streams.Error.WriteLineAsync("rewarddsl: the C# does not compile; fix the CS errors first, what else is found may be incomplete");
            foreach (SourceSet set in results.Where(r => !r.Compiles).Select(r => r.Sources).Where(s => !s.UnreadReferences.IsEmpty))
            {
                await streams.Error.WriteLineAsync(
                    "rewarddsl: " + set.Name + " references " + string.Join(", ", set.UnreadReferences) + ", which are not read; if the errors come from there, check the files of the rewards alone");
            }
        }

        return report.ExitCode;
    }
}
