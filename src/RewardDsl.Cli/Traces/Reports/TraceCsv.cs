using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>Episodes explained as a table: a row for each step, columns for each formula and each of its conditions.</summary>
internal static class TraceCsv
{
    /// <summary>Writes episodes.</summary>
    public static void Write(IReadOnlyList<EpisodeReport> episodes, TextWriter writer)
    {
        Line(writer, Header(episodes[0]));
        foreach (EpisodeReport episode in episodes)
        {
            for (int t = 0; t < episode.Steps; t++)
            {
                Line(writer, Row(episode, t));
            }
        }
    }

    private static IEnumerable<string> Header(EpisodeReport episode) =>
        ["Episode", "Step", .. episode.Formulas.SelectMany(static f => Header(f))];

    private static IEnumerable<string> Header(FormulaVerdict verdict)
    {
        string name = verdict.Trace.Title[(verdict.Trace.Title.LastIndexOf('.') + 1)..];
        return [name + ".State", name + ".Verdict", name + ".Paid", name + ".Robustness", name + ".Lower", name + ".Upper", .. verdict.Trace.Names.Select(n => name + ": " + n)];
    }

    private static IEnumerable<string> Row(EpisodeReport episode, int t) =>
        [TraceWords.Whole(episode.Number), TraceWords.Whole(t), .. episode.Formulas.SelectMany(f => Row(f, t))];

    private static IEnumerable<string> Row(FormulaVerdict verdict, int t)
    {
        FormulaTrace trace = verdict.Trace;
        return
        [
            trace.States.IsEmpty ? "" : TraceWords.Whole(trace.States[t]), TraceWords.Whole(trace.Verdicts[t]), Number(trace.Paid[t]), Number(verdict.Robustness[t]),
            verdict.Bounds is { } lower ? Number(lower[t].Lower) : "", verdict.Bounds is { } upper ? Number(upper[t].Upper) : "",
            .. trace.Margins[t].Select(Number),
        ];
    }

    private static string Number(float value) => float.IsPositiveInfinity(value) ? "inf" : float.IsNegativeInfinity(value) ? "-inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static void Line(TextWriter writer, IEnumerable<string> cells) =>
        writer.Write(string.Join(',', cells.Select(static c => c.AsSpan().IndexOfAny(",\"\r\n") < 0 ? c : "\"" + c.Replace("\"", "\"\"", System.StringComparison.Ordinal) + "\"")) + "\n");
}
