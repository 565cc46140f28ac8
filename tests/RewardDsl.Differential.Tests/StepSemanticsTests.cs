using System;
using System.IO;
using System.Linq;
using System.Numerics;
using RewardDsl.Specs;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>What a step, an end and a reset mean.</summary>
public sealed class StepSemanticsTests
{
    private const float Gamma = 0.97f;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Potential_DiscountedSumOfAnEpisode_Telescopes(bool terminates)
    {
        // Σ γᵗ F_t = γᵀ Φ(s_T) − Φ(s_0), and the first summand is 0 when the last state is terminal.
        var random = new Random(3);
        Vector2 Position() => new(2f + random.NextSingle() * 5f, 2f + random.NextSingle() * 5f);
        float Potential(Vector2 p) => (3f / (1f + p.LengthSquared())) + (0.5f * MathF.Tanh(p.X));
        using var evaluator = new Shaped.Evaluator(1);
        Vector2 first = Position();
        evaluator.Reset(default, new Shaped.Inputs { Position = new[] { first } });
        float[] total = new float[1];
        float[] objective = new float[1];
        double sum = 0;
        double discount = 1;
        Vector2 last = first;
        const int Steps = 40;
        for (int t = 0; t < Steps; t++)
        {
            last = Position();
            bool ends = t == Steps - 1;
            evaluator.Step(
                new Shaped.Inputs { Position = new[] { last } },
                new StepEnds { Truncated = new[] { ends }, Terminated = new[] { ends && terminates } },
                new StepOutputs { Total = total, Objective = objective });
            sum += discount * (total[0] - objective[0]);
            discount *= Gamma;
        }

        double expected = (terminates ? 0 : discount * Potential(last)) - Potential(first);
        Assert.Equal(expected, sum, 4);
    }

    [Fact]
    public void BothFlags_Count_AsTerminated()
    {
        using var evaluator = new Shaped.Evaluator(2);
        evaluator.Reset(default, new Shaped.Inputs { Position = new Vector2[] { new(3, 3), new(3, 3) } });
        float[] total = new float[2];
        bool[] terminated = new bool[2];
        byte[] causes = new byte[2];
        StepSummary summary = evaluator.Step(
            new Shaped.Inputs { Position = new Vector2[] { new(3, 3), new(3, 3) } },
            new StepEnds { Truncated = new[] { true, true }, Terminated = new[] { true, false } },
            new StepOutputs { Total = total, Terminated = terminated, EndCauses = causes });
        Assert.Equal(new[] { true, false }, terminated);
        Assert.Equal("External", Shaped.Spec.EndCauses[causes[0]]);
        Assert.Equal("Truncated", Shaped.Spec.EndCauses[causes[1]]);
        Assert.Equal(new StepSummary(1, 1, 0, 0), summary);
        Assert.True(total[0] < total[1], "a terminal state has no potential");
    }

    [Fact]
    public void Previous_AtTheFirstStep_IsTheResetObservationAndActionsAreZero()
    {
        using var evaluator = new Chains.Evaluator(1);
        evaluator.Reset(default, new Chains.Inputs { X = new[] { 1f }, Push = new[] { 7f } });
        float[] terms = new float[2];
        evaluator.Step(
            new Chains.Inputs { X = new[] { 1f }, Push = new[] { 2f } },
            new StepEnds { Truncated = new[] { false } },
            new StepOutputs { Total = new float[1], Terms = terms });
        // Jerk is 0, Previous.Push is 0: |0 − 2| + 0 × 1, weight 0.5.
        Assert.Equal(-1f, terms[0]);
        Assert.Equal(1f, terms[1]);
    }

    [Fact]
    public void Reset_OfOneEnvironment_LeavesTheOthers()
    {
        using var evaluator = new States.Evaluator(3);
        float[] x = [1f, 1f, 1f];
        bool[] contact = new bool[3];
        var ends = new bool[3];
        float[] total = new float[3];
        float[] terms = new float[12];
        void Step() => evaluator.Step(
            new States.Inputs { X = x, Contact = contact },
            new StepEnds { Truncated = ends },
            new StepOutputs { Total = total, Terms = terms });
        evaluator.Reset(default, new States.Inputs { X = x, Contact = contact });
        Step();
        Step();
        ends[1] = true;
        Step();
        ends[1] = false;
        evaluator.Reset(new[] { false, true, false }, new States.Inputs { X = x, Contact = contact });
        Step();
        int age = States.Spec.Columns.ToList().IndexOf("Age");
        Assert.Equal(new[] { -0.004f, -0.001f, -0.004f }, new[] { terms[age], terms[4 + age], terms[8 + age] });
    }

    [Fact]
    public void Step_WithoutReset_NamesTheEnvironments()
    {
        using var evaluator = new OneTerm.Evaluator(4);
        float[] x = [1f, 2f, 3f, 4f];
        float[] total = [9f, 9f, 9f, 9f];
        InvalidOperationException never = Assert.Throws<InvalidOperationException>(() => evaluator.Step(
            new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = total }));
        Assert.Contains("4 of 4", never.Message, StringComparison.Ordinal);
        Assert.Equal(9f, total[0]);
        evaluator.Reset(default, new OneTerm.Inputs { X = x });
        evaluator.Step(new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new[] { false, false, true, false } }, new StepOutputs { Total = total });
        Assert.Equal(new[] { 2f, 4f, 6f, 8f }, total);
        InvalidOperationException ended = Assert.Throws<InvalidOperationException>(() => evaluator.Step(
            new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = total }));
        Assert.Contains("1 of 4 environments (2)", ended.Message, StringComparison.Ordinal);
        using var lenient = new OneTerm.Evaluator(4, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue });
        lenient.Reset(new OneTerm.Inputs { X = x });
        lenient.Step(new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new[] { true, true, true, true } }, new StepOutputs { Total = total });
        lenient.Step(new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = total });
    }

    [Fact]
    public void Weights_ChangedAtRunTime_ActFromTheNextStep()
    {
        using var evaluator = new Rates.Evaluator(1);
        float[] x = [2f];
        float[] terms = new float[3];
        void Step() => evaluator.Step(new Rates.Inputs { X = x }, new StepEnds { Truncated = new bool[1] }, new StepOutputs { Total = new float[1], Terms = terms });
        evaluator.Reset(default, new Rates.Inputs { X = x });
        Step();
        Assert.Equal(2.25f * (1.5f * 0.05f), terms[0]);
        evaluator.Parameters["Gain"] = 3f;
        evaluator.Parameters["PerSecond.Weight"] = 0f;
        Step();
        Assert.Equal(2.25f * (3f * 0.05f), terms[0]);
        Assert.Equal(0f, terms[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluator.Parameters["Gain"] = 11f);
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluator.Parameters["Gain"] = float.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluator.Parameters["PerStep.Weight"] = -1f);
        Assert.Contains("PerStep.Weight", Assert.Throws<System.Collections.Generic.KeyNotFoundException>(() => evaluator.Parameters["PerStop.Weight"]).Message, StringComparison.Ordinal);
        Assert.Equal(3f, evaluator.Parameters["Gain"]);
    }
}
