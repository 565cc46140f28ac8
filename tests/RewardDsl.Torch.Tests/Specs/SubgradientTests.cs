using System.Runtime.InteropServices;
using RewardDsl.Torch.Specs;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>Where a reward has no derivative the gradient is that of the branch that is paid, ties go to the first, and nothing comes from behind a closed gate.</summary>
public sealed class SubgradientTests
{
    [Fact]
    public void Tie_Min_GoesToTheFirst()
    {
        (float[] a, float[] b, _) = Gradients(a: 0.5f, b: 0.5f, open: false, 1f, 0f, 0f, 0f, 0f, 0f);
        Assert.Equal(1f + 4f, a[0]);
        Assert.Equal(8f, b[0]);
    }

    [Fact]
    public void Tie_LargestElement_GoesToTheFirst()
    {
        (_, _, float[] v) = Gradients(a: 1f, b: 0f, open: false, 0f, 3f, 3f, 3f, 0f, 3f);
        Assert.Equal([0f, 2f, 0f, 0f, 0f, 0f], v);
    }

    [Fact]
    public void Kink_AbsAtZero_IsZero()
    {
        (float[] a, _, _) = Gradients(a: 0f, b: -2f, open: false, 0f, 0f, 0f, 0f, 0f, 0f);
        Assert.Equal(0f, a[0]);
    }

    [Theory]
    [InlineData(1f, 8f)]
    [InlineData(-1f, 8f)]
    [InlineData(1.5f, 0f)]
    public void Kink_Clamp_HasADerivativeUpToItsBounds(float b, float expected)
    {
        (_, float[] found, _) = Gradients(a: -5f, b: b, open: false, 0f, 0f, 0f, 0f, 0f, 0f);
        Assert.Equal(expected, found[0]);
    }

    [Theory]
    [InlineData(0f, 3f)]
    [InlineData(-1f, 3f)]
    [InlineData(float.NaN, 3f)]
    [InlineData(2f, float.PositiveInfinity)]
    public void ClosedGate_WhatIsNoNumberBehindIt_PassesNothing(float a, float b)
    {
        (float[] found, float[] other, _) = Gradients(a, b, open: false, 0f, 0f, 0f, 0f, 0f, 0f);
        Assert.True(float.IsFinite(found[0]), $"{found[0]}");
        Assert.True(float.IsFinite(other[0]), $"{other[0]}");
    }

    [Fact]
    public void OpenGate_Passes()
    {
        (float[] a, float[] b, _) = Gradients(a: 4f, b: 0.5f, open: true, 0f, 0f, 0f, 0f, 0f, 0f);

        // 16 · b² / √a: −8 · b² · a^(−3/2), and 32 · b / √a.
        Assert.Equal(4f - (8f * 0.25f / 8f), a[0], 4);
        Assert.Equal(1f + 8f + (32f * 0.5f / 2f), b[0], 4);
    }

    private static (float[] A, float[] B, float[] V) Gradients(float a, float b, bool open, params float[] v)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using var reward = new Kinks.TorchReward(1);
        torch.Tensor first = torch.tensor(new[] { a }).requires_grad_();
        torch.Tensor second = torch.tensor(new[] { b }).requires_grad_();
        torch.Tensor vector = torch.tensor(v).reshape(1, v.Length).detach().requires_grad_();
        var inputs = new Kinks.TorchInputs { A = first, B = second, V = vector, Open = torch.tensor(new[] { open }) };
        reward.Reset(inputs);
        reward.Step(inputs, torch.tensor(new[] { false })).Total.sum().backward();
        return (Values(first.grad), Values(second.grad), Values(vector.grad));
    }

    private static float[] Values(torch.Tensor? tensor) => tensor is null ? [0f] : MemoryMarshal.Cast<byte, float>(tensor.contiguous().bytes).ToArray();
}
