using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace RewardDsl.Benchmarks;

/// <summary>
/// Memory as tensor libraries allocate it: on a boundary of 64 bytes. Buffers start at different distances from a page, as
/// buffers of a power of two would otherwise share one set of the first-level cache.
/// </summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    private const int Stagger = 4352;

    private readonly List<nint> _blocks = [];

    public float* Floats(long count)
    {
        nuint offset = (nuint)(_blocks.Count % 16 * Stagger);
        nuint bytes = ((nuint)count * sizeof(float)) + offset;
        byte* block = (byte*)NativeMemory.AlignedAlloc(bytes, 4096);
        NativeMemory.Clear(block, bytes);
        _blocks.Add((nint)block);
        return (float*)(block + offset);
    }

    public float* Copy(ReadOnlySpan<float> values)
    {
        float* copy = Floats(values.Length);
        values.CopyTo(new Span<float>(copy, values.Length));
        return copy;
    }

    public void Dispose()
    {
        foreach (nint block in _blocks)
        {
            NativeMemory.AlignedFree((void*)block);
        }

        _blocks.Clear();
    }
}
