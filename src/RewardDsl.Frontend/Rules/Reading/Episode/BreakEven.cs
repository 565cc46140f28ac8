using System;
using System.Collections.Immutable;
using System.Globalization;

namespace RewardDsl.Frontend;

/// <summary>The number with which a comparison no longer goes the wrong way, as an author writes it: two digits, on the safe side.</summary>
internal static class BreakEven
{
    /// <summary>Shares of a comparison below this are rounding.</summary>
    public const double Rounding = 1e-6;

    /// <summary>The next number of two digits that is not below.</summary>
    public static double AtLeast(double value)
    {
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
        {
            return value;
        }

        // In decimals, so that 360 does not become 370 for a last binary digit.
        int digit = (int)Math.Floor(Math.Log10(Math.Abs(value))) - 1;
        double unit = Math.Pow(10, Math.Abs(digit));
        double scaled = digit >= 0 ? value / unit : value * unit;
        double whole = Math.Ceiling(scaled - (1e-9 * Math.Abs(scaled)));
        return digit >= 0 ? whole * unit : whole / unit;
    }

    /// <summary>The next number of two digits that is not above.</summary>
    public static double AtMost(double value) => -AtLeast(-value);

    /// <summary>The number in the data of a finding, with what a fix writes where it can.</summary>
    /// <param name="data">The data.</param>
    /// <param name="value">The number.</param>
    /// <param name="member">The member whose attribute has a number to change; null where there is no single one.</param>
    /// <param name="written">The number to write there, where it is another one.</param>
    public static ImmutableDictionary<string, string?> WithBreakEven(this ImmutableDictionary<string, string?> data, double value, string? member, double? written = null)
    {
        data = data.SetItem("breakEven", Text(value));
        return member is null ? data : data.SetItem("member", member).SetItem("number", Text(written ?? value));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
