using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using PlanarQuadrupedPpo.Physics;
using PlanarQuadrupedPpo.Training;
using RewardDsl;

namespace PlanarQuadrupedPpo.World;

/// <summary>Robots that are paid for walking. The evaluator reads the world's own arrays.</summary>
internal sealed class QuadrupedTask : IBatchedTask
{
    /// <summary>Fewer environments for each core do not pay for starting the others.</summary>
    private const int MinimumPerPart = 256;

    private readonly WalkReward.Evaluator _evaluator;
    private readonly Action<int> _movePart;
    private readonly int _parts;
    private readonly float[] _rewards;
    private readonly bool[] _terminated;
    private readonly bool[] _ended;
    private readonly float[] _metrics;
    private Action<int, int>? _act;
    private int _endedCount;

    /// <param name="count">Environments.</param>
    /// <param name="distinctStarts">Environment i starts like environment i modulo this; by default all differ.</param>
    /// <param name="threads">At most this many threads move the world; by default one for each core. The results are the same.</param>
    public QuadrupedTask(int count, int distinctStarts = int.MaxValue, int threads = 0)
    {
        World = new QuadrupedWorld(count, distinctStarts);

        // One thread (the default): paying thousands of robots takes microseconds, a few percent of a step, and the
        // evaluator's helper threads would wait, spinning, on the cores that move the world.
        _evaluator = new WalkReward.Evaluator(count);
        _movePart = MovePart;
        _parts = Math.Clamp(count / MinimumPerPart, 1, threads > 0 ? threads : Environment.ProcessorCount);
        _rewards = new float[count];
        _terminated = new bool[count];
        _ended = new bool[count];
        _metrics = new float[count * WalkReward.Spec.Metrics.Count];
        Log = new EpisodeLog(WalkReward.Spec.Columns.Count);
    }

    public QuadrupedWorld World { get; }

    /// <inheritdoc/>
    public int Count => World.Count;

    /// <inheritdoc/>
    public int ObservationSize => QuadrupedObservation.Size;

    /// <inheritdoc/>
    public int ActionSize => RobotModel.Joints;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => World.Observation.AsSpan(0, Count * ObservationSize);

    /// <inheritdoc/>
    public Span<float> Actions => World.Action.AsSpan(0, Count * ActionSize);

    /// <inheritdoc/>
    public ReadOnlySpan<float> Rewards => _rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => World.Truncated.AsSpan(0, Count);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => WalkReward.Spec.Columns;

    /// <inheritdoc/>
    public EpisodeLog Log { get; }

    /// <summary>Only each environment's first episode is logged: for a fair mean over starts, where short episodes would count more often.</summary>
    public bool LogsFirstEpisodesOnly { get; init; }

    /// <summary><c>[B]</c>: by how much the robots miss their commanded speed, after the last step.</summary>
    public ReadOnlySpan<float> SpeedErrors => _metrics;

    /// <inheritdoc/>
    public void Restart(ulong seed)
    {
        World.Restart(seed);
        _evaluator.Reset(World.Observe());
        Log.Clear();
        Array.Clear(_ended);
        _endedCount = 0;
    }

    /// <inheritdoc/>
    public void Step() => Step(act: null);

    /// <summary>A step in which the threads that move a part of the environments choose their actions too.</summary>
    /// <param name="act">Writes the actions of the environments from the first argument up to the second; null: they are written.</param>
    /// <exception cref="InvalidOperationException">The reward is not finite: the physics has diverged.</exception>
    public void Step(Action<int, int>? act)
    {
        // 1. Act and move: now the world holds s′, and the final state where an episode ended.
        _act = act;
        if (_parts == 1)
        {
            MovePart(0);
        }
        else
        {
            Parallel.For(0, _parts, _movePart);
        }

        // 2. Pay for the step, from that final state.
        StepSummary summary = _evaluator.Step(
            World.Observe(),
            new StepEnds { Truncated = World.Truncated.AsSpan(0, Count) },
            new StepOutputs { Total = _rewards, Terminated = _terminated, Metrics = _metrics });
        if (summary.NonFinite > 0)
        {
            throw new InvalidOperationException("The reward is not finite: the physics has diverged.");
        }

        _endedCount = summary.Terminated + summary.Truncated;
        if (_endedCount > 0)
        {
            Record();
        }
    }

    /// <inheritdoc/>
    public void StartEnded()
    {
        // 3. Start the next episode of the ended ones, and tell the evaluator their first observation.
        if (_endedCount > 0)
        {
            World.StartEpisodes(_ended);
            _evaluator.Reset(_ended, World.Observe());
            _endedCount = 0;
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        if (_endedCount > 0)
        {
            throw new InvalidOperationException("Start the ended episodes before saving.");
        }

        World.Save(writer);
        writer.WriteBlock(_evaluator.Save);
        Log.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        World.Load(reader);
        using (MemoryStream carried = reader.ReadBlock())
        {
            _evaluator.Load(carried);
        }

        Log.Load(reader);
        _endedCount = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator.Dispose();

    private void MovePart(int part)
    {
        int blocks = (Count + QuadrupedWorld.Block - 1) / QuadrupedWorld.Block;
        int from = (int)((long)blocks * part / _parts) * QuadrupedWorld.Block;
        int to = Math.Min(Count, (int)((long)blocks * (part + 1) / _parts) * QuadrupedWorld.Block);
        _act?.Invoke(from, to);
        World.Step(from, to);
    }

    private void Record()
    {
        ReadOnlySpan<bool> truncated = Truncated;
        for (int i = 0; i < _ended.Length; i++)
        {
            _ended[i] = _terminated[i] || truncated[i];
            if (IsLogged(i))
            {
                Log.Add(_terminated[i], World.Age[i]);
            }
        }

        // An environment's episode sums are valid until its reset, which follows.
        for (int column = 0; column < Columns.Count; column++)
        {
            ReadOnlySpan<float> sums = _evaluator.EpisodeSum(column);
            double sum = 0;
            for (int i = 0; i < _ended.Length; i++)
            {
                sum += IsLogged(i) ? sums[i] : 0;
            }

            Log.Add(column, sum);
        }
    }

    private bool IsLogged(int i) => _ended[i] && (!LogsFirstEpisodesOnly || World.Episode[i] == 0);
}
