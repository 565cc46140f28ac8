using System;
using System.Collections.Generic;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>Custom operations with a backward pass of their own.</summary>
public sealed class FunctionTests
{
    [Fact]
    public void One_result()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2f }, requires_grad: true);
        Tensor y = Scaled.apply(x, 3.0);
        Values.AreClose([3, 12], y);
        Assert.True(y.requires_grad);
        (y * tensor(new[] { 1f, 10f })).sum().backward();
        Values.AreClose([6, 120], x.grad!);
    }

    [Fact]
    public void Several_results_of_which_one_is_used()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(new[] { 2f }, requires_grad: true);
        Tensor b = tensor(new[] { 5f }, requires_grad: true);
        List<Tensor> results = SumAndProduct.apply(a, b);
        Values.AreClose([7], results[0]);
        Values.AreClose([10], results[1]);
        results[1].backward();
        Values.AreClose([5], a.grad!);
        Values.AreClose([2], b.grad!);
    }

    [Fact]
    public void Without_a_graph_nothing_is_kept()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.False(Scaled.apply(ones(1), 2.0).requires_grad);
        using IDisposable mode = no_grad();
        Assert.False(Scaled.apply(ones(1, requires_grad: true), 2.0).requires_grad);
    }

    [Fact]
    public void What_it_saved_may_not_be_written_over_and_serves_once()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor middle = x * 2;
        Tensor y = Scaled.apply(middle, 1.0).sum();
        y.backward(retain_graph: true);
        y.backward();
        Values.AreClose([16, 16], x.grad!);
    }

    [Fact]
    public void Nothing_is_left()
    {
        DisposeScopeManager.Statistics.Reset();
        using (NewDisposeScope())
        {
            Tensor x = ones(2, requires_grad: true);
            SumAndProduct.apply(x, x * 2)[0].sum().backward();
            Assert.True(DisposeScopeManager.Statistics.ThreadTotalLiveCount > 0);
        }

        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    /// <summary>x² times a number that is no tensor.</summary>
    private sealed class Scaled : autograd.SingleTensorFunction<Scaled>
    {
        public override string Name => nameof(Scaled);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("factor", vars[1]);
            return x * x * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Tensor x = ctx.get_saved_variables()[0];
            return [grad_output * x * (2 * (double)ctx.get_data("factor")), null!];
        }
    }

    private sealed class SumAndProduct : autograd.MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            (Tensor a, Tensor b) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([a, b]);
            return [a + b, a * b];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            List<Tensor> saved = ctx.get_saved_variables();
            return [grad_outputs[0] + (grad_outputs[1] * saved[1]), grad_outputs[0] + (grad_outputs[1] * saved[0])];
        }
    }
}
