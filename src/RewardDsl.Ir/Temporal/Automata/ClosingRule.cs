namespace RewardDsl.Ir;

/// <summary>What becomes of a formula that is undecided when an episode ends. One rule for ends that are part of the task, one for cuts.</summary>
public enum ClosingRule
{
    /// <summary>The trace is complete: what waits for a later step has failed, what asks of all later steps has held. For terminations.</summary>
    EndOfTrace,

    /// <summary>The trace was cut and might have gone on: it stays undecided. For truncations.</summary>
    StaysOpen,

    /// <summary>What is still open counts as held.</summary>
    Holds,

    /// <summary>What is still open counts as failed.</summary>
    Fails,
}
