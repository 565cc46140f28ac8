using System;

namespace RewardDsl.Ir;

/// <summary>Looks at parts of the declared box that are given by their leaves rather than by a condition.</summary>
public static class Points
{
    /// <summary>What holds for these leaves, with the assumptions applied; null where they exclude all of it.</summary>
    public static Branch? At(this ProgramAnalysis analysis, Box box) =>
        analysis.Evaluate(box) is { } ranges ? Branch.Of(analysis, ranges, Array.Empty<Condition>()) : null;
}
