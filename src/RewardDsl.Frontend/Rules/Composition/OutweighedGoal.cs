using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4003: what is paid for other things than the goal adds up to at least what the goal pays. Only what shares no signal with the goal
/// and with what is paid for it counts, as it can be had where the goal is not reached; regularisers do not.
/// </summary>
internal static class OutweighedGoal
{
    private const int Budget = 4;

    /// <summary>Boxes to look at where the best that is found is far from the best that is possible.</summary>
    private const int Closely = 24;
    private const double Rounding = 1e-4;

    /// <summary>How many terms a finding names.</summary>
    private const int Named = 3;

    public static void Check(RuleContext context)
    {
        if (!context.Analysis.Spec.Sum.IsOfStep || context.Goals.Count == 0)
        {
            return;
        }

        // What another goal is about is no aside.
        List<ColumnView> others = context.Held.Pursuit(context.Goals[0]).Others.Where(c => context.Goals.All(g => context.Held.Pursuit(g).Others.Contains(c))).ToList();
        if (others.Count == 0)
        {
            return;
        }

        EpisodeFacts episode = context.Episode;
        double steps = context.IsReturn || episode.Horizon > 0 ? episode.Weight : 1;
        (GoalView Goal, double Payoff) best = context.Goals.Select(g => (g, Payoff(g, steps))).OrderByDescending(static g => g.Item2).First();
        if (!(best.Payoff > 0))
        {
            // What only costs less at the goal, and a goal to survive, say nothing of it.
            if (!best.Goal.Facts.IsSurvival && context.Held.Pursuit(best.Goal).Columns.Count == 0)
            {
                context.Missing.Say("RWD4003", "what reaching the goal '" + best.Goal.Member.Name + "' pays");
            }

            return;
        }

        if (double.IsInfinity(steps))
        {
            return;
        }

        // At most so much; most rewards end here.
        List<(ColumnView Column, double Pays)> amounts = others.Select(c => (Column: c, Pays: Amount(context, c, steps))).Where(static a => a.Pays > 0).OrderByDescending(static a => a.Pays).ToList();
        double sum = amounts.Sum(static a => a.Pays);
        if (!(sum >= (1 - Rounding) * best.Payoff) || context.Held.Running(context.Goals.Select(static g => new Condition(g.Value, false)).ToArray()) is not { } without)
        {
            return;
        }

        // Together, at one state without the goal.
        GoalPursuit pursuit = context.Held.Pursuit(best.Goal);
        List<ColumnView> lasting = pursuit.Others.Where(c => c.Column is { Transform: PayTransform.Value, Limit: PayLimit.None } && context.Held.Program.Range(context.Held.Of(c.Weighted)).Hi > 0f).ToList();
        if (lasting.Count > 0 && lasting.All(others.Contains))
        {
            (float bound, float attained, _) = without.ProveAbove(pursuit.OthersSum, Budget);
            double apart = amounts.Where(a => lasting.Contains(a.Column)).Sum(static a => a.Pays);
            bool IsEnough(float pays) => sum + (Math.Max(0.0, pays) * steps) - apart >= (1 - Rounding) * best.Payoff;
            if (IsEnough(bound) && !IsEnough(attained))
            {
                (bound, attained, _) = without.ProveAbove(pursuit.OthersSum, Closely);
            }

            if (!IsEnough(attained))
            {
                return;
            }

            // Found to be enough: said is the most that it can be, which breaks even.
            sum += (Math.Max(0.0, bound) * steps) - apart;
        }

        if (!(sum >= (1 - Rounding) * best.Payoff) || double.IsInfinity(sum))
        {
            return;
        }

        Report(context, best.Goal, best.Payoff, steps, amounts, sum);
    }

