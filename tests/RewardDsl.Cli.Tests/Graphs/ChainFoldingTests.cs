using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Cli.Tests.Graphs;

/// <summary>Which states are drawn as one.</summary>
public sealed class ChainFoldingTests
{
    [Theory]
    [InlineData("F[0,50] a", "0 | 1, 3 … 50 | 2 | 51 | 52")]
    [InlineData("G (a -> F[0,50] b)", "0 | 1 | 2 … 49 | 50 | 51")]
    [InlineData("G (a -> G[0,50] b)", "0 | 1 | 2 | 3 … 50 | 51")]
    [InlineData("F (a & G[0,50] b)", "0 | 1 | 2 … 49 | 50 | 51")]
    [InlineData("G[10,20] a", "0 | 1 | 2 … 8 | 9 | 10 | 11 | 12 … 20 | 21 | 22")]
    [InlineData("F[0,3] a", "0 | 1 | 2 | 3 | 4 | 5")]
    [InlineData("F a & F b", "0 | 1 | 2 | 3")]
    [InlineData("X X X X X X a", "0 | 1 … 4 | 5 | 6 | 7 | 8")]
    public void Windows_are_folded_and_nothing_else(string text, string expected)
    {
        TemporalAutomaton automaton = GraphCases.Automaton(text, "a", "b");
        StateGraph folded = ChainFolding.Fold(AutomatonGraph.Of(automaton, "T", new FormulaPayoff("+1", "-1")));
        Assert.Equal(expected, string.Join(" | ", folded.States.Select(static s => s.Name)));
        Assert.Equal(automaton.StateCount, folded.States.Sum(static s => s.Count));
        Assert.Equal("0", folded.States[folded.Start].Name);
    }

    [Fact]
    public void A_folded_state_has_the_edges_of_those_it_stands_for()
    {
        StateGraph folded = ChainFolding.Fold(AutomatonGraph.Of(GraphCases.Automaton("G (a -> F[0,50] b)", "a", "b"), "T", new FormulaPayoff("", "-2")));
        Assert.Equal(
            ["0 0 b | !a", "0 1 a & !b", "1 0 b", "1 2 … 49 !b", "2 … 49 0 b", "2 … 49 50 !b", "50 0 b", "50 51 !b / -2"],
            folded.Edges.Select(e => folded.States[e.From].Name + " " + folded.States[e.To].Name + " " + e.Label));
        Assert.Equal("… 48 more, a step each", Assert.Single(folded.States[2].Notes));
    }

    [Fact]
    public void States_that_pay_differently_or_are_entered_from_elsewhere_stay()
    {
        StateGraph Row(params GraphEdge[] more) => ChainFolding.Fold(new StateGraph(
            "T",
            "",
            0,
            [.. Enumerable.Range(0, 8).Select(static s => new GraphState("s" + s, GraphStateKind.Plain))],
            [.. Enumerable.Range(0, 7).Select(static s => new GraphEdge(s, s + 1, "tick")), .. more]));
        Assert.Equal(4, Row().States.Length);
        Assert.Equal(8, Row(new GraphEdge(7, 4, "again")).States.Length);
        Assert.Equal(8, Row(new GraphEdge(3, 3, "wait")).States.Length);
        Assert.Equal(8, Row(new GraphEdge(3, 0, "off") { Payoff = "1" }, new GraphEdge(4, 0, "off") { Payoff = "2" }).States.Length);
        // Loops of all but the last, which is another one then.
        StateGraph waiting = Row([.. Enumerable.Range(0, 7).Select(static s => new GraphEdge(s, s, "wait"))]);
        Assert.Equal(["s0", "s1 … s5", "s6", "s7"], waiting.States.Select(static s => s.Name));
        Assert.Contains(new GraphEdge(1, 1, "wait"), waiting.Edges);
    }

    [Fact]
    public void All_is_drawn_on_request()
    {
        StateGraph full = GraphCases.Graph("Recover", isFull: true);
        Assert.Equal(52, full.States.Length);
        Assert.Contains(new GraphEdge(51, 51, "true"), full.Edges);
        Assert.All(full.States, static s => Assert.Equal(1, s.Count));
    }
}
