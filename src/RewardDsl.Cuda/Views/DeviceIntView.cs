using System;
using System.ComponentModel;

namespace RewardDsl.Cuda;

/// <summary>
/// One integer signal of every environment on the device, four bytes for each element: row-major, dense or strided, like <see cref="DeviceFloatView"/>.
/// A reward computes with integers as floats, exactly below 2²⁴.
/// </summary>
public readonly struct DeviceIntView
{
    /// <summary>Dense rows.</summary>
    /// <param name="pointer">The first element, on the device.</param>
    /// <param name="elements">Number of elements, B × D.</param>
    public DeviceIntView(nint pointer, long elements)
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
    public DeviceIntView(nint pointer, long elements, long rowStride, long frameStride = 0)
    {
        DeviceView.Check(pointer, elements, rowStride, frameStride, sizeof(int));
        Pointer = pointer;
        Elements = elements;
        RowStride = rowStride;
        FrameStride = frameStride;
    }

    /// <summary>The first element.</summary>
    public nint Pointer { get; }

    /// <summary>Elements from the first one to the end of the buffer.</summary>
    public long Elements { get; }

    /// <summary>Elements from one environment to the next; 0: dense.</summary>
    public long RowStride { get; }

    /// <summary>Elements from one frame of the history to the next; 0: dense.</summary>
    public long FrameStride { get; }

    /// <summary>Dense rows.</summary>
    /// <param name="buffer">B × D values, row-major.</param>
    public static implicit operator DeviceIntView(DeviceBuffer<int> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return new DeviceIntView(buffer.Pointer, buffer.Length);
    }

    /// <summary>The form that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DeviceView ToDeviceView() => new(Pointer, new ViewExtent(Elements, RowStride, FrameStride, 0));
}
