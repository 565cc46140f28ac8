namespace RewardDsl.Benchmarks;

/// <summary>The buffers of one step, row-major, for kernels written by hand.</summary>
internal unsafe struct StepPointers
{
    /// <summary>Environments between the episode sums of two columns are B and these, as in the evaluator.</summary>
    public const int SumPadding = 80;

    public const int Columns = 12;

    /// <summary><c>[B, 3]</c></summary>
    public float* Command, Linear, Angular, Gravity;

    /// <summary><c>[B, 12]</c></summary>
    public float* Torque, Acceleration, Position, Action;

    /// <summary><c>[B, 4]</c></summary>
    public float* ContactTime, LastAirTime;

    /// <summary><c>[B, 3, 4, 3]</c></summary>
    public float* Force;

    /// <summary><c>[B]</c></summary>
    public byte* Terminated;

    /// <summary><c>[12]</c></summary>
    public float* Lowest, Highest;

    /// <summary><c>[B, 12]</c>: the action of the last step, which a step reads and replaces.</summary>
    public float* Previous;

    /// <summary><c>[B]</c></summary>
    public float* Total;

    /// <summary><c>[B, 12]</c></summary>
    public float* Terms;

    /// <summary><c>[12, SumStride]</c></summary>
    public float* Sums;

    public long SumStride;

    /// <summary>
    /// Bytes that a step must touch for an environment: 104 input floats and a flag, the previous action and twelve episode
    /// sums read and written, twelve terms, the total.
    /// </summary>
    public const int Bytes = (4 * 104) + 1 + (2 * 4 * 12) + (2 * 4 * 12) + (4 * 12) + 4;
}
