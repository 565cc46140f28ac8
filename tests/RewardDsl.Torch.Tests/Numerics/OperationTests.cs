using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>What operations compute, at ordinary and at awkward values.</summary>
[Collection("random")]
public sealed class OperationTests
{
    private const double Inf = double.PositiveInfinity;

    [Fact]
    public void Awkward_values()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { double.NaN, -Inf, -0.0, 2.5, Inf });
        Values.Are([true, false, false, false, false], x.isnan());
        Values.Are([false, false, true, true, false], x.isfinite());
        Values.Are([false, true, false, false, true], x.isinf());
        Values.AreClose([double.NaN, -1, 0, 1, 1], where(x.isnan(), x, x.sign()));
        Values.AreClose([0, 1], tensor(new[] { double.NaN, 3 }).sign());
        Values.AreClose([double.NaN, 0, 0, 2.5, Inf], x.maximum(tensor(0.0)));
        Values.AreClose([double.NaN, -Inf, 0, 0, 0], x.minimum(tensor(0.0)));
        Values.AreClose([double.NaN, -1, 0, 1, 1], x.clamp(-1, 1));
        Values.AreClose([double.NaN], x.amax([0L]));
        Values.AreClose([double.NaN, Inf, 0, 2.5, Inf], x.abs());
        Values.Are([false, true, true, false, false], x <= 0);
        Values.Are([true, false, false, false, false], x.not_equal(x.alias()));
        Values.AreClose([2, 2, 4, -2, 0], tensor(new[] { 1.5, 2.5, 3.5, -2.5, 0.5 }).round());
        Values.AreClose([1, -2], tensor(new[] { 1.7, -1.2 }).floor());
        Values.AreClose([1, -1], tensor(new[] { 1.7, -1.2 }).trunc());
        Values.AreClose([1.2, 0.3], tensor(new[] { -1.8, 3.3 }).remainder(3.0), 1e-12);
        Values.AreClose([-1.8, 0.3], tensor(new[] { -1.8, 3.3 }).fmod(3.0), 1e-12);
        Values.AreClose([-Inf, double.NaN, 0], tensor(new[] { 0.0, -1, 1 }).log());
        Values.AreClose([3, Inf, double.NaN], tensor(new[] { 6.0, 1, 0 }) / tensor(new[] { 2.0, 0, 0 }));
        Values.AreClose([Math.PI, -Math.PI / 2], tensor(new[] { 0.0, -1 }).atan2(tensor(new[] { -1.0, 0 })));
    }

    [Fact]
    public void Logic()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(new[] { true, true, false, false });
        Tensor b = tensor(new[] { true, false, true, false });
        Values.Are([true, false, false, false], a.logical_and(b));
        Values.Are([true, true, true, false], a.logical_or(b));
        Values.Are([false, true, true, false], a ^ b);
        Values.Are([false, false, true, true], ~a);
        Values.Are([true, false, false, false], a & b);
        Values.Are([true, false], tensor(new[] { 0f, 2f }).logical_not());
        Values.Are([true], a.any());
        Values.Are([false], a.all());
        Values.Are([true, false], a.reshape(2, 2).all(1));
        Values.Are([true], zeros(0, dtype: ScalarType.Bool).all());
        Values.AreClose([1, 0, 1, 0], where(b, tensor(1f), tensor(0f)));
        Values.AreClose([5, 5, 0, 0], a.to(ScalarType.Float32).masked_fill(a, 5));
    }

    [Fact]
    public void Reductions()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[,] { { 1f, 5f, 3f }, { 4f, 2f, 9f } });
        Values.AreClose([24], x.sum());

        // A plain 0 would be taken for the first element type: sum(ScalarType? type = null).
        Values.AreClose([5, 7, 12], x.sum(0L));
        Values.AreClose([9, 15], x.sum(-1));
        Values.AreClose([3, 5], x.mean([1L]));
        Values.AreClose([2, Math.Sqrt(13)], x.std(1));
        Values.AreClose([8.0 / 3, 26.0 / 3], x.var(1, unbiased: false));
        Values.AreClose([15, 72], x.prod(1));
        Values.AreClose([9], x.max());
        Values.Are([1L, 2L], x.max(1).indexes);
        Values.AreClose([1, 2, 3], x.min(0).values);
        Values.Are([5L], x.argmax());
        Values.Are([0L, 1L], x.argmin(1));
        Values.AreClose([1, 6, 9, 4, 6, 15], x.cumsum(1));
        Values.AreClose([1, 5, 3, 5, 7, 12], x.cumsum(0));
        Values.AreClose([Math.Sqrt(136)], x.norm());
        Values.AreClose([4.5, 1.5], tensor(new[] { 9f, 3f }) / 2);
        Values.AreClose([Math.Log(Math.Exp(1) + Math.Exp(5) + Math.Exp(3)), Math.Log(Math.Exp(4) + Math.Exp(2) + Math.Exp(9))], x.logsumexp(1));
        Values.AreClose([1, 1], x.softmax(1).sum(1));
        Values.AreClose([0, 0], (x.log_softmax(1).exp() - x.softmax(1)).abs().sum(1));
        Assert.Equal(ScalarType.Int64, tensor(new[] { true, true }).sum().dtype);
        Assert.Equal(2, tensor(new[] { true, true }).sum().item<long>());
        Assert.Empty(x.sum().shape);
        Assert.Equal([1L, 3L], x.amax([0L], true).shape);
    }

    [Fact]
    public void Indices_and_joins()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } });
        Values.AreClose([3, 1, 6, 4], x.gather(1, tensor(new long[] { 2, 0, 2, 0 }, [2L, 2L])));
        Values.AreClose([4, 5, 6, 4, 5, 6], x.index_select(0, tensor(new long[] { 1, 1 })));
        Values.AreClose([3, 1, 6, 4], x.index_select(1, tensor(new long[] { 2, 0 })));
        Values.AreClose([1, 2, 3, 1, 4, 5, 6, 4], cat([x, x.narrow(1, 0, 1)], 1));
        Assert.Equal([2L, 2L, 3L], stack([x, x]).shape);
        Assert.Equal([2L, 3L, 2L], stack([x, x], -1).shape);
        Values.AreClose([1, 1, 2, 2], stack([tensor(new[] { 1f, 2f }), tensor(new[] { 1f, 2f })], 1));
        Values.AreClose([0, 2, 0, 0, 5, 0], zeros(2, 3).scatter(1, tensor(new long[] { 1, 1 }, [2L, 1L]), x.narrow(1, 1, 1)));
        Values.AreClose([1, 2, 1, 2], tensor(new[] { 1f, 2f }).repeat(2));
        Values.AreClose([3, 2, 1, 6, 5, 4], x.flip(1));
        Values.Are([0L, 2L, 1L, 0L], tensor(new[,] { { 0, 0, 1 }, { 1, 0, 0 } }).nonzero());
        Values.AreClose([4, 6], x.masked_select(x.remainder(2).eq(0) & x.gt(2)));
        Assert.Equal(3, x.unbind(1).Length);
        Assert.Equal([2L, 2L], x.split(2, 1)[0].shape);
    }

    [Fact]
    public void Products_of_matrices_of_many_sizes()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((long m, long k, long n) in new[] { (1L, 1L, 1L), (3L, 5L, 7L), (2L, 64L, 64L), (5L, 3L, 70L), (8L, 400L, 9L), (4L, 0L, 2L), (33L, 17L, 35L) })
        {
            Tensor a = randn(m, k);
            Tensor b = randn(k, n);
            Tensor expected = (a.to(ScalarType.Float64).unsqueeze(2) * b.to(ScalarType.Float64).unsqueeze(0)).sum(1);
            Assert.True(a.mm(b).to(ScalarType.Float64).allclose(expected, 1e-4, 1e-4), $"{m} x {k} x {n}");
            Assert.True(a.t().contiguous().t().mm(b).to(ScalarType.Float64).allclose(expected, 1e-4, 1e-4), $"{m} x {k} x {n}, the first turned");
            Assert.True(a.mm(b.t().contiguous().t()).to(ScalarType.Float64).allclose(expected, 1e-4, 1e-4), $"{m} x {k} x {n}, the second turned");
        }
    }

    [Fact]
    public void In_place()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, -2f, 3f });
        Tensor same = x.add_(1).mul_(2).sub_(tensor(1f)).div_(3);
        Assert.Same(x, same);
        Values.AreClose([1, -1, 7.0 / 3], x);
        x.clamp_(-0.5, 2).neg_();
        Values.AreClose([-1, 0.5, -2], x);
        x.copy_(tensor(new[] { 5 }));
        Values.AreClose([5, 5, 5], x);
        x.fill_(2).pow_(3).addcmul_(x, x, 0.5).addcdiv_(tensor(new[] { 2f, 4f, 6f }), tensor(2f), 1);
        Values.AreClose([41, 42, 43], x);
        x.masked_fill_(x.gt(42), 0).add_(ones(3), 10);
        Values.AreClose([51, 52, 10], x);
        Values.AreClose([0, 0, 0], x.zero_());
    }
}
