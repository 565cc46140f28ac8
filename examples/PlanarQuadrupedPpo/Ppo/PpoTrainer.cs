using System;
using System.IO;
using System.Linq;
using Examples.Shared;
using PlanarQuadrupedPpo.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace PlanarQuadrupedPpo.Ppo;

/// <summary>
/// Proximal policy optimisation on any batch of environments. Actions are drawn on the CPU from the seed, so that a run that goes on from a checkpoint is the run that was
/// interrupted, and needs the state of no generator.
/// </summary>
internal sealed class PpoTrainer : IDisposable
{
    private const int NetworkStream = 0;
    private const int NoiseStream = 1;
    private const int OrderStream = 2;
    private const int TaskStream = 3;

    private readonly PpoPlan _plan;
    private readonly IBatchedTask _task;
    private readonly ulong _seed;
    private readonly Device _device;
    private readonly ActorCritic _networks;
    private readonly PpoLearner _learner;
    private readonly RunningNormaliser _normaliser;
    private readonly float[] _seen;
    private readonly float[] _means;
    private readonly float[] _lastValues;

    /// <param name="plan">The numbers.</param>
    /// <param name="task">The environments: restarted here, disposed of by the caller.</param>
    /// <param name="seed">Of every random number.</param>
    /// <param name="device">Where the networks are.</param>
    public PpoTrainer(PpoPlan plan, IBatchedTask task, ulong seed, Device device)
    {
        _plan = plan;
        _task = task;
        _seed = seed;
        _device = device;
        _networks = new ActorCritic(task.ObservationSize, task.ActionSize, plan, CounterRandom.Key(seed, NetworkStream), device);
        _learner = new PpoLearner(plan, _networks, device);
        _normaliser = new RunningNormaliser(task.ObservationSize);
        Rollout = new RolloutBuffer(plan.Steps, task.Count, task.ObservationSize, task.ActionSize);
        _seen = new float[task.Count * task.ObservationSize];
        _means = new float[task.Count * task.ActionSize];
        _lastValues = new float[task.Count];
        task.Restart(CounterRandom.Key(seed, TaskStream));
    }

    /// <summary>Updates so far.</summary>
    public int Round { get; private set; }

    /// <summary>What the last update learned from.</summary>
    public RolloutBuffer Rollout { get; }

    /// <summary>What the last update did.</summary>
    public PpoUpdate LastUpdate { get; private set; }

    /// <summary>Plays T steps and learns from them. Returns the mean reward of a step.</summary>
    public double Improve()
    {
        Collect();
        GeneralisedAdvantage.Estimate(
            _plan.Discount, _plan.Decay, _task.Count, Rollout.Rewards, Rollout.Values, Rollout.NextValues, Rollout.Terminated, Rollout.Truncated, Rollout.Advantages, Rollout.Returns);
        LastUpdate = _learner.Update(Rollout, _task.ObservationSize, _task.ActionSize, CounterRandom.Key(CounterRandom.Key(_seed, OrderStream), Round));
        _normaliser.Commit();
        Round++;
        return Rollout.Rewards.Average();
    }

    /// <summary>The actions that the policy prefers, without exploring, for any number of environments.</summary>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        float[] seen = new float[observations.Length];
        float[] means = new float[actions.Length];
        _normaliser.Normalise(observations, seen);
        Ask(seen, means, []);
        for (int k = 0; k < means.Length; k++)
        {
            actions[k] = Math.Clamp(means[k], -1, 1);
        }
    }

    /// <summary>Writes networks, optimiser, normaliser, environments and what the reward carries.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Round);
        _networks.Save(writer);
        _learner.Save(writer);
        _normaliser.Save(writer);
        _task.Save(writer);
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Round = reader.ReadInt32();
        _networks.Load(reader);
        _learner.Load(reader);
        _normaliser.Load(reader);
        _task.Load(reader);
    }

    public void Dispose()
    {
        _learner.Dispose();
        _networks.Dispose();
    }

    private void Collect()
    {
        (int batch, int inputs, int outputs) = (_task.Count, _task.ObservationSize, _task.ActionSize);
        float[] logDeviations = LogDeviations();
        ulong noise = CounterRandom.Key(CounterRandom.Key(_seed, NoiseStream), Round);
        for (int step = 0; step < _plan.Steps; step++)
        {
            int first = step * batch;
            _normaliser.See(_task.Observations);
            _normaliser.Normalise(_task.Observations, _seen);
            _seen.CopyTo(Rollout.Observations, first * inputs);
            Ask(_seen, _means, Rollout.Values.AsSpan(first, batch));
            Draw(logDeviations, CounterRandom.Key(noise, step), Rollout.Actions.AsSpan(first * outputs, batch * outputs), Rollout.LogProbabilities.AsSpan(first, batch));

            // From here to StartEnded the observations are those that the step led to: the final ones where an episode ended.
            _task.Step();
            _task.Rewards.CopyTo(Rollout.Rewards.AsSpan(first));
            _task.Terminated.CopyTo(Rollout.Terminated.AsSpan(first));
            _task.Truncated.CopyTo(Rollout.Truncated.AsSpan(first));
            bool isLast = step == _plan.Steps - 1;
            if (isLast || _task.Truncated.Contains(true))
            {
                _normaliser.Normalise(_task.Observations, _seen);
                Ask(_seen, [], _lastValues);
                _lastValues.CopyTo(Rollout.NextValues, first);
            }

            _task.StartEnded();
        }

        // Where an episode went on, what a step led to is what the next one was chosen by.
        for (int k = 0; k < Rollout.Samples - batch; k++)
        {
            if (!Rollout.Terminated[k] && !Rollout.Truncated[k])
            {
                Rollout.NextValues[k] = Rollout.Values[k + batch];
            }
        }
    }

    /// <summary>Draws actions around the means, gives them to the task, and notes how likely they were.</summary>
    private void Draw(float[] logDeviations, ulong key, Span<float> actions, Span<float> likelihoods)
    {
        int outputs = logDeviations.Length;
        float[] deviations = Array.ConvertAll(logDeviations, RewardDsl.RewardMath.Exp);
        Span<float> taken = _task.Actions;
        for (int i = 0; i < likelihoods.Length; i++)
        {
            float sum = 0;
            for (int j = 0; j < outputs; j++)
            {
                int k = (i * outputs) + j;
                float draw = CounterRandom.Normal(key, k);
                actions[k] = _means[k] + (deviations[j] * draw);
                taken[k] = Math.Clamp(actions[k], -1, 1);
                sum += (0.5f * draw * draw) + logDeviations[j];
            }

            likelihoods[i] = -sum;
        }
    }

    private float[] LogDeviations()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        return _networks.LogDeviation.cpu().data<float>().ToArray();
    }

    /// <summary>Means and values for normalised observations; an empty span is not asked for.</summary>
    private void Ask(float[] seen, Span<float> means, Span<float> values)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();

        // In memory of torch's own: where an array begins may decide how a product is summed, and so its bits.
        Tensor observations = tensor(seen, [seen.Length / _task.ObservationSize, _task.ObservationSize], device: _device).clone();
        if (means.Length > 0)
        {
            _networks.Mean(observations).cpu().data<float>().CopyTo(means);
        }

        if (values.Length > 0)
        {
            _networks.Value(observations).cpu().data<float>().CopyTo(values);
        }
    }
}
