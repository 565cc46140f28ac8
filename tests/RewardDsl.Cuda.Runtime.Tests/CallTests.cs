using System;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>Misuse, parameters, capture, streams, threads.</summary>
[Collection("stand-in")]
public sealed class CallTests : StandInTests
{
    private const int Batch = 33;

    [StandInFact]
    public void Summary_OfStepsWithoutReset_Throws()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        using var lenient = new Hopper.CudaEvaluator(Batch, StandIn.Options with { AfterEnd = AfterEndPolicy.Continue });
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        Assert.Contains($"{Batch} steps since the last summary", Assert.Throws<InvalidOperationException>(() => evaluator.Summary()).Message, StringComparison.Ordinal);
        Assert.Equal(default, evaluator.Summary());

        // What was never reset is told under every policy, as on the CPU.
        lenient.Step(run.Inputs, run.Ends, run.Outputs);
        Assert.Contains("never reset", Assert.Throws<InvalidOperationException>(() => lenient.Summary()).Message, StringComparison.Ordinal);
        foreach (Hopper.CudaEvaluator each in new[] { evaluator, lenient })
        {
            each.Reset(run.Inputs);
            run.Truncated.CopyFrom([.. Enumerable.Repeat((byte)1, Batch)]);
            each.Step(run.Inputs, run.Ends, run.Outputs);
            StepSummary first = each.Summary();
            Assert.Equal(Batch, first.Terminated + first.Truncated);
            each.Step(run.Inputs, run.Ends, run.Outputs);
        }

