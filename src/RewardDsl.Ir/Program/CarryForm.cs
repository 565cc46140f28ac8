namespace RewardDsl.Ir;

/// <summary>
/// What a program reads of a carry that keeps more than the last step (<see cref="CarrySlot.Reach"/>). What is written to it is always the
/// value of the step.
/// </summary>
public enum CarryForm : byte
{
    /// <summary>What was written as many steps ago as it reaches; before that its initial value.</summary>
    Delayed,

    /// <summary>The smallest of what was written in the last steps; +∞ when there is nothing yet.</summary>
    Smallest,

    /// <summary>The largest of what was written in the last steps; −∞ when there is nothing yet.</summary>
    Largest,

    /// <summary>
    /// Until over the last steps: the largest of what was written, where each counts only as much as the smallest of its partner's values of the
    /// steps before it in the window. −∞ when there is nothing yet.
    /// </summary>
    Until,

    /// <summary>Release over the last steps: until with smallest and largest exchanged.</summary>
    Release,
}
