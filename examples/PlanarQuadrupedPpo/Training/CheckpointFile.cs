using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;

namespace PlanarQuadrupedPpo.Training;

/// <summary>
/// A training run as a file: what was asked for, the curve so far, and what the trainer writes of policy, optimiser, environments and the reward's carries. A run that goes on from it
/// gives the same bits as one that was never interrupted.
/// </summary>
/// <param name="Trainer">Name of the trainer.</param>
/// <param name="Quick">The small plan.</param>
/// <param name="Seed">Seed of every random number.</param>
/// <param name="Curve">What each round brought.</param>
/// <param name="State">What the trainer wrote.</param>
internal sealed record CheckpointFile(string Trainer, bool Quick, ulong Seed, IReadOnlyList<RoundResult> Curve, byte[] State)
{
    private const uint Magic = 0x3150_5150; // "PQP1"

    /// <summary>Writes the file: beside it first, so that an interruption leaves the old one.</summary>
    public void Write(string path)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(Magic);
        writer.Write(Trainer);
        writer.Write(Quick);
        writer.Write(Seed);
        writer.Write(Curve.Count);
        foreach (RoundResult round in Curve)
        {
            writer.Write(round.Mean);
            writer.Write(round.Best);
        }

        writer.Write(State.Length);
        writer.Write(State);
        writer.Write(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)));
        string beside = path + ".new";
        File.WriteAllBytes(beside, content.ToArray());
        File.Move(beside, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">It is no checkpoint of this example, or damaged.</exception>
    public static CheckpointFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < sizeof(uint) + SHA256.HashSizeInBytes || BitConverter.ToUInt32(bytes) != Magic)
        {
            throw new InvalidDataException($"'{path}' is not a checkpoint of this example.");
        }

        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (!SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            throw new InvalidDataException($"The checkpoint '{path}' is damaged: its checksum does not match.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, sizeof(uint), length - sizeof(uint)));
        string trainer = reader.ReadString();
        bool quick = reader.ReadBoolean();
        ulong seed = reader.ReadUInt64();
        var curve = new RoundResult[reader.ReadInt32()];
        for (int i = 0; i < curve.Length; i++)
        {
            curve[i] = new RoundResult(reader.ReadDouble(), reader.ReadDouble());
        }

        return new CheckpointFile(trainer, quick, seed, curve, reader.ReadBytes(reader.ReadInt32()));
    }
}
