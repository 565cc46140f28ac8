using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD2002: a difference by hand, a·Φ(now) − Φ(before), whose factor is not the discount of the spec. What it pays beyond γ·Φ(now) −
/// Φ(before) is (a − γ)·Φ at each step: an income for being alive where Φ is high. Info where that is small beside what else is paid.
/// </summary>
internal static class OtherDiscount
{
    /// <summary>Below this share of what else a step pays it is small.</summary>
    private const double Small = 0.05;

    private const double Precision = 1e-6;

    public static void Check(RuleContext context)
    {
        foreach (IReadOnlyList<Difference> differences in context.IsReturn ? context.Differences.Plain : Array.Empty<IReadOnlyList<Difference>>())
        {
            double ratio = differences[0].Ratio!.Value;
            if (!context.Episode.HasDiscount)
            {
                context.Missing.Say("RWD2002", "Discount in [RewardSpec]");
            }
            else if (Math.Abs(ratio - context.Episode.Discount) > Precision)
            {
                Report(context, differences, ratio);
            }
        }
    }

    /// <summary>Whether the factor before what is now is the discount.</summary>
    public static bool IsDiscounted(RuleContext context, Difference difference) => difference.Ratio is { } ratio && Math.Abs(ratio - context.Episode.Discount) <= Precision;

    private static void Report(RuleContext context, IReadOnlyList<Difference> differences, double ratio)
    {
        Difference difference = differences[0];
        FloatRange potential = context.Differences.Potential(differences);
        double share = Math.Round(ratio - context.Episode.Discount, 7);
        double most = Math.Abs(share) * Math.Max(Math.Abs((double)potential.Lo), Math.Abs((double)potential.Hi));
        double other = difference.IsScaled ? Others(context, difference) : 0;
        bool isSmall = other > 0 && most <= Small * other;
        FloatRange income = share >= 0
            ? FloatRange.Of((float)(share * potential.Lo), (float)(share * potential.Hi))
            : FloatRange.Of((float)(share * potential.Hi), (float)(share * potential.Lo));
        ImmutableDictionary<string, string?> data = RangeData.Of(income).Add("breakEven", context.Episode.Discount.ToString("R", CultureInfo.InvariantCulture));
        context.Report(
            RuleCatalogue.OtherDiscount,
            context.Differences.Place(difference),
            isSmall ? DiagnosticSeverity.Info : RuleCatalogue.OtherDiscount.DefaultSeverity,
            data,
            context.Differences.Text(difference),
            RangeData.Short(ratio),
            RangeData.Short(context.Episode.Discount),
            RangeData.Short(share),
            RangeData.Short(income) + (difference.IsScaled ? "" : " before its weight"),
            isSmall ? ", little beside the " + RangeData.Short(other) + " that is paid elsewhere" : "");
    }

    /// <summary>The most that a level pays at a step, or that another such difference pays on top; a payoff at the end counts as what a step would have to pay for the same.</summary>
    private static double Others(RuleContext context, Difference difference)
    {
        double most = 0;
        foreach (IReadOnlyList<Difference> own in context.Differences.Plain.Where(d => d[0] != difference && d[0].IsScaled))
        {
            double size = Math.Abs(own[0].Ratio!.Value - context.Episode.Discount) * context.Differences.Potential(own).Magnitude;
            most = double.IsInfinity(size) || double.IsNaN(size) ? most : Math.Max(most, size);
        }

        foreach (ColumnView column in context.Columns.Where(c => c != difference.Column && c.Column is { Kind: not ColumnKind.Potential, Transform: PayTransform.Value, Limit: PayLimit.None } && context.Differences.All.All(d => d.Column != c)))
        {
            FloatRange paid = context.Program.Range(column.Paid);
            double size = paid.Magnitude * (column.Column.Kind == ColumnKind.Termination || column.IsCollected ? context.Episode.Rest : 1);
            most = double.IsInfinity(size) ? most : Math.Max(most, size);
        }

        return most;
    }
}
