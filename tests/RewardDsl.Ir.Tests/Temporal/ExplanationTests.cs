using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Why formulas hold or fail.</summary>
public sealed class ExplanationTests
{
    [Theory]
    [InlineData("G (a -> F[0,2] b)", "0 1 0 0 0 2", "fails: 'a' holds at step 1, 'b' fails at steps 1 to 3")]
    [InlineData("G a", "1 1 0 1", "fails: 'a' fails at step 2")]
    [InlineData("F a", "0 0 1 1", "holds: 'a' holds at step 2")]
    [InlineData("F a", "0 0", "fails: 'a' fails at steps 0 to 1")]
    [InlineData("a U b", "1 1 2", "holds: 'a' holds at steps 0 to 1, 'b' holds at step 2")]
    [InlineData("a U b", "1 0 2", "fails: 'b' fails at steps 0 to 1, 'a' fails at step 1")]
    [InlineData("a & b", "1", "fails: 'b' fails at step 0")]
    [InlineData("X a", "1", "fails: the trace has 1 step")]
    [InlineData("WX a", "0", "holds: the trace has 1 step")]
    [InlineData("F (c & O a)", "1 0 4", "holds: 'a' holds at step 0, 'c' holds at step 2")]
    [InlineData("G[5,6] a", "0 0", "holds: the trace has 2 steps")]
    public void Texts(string text, string trace, string expected) =>
        Assert.Equal(expected, TraceExplanation.Of(RandomFormulas.Parse(text), [.. trace.Split(' ').Select(ulong.Parse)]).ToString());

    /// <summary>The reasons are enough: whatever the other atoms are, the formula is the same.</summary>
    [Fact]
    public void TheReasonsDecide()
    {
        int few = 0;
        for (int seed = 0; seed < 1500; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed).Next(2 + (seed % 7));
            var random = new Random(seed);
            ulong[] trace = [.. Enumerable.Range(0, 1 + (seed % 7)).Select(_ => (ulong)random.Next(8))];
            var why = TraceExplanation.Of(formula, trace);
            Assert.Equal(TraceEvaluator.Holds(formula, trace), why.Holds);
            few += why.Reasons.Sum(static r => r.Last - r.First + 1) < formula.Atoms().Count * trace.Length ? 1 : 0;
            for (int other = 0; other < 10; other++)
            {
                ulong[] changed = [.. trace.Select(_ => (ulong)random.Next(8))];
                foreach (TraceReason reason in why.Reasons)
                {
                    for (int step = reason.First; step <= reason.Last; step++)
                    {
                        ulong bit = 1UL << reason.Atom.Atom;
                        changed[step] = reason.Holds ? changed[step] | bit : changed[step] & ~bit;
                    }
                }

                Assert.True(TraceEvaluator.Holds(formula, changed) == why.Holds, formula + " " + why + " but not on " + string.Join(" ", changed));
            }
        }

        Assert.True(few > 700, few + " need less than everything");
    }
}
