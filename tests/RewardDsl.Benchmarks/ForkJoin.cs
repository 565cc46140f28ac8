using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace RewardDsl.Benchmarks;

/// <summary>What it costs to share a call between two threads.</summary>
internal static class ForkJoin
{
    /// <summary>
    /// Median nanoseconds until a helper has begun its part and both have ended. The caller's part waits for the helper: it
    /// would otherwise take over an empty part before the helper sees it, and nothing would be measured.
    /// </summary>
    public static double Nanoseconds()
    {
        using var pool = new SpinPool(2);
        int begun = 0;
        Action<int> meet = part =>
        {
            if (part == 1)
            {
                Volatile.Write(ref begun, 1);
            }

            while (Volatile.Read(ref begun) == 0)
            {
                Thread.SpinWait(1);
            }
        };
        const int Each = 100;
        double[] runs = new double[101];
        for (int i = 0; i < runs.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < Each; call++)
            {
                begun = 0;
                pool.Run(meet, 2);
            }

            runs[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Each;
        }

        return runs.Order().ElementAt(runs.Length / 2);
    }
}
