using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3003: what every step pays as long as the episode goes on, against all else that it can pay. Also the mirror: where doing nothing
/// costs nothing and failing does, moving pays only for an agent that seldom fails. Off where survival is the task.
/// </summary>
internal static class SurvivalIncome
{
    /// <summary>The share of all else from which survival dominates.</summary>
    private const double Share = 0.5;

    private const int Budget = 6;

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn || context.PaysCollected || context.Analysis.Contract.Horizon == 1 || context.Goals.Any(static g => g.Facts.IsSurvival) || context.Held.Running() is not { } running)
        {
            return;
        }

        if (context.Episode.Failures.FirstOrDefault(e => context.SignalsOf(e.Value).Count > 0 && !context.Program.Range(e.Value).IsFalse) is not { } end)
        {
            CompareConditions(context, running);
            return;
        }

        (double floor, List<ColumnView> paying) = Floor(context, running);
        bool mayStall = context.Scenarios.Of(ScenarioKind.Idle).Any() && context.Episode.Failures.Any(static e => e.Payoff.Hi < 0f);
        if (!(floor > 0) && !mayStall)
        {
            return;
        }

        double most = Most(context, running);
        double once = Once(context);
        if (floor > 0 && IsFinite(most + once))
        {
            Compare(context, floor, paying, end, Math.Max(0, most - floor), once);
        }

        if (mayStall && IsFinite(most + once) && context.Episode.IsComparable)
        {
            CompareStalling(context, running, (most * context.Episode.Staying) + once);
        }
    }

    private static void Compare(RuleContext context, double floor, List<ColumnView> paying, EpisodeEndView end, double rest, double once)
    {
        EpisodeFacts episode = context.Episode;
        double steps = episode.IsComparable ? episode.Staying : 1;
        if (!episode.IsComparable && once > 0)
        {
            if (!episode.HasDiscount && episode.Horizon == 0 && floor >= Share * rest)
            {
                context.Missing.Say("RWD3003", "Discount or Horizon in [RewardSpec]");
            }

            return;
        }

        double all = (rest * steps) + once;
        if (floor * steps < Share * all * (1 - BreakEven.Rounding))
        {
            return;
        }

        double fair = BreakEven.AtMost(Share * all / steps * (1 - (2 * BreakEven.Rounding)));
        ColumnView? alone = paying.Count == 1 && context.Held.Running()?.Range(context.Held.Of(paying[0].Weighted)) is { IsSingle: true } ? paying[0] : null;
        double weight = alone is null ? double.NaN : (BreakEven.Weight(context, alone) ?? double.NaN) * Share * all / steps / floor * (1 - (2 * BreakEven.Rounding));
        SpecMember? total = context.Spec.Find(context.Analysis.Spec.Sum.Total);
        string name = paying.Count > 0 ? string.Join("', '", paying.Select(static p => p.Member.Name)) : total?.Name ?? context.Spec.Type.Name;
        context.Report(
            RuleCatalogue.SurvivalIncome,
            paying.Count > 0 ? paying[0].Attribute : total?.Location ?? end.Place,
            DiagnosticSeverity.Warning,
            !(all > 0) ? RangeData.None : double.IsNaN(weight) ? RangeData.None.WithBreakEven(context, null, fair) : RangeData.None.WithBreakEven(context, alone, BreakEven.AtMost(weight)),
            "'" + name + "' pays" + (all > 0 ? " at least " : " ") + RangeData.Short(floor) + " a step for not having failed"
                + (episode.IsComparable ? ", " + RangeData.Short(floor * steps) + " " + episode.StayingText : "")
                + "; all else pays " + (all > 0 ? "at most " + RangeData.Short(episode.IsComparable ? all : rest) + ": with " + RangeData.Short(fair) + " a step it would be half of that" : "nothing more"));
    }

    /// <summary>
    /// Without a failure nothing is paid for not having failed. But a term can pay the same at each step in which a condition holds that
    /// has nothing to do with the goals: staying inside is then the task.
    /// </summary>
    private static void CompareConditions(RuleContext context, Branch running)
    {
        SumRules sum = context.Analysis.Spec.Sum;
        if (context.Goals.Count == 0 || !context.Episode.IsComparable || sum.Total.Length > 0 || sum.HasCarry || sum.Clamp is not null)
        {
            return;
        }

        double most = double.NaN;
        foreach (ColumnView column in context.Columns.Where(c => c.Weighted >= 0 && c.Column is { Kind: ColumnKind.Term or ColumnKind.Bonus, Limit: PayLimit.None, Transform: PayTransform.Value, IsRegulariser: false }
            && c.Raw >= 0 && !context.Goals.Any(g => g.ReadsSignals(c.Raw))))
        {
            int paid = context.Held.Of(column.Weighted);
            if (running.Range(paid) is not { IsFinite: true, Lo: >= 0f, Hi: > 0f } own || running.Sensitivities(paid).Any(static s => !s.Value.Slope.IsZero))
            {
                continue;
            }

            double steps = context.Episode.Staying;
            most = double.IsNaN(most) ? Most(context, running) : most;
            double all = (Math.Max(0, most - own.Hi) * steps) + Once(context);
            if (!IsFinite(all) || own.Hi * steps < Share * all * (1 - BreakEven.Rounding))
            {
                continue;
            }

            double even = Share * all / steps * (1 - (2 * BreakEven.Rounding));
            double weight = (BreakEven.Weight(context, column) ?? double.NaN) * even / own.Hi;
            context.Report(
                RuleCatalogue.SurvivalIncome,
                column.Attribute,
                DiagnosticSeverity.Warning,
                !(all > 0) ? RangeData.None : double.IsNaN(weight) ? RangeData.None.WithBreakEven(context, null, BreakEven.AtMost(even)) : RangeData.None.WithBreakEven(context, column, BreakEven.AtMost(weight)),
                "'" + column.Member.Name + "' pays " + RangeData.Short(own.Hi) + " a step for a condition that the goal" + (context.Goals.Count == 1 ? " '" + context.Goals[0].Member.Name + "' does" : "s do") + " not read, "
                    + RangeData.Short(own.Hi * steps) + " " + context.Episode.StayingText + "; all else pays " + (all > 0 ? "at most " + RangeData.Short(all) + ": with " + RangeData.Short(BreakEven.AtMost(even)) + " a step it would be half of that" : "nothing more"));
        }
    }

    /// <summary>What every step pays at least, of the terms that never cost; of the whole sum where it is replaced or clamped.</summary>
    private static (double Floor, List<ColumnView> Paying) Floor(RuleContext context, Branch running)
    {
        SumRules sum = context.Analysis.Spec.Sum;
        if (sum.Total.Length > 0 || sum.Clamp is not null || sum.HasCarry)
        {
            FloatRange whole = running.Range(context.Held.Income);
            return (sum.HasCarry ? 0 : whole.Lo >= 0f ? whole.Lo : running.Prove(context.Held.Income, Budget).Range.Lo, new List<ColumnView>());
        }

        double floor = 0;
        var paying = new List<ColumnView>();
        foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise && c.Weighted >= 0 && c.Column is { Limit: PayLimit.None, Transform: PayTransform.Value }))
        {
            if (running.Range(context.Held.Of(column.Weighted)) is { HasNumber: true, MayBeNaN: false, Lo: > 0f } own)
            {
                floor += own.Lo;
                paying.Add(column);
            }
        }

        return (floor, paying);
    }

    /// <summary>The part in which signals have their usual values; null where none are declared.</summary>
    private static Branch? Typical(RuleContext context, Branch running)
    {
        if (!Enumerable.Range(0, context.Step.Inputs.Count).Any(i => context.Signal(i).Named.Typical is not null))
        {
            return null;
        }

        Box box = running.Box.Clone();
        TypicalRanges.Narrow(context, box);
        return running.Within(box);
    }

    /// <summary>The most that a step pays.</summary>
    private static double Most(RuleContext context, Branch running) => (Typical(context, running) ?? running).ProveAbove(context.Held.Income, Budget).Bound + Moving(context);

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>What a step that moves pays beyond one that does not: differences that are written by hand, events that can come again.</summary>
    private static double Moving(RuleContext context)
    {
        double all = 0;
        foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise && c.Weighted >= 0 && c.Column is { Limit: PayLimit.None, Transform: PayTransform.Value or PayTransform.Rise }))
        {
            double own = context.Program.Range(column.Weighted).Hi;
            if (double.IsInfinity(own))
            {
                return own;
            }

            all += column.Column.Transform == PayTransform.Rise ? Math.Max(0, own / 2) : Math.Max(0, own - context.Held.Program.Range(context.Held.Of(column.Weighted)).Hi);
        }

        return all;
    }

    /// <summary>What an episode pays at most once: for succeeding, for events, for the whole way.</summary>
    private static double Once(RuleContext context)
    {
        double all = context.Episode.Successes.Select(static s => (double)s.Payoff.Hi).Where(static p => p > 0).DefaultIfEmpty(0).Max();
        foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise && c.Weighted >= 0))
        {
            all += column.Column switch
            {
                { Limit: PayLimit.Budget } => Literals.Float(column.Column.CapBits),
                { Limit: PayLimit.Once } => Math.Max(0, context.Program.Range(column.Weighted).Hi),
                { Transform: PayTransform.Progress or PayTransform.BestSoFar } => context.Program.Range(column.Raw).Width * context.Program.Range(column.Coefficient).Magnitude,
                _ => 0,
            };
        }

        return all;
    }

    /// <summary>Doing nothing is free and safe, failing is not: how sure an agent has to be before moving is worth it.</summary>
    private static void CompareStalling(RuleContext context, Branch running, double best)
    {
        foreach (Scenario idle in context.Scenarios.Of(ScenarioKind.Idle))
        {
            if (ScenarioParts.At(running, idle) is not { } there
                || context.Columns.Any(c => c.IsStepwise && c.Weighted >= 0 && c.Column.Transform == PayTransform.Value && !(there.Range(context.Held.Of(c.Weighted)).Lo >= 0f)))
            {
                continue;
            }

            double stalling = there.Range(context.Held.Income).Lo * context.Episode.Staying;
            EpisodeEndView end = context.Episode.Failures.OrderBy(static e => e.Payoff.Hi).First();
            double cost = -end.Payoff.Hi;
            double success = (stalling + cost) / (best + cost);
            if (!(stalling >= 0) || !(success > Share))
            {
                continue;
            }

            context.Report(
                RuleCatalogue.SurvivalIncome,
                end.Place,
                success >= 1 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                RangeData.None,
                "The scenario '" + idle.Name + "' pays " + RangeData.Short(stalling) + " " + context.Episode.StayingText + " and never ends; with " + RangeData.Short(end.Payoff.Hi) + " for failing by '" + end.Member.Name
                    + "' and " + RangeData.Short(best) + " at best, moving is worth it only for an agent that " + (success >= 1 ? "gets more than there is" : "succeeds " + RangeData.Short(Math.Ceiling(success * 100)) + " times in a hundred"));
            return;
        }
    }
}
