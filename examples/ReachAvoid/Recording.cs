using System;
using System.Numerics;

namespace ReachAvoid;

/// <summary>What happened in a batch of episodes: for each step and robot its place and the margins, <c>[T, B]</c>.</summary>
internal sealed class Recording(int steps, int batchSize)
{
    /// <summary>Names of the margins, in the order of <see cref="Margins"/>.</summary>
    public static readonly string[] MarginNames = [nameof(ReachAvoidReward.Clearance), nameof(ReachAvoidReward.Inset), nameof(ReachAvoidReward.Arrival)];

    private readonly float[] _metrics = new float[batchSize * ReachAvoidReward.Spec.Metrics.Count];

    public int Steps => steps;

    public int BatchSize => batchSize;

    /// <summary><c>[T + 1, B]</c>: the start and where each step led.</summary>
    public Vector2[] Positions { get; } = new Vector2[(steps + 1) * batchSize];

    /// <summary>For each of <see cref="MarginNames"/> its values <c>[T, B]</c>.</summary>
    public float[][] Margins { get; } = [.. Array.ConvertAll(MarginNames, _ => new float[steps * batchSize])];

    /// <summary>Where the evaluator writes the metrics of a step, <c>[B, M]</c>.</summary>
    public Span<float> Metrics => _metrics;

    public void Start(Vector2[] positions) => positions.CopyTo(Positions, 0);

    /// <summary>Takes in the places and the metrics after a step.</summary>
    public void Add(int step, Vector2[] positions)
    {
        positions.CopyTo(Positions, (step + 1) * batchSize);
        int columns = ReachAvoidReward.Spec.Metrics.Count;
        for (int m = 0; m < MarginNames.Length; m++)
        {
            int column = Columns.Of(ReachAvoidReward.Spec.Metrics, MarginNames[m]);
            for (int i = 0; i < batchSize; i++)
            {
                Margins[m][(step * batchSize) + i] = _metrics[(i * columns) + column];
            }
        }
    }
}
