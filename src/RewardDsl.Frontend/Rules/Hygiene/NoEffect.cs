using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD9005: a helper, state, gate or parameter that nothing needs; a signal or parameter that is read where it changes nothing;
/// a weight of what is always 0, or that the member which replaces the sum does not read.
/// </summary>
internal static class NoEffect
{
    private const string Results = "nothing that is paid, ends the episode or is measured reads it";

    public static void Check(RuleContext context)
    {
        if (!context.PaysAnything())
        {
            // Nothing is paid yet: that is RWD0023.
            return;
        }

        var graph = new ReadGraph(context);
        CheckReads(context, graph);
        CheckRanges(context, graph, CheckWeights(context));
        CheckTotal(context);
    }

    /// <summary>Members that nothing needs: of a chain only the end, because the others are read there.</summary>
    private static void CheckReads(RuleContext context, ReadGraph graph)
    {
        List<SpecMember> idle = context.Spec.Members.Where(m => !m.IsInput && !graph.IsNeeded(m)).ToList();
        var explained = new HashSet<string>();
        foreach (SpecMember member in idle.OrderBy(m => graph.Readers(m).Any(r => idle.Exists(i => i.Name == r))))
        {
            if (explained.Contains(member.Name))
            {
                continue;
            }

            Explain(member, idle, graph, explained);
            if (context.IsOwn(member) && !OtherCode.MayNeed(context, member))
            {
                context.Report(RuleCatalogue.NoEffect, member.Location, Idle(member));
            }
        }
    }

    /// <summary>Marks a member and what is read only through it.</summary>
    private static void Explain(SpecMember member, List<SpecMember> idle, ReadGraph graph, HashSet<string> explained)
    {
        if (explained.Add(member.Name))
        {
            foreach (SpecMember behind in idle.Where(i => graph.Readers(i).Contains(member.Name)))
            {
                Explain(behind, idle, graph, explained);
            }
        }
    }

    private static string Idle(SpecMember member) => member.Role switch
    {
        MemberRole.Parameter => "The parameter '" + member.Name + "' has no effect: " + Results,
        MemberRole.State => "The state '" + member.Name + "' is carried from step to step and has no effect: " + Results,
        _ when Attributes.Get(member.Symbol, "Gate") is not null => "The gate '" + member.Name + "' has no effect: no term names it",
        _ => "'" + member.Name + "' has no effect: " + Results,
    };

    /// <summary>Signals and parameters that are read, but only where the declared ranges leave one outcome; not in terms whose weight was reported.</summary>
    private static void CheckRanges(RuleContext context, ReadGraph graph, HashSet<string> zeroes)
    {
        Effects effects = SpecEffects.Of(context, static k => k is not (OutputKind.Probe or OutputKind.Carry));
        if (effects.Lost.Count == 0)
        {
            return;
        }

        foreach (SpecMember member in context.Spec.Members.Where(m => (m.IsInput || m.Role == MemberRole.Parameter) && graph.IsNeeded(m) && context.IsOwn(m)))
        {
            List<int> inputs = Enumerable.Range(0, context.Step.Inputs.Count).Where(i => member.IsInput && context.Signal(i).Name == member.Name).ToList();
            List<int> parameters = Enumerable.Range(0, context.Step.Parameters.Count).Where(p => !member.IsInput && context.Step.Parameters[p].Name == member.Name).ToList();
            if (inputs.Exists(effects.IsInputFelt) || parameters.Exists(effects.IsParameterFelt))
            {
                continue;
            }

            bool Reads(int value) => inputs.Exists(i => context.Program.Dependences.ReadsInput(value, i)) || parameters.Exists(p => context.Program.Dependences.ReadsParameter(value, p));
            foreach (LostEffect lost in effects.Lost.Where(l => Reads(l.Operand < 0 ? l.Value : l.Operand)).Take(1))
            {
                Site? site = context.Sites.All.FirstOrDefault(s => s.Result.Any(h => context.Analysis.Probe(h) == lost.Value));
                if (!(site is not null && zeroes.Contains(site.Member)) && !OtherCode.MayNeed(context, member))
                {
                    FloatRange range = context.Program.Range(lost.Value);
                    context.Report(RuleCatalogue.NoEffect, member.Location, RuleCatalogue.NoEffect.DefaultSeverity, RangeData.Of(range), Lost(context, member, lost, site?.Syntax.ToString()));
                }
            }
        }
    }

