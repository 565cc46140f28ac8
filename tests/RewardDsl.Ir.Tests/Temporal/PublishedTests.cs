using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Cases from the literature and from the trackers of other tools, where the meaning on finite traces went wrong or surprised people.</summary>
public sealed class PublishedTests
{
    /// <summary>Laws of LTLf with past; the dual of a weak operator is the strong one.</summary>
    [Theory]
    [InlineData("!X a", "WX !a")]
    [InlineData("!WX a", "X !a")]
    [InlineData("WX a", "!X true | X a")]
    [InlineData("!(a U b)", "!a R !b")]
    [InlineData("!(a W b)", "!a M !b")]
    [InlineData("!(a W[1,3] b)", "!a M[1,3] !b")]
    [InlineData("!(a U[1,3] b)", "!a R[1,3] !b")]
    [InlineData("a W b", "a U b | G a")]
    [InlineData("a W b", "b R (a | b)")]
    [InlineData("a M b", "b U (a & b)")]
    [InlineData("a U b", "b | a & X (a U b)")]
    [InlineData("a R b", "b & (a | WX (a R b))")]
    [InlineData("G a", "a & WX G a")]
    [InlineData("F a", "a | X F a")]
    [InlineData("F a", "true U a")]
    [InlineData("G a", "false R a")]
    [InlineData("G F a", "F G a")]
    [InlineData("G F a", "F (a & !X true)")]
    [InlineData("G F a & G F b", "G F (a & b)")]
    [InlineData("F[0,3] a", "a | X (a | X (a | X a))")]
    [InlineData("G[0,2] a", "a & WX (a & WX a)")]
    [InlineData("F[2,inf) a", "X[2] F a")]
    [InlineData("G[2,4] a", "WX[2] G[0,2] a")]
    [InlineData("a U[2,4] b", "G[0,1] a & X[2] (a U[0,2] b)")]
    [InlineData("F[1,2] F[3,4] a", "F[4,6] a")]
    [InlineData("O a -> O b", "a -> b")] // whitemech/LTLf2DFA#36: at the first step there is no past
    [InlineData("G (O a -> O b)", "!(!b U (a & !b))")] // the same under G
    [InlineData("X WX a", "X (!X true | X a)")] // whitemech/LTLf2DFA#23 and #24: the last step is not step 0
    [InlineData("WX a <-> b", "WX a & b | X !a & !b")] // whitemech/LTLf2DFA#69
    [InlineData("!G (!a | F b)", "F (a & G !b)")] // whitemech/LTLf2DFA#46
    [InlineData("F (a & Y b)", "F (b & X a)")]
    [InlineData("G (a -> O b)", "b R (!a | b)")]
    [InlineData("G (Z false <-> !Y true)", "true")]
    [InlineData("F (b & H a)", "a U (a & b)")]
    [InlineData("F (c & (a S b))", "F (b & (c | X (a U (a & c))))")]
    public void LawsHold(string left, string right)
    {
        TemporalFormula a = RandomFormulas.Parse(left);
        TemporalFormula b = RandomFormulas.Parse(right);
        bool same = TemporalQueries.AreSame(a, b, AutomatonOptions.Default) ?? false;
        Assert.True(same, left + " against " + right);
    }

    /// <summary>What holds on infinite traces and not on finite ones.</summary>
    [Theory]
    [InlineData("!X a", "X !a")]
    [InlineData("G X a", "X G a")]
    [InlineData("G F a", "true")]
    [InlineData("X true", "true")]
    [InlineData("F[1,2] true", "true")]
    public void LawsOfInfiniteTracesDoNot(string left, string right) =>
        Assert.False(TemporalQueries.AreSame(RandomFormulas.Parse(left), RandomFormulas.Parse(right), AutomatonOptions.Default));

    /// <summary>whitemech/LTLf2DFA#45: no trace with a step satisfies it, whatever the empty trace would do.</summary>
    [Fact]
    public void BothAtTheEndIsImpossible()
    {
        var automaton = TemporalAutomaton.Build(RandomFormulas.Parse("G (F a & F !a)"), AutomatonOptions.Default, out _);
        Assert.False(automaton!.IsSatisfiable);
        Assert.Equal(1, automaton.StateCount);
        Assert.Equal(TemporalVerdict.False, automaton.Verdicts[0]);
    }

    /// <summary>whitemech/LTLf2DFA#46, by the traces of the report.</summary>
    [Fact]
    public void ARequestWithoutAnAnswer()
    {
        var automaton = TemporalAutomaton.Build(RandomFormulas.Parse("!G (!a | F b)"), AutomatonOptions.Default, out _);
        Assert.True(automaton!.Accepts([1]));
        Assert.False(automaton.Accepts([1, 2]));
    }

