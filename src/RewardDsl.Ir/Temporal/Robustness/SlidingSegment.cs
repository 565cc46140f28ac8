namespace RewardDsl.Ir;

/// <summary>
/// Until or since over a sliding window, in constant time each on average: a queue of two stacks, the older steps joined from each of them to
/// the newest of them, the newer ones joined as a whole.
/// </summary>
/// <param name="capacity">The most steps in the window.</param>
/// <param name="isMax">Whether it is U or S, not R or T.</param>
/// <param name="isPast">Whether it is S or T.</param>
internal sealed class SlidingSegment(int capacity, bool isMax, bool isPast)
{
    // The older steps: joined with all of them that are newer; the oldest on top.
    private readonly RobustnessSegment[] _older = new RobustnessSegment[capacity];

    // The newer steps as they came.
    private readonly RobustnessSegment[] _newer = new RobustnessSegment[capacity];
    private RobustnessSegment _newerJoined;
    private int _olderCount;
    private int _newerCount;

    /// <summary>How many steps are in the window.</summary>
    public int Count => _olderCount + _newerCount;

    /// <summary>The value over the window; of nothing where there is none.</summary>
    public float Value =>
        Count == 0 ? Extremes.None(isMax)
        : _newerCount == 0 ? _older[_olderCount - 1].Value
        : _olderCount == 0 ? _newerJoined.Value
        : RobustnessSegment.Join(_older[_olderCount - 1], _newerJoined, isMax, isPast).Value;

    /// <summary>Forgets everything.</summary>
    public void Reset() => _olderCount = _newerCount = 0;

    /// <summary>Takes in a step.</summary>
    public void Push(float left, float right)
    {
        var step = new RobustnessSegment(left, right);
        _newerJoined = _newerCount == 0 ? step : RobustnessSegment.Join(_newerJoined, step, isMax, isPast);
        _newer[_newerCount++] = step;
    }

    /// <summary>Forgets the oldest step.</summary>
    public void DropOldest()
    {
        if (_olderCount == 0)
        {
            while (_newerCount > 0)
            {
                RobustnessSegment step = _newer[--_newerCount];
                _older[_olderCount] = _olderCount == 0 ? step : RobustnessSegment.Join(step, _older[_olderCount - 1], isMax, isPast);
                _olderCount++;
            }
        }

        _olderCount--;
    }
}
