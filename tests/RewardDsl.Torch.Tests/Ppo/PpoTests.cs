using System;
using System.IO;
using System.Linq;
using PlanarQuadrupedPpo.Ppo;
using PlanarQuadrupedPpo.Training;
using PlanarQuadrupedPpo.World;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Ppo;

[Collection("random")]
public class PpoTests
{
    private static readonly PpoPlan s_small = new(Rounds: 4, Environments: 32, Steps: 8) { Hidden = [16], Epochs = 2, Minibatches = 2 };

    /// <summary>A policy that falls within a second or two learns to balance for most of an episode of ten seconds.</summary>
    [Fact]
    public void APolicyLearnsToBalance()
    {
        PpoPlan plan = new(Rounds: 30, Environments: 64, Steps: 32) { Hidden = [32], LearningRate = 3e-3, TargetDivergence = 0.02 };
        using var task = new CartPoleTask(plan.Environments);
        using var trainer = new PpoTrainer(plan, task, seed: 1, torch.CPU);
        double[] earned = [.. Enumerable.Range(0, plan.Rounds).Select(_ => trainer.Improve())];
        Assert.True(earned[^5..].Average() > earned[..3].Average() + 0.3, string.Join(" ", earned.Select(e => e.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture))));

        // Without exploring: starts that were not seen.
        task.Restart(99);
        task.Log.Clear();
        for (int step = 0; step < 300; step++)
        {
            trainer.Act(task.Observations, task.Actions);
            task.Step();
            task.StartEnded();
        }

