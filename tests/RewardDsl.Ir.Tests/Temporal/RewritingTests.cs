using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Normal form and shorter forms mean the same at every step of every trace.</summary>
public sealed class RewritingTests
{
    [Fact]
    public void NormalFormMeansTheSame()
    {
        for (int seed = 0; seed < 1500; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed).Next(2 + (seed % 10));
            TemporalFormula normal = TemporalNormalForm.Of(formula);
            AssertSame(formula, normal);
            Assert.DoesNotContain(Parts(normal), static p => p.Kind is TemporalOperator.Implies or TemporalOperator.Iff or TemporalOperator.Xor);
            Assert.DoesNotContain(Parts(normal), static p => p.Kind == TemporalOperator.Not && p.Operands[0].Kind != TemporalOperator.Atom);
        }
    }

    [Fact]
    public void ShorterMeansTheSame()
    {
        int shorter = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed, 2).Next(2 + (seed % 10));
            var simple = TemporalSimplifier.Simplify(formula);
            AssertSame(formula, simple);
            Assert.True(Parts(simple).Count() <= Parts(formula).Count(), formula + " became " + simple);
            Assert.Equal(simple, TemporalSimplifier.Simplify(simple));
            shorter += simple.Equals(formula) ? 0 : 1;
        }

        Assert.InRange(shorter, 1000, 2999);
    }

    [Theory]
    [InlineData("true U a", "F a")]
    [InlineData("false R a", "G a")]
    [InlineData("false T a", "H a")]
    [InlineData("true S[1,3] a", "O[1,3] a")]
    [InlineData("F F a", "F a")]
    [InlineData("F[1,2] F[3,4] a", "F[4,6] a")]
    [InlineData("H[1,2] H[3,inf) a", "H[4,inf) a")]
    [InlineData("F G a", "G F a")]
    [InlineData("G F G F a", "G F a")]
    [InlineData("O H a", "H O a")]
    [InlineData("G X a", "false")]
    [InlineData("F WX a", "true")]
    [InlineData("H Y a", "false")]
    [InlineData("X false", "false")]
    [InlineData("X true", "X true")]
    [InlineData("WX true", "true")]
    [InlineData("!(!a U !b)", "a R b")]
    [InlineData("!X !a", "WX a")]
    [InlineData("!Y !a", "Z a")]
    [InlineData("!(!a & !b)", "a | b")]
    [InlineData("!(a <-> b)", "a xor b")]
    [InlineData("a & (a | b)", "a")]
    [InlineData("F[0,3] a & F[0,5] a", "F[0,3] a")]
    [InlineData("G a & a", "G a")]
    [InlineData("a | !a", "true")]
    [InlineData("F a | G F a", "F a")]
    [InlineData("a -> (b -> c)", "a & b -> c")]
    [InlineData("a W false", "G a")]
    [InlineData("a W[2,5] false", "G[0,5] a")]
    [InlineData("a M[2,5] true", "F[0,5] a")]
    [InlineData("F[2,3] true", "F[2,3] true")]
    [InlineData("F (a & true)", "F a")]
    [InlineData("F[0,5] WX a", "F[0,5] WX a")] // the last step may be out of the window
    [InlineData("G[0,5] X a", "G[0,5] X a")]
    [InlineData("G[1,inf) X a", "G[1,inf) X a")] // there may be no step in the window
    [InlineData("F[0,3] G a", "F[0,3] G a")]
    [InlineData("F G[0,3] a", "F G[0,3] a")]
    public void ShorterForms(string text, string expected) =>
        Assert.Equal(expected, TemporalSimplifier.Simplify(RandomFormulas.Parse(text)).ToString());

    private static void AssertSame(TemporalFormula a, TemporalFormula b)
    {
        for (int length = 1; length <= 3; length++)
        {
            var traces = new AllTraces(length, 3);
            for (int at = 0; at < length; at++)
            {
                Assert.True(traces.Where(a, at).SequenceEqual(traces.Where(b, at)), a + " became " + b + " at " + at);
            }
        }
    }

    private static IEnumerable<TemporalFormula> Parts(TemporalFormula formula) => formula.Operands.SelectMany(Parts).Append(formula);
}
