using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace TorchSharp.StandIn;

/// <summary>
/// Native memory for tensors. What nobody refers to any more comes back when the garbage collector finds it, which sees small objects only:
/// so it is asked to look whenever much has been taken since the last time. A training loop takes the same sizes again and again; larger
/// blocks are therefore kept by size.
/// </summary>
internal static unsafe class MemoryPool
{
    private const nuint Alignment = 64;
    private const long KeptFrom = 1 << 16;
    private const long MostKept = 1L << 29;
    private const long CollectAfter = 1L << 28;

    private static readonly object Gate = new();
    private static readonly Dictionary<long, Stack<nint>> Free = [];
    private static long kept;
    private static long taken;

    public static byte* Take(long bytes)
    {
        if (bytes >= KeptFrom)
        {
            bool collect;
            lock (Gate)
            {
                taken += bytes;
                collect = taken > CollectAfter;
                taken = collect ? 0 : taken;
            }

            if (collect)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            lock (Gate)
            {
                if (Free.TryGetValue(bytes, out Stack<nint>? blocks) && blocks.TryPop(out nint block))
                {
                    kept -= bytes;
                    return (byte*)block;
                }
            }
        }

        return (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), Alignment);
    }

    public static void Return(byte* address, long bytes)
    {
        if (bytes >= KeptFrom)
        {
            lock (Gate)
            {
                if (kept + bytes <= MostKept)
                {
                    if (!Free.TryGetValue(bytes, out Stack<nint>? blocks))
                    {
                        Free.Add(bytes, blocks = new Stack<nint>());
                    }

                    blocks.Push((nint)address);
                    kept += bytes;
                    return;
                }
            }
        }

        NativeMemory.AlignedFree(address);
    }
}
