using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5004: a milestone whose successor pays less. Best is compared with best: what a step can pay at the milestone, before its
/// successor, with the most that it can pay at the successor. So neither penalties nor smooth kernels, which both sides have, count.
/// </summary>
internal static class StageOrder
{
    private const int Budget = 32;
    private const double Slack = 1e-4;

    public static void Check(RuleContext context)
    {
        List<Milestone> stages = context.With("Stage").OrderBy(static s => s.Data.Number(0, 0)).Select(s => new Milestone(s.Member, s.Data, context.Value(s.Member.Name))).ToList();
        List<Milestone> goals = context.With("Goal").Where(static g => g.Data.Named("Kind", 0) == 0 && !g.Data.Named("Resampled", false)).Select(g => new Milestone(g.Member, g.Data, context.Value(g.Member.Name))).ToList();
        if (stages.Count == 0 || stages.Concat(goals).Any(static m => m.Value < 0))
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
        Branch? at = context.Program.Where(before.Append(new Condition(second.Value, false)).Append(new Condition(first.Value, true)).ToArray());

        // A successor keeps what was achieved, unless it cannot.
        Branch? next = context.Program.Where(before.Append(new Condition(first.Value, true)).Append(new Condition(second.Value, true)).ToArray())
            ?? context.Program.Where(before.Append(new Condition(second.Value, true)).ToArray())
            ?? context.Program.Where(new Condition(second.Value, true));
        int sum = Sum(context);
        if (at is null || next is null || sum < 0 || !context.Columns.Any(c => c.IsStepwise && Drop(c, at, next) > 0))
        {
            return;
        }

        // Of a single value every point of the region is a witness.
        ProvenRange here = at.Prove(sum, Budget);
        Branch? witness = here.Range.IsSingle ? at : here.AtHi is null ? null : context.Program.Within(here.AtHi);
        if (witness is null)
        {
            return;
        }

        // What is paid once, or for a change, keeps nobody there; what the successor pays once counts for it.
        List<ColumnView> passing = context.Columns.Where(c => c.IsStepwise && IsPassing(c)).ToList();
        double stay = (here.Range.IsSingle ? here.Range.Hi : here.AttainedHi) - passing.Sum(c => Math.Max(0.0, witness.Range(c.Paid).Hi));
        double payoff = context.Columns.Where(static c => c.Column.Kind == ColumnKind.Termination).Sum(c => Math.Max(0.0, next.Range(c.Paid).Hi));
        if (passing.Count > 0 && context.Analysis.Spec.Sum.Total.Length > 0)
        {
            return;
        }

        double best = payoff + next.Prove(sum, Budget).Range.Hi;
        if (double.IsInfinity(best) || double.IsNaN(best) || !(stay > best + (Slack * Math.Max(1.0, Math.Abs(best)))))
        {
            return;
        }

        bool isCertain = passing.Count == 0 && here.Range.Lo > best;
        ColumnView most = context.Columns.Where(c => c.IsStepwise && !IsPassing(c)).OrderByDescending(c => witness.Range(c.Paid).Lo - (double)next.Range(c.Paid).Hi).First();
        context.Report(
            RuleCatalogue.StageInverted,
            second.Data.Location() ?? second.Member.Location,
            isCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            RangeData.None.Add("before", RangeData.Text((float)stay)).Add("after", RangeData.Text((float)best)),
            first.Member.Name,
            isCertain ? "pays at least " + Short(here.Range.Lo) : "can pay " + Short(stay),
            second.Member.Name,
            Short(best),
            ": '" + most.Column.Name + "' falls from " + Short(witness.Range(most.Paid).Hi) + " to at most " + Short(next.Range(most.Paid).Hi));
    }

    /// <summary>A payment to four digits: the bounds carry the slack of rounding.</summary>
    private static string Short(double value) => RangeData.Text(float.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>By how much the most that a column pays is lower at the successor.</summary>
    private static double Drop(ColumnView column, Branch at, Branch next)
    {
        double drop = at.Range(column.Paid).Hi - (double)next.Range(column.Paid).Hi;
        return drop > Slack * Math.Max(1.0, Math.Abs((double)next.Range(column.Paid).Hi)) ? drop : 0;
    }

    private static bool IsPassing(ColumnView column) => column.Column.Transform != PayTransform.Value || column.Column.Limit != PayLimit.None;

    /// <summary>What the terms pay together: after what happens to the sum, unless that looks back.</summary>
    private static int Sum(RuleContext context) => context.Value("", context.Analysis.Spec.Sum.HasCarry ? ProbedPart.Sum : ProbedPart.PaidSum);

    /// <summary>A stage or a goal.</summary>
    private sealed record Milestone(SpecMember Member, AttributeData Data, int Value);
}
