namespace RewardDsl;

/// <summary>
/// Counts the steps of an evaluator and remembers at which one each environment started. All environments of a group write to the same row of a ring;
/// what was there before the start of an environment's episode is recognised by its age, so that a reset costs nothing.
/// </summary>
/// <param name="padded">Environments with those of the last block.</param>
/// <param name="limit">Steps are counted anew from here, long before an int ends, and far beyond what any ring keeps.</param>
/// <param name="group">Environments whose rings are at the same row.</param>
internal sealed unsafe class RingClock(int padded, int limit = 1 << 30, int group = RingClock.Group)
{
    /// <summary>
    /// Environments of the CPU kernels whose rings are at the same row. Other groups are a row behind, so that the work at the end of a block of rows is spread over the steps.
    /// </summary>
    public const int Group = 1024;

    private readonly PinnedMemory _started = new((long)padded * sizeof(int));
    private long _steps;
    private long _base;

    /// <summary>The number of the step to come.</summary>
    public int Tick => (int)(_steps - _base);

    /// <summary>For each environment the number of the first step of its episode.</summary>
    public int* Started => (int*)_started.Address;

    /// <summary>The row of a ring that the step to come writes.</summary>
    public int Row(int rows, int environment) => (int)((_steps + (environment / group)) % rows);

    /// <summary>A step has been made.</summary>
    public void Next()
    {
        _steps++;
        if (Tick < limit)
        {
            return;
        }

        // Far longer ago than any ring reaches is long enough.
        int back = limit / 2;
        _base += back;
        for (int i = 0; i < padded; i++)
        {
            Started[i] = Started[i] < -back ? Started[i] : Started[i] - back;
        }
    }

    /// <summary>Takes over the count of another memory.</summary>
    public void SetTick(int tick)
    {
        _steps = tick;
        _base = 0;
    }

    /// <summary>The steps that an environment's episode has had.</summary>
    public int Age(int environment) => Tick - Started[environment];

    /// <summary>States the steps that an environment's episode has had.</summary>
    public void SetAge(int environment, int age) => Started[environment] = Tick - age;
}
