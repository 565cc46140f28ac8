using System;
using System.Numerics;
using RewardDsl.Tests.Mathematics;
using Xunit;

namespace RewardDsl.Tests;

public sealed class RewardMathTests
{
    [Fact]
    public void SumsHaveTheCanonicalOrder()
    {
        Random random = new(7);
        for (int n = 0; n <= 40; n++)
        {
            float[] x = new float[n];
            float[] partial = [0f, 0f, 0f, 0f];
            for (int i = 0; i < n; i++)
            {
                x[i] = (random.NextSingle() - 0.5f) * MathF.Exp(random.NextSingle() * 20f);
                partial[i % 4] = i < 4 ? x[i] : partial[i % 4] + x[i];
            }

            Assert.True(FloatSamples.Same((partial[0] + partial[2]) + (partial[1] + partial[3]), RewardMath.Sum(x)));
        }

        Assert.True(FloatSamples.Same(-0f, RewardMath.Sum([-0f, -0f, -0f])));
        Assert.True(FloatSamples.Same(0f, RewardMath.Sum(default)));
    }

    [Fact]
    public void ReductionsAreWhatTheySay()
    {
        Vec x = [3f, -4f];
        Assert.Equal(25f, RewardMath.SumSquares(x));
        Assert.Equal(5f, RewardMath.Norm(x));
        Assert.Equal(-0.5f, RewardMath.Mean(x));
        Assert.Equal(-5f, RewardMath.Dot(x, [1f, 2f]));
        Assert.Equal(-4f, RewardMath.Min(x));
        Assert.Equal(3f, RewardMath.Max(x));
        Assert.Equal(float.PositiveInfinity, RewardMath.Min(default(Vec)));
        Assert.Equal(float.NegativeInfinity, RewardMath.Max(default(Vec)));
        Assert.Equal(float.NaN, RewardMath.Max([1f, float.NaN, 2f]));
        Assert.True(RewardMath.Any([false, true]));
        Assert.False(RewardMath.All([false, true]));
        Assert.Equal(1f, RewardMath.Count([false, true]));
        Assert.False(RewardMath.Any(default));
        Assert.True(RewardMath.All(default));
    }

    [Fact]
    public void ShapingFunctionsFollowTheirFormulas()
    {
        Assert.Equal(0.5f, RewardMath.Sigmoid(0f));
        Assert.Equal(0f, RewardMath.Sigmoid(float.NegativeInfinity));
        Assert.Equal(1f, RewardMath.Sigmoid(float.PositiveInfinity));
        Assert.Equal(3f, RewardMath.Lerp(2f, 4f, 0.5f));
        Assert.Equal(1f, RewardMath.Saturate(7f));
        Assert.Equal(0f, RewardMath.Hinge(-7f));
        Assert.Equal(2f, RewardMath.Outside(5f, 1f, 3f));
        Assert.Equal(1f, RewardMath.Outside(0f, 1f, 3f));
        Assert.Equal(0f, RewardMath.Outside(2f, 1f, 3f));
        Assert.Equal(9f, RewardMath.SafeDiv(1f, -0f, 9f));
        Assert.Equal(0.5f, RewardMath.SafeDiv(1f, 2f));
        Assert.Equal(0.5f, RewardMath.SmoothStep(1f, 3f, 2f));
        Assert.Equal(1f, RewardMath.SmoothStep(1f, 3f, 4f));
        Assert.Equal(0.5f, RewardMath.Huber(-1f, 1f));
        Assert.Equal(2.5f, RewardMath.Huber(3f, 1f));
        Assert.Equal(2f, RewardMath.Clamp(5f, 3f, 2f));
        Assert.True(float.IsNaN(RewardMath.Clamp(float.NaN, 0f, 1f)));
        for (float x = -50f; x < 50f; x += 0.37f)
        {
            float wrapped = RewardMath.WrapAngle(x);
            Assert.InRange(wrapped, -3.1416f, 3.1416f);
            Assert.Equal(Math.Sin(x), Math.Sin(wrapped), 1e-5);
        }
    }

    [Fact]
    public void VectorOverloadsMapTheScalarOnes()
    {
        Vec x = [0.25f, -0.5f, 1f];
        AssertMaps(x, RewardMath.Exp, RewardMath.Exp);
        AssertMaps(x, RewardMath.Tanh, RewardMath.Tanh);
        AssertMaps(x, RewardMath.Asin, RewardMath.Asin);
        AssertMaps(x, RewardMath.Square, RewardMath.Square);
        AssertMaps(x, RewardMath.Sigmoid, RewardMath.Sigmoid);
        AssertMaps(x, RewardMath.Hinge, RewardMath.Hinge);
        AssertMaps(x, static v => RewardMath.Max(v, 0.3f), static v => RewardMath.Max(v, 0.3f));
        AssertMaps(x, static v => RewardMath.Min(0.3f, v), static v => RewardMath.Min(0.3f, v));
        AssertMaps(x, static v => RewardMath.Clamp(v, 0f, 0.3f), static v => RewardMath.Clamp(v, 0f, 0.3f));
        AssertMaps(x, static v => RewardMath.Where(v > 0f, v, -0f), static v => RewardMath.Where(v > 0f, v, -0f));
        AssertMaps(x, static v => RewardMath.Where(v > 0f, -0f, v), static v => RewardMath.Where(v > 0f, -0f, v));
        AssertMaps(x, static v => RewardMath.Where(v > 0f, 1f, 2f), static v => RewardMath.Where(v > 0f, 1f, 2f));
        Assert.Equal(2f, RewardMath.Where(false, 1f, 2f));
        Assert.True(RewardMath.Where(true, x, -x).Equals(x));
    }

    [Fact]
    public void ComponentsAreInTheirPlaces()
    {
        Vector3 v = new(3f, 4f, 5f);
        Assert.Equal(new Vector2(3f, 4f), v.Xy());
        Assert.Equal(new Vector2(3f, 5f), v.Xz());
        Assert.Equal(new Vector2(4f, 5f), v.Yz());
        Assert.Equal(5f, v.LengthXy());
    }

    private static void AssertMaps(Vec x, Func<float, float> scalar, Func<Vec, Vec> vector)
    {
        Vec actual = vector(x);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.True(FloatSamples.Same(scalar(x[i]), actual[i]));
        }
    }
}
