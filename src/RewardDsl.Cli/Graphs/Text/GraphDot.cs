using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>A graph in the language of Graphviz.</summary>
internal static class GraphDot
{
    /// <summary>Writes a graph.</summary>
    public static void Write(StateGraph graph, TextWriter writer)
    {
        writer.Write("digraph " + Quoted(graph.Title) + " {\n");
        writer.Write("  rankdir=LR;\n");
        writer.Write("  label=" + Quoted(new[] { graph.Title, graph.Subtitle, graph.Note }.Where(static l => l.Length > 0)) + ";\n");
        writer.Write("  labelloc=t;\n");
        writer.Write("  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11];\n");
        writer.Write("  edge [fontname=\"Helvetica\", fontsize=10];\n");
        writer.Write("  start [shape=point, label=\"\"];\n");
        for (int s = 0; s < graph.States.Length; s++)
        {
            GraphState state = graph.States[s];
            string shape = state.Kind switch
            {
                GraphStateKind.Holds => ", style=\"rounded,filled\", fillcolor=\"#dafbe1\", color=\"#1a7f37\"",
                GraphStateKind.Fails => ", style=\"rounded,filled\", fillcolor=\"#ffebe9\", color=\"#cf222e\"",
                GraphStateKind.Accepting or GraphStateKind.Final => ", peripheries=2",
                _ => "",
            };
            writer.Write("  " + Name(s) + " [label=" + Quoted([state.Name, .. state.Notes]) + shape + (state.Count > 1 ? ", style=\"rounded,dashed\"" : "") + ", tooltip=" + Quoted(GraphDescription.Of(state)) + "];\n");
        }

        writer.Write("  start -> " + Name(graph.Start) + ";\n");
        foreach (GraphEdge edge in graph.Edges)
        {
            writer.Write("  " + Name(edge.From) + " -> " + Name(edge.To) + " [label=" + Quoted(TextLines.Of(edge.Label, GraphLayout.LabelWidth, int.MaxValue)) + "];\n");
        }

        writer.Write("}\n");
    }

    private static string Name(int state) => "s" + state.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => Quoted([text]);

    /// <summary>Lines in quotes; a backslash would begin an escape such as <c>\N</c>, the name of the node.</summary>
    private static string Quoted(IEnumerable<string> lines) =>
        "\"" + string.Join("\\n", lines.Select(static l => l.Replace("\\", "\\\\", System.StringComparison.Ordinal).Replace("\"", "\\\"", System.StringComparison.Ordinal).ReplaceLineEndings("\\n"))) + "\"";
}
