namespace RewardDsl;

/// <summary>Rows that a stage reads, in the order of its pass.</summary>
internal unsafe struct SweepRows
{
    /// <summary>The first row.</summary>
    public float* Address;

    /// <summary>Floats to the next row.</summary>
    public nint Stride;

    /// <summary>What is read is Scale · x + Bias, Scale 1 or −1.</summary>
    public float Scale;

    /// <summary>See <see cref="Scale"/>.</summary>
    public float Bias;

    /// <summary>All bits set of margins, which are watched, none of anything else.</summary>
    public int Watch;

    /// <summary>Floats to the row that is fetched ahead.</summary>
    public nint Ahead;
}

/// <summary>What a stage does in one block of steps.</summary>
internal unsafe struct SweepStep
{
    public SweepRows A;
    public SweepRows B;
    public SweepRows C;

    /// <summary>The first row to write.</summary>
    public float* Output;

    /// <summary>Floats to the next row.</summary>
    public nint OutputStride;

    /// <summary>What the result is multiplied with: 1 or −1.</summary>
    public float Sign;

    /// <summary>Steps in this block.</summary>
    public int Count;

    /// <summary>Trajectories side by side.</summary>
    public int Width;

    /// <summary>The smallest of the steps since the current round of the ring began, a row; of until also its value, a second row.</summary>
    public float* State;

    /// <summary>As many rows as the window has steps and one more, of until twice.</summary>
    public float* Ring;

    /// <summary>Steps of the window; 0: all.</summary>
    public int Length;

    /// <summary>At which row the ring is.</summary>
    public int Position;

    /// <summary>Whether the ring has been filled.</summary>
    public bool HasRound;

    /// <summary>Whether any step was taken.</summary>
    public bool HasBegun;

    /// <summary>Steps of this pass that are still to come, those of this block included.</summary>
    public int Remaining;

    /// <summary>What a delay gives outside of the trajectory.</summary>
    public float Missing;

    /// <summary>A margin was not finite.</summary>
    public bool IsSuspect;

    /// <summary>For each trajectory the step at which it has ended; steps count down.</summary>
    public int* Ends;

    /// <summary>The first step.</summary>
    public int Time;
}
