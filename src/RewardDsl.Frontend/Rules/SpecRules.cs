using System;
using System.Collections.Generic;

namespace RewardDsl.Frontend;

/// <summary>The rules that read the analysed program, each in a file of its own; a new rule is a new line here.</summary>
internal static class SpecRules
{
    private static readonly IReadOnlyList<Action<RuleContext>> s_all = new Action<RuleContext>[]
    {
        // Poles first: what is infinite only through them is not reported again as unbounded.
        DivisionByZero.Check,
        DomainViolations.Check,
        UnboundedPayments.Check,
        FlatKernel.Check,
        ErasedOrdering.Check,
        FoldedKernel.Check,
        LoudFallback.Check,
        LoudGuard.Check,
        SwallowedPenalty.Check,
        BoundsClaims.Check,
        PaysOnLoops.Check,
        OtherDiscount.Check,
        PotentialAtEnd.Check,
        NoPotential.Check,
        OnlyShaping.Check,
        DeltaBaseline.Check,
        WorthwhileFailure.Check,
        EndedIncome.Check,
        SurvivalIncome.Check,
        TimeLimits.Check,
        HiddenGoals.Check,
        OutweighedGoal.Check,
        UnitMismatches.Check,
        Dominance.Check,
        InertTerms.Check,
        AgainstAims.Check,
        PenaltySigns.Check,
        DoubleCounting.Check,
        SignProducts.Check,
        StepLength.Check,
        OwnPopulations.Check,
        ConstantConditions.Check,
        GateAtGoal.Check,
        StageOrder.Check,
        ZeroProducts.Check,
        UnreadGoalSignals.Check,
        IdleIsBest.Check,
        FarmedEvents.Check,
        OffTarget.Check,
        DwellingNearGoal.Check,
        BoughtConstraints.Check,
        CheapMisses.Check,

        // Windows first: what cannot be reached only for the length of the episode is not reported again.
        WindowsBeyondEpisode.Check,
        UnsatisfiableFormulas.Check,
        VacuousFormulas.Check,
        UnfinishedViolations.Check,
        ProfitableLoops.Check,
        MaskedMargins.Check,
        HiddenMemory.Check,
        MachineGuards.Check,
        MissingRanges.Check,
        RangeContradictions.Check,
        IncompleteContract.Check,
        PreferenceCheck.Check,
        UncoveredMetric.Check,
        NoEffect.Check,

        // Last: what the others had to leave undecided.
        SilentRules.Check,
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