        Assert.True(task.Log.Terminated <= plan.Environments / 4, $"{task.Log.Terminated} of {plan.Environments} fell.");
    }

    /// <summary>The bits of a run that was saved in the middle of episodes and went on elsewhere: networks, optimiser, normaliser, robots, the reward's carries.</summary>
    [Fact]
    public void AResumedRunGivesTheSameBits()
    {
        using var wholeTask = new QuadrupedTask(s_small.Environments);
        using var whole = new PpoTrainer(s_small, wholeTask, seed: 3, torch.CPU);
        double[] earned = [.. Enumerable.Range(0, 6).Select(_ => whole.Improve())];

        using var firstTask = new QuadrupedTask(s_small.Environments);
        using var first = new PpoTrainer(s_small, firstTask, seed: 3, torch.CPU);
        double[] begun = [first.Improve(), first.Improve()];
        Assert.Equal(earned[..2], begun);

        using var resumedTask = new QuadrupedTask(s_small.Environments);
        using var resumed = new PpoTrainer(s_small, resumedTask, seed: 3, torch.CPU);
        using (var reader = new BinaryReader(new MemoryStream(State(first))))
        {
            resumed.Load(reader);
        }

        Assert.Equal(earned[2..], Enumerable.Range(0, 4).Select(_ => resumed.Improve()));
        Assert.Equal(State(whole), State(resumed));
        Assert.Equal(whole.LastUpdate, resumed.LastUpdate);
    }

    [Fact]
    public void NoTensorIsLeftBehind()
    {
        using var task = new QuadrupedTask(s_small.Environments);
        using var trainer = new PpoTrainer(s_small, task, seed: 4, torch.CPU);
        trainer.Improve();
        long living = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 3; i++)
        {
            trainer.Improve();
            trainer.Act(task.Observations, task.Actions);
            Assert.Equal(living, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
    }

    /// <summary>What the networks say of a rollout's actions before they have changed is what was noted when the actions were drawn.</summary>
    [Fact]
    public void TheFirstStepStartsWhereTheActionsWereDrawn()
    {
        PpoPlan once = s_small with { Epochs = 1, Minibatches = 1 };
        using var task = new QuadrupedTask(once.Environments);
        using var trainer = new PpoTrainer(once, task, seed: 5, torch.CPU);
        trainer.Improve();
        trainer.Improve();
        Assert.InRange(trainer.LastUpdate.Divergence, -1e-6, 1e-6);

        // Advantages have mean 0 and all ratios are 1: so is the objective.
        Assert.InRange(trainer.LastUpdate.PolicyLoss, -1e-4, 1e-4);
        Assert.True(trainer.LastUpdate.Gradient > 1e-3);
    }

    /// <summary>A cut episode goes on, for the critic, from its own last observation: not from the first of the next one, which stands there a moment later.</summary>
    [Fact]
    public void ATruncationIsWorthWhatTheCriticSaysOfTheFinalObservation()
    {
        using var task = new CountingTask();
        PpoPlan plan = s_small with { Environments = 3, Steps = 10 };
        using var trainer = new PpoTrainer(plan, task, seed: 8, torch.CPU);
        trainer.Improve();
        RolloutBuffer rollout = trainer.Rollout;

        // The second environment passes through all counts: its values tell what the critic said of each.
        float[] values = [.. Enumerable.Range(0, 8).Select(age => rollout.Values[(age * 3) + 1])];
        Assert.All(Enumerable.Range(1, 7), age => Assert.True(Math.Abs(values[age] - values[age - 1]) > 1e-4f && Math.Abs(values[age] - values[0]) > 1e-4f));
        for (int step = 0; step < plan.Steps; step++)
        {
            bool isCut = step % 4 == 3;
            int age = step % 4;
            Assert.Equal(isCut, rollout.Truncated[step * 3]);

            // A library may round rows of a product differently.
            Assert.Equal(values[age], rollout.Values[step * 3], 1e-6f);
            Assert.Equal(values[age + 1], rollout.NextValues[step * 3], 1e-6f);
            Assert.Equal(step == 7, rollout.Truncated[(step * 3) + 1]);

            // The third terminates: nothing comes after it.
            Assert.Equal(isCut, rollout.Terminated[(step * 3) + 2]);
            if (isCut)
            {
                Assert.Equal(1 + (plan.Discount * values[4]) - values[3], rollout.Advantages[step * 3], 1e-6f);
                Assert.Equal(1 - values[3], rollout.Advantages[(step * 3) + 2], 1e-6f);
            }
        }
    }

    [Fact]
    public void TheLearningRateFollowsTheDivergence()
    {
        Assert.True(RateAfter(s_small with { LearningRate = 9e-3, TargetDivergence = 1e-6 }) < 9e-3);
        Assert.True(RateAfter(s_small with { LearningRate = 1e-5, TargetDivergence = 1 }) > 1e-5);
        Assert.Equal(2e-3, RateAfter(s_small with { LearningRate = 2e-3, TargetDivergence = null }));
    }

    [Theory]
    [InlineData(3, 7)]
    [InlineData(7, 3)]
    public void FirstWeightsAreOrthogonal(int rows, int columns)
    {
        float[] weights = OrthogonalInit.Weights(rows, columns, 2, 11);
        for (int i = 0; i < Math.Min(rows, columns); i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = Enumerable.Range(0, Math.Max(rows, columns)).Sum(k => rows < columns
                    ? (double)weights[(i * columns) + k] * weights[(j * columns) + k]
                    : (double)weights[(k * columns) + i] * weights[(k * columns) + j]);
                Assert.Equal(i == j ? 4 : 0, dot, 1e-5);
            }
        }
    }

    [Fact]
    public void TheExampleHasPpo()
    {
        Assert.Equal(TrainerFactory.PpoName, TrainerFactory.Default);
        using ITrainer trainer = TrainerFactory.Create(new PlanarQuadrupedPpo.Options { Quick = true, TrainerName = TrainerFactory.PpoName });
        Assert.Equal("update", trainer.RoundName);
    }

    private static double RateAfter(PpoPlan plan)
    {
        using var task = new QuadrupedTask(plan.Environments);
        using var trainer = new PpoTrainer(plan, task, seed: 6, torch.CPU);
        trainer.Improve();
        return trainer.LastUpdate.LearningRate;
    }

    private static byte[] State(PpoTrainer trainer)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        trainer.Save(writer);
        return content.ToArray();
    }
}
