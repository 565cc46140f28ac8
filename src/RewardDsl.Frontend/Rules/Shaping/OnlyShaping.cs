using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD2005: a spec of which everything that changes is a difference of a function of the state. With the right discount the return is
/// the same whatever the policy does; else only what the discount and the end leave over decides. Declared progress states an
/// objective, and so do a payoff, a bonus, a level, a formula, a machine and a cost of time.
/// </summary>
internal static class OnlyShaping
{
    public static void Check(RuleContext context)
    {
        SumRules sum = context.Analysis.Spec.Sum;
        if (!context.IsReturn || sum.Total.Length > 0 || sum.Transform != PayTransform.Value || sum.Limit != PayLimit.None || sum.Clamp is not null
            || context.Analysis.Spec.Columns.Any(static c => c.IsOfAutomaton && c.Kind != ColumnKind.Potential))
        {
            return;
        }

        var shaping = new List<string>();
        foreach (ColumnView column in context.Columns)
        {
            if (column.Column.Kind == ColumnKind.Potential)
            {
                shaping.Add(column.Column.Name);
            }
            else if (column.Column.Kind == ColumnKind.Bonus || (column.IsStepwise && column.Column.Transform != PayTransform.Value))
            {
                return;
            }
            else if (column.Paid >= 0 && context.Program.Range(column.Paid) is { Lo: 0f, Hi: 0f, MayBeNaN: false })
            {
                continue;
            }
            else if (column.IsStepwise && column.Column.Limit == PayLimit.None && context.Differences.IsOnly(column))
            {
                shaping.Add(column.Column.Name);
            }
            else
            {
                return;
            }
        }

        // Without discount the last state counts in full: to have gained much by the end is an objective.
        bool isWritten = context.Differences.All.Count > 0;
        if (shaping.Count == 0 || (isWritten && (context.Episode.Rest == 0 || context.Differences.All.Any(context.Differences.IsRate))))
        {
            return;
        }

        bool isDiscounted = context.Differences.All.All(d => OtherDiscount.IsDiscounted(context, d));
        bool isTie = isDiscounted && (!isWritten || (context.Episode.Ends.Count == 0 && (context.Episode.Horizon == 0 || context.Episode.TruncatesAtHorizon)));
        context.Report(
            RuleCatalogue.OnlyShaping,
            context.Spec.Location,
            isTie ? RuleCatalogue.OnlyShaping.DefaultSeverity : DiagnosticSeverity.Warning,
            RangeData.None,
            context.Spec.Type.Name,
            string.Join(", ", shaping.Select(static s => "'" + s + "'")),
            (isTie ? "the return is a constant of the start, and every policy ties" : "only what the " + (isDiscounted ? "end" : "discount") + " leaves over tells one policy from another")
            + "; pay for what is wanted: a level, a payoff, or declared [Progress]");
    }
}
