using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace PlanarQuadrupedPpo.Training;

/// <summary>Sums over finished episodes: what each column paid, how long they were and how they ended.</summary>
internal sealed class EpisodeLog(int columns)
{
    private readonly double[] _paid = new double[columns];

    public long Episodes { get; private set; }

    /// <summary>Those that ended in a terminal state.</summary>
    public long Terminated { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Mean of what each column paid in an episode.</summary>
    public IReadOnlyList<double> MeanPaid => [.. _paid.Select(sum => sum / Math.Max(1, Episodes))];

    /// <summary>Mean of what an episode paid.</summary>
    public double MeanReturn => _paid.Sum() / Math.Max(1, Episodes);

    public double MeanLength => (double)Steps / Math.Max(1, Episodes);

    public double TerminatedShare => (double)Terminated / Math.Max(1, Episodes);

    public void Clear()
    {
        Array.Clear(_paid);
        (Episodes, Terminated, Steps) = (0, 0, 0);
    }

    /// <summary>Counts an episode; what it paid comes by <see cref="Add(int, double)"/>.</summary>
    public void Add(bool terminated, int steps)
    {
        Episodes++;
        Terminated += terminated ? 1 : 0;
        Steps += steps;
    }

    /// <summary>Adds to what a column paid.</summary>
    public void Add(int column, double paid) => _paid[column] += paid;

    public void Save(BinaryWriter writer)
    {
        writer.Write(Episodes);
        writer.Write(Terminated);
        writer.Write(Steps);
        foreach (double paid in _paid)
        {
            writer.Write(paid);
        }
    }

    public void Load(BinaryReader reader)
    {
        (Episodes, Terminated, Steps) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        for (int i = 0; i < _paid.Length; i++)
        {
            _paid[i] = reader.ReadDouble();
        }
    }
}
