using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>
/// Places a graph on a sheet, from left to right: columns, the order within them, heights, then the curves. What has text has a place of its own, so that nothing
/// is written over anything; edges bend only between columns, where nothing stands. The same graph has the same drawing everywhere.
/// </summary>
internal sealed class GraphLayout
{
    /// <summary>The free rim of the sheet.</summary>
    public const double Margin = 16;

    /// <summary>How wide the label of an edge may be before it is broken.</summary>
    public const double LabelWidth = 190;

    /// <summary>How many lines of a label are drawn.</summary>
    public const int LabelLines = 5;

    private const double StateWidth = 200;
    private const int NoteLines = 3;
    private const double PadX = 12;
    private const double PadY = 8;
    private const double PortGap = 9;
    private const double PortLength = 10;
    private const double LoopHeight = 20;
    private const double EntryLength = 30;

    private readonly StateGraph _graph;
    private readonly List<List<LayoutItem>> _columns = [];
    private readonly LayoutItem[] _states;
    private readonly LayoutItem[][] _paths;
    private readonly double[] _left;
    private readonly double[] _right;
    private readonly Dictionary<int, ImmutableArray<string>> _loops = [];

    private GraphLayout(StateGraph graph)
    {
        _graph = graph;
        _states = new LayoutItem[graph.States.Length];
        _paths = new LayoutItem[graph.Edges.Length][];
        Place();
        LayoutOrder.Run(_columns);
        LayoutHeights.Run(_columns);
        _left = new double[_columns.Count];
        _right = new double[_columns.Count];
        Spread();
    }

    /// <summary>Places a graph below something of a given height.</summary>
    public static Drawing Of(StateGraph graph, double top) => new GraphLayout(graph).Draw(top);

    private void Place()
    {
        int[] columns = LayoutColumns.Of(_graph);
        for (int i = columns.Max(); i >= 0; i--)
        {
            _columns.Add([]);
        }

        for (int s = 0; s < _states.Length; s++)
        {
            _states[s] = Add(StateItem(s, columns[s]));
        }

        for (int e = 0; e < _paths.Length; e++)
        {
            GraphEdge edge = _graph.Edges[e];
            if (edge.From == edge.To)
            {
                continue;
            }

            // Drawn from left to right whatever its direction; the label stands next to the state that it leaves.
            bool isForward = columns[edge.From] < columns[edge.To];
            LayoutItem last = _states[isForward ? edge.From : edge.To];
            int end = columns[isForward ? edge.To : edge.From];
            int labelled = isForward ? columns[edge.From] + 1 : columns[edge.From] - 1;
            var path = new List<LayoutItem>();
            for (int c = last.Column + 1; c < end; c++)
            {
                path.Add(Add(c == labelled ? LabelItem(edge, c) : new LayoutItem(LayoutItemKind.Pass, c) { Above = 3, Below = 3 }));
                Join(last, path[^1]);
                last = path[^1];
            }

            Join(last, _states[isForward ? edge.To : edge.From]);
            _paths[e] = [.. path];
        }
    }

    private LayoutItem StateItem(int state, int column)
    {
        ImmutableArray<string> lines = [_graph.States[state].Name, .. _graph.States[state].Notes.SelectMany(static n => TextLines.Of(n, StateWidth, NoteLines))];
        GraphEdge[] loops = [.. _graph.Edges.Where(e => e.From == state && e.To == state)];
        double loop = 0;
        double width = lines.Max(static l => TextWidth.Of(l)) + (2 * PadX);
        if (loops.Length > 0)
        {
            ImmutableArray<string> label = [.. loops.SelectMany(static e => Label(e))];
            _loops[state] = label;
            loop = LoopHeight + (label.Length * TextWidth.Line);
        }

        int left = _graph.Edges.Count(e => e.To == state && e.From != state);
        int right = _graph.Edges.Count(e => e.From == state && e.To != state);
        double height = Math.Max((lines.Length * TextWidth.Line) + (2 * PadY), Math.Min(Math.Max(left, right), 12) * PortGap);
        return new LayoutItem(LayoutItemKind.State, column)
        {
            Width = Math.Max(width, 44),
            Above = (height / 2) + loop,
            Below = height / 2,
            Lines = lines,
        };
    }

