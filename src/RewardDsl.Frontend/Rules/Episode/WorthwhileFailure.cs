using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3001: a failure that is worth more than going on. What failing pays is compared with D steps of the best that going on pays while
/// nothing changes: anywhere, in a scenario that the author named, or at rest. An error where no step of the episode pays and no success
/// makes up for it; a warning where only an agent that has found its goal does better than one that fails.
/// </summary>
internal static class WorthwhileFailure
{
    private const int Budget = 16;

    /// <summary>Below this share of what a part costs at worst, what it pays at best may be a loose end of its range.</summary>
    private const double Doubt = 0.1;

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn || context.PaysCollected || context.Analysis.Contract.Horizon == 1 || !context.Episode.Failures.Any())
        {
            return;
        }

        HeldView held = context.Held;
        FloatRange whole = held.Program.Range(held.Income);
        if (!whole.HasNumber || held.Running() is not { } running)
        {
            return;
        }

        foreach (EpisodeEndView end in context.Episode.Failures)
        {
            // An end that no signal decides comes by itself: it cannot be chosen.
            if (context.SignalsOf(end.Value).Count == 0 || held.Where(new Condition(end.Value, true)) is not { } failing)
            {
                continue;
            }

            if (!(whole.Lo < 0f) || !Compare(context, end, running, failing))
            {
                CheckDirection(context, end, running, failing);
            }
        }
    }

    private static bool Compare(RuleContext context, EpisodeEndView end, Branch running, Branch failing)
    {
        int income = context.Held.Income;
        if (Most(running, income) is var everywhere and <= 0 && Report(context, end, new Stay("going on pays at most", everywhere, Failing(end, failing, income)), running))
        {
            return true;
        }

        foreach (Scenario scenario in context.Scenarios.All.Where(IsUsual))
        {
            if (ScenarioParts.At(running, scenario) is { } there && there.Range(income).Hi is var paid and < 0f)
            {
                // Failing from that state: of the signals only those that decide the end are others.
                Branch? fallen = ScenarioParts.At(failing, scenario, ElementReads.Of(context.Step, end.Value));
                if (Report(context, end, new Stay("the scenario '" + scenario.Name + "' pays", paid, fallen is null ? end.Payoff.Hi + (end.Replaces ? 0 : paid) : Failing(end, fallen, income)), null))
                {
                    return true;
                }
            }
        }

        return CompareRest(context, end, running, failing);
    }

    private static bool CompareRest(RuleContext context, EpisodeEndView end, Branch running, Branch failing)
    {
        int income = context.Held.Income;
        if (context.Rest.In(running) is not { } still || !(still.Range(income).Lo < 0f))
        {
            return false;
        }

        Branch fallen = context.Rest.In(failing) ?? failing;
        if (context.Rest.Pinned.Count > 0 && Most(still, income) is var most and < 0)
        {
            return Report(context, end, new Stay("doing nothing pays at most", most, Failing(end, fallen, income)), null);
        }

        // Doing nothing can pay and can cost: it depends on where.
        if (context.Episode.IsComparable && !context.Scenarios.All.Any(IsUsual) && end.Payoff.Hi + (end.Replaces ? 0 : fallen.Range(income).Hi) > still.Range(income).Lo * context.Episode.Staying)
        {
            context.Missing.Say("RWD3001", "a [Scenario] of kind Idle or Start");
        }

        return false;
    }

    /// <summary>The most that a part pays: searched for only where it could be a cost.</summary>
    private static double Most(Branch part, int income)
    {
        FloatRange range = part.Range(income);
        return range.Hi <= 0f || range.Hi < Doubt * -range.Lo ? part.ProveAbove(income, Budget).Bound : range.Hi;
    }

    /// <summary>Whether it is what an agent does that has not failed.</summary>
    private static bool IsUsual(Scenario scenario) => scenario.Kind is ScenarioKind.Idle or ScenarioKind.Start or ScenarioKind.Typical;

    /// <summary>The most that failing pays, with the other terms of that step.</summary>
    private static double Failing(EpisodeEndView end, Branch failing, int income) => end.Payoff.Hi + (end.Replaces ? 0 : failing.ProveAbove(income, Budget).Bound);

    private static bool Report(RuleContext context, EpisodeEndView end, Stay stay, Branch? running)
    {
        EpisodeFacts episode = context.Episode;
        double steps = episode.IsComparable ? episode.Staying : 1;
        double going = stay.PerStep * steps;
        if (double.IsNaN(stay.Failure) || double.IsInfinity(going) || (stay.PerStep == 0 && running is null))
        {
            return false;
        }

        // Without a length of the episode only what is never worse can be told.
        bool isKnown = episode.IsComparable || stay.Failure >= 0;
        double slack = BreakEven.Rounding * Math.Max(Math.Abs(stay.Failure), Math.Abs(going));
        if (!isKnown && stay.PerStep < 0 && !episode.HasDiscount && episode.Horizon == 0)
        {
            context.Missing.Say("RWD3001", "Discount or Horizon in [RewardSpec]");
        }

        bool isHopeless = running is not null && IsHopeless(context, stay.Failure, steps);

        // An error only where failing is better wherever it happens, not just at its best.
        bool isCertain = isHopeless && (end.Replaces ? end.Payoff.Lo : end.Payoff.Lo + (context.Held.Where(new Condition(end.Value, true))?.Range(context.Held.Income).Lo ?? 0f)) is var least && !double.IsNaN(least) && least >= going - slack;
        if (!isKnown || stay.Failure < going - slack || (stay.PerStep == 0 && !isHopeless))
        {
            return false;
        }

        bool isEqual = stay.PerStep < 0 && stay.Failure <= going + slack;
        double worst = stay.PerStep < 0 ? stay.PerStep : running!.Range(context.Held.Income).Lo;
        double payoff = episode.IsComparable && !double.IsInfinity(worst) ? BreakEven.AtMost((worst * steps) - (stay.Failure - end.Payoff.Hi) - (2 * slack)) : double.NaN;
        context.Report(
            RuleCatalogue.WorthwhileFailure,
            end.Place,
            isEqual ? DiagnosticSeverity.Info : isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            double.IsNaN(payoff) ? RangeData.None : RangeData.None.WithBreakEven(payoff, end.Member.Name),
            end.Member.Name,
            "pays " + RangeData.Short(stay.Failure) + " once" + (Math.Abs(stay.Failure - end.Payoff.Hi) > slack ? ", what the terms pay at that step included" : "") + "; " + stay.Where
                + " " + RangeData.Short(stay.PerStep) + " a step"
                + (episode.IsComparable && stay.PerStep < 0 ? ", " + RangeData.Short(going) + " " + episode.StayingText : "")
                + (double.IsNaN(payoff) ? "" : stay.PerStep < 0 ? ": it has to pay less, as Reward = " + RangeData.Short(payoff) : ": with Reward = " + RangeData.Short(payoff) + " no step is worse"));
        return true;
    }

    /// <summary>Whether no step of an episode pays, progress and events included, and no success pays more than the failure.</summary>
    private static bool IsHopeless(RuleContext context, double failure, double steps)
    {
        int paid = context.Value("", ProbedPart.PaidSum);
        if (context.Program.Where(new Condition(context.Step.Find(OutputKind.Terminated), false)) is not { } running || running.ProveAbove(paid, Budget).Bound is not (var best and <= 0f)
            || running.Range(paid).Lo == 0f || (best < 0f && failure < best * steps))
        {
            return false;
        }

        return context.Episode.Successes.All(s => s.Payoff.Hi + (s.Replaces ? 0 : context.Program.Where(new Condition(s.Value, true))?.Range(paid).Hi ?? 0) <= failure);
    }

    /// <summary>What should be low, pays more only in the failure.</summary>
    private static void CheckDirection(RuleContext context, EpisodeEndView end, Branch running, Branch failing)
    {
        int income = context.Held.Income;
        List<int> low = context.Held.Program.Dependences.Inputs(income).Where(i => context.Signal(i).Named.Aim?.Kind == RuleFacts.AimLower).ToList();
        if (low.Count == 0 || end.Replaces)
        {
            return;
        }

        IReadOnlyDictionary<int, Sensitivity> there = failing.Sensitivities(income);
        IReadOnlyDictionary<int, Sensitivity> elsewhere = running.Sensitivities(income);
        foreach (int input in low.Where(i => there.TryGetValue(i, out Sensitivity own) && own.Direction == 1 && !(elsewhere.TryGetValue(i, out Sensitivity other) && other.Direction == 1)))
        {
            context.Report(
                RuleCatalogue.WorthwhileFailure,
                end.Place,
                DiagnosticSeverity.Warning,
                RangeData.None,
                end.Member.Name,
                "pays more the higher '" + context.Signal(input).Name + "' is, which should be low");
        }
    }

    /// <summary>A way to go on.</summary>
    /// <param name="Where">Which, for messages.</param>
    /// <param name="PerStep">The most that a step of it pays.</param>
    /// <param name="Failure">What failing pays instead.</param>
    private sealed record Stay(string Where, double PerStep, double Failure);
}
