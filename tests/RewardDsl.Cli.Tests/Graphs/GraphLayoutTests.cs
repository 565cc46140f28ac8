using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using RewardDsl.Ir;
using RewardDsl.Ir.Tests.Temporal;
using Xunit;

namespace RewardDsl.Cli.Tests.Graphs;

/// <summary>Where things stand in a picture: nothing on anything else, whatever is drawn.</summary>
public sealed class GraphLayoutTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => GraphCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_stands_on_anything_else(string name) => AssertReadable(GraphCases.Graph(name));

    [Fact]
    public void Nothing_stands_on_anything_else_in_random_automata()
    {
        int states = 0;
        foreach (StateGraph graph in Random(120, isFull: false).Concat(Random(40, isFull: true)))
        {
            AssertReadable(graph);
            states = Math.Max(states, graph.States.Length);
        }

        Assert.True(states >= 10, states.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Nothing_stands_on_anything_else_in_random_graphs()
    {
        var random = new Random(3);
        for (int i = 0; i < 80; i++)
        {
            // Any two states may be joined, several times, in both directions; some are not reached at all.
            int count = 1 + random.Next(12);
            GraphState[] states = [.. Enumerable.Range(0, count).Select(s => new GraphState(new string('n', 1 + random.Next(30)), (GraphStateKind)random.Next(6)))];
            GraphEdge[] edges = [.. Enumerable.Range(0, random.Next(3 * count)).Select(_ => new GraphEdge(random.Next(count), random.Next(count), string.Join(" & ", Enumerable.Repeat("Atom", 1 + random.Next(9)))))];
            AssertReadable(new StateGraph("T", "", random.Next(count), [.. states], [.. edges]));
        }
    }

    [Fact]
    public void States_stand_behind_those_that_lead_on_to_them()
    {
        Drawing drawing = GraphLayout.Of(GraphCases.Graph("Order"), 0);
        Assert.Equal(["0", "1", "3", "4", "2"], drawing.States.OrderBy(static s => s.Box.Left).Select(static s => s.State.Name));
    }

    [Fact]
    public void What_an_edge_pays_is_written_however_long_its_guard_is()
    {
        string guard = string.Join(" | ", Enumerable.Range(0, 40).Select(static i => "Atom" + i));
        StateGraph graph = new(
            "T", "", 0, [new GraphState("a", GraphStateKind.Plain), new GraphState("b", GraphStateKind.Plain)], [new GraphEdge(0, 1, guard) { Payoff = "+1" }, new GraphEdge(1, 1, guard) { Payoff = "-2" }]);
        Assert.Equal(["+1", "-2"], GraphLayout.Of(graph, 0).Edges.Select(static e => e.Lines[^1].Split("/ ")[^1]));
        AssertReadable(graph);
    }

    [Fact]
    public void Few_edges_cross()
    {
        // Two by two, drawn in the worst order: what leads to the last stands first.
        StateGraph graph = new(
            "T",
            "",
            0,
            [.. Enumerable.Range(0, 9).Select(static s => new GraphState("s" + s, GraphStateKind.Plain))],
            [.. Enumerable.Range(1, 4).Select(static s => new GraphEdge(0, s, "x")), .. Enumerable.Range(1, 4).Select(static s => new GraphEdge(s, 9 - s, "y"))]);
        Drawing drawing = GraphLayout.Of(graph, 0);
        double[] starts = [.. Enumerable.Range(1, 4).Select(s => drawing.States[s].Box.Top)];
        double[] ends = [.. Enumerable.Range(1, 4).Select(s => drawing.States[9 - s].Box.Top)];
        int[] Order(double[] tops) => [.. Enumerable.Range(0, 4).OrderBy(i => tops[i])];
        Assert.Equal(Order(starts), Order(ends));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_is_sound_for_those_who_see_it_and_those_who_do_not(string name)
    {
        StateGraph graph = GraphCases.Graph(name);
        string text = GraphCases.Written(graph, GraphSvg.Write);
        XElement root = XDocument.Parse(text).Root!;
        Assert.Equal(s_svg + "svg", root.Name);
        Assert.Equal("img", root.Attribute("role")!.Value);
        string[] named = root.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(named, root.Elements().Where(static e => e.Attribute("id") is not null).Select(static e => e.Attribute("id")!.Value));
        Assert.Equal(graph.Title, root.Element(s_svg + "title")!.Value);
        Assert.StartsWith(graph.States.Sum(static s => s.Count) + " states", root.Element(s_svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Empty(root.Descendants(s_svg + "script"));
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), static a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name.LocalName == "href");
        Assert.Contains("prefers-color-scheme: dark", root.Element(s_svg + "style")!.Value, StringComparison.Ordinal);

        // All boxes are inside the sheet, all states there and apart, as written.
        double[] sheet = [.. root.Attribute("viewBox")!.Value.Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture))];
        DrawnBox[] boxes = [.. root.Elements(s_svg + "g").Where(static g => g.Attribute("class")!.Value == "state").Select(static g => Box(g.Element(s_svg + "rect")!))];
        Assert.Equal(graph.States.Length, boxes.Length);
        Assert.All(boxes, b => Assert.True(b.Left >= 0 && b.Top >= 0 && b.Right <= sheet[2] && b.Bottom <= sheet[3]));
        AssertApart(boxes);
        Assert.Equal(graph.Edges.Where(static e => e.From != e.To).Count() + graph.Edges.Where(static e => e.From == e.To).DistinctBy(static e => e.From).Count(), root.Elements(s_svg + "g").Count(static g => g.Attribute("class")!.Value == "edge"));
        foreach (XElement line in root.Elements(s_svg + "text"))
        {
            double left = double.Parse(line.Attribute("x")!.Value, CultureInfo.InvariantCulture);
            Assert.True(left + TextWidth.Of(line.Value) <= sheet[2], line.Value);
        }
    }

    [Fact]
    public void The_same_graph_is_the_same_picture_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            string expected = GraphCases.Written(GraphCases.Graph("TwoWindows"), GraphSvg.Write);
            foreach (string culture in new[] { "de-DE", "ar-SA", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, GraphCases.Written(GraphCases.Graph("TwoWindows"), GraphSvg.Write));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Names_that_xml_cannot_hold_are_drawn_all_the_same()
    {
        StateGraph graph = new("A <b> & \"c\" \u0001", "", 0, [new GraphState("\uD800 \u0007 <x> 🤖", GraphStateKind.Plain)], [new GraphEdge(0, 0, "a < b && c > \"d\" ]]>")]);
        XElement root = XDocument.Parse(GraphCases.Written(graph, GraphSvg.Write)).Root!;
        Assert.Equal("A <b> & \"c\" \uFFFD", root.Element(s_svg + "title")!.Value);
        Assert.Contains(root.Descendants(s_svg + "text"), static t => t.Value == "\uFFFD \uFFFD <x> 🤖");
        Assert.Contains(root.Descendants(s_svg + "text"), static t => t.Value == "a < b && c > \"d\" ]]>");
    }

    [Theory]
    [InlineData("a & b", 1000, "a & b")]
    [InlineData("Alpha & Beta | Gamma", 70, "Alpha|& Beta|| Gamma")]
    [InlineData("F[0,5] Alpha & G !Beta", 90, "F[0,5] Alpha|& G !Beta")]
    [InlineData("(one two) & three", 70, "(one two)|& three")]
    [InlineData("Unbreakable", 5, "Unbreakable")]
    [InlineData("a b c d e f g", 10, "a|b|c …")]
    public void Text_is_broken_where_it_may_be(string text, double width, string lines) => Assert.Equal(lines, string.Join('|', TextLines.Of(text, width, 3)));

    private static IEnumerable<StateGraph> Random(int count, bool isFull)
    {
        var random = new RandomFormulas(11);
        for (int found = 0; found < count;)
        {
            TemporalFormula formula = random.Next(9);
            if (TemporalAutomaton.Build(formula, AutomatonOptions.Default, out _) is { StateCount: > 2 and < 40 } automaton)
            {
                found++;
                StateGraph graph = AutomatonGraph.Of(automaton, "R", new FormulaPayoff("+1", "-1"), isFull);
                yield return isFull ? graph : ChainFolding.Fold(graph);
            }
        }
    }

    private static void AssertReadable(StateGraph graph)
    {
        Drawing drawing = GraphLayout.Of(graph, 0);
        string of = graph.Subtitle;
        DrawnBox[] states = [.. drawing.States.Select(static s => s.Box)];
        DrawnBox[] labels = [.. drawing.Edges.Select(static e => e.LabelBox)];
        AssertApart([.. states, .. labels]);
        Assert.All(states.Concat(labels), b => Assert.True(b.Left >= 0 && b.Top >= 0 && b.Right <= drawing.Width && b.Bottom <= drawing.Height, of + " " + b));
        Assert.All(drawing.States, s => Assert.True(s.Lines.Max(static l => TextWidth.Of(l)) <= s.Box.Width && s.Lines.Length * TextWidth.Line <= s.Box.Height));
        Assert.All(drawing.Edges, e => Assert.True(e.Lines.Max(static l => TextWidth.Of(l)) <= e.LabelBox.Width + 0.001 && e.Lines.Length * TextWidth.Line <= e.LabelBox.Height + 0.001));

        // Each edge once, from side to side; loops of a state together.
        Assert.Equal(
            graph.Edges.Where(static e => e.From != e.To).Select(static e => (e.From, e.To, e.Label)).Order(),
            drawing.Edges.Where(static e => e.From != e.To).Select(static e => (e.From, e.To, e.Label)).Order());
        Assert.Equal(graph.Edges.Where(static e => e.From == e.To).Select(static e => e.From).Distinct().Order(), drawing.Edges.Where(static e => e.From == e.To).Select(static e => e.From).Order());
        foreach (DrawnEdge edge in drawing.Edges)
        {
            AssertOnSide(edge.Curve[0], states[edge.From]);
            AssertOnSide(edge.Curve[^1], states[edge.To]);
            // No curve runs through a state or through text.
            foreach (DrawnPoint point in Points(edge))
            {
                Assert.DoesNotContain(states, b => Inner(b).Contains(point));
                Assert.DoesNotContain(labels, b => Inner(b).Contains(point));
            }
        }

        Assert.DoesNotContain(states.Where((_, s) => s != graph.Start).Concat(labels), b => b.Overlaps(new DrawnBox(drawing.Entry.X, drawing.Entry.Y, drawing.EntryTip.X - drawing.Entry.X, 0.5)));
        AssertOnSide(drawing.EntryTip, states[graph.Start]);
    }

    private static DrawnBox Inner(DrawnBox box) => new(box.Left + 0.5, box.Top + 0.5, box.Width - 1, box.Height - 1);

    private static void AssertOnSide(DrawnPoint point, DrawnBox box)
    {
        bool isBeside = (Math.Abs(point.X - box.Left) < 0.01 || Math.Abs(point.X - box.Right) < 0.01) && point.Y > box.Top && point.Y < box.Bottom;
        bool isAbove = Math.Abs(point.Y - box.Top) < 0.01 && point.X > box.Left && point.X < box.Right;
        Assert.True(isBeside || isAbove, point + " of " + box);
    }

    private static IEnumerable<DrawnPoint> Points(DrawnEdge edge)
    {
        for (int i = 1; i < edge.Curve.Length; i += 3)
        {
            for (int k = 0; k <= 24; k++)
            {
                double t = k / 24.0;
                double At(Func<DrawnPoint, double> of) =>
                    (Math.Pow(1 - t, 3) * of(edge.Curve[i - 1])) + (3 * t * (1 - t) * (1 - t) * of(edge.Curve[i])) + (3 * t * t * (1 - t) * of(edge.Curve[i + 1])) + (Math.Pow(t, 3) * of(edge.Curve[i + 2]));
                yield return new DrawnPoint(At(static p => p.X), At(static p => p.Y));
            }
        }
    }

    private static void AssertApart(DrawnBox[] boxes)
    {
        for (int i = 0; i < boxes.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                Assert.False(boxes[i].Overlaps(boxes[k]), boxes[i] + " and " + boxes[k]);
            }
        }
    }

    private static DrawnBox Box(XElement rect)
    {
        double Read(string name) => double.Parse(rect.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return new DrawnBox(Read("x"), Read("y"), Read("width"), Read("height"));
    }
}
