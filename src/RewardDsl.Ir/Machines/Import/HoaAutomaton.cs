using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>An automaton as a file in the Hanoi Omega-Automata format writes it.</summary>
internal sealed class HoaAutomaton
{
    /// <summary>The names of its atoms.</summary>
    public List<string> Atoms { get; set; } = [];

    /// <summary>Where it starts.</summary>
    public int Start { get; set; }

    /// <summary>Its states by number.</summary>
    public List<HoaState> States { get; } = [];

    /// <summary>When a run is accepted.</summary>
    public HoaAcceptance Acceptance { get; set; }

    /// <summary>For <see cref="HoaAcceptance.Often"/> and <see cref="HoaAcceptance.Seldom"/>: the set that counts.</summary>
    public int Set { get; set; }

    /// <summary>Whether it is the edges outside of that set that count.</summary>
    public bool IsComplement { get; set; }

    /// <summary>Whether an edge is one that counts.</summary>
    public bool Counts(HoaState state, HoaEdge edge) =>
        Acceptance is HoaAcceptance.Often or HoaAcceptance.Seldom && (state.Sets.Contains(Set) || edge.Sets.Contains(Set)) != IsComplement;
}

/// <summary>A state of such an automaton.</summary>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Sets">The acceptance sets that all of its edges are in.</param>
/// <param name="Edges">Its edges.</param>
internal sealed record HoaState(string Name, List<int> Sets, List<HoaEdge> Edges);

/// <summary>An edge of such an automaton.</summary>
/// <param name="Guard">When it is taken.</param>
/// <param name="To">Where it leads to.</param>
/// <param name="Sets">The acceptance sets that it is in.</param>
/// <param name="At">Where it is written.</param>
internal sealed record HoaEdge(TemporalFormula Guard, int To, List<int> Sets, HoaToken At);

/// <summary>When a run is accepted, of the conditions that are read.</summary>
internal enum HoaAcceptance
{
    /// <summary>Always: <c>t</c>.</summary>
    Always,

    /// <summary>Never: <c>f</c>.</summary>
    Never,

    /// <summary>When an edge that counts is taken again and again: <c>Inf(0)</c>.</summary>
    Often,

    /// <summary>When at some time no edge that counts is taken any more: <c>Fin(0)</c>.</summary>
    Seldom,
}
