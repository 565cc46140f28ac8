using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>
/// The file of an evaluator's carried state. Little-endian; values in row-major order whatever machine and device
/// wrote them; a SHA-256 of the content at the end.
/// </summary>
internal static class Checkpoint
{
    private const uint Magic = 0x4C44_5752; // "RWDL"
    private const int Version = 2;

    public static void Write(Stream stream, EvaluatorLayout layout, int batch, CheckpointContent state)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(layout.Spec.Name);
        writer.Write(layout.Spec.ContentHash);
        CheckpointNames.Of(layout).Write(writer);
        writer.Write(batch);
        writer.Write(state.Sums is not null);
        foreach (float parameter in state.Parameters)
        {
            writer.Write(parameter);
        }

        writer.Write(state.Ended);
        writer.Write(state.First);
        foreach (int[] values in state.Carries.Prepend(state.Ages).Concat(state.Sums ?? []))
        {
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        writer.Flush();
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads and checks everything.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="layout">The layout of the evaluator that takes it.</param>
    /// <param name="batch">Environments of that evaluator.</param>
    /// <param name="sums">That evaluator keeps episode sums.</param>
    public static CheckpointContent Read(Stream stream, EvaluatorLayout layout, int batch, bool sums)
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
            Require(hasSums == sums, hasSums
                ? "The checkpoint holds episode sums; this evaluator was made with EpisodeSums = false."
                : "The checkpoint holds no episode sums; this evaluator was made with EpisodeSums = true.");

            float[] parameters = new float[layout.Spec.Parameters.Count];
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] = reader.ReadSingle();
            }

            var state = new CheckpointContent
            {
                Parameters = parameters,
                Ended = Exactly(reader, batch),
                First = Exactly(reader, batch),
                Ages = Ints(reader, layout.Carries.Any(static c => c.Ring != RingForm.None) ? batch : 0),
                Carries = [.. layout.Carries.Select(c => Ints(reader, (long)batch * c.Width))],
                Sums = hasSums ? [.. layout.Spec.Columns.Select(_ => Ints(reader, batch))] : null,
            };
            Require(reader.BaseStream.Position + sizeof(uint) == length, "The checkpoint is damaged: it has the wrong length.");
            return state;
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
