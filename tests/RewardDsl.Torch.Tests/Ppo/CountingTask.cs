using System;
using System.Collections.Generic;
using System.IO;
using PlanarQuadrupedPpo.Training;

namespace RewardDsl.Torch.Tests.Ppo;

/// <summary>
/// Environments that only count their steps, the observation, and pay 1 for each: the first is cut after 4 steps, the second after 8, the third terminates after 4. Like all
/// simulators that start the next episode within the step, they would show a 0 where the last one ended with 4 or 8.
/// </summary>
internal sealed class CountingTask : IBatchedTask
{
    public static readonly int[] Lengths = [4, 8, 4];

    private readonly float[] _age = new float[3];
    private readonly float[] _actions = new float[3];
    private readonly bool[] _terminated = new bool[3];
    private readonly bool[] _truncated = new bool[3];

    public int Count => 3;

    public int ObservationSize => 1;

    public int ActionSize => 1;

    public ReadOnlySpan<float> Observations => _age;

    public Span<float> Actions => _actions;

    public ReadOnlySpan<float> Rewards => [1, 1, 1];

    public ReadOnlySpan<bool> Terminated => _terminated;

    public ReadOnlySpan<bool> Truncated => _truncated;

    public IReadOnlyList<string> Columns => [];

    public EpisodeLog Log { get; } = new(0);

    public void Restart(ulong seed) => Array.Clear(_age);

    public void Step()
    {
        for (int i = 0; i < 3; i++)
        {
            bool isEnd = ++_age[i] >= Lengths[i];
            (_terminated[i], _truncated[i]) = (isEnd && i == 2, isEnd && i != 2);
        }
    }

    public void StartEnded()
    {
        for (int i = 0; i < 3; i++)
        {
            _age[i] = _terminated[i] || _truncated[i] ? 0 : _age[i];
        }
    }

    public void Save(BinaryWriter writer) => throw new NotSupportedException("Nothing is worth saving.");

    public void Load(BinaryReader reader) => throw new NotSupportedException("Nothing was saved.");

    public void Dispose()
    {
    }
}
