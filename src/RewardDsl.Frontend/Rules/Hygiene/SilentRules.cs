using System.Linq;

namespace RewardDsl.Frontend;

/// <summary>RWD9007: facts that the spec does not declare and without which rules that could judge it stay silent. Runs last, once for a spec.</summary>
internal static class SilentRules
{
    public static void Check(RuleContext context)
    {
        // A sketch, a vocabulary, a single answer: it says nothing of an episode, so there is nothing to complete.
        bool isEpisode = context.Episode.Horizon > 0 || context.Episode.HasDiscount || context.Goals.Count > 0 || context.Episode.Ends.Count > 0;
        if (isEpisode && context.Missing.All.Count > 0)
        {
            context.Report(
                RuleCatalogue.SilentRule,
                context.Spec.Location,
                RuleCatalogue.SilentRule.DefaultSeverity,
                RangeData.None.Add("facts", string.Join(";", context.Missing.All.Select(static f => f.Fact))),
                context.Spec.Type.Name,
                string.Join("; ", context.Missing.All.Select(static f => f.Fact + " (" + string.Join(", ", f.Rules) + ")")));
        }
    }
}
