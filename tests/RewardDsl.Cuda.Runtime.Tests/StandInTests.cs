using System;
using Xunit;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>A test that needs the stand-ins; without g++ it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute() => Skip = Reason();

    /// <summary>Why tests are skipped, said once more where the log is read; null where they run.</summary>
    internal static string? Reason()
    {
        if (StandIn.Problem is { } problem)
        {
            Console.WriteLine("Skipped: " + problem);
        }

        return StandIn.Problem;
    }
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StandInTheoryAttribute : TheoryAttribute
{
    public StandInTheoryAttribute() => Skip = StandInFactAttribute.Reason();
}

/// <summary>Tests on the stand-ins run one after the other, and each must leave no allocation and no module behind.</summary>
[Collection("stand-in")]
public abstract class StandInTests : IDisposable
{
    private readonly long _allocations;
    private readonly long _modules;

    protected StandInTests()
    {
        if (StandIn.Problem is null)
        {
            StandIn.Require();
            _allocations = StandIn.Count("allocations");
            _modules = StandIn.Count("modules");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (StandIn.Problem is null)
        {
            Assert.Equal(_allocations, StandIn.Count("allocations"));
            Assert.Equal(_modules, StandIn.Count("modules"));
        }
    }
}
