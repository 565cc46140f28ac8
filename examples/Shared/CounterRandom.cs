using System.Numerics;
using RewardDsl;

namespace Examples.Shared;

/// <summary>
/// Random numbers that are a function of a key and a counter: no state is shared, so the draws do not depend on how
/// the work is spread over threads. The mixing function is SplitMix64 (Steele, Lea, Flood 2014).
/// </summary>
internal static class CounterRandom
{
    /// <summary>A new key, independent of those of other counters.</summary>
    public static ulong Key(ulong key, int counter)
    {
        ulong z = unchecked(BitOperations.RotateLeft(key, 17) + (0x9E3779B97F4A7C15 * ((ulong)(uint)counter + 1)));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [low, high).</summary>
    public static float Uniform(ulong key, int counter, float low, float high) =>
        low + ((high - low) * Unit(Key(key, counter)));

    /// <summary>Normal with mean 0 and deviation 1 (Box and Muller). RewardMath gives the same bits on every machine.</summary>
    public static float Normal(ulong key, int counter)
    {
        ulong bits = Key(key, counter);
        float radius = RewardMath.Sqrt(-2f * RewardMath.Log(1f - Unit(bits)));
        return radius * RewardMath.Cos(2f * float.Pi * Unit(bits << 32));
    }

    private static float Unit(ulong bits) => (bits >> 40) * (1f / (1 << 24));
}
