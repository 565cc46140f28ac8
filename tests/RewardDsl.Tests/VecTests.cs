using System;
using System.Globalization;
using System.Threading;
using Xunit;

namespace RewardDsl.Tests;

public sealed class VecTests
{
    [Fact]
    public void IsBuiltFromBracketsAndArraysByCopy()
    {
        float[] source = [1f, 2f];
        Vec fromArray = source;
        source[0] = 9f;
        Vec fromBrackets = [1f, 2f];
        Assert.Equal(1f, fromArray[0]);
        Assert.True(fromArray.Equals(fromBrackets));
        Assert.Equal(fromArray.GetHashCode(), fromBrackets.GetHashCode());
        Assert.Equal(0, default(Vec).Length);
        Assert.True(default(Vec).Equals(Vec.Zero(0)));
        Assert.Equal(3, Vec.Zero(3).Length);
        Assert.Throws<ArgumentNullException>(() => { Vec v = (float[])null!; });
        Assert.Throws<IndexOutOfRangeException>(() => fromArray[2]);
    }

    [Fact]
    public void ArithmeticIsElementwise()
    {
        Vec x = [1f, -2f, 4f];
        Vec y = [2f, 4f, 8f];
        AssertEqual([3f, 2f, 12f], x + y);
        AssertEqual([-1f, -6f, -4f], x - y);
        AssertEqual([2f, -8f, 32f], x * y);
        AssertEqual([0.5f, -0.5f, 0.5f], x / y);
        AssertEqual([2f, -1f, 5f], x + 1f);
        AssertEqual([2f, -1f, 5f], 1f + x);
        AssertEqual([0f, -3f, 3f], x - 1f);
        AssertEqual([0f, 3f, -3f], 1f - x);
        AssertEqual([2f, -4f, 8f], 2f * x);
        AssertEqual([2f, -4f, 8f], x * 2f);
        AssertEqual([0.5f, -1f, 2f], x / 2f);
        AssertEqual([4f, -2f, 1f], 4f / x);
        AssertEqual([-1f, 2f, -4f], -x);
    }

    [Fact]
    public void ComparisonsGiveMasks()
    {
        Vec x = [1f, 2f, float.NaN];
        Vec y = [2f, 2f, 2f];
        Assert.Equal<Mask>([true, false, false], x < y);
        Assert.Equal<Mask>([true, true, false], x <= y);
        Assert.Equal<Mask>([false, false, false], x > y);
        Assert.Equal<Mask>([false, true, false], x >= y);
        Assert.Equal<Mask>([true, false, false], x < 2f);
        Assert.Equal<Mask>([true, true, false], x <= 2f);
        Assert.Equal<Mask>([false, true, false], x > 1f);
        Assert.Equal<Mask>([true, true, false], x >= 1f);
        Assert.Equal<Mask>([false, true, false], 1f < x);
        Assert.Equal<Mask>([true, true, false], 1f <= x);
        Assert.Equal<Mask>([true, false, false], 2f > x);
        Assert.Equal<Mask>([true, true, false], 2f >= x);
    }

    [Fact]
    public void MasksCombineElementwise()
    {
        Mask a = [true, true, false, false];
        Mask b = new[] { true, false, true, false };
        Assert.Equal<Mask>([true, false, false, false], a & b);
        Assert.Equal<Mask>([true, true, true, false], a | b);
        Assert.Equal<Mask>([false, true, true, false], a ^ b);
        Assert.Equal<Mask>([false, false, true, true], !a);
        Assert.Equal("[true, true, false, false]", a.ToString());
        Assert.Equal(4, a.Length);
        Assert.Equal(0, default(Mask).Length);
    }

    [Fact]
    public void DifferentLengthsAreNamed()
    {
        Vec x = [1f, 2f];
        Vec y = [1f, 2f, 3f];
        Mask m = [true];
        AssertNames("2", "3", () => x + y);
        AssertNames("3", "2", () => y * x);
        AssertNames("2", "3", () => x < y);
        AssertNames("1", "2", () => m & (x < y[0]));
        AssertNames("1", "2", () => RewardMath.Where(m, x, 0f));
        AssertNames("2", "3", () => RewardMath.Where(true, x, y));
        AssertNames("2", "3", () => RewardMath.Dot(x, y));
    }

    [Fact]
    public void TextIsTheSameInEveryCulture()
    {
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new CultureInfo("de-DE");
            Vec x = [1f, -0.5f];
            Assert.Equal("[1, -0.5]", x.ToString());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void EqualityIsByBits()
    {
        Vec nan = [float.NaN];
        Vec zero = [0f];
        Vec minus = [-0f];
        Assert.True(nan.Equals(nan));
        Assert.False(zero.Equals(minus));
        Assert.False(zero.Equals("zero"));
    }

    private static void AssertEqual(Vec expected, Vec actual) => Assert.Equal(expected.ToString(), actual.ToString());

    private static void AssertNames(string first, string second, Func<object> action)
    {
        string message = Assert.Throws<ArgumentException>(action).Message;
        Assert.Contains(first + " and " + second, message, StringComparison.Ordinal);
    }
}
