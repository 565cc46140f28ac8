using System;
using System.ComponentModel;

namespace RewardDsl.Cuda;

/// <summary>An untyped view of device memory; used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DeviceView
{
    internal DeviceView(nint pointer, ViewExtent extent)
    {
        Pointer = pointer;
        Extent = extent;
    }

    /// <summary>The first element.</summary>
    internal nint Pointer { get; }

    internal ViewExtent Extent { get; }

    /// <summary>Throws unless the numbers of a view make sense by themselves.</summary>
    internal static void Check(nint pointer, long elements, long rowStride, long frameStride, int alignment)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        ArgumentOutOfRangeException.ThrowIfNegative(frameStride);
        if (pointer == 0 && elements > 0)
        {
            throw new ArgumentException("The pointer is null; it must be an address of device memory.", nameof(pointer));
        }

        if (pointer % alignment != 0)
        {
            throw new ArgumentException($"The pointer 0x{pointer:x} is not a multiple of {alignment}, the bytes of an element.", nameof(pointer));
        }
    }
}
