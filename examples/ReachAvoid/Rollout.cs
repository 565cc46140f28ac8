using System;
using System.Linq;
using System.Threading.Tasks;
using RewardDsl;

namespace ReachAvoid;

/// <summary>
/// Plays one episode of every robot, for all candidates in one batch. Robot i follows candidate i / episodesEach. An episode is as long as the
/// spec's horizon and is cut there.
/// </summary>
internal sealed class Rollout : IDisposable
{
    /// <summary>Below this many robots for each core, starting the others costs more than it gains.</summary>
    private const int MinimumPerPart = 256;

    private readonly int _episodesEach;
    private readonly Robots _robots;
    private readonly ReachAvoidReward.Evaluator _evaluator;
    private readonly Action<int> _actAndMove;
    private readonly int _parts;
    private readonly float[] _reward;
    private readonly bool[] _truncated;
    private float[] _parameters = [];

    public Rollout(int candidates, int episodesEach)
    {
        int count = candidates * episodesEach;
        _episodesEach = episodesEach;
        _robots = new Robots(count, distinctStarts: episodesEach);
        _evaluator = new ReachAvoidReward.Evaluator(count);
        _actAndMove = ActAndMove;
        _parts = Math.Clamp(count / MinimumPerPart, 1, Math.Min(Environment.ProcessorCount, candidates));
        _reward = new float[count];
        _truncated = new bool[count];
        Returns = new double[count];
        Paid = new float[count * ReachAvoidReward.Spec.Columns.Count];
        Verdicts = new float[count * ReachAvoidReward.Spec.Formulas.Count];
    }

    /// <summary>Robot-steps played so far.</summary>
    public long StepsPlayed { get; private set; }

    /// <summary>What each episode of the last run paid.</summary>
    public double[] Returns { get; }

    /// <summary><c>[B, K]</c>: what the last step paid for each column: all that the formulas pay.</summary>
    public float[] Paid { get; }

    /// <summary><c>[B, F]</c>: whether each formula holds of the episode, 1 or −1.</summary>
    public float[] Verdicts { get; }

    /// <summary>Mean return of one candidate's episodes in the last run.</summary>
    public double CandidateReturn(int candidate) => Returns.Skip(candidate * _episodesEach).Take(_episodesEach).Average();

    /// <summary>Plays an episode.</summary>
    /// <param name="parameters">The candidates' policies, one after the other.</param>
    /// <param name="seed">Decides every start.</param>
    /// <param name="recording">Takes what happened, or null.</param>
    public void Run(float[] parameters, ulong seed, Recording? recording = null)
    {
        _parameters = parameters;
        Array.Clear(Returns);
        Array.Clear(_truncated);
        _robots.Restart(seed);
        _evaluator.Reset(new ReachAvoidReward.Inputs { Position = _robots.Position, Push = _robots.Push });
        recording?.Start(_robots.Position);
        for (int step = 0; step < ReachAvoidReward.Spec.Horizon; step++)
        {
            if (_parts == 1)
            {
                ActAndMove(0);
            }
            else
            {
                Parallel.For(0, _parts, _actAndMove);
            }

            // What is known of the formulas is asked for where it is complete: at the step that ends the episode.
            bool isLast = step == ReachAvoidReward.Spec.Horizon - 1;
            Array.Fill(_truncated, isLast);
            _evaluator.Step(
                new ReachAvoidReward.Inputs { Position = _robots.Position, Push = _robots.Push },
                new StepEnds { Truncated = _truncated },
                new StepOutputs
                {
                    Total = _reward,
                    Terms = isLast ? Paid : default(Span<float>),
                    Verdicts = isLast ? Verdicts : default(Span<float>),
                    Metrics = recording is null ? default : recording.Metrics,
                });
            recording?.Add(step, _robots.Position);
            for (int i = 0; i < _reward.Length; i++)
            {
                Returns[i] += _reward[i];
            }
        }

        StepsPlayed += (long)_robots.Count * ReachAvoidReward.Spec.Horizon;
    }

    public void Dispose() => _evaluator.Dispose();

    private void ActAndMove(int part)
    {
        int candidates = _robots.Count / _episodesEach;
        int first = (int)((long)candidates * part / _parts);
        int last = (int)((long)candidates * (part + 1) / _parts);
        for (int candidate = first; candidate < last; candidate++)
        {
            ReadOnlySpan<float> gains = _parameters.AsSpan(candidate * FieldPolicy.ParameterCount, FieldPolicy.ParameterCount);
            FieldPolicy.Act(gains, _robots, candidate * _episodesEach, (candidate + 1) * _episodesEach);
        }

        _robots.Step(first * _episodesEach, last * _episodesEach);
    }
}
