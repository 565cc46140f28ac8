using System;
using System.Numerics;

namespace TorchSharp.StandIn;

/// <summary>SplitMix64: the n-th number is a mix of the seed and n.</summary>
internal sealed class RandomState
{
    public static RandomState Default { get; } = new();

    public ulong Started { get; private set; }

    /// <summary>How many numbers were drawn.</summary>
    public ulong Position { get; set; }

    public void Seed(ulong seed) => (Started, Position) = (seed, 0);

    public ulong Next()
    {
        ulong z = unchecked(BitOperations.RotateLeft(Started * 0xD1342543DE82EF95, 17) + (++Position * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>In [0, 1), with 24 bits, so that it is exact in a float too.</summary>
    public double Uniform() => (Next() >> 40) * (1.0 / (1 << 24));

    /// <summary>Of the standard normal distribution, by the polar form of two uniform numbers.</summary>
    public double Normal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - ((Next() >> 11) * (1.0 / (1L << 53)))));
        return radius * Math.Cos(2 * Math.PI * ((Next() >> 11) * (1.0 / (1L << 53))));
    }

    /// <summary>In [low, high).</summary>
    public long Integer(long low, long high) => low + (long)(Next() % (ulong)(high - low));
}
