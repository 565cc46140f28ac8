using System;
using System.Runtime.InteropServices;

namespace TorchSharp.StandIn;

/// <summary>The memory that tensors and their views share. It does not move and lives as long as somebody refers to it.</summary>
internal sealed unsafe class Memory
{
    private const int Alignment = 64;
    private readonly Array owner;
    private readonly GCHandle pin;

    /// <summary>Takes fresh memory, aligned as torch aligns it; its contents are not defined.</summary>
    public Memory(long bytes)
    {
        byte[] array = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
        owner = array;
        nint start = (nint)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        Address = (byte*)((start + Alignment - 1) & ~(nint)(Alignment - 1));
    }

    /// <summary>Takes a caller's array as it is: what the tensor writes, the array shows.</summary>
    public Memory(Array array)
    {
        owner = array;
        pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        Address = (byte*)pin.AddrOfPinnedObject();
    }

    ~Memory()
    {
        if (pin.IsAllocated)
        {
            pin.Free();
        }
    }

    /// <summary>The first byte.</summary>
    public byte* Address { get; }

    /// <summary>How often something wrote in place: what a backward pass compares with the number it saw.</summary>
    public int Version { get; set; }

    /// <summary>The array itself, so that nothing collects it.</summary>
    public Array Owner => owner;
}
