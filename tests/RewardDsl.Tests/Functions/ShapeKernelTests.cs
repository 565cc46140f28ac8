using System;
using System.Linq;
using RewardDsl.Tests.Mathematics;
using Xunit;

namespace RewardDsl.Tests.Functions;

public sealed class ShapeKernelTests
{
    private static readonly float[] s_scales = [0.1f, 0.5f, 1f, 3f];

    [Fact]
    public void BellsFollowTheirDefinitions()
    {
        foreach (float s in s_scales)
        {
            for (float x = -8f; x <= 8f; x += 0.0371f)
            {
                double t = (double)x / s;
                Assert.Equal(Math.Pow(Math.E, -(t * t) / 2.0), RewardMath.Gaussian(x, s), 1e-6);
                Assert.Equal(Math.Pow(Math.E, -Math.Abs(t)), RewardMath.Laplacian(x, s), 1e-6);
                Assert.Equal((double)s * s / (((double)s * s) + ((double)x * x)), RewardMath.Cauchy(x, s), 1e-6);
                Assert.Equal(2.0 / (Math.Exp(2.0 * Math.Abs(t)) + 1.0), RewardMath.TanhKernel(x, s), 1e-6);
                Assert.Equal(Math.Max(0.0, 1.0 - Math.Abs(t)), RewardMath.Triangular(x, s), 1e-6);
            }
        }
    }

    [Fact]
    public void BellsAtTheEdges()
    {
        foreach (Func<float, float, float> bell in (Func<float, float, float>[])[RewardMath.Gaussian, RewardMath.Laplacian, RewardMath.Cauchy, RewardMath.TanhKernel, RewardMath.Triangular])
        {
            Assert.Equal(1f, bell(0f, 2f));
            Assert.Equal(1f, bell(-0f, 2f));
            Assert.Equal(0f, bell(float.PositiveInfinity, 2f));
            Assert.Equal(0f, bell(float.NegativeInfinity, 2f));
            Assert.Equal(0f, bell(float.MaxValue, 2f));
            Assert.True(float.IsNaN(bell(float.NaN, 2f)));
            Assert.True(bell(1f, 2f) > bell(1.5f, 2f));
        }
    }

    [Fact]
    public void StepsAndZones()
    {
        for (float x = -4f; x <= 4f; x += 0.013f)
        {
            Assert.Equal(Math.Min(1.0, Math.Max(0.0, ((double)x + 1.0) / 3.0)), RewardMath.LinearStep(-1f, 2f, x), 1e-6);
            Assert.Equal(Math.Min(1.0, Math.Max(0.0, 1.0 - (double)x)), RewardMath.LinearStep(1f, 0f, x), 1e-6);
            Assert.Equal(Math.Sign(x) * Math.Max(0.0, Math.Abs((double)x) - 0.75), RewardMath.DeadZone(x, 0.75f), 1e-6);
        }

        Assert.Equal(0f, RewardMath.LinearStep(-1f, 2f, float.NegativeInfinity));
        Assert.Equal(1f, RewardMath.LinearStep(-1f, 2f, float.PositiveInfinity));
        Assert.True(float.IsNaN(RewardMath.LinearStep(-1f, 2f, float.NaN)));
        Assert.Equal(float.PositiveInfinity, RewardMath.DeadZone(float.PositiveInfinity, 1f));
        Assert.Equal(float.NegativeInfinity, RewardMath.DeadZone(float.NegativeInfinity, 1f));
        Assert.True(float.IsNaN(RewardMath.DeadZone(float.NaN, 1f)));
        Assert.Equal(0f, RewardMath.DeadZone(-0f, 1f));
    }

    [Fact]
    public void SoftplusKeepsItsDigits()
    {
        double worst = 0.0;
        foreach (float x in FloatSamples.Dense(-100f, 200f, 20_000))
        {
            // log(1 + e^x) by the series of log1p where 1 + e^x would lose digits.
            double e = Math.Exp(x);
            double exact = x > 30f ? x + Math.Exp(-x) : e < 1e-4 ? e - (e * e / 2.0) + (e * e * e / 3.0) : Math.Log(1.0 + e);
            worst = Math.Max(worst, FloatSamples.Ulps(RewardMath.Softplus(x), exact));
        }

        Assert.InRange(worst, 0.0, 4.0);
        Assert.Equal(float.PositiveInfinity, RewardMath.Softplus(float.PositiveInfinity));
        Assert.Equal(0f, RewardMath.Softplus(float.NegativeInfinity));
        Assert.True(float.IsNaN(RewardMath.Softplus(float.NaN)));
    }

