using System.Globalization;
using System.Linq;
using System.Text;

namespace RewardDsl.Cli;

/// <summary>A graph in sentences.</summary>
internal static class GraphDescription
{
    // A description is read aloud.
    private const int MostEdges = 60;

    /// <summary>All of a graph that can be said in a page.</summary>
    public static string Of(StateGraph graph)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{graph.States.Sum(static s => s.Count)} states, starting in {graph.States[graph.Start].Name}.");
        foreach (GraphEdge edge in graph.Edges.Take(MostEdges))
        {
            text.Append(' ').Append(Sentence(graph, edge)).Append('.');
        }

        if (graph.Edges.Length > MostEdges)
        {
            text.Append(CultureInfo.InvariantCulture, $" And {graph.Edges.Length - MostEdges} more edges.");
        }

        return text.ToString();
    }

    /// <summary>A state and what it means.</summary>
    public static string Of(GraphState state)
    {
        string[] meanings = [.. state.Notes, .. Meaning(state.Kind) is { Length: > 0 } meaning && !state.Notes.Contains(meaning) ? new[] { meaning } : []];
        return state.Name + (meanings.Length > 0 ? ": " + string.Join("; ", meanings) : "");
    }

    /// <summary>An edge in words.</summary>
    public static string Sentence(StateGraph graph, GraphEdge edge) => "From " + graph.States[edge.From].Name + " to " + graph.States[edge.To].Name + " when " + edge.Label;

    /// <summary>What a kind of state means; nothing for a plain one.</summary>
    public static string Meaning(GraphStateKind kind) => kind switch
    {
        GraphStateKind.Final => "final",
        GraphStateKind.Open => "open, fails if the episode ends here",
        GraphStateKind.Accepting => "open, holds if the episode ends here",
        GraphStateKind.Holds => "holds",
        GraphStateKind.Fails => "fails",
        _ => "",
    };
}
