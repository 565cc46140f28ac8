using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>
/// One float signal of every environment: row-major <c>[B]</c>, <c>[B, D]</c> or
/// <c>[B, H, D]</c> with history, dense, or rows inside a larger state
/// buffer (offset and strides, no copy). Arrays and spans convert implicitly.
/// </summary>
public readonly ref struct FloatView
{
    private readonly ReadOnlySpan<float> _data;
    private readonly int _rowStride;
    private readonly int _frameStride;

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public FloatView(ReadOnlySpan<float> data) => _data = data;

    /// <summary>Rows inside a larger buffer.</summary>
    /// <param name="buffer">The whole state buffer.</param>
    /// <param name="offset">Index of the first element of the first row.</param>
    /// <param name="rowStride">Elements from one environment's row to the next, at least the signal's width.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the buffer or the stride is not positive.</exception>
    public FloatView(ReadOnlySpan<float> buffer, int offset, int rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, buffer.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowStride);
        _data = buffer[offset..];
        _rowStride = rowStride;
    }

    /// <summary>A history window for each environment inside a larger buffer: <c>[B, H, D]</c> with strides.</summary>
    /// <param name="buffer">The whole state buffer.</param>
    /// <param name="offset">Index of the first element of the first environment's first frame.</param>
    /// <param name="rowStride">Elements from one environment to the next.</param>
    /// <param name="frameStride">
    /// Elements from one frame to the next, at least the D elements of a frame. The frames may lie inside their
    /// environment's row, or the environments inside a frame (<c>[H, B, D]</c>).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the buffer or a stride is not positive.</exception>
    public FloatView(ReadOnlySpan<float> buffer, int offset, int rowStride, int frameStride)
        : this(buffer, offset, rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameStride);
        _frameStride = frameStride;
    }

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator FloatView(float[]? data) => new(data);

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator FloatView(ReadOnlySpan<float> data) => new(data);

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator FloatView(Span<float> data) => new(data);

    /// <summary>One vector for each environment.</summary>
    /// <param name="data">B vectors.</param>
    public static implicit operator FloatView(Vector2[]? data) => new(MemoryMarshal.Cast<Vector2, float>(data.AsSpan()));

    /// <summary>One vector for each environment.</summary>
    /// <param name="data">B vectors.</param>
    public static implicit operator FloatView(Vector3[]? data) => new(MemoryMarshal.Cast<Vector3, float>(data.AsSpan()));

    /// <summary>One vector for each environment.</summary>
    /// <param name="data">B vectors.</param>
    public static implicit operator FloatView(Vector4[]? data) => new(MemoryMarshal.Cast<Vector4, float>(data.AsSpan()));

    /// <summary>One quaternion for each environment, in memory order: x, y, z, w.</summary>
    /// <param name="data">B quaternions.</param>
    public static implicit operator FloatView(Quaternion[]? data) => new(MemoryMarshal.Cast<Quaternion, float>(data.AsSpan()));

    /// <summary>The form that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignalView ToSignalView() =>
        new(ref Unsafe.As<float, byte>(ref MemoryMarshal.GetReference(_data)), _data.Length, _rowStride, _frameStride);
}
