using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;

namespace ReachAvoid;

/// <summary>Draws the arena with the ways before and after training as an SVG file that follows the reader's light or dark scheme.</summary>
internal static class Drawing
{
    private const double Scale = 56;
    private const double Margin = 24;
    private const double Top = 78;
    private const int Ways = 48;
    private const double Width = (2 * Margin) + (2 * ReachAvoidReward.Arena * Scale);
    private const double Height = Top + Margin + (2 * ReachAvoidReward.Arena * Scale);

    // A reader that knows no schemes shows the light one.
    private const string Style = """
        <style>
          svg { --paper: #ffffff; --ink: #1f2328; --faint: #afb8c1; --pillar: #d8dee4; --goal: #dafbe1; --fails: #cf222e; --scarce: #bc4c00; --fair: #0969da; --ample: #1a7f37; }
          @media (prefers-color-scheme: dark) {
            svg { --paper: #0d1117; --ink: #e6edf3; --faint: #484f58; --pillar: #30363d; --goal: #12351e; --fails: #ff7b72; --scarce: #f0883e; --fair: #58a6ff; --ample: #3fb950; }
          }
          text { font: 12px system-ui, sans-serif; fill: #1f2328; fill: var(--ink); }
          .title { font-size: 15px; font-weight: 600; }
          .paper { fill: #ffffff; fill: var(--paper); }
          .arena { fill: none; stroke: #1f2328; stroke: var(--ink); }
          .pillar { fill: #d8dee4; fill: var(--pillar); stroke: #1f2328; stroke: var(--ink); }
          .goal { fill: #dafbe1; fill: var(--goal); stroke: #1a7f37; stroke: var(--ample); }
          .way { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
          .before { stroke: #afb8c1; stroke: var(--faint); stroke-width: 1; stroke-dasharray: 3 4; }
          .fails { stroke: #cf222e; stroke: var(--fails); }
          .scarce { stroke: #bc4c00; stroke: var(--scarce); }
          .fair { stroke: #0969da; stroke: var(--fair); }
          .ample { stroke: #1a7f37; stroke: var(--ample); }
          .start { fill: #1f2328; fill: var(--ink); }
        </style>

        """;

    public static void Write(string path, TrainingResult result) => File.WriteAllText(path, Draw(result));

    private static string Draw(TrainingResult result)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img">""");
        svg.Append("\n<title>Ways of point robots to a goal around pillars, before and after training</title>\n").Append(Style);
        svg.Append(CultureInfo.InvariantCulture, $"""<rect class="paper" width="{Width}" height="{Height}"/>""").Append('\n');
        Text(svg, Margin, 24, "start", "Reach the goal and stay, touch nothing: how robustly", "title");
        Legend(svg);

        // What leaves the arena is cut at the edge of the picture.
        svg.Append(CultureInfo.InvariantCulture, $"""<clipPath id="arena"><rect x="{Margin / 2}" y="{Top - (Margin / 2)}" width="{Width - Margin}" height="{Height - Top}"/></clipPath>""").Append('\n');
        svg.Append(CultureInfo.InvariantCulture, $"""<rect class="arena" x="{Margin}" y="{Top}" width="{Width - (2 * Margin)}" height="{Height - Top - Margin}"/>""").Append('\n');
        for (int k = 0; k < ReachAvoidReward.PillarX.Length; k++)
        {
            Circle(svg, "pillar", new Vector2(ReachAvoidReward.PillarX[k], ReachAvoidReward.PillarY[k]), ReachAvoidReward.PillarRadius[k] * Scale);
        }

        var goal = new Vector2(ReachAvoidReward.GoalX, ReachAvoidReward.GoalY);
        Circle(svg, "goal", goal, ReachAvoidReward.GoalRadius * Scale);
        svg.Append("<g clip-path=\"url(#arena)\">\n");
        for (int i = 0; i < Ways; i++)
        {
            Way(svg, "before", result.Before.Recording, i);
        }

        for (int i = 0; i < Ways; i++)
        {
            Way(svg, Class(result.After.Offline.Of(i)), result.After.Recording, i);
            Circle(svg, "start", result.After.Recording.Positions[i], 2);
        }

        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static string Class(float robustness) => robustness switch
    {
        <= 0 => "fails",
        < 0.1f => "scarce",
        < 0.3f => "fair",
        _ => "ample",
    };

    private static void Legend(StringBuilder svg)
    {
        (string Style, string Label)[] entries = [("before", "before training"), ("fails", "fails"), ("scarce", "below 0.1 m"), ("fair", "0.1 to 0.3 m"), ("ample", "0.3 m and more")];
        double x = Margin;
        foreach ((string style, string label) in entries)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line class="way {style}" x1="{x:0.#}" y1="44" x2="{x + 20:0.#}" y2="44"/>""").Append('\n');
            Text(svg, x + 25, 48, "start", label);
            x += 42 + (6.2 * label.Length);
        }
    }

    private static void Way(StringBuilder svg, string style, Recording recording, int robot)
    {
        IEnumerable<string> points = Enumerable.Range(0, recording.Steps + 1).Select(t => recording.Positions[(t * recording.BatchSize) + robot]).Select(static p => string.Create(
            CultureInfo.InvariantCulture, $"{X(p):0.#},{Y(p):0.#}"));
        svg.Append(CultureInfo.InvariantCulture, $"""<polyline class="way {style}" points="{string.Join(' ', points)}"/>""").Append('\n');
    }

    private static void Circle(StringBuilder svg, string style, Vector2 centre, double radius) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<circle class="{style}" cx="{X(centre):0.#}" cy="{Y(centre):0.#}" r="{radius:0.#}"/>""").Append('\n');

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string style = "label") =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="{style}" x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}">{text}</text>""").Append('\n');

    private static double X(Vector2 place) => Margin + ((place.X + ReachAvoidReward.Arena) * Scale);

    private static double Y(Vector2 place) => Top + ((ReachAvoidReward.Arena - place.Y) * Scale);
}
