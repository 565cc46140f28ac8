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

        foreach (EpisodeEndView end in context.Columns.Any(static c => c.Column.Transform == PayTransform.Progress) || context.Differences.All.Count > 0 ? context.Episode.Ends : Array.Empty<EpisodeEndView>())
        {
            if (end.Replaces)
            {
                CheckReplaced(context, end);
            }
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

    private static void CheckReplaced(RuleContext context, EpisodeEndView end)
    {
        // What has been paid for the way so far stays paid; what the last step would have taken back does not come.
        IReadOnlyList<Difference>? differences = context.Differences.Plain.FirstOrDefault(static d => d[0].Column is not null);
        Difference? difference = differences?[0];
        ColumnView? progress = context.Columns.FirstOrDefault(static c => c.Column.Transform == PayTransform.Progress);
        if (difference is null && progress is null)
        {
            return;
        }

        Location place = end.Data.Written("Replaces")?.GetLocation() ?? end.Place;
        if (difference is not null)
        {
            FloatRange potential = context.Differences.Potential(differences!);
            context.Report(
                RuleCatalogue.PotentialAtEnd,
                place,
                RuleCatalogue.PotentialAtEnd.DefaultSeverity,
                RangeData.Of(potential),
                end.Member.Name,
                "replaces the last difference of '" + difference.Column!.Column.Name + "': its Φ, in " + RangeData.Short(potential) + (difference.IsScaled ? "" : " before its weight") + ", is never taken back");
            return;
        }

        FloatRange last = context.Program.Where(new Condition(end.Value, true))?.Range(progress!.Weighted) ?? FloatRange.Nothing;
        if (last.HasNumber && !(last is { Lo: 0f, Hi: 0f }))
        {
            context.Report(
                RuleCatalogue.PotentialAtEnd, place, DiagnosticSeverity.Info, RangeData.Of(last), end.Member.Name, "replaces the last progress of '" + progress!.Column.Name + "', in " + RangeData.Short(last) + ": that step is not counted");
        }
    }
}
