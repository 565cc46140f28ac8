using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD2003: shaping by hand that is not taken back when the episode ends. A discounted difference sums up to γᵀ·Φ at the end minus Φ at
/// the start: where Φ is not 0 (or the same everywhere) at the ends, they are paid differently from what the payoffs say. And an end
/// that replaces what the terms pay at the last step, of which the difference is then missing. A declared [Potential] has neither.
/// </summary>
internal static class PotentialAtEnd
{
    /// <summary>Narrower than this share of its size a range is one value.</summary>
    private const double Narrow = 1e-5;

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn || context.With("Termination").Count == 0 || context.Analysis.Spec.Sum.Transform != PayTransform.Value)
        {
            return;
        }

        foreach (IReadOnlyList<Difference> differences in context.Differences.Plain)
        {
            Check(context, differences);
        }

        if (context.With("Termination").Any(static t => t.Data.Named("Replaces", false)))
        {
            CheckReplaced(context);
        }
    }

    private static void Check(RuleContext context, IReadOnlyList<Difference> differences)
    {
        Difference difference = differences[0];
        if (!difference.IsScaled || !OtherDiscount.IsDiscounted(context, difference))
        {
            // Its discount says the same already.
            return;
        }

        FloatRange all = FloatRange.Nothing;
        string name = "";
        foreach (EpisodeEndView end in context.Episode.Ends)
        {
            FloatRange there = context.Held.Where(new Condition(end.Value, true)) is { } where ? context.Differences.Potential(differences, where) : FloatRange.Nothing;
            name = there.HasNumber && (name.Length == 0 || there.Magnitude > all.Magnitude) ? end.Member.Name : name;
            all = all.Join(there);
        }

        if (!all.HasNumber || all.Width <= Narrow * all.Magnitude)
        {
            return;
        }

        context.Report(
            RuleCatalogue.PotentialAtEnd,
            context.Differences.Place(difference),
            RuleCatalogue.PotentialAtEnd.DefaultSeverity,
            RangeData.Of(all),
            context.Differences.Text(difference),
            difference.Column!.Column.SkipsEnd
                ? "is not paid at the last step: the Φ before it, in " + RangeData.Short(context.Differences.Potential(differences)) + ", is not taken back"
                : "leaves γᵀ·Φ at the end: where '" + name + "' ends the episode, Φ is in " + RangeData.Short(all) + " and not 0, which counts like a payoff");
    }

    private static void CheckReplaced(RuleContext context)
    {
        List<EpisodeEndView> ends = context.Episode.Ends.Where(static e => e.Replaces).ToList();
        string names = string.Join(", ", ends.Select(static e => "'" + e.Member.Name + "'"));
        string replace = ends.Count > 1 ? " replace" : " replaces";

        // What has been paid for the way so far stays paid; what the last step would have taken back does not come.
        foreach (IReadOnlyList<Difference> differences in context.Differences.Plain.Where(static d => d[0].Column is not null))
        {
            FloatRange potential = context.Differences.Potential(differences);
            context.Report(
                RuleCatalogue.PotentialAtEnd,
                context.Differences.Place(differences[0]),
                RuleCatalogue.PotentialAtEnd.DefaultSeverity,
                RangeData.Of(potential),
                context.Differences.Text(differences[0]),
                "is missing at the end, where " + names + replace + " it: the Φ of the state before, in " + RangeData.Short(potential) + (differences[0].IsScaled ? "" : " before its weight") + ", is never taken back");
        }

        foreach (ColumnView column in context.Columns.Where(static c => c is { Column.Transform: PayTransform.Progress, Weighted: >= 0 }))
        {
            FloatRange last = ends.Aggregate(FloatRange.Nothing, (all, end) => all.Join(context.Program.Where(new Condition(end.Value, true))?.Range(column.Weighted) ?? FloatRange.Nothing));
            if (last.HasNumber && !(last is { Lo: 0f, Hi: 0f }))
            {
                context.Report(
                    RuleCatalogue.PotentialAtEnd,
                    Attributes.Get(column.Member.Symbol, "Progress")?.Location() ?? column.Attribute,
                    DiagnosticSeverity.Info,
                    RangeData.Of(last).Add(NoPotential.NoFix, "true"),
                    column.Column.Name,
                    "is missing at the last step, where " + names + replace + " it: that progress, in " + RangeData.Short(last) + ", is not counted");
            }
        }
    }
}
