using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RewardDsl.Tests.Evaluation;

/// <summary>The simulator's own order of named elements: found by name, checked once, applied to every form of view.</summary>
public sealed class AxisOrderTests
{
    private const int Batch = 150;

    private static readonly string[] s_legs = ["LeftHip", "LeftKnee", "RightHip", "RightKnee"];

    public enum Leg
    {
        LeftHip,
        LeftKnee,
        RightHip,
        RightKnee,
    }

    private enum Other
    {
        Only,
    }

    private static SignalInfo Legs(string name, int each = 1, SignalStorage storage = SignalStorage.Float32, int frames = 1) =>
        RecordingEvaluator.Signal(name, frames * 4 * each, storage, frames, s_legs, "RewardDsl.Tests.Evaluation.AxisOrderTests.Leg");

    private static RecordingEvaluator Evaluator(params SignalInfo[] signals) => new(Batch, RecordingEvaluator.LayoutOf(signals));

    private static float[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(static i => (float)i)];

    /// <summary>The simulator's columns, and where each leg is in them.</summary>
    public static TheoryData<string, string> Orders => new()
    {
        { "LeftHip LeftKnee RightHip RightKnee", "0 1 2 3" },
        { "RightKnee RightHip LeftKnee LeftHip", "3 2 1 0" },
        { "trunk left_hip left_knee right_hip right_knee head", "1 2 3 4" },
        { "left-hip trunk left-knee right-hip RIGHT_KNEE", "0 2 3 4" },
        { "head RIGHT_HIP Left_Hip trunk right_knee leftKnee", "2 5 1 4" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void EveryForm_ComesInTheOrderOfTheReward(string order, string positions)
    {
        string[] names = order.Split(' ');
        int[] at = [.. positions.Split(' ').Select(int.Parse)];
        int n = names.Length;
        foreach ((int each, int frames) in new[] { (1, 1), (3, 1), (1, 5), (3, 2) })
        {
            using RecordingEvaluator evaluator = Evaluator(
                Legs("F", each, frames: frames), Legs("I", each, SignalStorage.Int32, frames), Legs("B", each, SignalStorage.Byte, frames));
            evaluator.SetAxisOrder<Leg>(names);
            int frame = n * each;
            int row = frames * frame;

            IEnumerable<int> Indices(int rowStride, int frameStride) =>
                from b in Enumerable.Range(0, Batch)
                from h in Enumerable.Range(0, frames)
                from a in at
                from e in Enumerable.Range(0, each)
                select (b * rowStride) + (h * frameStride) + (a * each) + e;

            void AssertRows(SignalView f, SignalView i, SignalView b, int rowStride, int frameStride, float[] floats, int[] ints, byte[] bytes)
            {
                var inputs = new RecordedInputs(f, i, b);
                for (int call = 0; call < 2; call++)
                {
                    if (call == 0)
                    {
                        evaluator.Reset(default, inputs);
                    }
                    else
                    {
                        evaluator.Step(inputs);
                    }

                    Assert.Equal(Indices(rowStride, frameStride).Select(k => floats[k]), evaluator.Recorded<float>(0));
                    Assert.Equal(Indices(rowStride, frameStride).Select(k => ints[k]), evaluator.Recorded<int>(1));
                    Assert.Equal(Indices(rowStride, frameStride).Select(k => bytes[k]), evaluator.Recorded<byte>(2));
                }
            }

            int size = Batch * (row + (7 * frames) + 5);
            float[] floats = Numbers(size);
            int[] ints = [.. Enumerable.Range(5, size)];
            byte[] bytes = [.. Enumerable.Range(0, size).Select(static i => (byte)(i * 11))];
            AssertRows(
                new FloatView(floats.AsSpan(0, Batch * row)).ToSignalView(), new IntView(ints.AsSpan(0, Batch * row)).ToSignalView(),
                new BoolView(bytes.AsSpan(0, Batch * row)).ToSignalView(), row, frame, floats, ints, bytes);
            AssertRows(
                new FloatView(floats, 0, row + 5).ToSignalView(), new IntView(ints, 0, row + 5).ToSignalView(),
                new BoolView(bytes, 0, row + 5).ToSignalView(), row + 5, frame, floats, ints, bytes);
            if (frames > 1)
            {
                int strided = row + (7 * frames);
                AssertRows(
                    new FloatView(floats, 0, strided, frame + 7).ToSignalView(), new IntView(ints, 0, strided, frame + 7).ToSignalView(),
                    new BoolView(bytes, 0, strided, frame + 7).ToSignalView(), strided, frame + 7, floats, ints, bytes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Bits_AreTheSimulatorsElements(string order, string positions)
    {
        string[] names = order.Split(' ');
        int[] at = [.. positions.Split(' ').Select(int.Parse)];
        using RecordingEvaluator evaluator = Evaluator(Legs("B", 1, SignalStorage.Byte, frames: 3));
        evaluator.SetAxisOrder("B", names);
        uint[] words = [.. Enumerable.Range(0, Batch).Select(static b => (uint)b * 0x9E37_79B9)];
        evaluator.Reset(default, new RecordedInputs(BoolView.FromBits(words).ToSignalView()));
        Assert.Equal(
            from b in Enumerable.Range(0, Batch) from h in Enumerable.Range(0, 3) from a in at select (byte)((words[b] >> ((h * names.Length) + a)) & 1),
            evaluator.Recorded<byte>(0));
    }

    [Fact]
    public unsafe void OwnOrder_CopiesNothing()
    {
        using RecordingEvaluator evaluator = Evaluator(Legs("F"));
        float[] data = GC.AllocateArray<float>(Batch * 5, pinned: true);
        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref data[0]);
        nint AddressOf(int columns)
        {
            evaluator.Reset(default, new RecordedInputs(new FloatView(data.AsSpan(0, Batch * columns)).ToSignalView()));
            return evaluator.FirstAddresses[0];
        }

        Assert.Equal(address, AddressOf(4));
        evaluator.SetAxisOrder<Leg>(["trunk", .. s_legs]);
        Assert.NotEqual(address, AddressOf(5));
        evaluator.SetAxisOrder<Leg>(["left_hip", "left_knee", "right_hip", "right_knee"]);
        Assert.Equal(address, AddressOf(4));
    }

    [Fact]
    public void Views_MustHaveTheSimulatorsWidth()
    {
        using RecordingEvaluator evaluator = Evaluator(Legs("F", 3, frames: 2));
        evaluator.SetAxisOrder<Leg>(["trunk", .. s_legs]);
        Assert.Contains("'F' has 3600 elements; a batch of 150 needs 4500 ([B, 2, 15], row-major, in the order of SetAxisOrder)", Assert.Throws<ArgumentException>(
            () => evaluator.Reset(default, new RecordedInputs(new FloatView(new float[Batch * 24]).ToSignalView()))).Message, StringComparison.Ordinal);
        Assert.Contains("row stride of 29, less than its width 30", Assert.Throws<ArgumentException>(
            () => evaluator.Reset(default, new RecordedInputs(new FloatView(new float[Batch * 30], 0, 29).ToSignalView()))).Message, StringComparison.Ordinal);
        using RecordingEvaluator bits = Evaluator(Legs("B", storage: SignalStorage.Byte));
        bits.SetAxisOrder<Leg>([.. s_legs, "a", "b", "c", "d", "e"]);
        Assert.Contains("'B' has 9 elements in each environment; a word of 8 bits", Assert.Throws<ArgumentException>(
            () => bits.Reset(default, new RecordedInputs(BoolView.FromBits(new byte[Batch]).ToSignalView()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneSignal_MayHaveItsOwnOrder()
    {
        using RecordingEvaluator evaluator = Evaluator(Legs("A"), Legs("B"), RecordingEvaluator.Signal("C", 4));
        Type axis = typeof(Leg);
        evaluator.SetAxisOrder(axis, ["RightKnee", "RightHip", "LeftKnee", "LeftHip"]);
        evaluator.SetAxisOrder("B", ["LeftKnee", "LeftHip", "RightHip", "RightKnee"]);
        float[] data = Numbers(Batch * 4);
        SignalView view = new FloatView(data).ToSignalView();
        evaluator.Reset(default, new RecordedInputs(view, view, view));
        Assert.Equal(new[] { 4f, 3f, 2f, 1f }, evaluator.Recorded<float>(0).Take(4));
        Assert.Equal(new[] { 2f, 1f, 3f, 4f }, evaluator.Recorded<float>(1).Take(4));
        Assert.Equal(data, evaluator.Recorded<float>(2));
    }

    [Fact]
    public void Outputs_MayNotLieInTheColumns()
    {
        using RecordingEvaluator evaluator = Evaluator(Legs("F"));
        evaluator.SetAxisOrder<Leg>(["a", .. s_legs, "b"]);
        float[] data = new float[(Batch * 6) + Batch];
        evaluator.Reset(default, new RecordedInputs(new FloatView(data, 0, 6).ToSignalView()));
        void Step(int at) => evaluator.Step(
            new RecordedInputs(new FloatView(data, 0, 6).ToSignalView()), new StepEnds { Truncated = new bool[Batch] }, new StepOutputs { Total = data.AsSpan(at, Batch) });
        Assert.Contains("'Total' shares memory with the input 'F'", Assert.Throws<ArgumentException>(() => Step((Batch * 6) - 2)).Message, StringComparison.Ordinal);
        Step((Batch * 6) - 1);
    }

    [Theory]
    [InlineData("LeftHip LeftKnee RightHip", "The axis Leg has 'RightKnee', which the 3 given names lack. They are: LeftHip, LeftKnee, RightHip.")]
    [InlineData("LeftHip left_kne RightHip pelvis", "'LeftKnee' (did you mean 'left_kne'?), 'RightKnee', which the 4 given names lack")]
    [InlineData("LeftHip LeftKnee right_hip_joint RightKnee", "'RightHip' (did you mean 'right_hip_joint'?)")]
    [InlineData("LeftHip LeftHip LeftKnee RightHip RightKnee", "'LeftHip' is given twice, at 0 and 1")]
    [InlineData("left_hip LEFT-HIP LeftKnee RightHip RightKnee", "'LeftHip' may be any of 'left_hip', 'LEFT-HIP'")]
    public void Names_ThatDoNotFit_AreRefused(string names, string message)
    {
        using RecordingEvaluator evaluator = Evaluator(Legs("F"));
        evaluator.SetAxisOrder<Leg>(["RightKnee", "RightHip", "LeftKnee", "LeftHip"]);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => evaluator.SetAxisOrder<Leg>(names.Split(' '))).Message, StringComparison.Ordinal);

        // The order given before is still in force.
        evaluator.Reset(default, new RecordedInputs(new FloatView(Numbers(Batch * 4)).ToSignalView()));
        Assert.Equal(new[] { 4f, 3f, 2f, 1f }, evaluator.Recorded<float>(0).Take(4));
    }

    [Fact]
    public void ExactName_WinsOverASimilarOne()
    {
        using RecordingEvaluator evaluator = Evaluator(Legs("F"));
        evaluator.SetAxisOrder<Leg>(["left_hip", "LeftHip", "LeftKnee", "RightHip", "RightKnee"]);
        evaluator.Reset(default, new RecordedInputs(new FloatView(Numbers(Batch * 5)).ToSignalView()));
        Assert.Equal(new[] { 2f, 3f, 4f, 5f }, evaluator.Recorded<float>(0).Take(4));
    }

    [Fact]
    public void TwoElements_ForOneName_AreRefused()
    {
        using RecordingEvaluator evaluator = Evaluator(RecordingEvaluator.Signal("F", 2, axis: ["LeftHip", "Left_Hip"], axisType: "Demo.Axis"));
        Assert.Contains("'left_hip' may be 'LeftHip' or 'Left_Hip'", Assert.Throws<ArgumentException>(() => evaluator.SetAxisOrder("F", ["left_hip", "x"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHasNoAxis_IsRefused()
    {
        using RecordingEvaluator evaluator = Evaluator(Legs("F"), RecordingEvaluator.Signal("Plain", 4));
        ArgumentException other = Assert.Throws<ArgumentException>(() => evaluator.SetAxisOrder<Other>(["Only"]));
        Assert.Contains("No signal of 'Demo.Recorded' has the axis", other.Message, StringComparison.Ordinal);
        Assert.Contains("Their axes are: RewardDsl.Tests.Evaluation.AxisOrderTests.Leg", other.Message, StringComparison.Ordinal);
        Assert.Contains("'Plain' have no names", Assert.Throws<ArgumentException>(() => evaluator.SetAxisOrder("Plain", s_legs)).Message, StringComparison.Ordinal);
        Assert.Contains("The spec has: F, Plain", Assert.Throws<KeyNotFoundException>(() => evaluator.SetAxisOrder("G", s_legs)).Message, StringComparison.Ordinal);
        Assert.Contains("index 1 is null", Assert.Throws<ArgumentException>(() => evaluator.SetAxisOrder("F", ["a", null!])).Message, StringComparison.Ordinal);
        evaluator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => evaluator.SetAxisOrder<Leg>(s_legs));
    }
}
