using System;
using System.Diagnostics;
using System.Linq;

namespace RewardDsl.Benchmarks;

/// <summary>What it costs to share a call between two threads.</summary>
internal static class ForkJoin
{
    /// <summary>Median nanoseconds of a fork and join of two empty parts.</summary>
    public static double Nanoseconds()
    {
        using var pool = new SpinPool(2);
        Action<int> nothing = static _ => { };
        const int Each = 1000;
        double[] runs = new double[201];
        for (int i = 0; i < runs.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < Each; call++)
            {
                pool.Run(nothing, 2);
            }

            runs[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Each;
        }

        return runs.Order().ElementAt(runs.Length / 2);
    }
}
