using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Automata against the definition on all traces up to a length.</summary>
public sealed class AutomatonTests
{
    /// <summary>The evaluator on single traces is the same definition as the one on all traces at once.</summary>
    [Fact]
    public void TheTwoDefinitionsAgree()
    {
        var formulas = new RandomFormulas(1);
        var random = new Random(1);
        for (int i = 0; i < 400; i++)
        {
            TemporalFormula formula = formulas.Next(2 + (i % 9));
            var traces = new AllTraces(1 + (i % 5), 3);
            ulong[] holds = traces.Where(formula);
            for (int k = 0; k < 20; k++)
            {
                int t = random.Next(traces.Count);
                Assert.Equal(((holds[t >> 6] >> (t & 63)) & 1) != 0, TraceEvaluator.Holds(formula, traces.Trace(t)));
            }
        }
    }

    /// <summary>An automaton accepts exactly the traces of which its formula holds: all up to six steps over three atoms.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AcceptsWhatHoldsUpToSixSteps(int part)
    {
        for (int seed = 0; seed < 250; seed++)
        {
            Agree(new RandomFormulas((1000 * part) + seed).Next(3 + (seed % 8)), 6);
        }
    }

    /// <summary>The same for more formulas on traces up to four steps.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void AcceptsWhatHoldsUpToFourSteps(int part)
    {
        for (int seed = 0; seed < 2500; seed++)
        {
            Agree(new RandomFormulas((10000 * part) + seed).Next(2 + (seed % 10)), 4);
        }
    }

    /// <summary>Longer windows on longer traces, at random.</summary>
    [Fact]
    public void AcceptsWhatHoldsInLongWindows()
    {
        int tooLarge = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = 12 }.Next(2 + (seed % 4));
            var automaton = TemporalAutomaton.Build(formula, AutomatonOptions.Default, out _);
            tooLarge += automaton is null ? 1 : 0;
            var random = new Random(seed);
            for (int run = 0; automaton is not null && run < 20; run++)
            {
                // Runs of the same letter, so that long windows hold now and then.
                ulong letter = 0;
                ulong[] trace = [.. Enumerable.Range(0, 1 + random.Next(30)).Select(_ => letter = random.Next(6) == 0 ? (ulong)random.Next(8) : letter)];
                Assert.True(TraceEvaluator.Holds(formula, trace) == automaton.Accepts(trace), formula + " on " + string.Join(" ", trace));
            }
        }

        Assert.InRange(tooLarge, 0, 10);
    }

    private static void Agree(TemporalFormula formula, int longest)
    {
        var automaton = TemporalAutomaton.Build(formula, AutomatonOptions.Default, out AutomatonProblem? problem);
        Assert.True(automaton is not null, formula + ": " + problem);
        for (int length = 1; length <= longest; length++)
        {
            var traces = new AllTraces(length, 3);
            ulong[] holds = traces.Where(formula);
            ulong[] accepted = traces.Where(automaton);
            if (!holds.AsSpan().SequenceEqual(accepted))
            {
                int t = Enumerable.Range(0, traces.Count).First(t => (((holds[t >> 6] ^ accepted[t >> 6]) >> (t & 63)) & 1) != 0);
                Assert.Fail(formula + " on " + string.Join(" ", traces.Trace(t)) + ": accepted " + !TraceEvaluator.Holds(formula, traces.Trace(t)));
            }
        }
    }
}
