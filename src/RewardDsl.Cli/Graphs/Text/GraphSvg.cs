using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>A graph as a picture.</summary>
internal static class GraphSvg
{
    private const double TipLength = 8;
    private const double TipHalf = 3.6;
    private const double Corner = 9;
    private const double KeySide = 12;

    private static readonly GraphStateKind[] s_explained = [GraphStateKind.Open, GraphStateKind.Accepting, GraphStateKind.Holds, GraphStateKind.Fails, GraphStateKind.Final];

    /// <summary>Writes a graph.</summary>
    public static void Write(StateGraph graph, TextWriter writer)
    {
        Drawing drawing = GraphLayout.Of(graph, GraphLayout.Margin + 20);
        List<(GraphStateKind Kind, bool IsFolded, string Text)> keys =
        [
            .. s_explained.Where(k => graph.States.Any(s => s.Kind == k)).Select(static k => (k, false, GraphDescription.Meaning(k))),
            .. graph.States.Where(static s => s.Count > 1).Take(1).Select(static s => (s.Kind, true, "states that only count, drawn as one")),
        ];
        double keyWidth = keys.Sum(static k => KeyWidth(k.Text));
        bool isKeyInRow = keyWidth <= Math.Max(drawing.Width, 560);
        double inner = Math.Max(isKeyInRow ? keyWidth : keys.Max(static k => KeyWidth(k.Text)), TextWidth.Of(graph.Title, 15) * 1.1);
        double width = Math.Max(drawing.Width, inner + (2 * GraphLayout.Margin));
        double line = Math.Max(width, 480) - (2 * GraphLayout.Margin);
        ImmutableArray<string> subtitle = [.. new[] { graph.Subtitle, graph.Note }.Where(static t => t.Length > 0).SelectMany(t => TextLines.Of(t, line, 4))];
        width = Math.Max(width, subtitle.Select(static l => TextWidth.Of(l)).DefaultIfEmpty(0).Max() + (2 * GraphLayout.Margin));
        drawing = GraphLayout.Of(graph, GraphLayout.Margin + 20 + (subtitle.Length * TextWidth.Line));
        double keyTop = drawing.Height + 4;
        double height = drawing.Height + (keys.Count == 0 ? 0 : (isKeyInRow ? 1 : keys.Count) * 19) + GraphLayout.Margin;

        using var sheet = new SvgSheet(writer, width, height, graph.Title, GraphDescription.Of(graph));
        sheet.Line(graph.Title, GraphLayout.Margin, GraphLayout.Margin + 13, "head");
        for (int i = 0; i < subtitle.Length; i++)
        {
            sheet.Line(subtitle[i], GraphLayout.Margin, GraphLayout.Margin + 31 + (i * TextWidth.Line), "faint");
        }

        Entry(sheet, drawing);
        foreach (DrawnEdge edge in drawing.Edges)
        {
            Edge(sheet, graph, edge);
        }

        foreach (DrawnState state in drawing.States)
        {
            State(sheet, state);
        }

        double x = GraphLayout.Margin;
        foreach ((GraphStateKind kind, bool isFolded, string text) in keys)
        {
            Shape(sheet, kind, isFolded, new DrawnBox(x, keyTop, KeySide + 6, KeySide), 3, 2);
            sheet.Line(text, x + KeySide + 12, keyTop + 10, "faint");
            (x, keyTop) = isKeyInRow ? (x + KeyWidth(text), keyTop) : (x, keyTop + 19);
        }
    }

    private static double KeyWidth(string text) => KeySide + 12 + TextWidth.Of(text) + 18;

