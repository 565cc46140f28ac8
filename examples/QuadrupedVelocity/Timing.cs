using System;
using System.Diagnostics;
using RewardDsl;

namespace QuadrupedVelocity;

/// <summary>A rough time of a step. For comparisons that hold, the benchmarks alternate and state their spread.</summary>
internal static class Timing
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_each = TimeSpan.FromMilliseconds(10);

    private const int Runs = 21;

    /// <summary>Median nanoseconds for each robot and step, with every term written and summed over the episode.</summary>
    public static double NanosecondsPerStep(Workload workload, Layout layout)
    {
        int count = workload.Count;
        float[] total = new float[count];
        float[] terms = new float[count * VelocityReward.Spec.Columns.Count];
        bool[] truncated = new bool[count];
        using VelocityReward.Evaluator evaluator = layout.CreateEvaluator(count, EvaluatorOptions.Default);
        evaluator.Reset(layout.Inputs(workload, workload.PreviousAction));

        // The first tenths of a second run before the just-in-time compiler has done its best.
        int stepsPerRun = (int)Math.Ceiling(StepsIn(s_warmUp) * (s_each / s_warmUp));
        double[] times = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < stepsPerRun; i++)
            {
                Step();
            }

            times[run] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)stepsPerRun * count);
        }

        Array.Sort(times);
        return times[Runs / 2];

        long StepsIn(TimeSpan duration)
        {
            long steps = 0;
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration; steps++)
            {
                Step();
            }

            return steps;
        }

        void Step() => evaluator.Step(
            layout.Inputs(workload, workload.Action),
            new StepEnds { Truncated = truncated },
            new StepOutputs { Total = total, Terms = terms });
    }
}
