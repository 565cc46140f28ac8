using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>The gradients of the differentiable form are those of the reward: central differences of the evaluator, wherever these have a limit.</summary>
public sealed class GradientTests
{
    private const int Batch = 8;

    public static TheoryData<string> Specs => [.. CorpusOnTensorsTests.All
        .Where(static s => TorchForm.InfoOf(s).Signals.Any(static i => i.Storage == SignalStorage.Float32))
        .Select(static s => s.FullName!)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void EagerForm_Gradients_AreThoseOfTheTotal(string name)
    {
        Type spec = CorpusOnTensorsTests.All.First(s => s.FullName == name);
        RewardSpecInfo info = TorchForm.InfoOf(spec);
        using var evaluator = (RewardEvaluator)Activator.CreateInstance(spec.GetNestedType("Evaluator")!, Batch, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue })!;
        using TorchForm eager = TorchForm.Eager(spec, Batch, new EvaluatorOptions { AfterEnd = AfterEndPolicy.Continue });
        var signals = new TorchSignals(info, Batch, 7 + name.Length);
        bool[] truncated = new bool[Batch];
        int open = 0;
        int compared = 0;
        long live = 0;
        for (int t = 0; t < 3; t++)
        {
            // The first step makes what is kept; from then on nothing stays.
            live = t < 2 ? DisposeScopeManager.Statistics.ThreadTotalLiveCount : live;
            Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            using DisposeScope scope = torch.NewDisposeScope();
            if (t == 0)
            {
                signals.Fill();
                evaluator.Reset(default, signals.Buffers);
                eager.Reset(null, signals.Tensors());
            }

            signals.Fill();
            torch.Tensor[] tensors = signals.Tensors();
            for (int i = 0; i < tensors.Length; i++)
            {
                tensors[i].requires_grad = info.Signals[i].Storage == SignalStorage.Float32;
            }

            torch.Tensor total = eager.Step(tensors, torch.tensor(truncated), null, StepResults.None)["Total"];
            if (total.requires_grad)
            {
                total.sum().backward();
            }

            using var state = new MemoryStream();
            evaluator.Save(state);
            for (int i = 0; i < tensors.Length; i++)
            {
                if (info.Signals[i].Storage == SignalStorage.Float32)
                {
                    float[] gradient = tensors[i].grad is { } found ? MemoryMarshal.Cast<byte, float>(found.contiguous().bytes).ToArray() : new float[Batch * info.Signals[i].Width];
                    (int agreed, int unknown) = Compare(evaluator, state, signals, truncated, info.Signals[i], gradient, $"{info.Signals[i].Name} at step {t}");
                    compared += agreed;
                    open += unknown;
                }
            }

            Restore(evaluator, state);
            Total(evaluator, signals, truncated);
        }

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        // Kinks and steps are rare; a spec made of them has slopes of 0 on both sides.
        Assert.True(open <= 0.35 * (compared + open), $"{open} of {compared + open} derivatives have no limit");
    }

    /// <summary>Central differences with two widths: where they and both sides agree they are the derivative.</summary>
    private static (int Agreed, int Open) Compare(RewardEvaluator evaluator, MemoryStream state, TorchSignals signals, bool[] truncated, SignalInfo signal, float[] gradient, string what)
    {
        float[] values = signals.Buffers.Float(signal.Name);
        float range = float.IsFinite(signal.Max - signal.Min) ? signal.Max - signal.Min : 20f;
        int agreed = 0;
        int open = 0;
        float[] At(int element, float change)
        {
            float[] before = (float[])values.Clone();
            for (int b = 0; b < Batch; b++)
            {
                values[(b * signal.Width) + element] += change;
            }

            Restore(evaluator, state);
            float[] total = Total(evaluator, signals, truncated);
            before.CopyTo(values, 0);
            return total;
        }

        float[] here = At(0, 0f);
        for (int element = 0; element < signal.Width; element++)
        {
            float h = range * 2e-3f;
            (float[] up, float[] down, float[] upper, float[] lower) = (At(element, h), At(element, -h), At(element, h / 4), At(element, -h / 4));
            for (int b = 0; b < Batch; b++)
            {
                double actual = gradient[(b * signal.Width) + element];
                double wide = (up[b] - down[b]) / (2d * h);
                double narrow = (upper[b] - lower[b]) / (h / 2d);
                double right = (upper[b] - here[b]) / (h / 4d);
                double left = (here[b] - lower[b]) / (h / 4d);
                double noise = 4e-7 * (1 + Math.Abs(here[b])) / (h / 4);
                double bend = Math.Abs(wide - narrow) + Math.Abs(right - left);
                if (!double.IsFinite(bend))
                {
                    // Outside of what the function is defined for.
                    continue;
                }

                if (bend > noise + (0.2 * Math.Abs(narrow)) + (0.02 / range))
                {
                    open++;
                    continue;
                }

                agreed++;
                Assert.True(Math.Abs(actual - narrow) <= (8 * noise) + (2 * bend) + (1e-3 * Math.Abs(narrow)), $"d total / d {what}, environment {b}, element {element}: {actual:R}, by differences {narrow:R} ({left:R}, {right:R}), noise {noise:R}");
            }
        }

        return (agreed, open);
    }

    private static void Restore(RewardEvaluator evaluator, MemoryStream state)
    {
        state.Position = 0;
        evaluator.Load(state);
    }

    private static float[] Total(RewardEvaluator evaluator, TorchSignals signals, bool[] truncated)
    {
        float[] total = new float[Batch];
        evaluator.Step(signals.Buffers, new StepEnds { Truncated = truncated }, new StepOutputs { Total = total });
        return total;
    }
}
