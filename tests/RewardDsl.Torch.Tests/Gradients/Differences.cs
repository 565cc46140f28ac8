using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>Compares gradients with central differences, in float64.</summary>
internal static class Differences
{
    private const double Step = 1e-6;

    public static void Agree(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] leaves = inputs.Select(input => input.detach().clone().requires_grad_()).ToArray();
        Tensor output = function(leaves);
        Tensor weights = Values.Sample(output.shape, 0.3, 1.9);
        (output * weights).sum().backward();
        for (int k = 0; k < inputs.Length; k++)
        {
            Tensor gradient = leaves[k].grad ?? throw new InvalidOperationException($"No gradient reached input {k}.");
            Assert.Equal(inputs[k].shape, gradient.shape);
            double[] found = Values.Of(gradient);
            for (int i = 0; i < found.Length; i++)
            {
                double expected = (Moved(function, inputs, weights, k, i, Step) - Moved(function, inputs, weights, k, i, -Step)) / (2 * Step);
                Assert.True(Math.Abs(expected - found[i]) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"Input {k}, element {i}: the gradient is {found[i]}, the difference {expected}.");
            }
        }
    }

    private static double Moved(Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor weights, int k, int i, double step)
    {
        using IDisposable mode = no_grad();
        Tensor[] moved = inputs.Select(input => input.detach().clone()).ToArray();
        Tensor flat = moved[k].reshape(-1);
        flat[i] = flat[i] + step;
        moved[k] = flat.reshape(inputs[k].shape);
        return (double)(function(moved) * weights).sum();
    }
}
