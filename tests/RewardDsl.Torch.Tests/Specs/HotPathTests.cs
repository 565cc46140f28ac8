using System;
using System.Globalization;
using System.Linq;
using QuadrupedVelocity;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>How many tensors a step of the published quadruped reward makes: each is an operation, and on small batches nothing else counts.</summary>
public sealed class HotPathTests(ITestOutputHelper output)
{
    private const int Batch = 16;

    [Fact]
    public void Quadruped_TensorsOfAStep_AreFew()
    {
        long fused = Count(TorchForm.Fused(typeof(VelocityReward), Batch), records: false);
        long eager = Count(TorchForm.Eager(typeof(VelocityReward), Batch), records: false);
        long recorded = Count(TorchForm.Eager(typeof(VelocityReward), Batch), records: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tensors made by a step of the quadruped reward: fused kernel {fused}, tensor operations {eager}, recorded {recorded}"));
        Assert.Equal(2, fused);
        Assert.InRange(eager, 50, 200);
        Assert.InRange(recorded, eager, 300);
    }

    private static long Count(TorchForm form, bool records)
    {
        using (form)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            var signals = new TorchSignals(form.Info, Batch, 1);
            signals.Fill();
            torch.Tensor[] tensors = signals.Tensors();
            torch.Tensor ends = torch.zeros([Batch], torch.ScalarType.Bool);
            form.Reset(null, tensors);
            form.Step(tensors, ends, null, StepResults.None);
            form.Reset(null, tensors);
            foreach ((torch.Tensor tensor, SignalInfo signal) in tensors.Zip(form.Info.Signals))
            {
                tensor.requires_grad = records && signal.Storage == SignalStorage.Float32;
            }

            // The reset ended whatever waited; no check of that is in the count.
            LifetimeStatistics statistics = DisposeScopeManager.Statistics.TensorStatistics;
            long before = statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount;
            form.Step(tensors, ends, null, StepResults.None);
            return statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount - before;
        }
    }
}
