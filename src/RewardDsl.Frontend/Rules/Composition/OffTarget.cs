using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4007: a term that pays more elsewhere than it ever pays at the declared target of what it reads, or at a goal of one condition;
/// a warning where it pays as much elsewhere as at such a goal. What else reads the same is counted with it.
/// </summary>
internal static class OffTarget
{
    private const int Budget = 12;

    /// <summary>By how much of its own range a term has to pay more: a centre that is slightly off is no finding.</summary>
    private const double Margin = 0.01;

    /// <summary>Differences below this share are rounding.</summary>
    private const double Rounding = 1e-4;

    public static void Check(RuleContext context)
    {
        foreach (AimedValue aim in AimedValue.All(context).Where(static a => a.Kind == RuleFacts.AimAtTarget && !float.IsNaN(a.Target)))
        {
            CheckTarget(context, aim);
        }

        if (!context.Analysis.Spec.Sum.IsOfStep)
        {
            return;
        }

        foreach (GoalView goal in context.Goals.Where(static g => g.Conjuncts.Count == 1))
        {
            CheckGoal(context, goal);
        }
    }

    private static void CheckTarget(RuleContext context, AimedValue aim)
    {
        List<ColumnView> columns = context.Columns.Where(c => c.IsStepwise && c.Weighted >= 0 && c.Column.Transform == PayTransform.Value && aim.IsReadBy(context, c.Weighted) && !Witness.ReadsCarries(context.Analysis, c.Weighted)).ToList();
        FloatRange range = aim.Range(context);
        if (columns.Count == 0 || !range.IsFinite || !range.Contains(aim.Target))
        {
            return;
        }

        double Most(float at, ColumnView column) => aim.Where(context, column.Weighted, FloatRange.Of(at)).Select(b => (double)b.Range(column.Weighted).Hi).DefaultIfEmpty(double.NaN).Max();
        Branch? running = context.Program.Where(new Condition(context.Step.Find(OutputKind.Terminated), false));
        foreach (ColumnView column in columns.Where(static c => c.Column.Kind != ColumnKind.Penalty || c.Column.IsRegulariser is false))
        {
            double target = Most(aim.Target, column);
            FloatRange whole = context.Program.Range(column.Weighted);
            if (running is null || double.IsNaN(target) || !whole.IsFinite || !(whole.Hi - target > Margin * whole.Width))
            {
                continue;
            }

            if (range.Lo < aim.Target && range.Hi > aim.Target && Most(range.Lo, column) > target && Most(range.Hi, column) > target)
            {
                // More the further it is, on both sides: that is a wrong direction.
                continue;
            }

            (_, float pays, Box? at) = running.ProveAbove(column.Weighted, Budget);
            if (at is null || !(pays - target > Margin * whole.Width) || context.Program.Over(at) is not { } here)
            {
                continue;
            }

            // With everything else that reads it.
            double sum = columns.Sum(c => (double)here.Range(c.Weighted).Lo);
            double best = columns.Sum(c => Most(aim.Target, c));
            if (sum > best + (Rounding * Math.Abs(best)))
            {
                Report(context, column, DiagnosticSeverity.Error, pays, GoalView.StateText(context, ElementReads.Of(context.Step, column.Weighted), at), "at the target '" + aim.Name + "' = " + RangeData.Short(aim.Target) + " at most " + RangeData.Short(target),
                    "let it read the size of the error, as 'Abs(" + aim.Name + (aim.Target == 0f ? "" : " - " + RangeData.Short(aim.Target) + "f") + ")' or 'Tolerance' around the target");
            }
        }
    }

    private static void CheckGoal(RuleContext context, GoalView goal)
    {
        if (Elsewhere(context, goal) is not { } found || context.Held.Pursuit(goal).Most(found.At) is not { } column)
        {
            return;
        }

        context.OutdoneGoals.Add(goal);
        Report(
            context,
            column,
            found.IsMore ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            found.Pays,
            goal.StateText(found.At),
            found.IsMore ? "at the goal '" + goal.Member.Name + "' at most " + RangeData.Short(found.AtGoal) : "as much as at the goal '" + goal.Member.Name + "', which is not reached there",
            found.IsMore ? "it has to be highest where the goal is reached: turn its sign, or centre it there" : "it does not tell the two apart: drop the size ('Abs', a square), or clamp it to the side of the goal");
    }

    /// <summary>A state without the goal that pays as much as every state at it, or more; null where none is found.</summary>
    private static Found? Elsewhere(RuleContext context, GoalView goal)
    {
        GoalPursuit pursuit = context.Held.Pursuit(goal);
        if (pursuit.Sum < 0 || goal.At is not { } at || !context.Held.Program.Range(pursuit.Sum).IsFinite || context.Held.Running(new Condition(goal.Value, false)) is not { } without)
        {
            return null;
        }

        FloatRange whole = context.Held.Program.Range(pursuit.Sum);
        double least = at.Range(pursuit.Sum).Hi;
        bool isFar = goal.Tolerance > 0f || !goal.Conjuncts[0].IsComparison;
        if (without.Range(pursuit.Sum).Hi - least > Margin * whole.Width)
        {
            (_, float pays, Box? point) = without.ProveAbove(pursuit.Sum, Budget);
            if (point is not null && pays - least > Margin * whole.Width)
            {
                return new Found(pays, (float)least, point, true);
            }
        }

        if (isFar && !goal.IsTerminal && least > 0 && pursuit.Columns.All(static c => c.Column.Kind != ColumnKind.Penalty) && pursuit.Far(goal.Conjuncts[0]) is { } far && far.Range(pursuit.Sum).Hi >= (1 - Rounding) * least)
        {
            (_, float pays, Box? point) = far.ProveAbove(pursuit.Sum, Budget);
            if (point is not null && pays >= (1 - Rounding) * least)
            {
                return new Found(pays, (float)least, point, false);
            }
        }

        return null;
    }

    private static void Report(RuleContext context, ColumnView column, DiagnosticSeverity severity, float pays, string witness, string compared, string advice) => context.Report(
        RuleCatalogue.OffTarget, column.Attribute, severity, RangeData.None.Add("pays", RangeData.Text(pays)).WithWitness(witness), column.Column.Name, RangeData.Short(pays), witness, compared, advice);

    /// <summary>A state without the goal.</summary>
    private sealed record Found(float Pays, float AtGoal, Box At, bool IsMore);
}
