using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using RewardDsl.Torch.Specs;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>A fused total takes part in a backward pass: its gradients are those of the kernel, and those of the tensor operations.</summary>
public sealed class FusedGradientTests
{
    private const int Batch = 33;

    public static TheoryData<string> Specs => [.. WithGradients.Select(static s => s.FullName!)];

    private static IEnumerable<Type> WithGradients => CorpusOnTensorsTests.All.Where(static s => s.GetNestedType("Gradients") != null);

    [Fact]
    public void Corpus_HasTheSpecsWithGradients()
    {
        foreach (Type spec in new[] { typeof(Reaching), typeof(Kinks), typeof(Limbs), typeof(RewardDsl.Specs.WithGradients), typeof(RewardDsl.Specs.WithGradientsBase), typeof(RewardDsl.Specs.WithGradientsOnly) })
        {
            Assert.Contains(spec, WithGradients);
        }
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void Backward_ThroughTheFusedTotal_IsTheKernelsGradientAndTheEagerOne(string name)
    {
        Type spec = WithGradients.First(s => s.FullName == name);
        RewardSpecInfo info = TorchForm.InfoOf(spec);
        using var evaluator = (RewardEvaluator)Activator.CreateInstance(spec.GetNestedType("Evaluator")!, Batch, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue })!;
        var kernels = new SignalBuffers(info, Batch);
        using TorchForm fused = TorchForm.Fused(spec, Batch, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue });
        using TorchForm eager = TorchForm.Eager(spec, Batch, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue });
        var signals = new TorchSignals(info, Batch, 11);
        int some = 0;
        long live = 0;
        for (int t = 0; t < 6; t++)
        {
            // The first step makes what is kept; from then on nothing stays.
            live = t < 2 ? DisposeScopeManager.Statistics.ThreadTotalLiveCount : live;
            Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            using DisposeScope scope = torch.NewDisposeScope();
            signals.Fill();
            if (t == 0)
            {
                torch.Tensor[] first = signals.Tensors();
                fused.Reset(null, first);
                eager.Reset(null, first);
                evaluator.Reset(default, signals.Buffers);
                signals.Fill();
            }

            bool[] truncated = signals.Truths(0.1);
            evaluator.Gradient(signals.Buffers, new StepEnds { Truncated = truncated }, kernels);
            evaluator.Step(signals.Buffers, new StepEnds { Truncated = truncated }, new StepOutputs { Total = new float[Batch] });
            torch.Tensor ends = torch.tensor(truncated);
            float[] factors = [.. Enumerable.Range(0, Batch).Select(static i => i % 5 == 0 ? 0f : (i * 0.25f) - 3.1f)];
            torch.Tensor upstream = torch.tensor(factors);
            torch.Tensor[] one = Recording(info, signals.Tensors());
            torch.Tensor[] other = Recording(info, signals.Tensors());
            torch.Tensor total = fused.Step(one, ends)["Total"];
            Assert.True(total.requires_grad);
            total.mul(upstream).sum().backward();
            eager.Step(other, ends)["Total"].mul(upstream).sum().backward();
            for (int i = 0; i < one.Length; i++)
            {
                if (info.Signals[i].Storage != SignalStorage.Float32)
                {
                    continue;
                }

                float[] exact = Values(one[i].grad!);
                float[] rounded = other[i].grad is { } found ? Values(found) : new float[exact.Length];
                float[] kernel = kernels.Float(info.Signals[i].Name);
                Assert.Equal(one[i].shape, one[i].grad!.shape);
                for (int j = 0; j < exact.Length; j++)
                {
                    some += exact[j] != 0f ? 1 : 0;
                    float factor = factors[j / (exact.Length / Batch)];
                    Assert.Equal(factor == 0f ? 0f : kernel[j] * factor, exact[j]);

                    // Only the tensor operations stop where a derivative is not finite.
                    Assert.True(Math.Abs(exact[j] - rounded[j]) <= 2e-4 * Math.Max(1, Math.Abs(exact[j])) || !float.IsFinite(exact[j]), $"{info.Signals[i].Name}[{j}] at step {t}: fused {exact[j]:R}, eager {rounded[j]:R}");
                }
            }
        }

        Assert.True(some > 100, $"{some}");
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Step_ThatRecords_PaysAndCarriesTheSame()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using var plain = new Reaching.Evaluator(Batch);
        using TorchForm recording = TorchForm.Fused(typeof(Reaching), Batch);
        var signals = new TorchSignals(Reaching.Spec, Batch, 2);
        signals.Fill();
        plain.Reset(default, signals.Buffers);
        recording.Reset(null, Recording(Reaching.Spec, signals.Tensors()));
        float[] expected = new float[Batch];
        bool[] ends = new bool[Batch];
        for (int t = 0; t < 3; t++)
        {
            signals.Fill();
            plain.Step(signals.Buffers, new StepEnds { Truncated = ends }, new StepOutputs { Total = expected });
            Assert.Equal(expected, Values(recording.Step(Recording(Reaching.Spec, signals.Tensors()), torch.tensor(ends))["Total"].detach()));
            if (plain.Ended.Contains((byte)1))
            {
                return;
            }
        }
    }

    private static torch.Tensor[] Recording(RewardSpecInfo info, torch.Tensor[] tensors)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i].requires_grad = info.Signals[i].Storage == SignalStorage.Float32;
        }

        return tensors;
    }

    private static float[] Values(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.contiguous().bytes).ToArray();
}