    /// <summary>What is written on an edge: the guard as far as there is room, the payoff in any case.</summary>
    private static ImmutableArray<string> Label(GraphEdge edge)
    {
        ImmutableArray<string> lines = TextLines.Of(edge.Guard, LabelWidth, LabelLines);
        if (edge.Payoff.Length == 0)
        {
            return lines;
        }

        string last = lines[^1] + " / " + edge.Payoff;
        return TextWidth.Of(last) <= LabelWidth ? [.. lines[..^1], last] : [.. lines, "/ " + edge.Payoff];
    }

    private static LayoutItem LabelItem(GraphEdge edge, int column)
    {
        ImmutableArray<string> lines = Label(edge);
        return new LayoutItem(LayoutItemKind.Label, column) { Width = lines.Max(static l => TextWidth.Of(l)), Above = (lines.Length * TextWidth.Line) + 2, Below = 3, Lines = lines };
    }

    private LayoutItem Add(LayoutItem item)
    {
        _columns[item.Column].Add(item);
        return item;
    }

    private static void Join(LayoutItem before, LayoutItem after)
    {
        before.After.Add(after);
        after.Before.Add(before);
    }

    /// <summary>Columns as wide as what stands in them, with more room between them where edges rise or fall far.</summary>
    private void Spread()
    {
        double x = Margin + EntryLength;
        for (int c = 0; c < _columns.Count; c++)
        {
            if (c > 0)
            {
                double steepest = _columns[c].SelectMany(static i => i.Before.Select(b => Math.Abs(b.Y - i.Y))).DefaultIfEmpty(0).Max();
                x += Math.Clamp(16 + (0.16 * steepest), 20, 64);
            }

            _left[c] = x;
            double width = Math.Max(_columns[c].Select(static i => i.Width).DefaultIfEmpty(0).Max(), LoopWidths(c));
            // Beside a state an edge is level, so that its tip points at the state.
            x += c % 2 == 0 ? width + (2 * PortLength) : width;
            _right[c] = x;
        }
    }

    private double LoopWidths(int column) =>
        Enumerable.Range(0, _states.Length).Where(s => _states[s].Column == column && _loops.ContainsKey(s)).Select(s => _loops[s].Max(static l => TextWidth.Of(l))).DefaultIfEmpty(0).Max();

    private Drawing Draw(double top)
    {
        double first = _columns.SelectMany(static c => c).Min(static i => i.Y - i.Above);
        double down = top + Margin - first;
        foreach (LayoutItem item in _columns.SelectMany(static c => c))
        {
            item.Y += down;
        }

        DrawnState[] states = [.. _states.Select((item, s) => new DrawnState(_graph.States[s], Box(item), item.Lines))];
        var edges = ImmutableArray.CreateBuilder<DrawnEdge>();
        (double[] starts, double[] ends) = Ports(states);
        for (int e = 0; e < _paths.Length; e++)
        {
            GraphEdge edge = _graph.Edges[e];
            if (edge.From != edge.To)
            {
                edges.Add(Edge(edge, _paths[e], states, starts[e], ends[e]));
            }
        }

        foreach ((int state, ImmutableArray<string> lines) in _loops.OrderBy(static l => l.Key))
        {
            edges.Add(Loop(state, lines, states[state].Box));
        }

        DrawnBox start = states[_graph.Start].Box;
        // Other states may stand before it when nothing leads to them.
        double left = _left[_states[_graph.Start].Column];
        double bottom = _columns.SelectMany(static c => c).Max(static i => i.Y + i.Below);
        return new Drawing(_right[^1] + Margin, bottom + Margin, new DrawnPoint(left - EntryLength + 8, start.Centre.Y), new DrawnPoint(start.Left, start.Centre.Y), [.. states], edges.ToImmutable());
    }

    private DrawnBox Box(LayoutItem item)
    {
        double centre = (_left[item.Column] + _right[item.Column]) / 2;
        return new DrawnBox(centre - (item.Width / 2), item.Y - item.Below, item.Width, 2 * item.Below);
    }

