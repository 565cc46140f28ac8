using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RewardDsl;

/// <summary>
/// The last few values of a signal inside a reward expression, as simulators buffer them: <c>[H, …]</c>, in the order of
/// memory (whether frame 0 is the newest or the oldest is the simulator's choice). Reductions over time give one frame.
/// </summary>
/// <typeparam name="T">Type of one frame.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "A history is a window over time, not a collection to be filled.")]
[CollectionBuilder(typeof(HistoryOf), nameof(HistoryOf.Create))]
public readonly struct History<T>
{
    private readonly T[]? _frames;

    internal History(T[] owned)
    {
        _frames = owned;
    }

    /// <summary>The number of frames.</summary>
    public int Frames => _frames is null ? 0 : _frames.Length;

    /// <summary>The frame at an index from 0 to Frames - 1, in the order of memory.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside the window.</exception>
    public T this[int frame] => AsSpan()[frame];

    /// <summary>A window of the given frames, which are copied.</summary>
    public static implicit operator History<T>(T[] frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return HistoryOf.Create<T>(frames);
    }

    /// <summary>The frames, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _frames;

    /// <summary>Enumerates the frames.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();
}

/// <summary>Makes <see cref="History{T}"/>.</summary>
public static class HistoryOf
{
    /// <summary>A window of the given frames, which are copied.</summary>
    /// <typeparam name="T">Type of one frame.</typeparam>
    public static History<T> Create<T>(ReadOnlySpan<T> frames) => new(frames.ToArray());
}
