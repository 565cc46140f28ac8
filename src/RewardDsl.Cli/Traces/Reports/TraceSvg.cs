using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>A formula over an episode as a picture: its robustness as a line, its conditions as bands, what decided it marked.</summary>
internal static class TraceSvg
{
    private const double Margin = 16;
    private const double Left = 70;
    private const double PlotWidth = 640;
    private const double PlotHeight = 150;
    private const double BandHeight = 13;
    private const double BandStep = 38;
    private const int MostReasons = 8;

    /// <summary>Writes a formula.</summary>
    public static void Write(EpisodeReport episode, FormulaVerdict verdict, TextWriter writer)
    {
        FormulaTrace trace = verdict.Trace;
        double line = Left + PlotWidth;
        ImmutableArray<string> head =
        [
            .. TextLines.Of(FormulaText.Of(trace.Formula), line, 4),
            .. TextLines.Of((episode.Of > 1 ? "Episode " + TraceWords.Whole(episode.Number) + ", " : "") + TraceWords.End(episode) + ": " + TraceWords.Verdict(verdict) + ".", line, 3),
            .. verdict.Reasons.Take(MostReasons).SelectMany(r => TextLines.Of(Reason(verdict, r), line, 2)),
            .. verdict.Reasons.Count > MostReasons ? ["…"] : Array.Empty<string>(),
        ];
        double plotTop = Margin + 34 + (head.Length * TextWidth.Line) + 14;
        double bandTop = plotTop + PlotHeight + 22;
        double axis = bandTop + (trace.Names.Length * BandStep);
        double height = axis + 34 + Margin;
        using var sheet = new SvgSheet(writer, Left + PlotWidth + (2 * Margin), height, trace.Title, TraceWords.Verdict(verdict) + ". " + string.Join(". ", verdict.Reasons.Take(MostReasons).Select(r => Reason(verdict, r))));
        sheet.Line(trace.Title, Margin, Margin + 13, "head");
        for (int i = 0; i < head.Length; i++)
        {
            sheet.Line(head[i], Margin, Margin + 33 + (i * TextWidth.Line), i == 0 ? "faint" : "");
        }

        Robustness(sheet, verdict, plotTop);
        for (int k = 0; k < trace.Names.Length; k++)
        {
            Band(sheet, verdict, k, bandTop + (k * BandStep));
        }

        Steps(sheet, trace, axis);
        if (trace.Decided >= 0)
        {
            double x = (X(trace, trace.Decided) + X(trace, trace.Decided + 1)) / 2;
            sheet.Begin("decided", TraceWords.Verdict(verdict));
            sheet.Element("path", ("class", "line some"), ("d", "M" + SvgSheet.Point(new(x, plotTop - 4)) + " L" + SvgSheet.Point(new(x, axis + 20))));
            sheet.Line(trace.Verdicts[^1] > 0 ? "holds" : "fails", x, axis + 31, "name", "middle");
            sheet.End();
        }
    }

    private static string Reason(FormulaVerdict verdict, TraceReason reason) =>
        TraceWords.Reason(reason) + (TraceWords.Signals(verdict, reason) is { Length: > 0 } signals ? ": " + signals : "");

    /// <summary>Where a step begins.</summary>
    private static double X(FormulaTrace trace, int step) => Margin + Left + (PlotWidth * step / trace.Steps);

    private static void Robustness(SvgSheet sheet, FormulaVerdict verdict, double top)
    {
        FormulaTrace trace = verdict.Trace;
        ImmutableArray<(float Lower, float Upper)> bounds = verdict.Bounds ?? [];
        float[] finite = [.. verdict.Robustness.Concat(bounds.Select(static b => b.Lower)).Concat(bounds.Select(static b => b.Upper)).Where(float.IsFinite), 0f];
        double least = finite.Min();
        double most = finite.Max();
        (least, most) = most > least ? (least, most) : (least - 1, most + 1);
        double room = (most - least) * 0.08;
        // What is infinite runs along the rim.
        double Y(float value) => top + (PlotHeight * (1 - ((Math.Clamp(float.IsPositiveInfinity(value) ? double.MaxValue : float.IsNegativeInfinity(value) ? double.MinValue : value, least - room, most + room) - least + room) / (most - least + (2 * room)))));

        sheet.Begin("robustness", "robustness of the formula from each step on");
        sheet.Box("grid", new DrawnBox(Margin + Left, top, PlotWidth, PlotHeight));
        foreach (double tick in Ticks(least, most))
        {
            double y = Y((float)tick);
            sheet.Element("path", ("class", tick == 0 ? "line" : "grid"), ("d", "M" + SvgSheet.Point(new(Margin + Left, y)) + " L" + SvgSheet.Point(new(Margin + Left + PlotWidth, y))));
            sheet.Line(tick.ToString("0.######", CultureInfo.InvariantCulture), Margin + Left - 6, y + 4, "faint", "end");
        }

        foreach (Func<(float Lower, float Upper), float> side in new Func<(float Lower, float Upper), float>[] { static b => b.Lower, static b => b.Upper })
        {
            sheet.Element("path", ("class", "line some"), ("d", Path(trace, [.. bounds.Select(b => float.IsFinite(side(b)) ? Y(side(b)) : double.NaN)])));
        }

        sheet.Element("path", ("class", "value"), ("d", Path(trace, [.. verdict.Robustness.Select(r => Y(r))])));
        string label = "robustness from each step on" + (bounds.Length > 0 ? "; dashed: of the episode, at least and at most" : "") + (verdict.Robustness.Any(float.IsInfinity) ? "; ∞ at the rim" : "");
        sheet.Line(label, Margin + Left, top - 5, "faint");
        sheet.End();
    }

