using System;
using System.Buffers;

namespace RewardDsl;

/// <summary>
/// Where the margins of an atom are: positive where it holds, negative where it does not. A buffer of margins, or a signal with a limit, so
/// that no margins need to be written. Time-major: the values of all trajectories at a step lie side by side.
/// <para>For an atom that is only true or false, margins are 1 and −1: the sign of the robustness is then the formula's truth.</para>
/// </summary>
public readonly unsafe struct TrajectoryMargin
{
    private readonly ReadOnlyMemory<float> _memory;
    private readonly float* _address;
    private readonly long _length;

    /// <summary>A buffer of margins.</summary>
    /// <param name="margins"><c>[T, B]</c>.</param>
    /// <param name="offset">Index of the first step's first value.</param>
    /// <param name="rowStride">Elements from one step to the next; 0: B, without gaps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside of the buffer or the stride is negative.</exception>
    public TrajectoryMargin(ReadOnlyMemory<float> margins, int offset = 0, int rowStride = 0)
        : this(margins, offset, rowStride, 1, -0f)
    {
    }

    /// <summary>A buffer of margins outside of managed memory, which must stay where it is during the calls.</summary>
    /// <param name="margins">Address of the first step's first value.</param>
    /// <param name="length">Elements from there on.</param>
    /// <param name="rowStride">Elements from one step to the next; 0: B, without gaps.</param>
    /// <exception cref="ArgumentNullException">No address.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length or the stride is negative.</exception>
    public TrajectoryMargin(float* margins, long length, long rowStride = 0)
    {
        ArgumentNullException.ThrowIfNull(margins);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        _address = margins;
        _length = length;
        RowStride = rowStride;
        Scale = 1;
        Bias = -0f;
    }

    private TrajectoryMargin(ReadOnlyMemory<float> buffer, int offset, int rowStride, float scale, float bias)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, buffer.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        _memory = buffer[offset..];
        _length = _memory.Length;
        RowStride = rowStride;
        Scale = scale;
        Bias = bias;
    }

    private TrajectoryMargin(TrajectoryMargin signal, float scale, float limit)
    {
        if (!float.IsFinite(limit))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A limit is a finite number.");
        }

        if (signal.Scale != 1 || signal.Bias != 0 || signal.IsMissing)
        {
            throw new ArgumentException("The signal is a buffer without a limit.", nameof(signal));
        }

        this = signal;
        Scale = scale;
        Bias = -scale * limit;
    }

    /// <summary>A buffer of margins <c>[T, B]</c> without gaps.</summary>
    /// <param name="margins">The buffer.</param>
    public static implicit operator TrajectoryMargin(float[] margins) => new(margins ?? throw new ArgumentNullException(nameof(margins)));

    /// <summary>Whether it says nothing, as the default of this type does.</summary>
    internal bool IsMissing => Scale == 0;

    /// <summary>The margin is Scale · x + Bias, Scale 1 or −1, rounded once.</summary>
    internal float Scale { get; }

    /// <summary>See <see cref="Scale"/>.</summary>
    internal float Bias { get; }

    /// <summary>Elements from one step to the next; 0: as many as there are trajectories.</summary>
    internal long RowStride { get; }

    /// <summary>Elements from the first value on.</summary>
    internal long Length => _length;

    /// <summary>The margin <c>limit − x</c> of <c>x &lt; limit</c>.</summary>
    /// <param name="signal">The signal x, made as if it were margins.</param>
    /// <param name="limit">A finite number.</param>
    /// <exception cref="ArgumentException">The signal has a limit already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not finite.</exception>
    public static TrajectoryMargin Below(TrajectoryMargin signal, float limit) => new(signal, -1, limit);

    /// <summary>The margin <c>x − limit</c> of <c>x &gt; limit</c>.</summary>
    /// <param name="signal">The signal x, made as if it were margins.</param>
    /// <param name="limit">A finite number.</param>
    /// <exception cref="ArgumentException">The signal has a limit already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not finite.</exception>
    public static TrajectoryMargin Above(TrajectoryMargin signal, float limit) => new(signal, 1, limit);

    /// <summary>The address while the handle is held.</summary>
    internal float* Pin(out MemoryHandle handle)
    {
        handle = default;
        if (_address != null)
        {
            return _address;
        }

        handle = _memory.Pin();
        return (float*)handle.Pointer;
    }
}
