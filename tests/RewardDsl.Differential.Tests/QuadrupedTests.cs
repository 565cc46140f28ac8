using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using QuadrupedVelocity;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>
/// The quadruped example pays what its published definition says: against values that another program computed, against
/// the definition written once more in double precision, in every layout of memory, and against the class itself.
/// </summary>
public sealed class QuadrupedTests
{
    public static TheoryData<int, VectorWidth, int> Runs => new()
    {
        { 1024, VectorWidth.Vector128, 1 },
        { 1024, VectorWidth.Vector512, 1 },
        { 4096, VectorWidth.Vector128, 2 },
        { 4096, VectorWidth.Vector512, 2 },
        { 65536, VectorWidth.Vector128, 1 },
        { 65536, VectorWidth.Vector512, 2 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void EveryLayout_PaysTheExpectedValues_WithTheSameBits(int count, VectorWidth width, int threads)
    {
        Golden golden = Golden.All.Single(g => g.Count == count);
        var workload = new Workload(count);
        Payment compact = Payment.Of(workload, Layout.Compact, EvaluatorOptions.Default);
        foreach (Layout layout in Layout.All(workload))
        {
            Payment paid = Payment.Of(workload, layout, new EvaluatorOptions { Width = width, Threads = threads });
            Assert.Empty(golden.Differences(workload, paid));
            Assert.True(paid.HasSameBits(compact), layout.Name);
        }
    }

    [Fact]
    public void ExpectedValues_AnythingElse_Differs()
    {
        Golden golden = Golden.All[0];
        var workload = new Workload(golden.Count);
        Payment paid = Payment.Of(workload, Layout.Compact, EvaluatorOptions.Default);

        // Without the step that takes the previous action, the rate of the action is measured from 0.
        var fresh = new Payment(new float[golden.Count], new float[golden.Count * VelocityReward.Spec.Columns.Count]);
        using (var evaluator = new VelocityReward.Evaluator(golden.Count))
        {
            evaluator.Reset(Layout.Compact.Inputs(workload, workload.PreviousAction));
            evaluator.Step(
                Layout.Compact.Inputs(workload, workload.Action),
                new StepEnds { Truncated = new bool[golden.Count] },
                new StepOutputs { Total = fresh.Total, Terms = fresh.Terms });
        }

        Assert.Equal(
            ["sum of the rewards", "sum of ActionRateL2"],
            golden.Differences(workload, fresh).Select(d => d.Split(':')[0]).Where(d => !d.StartsWith("reward of", StringComparison.Ordinal)));
        Assert.False(fresh.HasSameBits(paid));

        paid.Terms[7] += 1e-4f;
        Assert.Equal(["sum of FeetAirTime"], golden.Differences(workload, paid).Select(d => d.Split(':')[0]));
        workload.Torque[5]++;
        Assert.Contains("inputs: the checksums differ", golden.Differences(workload, paid));
    }

    [Fact]
    public void JointLimits_HaveTheExpectedBits()
    {
        Assert.Equal(Golden.LowestPositionChecksum, Crc32.Of(MemoryMarshal.AsBytes(VelocityReward.LowestPosition.AsSpan())));
        Assert.Equal(Golden.HighestPositionChecksum, Crc32.Of(MemoryMarshal.AsBytes(VelocityReward.HighestPosition.AsSpan())));
    }

    [Fact]
    public void EveryTerm_OfEveryRobot_IsItsDefinitionInDoublePrecision()
    {
        var workload = new Workload(4096);
        Payment paid = Payment.Of(workload, Layout.Compact, EvaluatorOptions.Default);
        int columns = VelocityReward.Spec.Columns.Count;
        for (int i = 0; i < workload.Count; i++)
        {
            double[] expected = Definition(workload, i);
            Assert.Equal(columns, expected.Length);
            for (int column = 0; column < columns; column++)
            {
                float actual = paid.Terms[(i * columns) + column];
                Assert.True(Golden.IsNear(actual, expected[column]), $"{VelocityReward.Spec.Columns[column]} of robot {i}: {actual}, expected {expected[column]}");
            }

            Assert.True(Golden.IsNear(paid.Total[i], expected.Sum()), $"robot {i}: {paid.Total[i]}, expected {expected.Sum()}");
        }
    }

    [Fact]
    public void Class_IsTheKernel_BitForBit()
    {
        var workload = new Workload(1024);
        Payment paid = Payment.Of(workload, Layout.Compact, EvaluatorOptions.Default);

        // The first robots, and every one that fell.
        int[] robots = [.. Enumerable.Range(0, workload.Count).Where(i => i < 20 || workload.Terminated[i])];
        Assert.True(robots.Length > 20);
        foreach (int i in robots)
        {
            VelocityReward reset = Robot(workload, i, workload.PreviousAction, before: null);
            VelocityReward first = Robot(workload, i, workload.PreviousAction, reset);
            RewardExplanation explanation = Robot(workload, i, workload.Action, first).Explain(terminated: workload.Terminated[i]);
            Assert.Equal(BitConverter.SingleToInt32Bits(paid.Total[i]), BitConverter.SingleToInt32Bits(explanation.Total));
            Assert.Equal(
                MemoryMarshal.Cast<float, int>(Row(paid.Terms, i, VelocityReward.Spec.Columns.Count)).ToArray(),
                explanation.Terms.Select(term => BitConverter.SingleToInt32Bits(term.Paid)));
        }
    }

    /// <summary>One robot as an instance of the class; <paramref name="before"/> is null at the reset.</summary>
    private static VelocityReward Robot(Workload workload, int i, float[] action, VelocityReward? before)
    {
        Vector3[] forces = MemoryMarshal.Cast<float, Vector3>(Row(workload.ThighForce, i, Workload.Frames * 4 * 3)).ToArray();
        return new VelocityReward
        {
            Command = new Vector3(Row(workload.Command, i, 3)),
            BaseLinearVelocity = new Vector3(Row(workload.LinearVelocity, i, 3)),
            BaseAngularVelocity = new Vector3(Row(workload.AngularVelocity, i, 3)),
            ProjectedGravity = new Vector3(Row(workload.Gravity, i, 3)),
            JointTorque = Row(workload.Torque, i, 12).ToArray(),
            JointAcceleration = Row(workload.Acceleration, i, 12).ToArray(),
            JointPosition = Row(workload.Position, i, 12).ToArray(),
            Action = Row(action, i, 12).ToArray(),
            LastAirTime = Row(workload.LastAirTime, i, 4).ToArray(),
            ContactTime = Row(workload.ContactTime, i, 4).ToArray(),
            ThighContactForce = forces.Chunk(4).Select(static frame => (Vec<Vector3>)frame).ToArray(),
            Terminated = workload.Terminated[i],
            Previous = before?.Snapshot()!,
        };
    }

    /// <summary>What each term pays by its published formula and weight: value, weight, step length.</summary>
    private static double[] Definition(Workload workload, int i)
    {
        double[] command = Doubles(workload.Command, i, 3);
        double[] linear = Doubles(workload.LinearVelocity, i, 3);
        double[] angular = Doubles(workload.AngularVelocity, i, 3);
        double[] gravity = Doubles(workload.Gravity, i, 3);
        double[] position = Doubles(workload.Position, i, 12);
        double[] action = Doubles(workload.Action, i, 12);
        double[] previous = Doubles(workload.PreviousAction, i, 12);
        float[] contact = Row(workload.ContactTime, i, 4).ToArray();
        double[] air = Doubles(workload.LastAirTime, i, 4);
        double[] force = Doubles(workload.ThighForce, i, Workload.Frames * 4 * 3);

        double ForceNorm(int frame, int thigh) => Math.Sqrt(Enumerable.Range(((frame * 4) + thigh) * 3, 3).Sum(k => force[k] * force[k]));
        double airTime = Enumerable.Range(0, 4).Where(f => contact[f] > 0 && contact[f] < (float)(0.02 + 1e-8)).Sum(f => air[f] - 0.5);
        double[] values =
        [
            1.0 * Math.Exp(-(Square(command[0] - linear[0]) + Square(command[1] - linear[1])) / 0.25),
            0.5 * Math.Exp(-Square(command[2] - angular[2]) / 0.25),
            -2.0 * Square(linear[2]),
            -0.05 * (Square(angular[0]) + Square(angular[1])),
            -1e-5 * Doubles(workload.Torque, i, 12).Sum(Square),
            -2.5e-7 * Doubles(workload.Acceleration, i, 12).Sum(Square),
            -0.01 * action.Zip(previous, static (a, p) => Square(a - p)).Sum(),
            0.125 * (Math.Sqrt(Square(command[0]) + Square(command[1])) > 0.1 ? airTime : 0),
            -1.0 * Enumerable.Range(0, 4).Count(thigh => Enumerable.Range(0, Workload.Frames).Max(frame => ForceNorm(frame, thigh)) > 1.0),
            -5.0 * (Square(gravity[0]) + Square(gravity[1])),
            -1.0 * Enumerable.Range(0, 12).Sum(j => Math.Max((float)(-0.9 - (0.01 * j)) - position[j], 0) + Math.Max(position[j] - (float)(0.9 + (0.01 * j)), 0)),
            -200.0 * (workload.Terminated[i] ? 1 : 0),
        ];
        return [.. values.Select(static value => value * 0.02)];
    }

    private static double Square(double x) => x * x;

    private static ReadOnlySpan<float> Row(float[] values, int i, int width) => values.AsSpan(i * width, width);

    private static double[] Doubles(float[] values, int i, int width) => [.. Row(values, i, width).ToArray().Select(static x => (double)x)];
}
