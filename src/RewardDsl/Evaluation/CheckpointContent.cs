namespace RewardDsl;

/// <summary>What a checkpoint holds, in row-major order, wherever an evaluator keeps it.</summary>
internal sealed class CheckpointContent
{
    /// <summary>The parameters that all environments share.</summary>
    public required float[] Parameters { get; init; }

    /// <summary><c>[B]</c>: 0 running, 1 ended, 2 never reset.</summary>
    public required byte[] Ended { get; init; }

    /// <summary><c>[B]</c>: the last call was a reset.</summary>
    public required byte[] First { get; init; }

    /// <summary><c>[B]</c>: steps of the running episode, as far as any carry reaches; empty where none keeps several steps.</summary>
    public required int[] Ages { get; init; }

    /// <summary>For each carry its elements, <c>[B, W]</c>: floats by their bits, truth as −1 and 0; of those that keep several steps the newest first.</summary>
    public required int[][] Carries { get; init; }

    /// <summary>For each column its episode sums by their bits, <c>[B]</c>; null where none are kept.</summary>
    public required int[][]? Sums { get; init; }
}
