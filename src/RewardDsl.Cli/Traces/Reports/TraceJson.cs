using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>Episodes explained, for programs: <c>docs/graph.md</c> says what each member means.</summary>
internal static class TraceJson
{
    private const int SchemaVersion = 1;

    // Infinite numbers are the words "Infinity" and "-Infinity"; JSON has no others.
    private static readonly JsonSerializerOptions s_options = new(JsonReport.Options) { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes episodes.</summary>
    public static void Write(IReadOnlyList<EpisodeReport> episodes, TextWriter writer)
    {
        var document = new
        {
            schemaVersion = SchemaVersion,
            tool = new { name = "rewarddsl", version = Report.Version },
            spec = episodes[0].Spec,
            episodes = episodes.Select(static e => new
            {
                episode = e.Number,
                steps = e.Steps,
                end = End(e.Stop),
                endedBy = e.EndedBy.Length > 0 ? e.EndedBy : null,
                formulas = e.Formulas.Select(Formula),
            }),
        };
        writer.Write(JsonSerializer.Serialize(document, s_options) + "\n");
    }

    private static string End(EpisodeStop stop) => stop switch { EpisodeStop.Terminated => "terminated", EpisodeStop.Truncated => "truncated", _ => "open" };

    private static object Formula(FormulaVerdict verdict)
    {
        FormulaTrace trace = verdict.Trace;
        return new
        {
            name = trace.Title[(trace.Title.LastIndexOf('.') + 1)..],
            formula = trace.Formula.ToString(),
            verdict = trace.Verdicts[^1] switch { > 0 => "holds", < 0 => "fails", _ => "undecided" },
            decidedAt = trace.Decided < 0 ? (int?)null : trace.Decided,
            decidedByEnd = trace.Decided >= 0 && trace.IsOpen,
            holdsIfEnded = verdict.WouldHold,
            paid = trace.Paid.Sum(),
            robustness = verdict.Robustness[0],
            explanation = TraceWords.Verdict(verdict),
            reasons = verdict.Reasons.Select(r => new
            {
                condition = r.Atom.Name,
                holds = r.Holds,
                first = r.First,
                last = r.Last,
                signals = trace.Reads[r.Atom.Atom].Select(s => new
                {
                    name = s.Element.Name,
                    unit = s.Element.Unit.Length > 0 ? s.Element.Unit : null,
                    values = s.Values.Skip(r.First).Take(r.Last - r.First + 1).Select(v => Value(s, v)),
                }),
            }),
            steps = new
            {
                state = trace.States.IsEmpty ? null : trace.States.AsEnumerable(),
                verdict = trace.Verdicts,
                paid = trace.Paid,
                robustness = verdict.Robustness,
                lower = verdict.Bounds?.Select(static b => b.Lower),
                upper = verdict.Bounds?.Select(static b => b.Upper),
                conditions = trace.Names.Select((n, k) => new
                {
                    condition = n,
                    holds = trace.Holds.Select(h => ((h >> k) & 1) != 0),
                    margin = trace.Margins.Select(m => m[k]),
                }),
            },
        };
    }

    private static object? Value(SignalSeries series, float value) =>
        float.IsNaN(value) && series.Element.PresenceSlot >= 0 ? null
        : series.Element.Kind switch
        {
            Frontend.TraceValueKind.Truth => value != 0f,
            Frontend.TraceValueKind.Choice => series.Element.Text(value),
            _ => value,
        };
}
