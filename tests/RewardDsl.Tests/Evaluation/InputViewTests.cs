using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace RewardDsl.Tests.Evaluation;

/// <summary>Whatever form the simulator's buffers have, the kernel sees dense rows; what does not fit is refused by name.</summary>
public sealed class InputViewTests
{
    private enum Gait
    {
        Stand,
        Walk,
        Run,
    }

    private enum Tiny : byte
    {
        Zero,
    }

    public static TheoryData<int, VectorWidth> Batches
    {
        get
        {
            var data = new TheoryData<int, VectorWidth>();
            foreach (int batch in new[] { 1, 4, 17, 128, 130, 301 })
            {
                data.Add(batch, VectorWidth.Vector128);
                data.Add(batch, VectorWidth.Vector512);
            }

            return data;
        }
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(static i => (float)i)];

    private static int[] Ints(int count) => [.. Enumerable.Range(1, count)];

    private static RecordingEvaluator Evaluator(int batch, VectorWidth width, params SignalInfo[] signals) =>
        new(batch, RecordingEvaluator.LayoutOf(signals), new EvaluatorOptions { Width = width });

    /// <summary>Reset and step both see the expected rows.</summary>
    private static void AssertRows<T>(RecordingEvaluator evaluator, SignalView view, IEnumerable<T> expected)
        where T : unmanaged
    {
        evaluator.Reset(default, new RecordedInputs(view));
        Assert.Equal(expected, evaluator.Recorded<T>(0));
        evaluator.Step(new RecordedInputs(view));
        Assert.Equal(expected, evaluator.Recorded<T>(0));
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Frames_InsideTheRow_AreGathered(int batch, VectorWidth width)
    {
        using RecordingEvaluator evaluator = Evaluator(batch, width, RecordingEvaluator.Signal("History", 6, frames: 3));
        float[] buffer = Numbers(2 + (batch * 19));
        AssertRows(evaluator, new FloatView(buffer, 2, 19, 5).ToSignalView(),
            from b in Enumerable.Range(0, batch) from h in Enumerable.Range(0, 3) from d in Enumerable.Range(0, 2) select buffer[2 + (19 * b) + (5 * h) + d]);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Frames_OutsideTheRows_AreGathered(int batch, VectorWidth width)
    {
        using RecordingEvaluator evaluator = Evaluator(batch, width, RecordingEvaluator.Signal("Touch", 6, SignalStorage.Byte, frames: 3));
        byte[] buffer = [.. Enumerable.Range(0, 3 * batch * 2).Select(static i => (byte)(i * 7))];
        AssertRows(evaluator, new BoolView(buffer, 0, 2, 2 * batch).ToSignalView(),
            from b in Enumerable.Range(0, batch) from h in Enumerable.Range(0, 3) from d in Enumerable.Range(0, 2) select buffer[(2 * b) + (2 * batch * h) + d]);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Frames_Dense_AreReadInPlace(int batch, VectorWidth width)
    {
        using RecordingEvaluator evaluator = Evaluator(batch, width, RecordingEvaluator.Signal("History", 6, frames: 3));
        float[] buffer = Numbers(batch * 6);
        AssertRows(evaluator, new FloatView(buffer).ToSignalView(), buffer);
        AssertRows(evaluator, new FloatView(buffer, 0, 6, 2).ToSignalView(), buffer);
        float[] wide = Numbers(batch * 9);
        AssertRows(evaluator, new FloatView(wide, 0, 9).ToSignalView(), Enumerable.Range(0, batch * 6).Select(i => wide[(i / 6 * 9) + (i % 6)]));
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Ints_DenseStridedFramesAndEnums(int batch, VectorWidth width)
    {
        using RecordingEvaluator evaluator = Evaluator(batch, width, RecordingEvaluator.Signal("Phase", 4, SignalStorage.Int32, frames: 2));
        int[] buffer = Ints(batch * 11);
        AssertRows(evaluator, new IntView(buffer.AsSpan(0, batch * 4)).ToSignalView(), buffer.AsSpan(0, batch * 4).ToArray());
        AssertRows(evaluator, new IntView(buffer, 3, 8).ToSignalView(), Enumerable.Range(0, batch * 4).Select(i => buffer[3 + (i / 4 * 8) + (i % 4)]));
        AssertRows(evaluator, new IntView(buffer, 0, 11, 7).ToSignalView(), Enumerable.Range(0, batch * 4).Select(i => buffer[(i / 4 * 11) + (i % 4 / 2 * 7) + (i % 2)]));
        Gait[] gaits = [.. Enumerable.Range(0, batch * 4).Select(static i => (Gait)(i % 3))];
        AssertRows(evaluator, IntView.Of<Gait>(gaits).ToSignalView(), gaits.Select(static g => (int)g));
    }

    [Fact]
    public void Ints_OfASmallEnum_AreRefused() =>
        Assert.Contains("have 1 bytes", Assert.Throws<ArgumentException>(static () => { _ = IntView.Of<Tiny>(new Tiny[3]); }).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Batches))]
    public void Bits_OfEveryWord_BecomeBytes(int batch, VectorWidth width)
    {
        var random = new Random(batch);
        ulong[] words = [.. Enumerable.Range(0, (3 * batch) + 1).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
        IEnumerable<byte> Expected(int elements, int offset, int stride) =>
            from b in Enumerable.Range(0, batch) from j in Enumerable.Range(0, elements) select (byte)((words[offset + (b * stride)] >> j) & 1);
        byte[] bytes = [.. words.Select(static w => (byte)w)];
        uint[] ints = [.. words.Select(static w => (uint)w)];
        using RecordingEvaluator five = Evaluator(batch, width, RecordingEvaluator.Signal("Touch", 5, SignalStorage.Byte));
        AssertRows(five, BoolView.FromBits(bytes.AsSpan(0, batch)).ToSignalView(), Expected(5, 0, 1));
        AssertRows(five, BoolView.FromBits(ints.AsSpan(0, batch)).ToSignalView(), Expected(5, 0, 1));
        using RecordingEvaluator all = Evaluator(batch, width, RecordingEvaluator.Signal("Touch", 64, SignalStorage.Byte, frames: 4));
        AssertRows(all, BoolView.FromBits(words.AsSpan(0, batch)).ToSignalView(), Expected(64, 0, 1));
        AssertRows(all, BoolView.FromBits(words, 1, 3).ToSignalView(), Expected(64, 1, 3));
        using RecordingEvaluator one = Evaluator(batch, width, RecordingEvaluator.Signal("Touch", 1, SignalStorage.Byte));
        AssertRows(one, BoolView.FromBits(ints, 2, 2).ToSignalView(), Expected(1, 2, 2));
    }

    [Fact]
    public void Vectors_AreRowsOfFloats()
    {
        using RecordingEvaluator evaluator = Evaluator(2, VectorWidth.Auto, RecordingEvaluator.Signal("V", 4));
        AssertRows(evaluator, ((FloatView)new Vector4[] { new(1, 2, 3, 4), new(5, 6, 7, 8) }).ToSignalView(), Numbers(8));
        AssertRows(evaluator, ((FloatView)new Quaternion[] { new(1, 2, 3, 4), new(5, 6, 7, 8) }).ToSignalView(), Numbers(8));
    }

    [Fact]
    public void Optional_GivesValuesAndPresence()
    {
        using RecordingEvaluator evaluator = Evaluator(3, VectorWidth.Auto, RecordingEvaluator.Signal("Goal", 2), RecordingEvaluator.Signal("Goal?", 1, SignalStorage.Byte));
        var view = new OptionalFloatView(Numbers(6), new[] { true, false, true });
        evaluator.Reset(default, new RecordedInputs(view.ToSignalView(), view.PresentToSignalView()));
        Assert.Equal(Numbers(6), evaluator.Recorded<float>(0));
        Assert.Equal(new byte[] { 1, 0, 1 }, evaluator.Recorded<byte>(1));
    }

    [Fact]
    public void Buffers_AreByStorage()
    {
        using RecordingEvaluator evaluator = Evaluator(
            2, VectorWidth.Auto, RecordingEvaluator.Signal("F", 2), RecordingEvaluator.Signal("I", 2, SignalStorage.Int32), RecordingEvaluator.Signal("B", 2, SignalStorage.Byte));
        var buffers = new SignalBuffers(evaluator.Info, 2);
        buffers.Float("F")[3] = 2.5f;
        buffers.Int("I")[2] = -7;
        buffers.Bytes("B")[1] = 9;
        evaluator.Reset(default, buffers);
        Assert.Equal(new[] { 0f, 0f, 0f, 2.5f }, evaluator.Recorded<float>(0));
        Assert.Equal(new[] { 0, 0, -7, 0 }, evaluator.Recorded<int>(1));
        Assert.Equal(new byte[] { 0, 9, 0, 0 }, evaluator.Recorded<byte>(2));
        Assert.Contains("use Int", Assert.Throws<KeyNotFoundException>(() => buffers.Float("I")).Message, StringComparison.Ordinal);
        Assert.Contains("use Bytes", Assert.Throws<KeyNotFoundException>(() => buffers.Int("B")).Message, StringComparison.Ordinal);
        Assert.Contains("use Float", Assert.Throws<KeyNotFoundException>(() => buffers.Bytes("F")).Message, StringComparison.Ordinal);
    }

    private delegate SignalView Make();

    private static void AssertRefused(SignalInfo signal, string part, Make make)
    {
        // The bad view comes last: what was checked before it must not have been used either.
        using RecordingEvaluator evaluator = Evaluator(3, VectorWidth.Auto, RecordingEvaluator.Signal("Id", 1), signal);
        float[] ids = Numbers(3);
        float[] total = [7f, 7f, 7f];
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => evaluator.Reset(default, new RecordedInputs(new FloatView(ids).ToSignalView(), make()))).Message, StringComparison.Ordinal);
        Assert.Contains(part, Assert.Throws<ArgumentException>(() =>
        {
            using RecordingEvaluator other = Evaluator(3, VectorWidth.Auto, RecordingEvaluator.Signal("Id", 1), RecordingEvaluator.Signal("Fine", 1));
            evaluator.Load(Saved(other));
            evaluator.Step(new RecordedInputs(new FloatView(ids).ToSignalView(), make()), new StepEnds { Truncated = new bool[3] }, new StepOutputs { Total = total });
        }).Message, StringComparison.Ordinal);
        Assert.Equal(0, evaluator.Calls);
        Assert.All(total, static t => Assert.Equal(7f, t));
    }

    /// <summary>A checkpoint in which every environment has had its reset.</summary>
    private static System.IO.MemoryStream Saved(RecordingEvaluator evaluator)
    {
        evaluator.Reset(default, new SignalBuffers(evaluator.Info, evaluator.BatchSize));
        var stream = new System.IO.MemoryStream();
        evaluator.Save(stream);
        stream.Position = 0;
        return stream;
    }

    [Fact]
    public void Frames_ThatDoNotFit_AreRefused()
    {
        SignalInfo signal = RecordingEvaluator.Signal("History", 6, frames: 3);
        AssertRefused(signal, "'History' has a frame stride of 1, less than the 2 elements of a frame", static () => new FloatView(new float[99], 0, 9, 1).ToSignalView());
        AssertRefused(signal, "row stride of 5 and a frame stride of 2: 3 rows of 3 frames of 2 elements would overlap", static () => new FloatView(new float[99], 0, 5, 2).ToSignalView());
        AssertRefused(signal, "row stride of 2 and a frame stride of 5: 3 rows of 3 frames of 2 elements would overlap", static () => new FloatView(new float[99], 0, 2, 5).ToSignalView());
        AssertRefused(signal, "with stride 3 need 26", static () => new FloatView(new float[26], 1, 9, 3).ToSignalView());
        AssertRefused(signal, "'History' has 17 elements; a batch of 3 needs 18 ([B, 3, 2], row-major)", static () => new FloatView(new float[17]).ToSignalView());
        AssertRefused(signal, "row stride of 5, less than its width 6", static () => new FloatView(new float[99], 0, 5).ToSignalView());
        AssertRefused(RecordingEvaluator.Signal("Plain", 6), "'Plain' has no history", static () => new FloatView(new float[99], 0, 9, 2).ToSignalView());
        Assert.Throws<ArgumentOutOfRangeException>(static () => { _ = new FloatView(new float[9], 0, 9, 0); });
        Assert.Throws<ArgumentOutOfRangeException>(static () => { _ = new BoolView(new byte[9], 0, 9, -1); });
        Assert.Throws<ArgumentOutOfRangeException>(static () => { _ = new IntView(new int[9], 10, 9, 1); });
    }

    [Fact]
    public void Bits_ThatDoNotFit_AreRefused()
    {
        AssertRefused(
            RecordingEvaluator.Signal("Touch", 9, SignalStorage.Byte), "'Touch' has 9 elements in each environment; a word of 8 bits cannot hold them", static () => BoolView.FromBits(new byte[3]).ToSignalView());
        SignalInfo signal = RecordingEvaluator.Signal("Touch", 8, SignalStorage.Byte);
        AssertRefused(signal, "'Touch' has 4 words of 32 bits; a batch of 3 needs 3", static () => BoolView.FromBits(new uint[4]).ToSignalView());
        AssertRefused(signal, "'Touch' has 4 words of 64 bits from its offset; 3 words with stride 2 need 5", static () => BoolView.FromBits(new ulong[5], 1, 2).ToSignalView());
        Assert.Throws<ArgumentOutOfRangeException>(static () => { _ = BoolView.FromBits(new uint[3], 4); });
        Assert.Throws<ArgumentOutOfRangeException>(static () => { _ = BoolView.FromBits(new uint[3], 0, -1); });
    }

    [Fact]
    public void Masks_OfBits_AreRefused()
    {
        using RecordingEvaluator evaluator = Evaluator(3, VectorWidth.Auto, RecordingEvaluator.Signal("X", 1));
        Assert.Contains("'mask' must be dense", Assert.Throws<ArgumentException>(
            () => evaluator.Reset(BoolView.FromBits(new uint[3]), new RecordedInputs(new FloatView(Numbers(3)).ToSignalView()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StagedInputs_AllocateNothing()
    {
        using RecordingEvaluator evaluator = Evaluator(
            200, VectorWidth.Auto, RecordingEvaluator.Signal("H", 6, frames: 3), RecordingEvaluator.Signal("B", 8, SignalStorage.Byte));
        float[] history = new float[200 * 9];
        uint[] words = new uint[200];
        float[] total = new float[200];
        bool[] truncated = new bool[200];
        RecordedInputs Inputs() => new(new FloatView(history, 0, 9, 3).ToSignalView(), BoolView.FromBits(words).ToSignalView());
        void Step() => evaluator.Step(Inputs(), new StepEnds { Truncated = truncated }, new StepOutputs { Total = total });
        evaluator.Reset(default, Inputs());
        for (int i = 0; i < 3; i++)
        {
            Step();
        }

        Assert.Contains(0, AllocationsOf(Step));
    }

    /// <summary>Bytes of a hundred calls, in several rounds: a collection beside a round can count as its allocation, an allocating call counts in every round.</summary>
    private static IEnumerable<long> AllocationsOf(Action call)
    {
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                call();
            }

            yield return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
