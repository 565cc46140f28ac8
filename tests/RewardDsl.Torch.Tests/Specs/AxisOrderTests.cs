using System;
using System.Linq;
using System.Runtime.InteropServices;
using RewardDsl.Torch.Specs;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>In the simulator's order of named elements a fused total pays the same, and its gradients are in that order too.</summary>
public sealed class AxisOrderTests
{
    private const int Batch = 21;

    [Theory]
    [InlineData("FrontLeft FrontRight RearLeft RearRight", "0 1 2 3")]
    [InlineData("RearRight RearLeft FrontRight FrontLeft", "3 2 1 0")]
    [InlineData("trunk front_left front_right rear_left rear_right head", "1 2 3 4")]
    [InlineData("rear_left head front_right trunk tail rear_right front_left", "6 2 0 5")]
    public void Gradients_AreInTheSimulatorsOrder(string names, string positions)
    {
        string[] simulator = names.Split(' ');
        int[] at = [.. positions.Split(' ').Select(int.Parse)];
        using TorchForm own = TorchForm.Fused(typeof(Limbs), Batch);
        using TorchForm other = TorchForm.Fused(typeof(Limbs), Batch);
        var signals = new TorchSignals(Limbs.Spec, Batch, 17);

        // The order may change from one call to the next.
        foreach (bool isOrdered in new[] { false, true, true, false })
        {
            int limbs = isOrdered ? simulator.Length : 4;
            int[] columns = isOrdered ? at : [0, 1, 2, 3];
            ((Limbs.TorchEvaluator)other.Instance).Cpu.SetAxisOrder<Limb>(isOrdered ? simulator : Enum.GetNames<Limb>());
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor[] Turned() => [.. Limbs.Spec.Signals.Select((signal, i) => Turn(signals.Tensors()[i], signal, columns, limbs))];
            signals.Fill();
            own.Reset(null, signals.Tensors());
            other.Reset(null, Turned());
            signals.Fill();
            torch.Tensor[] one = Recording(signals.Tensors());
            torch.Tensor[] two = Recording(Turned());
            torch.Tensor ends = torch.tensor(signals.Truths(0.2));
            torch.Tensor upstream = torch.arange(Batch, dtype: torch.ScalarType.Float32);
            torch.Tensor total = own.Step(one, ends)["Total"];
            torch.Tensor same = other.Step(two, ends)["Total"];
            Assert.Equal(Values(total.detach()), Values(same.detach()));
            total.mul(upstream).sum().backward();
            same.mul(upstream).sum().backward();
            for (int i = 0; i < one.Length; i++)
            {
                SignalInfo signal = Limbs.Spec.Signals[i];
                if (signal.Storage != SignalStorage.Float32)
                {
                    continue;
                }

                Assert.Equal(two[i].shape, two[i].grad!.shape);
                Assert.Contains(Values(one[i].grad!), static g => g != 0f);
                int width = signal.Width / signal.Frames;
                int each = signal.Axis.Count == 0 ? width : width / 4;
                int frame = signal.Axis.Count == 0 ? width : each * limbs;
                float[] expected = new float[Batch * signal.Frames * frame];
                float[] gradient = Values(one[i].grad!);
                for (int k = 0; k < gradient.Length; k++)
                {
                    int place = signal.Axis.Count == 0 ? k % width : (columns[k % width / each] * each) + (k % each);
                    expected[(k / width * frame) + place] = gradient[k];
                }

                Assert.Equal(expected, Values(two[i].grad!));
            }
        }
    }

    /// <summary>A signal as the simulator has it, with what must not be read in the columns that the reward does not know.</summary>
    private static torch.Tensor Turn(torch.Tensor own, SignalInfo signal, int[] columns, int limbs)
    {
        if (signal.Axis.Count == 0)
        {
            return own;
        }

        int each = signal.Width / signal.Frames / 4;
        torch.Tensor result = own.is_floating_point()
            ? torch.full([Batch, signal.Frames, limbs, each], float.NaN, torch.ScalarType.Float32)
            : torch.ones([Batch, signal.Frames, limbs, each], own.dtype);
        torch.Tensor source = own.reshape(Batch, signal.Frames, 4, each);
        for (int i = 0; i < 4; i++)
        {
            result.select(2, columns[i]).copy_(source.select(2, i));
        }

        // Components beside their element here, flat elsewhere.
        return each == 1 ? result.reshape(Batch, limbs) : signal.Frames == 1 ? result.reshape(Batch, limbs * each) : result;
    }

    private static torch.Tensor[] Recording(torch.Tensor[] tensors)
    {
        foreach (torch.Tensor tensor in tensors)
        {
            tensor.requires_grad = tensor.is_floating_point();
        }

        return tensors;
    }

    private static float[] Values(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.contiguous().bytes).ToArray();
}
