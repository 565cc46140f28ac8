using System;
using System.Collections.Generic;

namespace RewardDsl.Frontend;

/// <summary>The rules that read the analysed program, each in a file of its own; a new rule is a new line here.</summary>
internal static class SpecRules
{
    private static readonly IReadOnlyList<Action<RuleContext>> s_all = new Action<RuleContext>[]
    {
        DivisionByZero.Check,
        FlatKernel.Check,
        ErasedOrdering.Check,
        FoldedKernel.Check,
        SwallowedPenalty.Check,
        BoundsClaims.Check,
        StageOrder.Check,
        ZeroProducts.Check,
        UnreadGoalSignals.Check,
        ConstantConditions.Check,
        GateAtGoal.Check,
        BoughtConstraints.Check,
        DomainViolations.Check,
        UnboundedPayments.Check,
        MissingRanges.Check,
        RangeContradictions.Check,
        NoEffect.Check,
        UncoveredMetric.Check,
        IncompleteContract.Check,
        UnitMismatches.Check,
    };

    /// <summary>Runs every rule.</summary>
    public static void Run(RuleContext context)
    {
        foreach (Action<RuleContext> rule in s_all)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            rule(context);
        }
    }
}
