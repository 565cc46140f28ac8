using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5007: an event that costs something once and has no other effect, while a few steps of the other terms can pay for it: it
/// has a price, and a low one. What is paid while it lasts is a preference, and what a <c>[Cost]</c> limits has no price.
/// </summary>
internal static class BoughtConstraints
{
    /// <summary>Steps within which a violation must not pay off.</summary>
    private const int Steps = 10;

    /// <summary>Boxes to look at for the most that a term pays.</summary>
    private const int Budget = 8;

    /// <summary>Terms that are looked at closely.</summary>
    private const int Searches = 4;

    public static void Check(RuleContext context)
    {
        SumRules sum = context.Analysis.Spec.Sum;
        if (!IsEpisode(context) || context.PaysCollected || sum.Total.Length > 0 || sum.Transform != PayTransform.Value || sum.Limit != PayLimit.None)
        {
            return;
        }

        foreach (ColumnView column in context.Columns)
        {
            if (IsEvent(column) && context.Program.Range(column.Weighted).Lo is var cost and < 0f && !float.IsInfinity(cost) && HasNoOtherEffect(context, column))
            {
                Compare(context, column, -cost);
            }
        }
    }

    /// <summary>Paid once for an event, and negative.</summary>
    private static bool IsEvent(ColumnView column) => column is { Raw: >= 0, Weighted: >= 0, IsOfEvent: true, Column: { IsRegulariser: false, Kind: ColumnKind.Bonus or ColumnKind.Penalty } };

    /// <summary>An answer that is judged once has no steps that could pay for anything; neither has a comparison of answers.</summary>
    private static bool IsEpisode(RuleContext context)
    {
        Contract contract = context.Analysis.Contract;
        return context.IsReturn && contract.Horizon != 1
            && (contract.Horizon > 1 || Literals.Float(contract.DiscountBits) < 1f || !float.IsNaN(Literals.Float(contract.StepSecondsBits)) || context.Analysis.Spec.Terminations.Count > 0);
    }

    /// <summary>Whether the episode goes on, something is paid on, and no cost channel counts it.</summary>
    private static bool HasNoOtherEffect(RuleContext context, ColumnView column)
    {
        var happens = new Condition(column.Raw, true);
        if (ConditionTruth.Where(context, happens) is not { } during
            || ConditionTruth.Where(context, happens, new Condition(context.Step.Find(OutputKind.Terminated), false)) is null)
        {
            return false;
        }

        for (int i = 0; i < context.Analysis.Spec.Costs.Count; i++)
        {
            if (during.Range(context.Step.Find(OutputKind.Cost, i)).Lo > 0f)
            {
                return false;
            }
        }

        return Incomes(context).Any(c => during.Range(c.Weighted).Hi > 0f);
    }

    private static IEnumerable<ColumnView> Incomes(RuleContext context) => context.Columns.Where(static c =>
        c.Column.Kind is ColumnKind.Term or ColumnKind.Bonus && c.Weighted >= 0 && c.Column.Limit != PayLimit.Once && !c.Column.IsRegulariser);

    private static void Compare(RuleContext context, ColumnView column, double cost)
    {
        int horizon = context.Analysis.Contract.Horizon;
        int steps = horizon > 0 ? Math.Min(Steps, horizon) : Steps;
        var gains = new List<(ColumnView Income, double Gain)>();
        foreach (ColumnView income in Incomes(context))
        {
            FloatRange range = context.Program.Range(income.Weighted);
            if (!range.IsFinite)
            {
                // Without a limit there is no price to name; that is another rule's finding.
                return;
            }

            if (range.Hi > 0f)
            {
                gains.Add((income, Gain(income, range)));
            }
        }

        double perStep = 0;
        double once = 0;
        int searches = Searches;
        foreach ((ColumnView income, double cheap) in gains.OrderByDescending(static g => g.Gain))
        {
            // Tight for the terms that count, which are few.
            double gain = searches-- > 0 ? Gain(income, context.Program.Prove(income.Weighted, Budget).Range) : cheap;
            switch (income.Column)
            {
                case { Limit: PayLimit.Budget }:
                    once += Math.Min(Literals.Float(income.Column.CapBits), gain * steps);
                    break;
                case { Transform: PayTransform.Progress or PayTransform.BestSoFar }:
                    // Increments add up to no more than the whole way.
                    once += gain;
                    break;
                default:
                    perStep += gain * (income.Column.Transform == PayTransform.Rise ? 0.5 : 1);
                    break;
            }
        }

        if (context.Analysis.Spec.Sum.Clamp is { } clamp)
        {
            perStep = Math.Min(perStep, Literals.Float(clamp.MaxBits));
            cost = Math.Min(cost, perStep - Literals.Float(clamp.MinBits));
        }

        double all = (perStep * steps) + once;
        if (!(cost < all))
        {
            return;
        }

        string price = once == 0 ? Number(cost / perStep) + " steps at up to " + Number(perStep) + " pay for it" : "the other terms can pay " + Number(all) + " within " + Literals.Integer(steps) + " steps";
        context.Report(
            RuleCatalogue.BoughtConstraint,
            column.Attribute,
            RuleCatalogue.BoughtConstraint.DefaultSeverity,
            RangeData.Of(context.Program.Range(column.Weighted)),
            column.Column.Name,
            Number(cost) + (column.Column.Limit == PayLimit.Once ? " once, however often it happens" : " each time"),
            price + (once == 0 ? "; to outweigh " + Literals.Integer(steps) + " steps it must cost more than " + Number(all) : "; it must cost more") + ", end the episode or be a [Cost]");
    }

    /// <summary>What is paid in any case is not gained by a violation.</summary>
    private static double Gain(ColumnView income, FloatRange range) =>
        income.Column.Transform is PayTransform.Progress or PayTransform.BestSoFar ? range.Hi : range.Hi - Math.Max(0.0, range.Lo);

    private static string Number(double value) => RangeData.Text((float)(value >= 1000 ? Math.Round(value) : Math.Round(value, value >= 10 ? 1 : 2)));
}
