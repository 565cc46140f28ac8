using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace RewardDsl.Cli;

/// <summary>A graph as a state diagram of Mermaid, which code hosts show in their pages.</summary>
internal static class GraphMermaid
{
    /// <summary>Writes a graph.</summary>
    public static void Write(StateGraph graph, TextWriter writer)
    {
        // The title is YAML, in which a text in double quotes has the escapes of JSON.
        writer.Write("---\ntitle: \"" + graph.Title.Replace("\\", "\\\\", System.StringComparison.Ordinal).Replace("\"", "\\\"", System.StringComparison.Ordinal) + "\"\n---\n");
        writer.Write("stateDiagram-v2\n");
        foreach (string comment in new[] { graph.Subtitle, graph.Note }.Where(static c => c.Length > 0))
        {
            writer.Write("  %% " + comment.ReplaceLineEndings(" ").Replace('{', '(').Replace('}', ')') + "\n");
        }

        writer.Write("  direction LR\n");
        for (int s = 0; s < graph.States.Length; s++)
        {
            GraphState state = graph.States[s];
            writer.Write("  " + Name(s) + " : " + string.Join("<br/>", state.Notes.Prepend(state.Name).Select(Escaped)) + "\n");
        }

        writer.Write("  [*] --> " + Name(graph.Start) + "\n");
        foreach (GraphEdge edge in graph.Edges)
        {
            writer.Write("  " + Name(edge.From) + " --> " + Name(edge.To) + " : " + Escaped(edge.Label) + "\n");
        }

        writer.Write("  classDef accepting stroke-width:4px\n");
        writer.Write("  classDef holds fill:#dafbe1,stroke:#1a7f37,color:#1f2328\n");
        writer.Write("  classDef fails fill:#ffebe9,stroke:#cf222e,color:#1f2328\n");
        writer.Write("  classDef folded stroke-dasharray:5 3\n");
        for (int s = 0; s < graph.States.Length; s++)
        {
            string kind = graph.States[s].Count > 1 ? "folded" : graph.States[s].Kind switch
            {
                GraphStateKind.Holds => "holds",
                GraphStateKind.Fails => "fails",
                GraphStateKind.Accepting or GraphStateKind.Final => "accepting",
                _ => "",
            };
            if (kind.Length > 0)
            {
                writer.Write("  class " + Name(s) + " " + kind + "\n");
            }
        }
    }

    private static string Name(int state) => "s" + state.ToString(CultureInfo.InvariantCulture);

    /// <summary>All that may mean something to Mermaid or to the page is written as a character's number.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (Rune rune in text.ReplaceLineEndings(" ").EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '_' or '.' or ',' or '+' or '/' or '!' or '=' or '(' or ')' or '…')
            {
                escaped.Append(rune);
            }
            else
            {
                escaped.Append('#').Append(rune.Value.ToString(CultureInfo.InvariantCulture)).Append(';');
            }
        }

        return escaped.ToString();
    }
}
