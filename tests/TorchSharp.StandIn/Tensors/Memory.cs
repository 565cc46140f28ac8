using System;
using System.Runtime.InteropServices;

namespace TorchSharp.StandIn;

/// <summary>The memory that tensors and their views share. It does not move and lives as long as somebody refers to it.</summary>
internal sealed unsafe class Memory
{
    private readonly long bytes;
    private readonly GCHandle pin;

    /// <summary>Takes memory of its own, aligned as torch aligns it; its contents are not defined.</summary>
    public Memory(long bytes)
    {
        this.bytes = bytes;
        Address = MemoryPool.Take(bytes);
    }

    /// <summary>Takes a caller's array as it is: what the tensor writes, the array shows.</summary>
    public Memory(Array array)
    {
        pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        Address = (byte*)pin.AddrOfPinnedObject();
    }

    ~Memory()
    {
        if (pin.IsAllocated)
        {
            pin.Free();
        }
        else
        {
            MemoryPool.Return(Address, bytes);
        }
    }

    /// <summary>The first byte.</summary>
    public byte* Address { get; }

    /// <summary>How often something wrote in place: what a backward pass compares with the number it saw.</summary>
    public int Version { get; set; }
}
