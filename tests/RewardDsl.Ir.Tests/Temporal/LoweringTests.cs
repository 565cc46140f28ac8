using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Differential;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Monitors as parts of programs against the monitors: the same number at each step, whatever came before.</summary>
public sealed class LoweringTests
{
    private const int Atoms = 3;

    [Fact]
    public void EachStepIsTheMonitor()
    {
        int delayed = 0;
        for (int seed = 0; seed < 2500; seed++)
        {
            bool mayBeNaN = seed % 3 == 0;
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = 1 + (seed % 5), HasUnboundedFuture = false }.Next(2 + (seed % 7));
            var program = RobustnessProgram.Of(formula);
            var lowered = LoweredMonitor.EachStep(formula, Atoms, mayBeNaN);
            Assert.Equal(program.Unbounded is null, lowered is not null);
            if (lowered is null)
            {
                continue;
            }

            delayed += lowered.Delay > 0 ? 1 : 0;
            var monitor = new RobustnessMonitor(program);
            for (int episode = 0; episode < 3; episode++)
            {
                lowered.Start();
                monitor.Reset();
                foreach (float[] margins in Trace((10 * seed) + episode, 1 + ((seed + (7 * episode)) % 15), mayBeNaN))
                {
                    float? expected = monitor.Step(margins);
                    float[] found = lowered.Take(margins);
                    Assert.Equal(expected is not null, found[1] != 0f);
                    AssertSame(formula, expected ?? found[0], found[0]);
                }
            }
        }

