using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Units with time in the denominator.</summary>
public sealed class RateTests
{
    [Theory]
    [InlineData("m/s", true)]
    [InlineData("rad/s^2", true)]
    [InlineData("Hz", true)]
    [InlineData("km/h", true)]
    [InlineData("m", false)]
    [InlineData("s", false)]
    [InlineData("rad", false)]
    [InlineData("tokens", false)]
    public void RatesAreKnown(string unit, bool isRate) => Assert.Equal(isRate, UnitExpression.Parse(unit, out _)?.IsRate);
}
