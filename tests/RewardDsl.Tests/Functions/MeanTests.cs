using System;
using System.Linq;
using Xunit;

namespace RewardDsl.Tests.Functions;

public sealed class MeanTests
{
    [Fact]
    public void MeansOfPositiveValues()
    {
        Random random = new(5);
        for (int n = 1; n <= 20; n++)
        {
            float[] x = Enumerable.Range(0, n).Select(_ => MathF.Exp((random.NextSingle() * 12f) - 6f)).ToArray();
            float[] w = Enumerable.Range(0, n).Select(_ => random.NextSingle() + 0.01f).ToArray();
            double total = w.Sum(static v => (double)v);
            double product = x.Aggregate(1.0, static (a, v) => a * v);
            double weighted = x.Zip(w).Aggregate(1.0, (a, p) => a * Math.Pow(p.First, p.Second / total));
            AssertNear(Math.Pow(product, 1.0 / n), RewardMath.GeometricMean(x));
            AssertNear(weighted, RewardMath.GeometricMean(x, w));
            AssertNear(1.0 / x.Average(static v => 1.0 / v), RewardMath.HarmonicMean(x));
            AssertNear(product, RewardMath.Product(x));
            if (n == 2)
            {
                AssertNear(Math.Sqrt(product), RewardMath.GeometricMean(x[0], x[1]));
                AssertNear(2.0 * product / ((double)x[0] + x[1]), RewardMath.HarmonicMean(x[0], x[1]));
            }
            else if (n == 3)
            {
                AssertNear(Math.Cbrt(product), RewardMath.GeometricMean(x[0], x[1], x[2]));
                AssertNear(3.0 / ((1.0 / x[0]) + (1.0 / x[1]) + (1.0 / x[2])), RewardMath.HarmonicMean(x[0], x[1], x[2]));
            }
        }
    }

    [Fact]
    public void OnePartAtZeroDecides()
    {
        Assert.Equal(0f, RewardMath.GeometricMean([0f, 1f, 4f]));
        Assert.Equal(0f, RewardMath.GeometricMean([-0f, 1f, 4f]));
        Assert.Equal(0f, RewardMath.GeometricMean(0f, 4f));
        Assert.Equal(0f, RewardMath.GeometricMean(1f, 0f, 4f));
        Assert.Equal(0f, RewardMath.HarmonicMean([0f, 1f, 4f]));
        Assert.Equal(0f, RewardMath.HarmonicMean(-0f, 4f));
        Assert.Equal(0f, RewardMath.HarmonicMean(1f, 0f, 4f));
        Assert.Equal(0f, RewardMath.HarmonicMean(-0f, 0f));
        Assert.Equal(0f, RewardMath.HarmonicMean(float.Epsilon, 1f));
    }

    [Fact]
    public void BelowZeroIsNotANumber()
    {
        Assert.True(float.IsNaN(RewardMath.GeometricMean([1f, -1f])));
        Assert.True(float.IsNaN(RewardMath.GeometricMean([1f, -1f], [1f, 1f])));
        Assert.True(float.IsNaN(RewardMath.GeometricMean(-1f, -1f)));
        Assert.True(float.IsNaN(RewardMath.GeometricMean(-1f, -1f, 1f)));
        Assert.True(float.IsNaN(RewardMath.HarmonicMean([1f, -1f])));
        Assert.True(float.IsNaN(RewardMath.HarmonicMean(1f, -1f)));
        Assert.True(float.IsNaN(RewardMath.HarmonicMean(1f, -1f, 2f)));
        Assert.True(float.IsNaN(RewardMath.HarmonicMean(float.NaN, 2f)));
        Assert.True(float.IsNaN(RewardMath.GeometricMean(float.NaN, 2f)));
        Assert.True(float.IsNaN(RewardMath.GeometricMean(default(Vec))));
        Assert.True(float.IsNaN(RewardMath.HarmonicMean(default(Vec))));
    }

    [Fact]
    public void InfinitiesAndWeightsOfZero()
    {
        Assert.Equal(float.PositiveInfinity, RewardMath.GeometricMean([1f, float.PositiveInfinity]));
        Assert.Equal(2f, RewardMath.HarmonicMean(1f, float.PositiveInfinity));
        Assert.Equal(4f, RewardMath.GeometricMean([0f, 4f, float.NaN], [0f, 2f, 0f]), 1e-6);
        Assert.True(float.IsNaN(RewardMath.GeometricMean([1f, 4f], [0f, 0f])));
        Assert.Equal(1f, RewardMath.Product(default));
    }

    [Fact]
    public void SoftMinimumLiesBetweenLeastAndMean()
    {
        Random random = new(9);
        foreach (float sharpness in (float[])[0.1f, 1f, 8f, 100f])
        {
            for (int n = 1; n <= 12; n++)
            {
                float[] x = Enumerable.Range(0, n).Select(_ => (random.NextSingle() * 6f) - 3f).ToArray();
                double expected = -Math.Log(x.Average(v => Math.Exp(-sharpness * (double)v))) / sharpness;
                float actual = RewardMath.SoftMin(x, sharpness);
                Assert.Equal(expected, actual, 1e-6 + (4e-7 / sharpness));
            }
        }

        Assert.Equal(-1e30f, RewardMath.SoftMin([-1e30f, 1e30f], 1f));
        Assert.Equal(float.NegativeInfinity, RewardMath.SoftMin([float.NegativeInfinity, 1f], 1f));
        Assert.Equal(1f + MathF.Log(2f), RewardMath.SoftMin([float.PositiveInfinity, 1f], 1f), 1e-6);
        Assert.Equal(float.PositiveInfinity, RewardMath.SoftMin(default, 1f));
        Assert.True(float.IsNaN(RewardMath.SoftMin([float.NaN, 1f], 1f)));
    }

    private static void AssertNear(double expected, float actual) => Assert.Equal(1.0, actual / expected, 3e-6);
}
