using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>
/// Formulas that other tools gave another meaning than their definition, one test for each public report: what the definition says, in the automaton and
/// in the monitors. Those that are one law or one value stand in <see cref="PublishedTests"/>.
/// </summary>
public sealed class PeerCasesTests
{
    /// <summary>nickovic/rtamt#164: a formula with its parts named apart had another robustness than the same in one piece.</summary>
    [Fact]
    public void Rtamt164_PartsBySubformulaAreTheWhole()
    {
        // always(premise implies response), premise = (req >= 3), response = (eventually[0:5]((gnt >= 3) and (gnt <= 10)))
        TemporalFormula premise = RandomFormulas.Parse("a");
        TemporalFormula response = RandomFormulas.Parse("F[0,5] (b & c)");
        TemporalFormula parts = TemporalFormula.Always(TemporalFormula.Implies(premise, response));
        TemporalFormula whole = RandomFormulas.Parse("G (a -> F[0,5] (b & c))");
        Assert.Equal(whole, parts);

        float[] request = [0, 0, 0, 6, 6, 0, 0, 0, 0, 0, 0, 0];
        float[] grant = [0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0];
        float[][] trace = [.. request.Zip(grant, static (r, g) => new[] { r - 3, g - 3, 10 - g })];

        // Where nothing was asked, by how much it was not: 3; an answer that comes in time is as good as the worse of its two margins.
        float[] expected = [.. Enumerable.Repeat(3f, trace.Length)];
        Assert.Equal(expected, OfflineRobustness.Values(RobustnessProgram.Of(whole), trace));
        Assert.Equal(expected, Enumerable.Range(0, trace.Length).Select(i => RobustnessEvaluator.Value(parts, trace, i)));
        AssertEverywhere(whole, trace);
    }

    /// <summary>nickovic/rtamt#84: offline, a formula of windows ahead means at each step what lies ahead of it, whatever a monitor would have to wait for.</summary>
    [Fact]
    public void Rtamt84_OfflineNeedsNoDelay()
    {
        // not (always[0,40] (x <= 250 and x >= 240) and eventually[35,40] (x <= 240.1 and x >= 240)), 41 samples
        TemporalFormula formula = RandomFormulas.Parse("!(G[0,40] (a & b) & F[35,40] (c & b))");
        float[] x = [.. Enumerable.Range(0, 41).Select(static i => 249.4f - (0.235f * i))];
        float[][] trace = [.. x.Select(static v => new[] { 250 - v, v - 240, 240.1f - v })];
        var program = RobustnessProgram.Of(formula);
        float[] offline = OfflineRobustness.Values(program, trace);

        // The last value is the nearest to 240: both margins there, of which the smaller decides.
        float expected = -new[] { trace[40][1], trace[40][2] }.Min();
        Assert.Equal(expected, offline[0]);
        Assert.Equal(40, program.Delay);
        AssertEverywhere(formula, trace);
    }

    /// <summary>nickovic/rtamt#66: a delayed monitor answers for the step that it is asked of, and for the last ones once the trace ends.</summary>
    [Theory]
    [InlineData("F[2,2] a")]
    [InlineData("G[1,3] a")]
    [InlineData("a U[1,2] b")]
    [InlineData("X a & Y b")]
    [InlineData("F[0,2] (a & H[1,2] b)")]
    public void Rtamt66_ADelayMovesNoValue(string text) =>
        AssertEverywhere(RandomFormulas.Parse(text), [[0, 1, 0], [0, -2, 0], [1, 3, 0], [4, -1, 0], [1, 0.5f, 0], [-2, 2, 0]]);

