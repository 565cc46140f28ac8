using System;
using System.IO;
using System.Linq;
using Examples.Shared;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PlanarQuadrupedPpo.Ppo;

/// <summary>What an update did, in the mean of its minibatches.</summary>
/// <param name="PolicyLoss">The clipped objective, negated.</param>
/// <param name="ValueLoss">The critic's squared error, halved.</param>
/// <param name="Divergence">How far the policy moved (Kullback and Leibler, estimated).</param>
/// <param name="Gradient">Norm of the gradient before it was clipped.</param>
/// <param name="LearningRate">After the update.</param>
internal readonly record struct PpoUpdate(double PolicyLoss, double ValueLoss, double Divergence, double Gradient, double LearningRate);

/// <summary>Makes actor and critic better from a rollout. Every tensor of a minibatch lives in its dispose scope.</summary>
internal sealed class PpoLearner : IDisposable
{
    private const double SlowestRate = 1e-5;
    private const double FastestRate = 1e-2;

    private readonly PpoPlan _plan;
    private readonly ActorCritic _networks;
    private readonly Device _device;
    private readonly Adam _optimiser;

    // A Scalar is a native object: made once.
    private readonly Scalar _half = 0.5.ToScalar();
    private readonly Scalar _one = 1.0.ToScalar();
    private readonly Scalar _tiny = 1e-8.ToScalar();
    private readonly Scalar _lowest;
    private readonly Scalar _highest;
    private readonly Scalar _valueWeight;
    private readonly Scalar _entropyWeight;
    private double _rate;

    public PpoLearner(PpoPlan plan, ActorCritic networks, Device device)
    {
        _plan = plan;
        _networks = networks;
        _device = device;
        _rate = plan.LearningRate;
        _optimiser = optim.Adam(networks.Parameters, lr: _rate, eps: 1e-5);
        _lowest = (1 - plan.Clip).ToScalar();
        _highest = (1 + plan.Clip).ToScalar();
        _valueWeight = plan.ValueWeight.ToScalar();
        _entropyWeight = plan.EntropyWeight.ToScalar();
    }

    /// <summary>The epochs over a rollout.</summary>
    /// <param name="rollout">With advantages and returns.</param>
    /// <param name="observationSize">N.</param>
    /// <param name="actionSize">A.</param>
    /// <param name="key">Decides the order of the samples.</param>
    public PpoUpdate Update(RolloutBuffer rollout, int observationSize, int actionSize, ulong key)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor observations = tensor(rollout.Observations, [rollout.Samples, observationSize], device: _device);
        Tensor actions = tensor(rollout.Actions, [rollout.Samples, actionSize], device: _device);
        Tensor likelihoods = tensor(rollout.LogProbabilities, device: _device);
        Tensor advantages = tensor(rollout.Advantages, device: _device);
        Tensor returns = tensor(rollout.Returns, device: _device);
        (double policy, double value, double divergence, double gradient) = (0, 0, 0, 0);
        int size = rollout.Samples / _plan.Minibatches;
        for (int epoch = 0; epoch < _plan.Epochs; epoch++)
        {
            long[] order = Shuffled(rollout.Samples, CounterRandom.Key(key, epoch));
            for (int m = 0; m < _plan.Minibatches; m++)
            {
                using DisposeScope inner = NewDisposeScope();
                Tensor chosen = tensor(order[(m * size)..((m + 1) * size)], device: _device);
                Minibatch result = Descend(
                    observations.index_select(0, chosen),
                    actions.index_select(0, chosen),
                    likelihoods.index_select(0, chosen),
                    advantages.index_select(0, chosen),
                    returns.index_select(0, chosen));
                policy += result.PolicyLoss;
                value += result.ValueLoss;
                divergence += result.Divergence;
                gradient += result.Gradient;
                Adapt(result.Divergence);
            }
        }

        int count = _plan.Epochs * _plan.Minibatches;
        return new PpoUpdate(policy / count, value / count, divergence / count, gradient / count, _rate);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_rate);
        _optimiser.save_state_dict(writer);
    }

    public void Load(BinaryReader reader)
    {
        _rate = reader.ReadDouble();
        _optimiser.load_state_dict(reader);
    }

    public void Dispose()
    {
        _optimiser.Dispose();
        foreach (Scalar scalar in (Scalar[])[_half, _one, _tiny, _lowest, _highest, _valueWeight, _entropyWeight])
        {
            scalar.Dispose();
        }
    }

    private readonly record struct Minibatch(double PolicyLoss, double ValueLoss, double Divergence, double Gradient);

    /// <summary>One step down the gradient of the loss.</summary>
    private Minibatch Descend(Tensor observations, Tensor actions, Tensor likelihoods, Tensor advantages, Tensor returns)
    {
        // Advantages of mean 0 and deviation 1.
        Tensor centred = advantages - advantages.mean();
        advantages = centred / ((centred * centred).mean() + _tiny).sqrt();

        // Constants of the normal distribution cancel in the ratio; they are left out here and where the actions are drawn.
        Tensor distance = (actions - _networks.Mean(observations)) / _networks.LogDeviation.exp();
        Tensor logarithm = ((distance * distance * _half) + _networks.LogDeviation).sum(1).neg() - likelihoods;
        Tensor ratio = logarithm.exp();
        Tensor policyLoss = minimum(ratio * advantages, ratio.clamp(_lowest, _highest) * advantages).mean().neg();
        Tensor error = _networks.Value(observations) - returns;
        Tensor valueLoss = (error * error).mean() * _half;
        Tensor entropy = _networks.LogDeviation.sum();
        Tensor loss = policyLoss + (valueLoss * _valueWeight) - (entropy * _entropyWeight);

        _optimiser.zero_grad();
        loss.backward();
        double gradient = nn.utils.clip_grad_norm_(_networks.Parameters, _plan.MaxGradient);
        _optimiser.step();

        // Schulman's estimate of the divergence, never negative: (r − 1) − log r.
        using IDisposable off = no_grad();
        double divergence = (ratio - _one - logarithm).mean().item<float>();
        return new Minibatch(policyLoss.item<float>(), valueLoss.item<float>(), divergence, gradient);
    }

    /// <summary>A step that moved the policy too far makes the next ones shorter (as in RSL-RL).</summary>
    private void Adapt(double divergence)
    {
        if (_plan.TargetDivergence is not { } target)
        {
            return;
        }

        double factor = divergence > 2 * target ? 1 / 1.5 : divergence < target / 2 ? 1.5 : 1;
        _rate = Math.Clamp(_rate * factor, SlowestRate, FastestRate);
        foreach (optim.ILearningRateController group in _optimiser.ParamGroups)
        {
            group.LearningRate = _rate;
        }
    }

    /// <summary>Fisher and Yates.</summary>
    private static long[] Shuffled(int count, ulong key)
    {
        long[] order = [.. Enumerable.Range(0, count).Select(static i => (long)i)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(CounterRandom.Key(key, i) % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
