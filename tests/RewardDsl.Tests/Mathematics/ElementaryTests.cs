using System;
using System.Globalization;
using RewardDsl.Shared;
using Xunit;

namespace RewardDsl.Tests.Mathematics;

public sealed class ElementaryTests
{
    [Theory]
    [InlineData("Exp", -104f, 89f, 1.0)]
    [InlineData("Log", 0f, float.MaxValue, 1.0)]
    [InlineData("Log", 0.5f, 2f, 1.0)]
    [InlineData("Log2", 0f, float.MaxValue, 0.51)]
    [InlineData("Log2", 0.5f, 2f, 0.51)]
    [InlineData("Sin", -1e6f, 1e6f, 0.51)]
    [InlineData("Sin", -7f, 7f, 0.51)]
    [InlineData("Sin", 1e6f, 1e9f, 0.51)]
    [InlineData("Cos", -1e6f, 1e6f, 0.51)]
    [InlineData("Cos", -7f, 7f, 0.51)]
    [InlineData("Cos", 1e6f, 1e9f, 0.51)]
    [InlineData("Tan", -1e6f, 1e6f, 0.51)]
    [InlineData("Tan", -7f, 7f, 0.51)]
    [InlineData("Tanh", -10f, 10f, 2.0)]
    [InlineData("Tanh", float.MinValue, float.MaxValue, 2.0)]
    [InlineData("Asin", -1f, 1f, 0.51)]
    [InlineData("Acos", -1f, 1f, 0.51)]
    [InlineData("Atan", float.MinValue, float.MaxValue, 0.51)]
    [InlineData("Atan", -4f, 4f, 0.51)]
    public void StaysWithinItsErrorBudget(string name, float lo, float hi, double budget)
    {
        (Func<float, float> actual, Func<double, double> exact) = name switch
        {
            "Exp" => ((Func<float, float>)Elementary.Exp, (Func<double, double>)Math.Exp),
            "Log" => (Elementary.Log, Math.Log),
            "Log2" => (Elementary.Log2, Math.Log2),
            "Sin" => (Elementary.Sin, Math.Sin),
            "Cos" => (Elementary.Cos, Math.Cos),
            "Tan" => (Elementary.Tan, Math.Tan),
            "Tanh" => (Elementary.Tanh, Math.Tanh),
            "Asin" => (Elementary.Asin, Math.Asin),
            "Acos" => (Elementary.Acos, Math.Acos),
            "Atan" => (Elementary.Atan, Math.Atan),
            _ => throw new ArgumentException(name, nameof(name)),
        };
        double worst = 0.0;
        float at = 0f;
        foreach (float x in FloatSamples.Dense(lo, hi, 200_000))
        {
            double error = FloatSamples.Ulps(actual(x), exact(x));
            if (error > worst)
            {
                worst = error;
                at = x;
            }
        }

        Assert.True(worst <= budget, string.Create(CultureInfo.InvariantCulture, $"{name}({at:R}): {worst} ULP"));
    }

    [Fact]
    public void PowAndAtan2StayWithinTheirErrorBudgets()
    {
        Random random = new(5);
        for (int i = 0; i < 400_000; i++)
        {
            float x = MathF.Exp((random.NextSingle() * 170f) - 85f);
            float y = (random.NextSingle() - 0.5f) * 2.1f * 128f / MathF.Max(1e-3f, MathF.Abs(MathF.Log2(x)));
            float z = (random.NextSingle() - 0.5f) * MathF.Exp((random.NextSingle() * 20f) - 10f);
            Assert.InRange(FloatSamples.Ulps(Elementary.Pow(x, y), Math.Pow(x, y)), 0.0, 0.51);
            Assert.InRange(FloatSamples.Ulps(Elementary.Atan2(z, y), Math.Atan2(z, y)), 0.0, 0.51);
        }
    }

    [Fact]
    public void SpecialCasesFollowTheStandard()
    {
        foreach (float x in FloatSamples.Edges)
        {
            AssertClose(Math.Exp(x), Elementary.Exp(x), x);
            AssertClose(Math.Log(x), Elementary.Log(x), x);
            AssertClose(Math.Log2(x), Elementary.Log2(x), x);
            AssertClose(Math.Tanh(x), Elementary.Tanh(x), x);
            AssertClose(Math.Asin(x), Elementary.Asin(x), x);
            AssertClose(Math.Acos(x), Elementary.Acos(x), x);
            AssertClose(Math.Atan(x), Elementary.Atan(x), x);
            if (!(MathF.Abs(x) > 1e9f) || float.IsInfinity(x))
            {
                AssertClose(Math.Sin(x), Elementary.Sin(x), x);
                AssertClose(Math.Cos(x), Elementary.Cos(x), x);
                AssertClose(Math.Tan(x), Elementary.Tan(x), x);
            }
            else
            {
                Assert.InRange(Elementary.Sin(x), -1f, 1f);
                Assert.InRange(Elementary.Cos(x), -1f, 1f);
            }

            foreach (float y in FloatSamples.Edges)
            {
                AssertClose(Math.Pow(x, y), Elementary.Pow(x, y), x);
                AssertClose(Math.Atan2(x, y), Elementary.Atan2(x, y), x);
            }
        }
    }

    [Fact]
    public void RoundedHelpersAreThoseOfTheRuntime()
    {
        foreach (float x in FloatSamples.Mixed(20_000, 3))
        {
            AssertSame(MathF.Sqrt(x), Elementary.Sqrt(x));
            AssertSame(MathF.Round(x), Elementary.Round(x));
            AssertSame(MathF.Floor(x), Elementary.Floor(x));
            AssertSame(MathF.Ceiling(x), Elementary.Ceiling(x));
            AssertSame(MathF.Truncate(x), Elementary.Truncate(x));
            AssertSame(MathF.Abs(x), Elementary.Abs(x));
            AssertSame(float.IsNaN(x) ? x : MathF.Sign(x), Elementary.Sign(x));
            Assert.Equal(float.IsFinite(x), Elementary.IsFinite(x));
            foreach (float y in (ReadOnlySpan<float>)[0f, -0f, 1f, -1f, x, float.NaN, float.PositiveInfinity])
            {
                AssertSame(MathF.Max(x, y), Elementary.Max(x, y));
                AssertSame(MathF.Min(x, y), Elementary.Min(x, y));
                AssertSame(MathF.Max(y, x), Elementary.Max(y, x));
                AssertSame(MathF.Min(y, x), Elementary.Min(y, x));
                AssertSame(MathF.CopySign(x, y), Elementary.CopySign(x, y));
            }

            AssertSame(Math.Clamp(x, -1f, 2f), Elementary.Clamp(x, -1f, 2f));
        }
    }

    // Within two units, and with the right sign, infinity or NaN.
    private static void AssertClose(double exact, float actual, float argument)
    {
        bool right = double.IsNaN(exact)
            ? float.IsNaN(actual)
            : FloatSamples.Ulps(actual, exact) <= 2.0 && double.IsNegative(exact) == float.IsNegative(actual);
        Assert.True(right, string.Create(CultureInfo.InvariantCulture, $"at {argument:R}: {actual:R}, exactly {exact:R}"));
    }

    private static void AssertSame(float expected, float actual) => Assert.True(FloatSamples.Same(expected, actual), $"{expected} {actual}");
}
