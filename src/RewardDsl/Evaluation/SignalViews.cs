using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>
/// One float signal of every environment: row-major <c>[B]</c> or <c>[B, D]</c>, dense, or rows inside a larger state
/// buffer (offset and row stride, no copy). Arrays and spans convert implicitly.
/// </summary>
public readonly ref struct FloatView
{
    private readonly ReadOnlySpan<float> _data;
    private readonly int _rowStride;

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

    /// <summary>The form that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SignalView ToSignalView() =>
        new(ref Unsafe.As<float, byte>(ref MemoryMarshal.GetReference(_data)), _data.Length, _rowStride);
}

/// <summary>
/// One true/false signal of every environment, a byte for each element: row-major <c>[B]</c> or <c>[B, D]</c>, dense or
/// strided. Any byte but 0 is true. Arrays and spans of <see cref="bool"/> and <see cref="byte"/> convert implicitly.
/// </summary>
public readonly ref struct BoolView
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _rowStride;

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D bytes, row-major.</param>
    public BoolView(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Rows inside a larger buffer.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="offset">Index of the first element of the first row.</param>
    /// <param name="rowStride">Elements from one environment's row to the next, at least the signal's width.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the buffer or the stride is not positive.</exception>
    public BoolView(ReadOnlySpan<byte> buffer, int offset, int rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, buffer.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowStride);
        _data = buffer[offset..];
        _rowStride = rowStride;
    }

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator BoolView(bool[]? data) => new(MemoryMarshal.AsBytes(data.AsSpan()));

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator BoolView(ReadOnlySpan<bool> data) => new(MemoryMarshal.AsBytes(data));

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D values, row-major.</param>
    public static implicit operator BoolView(Span<bool> data) => new(MemoryMarshal.AsBytes(data));

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D bytes, row-major.</param>
    public static implicit operator BoolView(byte[]? data) => new(data);

    /// <summary>Dense rows.</summary>
    /// <param name="data">B × D bytes, row-major.</param>
    public static implicit operator BoolView(ReadOnlySpan<byte> data) => new(data);

    /// <summary>The form that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SignalView ToSignalView() => new(ref MemoryMarshal.GetReference(_data), _data.Length, _rowStride);
}

/// <summary>An untyped view of one signal; used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct SignalView
{
    internal readonly ref byte Data;
    internal readonly int Elements;
    internal readonly int RowStride;

    internal SignalView(ref byte data, int elements, int rowStride)
    {
        Data = ref data;
        Elements = elements;
        RowStride = rowStride;
    }

    /// <summary>Lets <c>fixed</c> pin the view.</summary>
    internal ref readonly byte GetPinnableReference() => ref Data;
}

/// <summary>The inputs of one call, by signal index; implemented by the generated <c>Inputs</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISignalInputs
{
    /// <summary>The view of one signal.</summary>
    /// <param name="index">Index of the signal in the order of the spec.</param>
    SignalView View(int index);
}
