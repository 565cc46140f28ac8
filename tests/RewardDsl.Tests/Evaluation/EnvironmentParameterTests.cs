using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RewardDsl.Kernels;
using Xunit;

namespace RewardDsl.Tests.Evaluation;

/// <summary>Parameters with a value for each environment.</summary>
public sealed class EnvironmentParameterTests
{
    private const int Batch = 19;

    private static EvaluatorLayout Layout(bool perEnvironment = true)
    {
        EvaluatorLayout layout = RecordingEvaluator.LayoutOf(RecordingEvaluator.Signal("X", 1));
        return layout with
        {
            Spec = layout.Spec with
            {
                Parameters = [new ParameterInfo("Scale", 2f, 0f, 10f), new ParameterInfo("Mass", 1.5f, 0.5f, 3f, perEnvironment)],
                ContentHash = perEnvironment ? "a" : "b",
            },
            Carries =
            [
                new CarryLayout("Previous.X", 1, false, false),
                new CarryLayout("Parameter.Mass", 1, false, false) { Constant = 1.5f },
                new CarryLayout("Table", 5, false, true) { Constant = 4f },
                new CarryLayout("Truth", 1, true, false) { Constant = 1f },
            ],
        };
    }

    private static float[] Seen(RecordingEvaluator evaluator, int carry)
    {
        evaluator.Reset(default, new SignalBuffers(evaluator.Info, Batch));
        return [.. evaluator.Carries[carry]];
    }

    [Theory]
    [InlineData(VectorWidth.Vector128)]
    [InlineData(VectorWidth.Vector512)]
    public void Constants_AreThereFromTheStart(VectorWidth width)
    {
        using var evaluator = new RecordingEvaluator(Batch, Layout(), new EvaluatorOptions { Width = width });
        Assert.All(Seen(evaluator, 0), static v => Assert.Equal(0f, v));
        Assert.All(Seen(evaluator, 1), static v => Assert.Equal(1.5f, v));
        Assert.All(Seen(evaluator, 3), static v => Assert.Equal(-1, BitConverter.SingleToInt32Bits(v)));

        // Register (r, c) of a row of 5 is 4 elements, then 1 and padding.
        float[] table = Seen(evaluator, 2);
        Assert.Equal(table.Length / 8 * 5, table.Count(static v => v == 4f));
        Assert.Equal(table.Length / 8 * 3, table.Count(static v => v == 0f));
        Assert.Equal(Enumerable.Repeat(1.5f, Batch), evaluator.GetParameter("Mass").ToArray());
    }

    [Fact]
    public void Values_ReachTheKernelAndSurviveResetsAndCheckpoints()
    {
        float[] masses = [.. Enumerable.Range(0, Batch).Select(static b => 0.5f + (0.125f * b))];
        using var evaluator = new RecordingEvaluator(Batch, Layout());
        evaluator.SetParameter("Mass", masses);
        Assert.Equal(masses, Seen(evaluator, 1).Take(Batch));
        Assert.Equal(masses, evaluator.GetParameter("Mass").ToArray());
        using var stream = new MemoryStream();
        evaluator.Save(stream);
        stream.Position = 0;
        using var resumed = new RecordingEvaluator(Batch, Layout());
        resumed.Load(stream);
        Assert.Equal(masses, resumed.GetParameter("Mass").ToArray());
    }

    [Fact]
    public void WhatDoesNotFit_IsRefusedAndChangesNothing()
    {
        using var evaluator = new RecordingEvaluator(Batch, Layout());
        void Refused<T>(string part, Action action)
            where T : Exception
        {
            Assert.Contains(part, Assert.Throws<T>(action).Message, StringComparison.Ordinal);
            Assert.All(evaluator.GetParameter("Mass").ToArray(), static v => Assert.Equal(1.5f, v));
        }

        float[] With(int at, float value)
        {
            float[] values = Enumerable.Repeat(2f, Batch).ToArray();
            values[at] = value;
            return values;
        }

        Refused<ArgumentException>("'Mass' got 18 values; the batch has 19 environments", () => evaluator.SetParameter("Mass", new float[Batch - 1]));
        Refused<ArgumentOutOfRangeException>("'Mass' of environment 7 is 3.5; it must be a finite number in [0.5, 3]", () => evaluator.SetParameter("Mass", With(7, 3.5f)));
        Refused<ArgumentOutOfRangeException>("environment 18 is NaN", () => evaluator.SetParameter("Mass", With(18, float.NaN)));
        Refused<ArgumentException>("All environments share the parameter 'Scale'; use Parameters[\"Scale\"]", () => evaluator.SetParameter("Scale", new float[Batch]));
        Refused<ArgumentException>("All environments share the parameter 'Scale'", () => evaluator.GetParameter("Scale"));
        Refused<KeyNotFoundException>("There is no parameter 'Weight'. With a value for each environment the spec has: Mass.", () => evaluator.SetParameter("Weight", new float[Batch]));
        Refused<KeyNotFoundException>("There is no parameter 'Weight'", () => evaluator.GetParameter("Weight"));
        Refused<InvalidOperationException>("SetParameter(\"Mass\", values)", () => evaluator.Parameters["Mass"] = 2f);
        Assert.Equal(["Scale", "Mass"], evaluator.Parameters.Names);
        Assert.Equal(1.5f, evaluator.Parameters["Mass"]);
        evaluator.Parameters["Scale"] = 3f;
        Assert.Equal(3f, evaluator.Parameters["Scale"]);
        using var shared = new RecordingEvaluator(Batch, Layout(perEnvironment: false));
        Assert.Contains("The spec has none with a value for each environment", Assert.Throws<KeyNotFoundException>(() => shared.SetParameter("Weight", default)).Message, StringComparison.Ordinal);
    }
}