    /// <summary>nickovic/rtamt#210, the signal of the report: 0, then 1 from the half on, for until and for since.</summary>
    [Fact]
    public void Rtamt210_BothSidesOfAJump()
    {
        float[][] trace = [[0.5f, -0.5f, 0], [-0.5f, 0.5f, 0], [-0.5f, 0.5f, 0]];
        Assert.Equal(0.5f, OfflineRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("a U[0,1] b")), trace)[0]);
        Assert.Equal(0.5f, OfflineRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("b S[0,1] b")), trace)[2]);
        AssertEverywhere(RandomFormulas.Parse("a U[0,1] b"), trace);
        AssertEverywhere(RandomFormulas.Parse("b S[0,1] a"), trace);
    }

    /// <summary>whitemech/LTLf2DFA#23 and #24: weak next below another operator looks at the end of the trace, not at its start.</summary>
    [Theory]
    [InlineData("F WX false", "true")] // the last step has no next
    [InlineData("X WX false", "X !X true")] // exactly two steps
    [InlineData("G (a -> WX b)", "!F (a & X !b)")]
    [InlineData("X (a & WX b)", "X a & (X X b | !X X true)")]
    public void LtlfToDfa23_WeakNextInside(string left, string right) => AssertSame(left, right);

    /// <summary>whitemech/LTLf2DFA#36: implication of two past formulas, read at the first step as any formula is; and followed by one at the last step.</summary>
    [Theory]
    [InlineData("O a -> O b", "a -> b")]
    [InlineData("F (!X true & (O a -> O b))", "!F a | F b")] // as tools for pure past read it: at the last step
    [InlineData("F (!X true & H a)", "G a")]
    [InlineData("F (!X true & (a S b))", "F (b & WX G a)")]
    public void LtlfToDfa36_PastAtTheFirstAndAtTheLastStep(string left, string right) => AssertSame(left, right);

    /// <summary>whitemech/LTLf2DFA#45: what cannot be is known to be impossible before the first step; the automaton of its negation accepts every trace.</summary>
    [Fact]
    public void LtlfToDfa45_ImpossibleFromTheStart()
    {
        AssertSame("G (F a & F !a)", "false");
        AssertSame("!G (F a & F !a)", "true");
        TemporalAutomaton automaton = Build("G (F a & F !a)");
        Assert.Equal(TemporalVerdict.False, automaton.Verdicts[0]);
        Assert.True(Build("!G (F a & F !a)").IsValid);
    }

    /// <summary>whitemech/LTLf2DFA#46: a negated response, by all traces of the report and what stays open.</summary>
    [Fact]
    public void LtlfToDfa46_NegatedResponse()
    {
        TemporalAutomaton automaton = Build("!G (!a | F b)");
        Assert.Equal(2, automaton.StateCount);
        Assert.All(automaton.Verdicts, static v => Assert.Equal(TemporalVerdict.Undecided, v));
        Assert.True(automaton.Accepts([0, 1]));
        Assert.True(automaton.Accepts([2, 1, 0]));
        Assert.False(automaton.Accepts([1, 0, 2]));
        Assert.False(automaton.Accepts([0, 0]));
    }

    /// <summary>Copilot-Language/copilot#443: since is true when its way held from any start on, not only from the first.</summary>
    [Fact]
    public void Copilot443_SinceTheLastStart()
    {
        TemporalFormula since = RandomFormulas.Parse("a S b");

        // The way is broken after the first start, and holds after the second.
        ulong[] trace = [2, 0, 2, 1, 1];
        Assert.Equal([true, false, true, true, true], Enumerable.Range(0, trace.Length).Select(i => TraceEvaluator.Holds(since, trace, i)));
        AssertEverywhere(since, [.. trace.Select(static s => new[] { (s & 1) != 0 ? 1f : -1f, (s & 2) != 0 ? 1f : -1f, 0f })]);
        AssertSame("F (c & (a S b))", "F (b & (c | X (a U (a & c))))");

        // The first start alone would be another formula.
        Assert.False(Same("F (!X true & (a S b))", "F (b & H[1,inf) !b & WX G a)"));
        Assert.True(Build("F (!X true & (a S b))").Accepts(trace));
        Assert.False(Build("F (b & H[1,inf) !b & WX G a)").Accepts(trace));
    }

    /// <summary>vardigroup/lisa#2: X alone is weak in some tools and strong in others; X[!] is the strong one wherever it is written, and all three are told apart.</summary>
    [Fact]
    public void Lisa2_TheTwoNexts()
    {
        Assert.Equal(RandomFormulas.Parse("X a"), RandomFormulas.Parse("X[!] a"));
        Assert.True(Build("WX a").Accepts([0]));
        Assert.False(Build("X a").Accepts([0]));
        Assert.False(Same("X a", "WX a"));

        // vardigroup/lisa#3: its formula with its own weak X is satisfied by one step, with the strong one never.
        Assert.True(Build("WX G X[!] (a | b)").Accepts([0]));
        AssertSame("WX G X[!] (a | b)", "!X true");
        AssertSame("X G X[!] (a | b)", "false");
    }

    private static TemporalAutomaton Build(string text) => TemporalAutomaton.Build(RandomFormulas.Parse(text), AutomatonOptions.Default, out _)!;

    private static bool Same(string left, string right) => TemporalQueries.AreSame(RandomFormulas.Parse(left), RandomFormulas.Parse(right), AutomatonOptions.Default) ?? false;

    /// <summary>The same by automata, and by the definition on all traces of up to five steps.</summary>
    private static void AssertSame(string left, string right)
    {
        Assert.True(Same(left, right), left + " against " + right);
        for (int length = 1; length <= 5; length++)
        {
            var traces = new AllTraces(length, 3);
            Assert.Equal(traces.Where(RandomFormulas.Parse(left)), traces.Where(RandomFormulas.Parse(right)));
            Assert.Equal(traces.Where(RandomFormulas.Parse(left)), traces.Where(Build(left)));
        }
    }

    /// <summary>Offline, online and step by step are the definition, and their signs are the truth.</summary>
    private static void AssertEverywhere(TemporalFormula formula, float[][] trace)
    {
        var program = RobustnessProgram.Of(formula);
        float[] expected = [.. Enumerable.Range(0, trace.Length).Select(i => RobustnessEvaluator.Value(formula, trace, i))];
        Assert.Equal(expected, OfflineRobustness.Values(program, trace));
        if (program.Unbounded is null)
        {
            var monitor = new RobustnessMonitor(program);
            List<float> online = [.. trace.Select(monitor.Step).OfType<float>()];
            Assert.Equal(System.Math.Max(0, trace.Length - program.Delay), online.Count);
            online.AddRange(monitor.Finish());
            Assert.Equal(expected, online);
        }

        if (EpisodeRobustness.Of(formula, out _) is { } episode)
        {
            System.Array.ForEach(trace, episode.Step);
            Assert.Equal(expected[0], episode.Finish());
        }

        ulong[] letters = [.. trace.Select(static m => m.Select(static (v, k) => v > 0 ? 1UL << k : 0).Aggregate(0UL, static (a, b) => a | b))];
        TemporalAutomaton automaton = TemporalAutomaton.Build(formula, AutomatonOptions.Default, out _)!;
        Assert.True(expected[0] == 0 || expected[0] > 0 == automaton.Accepts(letters));
        Assert.Equal(automaton.Accepts(letters), TraceEvaluator.Holds(formula, letters));
    }
}
