using System;
using System.Runtime.InteropServices;
using RewardDsl;

namespace QuadrupedVelocity;

/// <summary>What one step paid.</summary>
/// <param name="Total"><c>[B]</c></param>
/// <param name="Terms"><c>[B, 12]</c>, in the order of the spec's columns.</param>
internal sealed record Payment(float[] Total, float[] Terms)
{
    /// <summary>Pays the workload's step.</summary>
    public static Payment Of(Workload workload, Layout layout, EvaluatorOptions options)
    {
        int count = workload.Count;
        var paid = new Payment(new float[count], new float[count * VelocityReward.Spec.Columns.Count]);
        var running = new StepEnds { Truncated = new bool[count] };
        var outputs = new StepOutputs { Total = paid.Total, Terms = paid.Terms };
        using VelocityReward.Evaluator evaluator = layout.CreateEvaluator(count, options);

        // The action before an episode's first is 0. So the step that counts is the second: the first one only takes the
        // workload's previous action. Nothing else of the reward looks back.
        evaluator.Reset(layout.Inputs(workload, workload.PreviousAction));
        evaluator.Step(layout.Inputs(workload, workload.PreviousAction), running, outputs);
        evaluator.Step(
            layout.Inputs(workload, workload.Action),
            new StepEnds { Truncated = new bool[count], Terminated = workload.Terminated },
            outputs);
        return paid;
    }

    /// <summary>Whether another step paid the same, bit for bit.</summary>
    public bool HasSameBits(Payment other) =>
        MemoryMarshal.AsBytes<float>(Total).SequenceEqual(MemoryMarshal.AsBytes<float>(other.Total))
        && MemoryMarshal.AsBytes<float>(Terms).SequenceEqual(MemoryMarshal.AsBytes<float>(other.Terms));

    /// <summary>Sum over the robots, in double precision.</summary>
    public double TotalSum()
    {
        double sum = 0;
        foreach (float value in Total)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Sum of one column over the robots, in double precision.</summary>
    public double TermSum(int column)
    {
        double sum = 0;
        for (int i = column; i < Terms.Length; i += VelocityReward.Spec.Columns.Count)
        {
            sum += Terms[i];
        }

        return sum;
    }
}
