using System;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>How the graph behaves: leaves, sums of gradients, errors, kinks.</summary>
public sealed class GraphTests
{
    [Fact]
    public void Gradients_add_up_and_can_be_cleared()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2f }, requires_grad: true);
        (x * 3).sum().backward();
        Tensor held = x.grad!;
        (x * x).sum().backward();
        Values.AreClose([5, 7], x.grad!);
        Values.AreClose([5, 7], held);
        x.grad!.zero_();
        Values.AreClose([0, 0], x.grad!);
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void A_leaf_is_what_nobody_computed()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor y = x * 2;
        Assert.True(x.is_leaf);
        Assert.False(y.is_leaf);
        Assert.True(y.requires_grad);
        Assert.True(y.detach().is_leaf);
        Assert.False(y.detach().requires_grad);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        Assert.Throws<ExternalException>(() => tensor(new[] { 1L }).requires_grad_());
    }

    [Fact]
    public void What_was_saved_serves_one_backward_pass()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();
        Values.AreClose([4, 4], x.grad!);
        ExternalException error = Assert.Throws<ExternalException>(() => y.backward());
        Assert.Contains("backward through the graph a second time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_saved_may_not_be_written_over()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor y = x * 2;
        Tensor z = (y * y).sum();
        y.add_(1);
        ExternalException error = Assert.Throws<ExternalException>(() => z.backward());
        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_shares_the_version_of_its_memory()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(4, requires_grad: true);
        Tensor factor = full(4, 3f);
        Tensor z = (x * factor).sum();
        factor.narrow(0, 1, 2).zero_();
        Assert.Throws<ExternalException>(() => z.backward());
    }

    [Fact]
    public void What_no_gradient_asks_for_may_be_written_over()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor y = x * 2;
        Tensor factor = full(2, 3f);
        Tensor z = (y * factor).sum();
        y.add_(1);
        z.backward();
        Values.AreClose([6, 6], x.grad!);
    }

    [Fact]
    public void A_leaf_is_written_only_without_a_graph()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        ExternalException error = Assert.Throws<ExternalException>(() => x.add_(1));
        Assert.Contains("leaf Variable", error.Message, StringComparison.Ordinal);
        using (no_grad())
        {
            x.add_(1);
        }

        Values.AreClose([2, 2], x);
        Assert.True(x.is_leaf);
    }

    [Fact]
    public void A_root_needs_one_element_or_a_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Assert.Throws<ExternalException>(() => (x * 2).backward());
        (x * 2).backward([tensor(new[] { 1f, 10f })]);
        Values.AreClose([2, 20], x.grad!);
        Assert.Throws<ExternalException>(() => ones(1).backward());
    }

    [Fact]
    public void Gradients_of_chosen_inputs_touch_no_leaf()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor y = ones(2, requires_grad: true);
        Tensor middle = x * 2;
        var gradients = autograd.grad([(middle * y).sum()], [x, middle], retain_graph: true);
        Values.AreClose([2, 2], gradients[0]);
        Values.AreClose([1, 1], gradients[1]);
        Assert.Null(x.grad);
        Assert.True(autograd.grad([middle.sum()], [y], allow_unused: true)[0].IsInvalid);
    }

    [Fact]
    public void Kinks()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(new[] { 1f, 2f }, requires_grad: true);
        Tensor b = tensor(new[] { 1f, 1f }, requires_grad: true);
        a.maximum(b).sum().backward();
        Values.AreClose([0.5, 1], a.grad!);
        Values.AreClose([0.5, 0], b.grad!);

        Tensor c = tensor(new[] { -1f, 0f, 1f, 2f }, requires_grad: true);
        (c.clamp(0, 1).sum() + c.abs().sum()).backward();
        Values.AreClose([-1, 1, 2, 1], c.grad!);

        Tensor d = tensor(new[] { 3f, 3f, 1f }, requires_grad: true);
        (d.amax([0L]) + d.max(0).values).backward();
        Values.AreClose([1.5, 0.5, 0], d.grad!);
    }

    [Fact]
    public void A_branch_that_is_not_taken_gives_zero()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { -1f, 4f }, requires_grad: true);
        where(x.detach().gt(0), x * 2, x * 3).sum().backward();
        Values.AreClose([3, 2], x.grad!);
    }

    [Fact]
    public void A_gradient_can_be_kept_in_between()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Tensor y = x * 2;
        y.retain_grad();
        (y * y).sum().backward();
        Values.AreClose([4, 4], y.grad!);
    }
}
