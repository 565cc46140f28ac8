using System.Collections.Immutable;

namespace RewardDsl.Cli;

/// <summary>What a drawn state means.</summary>
internal enum GraphStateKind
{
    /// <summary>A state of a machine, of which nothing is concluded.</summary>
    Plain,

    /// <summary>A state of a machine at which it has come to its end.</summary>
    Final,

    /// <summary>Undecided; fails if the trace ends here.</summary>
    Open,

    /// <summary>Undecided; holds if the trace ends here.</summary>
    Accepting,

    /// <summary>Holds however the trace goes on.</summary>
    Holds,

    /// <summary>Fails however the trace goes on.</summary>
    Fails,
}

/// <summary>A state as it is drawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it means.</param>
internal sealed record GraphState(string Name, GraphStateKind Kind)
{
    /// <summary>What else is said of it, a line each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How many states are drawn as this one.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>An edge as it is drawn.</summary>
/// <param name="From">The place of the state that it leaves.</param>
/// <param name="To">The place of the state that it enters.</param>
/// <param name="Guard">What must hold at a step for it to be taken.</param>
internal sealed record GraphEdge(int From, int To, string Guard)
{
    /// <summary>What it pays; empty when nothing.</summary>
    public string Payoff { get; init; } = "";

    /// <summary>Guard and payoff.</summary>
    public string Label => Payoff.Length == 0 ? Guard : Guard + " / " + Payoff;
}

/// <summary>States and edges to draw, whatever they are of.</summary>
/// <param name="Title">Whose states they are.</param>
/// <param name="Subtitle">What they come from, such as a formula; may be empty.</param>
/// <param name="Start">The place of the state that an episode starts in.</param>
/// <param name="States">The states.</param>
/// <param name="Edges">The edges; one from a state to itself is a loop.</param>
internal sealed record StateGraph(string Title, string Subtitle, int Start, ImmutableArray<GraphState> States, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>What else is said of it; may be empty.</summary>
    public string Note { get; init; } = "";
}
