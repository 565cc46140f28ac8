using System.Collections.Immutable;
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

    /// <summary>A range as an author reads it.</summary>
    public static string Text(FloatRange range) =>
        (range.HasNumber ? "[" + Text(range.Lo) + ", " + Text(range.Hi) + "]" : "empty") + (range.MayBeNaN ? " or NaN" : "");

    /// <summary>A number as an author reads it.</summary>
    public static string Text(float value) => float.IsPositiveInfinity(value) ? "∞" : float.IsNegativeInfinity(value) ? "−∞" : Literals.Display(value);
}
