using System;
using System.Globalization;
using System.Runtime.Intrinsics;
using RewardDsl.Kernels;
using RewardDsl.Shared;
using RewardDsl.Tests.Mathematics;
using Xunit;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace RewardDsl.Tests.Kernels;

// Compiled again for the other vector width, with its digits in place of this one's.
public sealed class LaneMath128Tests
{
    [Fact]
    public void ExpHasTheScalarBits() => AssertSame(Elementary.Exp, Lanes128.Exp);

    [Fact]
    public void LogHasTheScalarBits() => AssertSame(Elementary.Log, Lanes128.Log);

    [Fact]
    public void Log2HasTheScalarBits() => AssertSame(Elementary.Log2, Lanes128.Log2);

    [Fact]
    public void SinHasTheScalarBits() => AssertSame(Elementary.Sin, Lanes128.Sin);

    [Fact]
    public void CosHasTheScalarBits() => AssertSame(Elementary.Cos, Lanes128.Cos);

    [Fact]
    public void TanHasTheScalarBits() => AssertSame(Elementary.Tan, Lanes128.Tan);

    [Fact]
    public void TanhHasTheScalarBits() => AssertSame(Elementary.Tanh, Lanes128.Tanh);

    [Fact]
    public void AsinHasTheScalarBits() => AssertSame(Elementary.Asin, Lanes128.Asin);

    [Fact]
    public void AcosHasTheScalarBits() => AssertSame(Elementary.Acos, Lanes128.Acos);

    [Fact]
    public void AtanHasTheScalarBits() => AssertSame(Elementary.Atan, Lanes128.Atan);

    [Fact]
    public void Atan2HasTheScalarBits() => AssertSame(Elementary.Atan2, Lanes128.Atan2);

    [Fact]
    public void PowHasTheScalarBits() => AssertSame(Elementary.Pow, Lanes128.Pow);

    [Fact]
    public void MaxHasTheScalarBits() => AssertSame(Elementary.Max, Lanes128.Max);

    [Fact]
    public void MaxOfSizesIsTheMaximum() =>
        AssertSame(static (x, y) => Elementary.Max(MathF.Abs(x), y * y), static (x, y) => Lanes128.MaxOfSizes(Lanes128.Abs(x), y * y));

    [Fact]
    public void MinHasTheScalarBits() => AssertSame(Elementary.Min, Lanes128.Min);

    [Fact]
    public void MaxZeroIsTheMaximumWithZero() => AssertSame(static x => MathF.Max(x, 0f), Lanes128.MaxZero);

    [Fact]
    public void MinZeroIsTheMinimumWithZero() => AssertSame(static x => MathF.Min(x, 0f), Lanes128.MinZero);

    [Fact]
    public void ClampHasTheScalarBits()
    {
        AssertSame(static (x, y) => Elementary.Clamp(x, -1f, y), static (x, y) => Lanes128.Clamp(x, Vector128.Create(-1f), y));
        AssertSame(static (x, y) => Elementary.Clamp(x, y, 2f), static (x, y) => Lanes128.Clamp(x, y, Vector128.Create(2f)));
        AssertSame(static x => Elementary.Clamp(x, 0f, 0f), static x => Lanes128.Clamp(x, V.Zero, V.Zero));
    }

    [Fact]
    public void RoundingHasTheScalarBits()
    {
        AssertSame(MathF.Abs, Lanes128.Abs);
        AssertSame(MathF.Sqrt, Lanes128.Sqrt);
        AssertSame(MathF.Round, Lanes128.Round);
        AssertSame(MathF.Floor, Lanes128.Floor);
        AssertSame(MathF.Ceiling, Lanes128.Ceiling);
        AssertSame(MathF.Truncate, Lanes128.Truncate);
        AssertSame(Elementary.Sign, Lanes128.Sign);
    }

    [Fact]
    public void ClassesAreMasks()
    {
        AssertSame(static x => float.IsFinite(x) ? 1f : 0f, static x => Lanes128.BoolToFloat(Lanes128.IsFinite(x)));
        AssertSame(static x => float.IsNaN(x) ? 1f : 0f, static x => Lanes128.BoolToFloat(Lanes128.IsNaN(x)));
    }

    private static void AssertSame(Func<float, float> scalar, Func<V, V> lanes)
    {
        float[] values = FloatSamples.Mixed(100_000, 17);
        for (int i = 0; i < values.Length; i += Lanes128.Width)
        {
            V result = lanes(Vector128.Create(values.AsSpan(i)));
            for (int k = 0; k < Lanes128.Width; k++)
            {
                Check(scalar(values[i + k]), result[k], values[i + k], 0f);
            }
        }
    }

    private static void AssertSame(Func<float, float, float> scalar, Func<V, V, V> lanes)
    {
        // Every pair of edges, then random pairs.
        float[] values = FloatSamples.Mixed(0, 19);
        foreach (float second in FloatSamples.Edges)
        {
            AssertSame(scalar, lanes, values, Array.ConvertAll(values, _ => second));
        }

        AssertSame(scalar, lanes, FloatSamples.Mixed(50_000, 23), FloatSamples.Mixed(50_000, 29));
    }

    private static void AssertSame(Func<float, float, float> scalar, Func<V, V, V> lanes, float[] first, float[] second)
    {
        for (int i = 0; i < first.Length; i += Lanes128.Width)
        {
            V result = lanes(Vector128.Create(first.AsSpan(i)), Vector128.Create(second.AsSpan(i)));
            for (int k = 0; k < Lanes128.Width; k++)
            {
                Check(scalar(first[i + k], second[i + k]), result[k], first[i + k], second[i + k]);
            }
        }
    }

    private static void Check(float expected, float actual, float first, float second)
    {
        if (!FloatSamples.Same(expected, actual))
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"at {first:R}, {second:R}: {actual:R}, scalar {expected:R}"));
        }
    }
}
