using System;
using System.ComponentModel;

namespace RewardDsl.Cuda;

/// <summary>
/// One true/false signal of every environment on the device: a byte for each element, row-major, dense or strided, any byte but 0 is true; or a word of bits
/// for each environment (<see cref="FromBits"/>).
/// </summary>
public readonly struct DeviceBoolView
{
    /// <summary>Dense rows.</summary>
    /// <param name="pointer">The first element, on the device.</param>
    /// <param name="elements">Number of elements, B × D.</param>
    public DeviceBoolView(nint pointer, long elements)
        : this(pointer, elements, 0, 0)
    {
    }

    /// <summary>Rows inside a larger buffer.</summary>
    /// <param name="pointer">The first element of the first row, on the device.</param>
    /// <param name="elements">Elements from there to the end of the buffer.</param>
    /// <param name="rowStride">Elements from one environment's row to the next, at least the signal's width; 0: dense.</param>
    /// <param name="frameStride">
    /// Of a history <c>[B, H, D]</c> the elements from one frame to the next; 0: dense. The frames may lie inside their environment's row, or the
    /// environments inside a frame (<c>[H, B, D]</c>).
    /// </param>
    /// <exception cref="ArgumentException">The pointer is null or not aligned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public DeviceBoolView(nint pointer, long elements, long rowStride, long frameStride = 0)
    {
        DeviceView.Check(pointer, elements, rowStride, frameStride, 1);
        Pointer = pointer;
        Elements = elements;
        RowStride = rowStride;
        FrameStride = frameStride;
    }

    private DeviceBoolView(nint pointer, long words, long rowStride, int wordBits, bool isWords)
    {
        _ = isWords;
        Pointer = pointer;
        Elements = words;
        RowStride = rowStride;
        WordBits = wordBits;
    }

    /// <summary>The first element.</summary>
    public nint Pointer { get; }

    /// <summary>Elements from the first one to the end of the buffer.</summary>
    public long Elements { get; }

    /// <summary>Elements from one environment to the next; 0: dense.</summary>
    public long RowStride { get; }

    /// <summary>Elements from one frame of the history to the next; 0: dense.</summary>
    public long FrameStride { get; }

    /// <summary>Bits of an environment's word; 0: a byte for each element.</summary>
    public int WordBits { get; }

    /// <summary>A word of bits for each environment: bit j, counted from the least significant, is element j.</summary>
    /// <param name="pointer">The first environment's word, on the device.</param>
    /// <param name="words">Words from there to the end of the buffer.</param>
    /// <param name="wordBits">Bits of a word: 8, 32 or 64.</param>
    /// <param name="rowStride">Words from one environment to the next; 0: one after the other and no more of them.</param>
    /// <exception cref="ArgumentException">The pointer is null or not aligned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a word has other bits.</exception>
    public static DeviceBoolView FromBits(nint pointer, long words, int wordBits, long rowStride = 0)
    {
        if (wordBits is not (8 or 32 or 64))
        {
            throw new ArgumentOutOfRangeException(nameof(wordBits), wordBits, "A word has 8, 32 or 64 bits.");
        }

        DeviceView.Check(pointer, words, rowStride, 0, wordBits / 8);
        return new DeviceBoolView(pointer, words, rowStride, wordBits, isWords: true);
    }

    /// <summary>Dense rows.</summary>
    /// <param name="buffer">B × D values, row-major.</param>
    public static implicit operator DeviceBoolView(DeviceBuffer<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return new DeviceBoolView(buffer.Pointer, buffer.Length);
    }

    /// <summary>Dense rows.</summary>
    /// <param name="buffer">B × D values, row-major.</param>
    public static implicit operator DeviceBoolView(DeviceBuffer<bool> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return new DeviceBoolView(buffer.Pointer, buffer.Length);
    }

    /// <summary>The form that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DeviceView ToDeviceView() => new(Pointer, new ViewExtent(Elements, RowStride, FrameStride, WordBits / 8));
}
