using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>
/// One integer signal of every environment, four bytes for each element: row-major <c>[B]</c>, <c>[B, D]</c> or
/// <c>[B, H, D]</c> with history, dense, or rows inside a larger buffer (offset and strides, no copy). A reward computes
/// with integers as floats, exactly below 2²⁴. Arrays and spans convert implicitly; enums by <see cref="Of{TEnum}"/>.
/// </summary>
public readonly ref struct IntView
{
    private readonly ReadOnlySpan<int> _data;
    private readonly int _rowStride;
    private readonly int _frameStride;

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public IntView(ReadOnlySpan<int> data) => _data = data;

    /// <summary>Rows inside a larger buffer.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="offset">Index of the first element of the first row.</param>
    /// <param name="rowStride">Elements from one environment's row to the next, at least the signal's width.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the buffer or the stride is not positive.</exception>
    public IntView(ReadOnlySpan<int> buffer, int offset, int rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, buffer.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowStride);
        _data = buffer[offset..];
        _rowStride = rowStride;
    }

    /// <summary>A history window for each environment inside a larger buffer: <c>[B, H, D]</c> with strides.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="offset">Index of the first element of the first environment's first frame.</param>
    /// <param name="rowStride">Elements from one environment to the next.</param>
    /// <param name="frameStride">
    /// Elements from one frame to the next, at least the D elements of a frame. The frames may lie inside their
    /// environment's row, or the environments inside a frame (<c>[H, B, D]</c>).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the buffer or a stride is not positive.</exception>
    public IntView(ReadOnlySpan<int> buffer, int offset, int rowStride, int frameStride)
        : this(buffer, offset, rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameStride);
        _frameStride = frameStride;
    }

    /// <summary>Dense rows of an enum whose values have four bytes.</summary>
    /// <typeparam name="TEnum">An enum over <see cref="int"/> or <see cref="uint"/>.</typeparam>
    /// <param name="data">B × D values, row-major.</param>
    /// <exception cref="ArgumentException">The enum's values do not have four bytes.</exception>
    public static IntView Of<TEnum>(ReadOnlySpan<TEnum> data)
        where TEnum : unmanaged, Enum =>
        Unsafe.SizeOf<TEnum>() == sizeof(int)
            ? new(MemoryMarshal.Cast<TEnum, int>(data))
            : throw new ArgumentException($"The values of {typeof(TEnum)} have {Unsafe.SizeOf<TEnum>()} bytes; an integer signal takes enums of 4 (over int or uint).", nameof(data));

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator IntView(int[]? data) => new(data);

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator IntView(ReadOnlySpan<int> data) => new(data);

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator IntView(Span<int> data) => new(data);

    /// <summary>The form that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignalView ToSignalView() =>
        new(ref Unsafe.As<int, byte>(ref MemoryMarshal.GetReference(_data)), _data.Length, _rowStride, _frameStride);
}
