using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace OfficeWorld;

/// <summary>What a task's learners earned: for each method the mean over the learners, interval by interval.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Best">What the shortest way earns for each step.</param>
/// <param name="Curves">For each method its curve.</param>
internal sealed record TaskCurves(string Task, double Best, IReadOnlyList<double[]> Curves);

/// <summary>Draws the curves as an SVG file, a panel for each task, that follows the reader's light or dark scheme.</summary>
internal static class LearningCurves
{
    private const double PanelWidth = 380;
    private const double PanelHeight = 230;
    private const double Left = 44;
    private const double Top = 70;
    private const double Plot = 316;
    private const double PlotHeight = 160;

    private static readonly string[] s_colours = ["#8c959f", "#bc4c00", "#8250df", "#1a7f37", "#0969da"];

    public static void Write(string path, IReadOnlyList<TaskCurves> panels, int steps) => File.WriteAllText(path, Draw(panels, steps));

    private static string Draw(IReadOnlyList<TaskCurves> panels, int steps)
    {
        double width = 2 * PanelWidth;
        double height = Top + (((panels.Count + 1) / 2) * PanelHeight) + 8;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">""");
        svg.Append("""

            <title>Reward for each step while learning the office tasks</title>
            <style>
              svg { --paper: #ffffff; --ink: #1f2328; --faint: #d8dee4; }
              @media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #e6edf3; --faint: #30363d; } }
              text { font: 12px system-ui, sans-serif; fill: #1f2328; fill: var(--ink); }
              .title { font-size: 15px; font-weight: 600; }
              .paper { fill: #ffffff; fill: var(--paper); }
              .axis { stroke: #1f2328; stroke: var(--ink); }
              .best { stroke: #1f2328; stroke: var(--ink); stroke-dasharray: 2 4; }
              polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
            </style>

            """);
        svg.Append(CultureInfo.InvariantCulture, $"""<rect class="paper" width="{width}" height="{height}"/>""").Append('\n');
        Text(svg, Left, 22, "start", "Office world: reward for each step, as a share of the shortest way's", "title");
        for (int m = 0; m < Method.All.Length; m++)
        {
            double x = Left + (m % 3 * 240);
            double y = 42 + (m / 3 * 18);
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{x}" y1="{y - 4}" x2="{x + 24}" y2="{y - 4}" stroke="{s_colours[m]}" stroke-width="2.5"/>""").Append('\n');
            Text(svg, x + 30, y, "start", Method.All[m].Name);
        }

        for (int p = 0; p < panels.Count; p++)
        {
            Draw(svg, panels[p], (p % 2 * PanelWidth) + Left, Top + (p / 2 * PanelHeight) + 24, steps);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, TaskCurves panel, double left, double top, int steps)
    {
        double bottom = top + PlotHeight;
        Text(svg, left, top - 8, "start", panel.Task, "title");
        Line(svg, "axis", left, bottom, left + Plot, bottom);
        Line(svg, "axis", left, top, left, bottom);
        Line(svg, "best", left, top, left + Plot, top);
        Text(svg, left - 6, top + 4, "end", "1");
        Text(svg, left - 6, bottom + 4, "end", "0");
        Text(svg, left + Plot, bottom + 16, "end", steps.ToString("#,0", CultureInfo.InvariantCulture) + " steps");
        for (int m = 0; m < panel.Curves.Count; m++)
        {
            double[] curve = panel.Curves[m];
            IEnumerable<string> points = curve.Select((v, i) => string.Create(
                CultureInfo.InvariantCulture, $"{left + ((i + 0.5) / curve.Length * Plot):0.#},{bottom - (Math.Clamp(v / panel.Best, 0, 1) * PlotHeight):0.#}"));
            svg.Append(CultureInfo.InvariantCulture, $"""<polyline stroke="{s_colours[m]}" points="{string.Join(' ', points)}"/>""").Append('\n');
        }
    }

    private static void Line(StringBuilder svg, string style, double x1, double y1, double x2, double y2) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<line class="{style}" x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}"/>""").Append('\n');

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string style = "label") =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="{style}" x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}">{text}</text>""").Append('\n');
}
