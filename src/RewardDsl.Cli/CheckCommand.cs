using System;
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

/// <summary>Whether to search for states that pay without the goal.</summary>
internal enum WitnessMode
{
    /// <summary>No.</summary>
    Off,

    /// <summary>Yes, and report them.</summary>
    Show,

    /// <summary>Yes, and write them into the sources as scenarios.</summary>
    Save,
}

/// <summary><c>rewarddsl check</c>: collects the sources, checks them and writes one report.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> paths, ReportFormat format, FindingSeverity severity, WitnessMode witness, ToolStreams streams, CancellationToken cancellation)
    {
        if (witness != WitnessMode.Off && format == ReportFormat.Sarif)
        {
            throw new UsageException("SARIF has no place for witnesses; use --format text or json");
        }

        if (witness == WitnessMode.Save && paths.Contains("-"))
        {
            throw new UsageException("standard input cannot be saved to; leave out --save and paste what --witness prints");
        }

        ImmutableArray<SourceSet> sets = SourceCollector.Collect(paths, streams);
        var results = new List<CheckResult>();
        foreach (SourceSet set in sets)
        {
            results.Add(await Checker.CheckAsync(set, streams, cancellation));
        }

        Report report = Report.Of(results, severity) with
        {
            Witnesses = witness == WitnessMode.Off ? [] : [.. results.Where(r => r.Compiles).SelectMany(r => WitnessFinder.Find(r, cancellation))],
        };
        if (witness == WitnessMode.Save && report.Compiles)
        {
            report = Saved(report, results, streams, cancellation);
        }

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
                WitnessTable.Write(report, streams.Output);
                break;
        }

        if (report.Unsaved is { } unsaved)
        {
            await streams.Error.WriteLineAsync("rewarddsl: " + unsaved);
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

    private static Report Saved(Report report, IEnumerable<CheckResult> results, ToolStreams streams, CancellationToken cancellation)
    {
        // All of it is prepared before anything is written; a file that belongs to several projects is written once.
        var updates = new Dictionary<string, SourceUpdate>(StringComparer.Ordinal);
        var written = new HashSet<string>(StringComparer.Ordinal);
        string? unsaved = null;
        try
        {
            foreach (SourceUpdate update in results.SelectMany(r => WitnessSaver.Prepare(r, [.. report.Witnesses.Where(w => w.Sources == r.Sources)], streams, cancellation)))
            {
                if (!updates.TryAdd(update.Source, update) && !updates[update.Source].IsSame(update))
                {
                    throw new UsageException(streams.Display(update.Source) + " belongs to several projects, which would save different scenarios in it; nothing was saved. Check one of them");
                }
            }

            foreach (SourceUpdate update in updates.Values)
            {
                update.Write();
                written.Add(update.Source);
            }
        }
        catch (UsageException problem)
        {
            // What was found is reported all the same: what is not written can be pasted.
            unsaved = problem.Message;
        }

        bool IsSaved(SpecWitnesses witness) => unsaved is null || (witness.Plan.Tree is { } tree && written.Contains(tree.FilePath));
        foreach (SpecWitnesses witness in report.Witnesses.Where(w => w.Plan.Tree is not null && IsSaved(w)).DistinctBy(static w => (w.Plan.Tree!.FilePath, w.Report.Spec)))
        {
            WitnessSaver.Announce(witness, streams);
        }

        return report with { Witnesses = [.. report.Witnesses.Select(w => w with { IsSaved = IsSaved(w) })], Unsaved = unsaved };
    }
}
