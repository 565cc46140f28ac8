namespace RewardDsl.Cuda.Kernels;

/// <summary>
/// The members of the one argument of every kernel, all of 8 bytes, by number. The generator prints the same list (<c>Emit/Cuda/CudaLayout.cs</c>):
/// a change here is a change there.
/// </summary>
internal static class ArgumentSlots
{
    public const int Batch = 0;
    public const int Stride = 1;
    public const int State = 2;
    public const int Sums = 3;
    public const int Ended = 4;
    public const int First = 5;
    public const int Clock = 6;
    public const int Counters = 7;
    public const int Parameters = 8;
    public const int Truncated = 9;
    public const int External = 10;
    public const int Mask = 11;
    public const int Total = 12;
    public const int Terms = 13;
    public const int Objective = 14;
    public const int Costs = 15;
    public const int Metrics = 16;
    public const int Critics = 17;
    public const int Automata = 18;
    public const int Verdicts = 19;
    public const int Letters = 20;
    public const int Terminated = 21;
    public const int Causes = 22;
    public const int TermTotals = 23;

    /// <summary>The first of three members for each input: its address, and from one row and one frame to the next.</summary>
    public const int Inputs = 24;

    /// <summary>Counters, of 64 bits, before those of the assumptions: terminated, truncated, not finite, absent, misused.</summary>
    public const int FixedCounters = 5;

    /// <summary>Environments whose rings are at one row.</summary>
    public const int RingGroup = 32;

    /// <summary>The address of an input; row and frame stride follow.</summary>
    public static int Input(int index) => Inputs + (3 * index);

    /// <summary>The address of the derivatives with respect to an input.</summary>
    public static int Gradient(int index, int inputs) => Inputs + (3 * inputs) + index;
}
