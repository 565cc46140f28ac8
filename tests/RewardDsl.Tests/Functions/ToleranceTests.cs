using System;
using System.Linq;
using RewardDsl.Tests.Mathematics;
using Xunit;

namespace RewardDsl.Tests.Functions;

public sealed class ToleranceTests
{
    public static TheoryData<SigmoidKind> Kinds => [.. Enum.GetValues<SigmoidKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FollowsTheDefinition(SigmoidKind kind)
    {
        Random random = new(3);
        for (int i = 0; i < 20_000; i++)
        {
            float lo = (random.NextSingle() * 4f) - 2f;
            float hi = lo + random.NextSingle();
            float margin = 0.05f + (3f * random.NextSingle());
            float x = (random.NextSingle() * 12f) - 6f;
            float value = 0.001f + (0.998f * random.NextSingle());
            double distance = Math.Max(0.0, Math.Max((double)lo - x, (double)x - hi));
            double expected = distance == 0.0 ? 1.0 : Sigmoid(kind, distance / margin, value);
            float actual = RewardMath.Tolerance(x, lo, hi, margin, kind, value);
            Assert.InRange(actual, 0f, 1f);
            Assert.Equal(expected, actual, 4e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void HasItsValueAtTheMargin(SigmoidKind kind)
    {
        foreach (float value in (float[])[1e-6f, 0.01f, 0.1f, 0.5f, 0.9f, 0.99f])
        {
            Assert.Equal(value, RewardMath.Tolerance(3f, 0f, 1f, 2f, kind, value), 1e-6);
            Assert.Equal(value, RewardMath.Tolerance(-2f, 0f, 1f, 2f, kind, value), 1e-6);
        }

        Assert.Equal(RewardMath.Tolerance(3f, 0f, 1f, 2f, kind, 0.1f), RewardMath.Tolerance(3f, 0f, 1f, 2f, kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EdgeValues(SigmoidKind kind)
    {
        Assert.Equal(1f, RewardMath.Tolerance(0f, 0f, 1f, 2f, kind));
        Assert.Equal(1f, RewardMath.Tolerance(-0f, 0f, 1f, 0f, kind));
        Assert.Equal(1f, RewardMath.Tolerance(1f, 0f, 1f, 0f, kind));
        Assert.Equal(0f, RewardMath.Tolerance(MathF.BitIncrement(1f), 0f, 1f, 0f, kind));
        Assert.Equal(0f, RewardMath.Tolerance(-float.Epsilon, 0f, 1f, 0f, kind));
        Assert.Equal(0f, RewardMath.Tolerance(float.PositiveInfinity, 0f, 1f, 2f, kind));
        Assert.Equal(0f, RewardMath.Tolerance(float.NegativeInfinity, 0f, 1f, 0f, kind));
        Assert.Equal(1f, RewardMath.Tolerance(float.PositiveInfinity, 0f, float.PositiveInfinity, 2f, kind));
        Assert.True(float.IsNaN(RewardMath.Tolerance(float.NaN, 0f, 1f, 2f, kind)));
        Assert.True(float.IsNaN(RewardMath.Tolerance(float.NaN, 0f, 1f, 0f, kind)));
        Assert.True(float.IsNaN(RewardMath.Tolerance(2f, 0f, 1f, -1f, kind)));
        Assert.True(float.IsNaN(RewardMath.Tolerance(2f, 0f, 1f, float.NaN, kind)));
        Assert.Equal(1f, RewardMath.Tolerance(0.5f, 0f, 1f, -1f, kind));
    }

    [Theory]
    [InlineData(SigmoidKind.Cosine)]
    [InlineData(SigmoidKind.Linear)]
    [InlineData(SigmoidKind.Quadratic)]
    public void ShapesWithAnEndReachZeroThere(SigmoidKind kind)
    {
        Assert.Equal(0f, RewardMath.Tolerance(2f, 0f, 0f, 2f, kind, 0f), 1e-6f);
        Assert.Equal(0f, RewardMath.Tolerance(2.001f, 0f, 0f, 2f, kind, 0f));
        Assert.True(RewardMath.Tolerance(1.9f, 0f, 0f, 2f, kind, 0f) > 0f);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RejectsValuesThatTheShapeCannotHave(SigmoidKind kind)
    {
        bool hasEnd = kind is SigmoidKind.Cosine or SigmoidKind.Linear or SigmoidKind.Quadratic;
        foreach (float value in (float[])[-0.1f, 1f, 1.5f, float.NaN, float.PositiveInfinity])
        {
            Assert.Equal("valueAtMargin", Assert.Throws<ArgumentOutOfRangeException>(() => RewardMath.Tolerance(0f, 0f, 1f, 1f, kind, value)).ParamName);
            Assert.Throws<ArgumentOutOfRangeException>(() => RewardMath.Tolerance(default(Vec), 0f, 1f, 1f, kind, value));
        }

        if (!hasEnd)
        {
            Assert.Contains("(0, 1)", Assert.Throws<ArgumentOutOfRangeException>(() => RewardMath.Tolerance(0f, 0f, 1f, 1f, kind, 0f)).Message, StringComparison.Ordinal);
        }

        Assert.Equal("sigmoid", Assert.Throws<ArgumentOutOfRangeException>(() => RewardMath.Tolerance(0f, 0f, 1f, 1f, (SigmoidKind)8)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => RewardMath.Tolerance(0f, 0f, 1f, 1f, (SigmoidKind)(-1)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void VectorsAreJudgedElementByElement(SigmoidKind kind)
    {
        float[] x = FloatSamples.Mixed(64, 5);
        Vec actual = RewardMath.Tolerance(x, -1f, 0.5f, 2f, kind, 0.3f);
        Assert.True(actual.Equals(x.Select(v => RewardMath.Tolerance(v, -1f, 0.5f, 2f, kind, 0.3f)).ToArray()));
    }

    /// <summary>The definitions in dm_control, in double.</summary>
    private static double Sigmoid(SigmoidKind kind, double x, double value)
    {
        double scale = kind switch
        {
            SigmoidKind.Gaussian => Math.Sqrt(-2.0 * Math.Log(value)),
            SigmoidKind.Hyperbolic => Math.Acosh(1.0 / value),
            SigmoidKind.LongTail => Math.Sqrt((1.0 / value) - 1.0),
            SigmoidKind.Reciprocal => (1.0 / value) - 1.0,
            SigmoidKind.Cosine => Math.Acos((2.0 * value) - 1.0) / Math.PI,
            SigmoidKind.Linear => 1.0 - value,
            SigmoidKind.Quadratic => Math.Sqrt(1.0 - value),
            SigmoidKind.TanhSquared => Math.Atanh(Math.Sqrt(1.0 - value)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        double s = x * scale;
        return kind switch
        {
            SigmoidKind.Gaussian => Math.Exp(-0.5 * s * s),
            SigmoidKind.Hyperbolic => 1.0 / Math.Cosh(s),
            SigmoidKind.LongTail => 1.0 / ((s * s) + 1.0),
            SigmoidKind.Reciprocal => 1.0 / (s + 1.0),
            SigmoidKind.Cosine => s < 1.0 ? (1.0 + Math.Cos(Math.PI * s)) / 2.0 : 0.0,
            SigmoidKind.Linear => Math.Max(0.0, 1.0 - s),
            SigmoidKind.Quadratic => Math.Max(0.0, 1.0 - (s * s)),
            _ => 1.0 - Math.Pow(Math.Tanh(s), 2.0),
        };
    }
}
