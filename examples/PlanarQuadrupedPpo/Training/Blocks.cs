using System;
using System.IO;

namespace PlanarQuadrupedPpo.Training;

/// <summary>Parts of a file that their owners write and read to the end: each with its length before it.</summary>
internal static class Blocks
{
    public static void WriteBlock(this BinaryWriter writer, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        writer.Write(checked((int)content.Length));
        writer.Write(content.GetBuffer(), 0, (int)content.Length);
    }

    public static MemoryStream ReadBlock(this BinaryReader reader)
    {
        int length = reader.ReadInt32();
        byte[] bytes = length < 0 ? throw new InvalidDataException("The checkpoint is damaged.") : reader.ReadBytes(length);
        return bytes.Length == length ? new MemoryStream(bytes) : throw new EndOfStreamException();
    }
}