    /// <summary>For each edge the heights at which it leaves the state on its left and enters the one on its right, in the order of where it goes.</summary>
    private (double[] Left, double[] Right) Ports(DrawnState[] states)
    {
        double[] left = new double[_paths.Length];
        double[] right = new double[_paths.Length];
        for (int s = 0; s < _states.Length; s++)
        {
            Share(states[s].Box, left, [.. Touching(s, true).Select(e => (e, _paths[e][0].Y))]);
            Share(states[s].Box, right, [.. Touching(s, false).Select(e => (e, _paths[e][^1].Y))]);
        }

        return (left, right);
    }

    private IEnumerable<int> Touching(int state, bool isLeftEnd) => Enumerable.Range(0, _paths.Length).Where(e =>
    {
        GraphEdge edge = _graph.Edges[e];
        bool isForward = _states[edge.From].Column < _states[edge.To].Column;
        return edge.From != edge.To && (isLeftEnd == isForward ? edge.From : edge.To) == state;
    });

    private static void Share(DrawnBox box, double[] heights, (int Edge, double Y)[] edges)
    {
        double gap = edges.Length < 2 ? 0 : Math.Min(14, (box.Height - 10) / (edges.Length - 1));
        int k = 0;
        foreach ((int edge, _) in edges.OrderBy(static e => e.Y))
        {
            heights[edge] = box.Centre.Y + ((k++ - ((edges.Length - 1) / 2.0)) * gap);
        }
    }

    private DrawnEdge Edge(GraphEdge edge, LayoutItem[] path, DrawnState[] states, double start, double end)
    {
        bool isForward = _states[edge.From].Column < _states[edge.To].Column;
        int leftState = isForward ? edge.From : edge.To;
        int rightState = isForward ? edge.To : edge.From;
        var points = new List<DrawnPoint> { new(states[leftState].Box.Right, start) };
        double x = _right[_states[leftState].Column];
        double y = start;
        LayoutItem? labelled = null;
        void Straight(double to) => Curve(points, points[^1], new DrawnPoint(to, y));
        void Bend(double toX, double toY)
        {
            Curve(points, new DrawnPoint(x, y), new DrawnPoint(toX, toY));
            (x, y) = (toX, toY);
        }

        Straight(x);
        foreach (LayoutItem item in path)
        {
            labelled = item.Kind == LayoutItemKind.Label ? item : labelled;
            Bend(_left[item.Column], item.Y);
            x = _right[item.Column];
            Straight(x);
        }

        Bend(_left[_states[rightState].Column], end);
        Straight(states[rightState].Box.Left);
        if (!isForward)
        {
            points.Reverse();
        }

        double labelLeft = isForward ? _left[labelled!.Column] : _right[labelled!.Column] - labelled.Width;
        return new DrawnEdge(edge.From, edge.To, edge.Label, new DrawnBox(labelLeft, labelled.Y - labelled.Above, labelled.Width, labelled.Above - 2), labelled.Lines, [.. points]);
    }

    /// <summary>A curve that leaves and arrives level.</summary>
    private static void Curve(List<DrawnPoint> points, DrawnPoint from, DrawnPoint to)
    {
        double middle = (from.X + to.X) / 2;
        points.Add(new DrawnPoint(middle, from.Y));
        points.Add(new DrawnPoint(middle, to.Y));
        points.Add(to);
    }

    private DrawnEdge Loop(int state, ImmutableArray<string> lines, DrawnBox box)
    {
        double centre = box.Centre.X;
        double width = lines.Max(static l => TextWidth.Of(l));
        double height = lines.Length * TextWidth.Line;
        string label = string.Join("; ", _graph.Edges.Where(e => e.From == state && e.To == state).Select(static e => e.Label));
        double peak = box.Top - (LoopHeight * 1.2);
        return new DrawnEdge(
            state,
            state,
            label,
            new DrawnBox(centre - (width / 2), box.Top - LoopHeight - height, width, height),
            lines,
            [new(centre - 9, box.Top), new(centre - 16, peak), new(centre + 16, peak), new(centre + 9, box.Top)]);
    }
}
