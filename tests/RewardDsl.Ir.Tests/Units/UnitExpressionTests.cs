using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>What authors write as a unit, and what it means.</summary>
public sealed class UnitExpressionTests
{
    [Theory]
    [InlineData("m", "m")]
    [InlineData("m/s", "m s^-1")]
    [InlineData("m/s^2", "m*s^-2")]
    [InlineData("m/s²", "m/s/s")]
    [InlineData("m·s⁻²", "m/s**2")]
    [InlineData("m s-2", "m/(s*s)")]
    [InlineData("m.s-2", "m/s2")]
    [InlineData(" m / s ", "m per s")]
    [InlineData("m³", "m^3")]
    [InlineData("mm", "0.001 m")]
    [InlineData("cm", "m/100")]
    [InlineData("km", "1000 m")]
    [InlineData("ms", "10^-3 s")]
    [InlineData("us", "µs")]
    [InlineData("μs", "10^-6 s")]
    [InlineData("kN", "1000 kg*m/s^2")]
    [InlineData("N*m", "J")]
    [InlineData("N·m", "Nm")]
    [InlineData("N m", "kg m²/s²")]
    [InlineData("N×m", "N⋅m")]
    [InlineData("N*m/s", "W")]
    [InlineData("V*A", "W")]
    [InlineData("V/A", "Ohm")]
    [InlineData("\u2126", "\u03A9")]
    [InlineData("N/A/m", "T")]
    [InlineData("C/s", "A")]
    [InlineData("Hz", "1/s")]
    [InlineData("kPa", "1000 N/m^2")]
    [InlineData("bar", "100 kPa")]
    [InlineData("l", "dm^3")]
    [InlineData("ml", "cm³")]
    [InlineData("g", "kg/1000")]
    [InlineData("mg", "10^-6 kg")]
    [InlineData("min", "60 s")]
    [InlineData("h", "3600 s")]
    [InlineData("km/h", "kph")]
    [InlineData("mph", "1609.344 m/h")]
    [InlineData("ft", "12 in")]
    [InlineData("deg", "°")]
    [InlineData("rev", "360 deg")]
    [InlineData("rpm", "6 deg/s")]
    [InlineData("deg/s", "degrees per second")]
    [InlineData("sr", "rad²")]
    [InlineData("%", "1/100")]
    [InlineData("kWh", "3.6 MJ")]
    [InlineData("mAh", "3.6 C")]
    [InlineData("1", "dimensionless")]
    [InlineData("-", "1")]
    [InlineData("m/m", "1")]
    [InlineData("meters", "m")]
    [InlineData("Millimetres", "mm")]
    [InlineData("kilometers/hour", "km/h")]
    [InlineData("Newton", "N")]
    [InlineData("seconds", "sec")]
    [InlineData("m^(1/2)", "m^0.5")]
    [InlineData("(m/s)^2", "m²/s²")]
    [InlineData("N/(m/s)", "N*s/m")]
    [InlineData("tokens", "token")]
    [InlineData("px/frame", "px*frame^-1")]
    [InlineData("°C", "°C")]
    public void Parse_TwoSpellings_AreOneUnit(string text, string same)
    {
        Unit unit = Parsed(text);
        Assert.Equal(Parsed(same), unit);
        Assert.Equal(unit.GetHashCode(), Parsed(same).GetHashCode());
    }

    [Theory]
    [InlineData("m", "mm")]
    [InlineData("m", "M")]
    [InlineData("mm", "Mm")]
    [InlineData("mPa", "MPa")]
    [InlineData("min", "in")]
    [InlineData("ft", "t")]
    [InlineData("cd", "d")]
    [InlineData("rad", "deg")]
    [InlineData("rad", "1")]
    [InlineData("rad/s", "rpm")]
    [InlineData("tokens", "coins")]
    [InlineData("points", "1")]
    [InlineData("px", "m")]
    [InlineData("°C", "K")]
    [InlineData("°C", "deg*C")]
    [InlineData("m/s*kg", "m/(s*kg)")]
    public void Parse_OtherUnits_Differ(string text, string other) => Assert.NotEqual(Parsed(other), Parsed(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Parse_Nothing_DeclaresNothing(string? text)
    {
        Assert.Null(UnitExpression.Parse(text, out UnitError? error));
        Assert.Null(error);
    }

    [Theory]
    [InlineData("m//s", 3, "missing before '/'")]
    [InlineData("^2", 1, "without a unit")]
    [InlineData("²", 1, "without a unit")]
    [InlineData("(m", 1, "not closed")]
    [InlineData("N*(m/(s)", 3, "not closed")]
    [InlineData("m)", 2, "')' without '('")]
    [InlineData("()", 2, "missing before ')'")]
    [InlineData("m/", 3, "missing at the end")]
    [InlineData("m * ", 5, "missing at the end")]
    [InlineData("*m", 1, "missing before '*'")]
    [InlineData("m^", 3, "a power is a number")]
    [InlineData("m^s", 3, "a power is a number")]
    [InlineData("m⁻", 3, "a power is a number")]
    [InlineData("m^(1/2", 3, "not closed")]
    [InlineData("m^(1/0)", 6, "over 0")]
    [InlineData("m^9999", 1, "too large")]
    [InlineData("m^99999999999999", 3, "too large")]
    [InlineData("N-m", 2, "'-' is no product")]
    [InlineData("m#s", 2, "'#' is not part")]
    [InlineData("m\ns <&>", 5, "'<' is not part")]
    [InlineData("J/kg K", 6, "'K' may belong below")]
    [InlineData("0 m", 1, "cannot be 0")]
    [InlineData("1234567890123 m", 1, "too many digits")]
    [InlineData("per s", 1, "before 'per'")]
    [InlineData("m\0s", 2, "goes on")]
    public void Parse_Malformed_IsAnErrorWithItsColumn(string text, int column, string message)
    {
        Assert.Null(UnitExpression.Parse(text, out UnitError? error));
        Assert.NotNull(error);
        Assert.Equal(column, error.Column);
        Assert.Contains(message, error.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DeepParentheses_AreAnErrorAndNoCrash()
    {
        Assert.Null(UnitExpression.Parse(new string('(', 100_000), out UnitError? error));
        Assert.Equal(201, error!.Column);
    }

    [Theory]
    [InlineData("N*m", "N*m")]
    [InlineData(" m / s ", "m / s")]
    [InlineData("m/m", "1")]
    public void Text_AsWritten_StaysTheAuthors(string text, string shown) => Assert.Equal(shown, Parsed(text).Text);

    [Theory]
    [InlineData("m/s", "m/s", "m²/s²")]
    [InlineData("N*m", "rad/s", "N·m·rad/s")]
    [InlineData("km/h", "h", "km")]
    [InlineData("m", "mm", "m·mm")]
    [InlineData("m", "meters", "m²")]
    [InlineData("1/s", "1/m", "1/(s·m)")]
    [InlineData("Hz", "s", "1")]
    [InlineData("m^(1/2)", "1/s", "m^(1/2)/s")]
    [InlineData("10 ms", "10 ms", "10²·ms²")]
    public void Text_OfAProduct_IsNormal(string left, string right, string shown) => Assert.Equal(shown, Parsed(left).Times(Parsed(right))!.Text);

    internal static Unit Parsed(string text)
    {
        Unit? unit = UnitExpression.Parse(text, out UnitError? error);
        Assert.Null(error);
        return Assert.IsType<Unit>(unit);
    }
}
