using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD9002: a spec that declares a part of its episode contract, and not what that part needs. Off where neither a horizon nor a
/// discount is declared: a vocabulary, a single answer, a sketch.
/// </summary>
internal static class IncompleteContract
{
    public static void Check(RuleContext context)
    {
        AttributeData own = context.Spec.Attribute;
        List<AttributeData> stated = BaseSpecs.Chain(context.Spec.Type).Select(static t => Attributes.Get(t, "RewardSpec")).OfType<AttributeData>().ToList();
        bool Has(string name) => stated.Any(a => a.Has(name));

        // What a derived spec takes over as it is, its base has to complete.
        if (!own.Has("Horizon") && !own.Has("Discount") && !own.Has("TimeLimit"))
        {
            return;
        }

        if (Has("Horizon") && !Has("Discount"))
        {
            CheckDiscount(context, own, stated);
        }
        else if (Has("Discount") && !Has("Horizon") && Has("TimeLimit"))
        {
            Report(context, own, "TimeLimit", "Horizon", "it says what its time limit means, but not when it is reached");
        }
        else if (Has("Discount") && !Has("Horizon") && Literals.Float(context.Analysis.Contract.DiscountBits) == 1f && context.IsReturn && context.With("Termination").Count == 0)
        {
            Report(context, own, "Discount", "a Horizon or a [Termination]", "with Discount = 1 the return of an episode that never ends has no limit");
        }
    }

    private static void CheckDiscount(RuleContext context, AttributeData own, List<AttributeData> stated)
    {
        if (context.Columns.FirstOrDefault(static c => c.Column.Kind == ColumnKind.Potential) is { } shaping)
        {
            Report(context, own, "Horizon", "Discount", "the shaping by '" + shaping.Member.Name + "' is paid with 1, which keeps the optimum only of a learner that does not discount either");
        }
        else if (context.IsReturn && stated.AsEnumerable().Reverse().FirstOrDefault(static a => a.Has("TimeLimit"))?.Named("TimeLimit", 0) == 0)
        {
            Report(context, own, "Horizon", "Discount", "its time limit truncates, so what is left of the return is estimated there, and it has no limit while all later rewards count in full");
        }
    }

    private static void Report(RuleContext context, AttributeData own, string argument, string missing, string why) => context.Report(
        RuleCatalogue.IncompleteContract, own.Written(argument)?.GetLocation() ?? own.Location() ?? context.Spec.Location, context.Spec.Type.Name, missing, why);
}
