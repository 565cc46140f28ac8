using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Examples.Shared;
using PlanarQuadrupedPpo.Training;
using PlanarQuadrupedPpo.World;

namespace PlanarQuadrupedPpo.Search;

/// <summary>
/// Augmented random search, version V1-t (Mania, Guy, Recht, "Simple random search of static policies is competitive for reinforcement learning", 2018): try directions in the space of
/// policies both ways, step along those that did best, by how much one way beat the other. The robots of all candidates are one batch; they walk on from generation to generation, and
/// fall, are paid for it and start again in between.
/// </summary>
internal sealed class RandomSearch : ITrainer
{
    private const int WorldStream = 0;
    private const int DirectionStream = 1;

    private readonly SearchPlan _plan;
    private readonly ulong _seed;
    private readonly QuadrupedTask _task;
    private readonly Action<int, int> _act;
    private readonly float[] _directions;
    private readonly float[] _candidates;
    private readonly double[] _earned;

    public RandomSearch(SearchPlan plan, ulong seed, int threads = 0)
    {
        _plan = plan;
        _seed = seed;
        _task = new QuadrupedTask(plan.Robots, plan.RobotsEach, threads);
        _act = Act;
        _directions = new float[plan.Pairs * MirroredPolicy.ParameterCount];
        _candidates = new float[2 * plan.Pairs * MirroredPolicy.ParameterCount];
        _earned = new double[2 * plan.Pairs];
        _task.Restart(CounterRandom.Key(seed, WorldStream));
    }

    /// <summary>Generations so far.</summary>
    public int Generation { get; private set; }

    /// <inheritdoc/>
    public string RoundName => "generation";

    /// <inheritdoc/>
    public int PlannedRounds => _plan.Generations;

    /// <inheritdoc/>
    public string Plan => $"{2 * _plan.Pairs} policies a generation, each followed by {_plan.RobotsEach} robots for {_plan.Steps} steps, all in one batch.";

    /// <inheritdoc/>
    public long StepsPerRound => (long)_plan.Robots * _plan.Steps;

    /// <inheritdoc/>
    public QuadrupedTask Task => _task;

    /// <summary>The policy that was found so far.</summary>
    public float[] Gains { get; } = new float[MirroredPolicy.ParameterCount];

    /// <inheritdoc/>
    public RoundResult Improve()
    {
        Draw();
        Array.Clear(_earned);
        for (int step = 0; step < _plan.Steps; step++)
        {
            _task.Step(_act);
            ReadOnlySpan<float> rewards = _task.Rewards;
            for (int i = 0; i < rewards.Length; i++)
            {
                _earned[i / _plan.RobotsEach] += rewards[i];
            }

            _task.StartEnded();
        }

        Follow();
        double seconds = _plan.RobotsEach * _plan.Steps * WalkReward.Spec.StepSeconds;
        Generation++;
        return new RoundResult(_earned.Average() / seconds, _earned.Max() / seconds);
    }

    /// <inheritdoc/>
    public void Act(QuadrupedTask robots) => MirroredPolicy.Act(Gains, robots.World, 0, robots.Count);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Generation);
        writer.Write(MemoryMarshal.AsBytes(Gains.AsSpan()));
        _task.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        Generation = reader.ReadInt32();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Gains.AsSpan()));
        _task.Load(reader);
    }

    /// <inheritdoc/>
    public void Dispose() => _task.Dispose();

    private void Draw()
    {
        ulong key = CounterRandom.Key(CounterRandom.Key(_seed, DirectionStream), Generation);
        int size = Gains.Length;
        for (int k = 0; k < _directions.Length; k++)
        {
            _directions[k] = CounterRandom.Normal(key, k);
            int pair = k / size;
            int parameter = k % size;
            float change = _plan.Deviation * _directions[k];
            _candidates[(2 * pair * size) + parameter] = Gains[parameter] + change;
            _candidates[(((2 * pair) + 1) * size) + parameter] = Gains[parameter] - change;
        }
    }

    private void Act(int from, int to)
    {
        int size = MirroredPolicy.ParameterCount;
        while (from < to)
        {
            int candidate = from / _plan.RobotsEach;
            int end = Math.Min(to, (candidate + 1) * _plan.RobotsEach);
            MirroredPolicy.Act(_candidates.AsSpan(candidate * size, size), _task.World, from, end);
            from = end;
        }
    }

    private void Follow()
    {
        int[] elite = [.. Enumerable.Range(0, _plan.Pairs).OrderByDescending(pair => Math.Max(_earned[2 * pair], _earned[(2 * pair) + 1])).Take(_plan.Elite)];
        double[] earned = [.. elite.SelectMany(pair => new[] { _earned[2 * pair], _earned[(2 * pair) + 1] })];
        double mean = earned.Average();
        double deviation = Math.Sqrt(earned.Average(e => (e - mean) * (e - mean)));
        float scale = (float)(_plan.StepSize / (_plan.Elite * Math.Max(deviation, 1e-9)));
        foreach (int pair in elite)
        {
            float advantage = scale * (float)(_earned[2 * pair] - _earned[(2 * pair) + 1]);
            for (int parameter = 0; parameter < Gains.Length; parameter++)
            {
                Gains[parameter] += advantage * _directions[(pair * Gains.Length) + parameter];
            }
        }
    }
}
