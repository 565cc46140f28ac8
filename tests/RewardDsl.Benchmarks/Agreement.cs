using System;
using System.Collections.Generic;
using System.Linq;
using QuadrupedVelocity;

namespace RewardDsl.Benchmarks;

/// <summary>Kernels are compared only when they compute the same.</summary>
internal static class Agreement
{
    /// <summary>Takes two steps with every kernel, and compares all values of each with those of the first.</summary>
    /// <exception cref="InvalidOperationException">They differ by more than 1e-5 of the value and 1e-6; the message says where.</exception>
    public static void Check(IReadOnlyList<StepKernel> kernels)
    {
        foreach (StepKernel kernel in kernels)
        {
            kernel.FirstStep();
            kernel.Step();
        }

        StepKernel[] computing = [.. kernels.Where(static k => k.Computes)];
        foreach (StepKernel kernel in computing.Skip(1))
        {
            Compare(computing[0], kernel, "total", computing[0].Total, kernel.Total);
            Compare(computing[0], kernel, "terms", computing[0].Terms, kernel.Terms);
            for (int column = 0; column < StepPointers.Columns; column++)
            {
                Compare(computing[0], kernel, $"episode sums of {VelocityReward.Spec.Columns[column]}", computing[0].Sum(column), kernel.Sum(column));
            }
        }
    }

    private static void Compare(StepKernel reference, StepKernel kernel, string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length)
        {
            throw new InvalidOperationException($"{kernel.Name}, {what}: {actual.Length} values; {reference.Name} has {expected.Length}.");
        }

        for (int i = 0; i < expected.Length; i++)
        {
            // Not "differs by more": that would let NaN pass.
            if (!(Math.Abs((double)actual[i] - expected[i]) <= (1e-5 * Math.Abs((double)expected[i])) + 1e-6))
            {
                throw new InvalidOperationException($"{kernel.Name}, {what}, element {i}: {actual[i]:R}; {reference.Name} has {expected[i]:R}.");
            }
        }
    }
}
