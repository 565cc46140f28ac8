using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests.Temporal;

/// <summary>Where the parts of a formula as text are written.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("G (a -> F[0,5] b)", "a -> F[0,5] b")]
    [InlineData("F (a & b & c) | d", "F (a & b & c)")]
    [InlineData("! (a U[1,2] b)", "a U[1,2] b")]
    [InlineData("(a xor b) xor c", "a xor b")]
    [InlineData("\"a\" S b", "\"a\"")]
    [InlineData("always (a)", "a")]
    public void TheFirstOperand(string text, string expected) => Assert.Equal(expected, At(text, f => f.Operands[0]));

    [Fact]
    public void EqualPartsHavePlacesOfTheirOwn()
    {
        TemporalFormula formula = Parse("a | F (a)", out IReadOnlyList<TemporalPlace> places);
        int Column(TemporalFormula part) => places.First(p => ReferenceEquals(p.Part, part)).Column;
        Assert.Equal(1, Column(formula.Operands[0]));
        Assert.Equal(8, Column(formula.Operands[1].Operands[0]));
    }

    [Fact]
    public void TheWhole() => Assert.Equal("G a", At(" (G a) ", static f => f));

    private static string At(string text, System.Func<TemporalFormula, TemporalFormula> part)
    {
        TemporalFormula formula = Parse(text, out IReadOnlyList<TemporalPlace> places);
        TemporalPlace place = places.First(p => ReferenceEquals(p.Part, part(formula)));
        return text.Substring(place.Column - 1, place.Length);
    }

    private static TemporalFormula Parse(string text, out IReadOnlyList<TemporalPlace> places)
    {
        TemporalFormula? formula = TemporalParser.Parse(text, ["a", "b", "c", "d"], out TemporalError? error, out places);
        Assert.Null(error);
        return formula!;
    }
}
