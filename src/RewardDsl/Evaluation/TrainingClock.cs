namespace RewardDsl;

/// <summary>How far training has come: what a <see cref="ScheduleAttribute"/> method reads.</summary>
public readonly record struct TrainingClock
{
    /// <summary>A point in training.</summary>
    /// <param name="steps">Environment steps done, at least 0.</param>
    /// <param name="totalSteps">Environment steps planned, at least 1.</param>
    /// <exception cref="System.ArgumentOutOfRangeException">A number is out of its range.</exception>
    public TrainingClock(long steps, long totalSteps)
    {
        System.ArgumentOutOfRangeException.ThrowIfNegative(steps);
        System.ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        Steps = steps;
        Progress = (float)System.Math.Min(1.0, (double)steps / totalSteps);
    }

    /// <summary>Environment steps done, as the nearest float32.</summary>
    public float Steps { get; init; }

    /// <summary>Share of the planned steps that is done, in [0, 1].</summary>
    public float Progress { get; init; }
}