        Assert.Throws<InvalidOperationException>(() => evaluator.Summary());
        StepSummary counted = lenient.Summary();
        Assert.Equal(Batch, counted.Terminated + counted.Truncated);
        evaluator.Reset(evaluator.Ended, run.Inputs);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        evaluator.Summary();
    }

    [StandInFact]
    public void CopyEnded_TellsWhatLoadAndStepsLeft()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options with { AfterEnd = AfterEndPolicy.Continue });
        using var copy = new DeviceBuffer<byte>(Batch, StandIn.Options);
        bool[] Ended()
        {
            evaluator.CopyEnded(copy);
            return [.. copy.ToArray().Select(static b => b != 0)];
        }

        Assert.All(Ended(), Assert.True);
        evaluator.Reset(run.Inputs);
        Assert.All(Ended(), Assert.False);
        using var running = new MemoryStream();
        evaluator.Save(running);
        byte[] truncated = [.. Enumerable.Range(0, Batch).Select(static i => (byte)(i % 2))];
        run.Truncated.CopyFrom(truncated);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        bool[] ended = Ended();
        Assert.All(truncated.Zip(ended), static pair => Assert.True(pair.First == 0 || pair.Second));

        // What has ended stays so however it is stepped.
        run.Truncated.CopyFrom(new byte[Batch]);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        Assert.All(ended.Zip(Ended()), static pair => Assert.True(pair.Second || !pair.First));
        evaluator.Load(new MemoryStream(running.ToArray()));
        Assert.All(Ended(), Assert.False);
        using var small = new DeviceBuffer<byte>(Batch - 1, StandIn.Options);
        Assert.Throws<ArgumentException>(() => evaluator.CopyEnded(small));
    }

    [StandInFact]
    public void CapturedSteps_SeeParametersThatAreUploaded()
    {
        const nint stream = 7;
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options with { Stream = stream });
        evaluator.Reset(run.Inputs);
        StandIn.BeginCapture(stream);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        StandIn.EndCapture(stream);

        using var checkpoint = new MemoryStream();
        evaluator.Save(checkpoint);
        StandIn.Replay(stream);
        float[] first = run.Total.ToArray();
        Assert.Equal(run.Expected(), first);

        evaluator.Parameters["Posture.Weight"] = 3f;
        evaluator.Load(new MemoryStream(checkpoint.ToArray()));
        Assert.Equal(1f, evaluator.Parameters["Posture.Weight"]);
        StandIn.Replay(stream);
        Assert.Equal(first, run.Total.ToArray());

        evaluator.Load(new MemoryStream(checkpoint.ToArray()));
        evaluator.Parameters["Posture.Weight"] = 3f;
        evaluator.UploadParameters();
        StandIn.Replay(stream);
        Assert.NotEqual(first, run.Total.ToArray());
    }

    [StandInFact]
    public void Capture_OfWhatIsNotLoadedOrUploaded_SaysWhatToCallBefore()
    {
        const nint stream = 9;
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options with { Stream = stream });
        using var shifted = new DeviceBuffer<float>((4 * Batch) + 1, StandIn.Options);
        Hopper.CudaEvaluator.DeviceInputs unaligned = run.With(angles: new DeviceFloatView(shifted.Pointer + sizeof(float), 4 * Batch));
        evaluator.Reset(run.Inputs);
        StandIn.BeginCapture(stream);
        Assert.Contains("Call Prepare", Assert.Throws<InvalidOperationException>(() => evaluator.Step(unaligned, run.Ends, run.Outputs)).Message, StringComparison.Ordinal);
        evaluator.Parameters["Posture.Weight"] = 2f;
        Assert.Contains("Call UploadParameters", Assert.Throws<InvalidOperationException>(() => evaluator.Step(run.Inputs, run.Ends, run.Outputs)).Message, StringComparison.Ordinal);
        Assert.Contains("Call Prepare before", Assert.Throws<InvalidOperationException>(() => evaluator.Prepare(unaligned)).Message, StringComparison.Ordinal);
        StandIn.EndCapture(stream);
        evaluator.Prepare(unaligned);
        evaluator.UploadParameters();
        long uploads = StandIn.Count("uploads");
        StandIn.BeginCapture(stream);
        evaluator.Step(unaligned, run.Ends, run.Outputs);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        StandIn.EndCapture(stream);
        Assert.Equal(uploads, StandIn.Count("uploads"));
    }

    [StandInFact]
    public void Copies_IntoACapture_AreRefused()
    {
        const nint stream = 8;
        CudaOptions options = StandIn.Options with { Stream = stream };
        using var run = new HopperRun(Batch, options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, options);
        using var signals = new DeviceSignalBuffers(Hopper.Spec, Batch, options);
        evaluator.Reset(run.Inputs);
        byte[] saved = Saved(evaluator);
        StandIn.BeginCapture(stream);
        foreach (Action copy in new Action[]
        {
            () => run.Total.CopyFrom(new float[Batch]), () => run.Total.ToArray(), () => signals.CopyFrom(run.Host), () => signals.CopyTo(run.Host), () => evaluator.Summary(),
            () => evaluator.SetParameter("Gain", new float[Batch]), () => evaluator.Load(new MemoryStream(saved)), () => Saved(evaluator),
            () => evaluator.ReadEpisodeSum("Posture", new float[Batch]), () => new DeviceBuffer<int>([1, 2], options).Dispose(),
        })
        {
            Assert.Contains("before or after the capture", Assert.Throws<InvalidOperationException>(copy).Message, StringComparison.Ordinal);
        }

        StandIn.EndCapture(stream);
        Assert.Equal(saved, Saved(evaluator));
    }

    [StandInFact]
    public void Copies_FromPageLockedMemory_AreWaitedFor()
    {
        StandIn.Set("page_locked", 1);
        try
        {
            using var buffer = new DeviceBuffer<float>(Batch, StandIn.Options);
            float[] values = [.. Enumerable.Repeat(2f, Batch)];
            buffer.CopyFrom(values);
            values.AsSpan().Clear();
            Assert.All(buffer.ToArray(), static x => Assert.Equal(2f, x));

            using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
            values.AsSpan().Fill(3f);
            evaluator.SetParameter("Gain", values);
            byte[] saved = Saved(evaluator);
            values.AsSpan().Clear();
            Assert.Equal(saved, Saved(evaluator));
            evaluator.Load(new MemoryStream(saved));
            GC.Collect();
            Assert.Equal(saved, Saved(evaluator));
        }
        finally
        {
            StandIn.Set("page_locked", 0);
        }
    }

    [StandInFact]
    public void Buffers_UseTheStreamOfTheOptions_AndAreReadyForEvery()
    {
        CudaOptions options = StandIn.Options with { Stream = 41 };
        long busy = StandIn.Count("busy");
        using var buffer = new DeviceBuffer<int>([1, 2, 3], options);
        Assert.Equal((41, busy), (StandIn.Count("last_copy"), StandIn.Count("busy")));
        using var signals = new DeviceSignalBuffers(Hopper.Spec, Batch, options);
        Assert.Equal((41, busy), (StandIn.Count("last_fill"), StandIn.Count("busy")));
        buffer.CopyFrom([4, 5, 6], stream: 42);
        Assert.Equal(42, StandIn.Count("last_copy"));
        signals.CopyFrom(new SignalBuffers(Hopper.Spec, Batch));
        Assert.Equal(41, StandIn.Count("last_copy"));
        using var evaluator = new Hopper.CudaEvaluator(Batch, options);
        Assert.Equal(busy, StandIn.Count("busy"));
    }

    [StandInFact]
    public void Kernels_AreLaunchedOnceBeforeTheyAreNeeded()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        long launches = StandIn.Count("launches");
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        Assert.Equal(launches + 2, StandIn.Count("launches"));
        byte[] before = Saved(evaluator);
        using var shifted = new DeviceBuffer<float>((4 * Batch) + 1, StandIn.Options);
        Hopper.CudaEvaluator.DeviceInputs unaligned = run.With(angles: new DeviceFloatView(shifted.Pointer + sizeof(float), 4 * Batch));
        evaluator.Prepare(run.Inputs);
        Assert.Equal(launches + 2, StandIn.Count("launches"));
        evaluator.Prepare(unaligned);
        evaluator.Prepare(unaligned);
        Assert.Equal(launches + 4, StandIn.Count("launches"));
        Assert.Equal(before, Saved(evaluator));
        Assert.Equal(default, evaluator.Summary());
        using var slope = new Slope.CudaEvaluator(Batch, StandIn.Options);
        Assert.Equal(launches + 7, StandIn.Count("launches"));
    }

    [StandInFact]
    public void Counts_BeyondAnInt_AreItsLargest_AndMisuseIsNotLost()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        run.Truncated.CopyFrom([.. Enumerable.Repeat((byte)1, Batch)]);
        evaluator.Reset(run.Inputs);

        // As after so many steps: a counter of 32 bits would be back at 0.
        StandIn.Set("counted", 1L << 32);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => evaluator.Summary());
        Assert.StartsWith("4294967296 steps", failure.Message, StringComparison.Ordinal);
        using var lenient = new Hopper.CudaEvaluator(Batch, StandIn.Options with { AfterEnd = AfterEndPolicy.Continue });
        lenient.Reset(run.Inputs);
        StandIn.Set("counted", 1L << 32);
        lenient.Step(run.Inputs, run.Ends, run.Outputs);
        int[] violations = new int[1];
        StepSummary most = lenient.Summary(violations);
        Assert.Equal((int.MaxValue, int.MaxValue, int.MaxValue), (most.Terminated, most.Truncated, most.NonFinite));
        Assert.InRange(violations[0], 1, Batch);
    }

    [StandInFact]
    public void EmptyMask_WithAnAddress_IsAll()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var none = new DeviceBuffer<byte>(new byte[Batch], StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        evaluator.Reset(new DeviceBoolView(none.Pointer, 0), run.Inputs);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        evaluator.Summary();
        Assert.Equal(run.Expected(), run.Total.ToArray());
    }

    [StandInFact]
    public void TermTotals_AreOfTheStep()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        int columns = Hopper.Spec.Columns.Count;
        using var terms = new DeviceBuffer<float>(columns * Batch, StandIn.Options);
        using var totals = new DeviceBuffer<float>([.. Enumerable.Repeat(float.NaN, columns)], StandIn.Options);
        evaluator.Reset(run.Inputs);
        for (int t = 0; t < 2; t++)
        {
            evaluator.Step(run.Inputs, run.Ends, new DeviceStepOutputs { Total = run.Total, Terms = terms, TermTotals = totals });
            float[] paid = terms.ToArray();
            float[] sums = totals.ToArray();
            for (int k = 0; k < columns; k++)
            {
                Assert.Equal(paid.AsSpan(k * Batch, Batch).ToArray().Sum(static x => (double)x), sums[k], 1e-3);
            }
        }
    }

    [StandInFact]
    public void Parameters_AreUploadedOnlyWhereOneChanged()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        evaluator.Reset(run.Inputs);
        long uploads = StandIn.Count("uploads");
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        Assert.Equal(uploads, StandIn.Count("uploads"));
        evaluator.Parameters["Posture.Weight"] = 0.5f;
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        Assert.Equal(uploads + 1, StandIn.Count("uploads"));
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluator.SetParameter("Gain", new float[Batch].Select(static _ => 5f).ToArray()));
        Assert.Throws<ArgumentException>(() => evaluator.SetParameter("Gain", new float[2]));
        Assert.Throws<ArgumentException>(() => evaluator.SetParameter("Posture.Weight", new float[Batch]));
        Assert.Equal(Batch, evaluator.GetParameter("Gain").Elements);
    }

    [StandInFact]
    public void Threads_WithoutAContext_GetIt()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        float[] expected = run.Expected();
        for (int i = 0; i < 2; i++)
        {
            Exception? failure = null;
            var thread = new Thread(() =>
            {
                try
                {
                    evaluator.Reset(run.Inputs);
                    evaluator.Step(run.Inputs, run.Ends, run.Outputs);
                    Assert.Equal(expected, run.Total.ToArray());
                }
                catch (Exception thrown) when (thrown is CudaException or Xunit.Sdk.XunitException)
                {
                    failure = thrown;
                }
            });
            thread.Start();
            thread.Join();
            Assert.Null(failure);
        }

        Assert.Equal(1, StandIn.Count("contexts"));
    }

    [StandInFact]
    public void Streams_AreTheCallersTheOptionsOrTorchs()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using (var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options with { Stream = 5 }))
        {
            evaluator.Reset(run.Inputs);
            Assert.Equal(5, StandIn.Count("last_stream"));
            evaluator.Reset(run.Inputs, stream: 6);
            Assert.Equal(6, StandIn.Count("last_stream"));
        }

        // A libtorch that is loaded is asked at each call; the stand-in is one under another name, with settings of its own.
        nint torch = System.Runtime.InteropServices.NativeLibrary.Load(Path.Combine(StandIn.Folder, "libtorch_cuda.so"));
        SetTorchStream(torch, 11);
        using var followed = new Hopper.CudaEvaluator(Batch, StandIn.Options with { Stream = null });
        followed.Reset(run.Inputs);
        Assert.Equal(11, StandIn.Count("last_stream"));
        SetTorchStream(torch, 12);
        followed.Reset(run.Inputs);
        Assert.Equal(12, StandIn.Count("last_stream"));
    }

    [StandInFact]
    public unsafe void TorchMemory_IsAskedOfTheLoadedLibtorch()
    {
        System.Runtime.InteropServices.NativeLibrary.Load(Path.Combine(StandIn.Folder, "libtorch_cpu.so"));
        nint data = 0x1234;
        Assert.Equal(0x1234, TorchMemory.DataPointer((nint)(&data)));
        Assert.Throws<ArgumentException>(() => TorchMemory.DataPointer(0));
    }

    [StandInFact]
    public void Gradient_HasTheBitsOfTheCpu_AndChangesNothing()
    {
        CudaOptions options = StandIn.Options;
        using var cpu = new Slope.Evaluator(Batch);
        using var device = new Slope.CudaEvaluator(Batch, options);
        var host = new SignalBuffers(Slope.Spec, Batch);
        var expected = new SignalBuffers(Slope.Spec, Batch);
        var actual = new SignalBuffers(Slope.Spec, Batch);
        using var signals = new DeviceSignalBuffers(Slope.Spec, Batch, options);
        using var gradients = new DeviceSignalBuffers(Slope.Spec, Batch, options);
        using var truncated = new DeviceBuffer<byte>(new byte[Batch], options);
        using var at = new DeviceBuffer<float>(3 * Batch, options);
        new Signals(5).Fill(host, Slope.Spec);
        signals.CopyFrom(host);
        cpu.Reset(default, host);
        device.Reset(default, signals);
        byte[] before = Saved(device);
        var ends = new DeviceStepEnds { Truncated = truncated };
        cpu.Gradient(host, new StepEnds { Truncated = new byte[Batch] }, expected);
        device.Gradient(signals, ends, gradients);
        gradients.CopyTo(actual);
        foreach (string signal in new[] { "Point", "Speed" })
        {
            Assert.Equal(expected.Float(signal), actual.Float(signal));
            Assert.Contains(actual.Float(signal), static g => g != 0f);
        }

        Assert.Equal(before, Saved(device));

        // Only what is asked for; and what does not fit is refused.
        var inputs = new Slope.CudaEvaluator.DeviceInputs
        {
            Point = new DeviceFloatView(signals["Point"], 3 * Batch), Speed = new DeviceFloatView(signals["Speed"], Batch), Held = new DeviceBoolView(signals["Held"], Batch),
        };
        device.Gradient(inputs, ends, new Slope.CudaEvaluator.DeviceGradients { Point = at });
        Assert.Equal(expected.Float("Point"), at.ToArray());
        void Refused(Slope.CudaEvaluator.DeviceGradients wrong, string part) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(() => device.Gradient(inputs, ends, wrong)).Message, StringComparison.Ordinal);
        Refused(new() { Speed = at }, "The gradient of 'Speed' has 99 elements; a batch of 33 needs 33");
        Refused(new() { Point = inputs.Point }, "The gradient of 'Point' shares memory with the input 'Point'");
        Refused(new() { Point = at, Speed = new DeviceFloatView(at.Pointer, Batch) }, "The gradients of 'Point' and 'Speed' share memory");

        using var without = new Hopper.CudaEvaluator(Batch, options);
        using var other = new DeviceSignalBuffers(Hopper.Spec, Batch, options);
        Assert.Contains("Gradient = true", Assert.Throws<InvalidOperationException>(() => without.Gradient(other, ends, other)).Message, StringComparison.Ordinal);
    }

    [StandInFact]
    public void Load_WhatDoesNotFit_ChangesNothing()
    {
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        using var other = new Hopper.CudaEvaluator(Batch + 1, StandIn.Options);
        using var sumless = new Hopper.CudaEvaluator(Batch, StandIn.Options with { EpisodeSums = false });
        byte[] before = Saved(evaluator);
        Assert.Contains("34 environments; this evaluator has 33", Assert.Throws<InvalidDataException>(() => evaluator.Load(new MemoryStream(Saved(other)))).Message, StringComparison.Ordinal);
        Assert.Contains("EpisodeSums", Assert.Throws<InvalidDataException>(() => evaluator.Load(new MemoryStream(Saved(sumless)))).Message, StringComparison.Ordinal);
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => evaluator.Load(new MemoryStream(before[..^3]))).Message, StringComparison.Ordinal);
        Assert.Equal(before, Saved(evaluator));
        Assert.Contains("EpisodeSums = true", Assert.Throws<InvalidOperationException>(() => sumless.EpisodeSum("Posture")).Message, StringComparison.Ordinal);
    }

    [StandInFact]
    public void Disposed_EveryCallSaysSo()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        evaluator.Dispose();
        evaluator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => evaluator.Step(run.Inputs, run.Ends, run.Outputs));
        Assert.Throws<ObjectDisposedException>(() => evaluator.Reset(run.Inputs));
        Assert.Throws<ObjectDisposedException>(() => evaluator.Summary());
        Assert.Throws<ObjectDisposedException>(() => evaluator.Ended);
        var buffer = new DeviceBuffer<int>(3, StandIn.Options);
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.Pointer);
    }

    private static byte[] Saved(CudaRewardEvaluator evaluator)
    {
        using var stream = new MemoryStream();
        evaluator.Save(stream);
        return stream.ToArray();
    }

    private static unsafe void SetTorchStream(nint torch, long value)
    {
        var set = (delegate* unmanaged<byte*, long, void>)System.Runtime.InteropServices.NativeLibrary.GetExport(torch, "standin_set");
        fixed (byte* name = "torch_stream\0"u8)
        {
            set(name, value);
        }
    }
}
