using System;
using System.Linq;
using Xunit;

namespace RewardDsl.Tests.Evaluation;

/// <summary>Kernels that read past rows do not get the last rows of the caller's buffers, however the batch is shared.</summary>
public sealed unsafe class BufferEndTests
{
    private const int RowsReadPast = 5;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(144, 1)]
    [InlineData(128, 2)]
    [InlineData(129, 2)]
    [InlineData(130, 2)]
    [InlineData(257, 3)]
    [InlineData(385, 4)]
    public void TheLastRows_AreCopied(int batch, int threads)
    {
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            // A wide second signal lets each tile of the batch be a part.
            using var evaluator = new RecordingEvaluator(
                batch, RecordingEvaluator.LayoutOf(RecordingEvaluator.Signal("Id", 1), RecordingEvaluator.Signal("Wide", 3000)), new EvaluatorOptions { Threads = threads, Width = width });
            float[] ids = GC.AllocateArray<float>(batch, pinned: true);
            float[] wide = new float[batch * 3000];
            fixed (float* address = ids)
            {
                var inputs = new RecordedInputs(new FloatView(ids).ToSignalView(), new FloatView(wide).ToSignalView());
                evaluator.Reset(default, inputs);
                evaluator.Step(inputs);
                nint start = (nint)address;
                nint end = start + (sizeof(float) * batch);
                (nint Address, int Rows)[] direct = [.. evaluator.Runs.Where(r => r.Address >= start && r.Address < end)];
                Assert.All(direct, run => Assert.True(run.Address + (sizeof(float) * (run.Rows + RowsReadPast)) <= end, $"{batch}, {width}: rows up to {((run.Address - start) / sizeof(float)) + run.Rows} of {batch} in place"));
                Assert.True(batch < 32 || direct.Length > 0);
                Assert.True(threads == 1 || evaluator.Runs.Count >= 2);
            }
        }
    }
}
