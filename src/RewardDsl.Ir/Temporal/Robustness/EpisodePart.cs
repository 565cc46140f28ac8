namespace RewardDsl.Ir;

/// <summary>What a part of a formula at the first step of an episode is.</summary>
internal enum EpisodePartKind
{
    /// <summary>+∞ or −∞.</summary>
    Constant,

    /// <summary>The negative of a part.</summary>
    Negate,

    /// <summary>The larger or smaller of two parts.</summary>
    Extreme,

    /// <summary>A part that counts only where some step is reached.</summary>
    Later,

    /// <summary>The extreme of an operation over steps of the episode, or until or release from one of them.</summary>
    Fold,

    /// <summary>An operation at the last step, of which nothing is known before.</summary>
    Last,
}

/// <summary>A part of a formula outside of its windows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="IsMax">Whether the larger is taken; of a part that may not be reached whether it is −∞ then.</param>
/// <param name="Left">Its part; of a fold the operation of the left operand, −1 for F and G.</param>
/// <param name="Right">Its other part; of a fold the operation.</param>
/// <param name="First">The step that must be reached; of a fold its first step.</param>
/// <param name="Last">Of a fold its last step; <see cref="int.MaxValue"/> when it has none.</param>
/// <param name="Delay">Of a fold how much later its operations are known.</param>
internal sealed record EpisodePart(EpisodePartKind Kind, bool IsMax, int Left, int Right, int First, int Last, int Delay);