    [Fact]
    public void VectorFormsAreTheScalarOnesInEachElement()
    {
        float[] x = FloatSamples.Mixed(400, 21);
        float[] y = FloatSamples.Mixed(400, 22);
        float[] z = [.. y.Reverse()];
        AssertMaps(x, static v => RewardMath.Gaussian(v, 0.5f), static v => RewardMath.Gaussian(v, 0.5f));
        AssertMaps(x, static v => RewardMath.Laplacian(v, 0.5f), static v => RewardMath.Laplacian(v, 0.5f));
        AssertMaps(x, static v => RewardMath.Cauchy(v, 0.5f), static v => RewardMath.Cauchy(v, 0.5f));
        AssertMaps(x, static v => RewardMath.TanhKernel(v, 0.5f), static v => RewardMath.TanhKernel(v, 0.5f));
        AssertMaps(x, static v => RewardMath.Triangular(v, 0.5f), static v => RewardMath.Triangular(v, 0.5f));
        AssertMaps(x, RewardMath.Softplus, RewardMath.Softplus);
        AssertMaps(x, static v => RewardMath.LinearStep(-1f, 2f, v), static v => RewardMath.LinearStep(-1f, 2f, v));
        AssertMaps(x, static v => RewardMath.SmoothStep(-1f, 2f, v), static v => RewardMath.SmoothStep(-1f, 2f, v));
        AssertMaps(x, static v => RewardMath.DeadZone(v, 0.5f), static v => RewardMath.DeadZone(v, 0.5f));
        AssertMaps(x, static v => RewardMath.Outside(v, -1f, 0.5f), static v => RewardMath.Outside(v, -1f, 0.5f));
        AssertMaps(x, static v => RewardMath.Huber(v, 0.5f), static v => RewardMath.Huber(v, 0.5f));
        AssertMaps(x, static v => RewardMath.SafeDiv(v, 3f), static v => RewardMath.SafeDiv(v, 3f));
        AssertMaps(x, static v => RewardMath.SafeDiv(v, 0f, 2f), static v => RewardMath.SafeDiv(v, 0f, 2f));
        AssertMaps(x, static v => RewardMath.Pow(v, 1.5f), static v => RewardMath.Pow(v, 1.5f));
        AssertSame(x.Zip(y, static (a, b) => RewardMath.SafeDiv(a, b, 2f)), RewardMath.SafeDiv(x, y, 2f));
        AssertSame(x.Zip(y, RewardMath.Atan2), RewardMath.Atan2(x, y));
        AssertSame(x.Zip(y, static (a, b) => RewardMath.Lerp(a, b, 0.3f)), RewardMath.Lerp(x, y, 0.3f));
        AssertSame(x.Zip(y, z).Select(static t => RewardMath.Clamp(t.First, t.Second, t.Third)), RewardMath.Clamp(x, y, z));
        AssertSame(x.Zip(y, z).Select(static t => RewardMath.Outside(t.First, t.Second, t.Third)), RewardMath.Outside(x, y, z));
        Assert.Equal<Mask>(x.Select(float.IsFinite).ToArray(), RewardMath.IsFinite(x));
    }

    private static void AssertMaps(float[] x, Func<float, float> scalar, Func<Vec, Vec> vector) => AssertSame(x.Select(scalar), vector(x));

    private static void AssertSame(System.Collections.Generic.IEnumerable<float> expected, Vec actual)
    {
        int i = 0;
        foreach (float value in expected)
        {
            Assert.True(FloatSamples.Same(value, actual[i]), $"element {i}: {actual[i]}, expected {value}");
            i++;
        }

        Assert.Equal(i, actual.Length);
    }
}
