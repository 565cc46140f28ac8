using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Examples.Shared;

/// <summary>Draws how two numbers change while training goes on as an SVG file that follows the reader's light or dark scheme.</summary>
internal static class LearningCurve
{
    private const double Width = 720;
    private const double Height = 420;
    private const double Left = 64;
    private const double Right = 16;
    private const double Top = 56;
    private const double Bottom = 52;

    // The colours of a scheme are set here only; a reader that knows no schemes shows the light one.
    private const string Style = """
        <style>
          svg { --paper: #ffffff; --ink: #1f2328; --faint: #d8dee4; --mean: #0969da; --best: #bc4c00; }
          @media (prefers-color-scheme: dark) {
            svg { --paper: #0d1117; --ink: #e6edf3; --faint: #30363d; --mean: #58a6ff; --best: #f0883e; }
          }
          text { font: 13px system-ui, sans-serif; fill: #1f2328; fill: var(--ink); }
          .title { font-size: 16px; font-weight: 600; }
          .paper { fill: #ffffff; fill: var(--paper); }
          .grid { stroke: #d8dee4; stroke: var(--faint); }
          .axis { stroke: #1f2328; stroke: var(--ink); }
          .mean, .best { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
          .mean { stroke: #0969da; stroke: var(--mean); }
          .best { stroke: #bc4c00; stroke: var(--best); stroke-dasharray: 7 5; }
        </style>

        """;

    /// <summary>Writes the picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="titles">What the page is called, what the picture is headed by, and what is counted along the axis.</param>
    /// <param name="mean">The solid curve: its name, and a value for each count from 1.</param>
    /// <param name="best">The dashed one, as long; null: there is none.</param>
    public static void Write(
        string path, (string Page, string Heading, string Axis) titles, (string Label, IReadOnlyList<double> Values) mean, (string Label, IReadOnlyList<double> Values)? best) =>
        File.WriteAllText(path, Draw(titles, mean, best));

    private static string Draw((string Page, string Heading, string Axis) titles, (string Label, IReadOnlyList<double> Values) mean, (string Label, IReadOnlyList<double> Values)? best)
    {
        // Nothing is drawn below the lowest or above the highest tick, and zero is always in sight.
        List<double> all = [.. mean.Values, .. best?.Values ?? []];
        int count = Math.Max(2, mean.Values.Count);
        double[] valueTicks = Ticks(Math.Min(0, all.Min()), Math.Max(1, all.Max()), whole: false);
        double[] generationTicks = [.. Ticks(1, count, whole: true).Where(tick => tick >= 1 && tick <= count)];
        double X(double generation) => Left + ((generation - 1) / (count - 1) * (Width - Left - Right));
        double Y(double value) => Height - Bottom - ((value - valueTicks[0]) / (valueTicks[^1] - valueTicks[0]) * (Height - Top - Bottom));

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img">""");
        svg.Append(CultureInfo.InvariantCulture, $"\n<title>{titles.Page}</title>\n").Append(Style);
        svg.Append(CultureInfo.InvariantCulture, $"""<rect class="paper" width="{Width}" height="{Height}"/>""").Append('\n');
        Text(svg, Left, 26, "start", titles.Heading, "title");

        foreach (double tick in valueTicks)
        {
            Line(svg, tick == 0 ? "axis" : "grid", Left, Y(tick), Width - Right, Y(tick));
            Text(svg, Left - 8, Y(tick) + 4, "end", tick.ToString("#,0.##", CultureInfo.InvariantCulture));
        }

        Line(svg, "axis", Left, Top, Left, Height - Bottom);
        foreach (double tick in generationTicks)
        {
            Line(svg, "axis", X(tick), Height - Bottom, X(tick), Height - Bottom + 5);
            Text(svg, X(tick), Height - Bottom + 20, "middle", tick.ToString("0", CultureInfo.InvariantCulture));
        }

        Text(svg, (Left + Width - Right) / 2, Height - 10, "middle", titles.Axis);
        if (best is { } dashed)
        {
            Curve(svg, "best", dashed.Values.Select((value, i) => (X(i + 1), Y(value))));
            Legend(svg, Width - Right - 288, "best", dashed.Label);
        }

        Curve(svg, "mean", mean.Values.Select((value, i) => (X(i + 1), Y(value))));
        Legend(svg, Width - Right - 140, "mean", mean.Label);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Round numbers (1, 2 or 5 times a power of ten apart) that enclose the range.</summary>
    private static double[] Ticks(double low, double high, bool whole)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 5)));
        double step = new[] { 1.0, 2, 5, 10 }.Select(factor => factor * power).First(s => (high - low) / s <= 8);
        step = whole ? Math.Max(1, step) : step;
        double first = Math.Floor(low / step);
        return [.. Enumerable.Range(0, (int)(Math.Ceiling(high / step) - first) + 1).Select(i => (first + i) * step)];
    }

    private static void Legend(StringBuilder svg, double x, string style, string label)
    {
        Line(svg, style, x, 44, x + 28, 44);
        Text(svg, x + 34, 48, "start", label);
    }

    private static void Curve(StringBuilder svg, string style, IEnumerable<(double X, double Y)> points)
    {
        IEnumerable<string> pairs = points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}"));
        svg.Append(CultureInfo.InvariantCulture, $"""<polyline class="{style}" points="{string.Join(' ', pairs)}"/>""").Append('\n');
    }

    private static void Line(StringBuilder svg, string style, double x1, double y1, double x2, double y2) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<line class="{style}" x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}"/>""").Append('\n');

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string style = "label") =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="{style}" x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}">{text}</text>""").Append('\n');
}
