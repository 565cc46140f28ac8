using System;
using System.Threading;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>Scopes and what they count: how a test finds a tensor that was left.</summary>
public sealed class ScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        ThreadDisposeScopeStatistics statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        Tensor kept;
        Tensor left;
        using (DisposeScope scope = NewDisposeScope())
        {
            left = ones(2) + 1;
            kept = (ones(2) * left).MoveToOuterDisposeScope();
            Assert.Equal(4, statistics.CreatedInScopeCount);
            Assert.Equal(3, scope.DisposablesCount);
            Assert.False(left.IsInvalid);
        }

        Assert.True(left.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => left.Handle);
        Assert.False(kept.IsInvalid);
        Assert.Equal(1, statistics.ThreadTotalLiveCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        kept.Dispose();
        kept.Dispose();
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        Assert.Equal(3, statistics.DisposedInScopeCount);
    }

    [Fact]
    public void Scopes_nest()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor result;
        using (DisposeScope inner = NewDisposeScope())
        {
            result = inner.MoveToOuter(ones(1));
            Assert.Same(inner, CurrentDisposeScope);
        }

        Assert.Same(outer, CurrentDisposeScope);
        Assert.True(outer.Contains(result));
        outer.DisposeEverythingBut(result);
        Assert.False(result.IsInvalid);
        outer.DisposeEverything();
        Assert.True(result.IsInvalid);
    }

    [Fact]
    public void What_is_detached_outlives_every_scope()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                kept = ones(3).DetachFromDisposeScope();
            }
        }

        Values.AreClose([1, 1, 1], kept);
        using (DisposeScope scope = NewDisposeScope())
        {
            scope.Attach(kept);
        }

        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void A_scope_belongs_to_its_thread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() =>
        {
            Assert.Null(CurrentDisposeScope);
            other = ones(1);
        });
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(other!));
        other!.Dispose();
    }

    [Fact]
    public void A_result_can_be_wrapped()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor result = WrappedTensorDisposeScope(() => ones(2) + ones(2) + ones(2));
        Assert.Equal(1, scope.DisposablesCount);
        Values.AreClose([3, 3], result);
    }

    [Fact]
    public void Every_handle_counts()
    {
        DisposeScopeManager.Statistics.Reset();
        Tensor x = ones(2, requires_grad: true);
        using (Tensor y = x.alias())
        {
            Assert.Equal(2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            Assert.NotEqual(x.Handle, y.Handle);
        }

        using (Tensor loss = x.sum())
        {
            loss.backward();
        }

        Assert.Equal(1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        using (Tensor? gradient = x.grad)
        {
            Assert.Equal(2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        x.Dispose();
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_parameter_takes_its_data_over()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor data = ones(2);
        var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(scope.Contains(parameter));
        Assert.False(scope.Contains(data));
    }
}
