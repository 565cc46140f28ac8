using System;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace RewardDsl.Differential.Trajectories;

/// <summary>Formulas over trajectories in this process: the tests start it with vector hardware switched off.</summary>
public static class TrajectoryCommand
{
    /// <summary><c>trajectories COUNT</c>: so many random cases; the number of differences ends the process.</summary>
    public static int Run(string[] args)
    {
        int cases = int.Parse(args[1], CultureInfo.InvariantCulture);
        int failed = 0;
        for (int seed = 0; seed < cases; seed++)
        {
            var one = new TrajectoryCase(seed);
            foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
            {
                if (one.Difference(new TrajectoryOptions { Width = width }) is { } difference)
                {
                    failed++;
                    Console.WriteLine(difference);
                }
            }
        }

        Console.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated}, Vector256 {Vector256.IsHardwareAccelerated}, Vector128 {Vector128.IsHardwareAccelerated}");
        Console.WriteLine($"{cases} formulas, {failed} differences");
        return failed == 0 ? 0 : 1;
    }
}
