using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5004: a milestone whose successor pays less. Best is compared with best: what the terms that read their signals can pay at
/// the milestone, before its successor, with the most that they can pay at the successor. So neither penalties nor smooth kernels,
/// which both sides have, count.
/// </summary>
internal static class StageOrder
{
    private const int Tries = 2;
    private const int Searched = 4;
    private const double Slack = 1e-4;

    public static void Check(RuleContext context)
    {
        List<Milestone> stages = context.With("Stage").OrderBy(static s => s.Data.Number(0, 0)).Select(s => new Milestone(s.Member, s.Data, context.Value(s.Member.Name))).ToList();
        List<Milestone> goals = context.With("Goal").Where(static g => g.Data.Named("Kind", 0) == 0 && !g.Data.Named("Resampled", false)).Select(g => new Milestone(g.Member, g.Data, context.Value(g.Member.Name))).ToList();
        // A replaced sum, or one that pays for changes, is not the sum of what the terms pay.
        if (!context.Analysis.Spec.Sum.IsOfStep || stages.Count == 0 || stages.Concat(goals).Any(static m => m.Value < 0))
        {
            return;
        }

        for (int i = 0; i + 1 < stages.Count; i++)
        {
            Check(context, stages[i], stages[i + 1], stages.Skip(i + 2).Concat(goals).ToList());
        }

        foreach (Milestone goal in goals)
        {
            Check(context, stages[stages.Count - 1], goal, Array.Empty<Milestone>());
        }
    }

    private static void Check(RuleContext context, Milestone first, Milestone second, IReadOnlyList<Milestone> later)
    {
        Condition[] before = later.Select(static l => new Condition(l.Value, false)).ToArray();
        Condition[] conditions = before.Append(new Condition(second.Value, false)).Append(new Condition(first.Value, true)).ToArray();
        Branch? at = context.Program.Where(conditions);

        // A successor keeps what was achieved, unless it cannot.
        Branch? next = context.Program.Where(before.Append(new Condition(first.Value, true)).Append(new Condition(second.Value, true)).ToArray())
            ?? context.Program.Where(before.Append(new Condition(second.Value, true)).ToArray())
            ?? context.Program.Where(new Condition(second.Value, true));
        if (at is null || next is null)
        {
            return;
        }

        // Only what reads a signal of the two can differ between them.
        List<int> asked = ElementReads.Of(context.Step, first.Value).Concat(ElementReads.Of(context.Step, second.Value)).Select(static r => r.Input).Distinct().ToList();
        List<ColumnView> own = context.Columns.Where(c => c.IsStepwise && (asked.Any(i => context.Program.Dependences.ReadsInput(c.Paid, i)) || Witness.ReadsCarries(context.Analysis, c.Paid))).ToList();
        List<ColumnView> staying = own.Where(c => !IsPassing(c)).OrderByDescending(c => Drop(c, at, next)).ToList();
        if (staying.Count == 0 || Drop(staying[0], at, next) <= 0)
        {
            return;
        }

        double Most(ColumnView column, Branch region) =>
            later.Any(l => ZeroFactor.IsZeroWithout(context.Step, column.Paid, l.Value)) ? 0 : region.Range(column.Paid).Hi;

        // What is paid once, or for a change, keeps nobody; what the successor pays once counts for it.
        double best = own.Sum(c => Most(c, next))
            + context.Columns.Where(static c => c.Column.Kind == ColumnKind.Termination).Sum(c => Math.Max(0.0, next.Range(c.Paid).Hi));
        if (!IsAbove(staying.Sum(c => Most(c, at)), best) || Best(context, at, staying, conditions) is not { } witness)
        {
            return;
        }

        double stay = staying.Sum(c => (double)witness.Range(c.Paid).Lo);
        if (!IsAbove(stay, best))
        {
            return;
        }

        // What staying beside that goal pays is the same fact.
        context.OutdoneGoals.UnionWith(context.Goals.Where(g => g.Member == second.Member));
        double least = staying.Sum(c => (double)at.Range(c.Paid).Lo);
        bool isCertain = staying.Count == own.Count && least > best;
        ColumnView most = staying.OrderByDescending(c => witness.Range(c.Paid).Lo - (double)next.Range(c.Paid).Hi).First();
        context.Report(
            RuleCatalogue.StageInverted,
            second.Data.Location() ?? second.Member.Location,
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            RangeData.None.Add("before", RangeData.Text((float)stay)).Add("after", RangeData.Text((float)best)),
            first.Member.Name,
            isCertain ? "pay at least " + Short(least) : "can pay " + Short(stay),
            second.Member.Name,
            Short(best),
            ": '" + most.Column.Name + "' falls from " + Short(witness.Range(most.Paid).Hi) + " to at most " + Short(next.Range(most.Paid).Hi));
    }

    /// <summary>A payment to four digits: the bounds carry the slack of rounding.</summary>
    private static string Short(double value) => RangeData.Text(float.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static bool IsAbove(double stay, double best) => !double.IsInfinity(best) && stay > best + (Slack * Math.Max(1.0, Math.Abs(best)));

    /// <summary>By how much the most that a column pays is lower at the successor.</summary>
    private static double Drop(ColumnView column, Branch at, Branch next)
    {
        double drop = at.Range(column.Paid).Hi - (double)next.Range(column.Paid).Hi;
        return drop > Slack * Math.Max(1.0, Math.Abs((double)next.Range(column.Paid).Hi)) ? drop : 0;
    }

    private static bool IsPassing(ColumnView column) => column.Column.Transform != PayTransform.Value || column.Column.Limit != PayLimit.None;

    /// <summary>A point of a region at which the columns together pay as much as can be found: one after the other, the first first.</summary>
    private static Branch? Best(RuleContext context, Branch at, List<ColumnView> columns, Condition[] conditions)
    {
        Branch? found = null;
        Branch? rest = at;
        Box box = at.Box.Clone();
        foreach (ColumnView column in columns.Take(Searched))
        {
            if (rest is null || (found is not null && rest.Range(column.Paid).IsSingle) || rest.ProveAbove(column.Paid, Tries).At is not { } point)
            {
                continue;
            }

            if (context.Program.Over(point) is { } here && conditions.All(c => c.Holds ? here.Range(c.Value).IsTrue : here.Range(c.Value).IsFalse))
            {
                found = here;
                foreach ((int input, int element) in ElementReads.Of(context.Step, column.Paid))
                {
                    box.Inputs[input][element] = point.Inputs[input][element];
                }

                for (int i = 0; i < box.Carries.Length; i++)
                {
                    box.Carries[i] = point.Carries[i];
                }

                rest = context.Program.Over(box);
            }
        }

        return found;
    }

    /// <summary>A stage or a goal.</summary>
    private sealed record Milestone(SpecMember Member, AttributeData Data, int Value);
}
