using System;
using System.Collections.Generic;
using System.IO;
using CartPole;
using PlanarQuadrupedPpo.Training;

namespace RewardDsl.Torch.Tests.Ppo;

/// <summary>The cart-pole of the examples, small enough to learn in a test.</summary>
internal sealed class CartPoleTask(int count) : IBatchedTask
{
    private readonly CartPoleWorld _world = new(count, distinctStarts: int.MaxValue);
    private readonly CartPoleReward.Evaluator _evaluator = new(count);
    private readonly float[] _observations = new float[count * 4];
    private readonly float[] _actions = new float[count];
    private readonly float[] _rewards = new float[count];
    private readonly bool[] _terminated = new bool[count];
    private readonly bool[] _ended = new bool[count];
    private readonly int[] _age = new int[count];

    public int Count => count;

    public int ObservationSize => 4;

    public int ActionSize => 1;

    public ReadOnlySpan<float> Observations => _observations;

    public Span<float> Actions => _actions;

    public ReadOnlySpan<float> Rewards => _rewards;

    public ReadOnlySpan<bool> Terminated => _terminated;

    public ReadOnlySpan<bool> Truncated => _world.Truncated;

    public IReadOnlyList<string> Columns => CartPoleReward.Spec.Columns;

    public EpisodeLog Log { get; } = new(CartPoleReward.Spec.Columns.Count);

    public void Restart(ulong seed)
    {
        _world.Restart(seed);
        _evaluator.Reset(_world.Observe());
        Array.Clear(_age);
        See();
    }

    public void Step()
    {
        for (int i = 0; i < count; i++)
        {
            _world.Force[i] = CartPoleReward.MaxForce * _actions[i];
        }

        _world.Step(0, count);
        _evaluator.Step(_world.Observe(), new StepEnds { Truncated = _world.Truncated }, new StepOutputs { Total = _rewards, Terminated = _terminated });
        for (int i = 0; i < count; i++)
        {
            _age[i]++;
            _ended[i] = _terminated[i] || _world.Truncated[i];
            if (_ended[i])
            {
                Log.Add(_terminated[i], _age[i]);
                _age[i] = 0;
            }
        }

        See();
    }

    public void StartEnded()
    {
        _world.StartEpisodes(_ended);
        _evaluator.Reset(_ended, _world.Observe());
        See();
    }

    public void Save(BinaryWriter writer) => throw new NotSupportedException("The cart-pole of the examples cannot be saved.");

    public void Load(BinaryReader reader) => throw new NotSupportedException("The cart-pole of the examples cannot be loaded.");

    public void Dispose() => _evaluator.Dispose();

    private void See()
    {
        for (int i = 0; i < count; i++)
        {
            _observations[4 * i] = _world.Position[i];
            _observations[(4 * i) + 1] = _world.Velocity[i];
            _observations[(4 * i) + 2] = 5 * _world.Angle[i];
            _observations[(4 * i) + 3] = _world.AngularVelocity[i];
        }
    }
}
