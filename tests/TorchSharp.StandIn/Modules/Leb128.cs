using System;
using System.IO;

namespace TorchSharp.StandIn;

/// <summary>Whole numbers of seven bits a byte, as TorchSharp's files hold them.</summary>
internal static class Leb128
{
    public static void Write(BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value > 0x7f; value >>= 7)
        {
            writer.Write((byte)(value | 0x80));
        }

        writer.Write((byte)value);
    }

    public static long Read(BinaryReader reader)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = reader.ReadByte();
            value |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