    private static void Entry(SvgSheet sheet, Drawing drawing)
    {
        sheet.Begin("entry", "start");
        sheet.Element("circle", ("class", "tip"), ("cx", SvgSheet.Number(drawing.Entry.X)), ("cy", SvgSheet.Number(drawing.Entry.Y)), ("r", "4"));
        sheet.Element("path", ("class", "line"), ("d", "M" + SvgSheet.Point(drawing.Entry) + " L" + SvgSheet.Point(drawing.EntryTip with { X = drawing.EntryTip.X - TipLength + 1 })));
        Tip(sheet, drawing.EntryTip, new DrawnPoint(-1, 0));
        sheet.End();
    }

    private static void State(SvgSheet sheet, DrawnState drawn)
    {
        sheet.Begin("state", GraphDescription.Of(drawn.State));
        Shape(sheet, drawn.State.Kind, drawn.State.Count > 1, drawn.Box, Corner, 3);
        double y = drawn.Box.Centre.Y - (drawn.Lines.Length * TextWidth.Line / 2) + 11.5;
        for (int i = 0; i < drawn.Lines.Length; i++)
        {
            sheet.Line(drawn.Lines[i], drawn.Box.Centre.X, y + (i * TextWidth.Line), i == 0 ? "name" : "", "middle");
        }

        sheet.End();
    }

    private static void Shape(SvgSheet sheet, GraphStateKind kind, bool isFolded, DrawnBox box, double corner, double rim)
    {
        string shape = (kind switch { GraphStateKind.Holds => "holds", GraphStateKind.Fails => "fails", _ => "plain" }) + (isFolded ? " some" : "");
        sheet.Box(shape, box, corner);
        if (kind is GraphStateKind.Accepting or GraphStateKind.Final)
        {
            sheet.Box("inner", new DrawnBox(box.Left + rim, box.Top + rim, box.Width - (2 * rim), box.Height - (2 * rim)), Math.Max(corner - rim, 1));
        }
    }

    private static void Edge(SvgSheet sheet, StateGraph graph, DrawnEdge edge)
    {
        sheet.Begin("edge", GraphDescription.Sentence(graph, new GraphEdge(edge.From, edge.To, edge.Label)));
        DrawnPoint tip = edge.Curve[^1];
        DrawnPoint before = edge.Curve[^2];
        double length = Math.Sqrt(((before.X - tip.X) * (before.X - tip.X)) + ((before.Y - tip.Y) * (before.Y - tip.Y)));
        var back = new DrawnPoint((before.X - tip.X) / length, (before.Y - tip.Y) / length);
        DrawnPoint end = new(tip.X + (back.X * (TipLength - 1)), tip.Y + (back.Y * (TipLength - 1)));
        string curve = "M" + SvgSheet.Point(edge.Curve[0]);
        for (int i = 1; i < edge.Curve.Length; i += 3)
        {
            DrawnPoint to = i + 3 == edge.Curve.Length ? end : edge.Curve[i + 2];
            DrawnPoint from = edge.Curve[i - 1];
            curve += from.Y == to.Y ? " L" + SvgSheet.Point(to) : " C" + SvgSheet.Point(edge.Curve[i]) + " " + SvgSheet.Point(edge.Curve[i + 1]) + " " + SvgSheet.Point(to);
        }

        sheet.Element("path", ("class", "line"), ("d", curve));
        Tip(sheet, tip, back);
        for (int i = 0; i < edge.Lines.Length; i++)
        {
            sheet.Line(edge.Lines[i], edge.LabelBox.Centre.X, edge.LabelBox.Top + 11.5 + (i * TextWidth.Line), anchor: "middle");
        }

        sheet.End();
    }

    private static void Tip(SvgSheet sheet, DrawnPoint tip, DrawnPoint back)
    {
        DrawnPoint At(double side) => new(tip.X + (back.X * TipLength) - (back.Y * side), tip.Y + (back.Y * TipLength) + (back.X * side));
        sheet.Element("path", ("class", "tip"), ("d", "M" + SvgSheet.Point(tip) + " L" + SvgSheet.Point(At(TipHalf)) + " L" + SvgSheet.Point(At(-TipHalf)) + " Z"));
    }
}
