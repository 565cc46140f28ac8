using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;
using RewardDsl.Ir.Tests.Temporal;

namespace RewardDsl.Differential.Trajectories;

/// <summary>
/// A random formula on a random batch of trajectories, by the runtime's sweeps and by the definition, a trajectory at a time. Margins are small whole
/// numbers, so that many are the same; now and then one is infinite or none at all.
/// </summary>
public sealed class TrajectoryCase
{
    private const int Atoms = 3;

    private readonly float[,,] _margins;
    private readonly TrajectoryMargin[] _buffers;

    /// <summary>The case of a seed.</summary>
    public TrajectoryCase(int seed)
    {
        var random = new Random(seed);
        Formula = new RandomFormulas(seed) { FarthestStep = seed % 3 == 0 ? seed % 6 : random.Next(40) }.Next(2 + (seed % 9));
        Program = RobustnessProgram.Of(Formula);
        Table = TableOf(Program);
        Steps = seed % 5 == 0 ? 1 + random.Next(4) : 1 + random.Next(70);
        Batch = new[] { 1, 3, 31, 32, 33, 64, 70 }[random.Next(7)];
        Lengths = seed % 2 == 0 ? [.. Enumerable.Range(0, Batch).Select(_ => random.Next(Steps + 1))] : null;
        bool hasNaN = seed % 3 == 0;
        float Margin() => random.Next(hasNaN ? 40 : 1000) switch
        {
            0 => float.PositiveInfinity,
            1 => float.NegativeInfinity,
            2 when hasNaN => float.NaN,
            _ => random.Next(-6, 7),
        };

        const int Offset = 7;
        int stride = Batch + (5 * random.Next(3));
        _margins = new float[Steps, Batch, Atoms];
        _buffers = new TrajectoryMargin[Table.AtomCount];
        for (int atom = 0; atom < Table.AtomCount; atom++)
        {
            float[] buffer = [.. Enumerable.Range(0, Offset + (Steps * stride)).Select(_ => Margin())];
            var signal = new TrajectoryMargin(buffer, Offset, stride);
            int form = random.Next(3);
            _buffers[atom] = form == 0 ? signal : form == 1 ? TrajectoryMargin.Below(signal, 0.5f) : TrajectoryMargin.Above(signal, -1);
            for (int t = 0; t < Steps; t++)
            {
                for (int b = 0; b < Batch; b++)
                {
                    float x = buffer[Offset + (t * stride) + b];
                    _margins[t, b, atom] = form == 0 ? x : form == 1 ? 0.5f - x : x + 1;
                }
            }
        }
    }

    public TemporalFormula Formula { get; }

    public RobustnessProgram Program { get; }

    public TrajectoryFormula Table { get; }

    public int Steps { get; }

    public int Batch { get; }

    public int[]? Lengths { get; }

    /// <summary>A formula of so many operators and atoms.</summary>
    public static TemporalFormula Random(int seed, int size, int farthest) => new RandomFormulas(seed) { FarthestStep = farthest }.Next(size);

    /// <summary>A formula of the atoms a to e.</summary>
    public static TemporalFormula Parse(string text) => RandomFormulas.Parse(text);

    /// <summary>The same operations as the compiler's, for the runtime.</summary>
    public static TrajectoryFormula TableOf(RobustnessProgram program) => new([.. program.Nodes
        .Take(program.Root + 1)
        .Select(static n => new FormulaNode(Enum.Parse<FormulaNodeKind>(n.Kind.ToString()), n.IsMax, n.Left, n.Right, n.Steps))]);

    /// <summary>Runs it; the first difference, or null.</summary>
    public string? Difference(TrajectoryOptions options)
    {
        using var robustness = new TrajectoryRobustness(Table, options);
        float[] all = new float[Steps * Batch];
        float[] first = new float[Batch];
        robustness.Evaluate(_buffers, Steps, Batch, all, Lengths);
        robustness.EvaluateFirst(_buffers, Steps, Batch, first, Lengths);
        for (int b = 0; b < Batch; b++)
        {
            float[] expected = Expected(b);
            for (int t = 0; t < Steps; t++)
            {
                if (!IsSame(t < expected.Length ? expected[t] : float.NaN, all[(t * Batch) + b]))
                {
                    return Text(b, t, options, all[(t * Batch) + b]);
                }
            }

            if (!IsSame(expected.Length > 0 ? expected[0] : float.NaN, first[b]))
            {
                return Text(b, 0, options, first[b]) + " (first step only)";
            }
        }

        return null;
    }

    /// <summary>The margins of a trajectory up to its end.</summary>
    public List<float[]> Trace(int b) =>
        [.. Enumerable.Range(0, Lengths?[b] ?? Steps).Select(t => Enumerable.Range(0, Atoms).Select(k => _margins[t, b, k]).ToArray())];

    // The sign of a zero means nothing.
    private static bool IsSame(float a, float b) => a == b || (float.IsNaN(a) && float.IsNaN(b));

    /// <summary>By the definition where a trajectory is so short that this ends, else by the compiler's own fast way, which is tested against it.</summary>
    private float[] Expected(int b)
    {
        List<float[]> trace = Trace(b);
        return trace.Count == 0 ? []
            : trace.Count <= 5 ? [.. Enumerable.Range(0, trace.Count).Select(t => RobustnessEvaluator.Value(Formula, trace, t))]
            : OfflineRobustness.Values(Program, trace);
    }

    private string Text(int b, int t, TrajectoryOptions options, float found)
    {
        float[] expected = Expected(b);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Formula}, {Steps} steps, {Batch} trajectories, {options}: trajectory {b} of {expected.Length} steps at {t}: {(t < expected.Length ? expected[t] : float.NaN)} against {found}");
    }
}
