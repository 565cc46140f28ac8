using System;
using QuadrupedVelocity;

namespace RewardDsl.Benchmarks;

/// <summary>
/// G (speed &lt; 2) &amp; F[0,200] G[0,20] (distance &lt; 0.5) &amp; (trigger &gt; 0 → F[0,50] response &gt; 0) over a thousand steps of four random signals,
/// <c>[T, B]</c>.
/// </summary>
internal sealed unsafe class TrajectoryInputs : IDisposable
{
    public const int Steps = 1000;

    private readonly AlignedMemory _memory = new();

    public TrajectoryInputs(int batch)
    {
        Batch = batch;
        Count = (long)Steps * batch;
        Speed = _memory.Floats(Count);
        Distance = _memory.Floats(Count);
        Trigger = _memory.Floats(Count);
        Response = _memory.Floats(Count);
        for (int i = 0; i < Count; i++)
        {
            Speed[i] = CounterRandom.Uniform(21, i, 0, 1.8);
            Trigger[i] = CounterRandom.Uniform(23, i, -1, 0.25);
            Response[i] = CounterRandom.Uniform(24, i, -1, 0.2);
            float level = 0.6f * CounterRandom.Unit(22, (i / batch / 40 * batch) + (i % batch));
            float noise = 0.2f * CounterRandom.Unit(25, i);
            Distance[i] = level + noise;
        }

        Margins =
        [
            TrajectoryMargin.Below(new TrajectoryMargin(Speed, Count), 2),
            TrajectoryMargin.Below(new TrajectoryMargin(Distance, Count), 0.5f),
            new TrajectoryMargin(Trigger, Count),
            new TrajectoryMargin(Response, Count),
        ];
    }

    public int Batch { get; }

    public long Count { get; }

    public float* Speed { get; }

    public float* Distance { get; }

    public float* Trigger { get; }

    public float* Response { get; }

    public TrajectoryMargin[] Margins { get; }

    /// <summary>The formula with all windows some times longer.</summary>
    public static TrajectoryFormula Formula(int longer) => new(
        new FormulaNode(FormulaNodeKind.Margin, false, 0),
        new FormulaNode(FormulaNodeKind.Ahead, false, 0, -1, -1),
        new FormulaNode(FormulaNodeKind.Margin, false, 1),
        new FormulaNode(FormulaNodeKind.Ahead, false, 2, -1, 20 * longer),
        new FormulaNode(FormulaNodeKind.Ahead, true, 3, -1, 200 * longer),
        new FormulaNode(FormulaNodeKind.Extreme, false, 1, 4),
        new FormulaNode(FormulaNodeKind.Margin, false, 2),
        new FormulaNode(FormulaNodeKind.Negate, false, 6),
        new FormulaNode(FormulaNodeKind.Margin, false, 3),
        new FormulaNode(FormulaNodeKind.Ahead, true, 8, -1, 50 * longer),
        new FormulaNode(FormulaNodeKind.Extreme, true, 7, 9),
        new FormulaNode(FormulaNodeKind.Extreme, false, 5, 10));

    /// <summary>A result, <c>[T, B]</c>.</summary>
    public float* Result() => _memory.Floats(Count);

    public void Dispose() => _memory.Dispose();
}
