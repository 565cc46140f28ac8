using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5008: costs that are collected and paid only where an outcome holds at the end of the episode, more than all that the outcome can gain: to
/// miss it is the cheaper way out. Everything that might be gained by it counts as gained, so that what is left is certain.
/// </summary>
internal static class CheapMisses
{
    public static void Check(RuleContext context)
    {
        if (context.Analysis.Spec.Formulas.Count > 0 || context.Analysis.Spec.Sum.Total.Length > 0)
        {
            // What is paid for a formula or for a sum of another form may follow the outcome, too.
            return;
        }

        foreach (IGrouping<string, ColumnView> outcome in context.Columns.Where(static c => c.Column.Accumulation is { Outcome.Length: > 0 }).GroupBy(static c => c.Column.Accumulation!.Outcome))
        {
            if (context.Value(outcome.Key) is >= 0 and int value)
            {
                Check(context, outcome.Key, value, outcome.ToList());
            }
        }
    }

    private static void Check(RuleContext context, string outcome, int value, List<ColumnView> columns)
    {
        List<(ColumnView Column, FloatRange Sum, double Else)> sums = columns.ConvertAll(
            c => (c, Sum(context, value, c), (double)Literals.Float(c.Column.Accumulation!.ElseBits)));
        if (sums.Any(static s => !s.Sum.HasNumber))
        {
            return;
        }

        double gain = sums.Sum(static s => s.Sum.Hi <= 0f ? 0 : Math.Max(0, s.Sum.Hi - s.Else)) + Ends(context, value) + Steps(context, value);
        List<(ColumnView Column, double Cost)> costs = sums.Where(static s => s.Sum.Hi <= 0f && s.Sum.Lo < s.Else).Select(static s => (s.Column, s.Else - s.Sum.Lo)).OrderByDescending(static c => c.Item2).ToList();
        double cost = costs.Sum(static c => c.Cost);
        if (!(cost > gain) || !context.IsOwn(costs[0].Column.Member))
        {
            return;
        }

        (ColumnView most, double own) = costs[0];
        context.Report(
            RuleCatalogue.CheapMiss,
            most.Attribute,
            RuleCatalogue.CheapMiss.DefaultSeverity,
            RangeData.Of(sums.First(s => s.Column == most).Sum),
            most.Column.Name,
            outcome,
            double.IsInfinity(own) ? "costs without limit" : "costs up to " + RangeData.Short(own) + " more than where it fails",
            gain > 0 ? "all that it gains is " + RangeData.Short(gain) : "nothing is gained by it",
            double.IsInfinity(own) ? "" : ", or let Else be at most " + RangeData.Short(-(own - Literals.Float(most.Column.Accumulation!.ElseBits))));
    }

    /// <summary>What can have been collected where the outcome holds.</summary>
    private static FloatRange Sum(RuleContext context, int outcome, ColumnView column) =>
        context.Value(column.Column.Name, ProbedPart.Collected) is >= 0 and int sum && context.Program.Where(new Condition(outcome, true)) is { } part ? part.Range(sum) : FloatRange.Nothing;

    /// <summary>The most that ends pay where it holds, and cost where it fails.</summary>
    private static double Ends(RuleContext context, int outcome) => context.Episode.Ends.Sum(end =>
    {
        double won = context.Program.Where(new Condition(outcome, true), new Condition(end.Value, true)) is null ? 0 : Math.Max(0, end.Payoff.Hi);
        double lost = context.Program.Where(new Condition(outcome, false), new Condition(end.Value, true)) is null ? 0 : Math.Max(0, -end.Payoff.Lo);
        return won + lost;
    });

    /// <summary>The most that is gained by being where it holds: all that terms pay which have to do with it, at every step of the episode.</summary>
    private static double Steps(RuleContext context, int outcome)
    {
        HashSet<(int Input, int Element)> reads = new(ElementReads.Of(context.Step, outcome));
        double perStep = 0;
        foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise && c.Weighted >= 0))
        {
            if (ElementReads.Of(context.Step, column.Weighted).Overlaps(reads) || Witness.ReadsCarries(context.Analysis, column.Weighted))
            {
                perStep += context.Program.Range(column.Weighted).Width;
            }
        }

        return perStep == 0 ? 0 : perStep * context.Episode.Weight;
    }
}
