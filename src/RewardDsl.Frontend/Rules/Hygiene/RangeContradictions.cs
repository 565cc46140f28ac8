using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD9001: declarations that what is proven contradicts: assumptions that exclude everything, the limit of a cost beyond what
/// an episode can add up to, the target of a helper that it never reaches.
/// </summary>
internal static class RangeContradictions
{
    /// <summary>What rounding may add, as a share.</summary>
    private const double Slack = 1e-6;

    private const int Budget = 24;

    /// <summary>CostEstimator.DiscountedSum.</summary>
    private const int DiscountedSum = 0;

    /// <summary>CostEstimator.EpisodeSum.</summary>
    private const int EpisodeSum = 1;

    public static void Check(RuleContext context)
    {
        if (context.Program.IsContradictory)
        {
            // Nothing else that is proven means anything.
            Assumptions(context);
            return;
        }

        Costs(context);
        Targets(context);
    }

    private static void Assumptions(RuleContext context)
    {
        IReadOnlyList<(SpecMember Member, AttributeData Data)> all = context.With("Assume");
        List<(SpecMember Member, AttributeData Data)> wrong = all.Where(a => context.Value(a.Member.Name) is >= 0 and int value && context.Program.Range(value).IsFalse).ToList();
        foreach ((SpecMember member, AttributeData data) in wrong.Count > 0 ? wrong : all.Skip(all.Count - 1).ToList())
        {
            Report(
                context,
                data,
                DiagnosticSeverity.Error,
                FloatRange.Of(false),
                "'" + member.Name + "' excludes every value of the declared ranges" + (all.Count > 1 && wrong.Count == 0 ? ", together with the other assumptions" : "") + ": whatever is proven of this reward means nothing");
        }
    }

    private static void Costs(RuleContext context)
    {
        for (int i = 0; i < context.Analysis.Spec.Costs.Count; i++)
        {
            CostFacts cost = context.Analysis.Spec.Costs[i];
            float limit = Literals.Float(cost.LimitBits);
            if (context.Step.Find(OutputKind.Cost, i) is not (>= 0 and int value) || Sum(context, cost.Estimator, context.Program.Range(value)) is not { } natural || IsWithin(limit, natural))
            {
                continue;
            }

            FloatRange step = context.Program.Prove(value, Budget).Range;
            if (Sum(context, cost.Estimator, step) is not { } sum || IsWithin(limit, sum) || context.With("Cost").FirstOrDefault(c => c.Member.Name == cost.Name).Data is not { } data)
            {
                continue;
            }

            bool isImpossible = limit < sum.Lo;
            Report(
                context,
                data,
                isImpossible ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                step,
                "The limit " + RangeData.Text(limit) + " of '" + cost.Name + "' can " + (isImpossible ? "never be kept: " : "never be exceeded: ") + (cost.Estimator <= EpisodeSum ? "an episode adds up to " : "it lies in ")
                    + "[" + RangeData.Text((float)sum.Lo) + ", " + RangeData.Text((float)sum.Hi) + "]");
        }
    }

    private static bool IsWithin(double limit, (double Lo, double Hi) sum)
    {
        // An end that is infinite stays so.
        double Moved(double end) => double.IsInfinity(end) ? end : end - (Slack * Math.Abs(end));
        return limit >= Moved(sum.Lo) && limit < Moved(sum.Hi);
    }

    /// <summary>What the estimate of a cost can be, from what a step can cost; null when nothing is known.</summary>
    private static (double Lo, double Hi)? Sum(RuleContext context, int estimator, FloatRange step)
    {
        if (!step.HasNumber || step.MayBeNaN)
        {
            return null;
        }

        if (estimator > EpisodeSum)
        {
            return (step.Lo, step.Hi);
        }

        double discount = estimator == DiscountedSum ? Literals.Float(context.Analysis.Contract.DiscountBits) : 1;
        int horizon = context.Analysis.Contract.Horizon;
        double steps = horizon == 0 ? discount < 1 ? 1 / (1 - discount) : double.PositiveInfinity
            : discount < 1 ? (1 - Math.Pow(discount, horizon)) / (1 - discount) : horizon;

        // An episode has at least one step, whose cost is not discounted.
        double Times(double cost, bool isMost) => cost == 0 ? 0 : (cost > 0) == isMost ? cost * steps : cost;
        return (Times(step.Lo, false), Times(step.Hi, true));
    }

    private static void Targets(RuleContext context)
    {
        foreach (AimFacts aim in context.Analysis.Spec.Aims)
        {
            float target = Literals.Float(aim.TargetBits);
            if (float.IsNaN(target) || context.Value(aim.Name) is not (>= 0 and int value) || context.Step.Code[value].Type.IsVector || context.Program.Range(value).Contains(target))
            {
                continue;
            }

            FloatRange range = context.Program.Prove(value, Budget).Range;
            double slack = Slack * Math.Max(range.Magnitude, Math.Abs(target));
            if (range.HasNumber && (target < range.Lo - slack || target > range.Hi + slack) && context.With("Aim").FirstOrDefault(a => a.Member.Name == aim.Name).Data is { } data)
            {
                Report(context, data, DiagnosticSeverity.Error, range, "'" + aim.Name + "' never reaches its Target " + RangeData.Text(target) + ": its proven range is " + RangeData.Text(range));
            }
        }
    }

    private static void Report(RuleContext context, AttributeData data, DiagnosticSeverity severity, FloatRange range, string message) =>
        context.Report(RuleCatalogue.MissingRange, data.Location(), severity, RangeData.Of(range), message);
}
