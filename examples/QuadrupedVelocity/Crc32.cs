using System;
using System.Linq;

namespace QuadrupedVelocity;

/// <summary>The cyclic redundancy check of zip, gzip and PNG (polynomial 0x04C11DB7, bits reflected).</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(static i =>
    {
        uint entry = (uint)i;
        for (int bit = 0; bit < 8; bit++)
        {
            entry = (entry >> 1) ^ ((entry & 1) * 0xEDB88320);
        }

        return entry;
    })];

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc = (crc >> 8) ^ s_table[(byte)(crc ^ value)];
        }

        return ~crc;
    }
}
