using System.Collections.Immutable;
using System.Globalization;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Ranges in messages and in the data of findings.</summary>
internal static class RangeData
{
    /// <summary>No data.</summary>
    public static ImmutableDictionary<string, string?> None => ImmutableDictionary<string, string?>.Empty;

    /// <summary>A range as data: <c>lo</c>, <c>hi</c>, <c>mayBeNaN</c>.</summary>
    public static ImmutableDictionary<string, string?> Of(FloatRange range) => None
        .Add("lo", Text(range.Lo)).Add("hi", Text(range.Hi)).Add("mayBeNaN", range.MayBeNaN ? "true" : "false");

    /// <summary>The data with a point of the signals at which it happens, as <c>witness</c>; the same where none is found.</summary>
    public static ImmutableDictionary<string, string?> WithWitness(this ImmutableDictionary<string, string?> data, string? witness) =>
        string.IsNullOrEmpty(witness) ? data : data.SetItem("witness", witness);

    /// <summary>A range as an author reads it.</summary>
    public static string Text(FloatRange range) =>
        (range.HasNumber ? "[" + Text(range.Lo) + ", " + Text(range.Hi) + "]" : "empty") + (range.MayBeNaN ? " or NaN" : "");

    /// <summary>A number as an author reads it.</summary>
    public static string Text(float value) => float.IsPositiveInfinity(value) ? "∞" : float.IsNegativeInfinity(value) ? "−∞" : value == 0f ? "0" : Literals.Display(value);

    /// <summary>A number of which three digits are enough.</summary>
    public static string Short(double value) =>
        float.IsInfinity((float)value) ? Text((float)value) : Text(float.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>A range of which three digits are enough.</summary>
    public static string Short(FloatRange range) => range.HasNumber ? "[" + Short(range.Lo) + ", " + Short(range.Hi) + "]" : "empty";
}
