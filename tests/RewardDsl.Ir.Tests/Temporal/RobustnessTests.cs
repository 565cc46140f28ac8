using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>The fast ways to robustness against its definition: the same number at each step.</summary>
public sealed class RobustnessTests
{
    private const int Atoms = 3;

    [Fact]
    public void OfflineIsTheDefinition()
    {
        for (int seed = 0; seed < 1500; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = seed % 6 }.Next(2 + (seed % 7));
            List<float[]> trace = Trace(seed, 1 + (seed % 9));
            AssertSame(formula, [.. Enumerable.Range(0, trace.Count).Select(t => RobustnessEvaluator.Value(formula, trace, t))], OfflineRobustness.Values(RobustnessProgram.Of(formula), trace));
        }
    }

    /// <summary>One monitor for several traces one after another, some shorter than its windows, one of them given up.</summary>
    [Fact]
    public void OnlineIsTheDefinition()
    {
        int delayed = 0;
        for (int seed = 0; seed < 1500; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = 1 + (seed % 5), HasUnboundedFuture = false }.Next(2 + (seed % 7));
            var program = RobustnessProgram.Of(formula);
            if (program.Unbounded is not null)
            {
                continue;
            }

            var monitor = new RobustnessMonitor(program);
            delayed += monitor.Delay > 0 ? 1 : 0;
            int memory = monitor.Memory;
            for (int episode = 0; episode < 4; episode++)
            {
                List<float[]> trace = Trace((10 * seed) + episode, 1 + ((seed + (5 * episode)) % 9));
                if (episode == 2)
                {
                    foreach (float[] margins in trace)
                    {
                        monitor.Step(margins);
                    }

                    monitor.Reset();
                    continue;
                }

                var values = new List<float>();
                for (int t = 0; t < trace.Count; t++)
                {
                    float? value = monitor.Step(trace[t]);
                    Assert.Equal(t >= monitor.Delay, value is not null);
                    values.AddRange(value is { } known ? [known] : []);
                }

                values.AddRange(monitor.Finish());
                AssertSame(formula, [.. Enumerable.Range(0, trace.Count).Select(t => RobustnessEvaluator.Value(formula, trace, t))], values);
                Assert.Equal(memory, monitor.Memory);
            }
        }

        Assert.True(delayed > 500, delayed + " formulas look ahead");
    }

    /// <summary>An episode's robustness and the bounds before its end, for G, F, U and the like without an end outside of everything else.</summary>
    [Fact]
    public void AnEpisodeIsTheDefinitionAtItsFirstStep()
    {
        int followed = 0;
        int waits = 0;
        for (int seed = 0; seed < 4000; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = seed % 4 }.Next(2 + (seed % 7));
            bool mayBeNaN = seed % 3 == 0;
            var episode = EpisodeRobustness.Of(formula, out TemporalFormula? culprit, mayBeNaN);
            Assert.Equal(episode is null, culprit is not null);
            if (episode is null)
            {
                continue;
            }

            followed++;
            waits += TemporalHorizon.Of(formula).Ahead is null ? 1 : 0;
            for (int run = 0; run < 3; run++)
            {
                List<float[]> trace = Trace((10 * seed) + run, 1 + ((seed + (5 * run)) % 7), mayBeNaN);
                float expected = RobustnessEvaluator.Value(formula, trace);
                (float Lower, float Upper) before = (float.NegativeInfinity, float.PositiveInfinity);
                foreach (float[] margins in trace)
                {
                    episode.Step(margins);
                    (float Lower, float Upper) now = episode.Bounds;
                    Assert.False(now.Lower < before.Lower || now.Upper > before.Upper || expected < now.Lower || expected > now.Upper, formula + ": " + now + " after " + before + " of " + expected);
                    before = now;
                }

                AssertSame(formula, [expected], [episode.Finish()]);
            }
        }

        Assert.True(followed > 2000 && waits > 500, followed + " followed, " + waits + " of them wait");
    }

    [Fact]
    public void AnEpisodeIsFollowedWithBounds()
    {
        EpisodeRobustness episode = EpisodeRobustness.Of(RandomFormulas.Parse("G (a -> F[0,1] b)"), out _)!;
        episode.Step([2, -1]);
        Assert.Equal((float.NegativeInfinity, float.PositiveInfinity), episode.Bounds);
        episode.Step([-3, 1]);
        Assert.Equal((float.NegativeInfinity, 1), episode.Bounds);
        Assert.Equal(1, episode.Finish());
        Assert.Null(EpisodeRobustness.Of(RandomFormulas.Parse("a & G (b -> F (c & G a))"), out TemporalFormula? culprit));
        Assert.Equal("b -> F (c & G a)", culprit?.ToString());
    }

    /// <summary>Once the left operand was low nothing later can be better than it: until is bounded before the end, and release from below.</summary>
    [Theory]
    [InlineData("a U b", -2f, -5f, -5f, -2f)]
    [InlineData("a R b", 1f, 3f, 1f, 3f)]
    [InlineData("F b", -2f, -5f, -5f, float.PositiveInfinity)]
    [InlineData("a W b", -2f, -5f, -5f, -2f)]
    public void TheLeftOperandBoundsWhatIsToCome(string text, float a, float b, float lower, float upper)
    {
        EpisodeRobustness episode = EpisodeRobustness.Of(RandomFormulas.Parse(text), out _)!;
        episode.Step([a, b]);
        Assert.Equal((lower, upper), episode.Bounds);
    }

    /// <summary>A published requirement of three parts over a thousand steps, by hand and by both ways of evaluation.</summary>
    [Fact]
    public void ThreeRequirementsOverAThousandSteps()
    {
        const int Steps = 1000;
        var random = new Random(1);
        List<float[]> trace = [.. Enumerable.Range(0, Steps).Select(t => new[]
        {
            2f - (1.8f * random.NextSingle()),
            0.5f - (0.6f * ((t / 40 * 7919) % 100 / 100f)) - (0.2f * random.NextSingle()),
            (1.25f * random.NextSingle()) - 1f,
            (1.2f * random.NextSingle()) - 1f,
        })];
        TemporalFormula formula = RandomFormulas.Parse("G a & F[0,200] G[0,20] b & (c -> F[0,50] d)");
        float[] values = OfflineRobustness.Values(RobustnessProgram.Of(formula), trace);
        for (int t = 0; t < Steps; t++)
        {
            float speed = Enumerable.Range(t, Steps - t).Min(s => trace[s][0]);
            float near = Enumerable.Range(t, Math.Min(201, Steps - t)).Max(s => Enumerable.Range(s, Math.Min(21, Steps - s)).Min(r => trace[r][1]));
            float answer = Enumerable.Range(t, Math.Min(51, Steps - t)).Max(s => trace[s][3]);
            Assert.Equal(Math.Min(Math.Min(speed, near), Math.Max(-trace[t][2], answer)), values[t]);
        }

        EpisodeRobustness episode = EpisodeRobustness.Of(formula, out _)!;
        trace.ForEach(episode.Step);
        Assert.Equal(values[0], episode.Finish());
        Assert.InRange(episode.Memory, 40, 100);
    }

    /// <summary>Where a formula is robustly true it is true, where robustly false false.</summary>
    [Fact]
    public void TheSignIsTheTruth()
    {
        int positive = 0;
        int negative = 0;
        for (int seed = 0; seed < 1500; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed).Next(2 + (seed % 7));
            var random = new Random(seed);
            List<float[]> trace = [.. Enumerable.Range(0, 1 + (seed % 8)).Select(_ => Enumerable.Range(0, Atoms).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray())];
            ulong[] truth = [.. trace.Select(m => (ulong)Enumerable.Range(0, Atoms).Sum(k => m[k] > 0 ? 1 << k : 0))];
            float value = RobustnessEvaluator.Value(formula, trace);
            Assert.Equal(TraceEvaluator.Holds(formula, truth), value > 0);
            Assert.NotEqual(0, value);
            positive += value > 0 ? 1 : 0;
            negative += value < 0 ? 1 : 0;
        }

        Assert.True(positive > 300 && negative > 300, positive + " and " + negative);
    }

    /// <summary>The values are small whole numbers, so that many are the same; now and then one is infinite or none at all.</summary>
    private static List<float[]> Trace(int seed, int length, bool mayBeNaN = true)
    {
        var random = new Random(seed);
        float Margin() => random.Next(40) switch
        {
            0 => float.PositiveInfinity,
            1 => float.NegativeInfinity,
            2 when mayBeNaN && seed % 3 == 0 => float.NaN,
            _ => random.Next(-6, 7),
        };
        return [.. Enumerable.Range(0, length).Select(_ => new[] { Margin(), Margin(), Margin() })];
    }

    private static void AssertSame(TemporalFormula formula, IReadOnlyList<float> expected, IReadOnlyList<float> found) =>
        Assert.True(
            expected.Count == found.Count && expected.Zip(found).All(static p => p.First == p.Second || (float.IsNaN(p.First) && float.IsNaN(p.Second))),
            formula + ": " + string.Join(" ", expected) + " against " + string.Join(" ", found));
}
