using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3004: where the agent does nothing and the goal is not reached, nothing leads away: no term has a slope or is below its best,
/// and acting can only cost. Silent where the goal holds at rest, where rest does not decide that, and where each step costs.
/// </summary>
internal static class IdleIsBest
{
    private const int Budget = 6;

    /// <summary>Differences below this share of a range are rounding.</summary>
    private const double Rounding = 1e-4;

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn || context.PaysCollected || context.Analysis.Spec.Sum is { Total.Length: > 0 } or { HasCarry: true } || context.Columns.Any(LeadsByItself))
        {
            return;
        }

        Scenario? idle = context.Scenarios.Of(ScenarioKind.Idle).FirstOrDefault();
        Branch? at = idle is not null ? (context.Held.Where() is { } whole ? ScenarioParts.At(whole, idle) : null) : context.Rest.Pinned.Count > 0 ? context.Rest.At : null;
        if (at is null || at.Range(context.Held.Of(context.Step.Find(OutputKind.Terminated))).IsTrue)
        {
            return;
        }

        if (context.Goals.Count == 0)
        {
            return;
        }

        string? missing = null;
        foreach (GoalView goal in context.Goals)
        {
            FloatRange reached = at.Range(context.Held.Of(goal.Value));
            if (reached.IsTrue)
            {
                return;
            }

            missing = reached.IsFalse ? missing : "Rest of the signals that the goal '" + goal.Member.Name + "' reads";
        }

        Judge(context, at, idle, missing);
    }

    /// <summary>Whether a column leads wherever the agent is: a way that is paid once.</summary>
    private static bool LeadsByItself(ColumnView column) =>
        column.Column.Kind == ColumnKind.Potential || column.Column.Transform is PayTransform.Progress or PayTransform.BestSoFar;

    private static void Judge(RuleContext context, Branch at, Scenario? idle, string? missing)
    {
        ColumnView? best = null;
        ColumnView? cost = null;
        (float bestPays, float costs) = (0f, 0f);
        var pinned = new HashSet<int>(Enumerable.Range(0, context.Step.Inputs.Count).Where(i => context.Rest.Pinned.Contains(context.Signal(i).Name)));
        foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise))
        {
            int value = context.Held.Of(column.Weighted);
            FloatRange here = at.Range(value);
            FloatRange whole = context.Held.Program.Range(value);
            bool isBest = here.HasNumber && here.Lo >= whole.Hi - (Rounding * whole.Width);
            if (!here.IsFinite || here.Hi < 0f || (!isBest && at.Sensitivities(value).Any(s => !s.Value.Slope.IsZero || (s.Value.Jumps && pinned.Contains(s.Key)))) || (column.Column.Kind == ColumnKind.Penalty && !isBest))
            {
                // Each step costs, or something leads away.
                return;
            }

            if (column.Column.Transform == PayTransform.Value && isBest && here.Lo > 0f && here.Lo > whole.Lo && here.Lo > bestPays && column.Column.Kind != ColumnKind.Penalty)
            {
                (best, bestPays) = (column, here.Lo);
            }

            if (column.Column.Kind == ColumnKind.Penalty && isBest && here.Lo - whole.Lo > costs)
            {
                (cost, costs) = (column, here.Lo - whole.Lo);
            }
        }

        // A wrong end that costs as much as the right one pays.
        EpisodeEndView? failure = context.Episode.Failures.Where(static e => e.Payoff.Hi < 0f).OrderBy(static e => e.Payoff.Hi).FirstOrDefault();
        if (failure is not null && !(-failure.Payoff.Hi >= context.Goals.Max(static g => g.Payoff.Hi)))
        {
            failure = null;
        }

        if (best is null && cost is null && failure is null)
        {
            return;
        }

        if (missing is not null)
        {
            context.Missing.Say("RWD3004", missing);
            return;
        }

        Report(context, at, idle, (best, bestPays), (cost, costs), failure);
    }

    private static void Report(RuleContext context, Branch at, Scenario? idle, (ColumnView? Column, float Pays) best, (ColumnView? Column, float Costs) cost, EpisodeEndView? failure)
    {
        FloatRange income = at.Range(context.Held.Income);
        Branch? without = context.Held.Running(context.Goals.Select(static g => new Condition(g.Value, false)).ToArray());
        bool isMost = without is not null && income.Lo >= without.ProveAbove(context.Held.Income, Budget).Bound - (Rounding * context.Held.Program.Range(context.Held.Income).Width);
        bool isCertain = isMost && (best.Column is null || best.Column.Column.Limit == PayLimit.None) && (best.Column is not null || failure is not null || cost.Column is { Column.IsRegulariser: false });
        double time = cost.Column is not null ? cost.Costs : failure is not null && !double.IsInfinity(context.Episode.Weight) ? -failure.Payoff.Hi / context.Episode.Weight : 0;
        string acting = (cost.Column is not null ? "'" + cost.Column.Column.Name + "' costs up to " + RangeData.Short(cost.Costs) + " a step for acting" : "")
            + (failure is not null ? (cost.Column is not null ? ", " : "") + "'" + failure.Member.Name + "' costs " + RangeData.Short(-failure.Payoff.Hi) : "");
        string change = best.Column is not null ? "let it pay for what the goal needs"
            : time > 0 && context.Goals.Any(static g => g.IsTerminal) ? "a cost of time of " + RangeData.Short(BreakEven.AtLeast(time)) + " a step breaks even" : "pay for the way to the goal, or for being there";
        context.Report(
            RuleCatalogue.IdleIsBest,
            best.Column?.Attribute ?? cost.Column?.Attribute ?? failure!.Place,
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            time > 0 && best.Column is null && context.Goals.Any(static g => g.IsTerminal) ? RangeData.None.Add("breakEven", RangeData.Short(BreakEven.AtLeast(time))) : RangeData.None,
            context.Goals[0].Member.Name,
            idle is not null ? "in the scenario '" + idle.Name + "'" : "at rest (" + Text(context, at, best.Column ?? cost.Column) + ")",
            RangeData.Short(Math.Max(0.0, income.Lo)),
            best.Column is not null ? ", '" + best.Column.Column.Name + "' its best, " + RangeData.Short(best.Pays) + (acting.Length > 0 ? ", and " + acting : "") : ", the most, and " + acting,
            change);
    }

    /// <summary>What is at rest, of what a column reads where that is known.</summary>
    private static string Text(RuleContext context, Branch at, ColumnView? column)
    {
        const int Shown = 3;
        var parts = new List<string>();
        var seen = new HashSet<string>();
        for (int i = 0; i < context.Step.Inputs.Count; i++)
        {
            string name = context.Signal(i).Name;
            bool isRead = context.Goals.Any(g => g.Reads.Any(r => r.Input == i)) || (column is not null && context.Program.Dependences.ReadsInput(column.Weighted, i));
            if (isRead && context.Signal(i).Part == SignalPart.Values && context.Rest.Pinned.Contains(name) && seen.Add(name))
            {
                FloatRange value = at.Box.Inputs[i][0];
                parts.Add("'" + name + "' = " + (context.Step.Inputs[i].Kind == IrKind.Bool ? (value.IsTrue ? "true" : "false") : RangeData.Short(value.Lo)));
            }
        }

        return string.Join(", ", parts.Take(Shown)) + (parts.Count > Shown ? ", …" : "");
    }
}
