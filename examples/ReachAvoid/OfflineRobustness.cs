using System;
using RewardDsl;

namespace ReachAvoid;

/// <summary>
/// The two formulas of the spec, computed again from the recorded margins of whole trajectories, as one would for a data set that no evaluator has seen.
/// </summary>
internal sealed class OfflineRobustness
{
    /// <summary><c>G (Clear &amp; Inside)</c>.</summary>
    private static readonly TrajectoryFormula s_safe = new(
        new FormulaNode(FormulaNodeKind.Margin, IsMax: false, Left: 0),
        new FormulaNode(FormulaNodeKind.Margin, IsMax: false, Left: 1),
        new FormulaNode(FormulaNodeKind.Extreme, IsMax: false, Left: 0, Right: 1),
        new FormulaNode(FormulaNodeKind.Ahead, IsMax: false, Left: 2, Steps: -1));

    /// <summary><c>F[0,80] G[0,10] AtGoal</c>.</summary>
    private static readonly TrajectoryFormula s_reaches = new(
        new FormulaNode(FormulaNodeKind.Margin, IsMax: false, Left: 0),
        new FormulaNode(FormulaNodeKind.Ahead, IsMax: false, Left: 0, Steps: 10),
        new FormulaNode(FormulaNodeKind.Ahead, IsMax: true, Left: 1, Steps: 80));

    public OfflineRobustness(Recording recording)
    {
        (float[] clearance, float[] inset, float[] arrival) = (recording.Margins[0], recording.Margins[1], recording.Margins[2]);
        Safe = new float[recording.BatchSize];
        Reaches = new float[recording.BatchSize];
        using var safe = new TrajectoryRobustness(s_safe);
        using var reaches = new TrajectoryRobustness(s_reaches);
        safe.EvaluateFirst([clearance, inset], recording.Steps, recording.BatchSize, Safe);
        reaches.EvaluateFirst([arrival], recording.Steps, recording.BatchSize, Reaches);
    }

    /// <summary>By how much each trajectory is safe, in metres.</summary>
    public float[] Safe { get; }

    /// <summary>By how much each trajectory reaches the goal and stays, in metres.</summary>
    public float[] Reaches { get; }

    /// <summary>How robustly a trajectory does all that is asked.</summary>
    public float Of(int trajectory) => Math.Min(Safe[trajectory], Reaches[trajectory]);
}
