using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>
/// Cleared, 64-byte aligned memory that does not move, with slack behind it so that kernels may read a whole register
/// past the last row. It is managed: a span that was handed out keeps it alive.
/// </summary>
internal sealed unsafe class PinnedMemory
{
    private const int Slack = 256;

    private readonly Line[] _lines;
    private readonly long _offset;

    public PinnedMemory(long bytes)
    {
        Bytes = bytes;
        _lines = GC.AllocateArray<Line>(checked((int)((bytes + Slack) / sizeof(Line)) + 2), pinned: true);
        long address = (long)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_lines));
        _offset = (64 - (address % 64)) % 64;
        Address = (byte*)(address + _offset);
    }

    public long Bytes { get; }

    public byte* Address { get; }

    public float* Floats => (float*)Address;

    /// <summary>A span that keeps the memory alive.</summary>
    public Span<T> Span<T>(long byteOffset, int length)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(
            ref Unsafe.As<Line, byte>(ref MemoryMarshal.GetArrayDataReference(_lines)), (nint)(_offset + byteOffset))), length);

    /// <summary>The first bytes.</summary>
    public Span<byte> AsBytes(int length) => Span<byte>(0, length);

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Line;
}
