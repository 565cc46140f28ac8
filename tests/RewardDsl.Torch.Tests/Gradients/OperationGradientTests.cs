using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>The gradient of every operation against central differences.</summary>
public sealed class OperationGradientTests
{
    /// <summary>Functions of one tensor and the range in which it is sampled.</summary>
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Function, double From, double To)> One = new()
    {
        ["abs"] = (x => x.abs(), -2, 2),
        ["neg"] = (x => -x, -2, 2),
        ["exp"] = (x => x.exp(), -2, 2),
        ["exp2"] = (x => x.exp2(), -2, 2),
        ["expm1"] = (x => x.expm1(), -2, 2),
        ["log"] = (x => x.log(), 0.2, 3),
        ["log2"] = (x => x.log2(), 0.2, 3),
        ["log10"] = (x => x.log10(), 0.2, 3),
        ["log1p"] = (x => x.log1p(), -0.7, 3),
        ["sin"] = (x => x.sin(), -3, 3),
        ["cos"] = (x => x.cos(), -3, 3),
        ["tan"] = (x => x.tan(), -1.2, 1.2),
        ["asin"] = (x => x.asin(), -0.9, 0.9),
        ["acos"] = (x => x.acos(), -0.9, 0.9),
        ["atan"] = (x => x.atan(), -3, 3),
        ["sinh"] = (x => x.sinh(), -2, 2),
        ["cosh"] = (x => x.cosh(), -2, 2),
        ["tanh"] = (x => x.tanh(), -2, 2),
        ["sigmoid"] = (x => x.sigmoid(), -3, 3),
        ["sqrt"] = (x => x.sqrt(), 0.2, 3),
        ["rsqrt"] = (x => x.rsqrt(), 0.2, 3),
        ["reciprocal"] = (x => x.reciprocal(), 0.2, 3),
        ["square"] = (x => x.square(), -2, 2),
        ["floor"] = (x => x.floor(), -2, 2),
        ["ceil"] = (x => x.ceil(), -2, 2),
        ["round"] = (x => x.round(), -2, 2),
        ["trunc"] = (x => x.trunc(), -2, 2),
        ["sign"] = (x => x.sign(), -2, 2),
        ["relu"] = (x => x.relu(), -2, 2),
        ["elu"] = (x => x.elu(), -2, 2),
        ["softplus"] = (x => x.softplus(), -2, 2),
        ["pow 3"] = (x => x.pow(3), -2, 2),
        ["pow 1.5"] = (x => x.pow(1.5), 0.2, 2),
        ["pow 0.5"] = (x => x.pow(0.5), 0.2, 2),
        ["clamp"] = (x => x.clamp(-0.5, 0.7), -2, 2),
        ["clamp from below"] = (x => x.clamp_min(0.1), -2, 2),
        ["plus number"] = (x => x + 2.5, -2, 2),
        ["number minus"] = (x => 2.5 - x, -2, 2),
        ["times number"] = (x => x * 2.5, -2, 2),
        ["number over"] = (x => 2.5 / x, 0.3, 2),
        ["over number"] = (x => x / 2.5, -2, 2),
        ["remainder of number"] = (x => x.remainder(0.7), -2, 2),
        ["sum"] = (x => x.sum(), -2, 2),
        ["sum of rows"] = (x => x.sum(1), -2, 2),
        ["sum of columns kept"] = (x => x.sum(0, true), -2, 2),
        ["sum of several"] = (x => x.unsqueeze(0).sum([0L, 2L], true), -2, 2),
        ["mean"] = (x => x.mean(), -2, 2),
        ["mean of rows"] = (x => x.mean([1L]), -2, 2),
        ["std"] = (x => x.std(), -2, 2),
        ["std of rows, biased"] = (x => x.std(1, unbiased: false), -2, 2),
        ["var of columns"] = (x => x.var(0), -2, 2),
        ["prod"] = (x => x.prod(1), 0.2, 2),
        ["amax"] = (x => x.amax([1L], true), -2, 2),
        ["amin"] = (x => x.amin([0L]), -2, 2),
        ["max"] = (x => x.max(), -2, 2),
        ["max of rows"] = (x => x.max(1).values, -2, 2),
        ["min of columns"] = (x => x.min(0, true).values, -2, 2),
        ["cumsum"] = (x => x.cumsum(1), -2, 2),
        ["cumsum of columns"] = (x => x.cumsum(0), -2, 2),
        ["softmax"] = (x => x.softmax(1), -2, 2),
        ["log_softmax"] = (x => x.log_softmax(0), -2, 2),
        ["logsumexp"] = (x => x.logsumexp(1), -2, 2),
        ["norm"] = (x => x.norm(), -2, 2),
        ["norm of rows"] = (x => x.norm(1, p: 2f), -2, 2),
        ["t"] = (x => x.t(), -2, 2),
        ["transpose of product"] = (x => (x * x).transpose(0, 1), -2, 2),
        ["permute"] = (x => x.unsqueeze(1).permute(2, 0, 1), -2, 2),
        ["view"] = (x => x.view(-1, 2), -2, 2),
        ["reshape of transpose"] = (x => x.t().reshape(-1), -2, 2),
        ["expand"] = (x => x.unsqueeze(0).expand(2, -1, -1), -2, 2),
        ["select"] = (x => x.select(1, 2), -2, 2),
        ["select of transpose"] = (x => x.t().select(0, -1), -2, 2),
        ["slice"] = (x => x.slice(1, 1, 4, 2), -2, 2),
        ["narrow"] = (x => x.narrow(0, 1, 2), -2, 2),
        ["brackets"] = (x => x[.., 1] * x[0, 0], -2, 2),
        ["brackets by tensor"] = (x => x[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 3, 0, 0 }))], -2, 2),
        ["squeeze"] = (x => x.unsqueeze(1).squeeze(1), -2, 2),
        ["flip"] = (x => x.flip(0), -2, 2),
        ["repeat"] = (x => x.repeat(2, 3), -2, 2),
        ["cat with itself"] = (x => cat([x, x * 2], 1), -2, 2),
        ["stack"] = (x => stack([x, x.sin()], 1), -2, 2),
        ["gather"] = (x => x.gather(1, tensor(new long[] { 0, 3, 1, 1, 2, 2 }, [3L, 2L])), -2, 2),
        ["index_select"] = (x => x.index_select(0, tensor(new long[] { 2, 0, 2 })), -2, 2),
        ["index_select of columns"] = (x => x.index_select(1, tensor(new long[] { 3, 3, 1 })), -2, 2),
        ["masked_fill"] = (x => x.masked_fill(x.detach().gt(0.3), 5), -2, 2),
        ["masked_select"] = (x => x.masked_select(tensor(new[] { true, false, true, true })), -2, 2),
        ["contiguous"] = (x => x.t().contiguous(), -2, 2),
        ["through another handle"] = (x => x.alias() + x.to(ScalarType.Float64), -2, 2),
    };

    /// <summary>Functions of two tensors that broadcast: [3, 4] and [4].</summary>
    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Function, double From, double To)> Two = new()
    {
        ["add"] = ((a, b) => a + b, -2, 2),
        ["add scaled"] = ((a, b) => a.add(b, 1.5), -2, 2),
        ["sub"] = ((a, b) => a - b, -2, 2),
        ["mul"] = ((a, b) => a * b, -2, 2),
        ["div"] = ((a, b) => a / b, 0.3, 2),
        ["pow"] = ((a, b) => a.pow(b), 0.3, 2),
        ["atan2"] = ((a, b) => a.atan2(b), -2, 2),
        ["hypot"] = ((a, b) => a.hypot(b), 0.3, 2),
        ["maximum"] = ((a, b) => a.maximum(b), -2, 2),
        ["minimum"] = ((a, b) => minimum(a, b), -2, 2),
        ["where"] = ((a, b) => where(a.detach().gt(0), a, b), -2, 2),
        ["clamp by tensors"] = ((a, b) => a.clamp(b, b + 0.4), -2, 2),
        ["remainder"] = ((a, b) => a.remainder(b), 0.3, 2),
        ["lerp"] = ((a, b) => a.lerp(b, b * 0.3), -2, 2),
        ["addcmul"] = ((a, b) => a.addcmul(b, b, 0.7), -2, 2),
        ["addcdiv"] = ((a, b) => a.addcdiv(b, b + 3, 0.7), -2, 2),
        ["matmul by vector"] = ((a, b) => a.matmul(b), -2, 2),
        ["matmul"] = ((a, b) => a.t().matmul(a) + b, -2, 2),
        ["mm of slices"] = ((a, b) => a.mm(a.t()).sum() * b, -2, 2),
        ["addmm"] = ((a, b) => b.addmm(a.t(), a, 0.5f, 2f), -2, 2),
        ["stacked matmul"] = ((a, b) => a.unsqueeze(0).expand(2, 3, 4).matmul((a * b).t()), -2, 2),
        ["bmm"] = ((a, b) => stack([a, a * b], 0).bmm(stack([a.t(), a.t().sin()], 0)), -2, 2),
        ["dot"] = ((a, b) => a[1].dot(b), -2, 2),
        ["linear"] = ((a, b) => nn.functional.linear(a, a, b[TensorIndex.Slice(0, 3)]), -2, 2),
        ["scatter_add"] = ((a, b) => a.scatter_add(1, tensor(new long[] { 1, 1, 3, 0 }, [1L, 4L]), b.unsqueeze(0)), -2, 2),
        ["in place"] = ((a, b) => (a * 1.5).add_(b).mul_(b).exp_(), -1, 1),
    };

    public static TheoryData<string> OfOne => new(One.Keys);

    public static TheoryData<string> OfTwo => new(Two.Keys);

    [Theory]
    [MemberData(nameof(OfOne))]
    public void One_tensor(string name)
    {
        (Func<Tensor, Tensor> function, double from, double to) = One[name];
        using DisposeScope scope = NewDisposeScope();
        Differences.Agree(inputs => function(inputs[0]), Values.Sample([3, 4], from, to));
    }

    [Theory]
    [MemberData(nameof(OfTwo))]
    public void Two_tensors_broadcast(string name)
    {
        (Func<Tensor, Tensor, Tensor> function, double from, double to) = Two[name];
        using DisposeScope scope = NewDisposeScope();
        Differences.Agree(inputs => function(inputs[0], inputs[1]), Values.Sample([3, 4], from, to), Values.Sample([4], from + 0.11, to - 0.07));
    }

    [Fact]
    public void A_gradient_of_a_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 0.4, 1.1 }, requires_grad: true);
        Tensor first = autograd.grad([(x.pow(3) * x.sin()).sum()], [x], retain_graph: true, create_graph: true)[0];
        Tensor second = autograd.grad([first.sum()], [x])[0];
        double[] expected = new[] { 0.4, 1.1 }.Select(v => (6 * v * Math.Sin(v)) + (6 * v * v * Math.Cos(v)) - (v * v * v * Math.Sin(v))).ToArray();
        Values.AreClose(expected, second, 1e-12);
    }
}
