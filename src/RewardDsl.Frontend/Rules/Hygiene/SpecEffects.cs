using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What can change a spec's results.</summary>
internal static class SpecEffects
{
    /// <summary>Follows the results of some kinds back to signals and parameters.</summary>
    public static Effects Of(RuleContext context, Func<OutputKind, bool> counts)
    {
        // A weight or payoff that nobody declared as a parameter has the source's value in the analysis, but a run can set it.
        var declared = new HashSet<string>(context.Spec.Members.Where(static m => m.Role == MemberRole.Parameter).Select(static m => m.Name));
        return new Effects(
            context.Program,
            context.Step.Outputs.Where(o => counts(o.Kind)).Select(static o => o.Value),
            p => !declared.Contains(context.Step.Parameters[p].Name));
    }

    /// <summary>Whether a signal can change what was followed.</summary>
    public static bool Feels(this Effects effects, RuleContext context, SpecMember signal) =>
        Enumerable.Range(0, context.Step.Inputs.Count).Any(i => context.Signal(i).Name == signal.Name && effects.IsInputFelt(i));

    /// <summary>Whether the spec pays anything.</summary>
    public static bool PaysAnything(this RuleContext context) => context.Columns.Count > 0 || context.Analysis.Spec.Sum.Total.Length > 0;

    /// <summary>Whether the spec itself declares the member: what a derived spec switches off is no mistake of its base.</summary>
    public static bool IsOwn(this RuleContext context, SpecMember member) =>
        Microsoft.CodeAnalysis.SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, context.Spec.Type);

    /// <summary>The same of a formula.</summary>
    public static bool IsOwn(this RuleContext context, FormulaDeclaration formula) => formula.Property is { } property
        ? Microsoft.CodeAnalysis.SymbolEqualityComparer.Default.Equals(property.ContainingType, context.Spec.Type)
        : context.Spec.Type.GetAttributes().Contains(formula.Data);
}