    /// <summary>vardigroup/lisa#2: the plain X is the strong one here.</summary>
    [Fact]
    public void NextIsStrong()
    {
        Assert.False(TraceEvaluator.Holds(RandomFormulas.Parse("X true"), [0]));
        Assert.True(TraceEvaluator.Holds(RandomFormulas.Parse("WX false"), [0]));
        Assert.False(TraceEvaluator.Holds(RandomFormulas.Parse("WX false"), [0, 0]));
    }

    /// <summary>A response whose request never comes holds for nothing: the parts that do not matter are found.</summary>
    [Theory]
    [InlineData("G (a -> F b)", "")]
    [InlineData("G (a & !a -> F b)", "a & !a -> F b")]
    [InlineData("F (a -> b)", "")]
    [InlineData("G a & (F a | b)", "F a | b")]
    [InlineData("G F a & F G a", "G F a; F G a")]
    [InlineData("G (b & (a & !a -> F b))", "a & !a -> F b")]
    [InlineData("a U (b | b & c)", "b & c")]
    public void PartsThatDoNotMatter(string text, string expected)
    {
        IReadOnlyList<TemporalFormula> parts = TemporalQueries.Vacuous(RandomFormulas.Parse(text), AutomatonOptions.Default);
        Assert.Equal(expected, string.Join("; ", parts));
    }

    [Fact]
    public void FormulasThatExcludeEachOtherAreNamed()
    {
        TemporalFormula[] formulas = [.. new[] { "G (a -> F b)", "F a", "G c", "G !b", "F d" }.Select(RandomFormulas.Parse)];
        Assert.Equal([0, 1, 3], TemporalQueries.Conflict(formulas, AutomatonOptions.Default));
        Assert.Equal([], TemporalQueries.Conflict([.. formulas.Take(3)], AutomatonOptions.Default));
        Assert.True(TemporalQueries.Follows(RandomFormulas.Parse("F[0,5] a"), RandomFormulas.Parse("F[0,3] a"), AutomatonOptions.Default));
        Assert.False(TemporalQueries.Follows(RandomFormulas.Parse("F[0,3] a"), RandomFormulas.Parse("F[0,5] a"), AutomatonOptions.Default));
    }

    /// <summary>nickovic/rtamt#82: one step before the first there is nothing, which is not the same as what was there first.</summary>
    [Fact]
    public void YesterdayAtTheFirstStep()
    {
        float[][] trace = [[3], [5]];
        Assert.Equal([float.NegativeInfinity, 3], OfflineRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("Y a")), trace));
        Assert.Equal([float.PositiveInfinity, 3], OfflineRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("Z a")), trace));
    }

    /// <summary>nickovic/rtamt#59 and #66: a monitor that looks ahead says nothing until it knows, and then says it of the right step.</summary>
    [Fact]
    public void AMonitorThatLooksAheadWaits()
    {
        var monitor = new RobustnessMonitor(RobustnessProgram.Of(RandomFormulas.Parse("F[2,2] a")));
        Assert.Null(monitor.Step([0]));
        Assert.Null(monitor.Step([0]));
        Assert.Equal(1, monitor.Step([1]));
        Assert.Equal(4, monitor.Step([4]));
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity], monitor.Finish());
    }

    /// <summary>nickovic/rtamt#85: the same signal again gives the same values again.</summary>
    [Fact]
    public void TheSameTraceAgainIsTheSame()
    {
        var monitor = new RobustnessMonitor(RobustnessProgram.Of(RandomFormulas.Parse("G[0,3] !a & G[0,3] (b -> F[0,1] c)")));
        float[][] trace = [.. Enumerable.Range(0, 9).Select(static t => new float[] { t % 4 - 2, t % 3 - 1, t % 5 - 2 })];
        List<float> Run()
        {
            List<float> values = [.. trace.Select(monitor.Step).OfType<float>()];
            values.AddRange(monitor.Finish());
            return values;
        }

        Assert.Equal(Run(), Run());
    }

    /// <summary>nickovic/rtamt#210: below a half until above it, at a jump.</summary>
    [Fact]
    public void UntilAtAJump()
    {
        float[][] trace = [[0.5f, -0.5f], [-0.5f, 0.5f]];
        Assert.Equal([0.5f, 0.5f], OfflineRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("a U[0,1] b")), trace));
    }

    [Fact]
    public void AMonitorNeedsWindowsAhead()
    {
        var thrown = Assert.Throws<System.ArgumentException>(static () => new RobustnessMonitor(RobustnessProgram.Of(RandomFormulas.Parse("G[0,5] (a -> F b)"))));
        Assert.StartsWith("'F b' waits for the end of the trace: give it a window.", thrown.Message, System.StringComparison.Ordinal);
    }
}
