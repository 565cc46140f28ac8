using System;
using Xunit;

namespace RewardDsl.Cuda.Tests;

/// <summary>A test that needs a C++ compiler, skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompiledFactAttribute : FactAttribute
{
    public CompiledFactAttribute()
    {
        if (DeviceBuild.Problem is { } problem)
        {
            Console.WriteLine("Skipped: " + problem);
            Skip = problem;
        }
    }
}
