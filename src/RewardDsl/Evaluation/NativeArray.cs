using System;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>Cleared, 64-byte aligned native memory with slack behind it, so that kernels may read a whole register past the last row.</summary>
internal sealed unsafe class NativeArray : SafeHandle
{
    private const int Slack = 256;

    public NativeArray(long bytes)
        : base(0, ownsHandle: true)
    {
        Bytes = bytes;
        nuint size = checked((nuint)(bytes + Slack));
        void* memory = NativeMemory.AlignedAlloc(size, 64);
        NativeMemory.Clear(memory, size);
        SetHandle((nint)memory);
    }

    public long Bytes { get; }

    public byte* Address => (byte*)handle;

    public float* Floats => (float*)handle;

    public override bool IsInvalid => handle == 0;

    public Span<byte> AsBytes() => new(Address, checked((int)Bytes));

    public Span<float> AsFloats() => new(Address, checked((int)(Bytes / sizeof(float))));

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
