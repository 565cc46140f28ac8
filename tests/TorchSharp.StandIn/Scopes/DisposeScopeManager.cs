using System;

namespace TorchSharp;

/// <summary>The scopes of one thread, innermost first, and what was counted on it.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? thread;

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.Counts;

    internal static DisposeScopeManager ThreadSingleton => thread ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Current { get; private set; }

    /// <summary>Counts a new tensor and gives it to the current scope.</summary>
    internal DisposeScope? Register(torch.Tensor tensor)
    {
        if (Current is null)
        {
            Counts.TensorStatistics.CreatedOutsideScopeCount++;
            return null;
        }

        Counts.TensorStatistics.CreatedInScopeCount++;
        Current.Disposables.Add(tensor);
        return Current;
    }

    /// <summary>Counts a disposal, on the thread that disposes.</summary>
    internal void Disposing(torch.Tensor tensor)
    {
        if (tensor.OwningDisposeScope is null)
        {
            Counts.TensorStatistics.DisposedOutsideScopeCount++;
        }
        else
        {
            Counts.TensorStatistics.DisposedInScopeCount++;
        }
    }

    internal DisposeScope Open() => Current = new DisposeScope(this);

    /// <summary>Takes a scope out, also where an inner one is still open.</summary>
    internal void Close(DisposeScope closed)
    {
        if (ReferenceEquals(Current, closed))
        {
            Current = closed.Outer;
            return;
        }

        for (DisposeScope? scope = Current; scope is not null; scope = scope.Outer)
        {
            if (ReferenceEquals(scope.Outer, closed))
            {
                scope.Outer = closed.Outer;
                return;
            }
        }
    }
}