    private static void Report(RuleContext context, GoalView goal, double payoff, double steps, List<(ColumnView Column, double Pays)> amounts, double sum)
    {
        ColumnView most = amounts[0].Column;
        string others = RangeData.Short(sum);
        string episode = steps > 1 ? " " + context.Episode.Text : "";
        double perStep = context.Program.Range(most.Weighted).Hi;
        bool isLasting = steps > 1 && most.Column is { Limit: PayLimit.None, Transform: PayTransform.Value or PayTransform.Rise };
        double worth = Math.Ceiling(payoff / perStep);
        string exchange = "'" + most.Column.Name + "' pays " + (isLasting
            ? RangeData.Short(perStep) + " a " + (most.Column.Transform == PayTransform.Rise ? "time" : "step") + ", " + (worth > 1 ? RangeData.Short(worth) + " of which are worth the goal" : "one of which is worth the goal")
            : RangeData.Short(amounts[0].Pays) + " of that");
        sum *= 1 + (2 * Rounding);

        // The payoff that breaks even: of the end, else of an event at the goal, else so much more.
        ColumnView? paid = goal.Once.OrderByDescending(static c => c.Column.Kind == ColumnKind.Termination).FirstOrDefault()
            ?? goal.Running.FirstOrDefault(static c => c.Column.IsBool);
        double factor = paid is not null && paid.Column.Kind != ColumnKind.Termination && !goal.Once.Contains(paid) && !goal.IsTerminal ? steps : 1;
        factor *= paid is { Column.Kind: not ColumnKind.Termination } ? Literals.Float(paid.Column.RateBits) : 1;
        double number = paid is null ? sum : BreakEven.AtLeast(((sum - payoff) / factor) + (BreakEven.Weight(context, paid) ?? 0));
        context.Report(
            RuleCatalogue.GoalOutweighed,
            most.Attribute,
            IsBeaten(context) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            RangeData.None.Add("others", others).Add("goal", RangeData.Short(payoff)).WithBreakEven(context, paid, paid is null ? BreakEven.AtLeast(sum) : number),
            goal.Member.Name,
            "'" + string.Join("' and '", amounts.Take(Named).Select(static a => a.Column.Column.Name)) + "'" + (amounts.Count > Named ? " and others" : ""),
            others + episode,
            RangeData.Short(payoff),
            exchange,
            paid is null ? "a goal that pays " + RangeData.Short(BreakEven.AtLeast(sum)) + " breaks even" : "'" + paid.Column.Name + "' breaks even at " + RangeData.Short(number));
    }

    /// <summary>The most that a goal pays over an episode.</summary>
    private static double Payoff(GoalView goal, double steps) => Math.Max(0, goal.Payoff.Hi) + goal.Way + (goal.RunningPayoff() is > 0 and double running ? running * (goal.IsTerminal ? 1 : steps) : 0);

    /// <summary>The most that a column pays over an episode; 0 where that is annealed, or not known.</summary>
    private static double Amount(RuleContext context, ColumnView column, double steps)
    {
        double most = context.Program.Range(column.Weighted).Hi;
        double pays = column.Column switch
        {
            // What training switches off does not count in the end.
            { Schedule.Length: > 0 } when context.Program.Range(column.Coefficient).Lo <= 0f => 0,
            { Transform: PayTransform.Progress or PayTransform.BestSoFar } => context.Program.Range(column.Raw).Width * Math.Max(0.0, context.Program.Range(column.Coefficient).Hi),
            { Limit: PayLimit.Once } => most,
            { Transform: PayTransform.Rise } => most * steps / (1 + context.Episode.Discount),
            { Transform: PayTransform.Value } => most * steps,
            _ => 0,
        };
        return column.Column.Limit == PayLimit.Budget ? Math.Min(pays, Literals.Float(column.Column.CapBits)) : pays;
    }

    /// <summary>Whether a declared scenario that does not reach the goal returns more than all that do.</summary>
    private static bool IsBeaten(RuleContext context)
    {
        List<Scenario> achieved = context.Scenarios.Of(ScenarioKind.Success).ToList();
        List<Scenario> exploits = context.Scenarios.Of(ScenarioKind.Exploit).ToList();
        return achieved.Count > 0 && exploits.Count > 0
            && exploits.Max(s => context.Scenarios.Return(s).Return) > achieved.Max(s => context.Scenarios.Return(s).Return);
    }
}
