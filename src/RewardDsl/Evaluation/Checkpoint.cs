using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>
/// The file of an evaluator's carried state. Little-endian; values in row-major order whatever the vector width of the
/// machine that wrote them; a SHA-256 of the content at the end.
/// </summary>
internal static unsafe class Checkpoint
{
    private const uint Magic = 0x4C44_5752; // "RWDL"
    private const int Version = 2;

    public static void Write(
        Stream stream, EvaluatorLayout layout, int batch, long sumStride, int lanes, PinnedMemory[] carries, RingSet? rings, PinnedMemory? sums, PinnedMemory ended, PinnedMemory first, ReadOnlySpan<float> parameters)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(layout.Spec.Name);
        writer.Write(layout.Spec.ContentHash);
        CheckpointNames.Of(layout).Write(writer);
        writer.Write(batch);
        writer.Write(sums is not null);
        foreach (float parameter in parameters)
        {
            writer.Write(parameter);
        }

        writer.Write(ended.AsBytes(batch));
        writer.Write(first.AsBytes(batch));
        for (int b = 0; rings is not null && b < batch; b++)
        {
            writer.Write(rings.Age(b));
        }

        for (int k = 0; k < carries.Length; k++)
        {
            if (rings?[k] is { } ring)
            {
                float[] contents = new float[ring.Rows];
                for (int b = 0; b < batch; b++)
                {
                    ring.Save(b, contents);
                    writer.Write(MemoryMarshal.AsBytes(contents.AsSpan()));
                }

                continue;
            }

            ReadOnlySpan<int> bits = new(carries[k].Address, checked((int)(carries[k].Bytes / 4)));
            CarryLayout carry = layout.Carries[k];
            for (int b = 0; b < batch; b++)
            {
                for (int j = 0; j < carry.Width; j++)
                {
                    writer.Write(bits[carry.IndexOf(lanes, b, j)]);
                }
            }
        }

        if (sums is not null)
        {
            for (int k = 0; k < layout.Spec.Columns.Count; k++)
            {
                for (int b = 0; b < batch; b++)
                {
                    writer.Write(sums.Floats[(k * sumStride) + b]);
                }
            }
        }

        writer.Flush();
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads and checks everything first, then copies it into the evaluator's memory. Returns the parameters.</summary>
    public static float[] Read(
        Stream stream, EvaluatorLayout layout, int batch, long sumStride, int lanes, PinnedMemory[] carries, RingSet? rings, PinnedMemory? sums, PinnedMemory ended, PinnedMemory first)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        byte[] bytes = content.ToArray();
        if (bytes.Length < 8 || BitConverter.ToUInt32(bytes) != Magic)
        {
            throw new InvalidDataException("This is not a checkpoint of a reward evaluator.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 4, bytes.Length - 4));
        try
        {
            int version = reader.ReadInt32();
            Require(
                version == Version,
                $"The checkpoint has format version {version}; this library reads version {Version}. {(version < Version ? "An older library wrote it; only that one can read it." : "A newer library wrote it.")}");
            int length = bytes.Length - SHA256.HashSizeInBytes;
            Require(
                length > 0 && SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)),
                "The checkpoint is damaged: its checksum does not match.");
            string name = reader.ReadString();
            string hash = reader.ReadString();
            Require(name == layout.Spec.Name, $"The checkpoint belongs to the reward '{name}', not to '{layout.Spec.Name}'.");
            CheckpointNames names = CheckpointNames.Read(reader);
            if (hash != layout.Spec.ContentHash)
            {
                throw new InvalidDataException(
                    $"The checkpoint was written by another version of '{name}' (content hash {Short(hash)}, this one is {Short(layout.Spec.ContentHash)}): {CheckpointNames.Of(layout).ChangesSince(names)}.");
            }

            int savedBatch = reader.ReadInt32();
            Require(savedBatch == batch, $"The checkpoint holds {savedBatch} environments; this evaluator has {batch}.");
            bool hasSums = reader.ReadBoolean();
            Require(hasSums == sums is not null, hasSums
                ? "The checkpoint holds episode sums; this evaluator was made with EpisodeSums = false."
                : "The checkpoint holds no episode sums; this evaluator was made with EpisodeSums = true.");

            float[] parameters = new float[layout.Spec.Parameters.Count];
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] = reader.ReadSingle();
            }

            byte[] endedBytes = Exactly(reader, batch);
            byte[] firstBytes = Exactly(reader, batch);
            int[] ages = Ints(reader, rings is null ? 0 : batch);
            var values = new List<int[]>();
            foreach (CarryLayout carry in layout.Carries)
            {
                values.Add(Ints(reader, (long)batch * carry.Width));
            }

            for (int k = 0; hasSums && k < layout.Spec.Columns.Count; k++)
            {
                values.Add(Ints(reader, batch));
            }

            Require(reader.BaseStream.Position + sizeof(uint) == length, "The checkpoint is damaged: it has the wrong length.");

            endedBytes.CopyTo(ended.AsBytes(batch));
            firstBytes.CopyTo(first.AsBytes(batch));
            for (int b = 0; b < ages.Length; b++)
            {
                rings!.Clock.SetAge(b, ages[b]);
            }

            for (int k = 0; k < carries.Length; k++)
            {
                if (rings?[k] is { } ring)
                {
                    ReadOnlySpan<float> contents = MemoryMarshal.Cast<int, float>(values[k].AsSpan());
                    for (int b = 0; b < batch; b++)
                    {
                        ring.Load(b, contents.Slice(b * ring.Rows, ring.Rows));
                    }

                    continue;
                }

                Span<int> bits = new(carries[k].Address, checked((int)(carries[k].Bytes / 4)));
                CarryLayout carry = layout.Carries[k];
                int[] source = values[k];
                for (int b = 0; b < batch; b++)
                {
                    for (int j = 0; j < carry.Width; j++)
                    {
                        bits[carry.IndexOf(lanes, b, j)] = source[(b * carry.Width) + j];
                    }
                }
            }

            for (int k = 0; hasSums && k < layout.Spec.Columns.Count; k++)
            {
                values[carries.Length + k].CopyTo(new Span<int>(sums!.Floats + (k * sumStride), batch));
            }

            return parameters;
        }
        catch (EndOfStreamException truncated)
        {
            throw new InvalidDataException("The checkpoint is damaged: it ends too early.", truncated);
        }
    }

    private static byte[] Exactly(BinaryReader reader, int count)
    {
        byte[] bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }

    private static int[] Ints(BinaryReader reader, long count)
    {
        if (count * 4 > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new EndOfStreamException();
        }

        int[] values = new int[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadInt32();
        }

        return values;
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidDataException(message);
        }
    }
}