    /// <summary>A line that is level over each step; where there is no number it is broken.</summary>
    private static string Path(FormulaTrace trace, double[] heights)
    {
        var path = new StringBuilder();
        for (int t = 0; t < heights.Length; t++)
        {
            bool isOn = t > 0 && !double.IsNaN(heights[t - 1]);
            if (!double.IsNaN(heights[t]) && (!isOn || heights[t] != heights[t - 1] || t + 1 == heights.Length || heights[t + 1] != heights[t]))
            {
                path.Append(isOn ? " L" : " M").Append(SvgSheet.Point(new(X(trace, t), heights[t]))).Append(" L").Append(SvgSheet.Point(new(X(trace, t + 1), heights[t])));
            }
        }

        return path.ToString().TrimStart();
    }

    private static void Band(SvgSheet sheet, FormulaVerdict verdict, int condition, double top)
    {
        FormulaTrace trace = verdict.Trace;
        sheet.Begin("condition", trace.Names[condition]);
        sheet.Line(TextLines.Of(trace.Names[condition], PlotWidth, 1)[0], Margin + Left, top + 10);
        bool Holds(int t) => ((trace.Holds[t] >> condition) & 1) != 0;
        for (int t = 0; t < trace.Steps;)
        {
            int end = t + 1;
            while (end < trace.Steps && Holds(end) == Holds(t))
            {
                end++;
            }

            sheet.Box(Holds(t) ? "holds" : "plain", new DrawnBox(X(trace, t), top + 15, X(trace, end) - X(trace, t), BandHeight));
            t = end;
        }

        foreach (TraceReason reason in verdict.Reasons.Where(r => r.Atom.Atom == condition))
        {
            sheet.Box("mark", new DrawnBox(X(trace, reason.First), top + 15 + BandHeight + 1.5, X(trace, reason.Last + 1) - X(trace, reason.First), 3.5));
        }

        sheet.End();
    }

    private static void Steps(SvgSheet sheet, FormulaTrace trace, double y)
    {
        sheet.Element("path", ("class", "line"), ("d", "M" + SvgSheet.Point(new(Margin + Left, y)) + " L" + SvgSheet.Point(new(Margin + Left + PlotWidth, y))));
        foreach (double tick in Ticks(0, trace.Steps - 1).Where(t => t == Math.Floor(t) && t < trace.Steps))
        {
            double x = (X(trace, (int)tick) + X(trace, (int)tick + 1)) / 2;
            sheet.Element("path", ("class", "line"), ("d", "M" + SvgSheet.Point(new(x, y)) + " L" + SvgSheet.Point(new(x, y + 4))));
            sheet.Line(tick.ToString("0", CultureInfo.InvariantCulture), x, y + 17, "faint", "middle");
        }

        // On the other side of what is written where the formula is decided.
        bool isRight = trace.Decided < trace.Steps / 2;
        sheet.Line("step; a bar marks what decided", isRight ? Margin + Left + PlotWidth : Margin + Left, y + 31, "faint", isRight ? "end" : "start");
    }

    /// <summary>Round numbers, 3 to 8 of them.</summary>
    private static IEnumerable<double> Ticks(double least, double most)
    {
        double span = Math.Max(most - least, 1e-6);
        double size = Math.Pow(10, Math.Floor(Math.Log10(span)));
        double step = span / size < 1.5 ? size / 4 : span / size < 3 ? size / 2 : size;
        for (double k = Math.Ceiling(least / step); k * step <= most + (step * 1e-6); k++)
        {
            yield return k == 0 ? 0 : k * step;
        }
    }
}
