using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RewardDsl;

namespace CartPole;

/// <summary>
/// Plays one episode of every environment, for all candidates in one batch, and keeps what it paid. Environment i follows
/// candidate i / episodesEach.
/// </summary>
internal sealed class Rollout : IDisposable
{
    /// <summary>Below this many environments for each core, starting the others costs more than it gains.</summary>
    private const int MinimumPerPart = 256;

    private readonly int _episodesEach;
    private readonly CartPoleWorld _world;
    private readonly CartPoleReward.Evaluator _evaluator;
    private readonly Action<int> _actAndMove;
    private readonly int _parts;
    private readonly float[] _reward;
    private readonly bool[] _terminated;
    private readonly bool[] _ended;
    private readonly bool[] _counted;
    private readonly double[] _return;
    private readonly int[] _length;
    private readonly double[] _termSums;
    private float[] _parameters = [];

    public Rollout(int candidates, int episodesEach)
    {
        int count = candidates * episodesEach;
        int cores = Environment.ProcessorCount;
        _episodesEach = episodesEach;
        _world = new CartPoleWorld(count, distinctStarts: episodesEach);

        // One thread (the default): paying a batch of thousands takes microseconds, a few percent of a step, and the
        // evaluator's helper threads would wait, spinning, on the cores that move the world.
        _evaluator = new CartPoleReward.Evaluator(count);
        _actAndMove = ActAndMove;
        _parts = Math.Clamp(count / MinimumPerPart, 1, Math.Min(cores, candidates));
        _reward = new float[count];
        _terminated = new bool[count];
        _ended = new bool[count];
        _counted = new bool[count];
        _return = new double[count];
        _length = new int[count];
        _termSums = new double[CartPoleReward.Spec.Columns.Count];
    }

    /// <summary>Environment-steps played so far.</summary>
    public long StepsPlayed { get; private set; }

    /// <summary>Mean length of the episodes of the last run, in steps.</summary>
    public double MeanLength => _length.Average();

    /// <summary>Mean return (undiscounted) of the episodes of the last run.</summary>
    public double MeanReturn => _return.Average();

    /// <summary>Mean of what each column paid in an episode of the last run, in the order of the spec's columns.</summary>
    public IReadOnlyList<double> MeanTermReturns => [.. _termSums.Select(sum => sum / _world.Count)];

    /// <summary>Mean return of one candidate's episodes in the last run.</summary>
    public double CandidateReturn(int candidate) =>
        _return.Skip(candidate * _episodesEach).Take(_episodesEach).Average();

    /// <summary>Plays until the first episode of every environment has ended.</summary>
    /// <param name="parameters">The candidates' policies, one after the other.</param>
    /// <param name="seed">Decides every episode's start.</param>
    public void Run(float[] parameters, ulong seed)
    {
        _parameters = parameters;
        Array.Clear(_return);
        Array.Clear(_length);
        Array.Clear(_termSums);
        Array.Clear(_counted);
        _world.Restart(seed);
        _evaluator.Reset(_world.Observe());
        for (int running = _world.Count; running > 0;)
        {
            // 1. Act and move: now the world holds s′, and the final state where an episode ended.
            if (_parts == 1)
            {
                ActAndMove(0);
            }
            else
            {
                Parallel.For(0, _parts, _actAndMove);
            }

            // 2. Pay for the step, from that final state.
            StepSummary summary = _evaluator.Step(
                _world.Observe(),
                new StepEnds { Truncated = _world.Truncated },
                new StepOutputs { Total = _reward, Terminated = _terminated });
            if (summary.NonFinite > 0)
            {
                throw new InvalidOperationException("The reward is not finite: the physics has diverged.");
            }

            running -= Record(anyEnded: summary.Terminated + summary.Truncated > 0);
            StepsPlayed += _world.Count;

            // 3. Start the next episode of the ended ones, and tell the evaluator their first observation.
            if (summary.Terminated + summary.Truncated > 0)
            {
                _world.StartEpisodes(_ended);
                _evaluator.Reset(_ended, _world.Observe());
            }
        }
    }

    public void Dispose() => _evaluator.Dispose();

    private void ActAndMove(int part)
    {
        int candidates = _world.Count / _episodesEach;
        int first = (int)((long)candidates * part / _parts);
        int last = (int)((long)candidates * (part + 1) / _parts);
        for (int candidate = first; candidate < last; candidate++)
        {
            ReadOnlySpan<float> policy = _parameters.AsSpan(candidate * LinearPolicy.ParameterCount, LinearPolicy.ParameterCount);
            LinearPolicy.Act(policy, _world, candidate * _episodesEach, (candidate + 1) * _episodesEach);
        }

        _world.Step(first * _episodesEach, last * _episodesEach);
    }

    /// <summary>Adds the step to the running first episodes; returns how many of them ended.</summary>
    private int Record(bool anyEnded)
    {
        for (int i = 0; i < _reward.Length; i++)
        {
            if (!_counted[i])
            {
                _return[i] += _reward[i];
                _length[i]++;
            }
        }

        if (!anyEnded)
        {
            return 0;
        }

        for (int i = 0; i < _ended.Length; i++)
        {
            _ended[i] = _terminated[i] || _world.Truncated[i];
        }

        // An environment's episode sums are valid until its reset, which follows.
        for (int column = 0; column < _termSums.Length; column++)
        {
            ReadOnlySpan<float> sums = _evaluator.EpisodeSum(CartPoleReward.Spec.Columns[column]);
            for (int i = 0; i < _ended.Length; i++)
            {
                _termSums[column] += _ended[i] && !_counted[i] ? sums[i] : 0;
            }
        }

        int finished = 0;
        for (int i = 0; i < _ended.Length; i++)
        {
            finished += _ended[i] && !_counted[i] ? 1 : 0;
            _counted[i] |= _ended[i];
        }

        return finished;
    }
}
