using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Examples.Shared;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PlanarQuadrupedPpo.Ppo;

/// <summary>
/// A Gaussian policy and a critic: two networks of their own, and a logarithm of the deviation for each action that does not depend on the observation.
/// </summary>
internal sealed class ActorCritic : IDisposable
{
    private readonly Sequential _actor;
    private readonly Sequential _critic;

    public ActorCritic(int observations, int actions, PpoPlan plan, ulong key, Device device)
    {
        // A small last layer: the first actions are near the middle and differ by exploration only.
        _actor = Network(observations, actions, plan.Hidden, 0.01f, CounterRandom.Key(key, 0), device);
        _critic = Network(observations, 1, plan.Hidden, 1, CounterRandom.Key(key, 1), device);
        float[] deviations = new float[actions];
        Array.Fill(deviations, MathF.Log(plan.StartDeviation));
        LogDeviation = nn.Parameter(tensor(deviations, device: device));
        Parameters = [.. _actor.parameters(), .. _critic.parameters(), LogDeviation];
    }

    /// <summary><c>[A]</c>.</summary>
    public Parameter LogDeviation { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The mean of the actions, <c>[N, A]</c>.</summary>
    public Tensor Mean(Tensor observations) => _actor.forward(observations);

    /// <summary>What the critic says, <c>[N]</c>.</summary>
    public Tensor Value(Tensor observations) => _critic.forward(observations).squeeze(1);

    public void Save(BinaryWriter writer)
    {
        _actor.save(writer);
        _critic.save(writer);
        LogDeviation.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _actor.load(reader);
        _critic.load(reader);
        LogDeviation.Load(reader);
    }

    public void Dispose()
    {
        _actor.Dispose();
        _critic.Dispose();
        LogDeviation.Dispose();
    }

    private static Sequential Network(int inputs, int outputs, long[] hidden, float lastGain, ulong key, Device device)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        int width = inputs;
        foreach (int next in hidden.Select(static h => checked((int)h)))
        {
            layers.Add(Layer(width, next, MathF.Sqrt(2), CounterRandom.Key(key, layers.Count), device));
            layers.Add(nn.ELU());
            width = next;
        }

        layers.Add(Layer(width, outputs, lastGain, CounterRandom.Key(key, layers.Count), device));
        return nn.Sequential([.. layers]);
    }

    private static Linear Layer(int inputs, int outputs, float gain, ulong key, Device device)
    {
        Linear layer = nn.Linear(inputs, outputs, device: device);
        using IDisposable off = no_grad();
        using Tensor weights = tensor(OrthogonalInit.Weights(outputs, inputs, gain, key), [outputs, inputs], device: device);
        using Tensor zeros = tensor(new float[outputs], device: device);
        layer.weight.copy_(weights);
        layer.bias!.copy_(zeros);
        return layer;
    }
}
