namespace RewardDsl.Ir;

/// <summary>
/// The largest or smallest of the last values, in constant time each on average: only values that no later one beats are kept (Lemire,
/// Streaming maximum-minimum filter, 2006).
/// </summary>
/// <param name="capacity">The most values in the window.</param>
/// <param name="isMax">Largest or smallest.</param>
internal sealed class SlidingExtreme(int capacity, bool isMax)
{
    private readonly float[] _values = new float[capacity];
    private readonly long[] _steps = new long[capacity];
    private int _first;
    private int _count;

    /// <summary>The extreme of what is there.</summary>
    public float Value => _count > 0 ? _values[_first] : Extremes.None(isMax);

    /// <summary>Forgets everything.</summary>
    public void Reset() => _count = 0;

    /// <summary>Forgets the values of steps before a step.</summary>
    public void DropBefore(long step)
    {
        while (_count > 0 && _steps[_first] < step)
        {
            _first = _first + 1 == capacity ? 0 : _first + 1;
            _count--;
        }
    }

    /// <summary>Takes in the value of a step, later than all before.</summary>
    public void Push(long step, float value)
    {
        while (_count > 0 && !Beats(_values[At(_count - 1)], value))
        {
            _count--;
        }

        int at = At(_count++);
        _values[at] = value;
        _steps[at] = step;
    }

    private int At(int index) => _first + index >= capacity ? _first + index - capacity : _first + index;

    // Not-a-number stays until it leaves the window, and nothing before it matters any more.
    private bool Beats(float kept, float added) => !float.IsNaN(added) && (float.IsNaN(kept) || (isMax ? kept > added : kept < added));
}
