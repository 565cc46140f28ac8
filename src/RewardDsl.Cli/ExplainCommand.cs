using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>The forms of an explanation.</summary>
internal enum TraceFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>A table.</summary>
    Csv,

    /// <summary>A picture for each formula.</summary>
    Svg,
}

/// <summary>What <c>rewarddsl explain</c> is asked.</summary>
/// <param name="Paths">The sources.</param>
/// <param name="Trace">The recording.</param>
/// <param name="Spec">The spec; null when there is one.</param>
/// <param name="Member">The formula; null for all.</param>
/// <param name="Episode">The episode; null for all.</param>
/// <param name="Ending">How a recording ends that does not say so.</param>
/// <param name="Format">How to report.</param>
/// <param name="Target">Where to; null for the output.</param>
internal sealed record ExplainRequest(IReadOnlyList<string> Paths, string Trace, string? Spec, string? Member, int? Episode, TraceEnding Ending, TraceFormat Format, string? Target);

/// <summary><c>rewarddsl explain</c>: runs recorded episodes and says what decided the formulas.</summary>
internal static class ExplainCommand
{
    public static int Run(ExplainRequest request, ToolStreams streams, CancellationToken cancellation)
    {
        if (request.Trace == "-" && request.Paths.Contains("-"))
        {
            throw new UsageException("standard input is either the source or the trace; give the other one as a file");
        }

        var problems = new List<string>();
        ImmutableArray<SpecTracer> tracers = SpecFinder.Find(request.Paths, request.Spec, streams, problems, cancellation);
        List<(SpecTracer Tracer, FormulaFacts Facts)> formulas = FormulaChoice.Of(tracers, request.Member, problems);
        SpecTracer[] specs = [.. formulas.Select(static f => f.Tracer).Distinct()];
        if (specs.Length != 1)
        {
            throw new UsageException(specs.Length == 0 ? problems[0] : "several specs have formulas; choose one with --spec. There is " + string.Join(", ", specs.Select(static s => s.Spec)));
        }

        string[] names = [.. formulas.Select(static f => f.Facts.Name)];
        string text = Text(request.Trace, streams);
        ImmutableArray<TraceEpisode> episodes = TraceBinder.Read(
            TraceTable.Read(text, request.Trace), request.Trace, specs[0].Elements, specs[0].Rest, specs[0].Needs(names), request.Ending, out ImmutableArray<string> unread);
        if (!unread.IsEmpty)
        {
            streams.Error.WriteLine("rewarddsl: " + request.Trace + ": not read, because no signal is called so: " + string.Join(", ", unread));
        }

        if (request.Episode is { } wanted && (wanted < 1 || wanted > episodes.Length))
        {
            throw new UsageException("'" + request.Trace + "' has no episode " + TraceWords.Whole(wanted) + "; it has " + TraceWords.Whole(episodes.Length));
        }

        List<EpisodeReport> reports =
        [
            .. episodes.Select((e, i) => (Episode: e, Number: i + 1)).Where(e => request.Episode is null || e.Number == request.Episode)
                .Select(e => EpisodeReport.Explain(specs[0].Spec, e.Number, episodes.Length, e.Episode, specs[0].Run(e.Episode, cancellation), names)),
        ];
        foreach (EpisodeReport report in reports.Where(static r => r.Unrun > 0))
        {
            streams.Error.WriteLine("rewarddsl: " + request.Trace + ", episode " + TraceWords.Whole(report.Number) + ": '" + report.EndedBy + "' ends it at step " + TraceWords.Whole(report.Steps - 1) + "; the " + TraceWords.Whole(report.Unrun) + " steps after it are not run");
        }

        Write(request, reports, streams);
        return reports.Any(static r => r.Formulas.Any(static f => f.Trace.Verdicts[^1] < 0)) ? ExitCode.Findings : ExitCode.Clean;
    }

    private static void Write(ExplainRequest request, List<EpisodeReport> reports, ToolStreams streams)
    {
        List<OutputPart> parts = request.Format switch
        {
            TraceFormat.Json => [new OutputPart(reports[0].Spec, w => TraceJson.Write(reports, w))],
            TraceFormat.Csv => [new OutputPart(reports[0].Spec, w => TraceCsv.Write(reports, w))],
            TraceFormat.Svg => [.. reports.SelectMany(r => r.Formulas.Select(f => new OutputPart(f.Trace.Title + (r.Of > 1 ? ".episode" + TraceWords.Whole(r.Number) : ""), w => TraceSvg.Write(r, f, w))))],
            _ => [.. reports.Select(r => new OutputPart(r.Spec, w => TraceText.Write(r, w)))],
        };
        OutputTarget.Write(parts, request.Target, "." + (request.Format == TraceFormat.Text ? "txt" : request.Format.ToString().ToLowerInvariant()), isJoined: request.Format != TraceFormat.Svg, streams);
    }

    private static string Text(string trace, ToolStreams streams)
    {
        string path = Path.GetFullPath(Path.Combine(streams.Folder, trace));
        if (trace != "-" && !File.Exists(path))
        {
            throw new UsageException("'" + trace + "' does not exist; give a .csv or .json file with a column for each signal, or - for standard input");
        }

        using var reader = new StreamReader(trace == "-" ? streams.Input : File.OpenRead(path));
        return reader.ReadToEnd();
    }
}
