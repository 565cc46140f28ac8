using System;
using System.Linq;
using RewardDsl.Tests.Mathematics;
using Xunit;

namespace RewardDsl.Tests.Functions;

public sealed class MaskedReductionTests
{
    [Fact]
    public void ReduceWhatTheMaskKeeps()
    {
        Random random = new(11);
        for (int n = 1; n <= 33; n++)
        {
            float[] x = Enumerable.Range(0, n).Select(_ => (random.NextSingle() * 4f) - 2f).ToArray();
            bool[] where = Enumerable.Range(0, n).Select(_ => random.Next(2) == 0).ToArray();
            double[] kept = x.Where((_, i) => where[i]).Select(static v => (double)v).ToArray();

            // What is left out must not matter, NaN and infinities included.
            Vec poisoned = x.Select((v, i) => where[i] ? v : i % 2 == 0 ? float.NaN : float.PositiveInfinity).ToArray();
            Assert.Equal(kept.Sum(), RewardMath.Sum(poisoned, where), 1e-5);
            Assert.Equal(kept.Sum(static v => v * v), RewardMath.SumSquares(poisoned, where), 1e-4);
            Assert.Equal(Math.Sqrt(kept.Sum(static v => v * v)), RewardMath.Norm(poisoned, where), 1e-5);
            Assert.Equal(kept.DefaultIfEmpty(7.0).Average(), RewardMath.Mean(poisoned, where, 7f), 1e-6);
            Assert.Equal(kept.DefaultIfEmpty(7.0).Min(), RewardMath.Min(poisoned, where, 7f));
            Assert.Equal(kept.DefaultIfEmpty(7.0).Max(), RewardMath.Max(poisoned, where, 7f));
            Assert.Equal(kept.Aggregate(1.0, static (a, v) => a * v), RewardMath.Product(poisoned, where), 1e-5 * Math.Pow(2, kept.Length));

            Mask flags = x.Select(static v => v > 0f).ToArray();
            Assert.Equal(kept.Count(static v => v > 0), RewardMath.Count(flags, where));
            Assert.Equal(kept.Any(static v => v > 0), RewardMath.Any(flags, where));
            Assert.Equal(kept.All(static v => v > 0), RewardMath.All(flags, where));
        }
    }

    [Fact]
    public void NothingKept()
    {
        Vec x = [float.NaN, 1f];
        Mask none = [false, false];
        Assert.True(FloatSamples.Same(0f, RewardMath.Sum(x, none)));
        Assert.Equal(0f, RewardMath.Norm(x, none));
        Assert.Equal(1f, RewardMath.Product(x, none));
        Assert.Equal(-3f, RewardMath.Mean(x, none, whenEmpty: -3f));
        Assert.Equal(-3f, RewardMath.Min(x, none, whenEmpty: -3f));
        Assert.True(float.IsNaN(RewardMath.Max(x, none, whenEmpty: float.NaN)));
        Assert.Equal(0f, RewardMath.Count([true, true], none));
        Assert.False(RewardMath.Any([true, true], none));
        Assert.True(RewardMath.All([false, false], none));
        Assert.Equal(-3f, RewardMath.Mean(default, default, whenEmpty: -3f));
        Assert.Equal(5f, RewardMath.Min(default, default, whenEmpty: 5f));
    }

    [Fact]
    public void KeptNaNsStay()
    {
        Vec x = [float.NaN, 1f];
        Mask all = [true, true];
        Assert.True(float.IsNaN(RewardMath.Sum(x, all)));
        Assert.True(float.IsNaN(RewardMath.Mean(x, all, 0f)));
        Assert.True(float.IsNaN(RewardMath.Min(x, all, 0f)));
        Assert.True(float.IsNaN(RewardMath.Max(x, all, 0f)));
        Assert.Equal(float.PositiveInfinity, RewardMath.Max([float.PositiveInfinity, 1f], all, 0f));
        Assert.Equal(1f, RewardMath.Sum(x, RewardMath.IsFinite(x)));
    }

    [Fact]
    public void LengthsMustAgree()
    {
        Vec x = [1f, 2f];
        Mask wrong = [true];
        Assert.Throws<ArgumentException>(() => RewardMath.Sum(x, wrong));
        Assert.Throws<ArgumentException>(() => RewardMath.Mean(x, wrong, 0f));
        Assert.Throws<ArgumentException>(() => RewardMath.Min(x, wrong, 0f));
        Assert.Throws<ArgumentException>(() => RewardMath.Count([true, true], wrong));
        Assert.Throws<ArgumentException>(() => RewardMath.All([true, true], wrong));
        Assert.Throws<ArgumentException>(() => RewardMath.Clamp(x, x, [1f]));
        Assert.Throws<ArgumentException>(() => RewardMath.Clamp(x, [1f], x));
        Assert.Throws<ArgumentException>(() => RewardMath.Outside(x, [1f], x));
        Assert.Throws<ArgumentException>(() => RewardMath.GeometricMean(x, [1f]));
    }

    [Fact]
    public void MasksMeetTruthValues()
    {
        Mask x = [true, false];
        Assert.Equal<Mask>([true, false], x & true);
        Assert.Equal<Mask>([false, false], false & x);
        Assert.Equal<Mask>([true, true], x | true);
        Assert.Equal<Mask>([true, false], false | x);
        Assert.Equal<Mask>([false, true], x ^ true);
        Assert.Equal<Mask>([true, false], false ^ x);
    }
}
