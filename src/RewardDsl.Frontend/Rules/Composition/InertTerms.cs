using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4002: a term with the weight 0; a term that pays the same at every step although nothing ends an episode; a sum whose level is
/// far above its spread. What is always 0 is RWD9005, a condition that never changes RWD5002.
/// </summary>
internal static class InertTerms
{
    private const double Level = 100;

    public static void Check(RuleContext context)
    {
        bool isEndless = context.Episode.Ends.Count == 0;
        foreach (ColumnView column in context.Columns.Where(c => c.IsStepwise && c.Gated >= 0 && !c.Column.IsRegulariser && context.IsOwn(c.Member)))
        {
            FloatRange value = context.Program.Range(column.Gated);
            if (value.IsSingle && value.Lo == 0f)
            {
                continue;
            }

            if (IsWeightZero(context, column))
            {
                if (!OtherCode.MayNeed(context, column.Member))
                {
                    context.Report(
                        RuleCatalogue.InertTerm, column.Attribute, DiagnosticSeverity.Warning, RangeData.Of(value).Add("breakEven", "0"),
                        "The weight of '" + column.Column.Name + "' is 0: it pays nothing (its value is in " + RangeData.Short(value) + "; remove it, give it a weight, or switch it off in a derived spec with [Reweight])");
                }
            }
            else if (isEndless && value.IsSingle && context.Program.Range(column.Weighted) is { IsSingle: true, Lo: not 0f } paid && column.Column is { Transform: PayTransform.Value, Limit: PayLimit.None } && !HasFixedCondition(context, column))
            {
                context.Report(
                    RuleCatalogue.InertTerm, column.Attribute, DiagnosticSeverity.Warning, RangeData.Of(paid),
                    "'" + column.Column.Name + "' pays " + RangeData.Short(paid.Lo) + " at every step, whatever the agent does, and no [Termination] lets it change how many steps there are");
            }
        }

        if (!isEndless)
        {
            CheckLevel(context);
        }
    }

    /// <summary>A weight of 0 in the declaration; one that a derived spec switched off, or a run sets, has a reason.</summary>
    private static bool IsWeightZero(RuleContext context, ColumnView column) =>
        column.Column is { WeightMember.Length: 0, Schedule.Length: 0 } && context.Program.Range(column.Coefficient) is { Lo: 0f, Hi: 0f }
        && Attributes.Get(column.Member.Symbol, column.Column.Kind.ToString())?.Number(0, 1) == 0;

    private static bool HasFixedCondition(RuleContext context, ColumnView column) => context.Sites.All
        .Where(s => s.Member == column.Column.Name && s.Kind != SiteKind.Choice)
        .SelectMany(static s => s.Result)
        .Select(context.Analysis.Probe)
        .Any(v => context.Step.Code[v].Type.Kind == IrKind.Bool && context.Program.Range(v).IsSingle);

    /// <summary>The same at every step up to a hundredth: what differs is lost in estimates of it.</summary>
    private static void CheckLevel(RuleContext context)
    {
        if (context.Value("", ProbedPart.Sum) is not (>= 0 and int sum) || context.Analysis.Spec.Sum.Total.Length > 0 || context.Program.Range(sum) is not { IsFinite: true, Width: > 0 } range)
        {
            return;
        }

        double level = Math.Abs(((double)range.Lo + range.Hi) / 2);
        ColumnView? largest = context.Columns.Where(static c => c.IsStepwise && c.Weighted >= 0).OrderByDescending(c => context.Program.Range(c.Weighted).Magnitude).FirstOrDefault();
        if (level > Level * range.Width && largest is not null && context.IsOwn(largest.Member))
        {
            context.Report(
                RuleCatalogue.InertTerm, largest.Attribute, DiagnosticSeverity.Info, RangeData.Of(range),
                "The sum of the terms is in " + RangeData.Short(range) + ": its level, mostly of '" + largest.Column.Name + "', is " + RangeData.Short(level / range.Width) + " times what the agent can change in a step");
        }
    }
}
