using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace RewardDsl.Cli.Tests.Graphs;

/// <summary>DOT and Mermaid: what is written reads back as the graph.</summary>
public sealed partial class GraphTextTests
{
    public static TheoryData<string> Names => GraphCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Dot_reads_back_as_the_graph(string name)
    {
        StateGraph graph = GraphCases.Graph(name, isFull: true);
        (Dictionary<string, Dictionary<string, string>> nodes, List<(string From, string To, string Label)> edges) = DotReader.Read(GraphCases.Written(graph, GraphDot.Write));
        Assert.Equal(graph.States.Select(static s => string.Join('\n', s.Notes.Prepend(s.Name))), graph.States.Select((_, s) => nodes["s" + s]["label"]));
        Assert.Equal(graph.States.Select(static s => s.Kind is GraphStateKind.Accepting or GraphStateKind.Final), graph.States.Select((_, s) => nodes["s" + s].ContainsKey("peripheries")));
        Assert.Equal(("start", "s" + graph.Start, ""), edges[0]);
        Assert.Equal(graph.Edges.Select(static e => ("s" + e.From, "s" + e.To, e.Label)), edges.Skip(1).Select(static e => (e.From, e.To, e.Label.Replace('\n', ' '))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mermaid_reads_back_as_the_graph(string name)
    {
        StateGraph graph = GraphCases.Graph(name, isFull: true);
        string[] lines = GraphCases.Written(graph, GraphMermaid.Write).TrimEnd('\n').Split('\n');
        Assert.Equal(["---", "title: \"" + graph.Title + "\"", "---", "stateDiagram-v2"], lines[..4]);
        // What may mean something to Mermaid is nowhere in the texts.
        Match[] states = [.. lines.Select(static l => StateLine().Match(l)).Where(static m => m.Success)];
        Match[] edges = [.. lines.Select(static l => EdgeLine().Match(l)).Where(static m => m.Success)];
        Assert.Equal(graph.States.Select(static s => string.Join('\n', s.Notes.Prepend(s.Name))), states.Select(static m => Read(m.Groups[2].Value)));
        Assert.Equal(graph.Edges.Select(static e => (e.From + " " + e.To, e.Label)), edges.Select(static m => (m.Groups[1].Value + " " + m.Groups[2].Value, Read(m.Groups[3].Value))));
        int known = lines.Count(static l => Regex.IsMatch(l, @"^  (direction LR|%% .*|\[\*\] --> s\d+|classDef \w+ [\w:#,\- ]+|class s\d+ \w+)$"));
        Assert.Equal(lines.Length, 4 + states.Length + edges.Length + known);
    }

    private static string Read(string text) => WebUtility.HtmlDecode(text.Replace("<br/>", "\n", StringComparison.Ordinal).Replace("#", "&#", StringComparison.Ordinal));

    [GeneratedRegex(@"^  s(\d+) : ((?:[\w .,+/!=()…]|#\d+;|<br/>)*)$")]
    private static partial Regex StateLine();

    [GeneratedRegex(@"^  s(\d+) --> s(\d+) : ((?:[\w .,+/!=()…]|#\d+;)*)$")]
    private static partial Regex EdgeLine();
}
