using System;
using System.Collections.Immutable;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The smallest change of one weight or payoff with which a finding goes away: in the data as <c>breakEven</c>, and, where it is a
/// number that the author wrote, as what the fix writes (<c>member</c>, <c>parameter</c>, <c>weight</c>).
/// </summary>
internal static class BreakEven
{
    private const int Digits = 3;

    /// <summary>A short number at or above a value.</summary>
    public static double Above(double value)
    {
        if (!(value > 0) || value > float.MaxValue)
        {
            return value;
        }

        // Twelve digits first: a value that is short but for rounding stays what it is.
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - (Digits - 1));
        return Math.Ceiling(Math.Round(value / unit, 12 - Digits)) * unit;
    }

    /// <summary>A short number at or below a value.</summary>
    public static double Below(double value)
    {
        if (!(value > 0) || value > float.MaxValue)
        {
            return value;
        }

        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - (Digits - 1));
        return Math.Floor(Math.Round(value / unit, 12 - Digits)) * unit;
    }

    /// <summary>Adds what a payment would have to be, by the factor by which what is written would have to grow (or shrink).</summary>
    /// <param name="data">The data so far.</param>
    /// <param name="context">The spec.</param>
    /// <param name="column">Whose weight or payoff it is; null where there is none yet.</param>
    /// <param name="number">What its weight or payoff has to be at least; where there is none yet, what has to be paid.</param>
    public static ImmutableDictionary<string, string?> WithBreakEven(this ImmutableDictionary<string, string?> data, RuleContext context, ColumnView? column, double number)
    {
        data = data.SetItem("breakEven", RangeData.Short(number));
        return column is null || column.Column.WeightMember.Length > 0 || Weight(context, column) is null
            ? data
            : data.SetItem("member", column.Column.Name).SetItem("parameter", column.Column.Parameter).SetItem("weight", RangeData.Short(number));
    }

    /// <summary>The weight or payoff as declared; null where it is not one number.</summary>
    public static double? Weight(RuleContext context, ColumnView column) =>
        context.Step.Parameters.FirstOrDefault(p => p.Name == column.Column.Parameter) is { PerEnvironment: false } slot && column.Column.Schedule.Length == 0 ? Literals.Float(slot.DefaultBits) : null;
}
