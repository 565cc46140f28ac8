using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3006: staying beside a goal pays as much as being there. Only what reads the goal's signals is compared, at a step at which nothing
/// changes, the most beside the goal with the most at it. A goal that ends the episode is compared with the sum of what staying pays.
/// </summary>
internal static class DwellingNearGoal
{
    /// <summary>What staying may pay of what the goal pays.</summary>
    private const double Share = 0.9;

    private const int Budget = 12;

    /// <summary>Differences below this share are rounding.</summary>
    private const double Rounding = 1e-4;

    public static void Check(RuleContext context)
    {
        // Of a replaced or clamped sum, or one that pays for changes, the terms do not tell what is paid.
        if (!context.IsReturn || context.PaysCollected || context.Analysis.Spec.Sum is { Total.Length: > 0 } or { HasCarry: true } or { Clamp: not null })
        {
            return;
        }

        foreach (GoalView goal in context.Goals)
        {
            if (context.OutdoneGoals.Contains(goal) || context.Held.Pursuit(goal) is not { Sum: >= 0 } pursuit)
            {
                continue;
            }

            if (!goal.IsTerminal)
            {
                CheckLasting(context, goal, pursuit);
            }
            else if (context.EndedIncomes.Count == 0)
            {
                CheckEnd(context, goal, pursuit);
            }
        }
    }

    /// <summary>A goal that can be kept: one condition is missed by far, and what is paid is the same.</summary>
    private static void CheckLasting(RuleContext context, GoalView goal, GoalPursuit pursuit)
    {
        if (context.Held.Running(new Condition(goal.Value, true)) is not { } at || !(at.Range(pursuit.Sum) is { Hi: > 0f and < float.PositiveInfinity } there))
        {
            return;
        }

        double once = goal.Once.Count == 0 ? 0 : Math.Max(0, goal.Payoff.Hi) / context.Episode.Weight;
        if (goal.Once.Count > 0 && double.IsInfinity(context.Episode.Weight))
        {
            context.Missing.Say("RWD3006", "Discount or Horizon in [RewardSpec]");
            return;
        }

        (float Pays, Box At)? found = null;
        float most = float.NaN;
        foreach (GoalConjunct conjunct in goal.Conjuncts)
        {
            if (pursuit.Far(conjunct) is not { } beside || !(beside.Range(pursuit.Sum).Hi >= Least(there.Hi, once)))
            {
                continue;
            }

            if (conjunct.IsComparison && !(goal.Tolerance > 0f))
            {
                context.Missing.Say("RWD3006", "Tolerance of the goal '" + goal.Member.Name + "'");
                continue;
            }

            most = float.IsNaN(most) ? at.ProveAbove(pursuit.Sum, Budget).Bound : most;
            (_, float pays, Box? point) = beside.ProveAbove(pursuit.Sum, Budget);
            if (most > 0f && point is not null && pays >= Least(most, once) && !(found?.Pays >= pays))
            {
                found = (pays, point);
            }
        }

        if (found is not { } dwell || pursuit.Most(dwell.At) is not { } column)
        {
            return;
        }

        double needed = BreakEven.AtLeast((dwell.Pays / Share) - once - most);
        ColumnView? bonus = pursuit.Columns.FirstOrDefault(c => c.Column.IsBool && c.Raw >= 0 && c.Coefficient >= 0 && c.Column.Kind != ColumnKind.Penalty && goal.IsNeededBy(c.Raw) && BreakEven.Weight(context, c) > 0);
        double weight = bonus is null ? 0 : BreakEven.AtLeast(BreakEven.Weight(context, bonus)!.Value * (1 + (needed / context.Program.Range(bonus.Coefficient).Hi)));
        Report(
            context,
            goal,
            column,
            DiagnosticSeverity.Warning,
            dwell.At,
            dwell.Pays,
            "",
            "at the goal " + RangeData.Short(most + once),
            bonus is null ? RangeData.Short(needed) + " more a step at the goal would outweigh it" : "'" + bonus.Column.Name + "' at " + RangeData.Short(weight) + " would outweigh it",
            RangeData.None.WithBreakEven(context, bonus, bonus is null ? needed : weight));
    }

