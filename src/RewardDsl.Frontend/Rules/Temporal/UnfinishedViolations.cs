using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD6004 of formulas: one that fails for good costs once, and the episode with its income goes on: a toll. And one that pays at each step as long as
/// nothing has gone wrong: an income for staying alive.
/// </summary>
internal static class UnfinishedViolations
{
    /// <summary>The share of all else from which on staying alive is enough.</summary>
    private const double Share = 0.5;

    private const int Budget = 6;

    public static void Check(RuleContext context)
    {
        if (!context.Episode.IsComparable || context.Analysis.Contract.Horizon == 1)
        {
            return;
        }

        foreach (FormulaDeclaration declaration in context.Spec.Formulas.Where(context.IsOwn))
        {
            if (context.Analysis.Spec.Formulas.FirstOrDefault(f => f.Name == declaration.Name) is not { IsQuantitative: false, Table: { False: >= 0 } table } formula)
            {
                continue;
            }

            if (formula is { IsConstraint: true, IsHard: false, Pay: FormulaFacts.WhenDecided, Penalty.Length: > 0 } && FormulaMemory.OutlivesDecision(context, formula, table, table.False))
            {
                Toll(context, declaration, formula);
            }
            else if (formula is { Pay: FormulaFacts.EachStep, Reward.Length: > 0 } && FormulaMemory.OpenStates(table) is { Count: > 0 } open && open.All(s => s >= table.FirstAccepting) && !context.Goals.Any(static g => g.Facts.IsSurvival))
            {
                Income(context, declaration, formula);
            }
        }
    }

    /// <summary>The price of failing for good against what the episode can still pay after it.</summary>
    private static void Toll(RuleContext context, FormulaDeclaration declaration, FormulaFacts formula)
    {
        double price = AtStart(context, formula.Penalty);
        double income = Most(context);
        double after = income * context.Episode.Staying;
        if (!(price > 0) || !(after > price) || double.IsInfinity(after))
        {
            return;
        }

        double even = BreakEven.AtLeast(after);
        context.Report(
            RuleCatalogue.MonitorPayment,
            declaration.Data.Location(),
            DiagnosticSeverity.Warning,
            RangeData.None.Add("breakEven", RangeData.Short(even)).Add("fix", "hard"),
            "Once '" + formula.Name + "' has failed for good it costs nothing more: " + RangeData.Short(price) + " once, while the episode goes on and can pay " + RangeData.Short(income) + " a step, "
                + RangeData.Short(after) + " " + context.Episode.StayingText + ": it is a toll. Let it end the episode (Hard = true), or cost " + RangeData.Short(even));
    }

    /// <summary>What is paid at each step at which nothing has gone wrong, against all else.</summary>
    private static void Income(RuleContext context, FormulaDeclaration declaration, FormulaFacts formula)
    {
        double pays = AtStart(context, formula.Reward);
        double steps = context.Episode.Staying;
        double all = (Math.Max(0, Most(context)) * steps) + Once(context, formula);
        if (!(pays > 0) || double.IsInfinity(all) || double.IsNaN(all) || pays * steps < Share * all * (1 - BreakEven.Rounding))
        {
            return;
        }

        double fair = BreakEven.AtMost(Share * all / steps * (1 - (2 * BreakEven.Rounding)));
        context.Report(
            RuleCatalogue.MonitorPayment,
            declaration.Data.Location(),
            DiagnosticSeverity.Warning,
            RangeData.None.Add("breakEven", RangeData.Short(fair)),
            "'" + formula.Name + "' pays " + RangeData.Short(pays) + " at each step as long as it has not failed, " + RangeData.Short(pays * steps) + " " + context.Episode.StayingText + " for staying alive; all else pays "
                + (all > 0 ? "at most " + RangeData.Short(all) + ": pay it when it is decided, or at most " + RangeData.Short(fair) + " a step" : "nothing: pay it when it is decided"));
    }

    /// <summary>The most that a step at which the episode goes on pays.</summary>
    private static double Most(RuleContext context) => context.Value("", ProbedPart.Income) >= 0 && context.Held.Running() is { } running ? running.ProveAbove(context.Held.Income, Budget).Bound : 0;

    /// <summary>What is paid once: for succeeding, for events, for other formulas.</summary>
    private static double Once(RuleContext context, FormulaFacts formula)
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

        return all + context.Analysis.Spec.Formulas.Where(f => f.Name != formula.Name && f.Reward.Length > 0).Sum(f => Math.Max(0, AtStart(context, f.Reward)) * (f.Pay == FormulaFacts.EachStep ? context.Episode.Staying : 1));
    }

    /// <summary>A number of a formula at the start of training.</summary>
    private static double AtStart(RuleContext context, string name) => context.Step.Parameters.FirstOrDefault(p => p.Name == name) is { } slot ? Literals.Float(slot.DefaultBits) : 0;
}
