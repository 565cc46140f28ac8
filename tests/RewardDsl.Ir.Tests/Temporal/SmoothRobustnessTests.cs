using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Smooth robustness beside the exact one.</summary>
public sealed class SmoothRobustnessTests
{
    [Fact]
    public void TheErrorIsWithinItsBound()
    {
        int rough = 0;
        for (int seed = 0; seed < 800; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed).Next(2 + (seed % 7));
            var program = RobustnessProgram.Of(formula);
            List<float[]> trace = Trace(seed, 1 + (seed % 9));
            float[] exact = OfflineRobustness.Values(program, trace);
            foreach (double temperature in new[] { 1, 0.1, 0.001 })
            {
                double[] smooth = SmoothRobustness.Values(program, trace, temperature);
                double bound = SmoothRobustness.LargestError(program, trace.Count, temperature);
                for (int t = 0; t < trace.Count; t++)
                {
                    // Infinities count: beside one that decides, a margin does not; beside one that does not, nothing is added.
                    Assert.True(smooth[t] == exact[t] || Math.Abs(smooth[t] - exact[t]) <= bound + 1e-9, formula + " at " + t + ": " + smooth[t] + " against " + exact[t] + " ± " + bound);
                    rough += Math.Abs(smooth[t] - exact[t]) > bound / 4 ? 1 : 0;
                }
            }
        }

        Assert.True(rough > 100, rough + " times a good part of the bound is used");
    }

    /// <summary>By the definition: each window's sum written out.</summary>
    [Fact]
    public void WindowsAreSumsOfExponentials()
    {
        List<float[]> trace = Trace(3, 12);
        double[] eventually = SmoothRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("F[0,3] a")), trace, 0.5);
        double[] always = SmoothRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("H[0,3] a")), trace, 0.5);
        for (int t = 0; t < trace.Count; t++)
        {
            Assert.Equal(0.5 * Math.Log(Enumerable.Range(t, Math.Min(4, 12 - t)).Sum(s => Math.Exp(trace[s][0] / 0.5))), eventually[t], 1e-12);
            Assert.Equal(-0.5 * Math.Log(Enumerable.Range(Math.Max(t - 3, 0), Math.Min(4, t + 1)).Sum(s => Math.Exp(-trace[s][0] / 0.5))), always[t], 1e-12);
        }
    }

    /// <summary>Every margin has a slope; of the exact value only one has.</summary>
    [Fact]
    public void EveryMarginCounts()
    {
        var program = RobustnessProgram.Of(RandomFormulas.Parse("F[0,3] (a & b)"));
        List<float[]> trace = Trace(5, 4);
        double before = SmoothRobustness.Values(program, trace, 0.5)[0];
        for (int t = 0; t < 4; t++)
        {
            for (int atom = 0; atom < 2; atom++)
            {
                trace[t][atom] += 0.125f;
                Assert.True(SmoothRobustness.Values(program, trace, 0.5)[0] > before);
                trace[t][atom] -= 0.125f;
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void TheTemperatureIsPositive(double temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SmoothRobustness.Values(RobustnessProgram.Of(RandomFormulas.Parse("F a")), Trace(1, 3), temperature));

    private static List<float[]> Trace(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => Enumerable.Range(0, 3).Select(_ => (float)random.Next(-16, 17) / 8).ToArray())];
    }
}
