using System;
using System.Linq;
using System.Numerics;
using RewardDsl.Specs;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>Bad calls fail with a clear message before anything is written.</summary>
public sealed class CallChecksTests
{
    [Fact]
    public void Batch_Empty_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneTerm.Evaluator(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneTerm.Evaluator(-3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneTerm.Evaluator(3, new EvaluatorOptions { Threads = 0 }));
    }

    [Fact]
    public void Input_WrongLength_NamesSignalAndShape()
    {
        using var evaluator = new Shaped.Evaluator(3);
        ArgumentException error = Assert.Throws<ArgumentException>(() => evaluator.Reset(default, new Shaped.Inputs { Position = new Vector2[2] }));
        Assert.Contains("'Position' has 4 elements; a batch of 3 needs 6 ([B, 2], row-major)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_BadStride_Throws()
    {
        using var evaluator = new Shaped.Evaluator(3);
        ArgumentException overlap = Assert.Throws<ArgumentException>(() => evaluator.Reset(default, new Shaped.Inputs { Position = new FloatView(new float[100], 0, 1) }));
        Assert.Contains("row stride of 1, less than its width 2", overlap.Message, StringComparison.Ordinal);
        ArgumentException small = Assert.Throws<ArgumentException>(() => evaluator.Reset(default, new Shaped.Inputs { Position = new FloatView(new float[21], 0, 10) }));
        Assert.Contains("need 22", small.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new FloatView(new float[3], 4, 1); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new FloatView(new float[3], 0, -1); });
    }

    [Fact]
    public void Output_WrongLengthOrAliased_ThrowsAndWritesNothing()
    {
        using var evaluator = new OneTerm.Evaluator(4);
        float[] x = [1f, 2f, 3f, 4f];
        float[] buffer = [7f, 7f, 7f, 7f, 7f, 7f, 7f, 7f];
        evaluator.Reset(default, new OneTerm.Inputs { X = x });
        Assert.Throws<ArgumentException>(() => evaluator.Step(new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = new float[3] }));
        Assert.Throws<ArgumentException>(() => evaluator.Step(new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = buffer.AsSpan(0, 4), Objective = buffer.AsSpan(3, 4) }));
        Assert.Contains("'Total' shares memory with the input 'X'", Assert.Throws<ArgumentException>(() => evaluator.Step(
            new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = x })).Message, StringComparison.Ordinal);
        Assert.Contains("ends.Truncated", Assert.Throws<ArgumentException>(() => evaluator.Step(
            new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new bool[3] }, new StepOutputs { Total = buffer.AsSpan(0, 4) })).Message, StringComparison.Ordinal);
        Assert.All(buffer, static v => Assert.Equal(7f, v));
        Assert.Equal(4f, x[3]);
    }

    [Fact]
    public void Input_Strided_SameAsDense()
    {
        const int Batch = 301;
        var random = new Random(1);
        float[] state = Enumerable.Range(0, Batch * 31).Select(_ => random.NextSingle() - 0.5f).ToArray();
        byte[] contacts = Enumerable.Range(0, Batch * 7).Select(_ => (byte)random.Next(2)).ToArray();
        float[] Dense(int offset, int width) => Enumerable.Range(0, Batch).SelectMany(b => state.AsSpan((b * 31) + offset, width).ToArray()).ToArray();
        byte[] denseContacts = Enumerable.Range(0, Batch).SelectMany(b => contacts.AsSpan((b * 7) + 1, 2).ToArray()).ToArray();
        float[] expected = new float[Batch];
        float[] actual = new float[Batch];
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            using var dense = new VelocityTracking.Evaluator(Batch, new EvaluatorOptions { Width = width });
            using var strided = new VelocityTracking.Evaluator(Batch, new EvaluatorOptions { Width = width });
            for (int t = 0; t < 4; t++)
            {
                var a = new VelocityTracking.Inputs
                {
                    Command = Dense(0, 2), BaseVelocity = Dense(2, 3), Up = Dense(5, 3), JointTorque = Dense(8, 12), Action = Dense(19, 12), InContact = denseContacts,
                };
                var b = new VelocityTracking.Inputs
                {
                    Command = new FloatView(state, 0, 31), BaseVelocity = new FloatView(state, 2, 31), Up = new FloatView(state, 5, 31),
                    JointTorque = new FloatView(state, 8, 31), Action = new FloatView(state, 19, 31), InContact = new BoolView(contacts, 1, 7),
                };
                if (t == 0)
                {
                    dense.Reset(default, a);
                    strided.Reset(default, b);
                }

                var ends = new StepEnds { Truncated = new bool[Batch] };
                using var options = new System.IO.MemoryStream();
                dense.Parameters["Fallen.Reward"] = strided.Parameters["Fallen.Reward"] = -t;
                dense.Step(a, ends, new StepOutputs { Total = expected });
                strided.Step(b, ends, new StepOutputs { Total = actual });
                Assert.Equal(expected, actual);
                bool[] all = Enumerable.Repeat(true, Batch).ToArray();
                dense.Reset(all, a);
                strided.Reset(all, b);
                state[t] += 0.25f;
            }
        }
    }

    [Fact]
    public void Input_BitsInTheSimulatorsOrder_SameAsBytes()
    {
        const int Batch = 301;
        var random = new Random(2);
        var buffers = new SignalBuffers(VelocityTracking.Spec, Batch);
        float[] expected = new float[Batch];
        float[] actual = new float[Batch];
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            using var bytes = new VelocityTracking.Evaluator(Batch, new EvaluatorOptions { Width = width, AfterEnd = AfterEndPolicy.Continue });
            using var bits = new VelocityTracking.Evaluator(Batch, new EvaluatorOptions { Width = width, AfterEnd = AfterEndPolicy.Continue });
            bits.SetAxisOrder("InContact", ["right", "trunk", "left"]);
            for (int t = 0; t < 6; t++)
            {
                uint[] words = Enumerable.Range(0, Batch).Select(_ => (uint)random.Next()).ToArray();
                for (int i = 0; i < 2 * Batch; i++)
                {
                    buffers.Bytes("InContact")[i] = (byte)((words[i / 2] >> (i % 2 == 0 ? 2 : 0)) & 1);
                }

                foreach (SignalInfo signal in VelocityTracking.Spec.Signals.Where(static s => !s.IsBool))
                {
                    buffers.Float(signal.Name).AsSpan().Fill(random.NextSingle() - 0.5f);
                }

                var inputs = new VelocityTracking.Inputs
                {
                    Command = buffers.Float("Command"), BaseVelocity = buffers.Float("BaseVelocity"), Up = buffers.Float("Up"),
                    JointTorque = buffers.Float("JointTorque"), Action = buffers.Float("Action"), InContact = BoolView.FromBits(words),
                };
                if (t == 0)
                {
                    bytes.Reset(default, buffers);
                    bits.Reset(inputs);
                }

                var ends = new StepEnds { Truncated = new bool[Batch] };
                bytes.Step(buffers, ends, new StepOutputs { Total = expected });
                bits.Step(inputs, ends, new StepOutputs { Total = actual });
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void Step_Steady_AllocatesNothing()
    {
        using var evaluator = new VelocityTracking.Evaluator(64, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue });
        var buffers = new SignalBuffers(VelocityTracking.Spec, 64);
        float[] total = new float[64];
        bool[] truncated = new bool[64];
        void Step() => evaluator.Step(buffers, new StepEnds { Truncated = truncated }, new StepOutputs { Total = total });
        evaluator.Reset(default, buffers);
        Step();
        Step();

        // A collection beside a round can count as its allocation; an allocating call counts in every round.
        var rounds = new long[5];
        for (int round = 0; round < rounds.Length; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                Step();
            }

            rounds[round] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Contains(0L, rounds);
    }

    [Fact]
    public void OneBuffer_ForStridedInputsAndOutputs_IsAllowedWhereTheyDoNotMeet()
    {
        using var evaluator = new OneTerm.Evaluator(4);
        float[] state = new float[100];
        state[5] = 3f;
        evaluator.Reset(new OneTerm.Inputs { X = new FloatView(state, 0, 5) });
        evaluator.Step(new OneTerm.Inputs { X = new FloatView(state, 0, 5) }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = state.AsSpan(90, 4) });
        Assert.Equal(6f, state[91]);
        Assert.Throws<ArgumentException>(() => evaluator.Step(
            new OneTerm.Inputs { X = new FloatView(state, 0, 5) }, new StepEnds { Truncated = new bool[4] }, new StepOutputs { Total = state.AsSpan(12, 4) }));
    }

    [Fact]
    public void Continue_StillAsksForTheFirstReset()
    {
        using var evaluator = new OneTerm.Evaluator(2, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue });
        float[] x = new float[2];
        void Step() => evaluator.Step(new OneTerm.Inputs { X = x }, new StepEnds { Truncated = new[] { true, true } }, new StepOutputs { Total = new float[2] });
        Assert.Throws<InvalidOperationException>(Step);
        evaluator.Reset(new[] { true, false }, new OneTerm.Inputs { X = x });
        Assert.Throws<InvalidOperationException>(Step);
        evaluator.Reset(new[] { false, true }, new OneTerm.Inputs { X = x });
        Step();
        Assert.Equal(new byte[] { 1, 1 }, evaluator.Ended.ToArray());
        Step();
        evaluator.Reset(evaluator.Ended, new OneTerm.Inputs { X = x });
        Assert.Equal(new byte[] { 0, 0 }, evaluator.Ended.ToArray());
    }

    [Fact]
    public void Spans_OutliveTheirEvaluator()
    {
        static ReadOnlySpan<byte> Make()
        {
            var evaluator = new OneTerm.Evaluator(1 << 16);
            return evaluator.Ended;
        }

        ReadOnlySpan<byte> ended = Make();
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(1 << 16, ended.Count((byte)2));
    }

    [Fact]
    public void Threads_MadeAndDisposedAtOnce_NeverHang()
    {
        float[] x = new float[1 << 17];
        float[] total = new float[x.Length];
        bool[] truncated = new bool[x.Length];
        for (int i = 0; i < 300; i++)
        {
            using var evaluator = new OneTerm.Evaluator(x.Length, new EvaluatorOptions { Threads = 8 });
            evaluator.Reset(new OneTerm.Inputs { X = x });
            evaluator.Step(new OneTerm.Inputs { X = x }, new StepEnds { Truncated = truncated }, new StepOutputs { Total = total });
        }
    }

    [Fact]
    public void Disposed_Throws()
    {
        var evaluator = new OneTerm.Evaluator(1);
        evaluator.Dispose();
        evaluator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => evaluator.Reset(default, new OneTerm.Inputs { X = new float[1] }));
    }

    [Fact]
    public void Buffers_OfAnotherSpec_AreRefused()
    {
        using var evaluator = new OneTerm.Evaluator(1);
        Assert.Contains("Shaped", Assert.Throws<ArgumentException>(() => evaluator.Reset(default, new SignalBuffers(Shaped.Spec, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<System.Collections.Generic.KeyNotFoundException>(() => new SignalBuffers(Shaped.Spec, 1).Float("Pos"));
    }
}
