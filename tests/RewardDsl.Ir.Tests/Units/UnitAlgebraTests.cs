using System;
using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Units are an exact group, and what is printed of them reads back.</summary>
public sealed class UnitAlgebraTests
{
    private static readonly string[] s_words =
        ["m", "s", "kg", "A", "K", "mol", "cd", "rad", "deg", "rpm", "mm", "km", "ms", "kN", "J", "W", "Pa", "Hz", "V", "Ohm", "T", "ft", "mph", "bar", "l", "%", "°", "°C", "tokens", "px", "eV", "10", "0.3048", "N*m", "m/s", "1"];

    [Fact]
    public void Laws_RandomUnits_HoldExactly()
    {
        var random = new Random(4010);
        for (int i = 0; i < 3000; i++)
        {
            Unit u = Random(random);
            Unit v = Random(random);
            Unit w = Random(random);
            Assert.Equal(u, u.Times(v)!.Over(v));
            Assert.Equal(u.Times(v), v.Times(u));
            Assert.Equal(u.Times(v)!.Times(w), u.Times(v.Times(w)!));
            Assert.Equal(Unit.One, u.Over(u));
            Assert.Equal(u, u.Times(Unit.One));
            Assert.Equal(u, u.ToThe(Exponent.Half)!.Times(u.ToThe(Exponent.Half)!));
            Assert.Equal(u.ToThe(new Exponent(3, 1)), u.Times(u)!.Times(u));
            Assert.Equal(UnitRelation.Same, u.RelationTo(u.Times(v)!.Over(v)!));
            Assert.Equal(u.RelationTo(v), v.RelationTo(u));
            Assert.Equal(u.FactorTo(v) is null, v.FactorTo(u) is null);
            Assert.Equal(1.0, (u.FactorTo(v) / v.FactorTo(u)) ?? 1.0, 12);
            Assert.Equal(u.Equals(v), v.Equals(u));
        }
    }

    [Fact]
    public void Print_RandomUnits_ReadsBack()
    {
        var random = new Random(1);
        for (int i = 0; i < 3000; i++)
        {
            Unit unit = Random(random).Times(Random(random))!;
            string text = unit.Text;
            Unit? back = UnitExpression.Parse(text, out UnitError? error);
            Assert.True(error is null, text + ": " + error?.Message);
            Assert.True(unit.Equals(back), text);
            Assert.Equal(text, back!.Text);
        }
    }

    [Fact]
    public void RandomText_NeverThrows()
    {
        var random = new Random(2);
        const string Characters = "ms/*^()²⁻¹ ·-+.015%°Nradper\0";
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Characters[random.Next(Characters.Length)]));
            Unit? unit = UnitExpression.Parse(text, out UnitError? error);
            Assert.True(unit is null || error is null);
            Assert.True(error is null || (error.Column >= 1 && error.Column <= text.Length + 1 && error.Message.Length > 0), text);
            Assert.True(unit is null || unit.Equals(UnitExpression.Parse(unit.Text, out _)), text);
        }
    }

    [Theory]
    [InlineData("m", "m/s", UnitRelation.OtherDimension)]
    [InlineData("m", "mm", UnitRelation.OtherScale)]
    [InlineData("rad", "deg", UnitRelation.OtherScale)]
    [InlineData("rad", "1", UnitRelation.Same)]
    [InlineData("deg", "1", UnitRelation.OtherScale)]
    [InlineData("rad", "m", UnitRelation.OtherDimension)]
    [InlineData("deg", "m", UnitRelation.OtherDimension)]
    [InlineData("rad/s", "Hz", UnitRelation.Same)]
    [InlineData("rad/s", "rpm", UnitRelation.OtherScale)]
    [InlineData("N*m*rad/s", "W", UnitRelation.Same)]
    [InlineData("%", "1", UnitRelation.OtherScale)]
    [InlineData("tokens", "1", UnitRelation.OtherDimension)]
    [InlineData("km/h", "m/s", UnitRelation.OtherScale)]
    [InlineData("J", "N*m", UnitRelation.Same)]
    public void Relation_OfTwoUnits(string left, string right, UnitRelation relation) =>
        Assert.Equal(relation, UnitExpressionTests.Parsed(left).RelationTo(UnitExpressionTests.Parsed(right)));

    [Theory]
    [InlineData("mm", "m", 1000)]
    [InlineData("deg", "rad", 57.29577951308232)]
    [InlineData("mph", "m/s", 2.2369362920544023)]
    [InlineData("rev", "rad", 6.283185307179586)]
    public void Factor_OfTwoScales(string left, string right, double factor) =>
        Assert.Equal(factor, UnitExpressionTests.Parsed(left).FactorTo(UnitExpressionTests.Parsed(right))!.Value, 12);

    [Fact]
    public void RepeatedSquares_EndWithoutAUnit()
    {
        Unit? unit = UnitExpressionTests.Parsed("m");
        int squares = 0;
        for (; unit is not null; squares++)
        {
            unit = unit.Times(unit);
        }

        Assert.Equal(10, squares);
    }

    private static Unit Random(Random random)
    {
        Unit unit = Unit.One;
        for (int i = random.Next(4); i >= 0; i--)
        {
            Unit word = UnitExpressionTests.Parsed(s_words[random.Next(s_words.Length)]);
            unit = unit.Times(word.ToThe(Exponent.Of(random.Next(-3, 4), random.Next(1, 4))!.Value)!)!;
        }

        return unit;
    }
}
