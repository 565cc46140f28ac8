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
        LoudFallback.Check,
        LoudGuard.Check,
        SwallowedPenalty.Check,
        BoundsClaims.Check,
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