    /// <summary>What staying must pay at least to be reported.</summary>
    private static double Least(double most, double once) => (Share - Rounding) * (most + once);

    /// <summary>A goal that ends the episode: what staying pays over the episode is more than what the end pays.</summary>
    private static void CheckEnd(RuleContext context, GoalView goal, GoalPursuit pursuit)
    {
        IEnumerable<Branch?> regions = goal.Tolerance > 0f
            ? goal.Conjuncts.Select(goal.Beside)
            : new[] { context.Held.Running(new Condition(goal.Value, false)) };

        // What is lost at each step whatever the agent does, as a cost of time.
        double cost = context.Columns.Where(c => c.IsStepwise && !pursuit.Columns.Contains(c)).Sum(c => Math.Min(0.0, context.Held.Program.Range(context.Held.Of(c.Weighted)).Hi));
        (float Pays, Box At)? found = null;
        foreach (Branch region in regions.OfType<Branch>().Select(r => context.Rest.StillIn(r) ?? r))
        {
            if (!(region.Range(pursuit.Sum).Hi + cost > 0))
            {
                continue;
            }

            (_, float pays, Box? point) = region.ProveAbove(pursuit.Sum, Budget);
            if (point is not null && !float.IsInfinity(pays) && !(found?.Pays >= pays))
            {
                found = (pays, point);
            }
        }

        if (found is not { } dwell || !(dwell.Pays + cost > 0) || pursuit.Most(dwell.At) is not { } column)
        {
            return;
        }

        if (double.IsInfinity(context.Episode.Weight))
        {
            context.Missing.Say("RWD3006", "Discount or Horizon in [RewardSpec]");
            return;
        }

        // The last step pays its terms too, unless the payoff replaces them.
        double last = context.Episode.Successes.Any(static e => e.Replaces) || goal.At is not { } at ? 0 : Math.Max(0.0, at.Range(pursuit.Sum).Hi);
        double end = goal.Payoff.Hi + last;
        double staying = (dwell.Pays + cost) * context.Episode.Weight;
        if (!(staying > (1 + Rounding) * end) || double.IsInfinity(end))
        {
            return;
        }

        double needed = BreakEven.AtLeast(staying - last);
        ColumnView? payoff = goal.Once.FirstOrDefault(c => c.Column.Kind == ColumnKind.Termination) ?? (goal.Once.Count > 0 ? goal.Once[0] : null);
        double own = payoff is null ? 0 : context.Program.Range(payoff.Weighted >= 0 ? payoff.Weighted : payoff.Paid).Hi;
        double number = payoff is null || !(own > 0) || BreakEven.Weight(context, payoff) is not { } weight ? needed : BreakEven.AtLeast(weight * (needed - (goal.Payoff.Hi - own)) / own);

        // What else is paid at that point is not known to be as mild as assumed: then it can be so, no more.
        bool isCertain = context.Held.Program.Over(dwell.At)?.Range(context.Held.Income) is { HasNumber: true } income && income.Lo * context.Episode.Weight > end;
        Report(
            context,
            goal,
            column,
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            dwell.At,
            dwell.Pays,
            (cost < 0 ? ", " + RangeData.Short(dwell.Pays + cost) + " with what each step costs" : "") + ", " + RangeData.Short(staying) + " " + context.Episode.Text,
            "finishing pays " + RangeData.Short(end) + " once",
            payoff is null ? "a payoff of " + RangeData.Short(needed) + " breaks even" : "'" + payoff.Column.Name + "' breaks even at " + RangeData.Short(number),
            RangeData.None.WithBreakEven(context, payoff, payoff is null ? needed : number));
    }

    private static void Report(
        RuleContext context, GoalView goal, ColumnView column, DiagnosticSeverity severity, Box at, float pays, string sum, string goalPays, string change, ImmutableDictionary<string, string?> data)
    {
        string witness = goal.StateText(at);
        context.Report(
            RuleCatalogue.DwellingNearGoal,
            column.Attribute,
            severity,
            data.Add("beside", RangeData.Text(pays)).WithWitness(witness),
            witness,
            goal.Member.Name,
            RangeData.Short(pays),
            sum,
            goalPays,
            change);
    }
}
