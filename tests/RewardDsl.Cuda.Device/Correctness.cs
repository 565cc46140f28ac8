using System;
using System.Linq;
using System.Reflection;
using RewardDsl.Cuda.Runtime.Tests;

namespace RewardDsl.Cuda.Device;

/// <summary>Every spec of the corpus on the device against the CPU evaluator, bit for bit, with parameters that change and a state that moves between the two.</summary>
internal static class Correctness
{
    public static int Run()
    {
        int specs = 0;
        int failed = 0;
        foreach (Type spec in typeof(Specs.OneTerm).Assembly.GetTypes().Where(static t => t.GetCustomAttribute<RewardSpecAttribute>() is not null).OrderBy(static t => t.FullName, StringComparer.Ordinal))
        {
            if (spec.GetNestedType("CudaEvaluator") is not { } evaluator || evaluator.IsDefined(typeof(ObsoleteAttribute)))
            {
                Console.WriteLine($"{spec.FullName}: has no CUDA form");
                continue;
            }

            specs++;
            try
            {
                using var pair = new Pair(spec, batch: 1000, seed: specs, CudaOptions.Default);
                for (int t = 0; t < 40; t++)
                {
                    if (t % 8 == 3)
                    {
                        pair.ChangeParameters();
                    }

                    if (t % 8 == 6)
                    {
                        pair.Exchange();
                    }

                    pair.Step(t);
                }
            }
            catch (Exception failure) when (failure is InvalidOperationException or CudaException or TargetInvocationException)
            {
                failed++;
                Console.WriteLine($"{spec.FullName}: {(failure.InnerException ?? failure).Message}");
            }
        }

        Console.WriteLine($"{specs} specs, 40 steps of 1000 environments each: {specs - failed} have the bits of the CPU, {failed} do not.");
        return specs == 0 ? 1 : failed;
    }
}
