using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>
/// One true/false signal of every environment, a byte for each element: row-major <c>[B]</c>, <c>[B, D]</c> or
/// <c>[B, H, D]</c> with history, dense or strided; any byte but 0 is true. Or a word of bits for each environment
/// (<see cref="FromBits(ReadOnlySpan{uint}, int, int)"/>). Arrays and spans of <see cref="bool"/> and <see cref="byte"/>
/// convert implicitly.
/// </summary>
public readonly ref struct BoolView
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _rowStride;
    private readonly int _frameStride;
    private readonly int _wordBytes;

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

    /// <summary>A history window for each environment inside a larger buffer: <c>[B, H, D]</c> with strides.</summary>
    /// <param name="buffer">The whole buffer.</param>
    /// <param name="offset">Index of the first element of the first environment's first frame.</param>
    /// <param name="rowStride">Elements from one environment to the next.</param>
    /// <param name="frameStride">
    /// Elements from one frame to the next, at least the D elements of a frame. The frames may lie inside their
    /// environment's row, or the environments inside a frame (<c>[H, B, D]</c>).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the buffer or a stride is not positive.</exception>
    public BoolView(ReadOnlySpan<byte> buffer, int offset, int rowStride, int frameStride)
        : this(buffer, offset, rowStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameStride);
        _frameStride = frameStride;
    }

    private BoolView(int wordBytes, ReadOnlySpan<byte> words, int rowStride)
    {
        _data = words;
        _rowStride = rowStride;
        _wordBytes = wordBytes;
    }

    /// <summary>A word of 8 bits for each environment: bit j, counted from the least significant, is element j.</summary>
    /// <param name="words">The words.</param>
    /// <param name="offset">Index of the first environment's word.</param>
    /// <param name="rowStride">Words from one environment to the next; 0: one after the other and no more of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the words or the stride is negative.</exception>
    public static BoolView FromBits(ReadOnlySpan<byte> words, int offset = 0, int rowStride = 0) => FromWords(words, offset, rowStride);

    /// <summary>A word of 32 bits for each environment: bit j, counted from the least significant, is element j.</summary>
    /// <param name="words">The words.</param>
    /// <param name="offset">Index of the first environment's word.</param>
    /// <param name="rowStride">Words from one environment to the next; 0: one after the other and no more of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the words or the stride is negative.</exception>
    public static BoolView FromBits(ReadOnlySpan<uint> words, int offset = 0, int rowStride = 0) => FromWords(words, offset, rowStride);

    /// <summary>A word of 64 bits for each environment: bit j, counted from the least significant, is element j.</summary>
    /// <param name="words">The words.</param>
    /// <param name="offset">Index of the first environment's word.</param>
    /// <param name="rowStride">Words from one environment to the next; 0: one after the other and no more of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies outside the words or the stride is negative.</exception>
    public static BoolView FromBits(ReadOnlySpan<ulong> words, int offset = 0, int rowStride = 0) => FromWords(words, offset, rowStride);

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignalView ToSignalView() => _wordBytes == 0
        ? new(ref MemoryMarshal.GetReference(_data), _data.Length, _rowStride, _frameStride)
        : new(ref MemoryMarshal.GetReference(_data), _data.Length / _wordBytes, _rowStride, frameStride: 0, _wordBytes);

    private static BoolView FromWords<T>(ReadOnlySpan<T> words, int offset, int rowStride)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, words.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        return new BoolView(Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(words[offset..]), rowStride);
    }
}
