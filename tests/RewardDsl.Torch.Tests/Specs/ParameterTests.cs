using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>Parameters act on the differentiable form as on the evaluator: those of all environments from the next call on, those of each environment too.</summary>
public sealed class ParameterTests
{
    private const int Batch = 6;

    [Fact]
    public void Parameters_OfAllAndOfEach_ActAsInTheEvaluator()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        var signals = new TorchSignals(RewardDsl.Specs.OwnParameters.Spec, Batch, 4);
        using var evaluator = new RewardDsl.Specs.OwnParameters.Evaluator(Batch);
        using var reward = new RewardDsl.Specs.OwnParameters.TorchReward(Batch);
        using TorchForm form = TorchForm.Eager(typeof(RewardDsl.Specs.OwnParameters), Batch);
        signals.Fill();
        evaluator.Reset(default, signals.Buffers);
        form.Reset(null, signals.Tensors());
        float[] scales = [.. Enumerable.Range(0, Batch).Select(static i => 0.5f + (0.4f * i))];
        evaluator.SetParameter("Scale", scales);
        ((RewardDsl.Specs.OwnParameters.TorchReward)form.Instance).SetParameter("Scale", torch.tensor(scales));
        bool[] ends = new bool[Batch];
        float[] expected = new float[Batch];
        foreach (float value in new[] { 0.25f, 1f, 0.5f })
        {
            evaluator.Parameters["Shared"] = value;
            form.Parameters["Shared"] = value;
            signals.Fill();
            evaluator.Step(signals.Buffers, new StepEnds { Truncated = ends }, new StepOutputs { Total = expected });
            float[] actual = MemoryMarshal.Cast<byte, float>(form.Step(signals.Tensors(), torch.tensor(ends))["Total"].bytes).ToArray();
            for (int i = 0; i < Batch; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-4f);
            }

            if (evaluator.Ended.Contains((byte)1))
            {
                torch.Tensor mask = form.Ended;
                signals.Fill();
                form.Reset(mask, signals.Tensors());
                evaluator.Reset(evaluator.Ended, signals.Buffers);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => reward.SetParameter("Scale", torch.tensor(new float[Batch])));
        Assert.Throws<KeyNotFoundException>(() => reward.SetParameter("Nothing", torch.tensor(scales)));
        Assert.Throws<ArgumentException>(() => reward.SetParameter("Scale", torch.tensor(new float[2])));
    }
}
