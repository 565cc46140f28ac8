using System;
using System.Collections.Generic;

namespace RewardDsl.Tests.Mathematics;

/// <summary>Arguments on which functions are compared.</summary>
internal static class FloatSamples
{
    /// <summary>Values at which some function changes its branch, overflows, or is special, and their neighbours.</summary>
    public static float[] Edges { get; } = MakeEdges();

    /// <summary>The edges and a few seeded random values of every magnitude; a multiple of 16 in number.</summary>
    public static float[] Mixed(int count, int seed)
    {
        Random random = new(seed);
        float[] values = new float[(Math.Max(count, Edges.Length) + 15) & ~15];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i < Edges.Length ? Edges[i] : (i % 4) switch
            {
                0 => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
                1 => random.NextSingle() * 4f - 2f,
                2 => random.NextSingle() * 220f - 110f,
                _ => random.Next(-40, 40) * 0.5f,
            };
        }

        return values;
    }

    /// <summary>Every stride-th of all bit patterns from <paramref name="lo"/> up to <paramref name="hi"/>, and the same uniformly.</summary>
    public static IEnumerable<float> Dense(float lo, float hi, int count)
    {
        foreach (float edge in Edges)
        {
            if (edge >= lo && edge <= hi)
            {
                yield return edge;
            }
        }

        // Ordered so that neighbouring integers are neighbouring floats, through zero.
        long first = Order(lo);
        long last = Order(hi);
        double step = (last - first) / (double)count;
        for (int i = 0; i <= count; i++)
        {
            long n = Math.Min(last, first + (long)(i * step));
            yield return BitConverter.Int32BitsToSingle(n < 0 ? (int)(int.MinValue - n) : (int)n);
            yield return (float)(lo + ((double)hi - lo) * i / count);
        }
    }

    /// <summary>The distance in units in the last place of the float nearest to the exact value.</summary>
    public static double Ulps(float actual, double exact)
    {
        float nearest = (float)exact;
        if (actual.Equals(nearest))
        {
            return float.IsFinite(nearest) ? Math.Abs(actual - exact) / Ulp(exact) : 0.0;
        }

        return float.IsFinite(nearest) && float.IsFinite(actual) ? Math.Abs(actual - exact) / Ulp(exact) : double.PositiveInfinity;
    }

    /// <summary>Bit equality in which all NaNs are the same.</summary>
    public static bool Same(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    private static double Ulp(double x) => x == 0.0 ? Math.ScaleB(1.0, -149) : Math.ScaleB(1.0, Math.Max(Math.ILogB(x), -126) - 23);

    private static long Order(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        return bits < 0 ? (long)int.MinValue - bits : bits;
    }

    private static float[] MakeEdges()
    {
        float[] magnitudes =
        [
            0f, float.Epsilon, 1e-41f, 1.17549421e-38f, 1.17549435e-38f, 1e-30f, 1e-10f, 2.98023224e-8f, 1e-4f, 0.1f, 0.25f,
            0.346573591f, 0.41421356f, 0.5f, 0.625f, 0.70710678f, 0.785398163f, 0.99f, 1f, 1.41421356f, 1.5f, 1.57079633f, 2f,
            2.35619449f, 2.41421356f, 2.5f, 3f, 3.14159265f, 3.5f, 4.71238898f, 5f, 6.28318531f, 7f, 8f, 9.0109f, 10f, 16f,
            87.3365448f, 88.7228394f, 88.7228241f, 89f, 103.2789f, 103.972084f, 104f, 126f, 127f, 128f, 149f, 150f, 1000f,
            31415.9265f, 1e6f, 4194304f, 8388607.5f, 8388608f, 16777215f, 16777216f, 1e9f, 1073741824f, 2.1474836e9f, 1e19f,
            1e30f, 1.70141183e38f, 3.40282347e38f, float.PositiveInfinity,
        ];
        List<float> edges = [float.NaN, -float.NaN, BitConverter.Int32BitsToSingle(0x7FA12345)];
        foreach (float m in magnitudes)
        {
            edges.Add(m);
            edges.Add(-m);
            edges.Add(MathF.BitIncrement(m));
            edges.Add(-MathF.BitIncrement(m));
            edges.Add(MathF.BitDecrement(m));
            edges.Add(-MathF.BitDecrement(m));
        }

        return [.. edges];
    }
}
