namespace QuadrupedVelocity;

/// <summary>
/// Random numbers that are a function of a stream and an index, the same bits in any language that has 64-bit integers:
/// a step of a linear congruence, then the mixing function of SplitMix64 (Steele, Lea, Flood 2014).
/// </summary>
internal static class CounterRandom
{
    /// <summary>A multiple of 2⁻²⁴ in [0, 1), which float32 holds exactly.</summary>
    public static float Unit(int stream, int index)
    {
        ulong z = unchecked(((((ulong)stream << 40) + (ulong)index) * 0x9E3779B97F4A7C15) + 0xD1B54A32D192ED03);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 40) * (1f / (1 << 24));
    }

    /// <summary>Uniform in [low, high), each operation rounded to float32.</summary>
    public static float Uniform(int stream, int index, double low, double high) =>
        (Unit(stream, index) * (float)(high - low)) + (float)low;
}
