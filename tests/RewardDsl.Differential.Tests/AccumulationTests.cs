using System.Linq;
using RewardDsl.Specs;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>Payments that are collected until the end of an episode: what is paid when, for each rule.</summary>
public sealed class AccumulationTests
{
    private const int Quality = 0;
    private const int Pace = 1;
    private const int Effort = 2;
    private const int Way = 3;

    [Fact]
    public void NothingIsPaidBeforeTheEnd()
    {
        float[][] paid = Run([(0.1f, 0.5f), (0.2f, 0.5f), (0.3f, 0.25f)], passed: true, new());
        Assert.All(paid, static step => Assert.All(step[..8], static p => Assert.Equal(0f, p)));
    }

    [Fact]
    public void Termination_PaysWhatWasCollectedWhereTheOutcomeHolds()
    {
        float[][] paid = Run([(0.1f, 0.5f), (0.2f, 0.5f), (0.3f, 0.25f)], passed: true, new() { Terminated = new[] { true } });
        Assert.Equal(3f * (0.5f + 0.5f + 0.75f), paid[2][Quality], 5);

        // Half a second a step; the last step is not paid at a termination.
        Assert.Equal(0.5f * (0.1f + 0.2f), paid[2][Pace], 5);
        Assert.Equal(-0.5f * ((0.1f * 0.1f) + (0.2f * 0.2f) + (0.3f * 0.3f)), paid[2][Effort], 5);

        // Progress adds up to the whole way from the reset observation.
        Assert.Equal(2f * (0.55f - 0f), paid[2][Way], 5);
        Assert.All(paid[..2], static step => Assert.All(step[..8], static p => Assert.Equal(0f, p)));
    }

    [Fact]
    public void Termination_PaysElseWhereItFails()
    {
        float[][] paid = Run([(0.1f, 0.5f), (0.2f, 0.5f), (0.1f, 0.25f)], passed: false, new() { Terminated = new[] { true } });
        Assert.Equal(-2f, paid[2][Quality]);
        Assert.Equal(0.5f, paid[2][Pace]);
        Assert.Equal(0f, paid[2][Way]);
        Assert.True(paid[2][Effort] < 0f, "without an outcome the sum is always paid");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Truncation_PaysByTheStatedRule(bool passed)
    {
        float[][] paid = Run([(0.1f, 0.5f), (0.2f, 0.5f), (0.3f, 0.25f)], passed, new() { Truncated = new[] { true } });
        Assert.Equal(passed ? 3f * 1.75f : -2f, paid[2][Quality], 5);
        Assert.Equal(0.5f, paid[2][Pace]);
        Assert.Equal(-0.5f * ((0.1f * 0.1f) + (0.2f * 0.2f) + (0.3f * 0.3f)), paid[2][Effort], 5);
        Assert.Equal(0f, paid[2][Way]);
    }

    [Fact]
    public void BothFlags_CountAsTerminated()
    {
        float[][] paid = Run([(0.1f, 0.5f)], passed: true, new() { Terminated = new[] { true }, Truncated = new[] { true } });
        Assert.Equal(2f * 0.6f, paid[0][Way], 5);
    }

    [Fact]
    public void AnEndThatReplaces_ReplacesTheSumToo()
    {
        float[][] paid = Run([(0.1f, 0.5f), (0.2f, 0.99f)], passed: true, new());
        Assert.All(paid[1][..9], static p => Assert.Equal(0f, p));
        Assert.Equal(-5f, paid[1][Collected.Spec.Columns.ToList().IndexOf("Broken")]);
    }

    [Fact]
    public void TheClampOfTheClassDoesNotSeeIt()
    {
        float objective = 0f;
        _ = Run([(0.1f, 0f), (0.1f, 0f), (0.1f, 0f), (0.1f, 0f)], passed: true, new() { Terminated = new[] { true } }, (_, all) => objective = all);
        Assert.True(objective > 12f, $"{objective}");
    }

    [Fact]
    public void ResetByMask_ForgetsOnlyThere()
    {
        using var evaluator = new Collected.Evaluator(2);
        float[] terms = new float[2 * Collected.Spec.Columns.Count];
        Collected.Inputs Inputs() => new() { X = new[] { 0.1f, 0.1f }, Y = new[] { 0.5f, 0.5f }, Score = new OptionalFloatView(new[] { 0f, 0f }, new[] { true, true }), Passed = new[] { true, true } };
        evaluator.Reset(Inputs());
        evaluator.Step(Inputs(), new StepEnds { Truncated = new[] { false, false } }, new StepOutputs { Total = new float[2] });
        evaluator.Reset(new[] { true, false }, Inputs());
        evaluator.Step(Inputs(), new StepEnds { Truncated = new[] { false, false }, Terminated = new[] { true, true } }, new StepOutputs { Total = new float[2], Terms = terms });
        Assert.Equal((1.5f, 3f), (terms[Quality], terms[Collected.Spec.Columns.Count + Quality]));
    }

    [Fact]
    public void Metadata_SaysHowItIsPaid()
    {
        TermInfo[] terms = [.. Collected.Spec.Terms];
        Assert.Equal(new AccumulationInfo("Passed", ClosingRule.EndOfTrace, -2f), terms[Quality].Accumulation);
        Assert.Equal(new AccumulationInfo(null, ClosingRule.Holds, 0f), terms[Effort].Accumulation);
        Assert.Null(terms.Single(static t => t.Name == "AtOnce").Accumulation);

        // At most fifty steps of three, once in an episode: no more than that is returned, with the payoff and the clamped steps.
        Assert.Equal((-2f, 150f), (terms[Quality].Range.Min, terms[Quality].Range.Max));
        Assert.True(Collected.Spec.Return.Max < 800f, $"{Collected.Spec.Return.Max}");
        Assert.True(Collected.Spec.Return.Min > -800f, $"{Collected.Spec.Return.Min}");
    }

    /// <summary>Runs one environment from a reset at the origin; the ends are those of the last step.</summary>
    private static float[][] Run((float X, float Y)[] steps, bool passed, Ends ends, System.Action<int, float>? objective = null)
    {
        using var evaluator = new Collected.Evaluator(1);
        static Collected.Inputs Inputs(float x, float y, bool passed) => new() { X = new[] { x }, Y = new[] { y }, Score = new OptionalFloatView(new[] { 0f }, new[] { true }), Passed = new[] { passed } };
        evaluator.Reset(Inputs(0f, 0f, passed));
        float[][] paid = [.. steps.Select(static _ => new float[Collected.Spec.Columns.Count])];
        float[] all = new float[1];
        for (int t = 0; t < steps.Length; t++)
        {
            bool isLast = t == steps.Length - 1;
            evaluator.Step(
                Inputs(steps[t].X, steps[t].Y, passed),
                new StepEnds { Terminated = isLast ? ends.Terminated : new[] { false }, Truncated = isLast ? ends.Truncated : new[] { false } },
                new StepOutputs { Total = new float[1], Terms = paid[t], Objective = all });
            objective?.Invoke(t, all[0]);
        }

        return paid;
    }

    private sealed class Ends
    {
        public bool[] Terminated { get; init; } = [false];

        public bool[] Truncated { get; init; } = [false];
    }
}
