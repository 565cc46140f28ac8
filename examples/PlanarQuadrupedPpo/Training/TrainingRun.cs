using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Examples.Shared;
using PlanarQuadrupedPpo.World;

namespace PlanarQuadrupedPpo.Training;

/// <summary>A run from its start, or from a checkpoint, to its last round.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const int ExaminationStream = 2;

    private readonly Options _options;
    private readonly List<RoundResult> _curve = [];

    /// <exception cref="InvalidDataException">The checkpoint cannot be gone on from.</exception>
    public TrainingRun(Options options)
    {
        CheckpointFile? saved = options.ResumePath is { } path ? CheckpointFile.Read(path) : null;
        _options = saved is null ? options : options with { TrainerName = saved.Trainer, Quick = saved.Quick, Seed = saved.Seed };
        Trainer = TrainerFactory.Create(_options);
        if (saved is not null)
        {
            _curve.AddRange(saved.Curve);
            using var reader = new BinaryReader(new MemoryStream(saved.State));
            Trainer.Load(reader);
        }
    }

    public ITrainer Trainer { get; }

    /// <summary>What each round brought, those before the checkpoint too.</summary>
    public IReadOnlyList<RoundResult> Curve => _curve;

    public int Rounds => _options.Rounds ?? Trainer.PlannedRounds;

    /// <summary>The time of the rounds, without those before the checkpoint.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Steps of all robots in that time.</summary>
    public long Steps { get; private set; }

    /// <summary>Goes on to the last round.</summary>
    /// <param name="report">Hears of each round.</param>
    public void Train(Action<TrainingRun> report)
    {
        while (_curve.Count < Rounds)
        {
            long start = Stopwatch.GetTimestamp();
            Trainer.Task.Log.Clear();
            _curve.Add(Trainer.Improve());
            Elapsed += Stopwatch.GetElapsedTime(start);
            Steps += Trainer.StepsPerRound;
            report(this);
            if (_options.CheckpointPath is not null && (_curve.Count % 10 == 0 || _curve.Count == Rounds))
            {
                Save(_options.CheckpointPath);
            }
        }
    }

    public Examination Examine() => new(CounterRandom.Key(_options.Seed, ExaminationStream), Trainer.Act);

    /// <summary>The same starts for robots that hold their pose.</summary>
    public Examination ExamineStanding() => new(CounterRandom.Key(_options.Seed, ExaminationStream), static robots => robots.Actions.Clear());

    /// <summary>Writes a checkpoint.</summary>
    public void Save(string path)
    {
        using var state = new MemoryStream();
        using var writer = new BinaryWriter(state);
        Trainer.Save(writer);
        writer.Flush();
        new CheckpointFile(_options.TrainerName, _options.Quick, _options.Seed, _curve, state.ToArray()).Write(path);
    }

    public void Dispose() => Trainer.Dispose();
}
