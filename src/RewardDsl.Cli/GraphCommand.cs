using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>The forms of a graph.</summary>
internal enum GraphFormat
{
    /// <summary>The language of Graphviz.</summary>
    Dot,

    /// <summary>A state diagram of Mermaid.</summary>
    Mermaid,

    /// <summary>A picture.</summary>
    Svg,
}

/// <summary><c>rewarddsl graph</c>: draws the automata and reward machines of specs.</summary>
internal static class GraphCommand
{
    // Nobody reads more boxes than these, and placing them takes minutes.
    private const int MostDrawn = 300;

    public static int Run(IReadOnlyList<string> paths, string? spec, string? member, GraphFormat format, string? target, bool isFull, ToolStreams streams, CancellationToken cancellation)
    {
        var problems = new List<string>();
        ImmutableArray<SpecTracer> tracers = SpecFinder.Find(paths, spec, streams, problems, cancellation);
        var parts = new List<OutputPart>();
        foreach (GraphSource source in GraphChoice.Of(tracers, member, isFull, problems, cancellation))
        {
            (StateGraph? drawn, string? problem) = source.Draw();
            if (drawn is not { } graph)
            {
                problems.Add(problem!);
                continue;
            }

            if (format == GraphFormat.Svg && graph.States.Length > MostDrawn)
            {
                problems.Add(graph.Title + " has " + graph.States.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) + " states, too many for a picture; use --format dot");
                continue;
            }

            Action<StateGraph, TextWriter> write = format switch { GraphFormat.Mermaid => GraphMermaid.Write, GraphFormat.Svg => GraphSvg.Write, _ => GraphDot.Write };
            parts.Add(new OutputPart(graph.Title, writer => write(graph, writer)));
        }

        OutputTarget.Write(parts, target, format switch { GraphFormat.Mermaid => ".mmd", GraphFormat.Svg => ".svg", _ => ".dot" }, isJoined: format == GraphFormat.Dot, streams);
        foreach (string told in problems)
        {
            streams.Error.WriteLine("rewarddsl: " + told);
        }

        return problems.Count == 0 ? ExitCode.Clean : ExitCode.NoVerdict;
    }
}
