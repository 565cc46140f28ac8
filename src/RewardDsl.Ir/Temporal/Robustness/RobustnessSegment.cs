namespace RewardDsl.Ir;

/// <summary>
/// What until or since is over some steps in a row: the extreme of the left operand, and the value of the whole. Segments side by side
/// join to one, so that windows of them slide.
/// </summary>
/// <param name="Left">The extreme of the left operand: the smallest for U and S, the largest for R and T.</param>
/// <param name="Value">The value over the segment.</param>
internal readonly record struct RobustnessSegment(float Left, float Value)
{
    /// <summary>Two segments side by side.</summary>
    /// <param name="earlier">The steps before.</param>
    /// <param name="later">The steps after.</param>
    /// <param name="isMax">Whether it is U or S, not R or T.</param>
    /// <param name="isPast">Whether it is S or T.</param>
    public static RobustnessSegment Join(RobustnessSegment earlier, RobustnessSegment later, bool isMax, bool isPast)
    {
        float left = Extremes.Of(!isMax, earlier.Left, later.Left);
        return isPast
            ? new RobustnessSegment(left, Extremes.Of(isMax, later.Value, Extremes.Of(!isMax, earlier.Value, later.Left)))
            : new RobustnessSegment(left, Extremes.Of(isMax, earlier.Value, Extremes.Of(!isMax, earlier.Left, later.Value)));
    }
}