    private static string Lost(RuleContext context, SpecMember member, LostEffect lost, string? text)
    {
        string kind = member.Role == MemberRole.Parameter ? "The parameter '" : "'";
        string where = text is null ? "what reads it" : "'" + text + "'";
        return kind + member.Name + "' has no effect: " + (lost.Operand < 0
            ? where + " is always " + RangeData.Text(context.Program.Range(lost.Value).Lo) + " in the declared ranges"
            : "in " + where + " it never decides, because it is in " + RangeData.Text(context.Program.Range(lost.Operand)) + " and the result in " + RangeData.Text(context.Program.Range(lost.Value)));
    }

    /// <summary>Weights of what is always 0, with the names of their terms. A truth value that never holds is a finding about its condition.</summary>
    private static HashSet<string> CheckWeights(RuleContext context)
    {
        var zeroes = new HashSet<string>();
        foreach (ColumnView view in context.Columns.Where(v => v.Column.Kind != ColumnKind.Termination && !v.Column.IsBool && context.IsOwn(v.Member)))
        {
            int value = view.Transformed >= 0 ? view.Transformed : view.Raw;
            if (value >= 0 && context.Program.Range(value) is { IsSingle: true, Lo: 0f } zero && !HasFixedCondition(context, view.Member.Name))
            {
                zeroes.Add(view.Member.Name);
                context.Report(
                    RuleCatalogue.NoEffect, view.Attribute, RuleCatalogue.NoEffect.DefaultSeverity, RangeData.Of(zero),
                    "The weight of '" + view.Member.Name + "' has no effect: what it multiplies is always 0 in the declared ranges");
            }
        }

        return zeroes;
    }

    /// <summary>Whether a condition in the member's body never changes: that is the cause, and reported there.</summary>
    private static bool HasFixedCondition(RuleContext context, string member) => context.Sites.All
        .Where(s => s.Member == member && s.Kind != SiteKind.Choice)
        .SelectMany(static s => s.Result)
        .Select(context.Analysis.Probe)
        .Any(v => context.Step.Code[v].Type.Kind == IrKind.Bool && context.Program.Range(v).IsSingle);

    /// <summary>A member that replaces the sum and reads neither the sum nor the weights.</summary>
    private static void CheckTotal(RuleContext context)
    {
        string total = context.Analysis.Spec.Sum.Total;
        if (total.Length == 0 || context.Analysis.Spec.Critics.Count > 0 || context.Spec.Find(total) is not { } member || !context.IsOwn(member))
        {
            return;
        }

        int paid = context.Value("", ProbedPart.Sum);
        List<ColumnView> unread = context.Columns.Where(c => c.IsStepwise && !Reads(context, paid, c.Column.Parameter)).ToList();
        if (paid >= 0 && unread.Count > 0 && unread.Count == context.Columns.Count(static c => c.IsStepwise))
        {
            context.Report(
                RuleCatalogue.NoEffect,
                Attributes.Get(member.Symbol, "Total")?.Location() ?? member.Location,
                "'" + total + "' replaces the sum without reading WeightedSum: the weights of " + string.Join(", ", unread.Select(static c => "'" + c.Member.Name + "'")) + " have no effect on the reward");
        }
    }

    private static bool Reads(RuleContext context, int value, string parameter)
    {
        for (int p = 0; p < context.Step.Parameters.Count; p++)
        {
            if (context.Step.Parameters[p].Name == parameter)
            {
                // A weight of each environment is a carry: taken as read.
                return context.Step.Parameters[p].PerEnvironment || context.Program.Dependences.ReadsParameter(value, p);
            }
        }

        return true;
    }
}
