using System;
using System.IO;
using System.Linq;
using Examples.Shared;
using PlanarQuadrupedPpo;
using PlanarQuadrupedPpo.Search;
using PlanarQuadrupedPpo.Training;
using PlanarQuadrupedPpo.World;
using Xunit;

namespace RewardDsl.Tests.Quadruped;

public class WorldTests
{
    [Fact]
    public void EverythingIsAFunctionOfTheSeedWhateverTheThreads()
    {
        byte[] one = AfterSteps(seed: 1, threads: 1);
        Assert.Equal(one, AfterSteps(seed: 1, threads: 2));
        Assert.NotEqual(one, AfterSteps(seed: 2, threads: 1));
    }

    /// <summary>A batch that fills no block to its end gives the robots of a larger one.</summary>
    [Fact]
    public void RobotsDoNotKnowHowManyThereAre()
    {
        using var few = new QuadrupedTask(5);
        using var many = new QuadrupedTask(37);
        few.Restart(3);
        many.Restart(3);
        for (int step = 0; step < 200; step++)
        {
            Wriggle(few, 9, step);
            Wriggle(many, 9, step);
            few.Step();
            many.Step();
            Assert.Equal(many.Rewards[..5], few.Rewards);
            Assert.Equal(many.Observations[..few.Observations.Length], few.Observations);
            few.StartEnded();
            many.StartEnded();
        }

        Assert.True(few.Log.Episodes > 0, "Nobody fell: the test shows little.");
    }

    /// <summary>The order of a step: the final observation stands until the next episode is started, a fall is a termination, the time limit a truncation.</summary>
    [Fact]
    public void EndedEpisodesShowTheirLastObservationFirst()
    {
        using var task = new QuadrupedTask(64);
        task.Restart(5);
        int falls = 0;
        int limits = 0;
        for (int step = 0; step < WalkReward.Spec.Horizon; step++)
        {
            // Half of the robots stand, the others wriggle until they fall.
            Wriggle(task, 11, step);
            task.Actions[(32 * task.ActionSize)..].Clear();
            task.Step();
            for (int i = 0; i < task.Count; i++)
            {
                bool isFallen = task.World.Clearance[i] < 0 || Math.Abs(Row(task, i)[QuadrupedObservation.Pitch]) > 3;
                Assert.Equal(isFallen, task.Terminated[i]);
                Assert.Equal(task.World.Age[i] == WalkReward.Spec.Horizon, task.Truncated[i]);
                falls += isFallen ? 1 : 0;
                limits += task.Truncated[i] ? 1 : 0;
            }

            bool[] ended = [.. Enumerable.Range(0, task.Count).Select(i => task.Terminated[i] || task.Truncated[i])];
            float[] last = task.Observations.ToArray();
            task.StartEnded();
            for (int i = 0; i < task.Count; i++)
            {
                Assert.Equal(!ended[i], Row(task, i).SequenceEqual(last.AsSpan(i * task.ObservationSize, task.ObservationSize)));
                Assert.True(!ended[i] || task.World.Age[i] == 0);
            }
        }

        Assert.True(falls > 10, "Nobody fell.");
        Assert.True(limits >= 32, "Those that stand reach the time limit.");
        Assert.Equal(falls + limits, task.Log.Episodes);
        Assert.Equal(falls, task.Log.Terminated);
    }

    /// <summary>The kernel reads the world's own arrays: columns are not exchanged, rows not shifted.</summary>
    [Fact]
    public void TheRewardIsPaidForWhatTheRobotsDo()
    {
        using var task = new QuadrupedTask(20);
        task.Restart(8);
        float[] last = new float[task.Actions.Length];
        for (int step = 0; step < 5; step++)
        {
            Wriggle(task, 12, step);
            task.Step();
            for (int i = 0; i < task.Count; i++)
            {
                ReadOnlySpan<float> row = Row(task, i);
                float error = row[QuadrupedObservation.Command] - row[QuadrupedObservation.ForwardVelocity];
                Assert.Equal(MathF.Abs(error), task.SpeedErrors[i]);
                double torque = 0;
                double change = 0;
                for (int joint = 0; joint < task.ActionSize; joint++)
                {
                    int k = (i * task.ActionSize) + joint;
                    torque += Math.Pow(task.World.JointTorque[k], 2);
                    change += Math.Pow(task.Actions[k] - last[k], 2);
                }

                double pitch = row[QuadrupedObservation.Pitch] / 3;
                double turn = row[QuadrupedObservation.PitchRate] / 0.3;
                double paid = (2 * Math.Exp(-Math.Pow(error / 0.25, 2))) - (0.5 * Math.Pow(pitch / 0.3, 2)) - (0.05 * turn * turn)
                    - (0.5 * Math.Pow(row[QuadrupedObservation.VerticalVelocity], 2)) - (2e-4 * torque) - (0.05 * change);

                // A second's payment, for a step of 0.02 s; what feet earn in the air is at most 0.15 for each.
                Assert.InRange(task.Rewards[i] - (0.02 * paid), (-0.02 * 4 * 0.15) - 1e-5, (0.02 * 4 * 0.15) + 1e-5);
                Assert.False(task.Terminated[i]);
            }

            task.Actions.CopyTo(last);
        }
    }

    private static ReadOnlySpan<float> Row(QuadrupedTask task, int i) => task.Observations.Slice(i * task.ObservationSize, task.ObservationSize);

    private static void Wriggle(QuadrupedTask task, ulong key, int step)
    {
        for (int k = 0; k < task.Actions.Length; k++)
        {
            task.Actions[k] = CounterRandom.Uniform(CounterRandom.Key(key, step), k, -1, 1);
        }
    }

    private static byte[] AfterSteps(ulong seed, int threads)
    {
        using var task = new QuadrupedTask(600, threads: threads);
        task.Restart(seed);
        for (int step = 0; step < 40; step++)
        {
            Wriggle(task, 4, step);
            task.Step();
            task.StartEnded();
        }

        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        task.Save(writer);
        return content.ToArray();
    }
}
