using System;
using System.Linq;
using RewardDsl.Kernels;
using Xunit;

namespace RewardDsl.Tests.Evaluation;

/// <summary>Metrics, critics, violations and the count of absent terms come back whole, and only when asked for.</summary>
public sealed class StepOutputTests
{
    private static EvaluatorLayout Layout()
    {
        // A wide second signal makes the batch large enough to be shared by threads.
        EvaluatorLayout layout = RecordingEvaluator.LayoutOf(RecordingEvaluator.Signal("Id", 1), RecordingEvaluator.Signal("Wide", 64));
        return layout with
        {
            Spec = layout.Spec with { Metrics = ["Speed", "Height", "Power"], Critics = ["Task", "Style"], Assumptions = ["Finite", "Upright"] },
        };
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 1)]
    [InlineData(400, 1)]
    [InlineData(40_003, 4)]
    public void Outputs_AreCompleteAndSummed(int batch, int threads)
    {
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            using var evaluator = new RecordingEvaluator(batch, Layout(), new EvaluatorOptions { Threads = threads, Width = width });
            var buffers = new SignalBuffers(evaluator.Info, batch);
            float[] ids = buffers.Float("Id");
            for (int b = 0; b < batch; b++)
            {
                ids[b] = b;
            }

            float[] total = new float[batch];
            float[] metrics = new float[batch * 3];
            float[] critics = new float[batch * 2];
            int[] violations = [123, 456];
            evaluator.Reset(default, buffers);
            for (int step = 0; step < 2; step++)
            {
                StepSummary summary = evaluator.Step(
                    buffers, new StepEnds { Truncated = new bool[batch] },
                    new StepOutputs { Total = total, Metrics = metrics, Critics = critics, Violations = violations });
                Assert.Equal(3 * batch, summary.Absent);
                Assert.Equal(new[] { batch, 2 * batch }, violations);
                Assert.Equal(ids, total);
                Assert.Equal(Enumerable.Range(0, batch * 3).Select(static i => (i / 3) + (i % 3 * 0.125f)), metrics);
                Assert.Equal(Enumerable.Range(0, batch * 2).Select(static i => -(i / 2) - (i % 2 * 0.25f)), critics);
            }
        }
    }

    [Fact]
    public void LeftOut_AreNotComputed()
    {
        using var evaluator = new RecordingEvaluator(5, Layout());
        var buffers = new SignalBuffers(evaluator.Info, 5);
        evaluator.Reset(default, buffers);
        StepSummary summary = evaluator.Step(buffers, new StepEnds { Truncated = new bool[5] }, new StepOutputs { Total = new float[5] });
        Assert.Equal(15, summary.Absent);
    }

    [Fact]
    public void WhatDoesNotFit_IsRefusedAndNothingWritten()
    {
        using var evaluator = new RecordingEvaluator(4, Layout());
        var buffers = new SignalBuffers(evaluator.Info, 4);
        evaluator.Reset(default, buffers);
        float[] data = Enumerable.Repeat(7f, 40).ToArray();
        int[] counts = [7, 7, 7];
        void Refused(string part, Func<float[], int[], StepOutputsBox> outputs)
        {
            Assert.Contains(part, Assert.Throws<ArgumentException>(() => outputs(data, counts).Step(evaluator, buffers)).Message, StringComparison.Ordinal);
            Assert.All(data, static v => Assert.Equal(7f, v));
            Assert.All(counts, static v => Assert.Equal(7, v));
        }

        Refused("'Metrics' has 11 elements; a batch of 4 needs 12", static (d, c) => new(d, Metrics: 0..11));
        Refused("'Critics' has 9 elements; a batch of 4 needs 8", static (d, c) => new(d, Critics: 0..9));
        Refused("'Violations' has 3 elements; it needs one for each of the 2 assumptions", static (d, c) => new(d, Counts: c));
        Refused("'Metrics' and 'Critics' share memory", static (d, c) => new(d, Metrics: 0..12, Critics: 11..19));
        Refused("'Total' and 'Critics' share memory", static (d, c) => new(d, Critics: 29..37));
    }

    [Fact]
    public void Violations_MayNotShareMemory()
    {
        using var evaluator = new RecordingEvaluator(4, Layout());
        var buffers = new SignalBuffers(evaluator.Info, 4);
        evaluator.Reset(default, buffers);
        float[] data = new float[12];
        Assert.Contains("'Metrics' and 'Violations' share memory", Assert.Throws<ArgumentException>(() => evaluator.Step(
            buffers, new StepEnds { Truncated = new bool[4] },
            new StepOutputs { Total = new float[4], Metrics = data, Violations = System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(data.AsSpan(10, 2)) })).Message, StringComparison.Ordinal);
        Assert.Contains("'Violations' shares memory with the input 'Id'", Assert.Throws<ArgumentException>(() => evaluator.Step(
            buffers, new StepEnds { Truncated = new bool[4] },
            new StepOutputs { Total = new float[4], Violations = System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(buffers.Float("Id").AsSpan(2, 2)) })).Message, StringComparison.Ordinal);
    }

    /// <summary>Outputs as parts of one array; the total is its elements 36 to 39.</summary>
    private sealed record StepOutputsBox(float[] Data, Range Metrics = default, Range Critics = default, int[]? Counts = null)
    {
        public void Step(RecordingEvaluator evaluator, SignalBuffers buffers) => evaluator.Step(
            buffers, new StepEnds { Truncated = new bool[4] },
            new StepOutputs { Total = Data.AsSpan(36, 4), Metrics = Data.AsSpan(Metrics), Critics = Data.AsSpan(Critics), Violations = Counts });
    }
}
