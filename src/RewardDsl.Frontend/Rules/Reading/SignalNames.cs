using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Parts of signals as an author reads them.</summary>
internal static class SignalNames
{
    /// <summary>What follows the name of a signal for one of its elements: <c>.Z</c>, <c>[LeftHip]</c>, <c>[2]</c>, or nothing for a single value.</summary>
    public static string Part(RuleContext context, int input, int element)
    {
        SignalFacts facts = context.Signal(input);
        int components = facts.Type.Components();
        if (!facts.Type.IsVector())
        {
            int component = context.Spec.Find(facts.Name) is { ScalarFirst: true } ? (element + 3) % 4 : element;
            return components == 1 ? "" : "." + "XYZW"[component % components];
        }

        int at = element / components;
        string index = "[" + (at < facts.Axis.Count ? facts.Axis[at] : Literals.Integer(at)) + "]";
        return components == 1 ? index : index + "." + "XYZW"[element % components];
    }
}
