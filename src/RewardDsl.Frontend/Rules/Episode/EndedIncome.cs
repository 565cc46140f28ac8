using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3002: a success that ends a positive income. One more step beside it changes the return by r + γ·F − F, where r is what the step
/// pays and F what finishing pays: it pays off as soon as r is above (1 − γ)·F. Where each later reward counts in full, waiting is
/// always worth something: then it is reported when waiting out the episode is worth more than finishing.
/// </summary>
internal static class EndedIncome
{
    private const int Budget = 4;

    /// <summary>Boxes to look at where the best that is found is far from the best that is possible, and that decides.</summary>
    private const int Closely = 24;

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn || context.PaysCollected || !context.Episode.Successes.Any() || (context.Goals.Count > 0 && context.Goals.All(static g => g.Facts.IsSurvival)))
        {
            return;
        }

        FloatRange income = context.Held.Program.Range(context.Held.Income);
        if (!(income.Hi > 0f) || float.IsPositiveInfinity(income.Hi))
        {
            return;
        }

        foreach (EpisodeEndView end in context.Episode.Successes)
        {
            // An end that no signal decides comes by itself: it cannot be put off.
            if (context.SignalsOf(end.Value).Count > 0)
            {
                Check(context, end);
            }
        }
    }

    private static void Check(RuleContext context, EpisodeEndView end)
    {
        EpisodeFacts episode = context.Episode;
        FloatRange whole = context.Held.Program.Range(context.Held.Income);
        double share = episode.Rest > 0 ? episode.Rest : 1 / episode.Weight;
        if (episode.IsComparable && !(whole.Hi > share * end.Payoff.Hi) && !(end.Payoff.Hi <= 0f))
        {
            // Whatever else finishing pays only makes it better, unless that step costs something.
            return;
        }

        double finish = Finish(context, end);
        (Branch Part, float Bound, float Attained, Box At)? best = null;
        float most = float.NegativeInfinity;
        foreach (Branch part in Beside(context, end))
        {
            (float bound, float attained, Box? at) = part.ProveAbove(context.Held.Income, Budget);
            if (bound > share * finish && !(attained > share * finish))
            {
                (bound, attained, at) = part.ProveAbove(context.Held.Income, Closely);
            }

            most = Math.Max(most, bound);
            if (at is not null && attained > 0f && !(attained <= best?.Attained))
            {
                best = (part, bound, attained, at);
            }
        }

        if (best is not { } waiting || double.IsNaN(finish))
        {
            return;
        }

        if (!episode.IsComparable)
        {
            if (!episode.HasDiscount && episode.Horizon == 0)
            {
                context.Missing.Say("RWD3002", "Discount or Horizon in [RewardSpec]");
            }

            return;
        }

        if (waiting.Attained > Math.Max(0, share * finish) * (1 + BreakEven.Rounding))
        {
            Report(context, end, waiting.Part, (most, waiting.Attained, waiting.At), finish, share);
        }
    }

    private static void Report(RuleContext context, EpisodeEndView end, Branch part, (float Bound, float Attained, Box At) best, double finish, double share)
    {
        EpisodeFacts episode = context.Episode;
        int income = context.Held.Income;
        FloatRange here = At(part, Reads(context, end), best.At)?.Range(income) ?? FloatRange.Nothing;
        bool isCertain = here.HasNumber && !here.MayBeNaN && here.Lo > Math.Max(0, share * finish) * (1 + BreakEven.Rounding) && here.Lo > share * Math.Max(finish, Finish(context, end, isMoving: true));
        double payoff = BreakEven.AtLeast((best.Bound / share) - (finish - end.Payoff.Hi));
        string pays = !isCertain ? "up to " + RangeData.Short(best.Bound) : here.Lo == here.Hi ? RangeData.Short(here.Lo) : RangeData.Short(here.Lo) + " to " + RangeData.Short(here.Hi);
        string witness = Witness.Text(context.Analysis, end.Value, best.At);
        context.EndedIncomes.Add(end.Member);
        context.Report(
            RuleCatalogue.EndedIncome,
            end.Place,
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            RangeData.Of(here.HasNumber ? here : FloatRange.Of(best.Attained)).WithWitness(witness).WithBreakEven(payoff, end.Member.Name),
            end.Member.Name,
            RangeData.Short(finish) + " once" + (Math.Abs(finish - end.Payoff.Hi) > BreakEven.Rounding * Math.Abs(finish) ? ", what the terms pay at that step included" : ""),
            witness == "every point" ? "elsewhere" : "at " + witness,
            pays,
            RangeData.Short((isCertain ? best.Attained : best.Bound) * episode.Staying) + " " + episode.StayingText,
            RangeData.Short(payoff));
    }

    /// <summary>The most that finishing pays: the payoff, what is paid once for it, and the other terms of that step.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="end">How it ends.</param>
    /// <param name="isMoving">At any speed, rather than at rest as the states that are compared with it.</param>
    private static double Finish(RuleContext context, EpisodeEndView end, bool isMoving = false)
    {
        double all = end.Payoff.Hi;
        if (!end.Replaces && context.Held.Where(new Condition(end.Value, true)) is { } at)
        {
            all += ((isMoving ? null : context.Rest.StillIn(at)) ?? at).ProveAbove(context.Held.Income, Budget).Bound;
        }

        foreach (ColumnView column in context.Columns.Where(static c => c is { IsOfEvent: true, Column.Kind: ColumnKind.Term or ColumnKind.Bonus }))
        {
            if (column.Raw >= 0 && !end.Replaces && Needs(context, column.Raw, end.Value) && context.Program.Where(new Condition(column.Raw, true)) is { } there)
            {
                all += there.Range(column.Weighted).Hi;
            }
        }

        return all;
    }

    private static bool Needs(RuleContext context, int condition, int end) =>
        condition == end || context.Program.Where(new Condition(condition, true), new Condition(end, false)) is null;

    /// <summary>
    /// The parts of the box to wait in, with nothing moving: beside the goals that the end finishes, each of their conditions missed in
    /// turn; all in which the episode goes on where no goal is declared.
    /// </summary>
    private static IEnumerable<Branch> Beside(RuleContext context, EpisodeEndView end)
    {
        List<GoalView> goals = context.Goals.Where(g => !g.Facts.IsSurvival && g.IsImplied(end.Value)).ToList();
        IEnumerable<Branch?> parts = goals.Count == 0 ? new[] { context.Held.Running() } : goals.SelectMany(g => g.Conjuncts.Select(c => context.Held.Running(g.Misses(c))));
        return parts.OfType<Branch>().Select(p => context.Rest.StillIn(p) ?? p);
    }

    /// <summary>The elements of signals that decide how near the end is.</summary>
    private static HashSet<(int Input, int Element)> Reads(RuleContext context, EpisodeEndView end)
    {
        var reads = new HashSet<(int Input, int Element)>(ElementReads.Of(context.Step, end.Value));
        foreach (GoalView goal in context.Goals.Where(g => !g.Facts.IsSurvival && g.IsImplied(end.Value)))
        {
            reads.UnionWith(goal.Reads);
        }

        return reads;
    }

    /// <summary>The part in which some elements are those of a point, and all others what they can be.</summary>
    private static Branch? At(Branch part, HashSet<(int Input, int Element)> elements, Box point)
    {
        Box box = part.Box.Clone();
        foreach ((int input, int element) in elements)
        {
            box.Inputs[input][element] = point.Inputs[input][element];
        }

        return part.Within(box);
    }
}
