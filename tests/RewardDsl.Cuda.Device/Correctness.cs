using System;
using System.Linq;
using System.Reflection;
using RewardDsl.Cuda.Runtime.Tests;

namespace RewardDsl.Cuda.Device;

/// <summary>
/// Every spec of the corpus on the device against the CPU evaluator, bit for bit, with parameters that change, a state that moves between the two and the derivatives of specs
/// that have them; then large batches, a stream of its own, a capture, and memory of every form.
/// </summary>
internal static class Correctness
{
    private static int s_checks;
    private static int s_failed;

    public static int Run()
    {
        foreach (Type spec in typeof(Specs.OneTerm).Assembly.GetTypes().Where(static t => t.GetCustomAttribute<RewardSpecAttribute>() is not null).OrderBy(static t => t.FullName, StringComparer.Ordinal))
        {
            if (spec.GetNestedType("CudaEvaluator") is not { } evaluator || evaluator.IsDefined(typeof(ObsoleteAttribute)))
            {
                Console.WriteLine($"{spec.FullName}: has no CUDA form");
                continue;
            }

            Check(spec.FullName!, () => Compare(spec, batch: 1000, steps: 40, CudaOptions.Default));
        }

        // Rings and closings in many blocks, the last one not full; and more environments than a grid has threads.
        Check("20011 environments", static () => Compare(typeof(Specs.WindowedFormulas), batch: 20_011, steps: 12, CudaOptions.Default));
        Check("a second round of the grid", static () => Compare(typeof(Specs.OneTerm), batch: (65_535 * 128) + 4097, steps: 2, CudaOptions.Default));
        var own = new Lazy<CudaOptions>(static () => CudaOptions.Default with { Stream = Graphs.NewStream() });
        Check("a stream of its own", () => Compare(typeof(Specs.WindowedFormulas), batch: 1000, steps: 12, own.Value));
        Check("a captured step", () => Captured(own.Value));
        Check("strides and bits", static () => Forms.Strided(1000, CudaOptions.Default, Same));
        Check("columns", static () => Forms.Ordered(1000, ["right_knee", "base", "left_hip", "right_hip", "tail", "left_knee"], CudaOptions.Default, Same));
        Check("columns in a run", static () => Forms.Ordered(1000, ["base", "left_hip", "left_knee", "right_hip", "right_knee", "tail"], CudaOptions.Default, Same));
        Console.WriteLine($"{s_checks} checks: {s_checks - s_failed} have the bits of the CPU, {s_failed} do not.");
        return s_failed;
    }

    private static void Check(string name, Action check)
    {
        s_checks++;
        try
        {
            check();
        }
        catch (Exception failure) when (failure is InvalidOperationException or CudaException or TargetInvocationException)
        {
            s_failed++;
            Console.WriteLine($"{name}: {(failure.InnerException ?? failure).Message}");
        }
    }

    private static void Compare(Type spec, int batch, int steps, CudaOptions options)
    {
        using var pair = new Pair(spec, batch, seed: s_checks, options);
        for (int t = 0; t < steps; t++)
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

    private static void Captured(CudaOptions options)
    {
        nint stream = options.Stream!.Value;
        using var run = new HopperRun(1000, options);
        using var evaluator = new Hopper.CudaEvaluator(1000, options);
        evaluator.Reset(run.Inputs);
        nint graph = Graphs.Capture(stream, () => evaluator.Step(run.Inputs, run.Ends, run.Outputs));
        Graphs.Launch(graph, stream);
        Same(run.Expected(), run.Total.ToArray());
    }

    private static void Same(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]) && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
            {
                throw new InvalidOperationException($"the total of environment {i} is {actual[i]:G9}, not {expected[i]:G9}");
            }
        }
    }
}
