using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The smallest change of one weight or payoff with which a finding goes away: a short number on the safe side, in the data of the
/// finding as <c>breakEven</c>, and, where it is a number that the author wrote, with what a fix needs to write it.
/// </summary>
internal static class BreakEven
{
    /// <summary>Shares of a comparison below this are rounding.</summary>
    public const double Rounding = 1e-6;

    private const int Digits = 3;

    /// <summary>The next short number that is not below.</summary>
    public static double AtLeast(double value)
    {
        if (value == 0 || double.IsNaN(value) || Math.Abs(value) > float.MaxValue)
        {
            return value;
        }

        // In decimals, so that 360 does not become 361 for a last binary digit.
        int digit = (int)Math.Floor(Math.Log10(Math.Abs(value))) - (Digits - 1);
        double unit = Math.Pow(10, Math.Abs(digit));
        double scaled = digit >= 0 ? value / unit : value * unit;
        double whole = Math.Ceiling(scaled - (1e-9 * Math.Abs(scaled)));
        return digit >= 0 ? whole * unit : whole / unit;
    }

    /// <summary>The next short number that is not above.</summary>
    public static double AtMost(double value) => -AtLeast(-value);

    /// <summary>The number in the data of a finding, with what a fix writes.</summary>
    /// <param name="data">The data.</param>
    /// <param name="value">The number.</param>
    /// <param name="member">The member whose attribute has a number to change.</param>
    public static ImmutableDictionary<string, string?> WithBreakEven(this ImmutableDictionary<string, string?> data, double value, string member)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return data.SetItem("breakEven", text).SetItem("member", member).SetItem("number", text);
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
            : data.SetItem("member", column.Column.Name).SetItem("parameter", column.Column.Parameter).SetItem("number", RangeData.Short(number));
    }

    /// <summary>The weight or payoff at the start of training, without rate and schedule; null where nothing is declared.</summary>
    public static double? AtStart(RuleContext context, ColumnView column) => context.Step.Parameters.FirstOrDefault(p => p.Name == column.Column.Parameter) is { } slot ? Literals.Float(slot.DefaultBits) : null;

    /// <summary>The weight or payoff as declared; null where it is not one number.</summary>
    public static double? Weight(RuleContext context, ColumnView column) =>
        column.Column.Schedule.Length == 0 && !context.Step.Parameters.Any(p => p.Name == column.Column.Parameter && p.PerEnvironment) ? AtStart(context, column) : null;
}