        Assert.True(delayed > 800, delayed + " formulas look ahead");
    }

    [Fact]
    public void AnEpisodeIsTheMonitor()
    {
        int followed = 0;
        int waiting = 0;
        for (int seed = 0; seed < 4000; seed++)
        {
            bool mayBeNaN = seed % 3 == 0;
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = seed % 5 }.Next(2 + (seed % 8));
            var episode = EpisodeRobustness.Of(formula, out TemporalFormula? _, mayBeNaN);
            var lowered = LoweredMonitor.Episode(formula, Atoms, mayBeNaN);
            Assert.Equal(episode is null, lowered is null);
            if (episode is null || lowered is null)
            {
                continue;
            }

            followed++;
            waiting += lowered.Step.Code.Any(static c => c.Op == Opcode.Close) ? 1 : 0;
            for (int run = 0; run < 4; run++)
            {
                lowered.Start();
                List<float[]> trace = Trace((10 * seed) + run, 1 + ((seed + (5 * run)) % 13), mayBeNaN);
                for (int t = 0; t < trace.Count; t++)
                {
                    episode.Step(trace[t]);
                    (float lower, float upper) = episode.Bounds;
                    float[] found = lowered.Take(trace[t], ends: t == trace.Count - 1);
                    AssertSame(formula, lower, found[0]);
                    AssertSame(formula, upper, found[1]);
                    if (t == trace.Count - 1)
                    {
                        AssertSame(formula, RobustnessEvaluator.Value(formula, trace), found[2]);
                    }
                }

                episode.Reset();
            }
        }

        Assert.True(followed > 2000 && waiting > 500, followed + " followed, " + waiting + " wait at the end");
    }

    /// <summary>Proven ranges hold at each step of random episodes, slopes too: the harness of all programs.</summary>
    [Fact]
    public void ProvenFactsHold()
    {
        long values = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = 1 + (seed % 4), HasUnboundedFuture = seed % 2 == 0 }.Next(2 + (seed % 6));
            float temperature = seed % 3 == 0 ? 0.25f : 0f;
            if ((seed % 2 == 0 ? LoweredMonitor.Episode(formula, Atoms, mayBeNaN: false, temperature) : LoweredMonitor.EachStep(formula, Atoms, mayBeNaN: false, temperature)) is { } lowered)
            {
                values += new ProgramSoundness(formula.ToString(), lowered.Step, lowered.Reset, lowered.Analyse(FloatRange.Of(-2f, 3f))) { SlopesEvery = 10 }.Run(60, seed);
            }
        }

        Assert.True(values > 50_000, values + " values");
    }

    /// <summary>What is paid for a formula is as bounded as its margins: what rings hold before the start, and bounds that are open, do not show.</summary>
    [Theory]
    [InlineData("F[0,50] a & G[0,9] (b -> F[3,20] c)")]
    [InlineData("a U[2,60] b")]
    [InlineData("G[0,30] (a S[0,9] b)")]
    public void RangesAreThoseOfTheMargins(string text)
    {
        LoweredMonitor step = LoweredMonitor.EachStep(RandomFormulas.Parse(text), Atoms, mayBeNaN: false)!;
        Assert.Equal(FloatRange.Of(-3f, 3f), step.Analyse(FloatRange.Of(-2f, 3f)).Range(step.Result(0)).Join(FloatRange.Of(-3f, 3f)));
        LoweredMonitor episode = LoweredMonitor.Episode(RandomFormulas.Parse("G (a -> F[0,50] b) & G[0,80] F[0,20] c"), Atoms, mayBeNaN: false)!;
        Assert.Equal(FloatRange.Of(-3f, 3f), episode.Analyse(FloatRange.Of(-2f, 3f)).Range(episode.Result(2)).Join(FloatRange.Of(-3f, 3f)));
    }

    /// <summary>Windows of hundreds of steps, nested, over an episode that ends inside of them.</summary>
    [Theory]
    [InlineData("G (a -> F[0,50] b)")]
    [InlineData("G[0,300] (a -> F[0,90] G[0,20] b)")]
    [InlineData("F (a U[10,70] b)")]
    [InlineData("G ((a S[0,40] b) | F[5,60] c)")]
    [InlineData("G O F[0,30] a")]
    [InlineData("G ((b S F[0,30] a) | c R[0,9] b)")]
    [InlineData("(a U[20,200] G[0,30] b) & F[150,160] (H[0,80] c)")]
    public void LongWindows(string text)
    {
        TemporalFormula formula = RandomFormulas.Parse(text);
        LoweredMonitor lowered = LoweredMonitor.Episode(formula, Atoms, mayBeNaN: false)!;
        var program = RobustnessProgram.Of(formula);
        var random = new Random(1);
        foreach (int length in new[] { 1, 2, 30, 100, 400 })
        {
            List<float[]> trace = [.. Enumerable.Range(0, length).Select(_ => new[] { random.NextSingle() - 0.5f, random.NextSingle() - 0.8f, random.NextSingle() - 0.3f })];
            lowered.Start();
            float[] last = [];
            for (int t = 0; t < length; t++)
            {
                last = lowered.Take(trace[t], ends: t == length - 1);
            }

            Assert.Equal(OfflineRobustness.Values(program, trace)[0], last[2]);
        }
    }

    /// <summary>What can be known is known: a window from the first step on decides when it holds, not when it has passed.</summary>
    [Theory]
    [InlineData("F[0,50] a", 3)]
    [InlineData("!G[2,50] !a", 3)]
    [InlineData("b U[0,50] a", 3)]
    [InlineData("F[0,50] (a & G[0,4] b)", 7)]
    [InlineData("X F[0,50] a", 3)]
    [InlineData("F (a & F[0,50] b)", 3)]
    [InlineData("F (c & F[0,50] (a & F[2,9] b))", 5)]
    [InlineData("!G (a -> G[1,200] !b)", 4)]
    [InlineData("F (b U[0,20] a)", 3)]
    [InlineData("F[0,60] (b & F[1,50] a)", 3)]
    [InlineData("!G[1,300] (a -> G[1,200] !b)", 4)]
    [InlineData("X F[0,2] (b & F[0,2] (a & F[0,9] c))", 3)]
    [InlineData("F (b & c U[0,20] a)", 3)]
    public void WindowsFromTheStartDecideEarly(string text, int decided)
    {
        LoweredMonitor lowered = LoweredMonitor.Episode(RandomFormulas.Parse(text), Atoms, mayBeNaN: false)!;
        lowered.Start();
        for (int t = 0; t < 10; t++)
        {
            float[] bounds = lowered.Take([t == 3 ? 1f : -1f, 1f, 1f]);
            Assert.Equal(t >= decided, bounds[0] > 0);
        }
    }

    /// <summary>What waits for the end is followed where it can be looked back at: goals one after the other, answers without a limit, what stays.</summary>
    [Theory]
    [InlineData("F (a & F (b & F c))")]
    [InlineData("G (a -> F b)")]
    [InlineData("F (a & G b)")]
    [InlineData("G F a & F G b")]
    [InlineData("G (a | G (b | G[1,6] c))")]
    [InlineData("F (a & b U c)")]
    public void GoalsInSequenceNeedNoWindow(string text)
    {
        TemporalFormula formula = RandomFormulas.Parse(text);
        LoweredMonitor lowered = LoweredMonitor.Episode(formula, Atoms, mayBeNaN: false)!;
        Assert.InRange(lowered.Memory, 1, 12);
        for (int seed = 0; seed < 50; seed++)
        {
            List<float[]> trace = Trace(seed, 1 + (seed % 12), mayBeNaN: false);
            lowered.Start();
            float closed = 0;
            for (int t = 0; t < trace.Count; t++)
            {
                closed = lowered.Take(trace[t], ends: t == trace.Count - 1)[2];
            }

            AssertSame(formula, RobustnessEvaluator.Value(formula, trace), closed);
        }
    }

    /// <summary>Smooth robustness step by step is the one of a whole trace, as far as floats go.</summary>
    [Fact]
    public void SmoothIsTheDefinition()
    {
        const float Temperature = 0.5f;
        int steps = 0;
        int episodes = 0;
        int refused = 0;
        for (int seed = 0; seed < 1500; seed++)
        {
            TemporalFormula formula = new RandomFormulas(seed) { FarthestStep = 1 + (seed % 12), HasUnboundedFuture = seed % 2 == 0 }.Next(2 + (seed % 5));
            var program = RobustnessProgram.Of(formula);
            List<float[]> trace = [.. Trace(seed, 1 + (seed % 25), mayBeNaN: false).Select(static m => m.Select(static x => float.IsInfinity(x) ? 0.5f : x / 2).ToArray())];
            double[] expected = SmoothRobustness.Values(program, trace, Temperature);
            if (LoweredMonitor.EachStep(formula, Atoms, mayBeNaN: false, Temperature) is { } step)
            {
                step.Start();
                for (int t = 0; t < trace.Count; t++)
                {
                    float[] found = step.Take(trace[t]);
                    if (found[1] != 0f)
                    {
                        AssertNear(formula, expected[t - step.Delay], found[0]);
                        steps++;
                    }
                }
            }

            if (LoweredMonitor.Episode(formula, Atoms, mayBeNaN: false, Temperature) is not { } episode)
            {
                refused++;
                continue;
            }

            episodes++;
            episode.Start();
            for (int t = 0; t < trace.Count; t++)
            {
                float[] found = episode.Take(trace[t], ends: t == trace.Count - 1);
                Assert.True(found[0] <= expected[0] + 1e-3 && found[1] >= expected[0] - 1e-3, formula + ": " + expected[0] + " outside of " + found[0] + " to " + found[1]);
                if (t == trace.Count - 1)
                {
                    AssertNear(formula, expected[0], found[2]);
                }
            }
        }

        Assert.True(steps > 3000 && episodes > 500 && refused > 100, steps + " steps, " + episodes + " episodes, " + refused + " refused");
    }

    /// <summary>A published requirement of three parts: memory of a few hundred numbers, known before anything runs.</summary>
    [Theory]
    [InlineData("G a & F[0,200] G[0,20] b & (c -> F[0,50] a)", 60)]
    [InlineData("G (a -> F[0,50] b)", 110)]
    [InlineData("a S[0,40] b", 50)]
    [InlineData("F[0,1000] a", 3)]
    public void MemoryIsKnown(string text, int atMost)
    {
        LoweredMonitor lowered = LoweredMonitor.Episode(RandomFormulas.Parse(text), Atoms, mayBeNaN: false)!;
        Assert.InRange(lowered.Memory, 1, atMost);
        Assert.Equal(lowered.Step.Carries.Sum(static c => c.Floats), lowered.Memory);
    }

    /// <summary>The values are small whole numbers, so that many are the same; now and then one is infinite or none at all.</summary>
    private static List<float[]> Trace(int seed, int length, bool mayBeNaN)
    {
        var random = new Random(seed);
        float Margin() => random.Next(40) switch
        {
            0 => float.PositiveInfinity,
            1 => float.NegativeInfinity,
            2 or 3 when mayBeNaN => float.NaN,
            _ => random.Next(-6, 7),
        };
        return [.. Enumerable.Range(0, length).Select(_ => new[] { Margin(), Margin(), Margin() })];
    }

    private static void AssertNear(TemporalFormula formula, double expected, float found) =>
        Assert.True(expected == found || Math.Abs(expected - found) < 1e-4 * (1 + Math.Abs(expected)), formula + ": " + expected + " against " + found);

    private static void AssertSame(TemporalFormula formula, float expected, float found) =>
        Assert.True(expected == found || (float.IsNaN(expected) && float.IsNaN(found)), formula + ": " + expected + " against " + found);
}
