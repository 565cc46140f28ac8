using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4004, of the role: a penalty whose value is never positive pays instead of costing; one that can be negative pays there.
/// Silent for what the policy itself computes: estimators of a divergence are negative now and then.
/// </summary>
internal static class PenaltySigns
{
    private const int Budget = 24;

    /// <summary>Of the largest value: less than this below 0 is rounding.</summary>
    private const double Slack = 1e-3;

    public static void Check(RuleContext context)
    {
        foreach (ColumnView column in context.Columns.Where(static c => c.Column is { Kind: ColumnKind.Penalty, Transform: PayTransform.Value, IsBool: false } && c.Gated >= 0))
        {
            if (context.Program.Range(column.Gated) is not { HasNumber: true, Lo: < 0f } || !(context.Program.Range(column.Coefficient).Lo < 0f) || !context.IsOwn(column.Member) || IsExempt(context, column))
            {
                continue;
            }

            ProvenRange proven = context.Program.Prove(column.Gated, Budget);
            bool isNever = proven.Range.Hi <= 0f;
            if (proven.AtLo is null || !(proven.AttainedLo < -Slack * Math.Max(Math.Abs(proven.AttainedLo), proven.Range.Hi)) || float.IsInfinity(proven.Range.Hi))
            {
                continue;
            }

            Report(context, column, proven, isNever);
        }
    }

    private static bool IsExempt(RuleContext context, ColumnView column) => context.SignalsOf(column.Raw)
        .Any(m => MissingRanges.IsOpen(context, m) || context.Analysis.Spec.Signals.Any(s => s.Name == m.Name && s.Named.Source == RuleFacts.SourcePolicy));

    private static void Report(RuleContext context, ColumnView column, ProvenRange proven, bool isNever)
    {
        double most = (double)proven.AttainedLo * context.Program.Range(column.Coefficient).Lo;
        string? witness = Witness.ReadsCarries(context.Analysis, column.Gated) ? null : Witness.Text(context.Analysis, column.Gated, proven.AtLo!);
        string where = witness is null ? "" : " at " + witness;
        context.Report(
            RuleCatalogue.WrongDirection,
            column.Attribute,
            isNever ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            (isNever ? RangeData.Of(proven.Range).Add("role", "Term") : RangeData.Of(proven.Range)).WithWitness(witness),
            isNever
                ? "The penalty '" + column.Column.Name + "' never costs anything: its value is in " + RangeData.Short(proven.Range) + ", so it pays up to " + RangeData.Short(most) + where + " (a value that is negative already is a [Term])"
                : "The penalty '" + column.Column.Name + "' pays where its value is negative: " + RangeData.Short(most) + where + " (take its size, 'Abs', its square, or keep it from below 0: 'Max(…, 0f)')");
    }
}
