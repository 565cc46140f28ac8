using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD2006: a difference against the step before that is not about the same thing as now: a signal that jumps (a respawn, a teleport), a
/// sum over a population whose members change; and a term of the state before the step beside others of the state after it.
/// </summary>
internal static class DeltaBaseline
{
    public static void Check(RuleContext context)
    {
        if (!context.IsReturn)
        {
            return;
        }

        if (context.Analysis.Spec.Signals.Any(static s => s.Named.Jumps || s.Named.AgentSized))
        {
            CheckDifferences(context);
        }

        if (context.Analysis.Spec.Signals.Any(static s => s.Named.BeforeStep))
        {
            CheckTimes(context);
        }
    }

    private static void CheckDifferences(RuleContext context)
    {
        var places = new HashSet<Location>();
        foreach (Difference difference in context.Differences.All)
        {
            bool isGuarded = difference.Column is { Column: { Gates.Count: > 0 } or { Clamp: not null } }
                || difference.Wraps.Any(w => w.Kind is Around.Choice or Around.Clip || (w.Kind == Around.OwnChoice && w.Value != difference.Value));
            IEnumerable<int> signals = context.Held.Program.Dependences.Inputs(context.Held.Of(difference.Before));
            if (places.Add(context.Differences.Place(difference)))
            {
                FloatRange potential = context.Differences.Potential(difference);
                Report(context, context.Differences.Place(difference), context.Differences.Text(difference), signals.ToList(), isGuarded, difference is { IsScaled: true, Wraps.Count: 0 } ? potential : FloatRange.Nothing);
            }
        }

        foreach (ColumnView column in context.Columns.Where(static c => c is { Raw: >= 0, Weighted: >= 0, Column.Transform: PayTransform.Progress }))
        {
            bool isGuarded = column.Column.Gates.Count > 0 || column.Column.Clamp is not null;
            FloatRange raw = context.Program.Range(column.Raw);
            FloatRange factor = context.Program.Range(column.Coefficient);
            FloatRange potential = raw.IsFinite && factor.IsSingle ? FloatRange.Of(Math.Min(raw.Lo * factor.Lo, raw.Hi * factor.Lo), Math.Max(raw.Lo * factor.Lo, raw.Hi * factor.Lo)) : FloatRange.Nothing;
            Report(context, Attributes.Get(column.Member.Symbol, "Progress")?.Location() ?? column.Name, column.Column.Name, context.Program.Dependences.Inputs(column.Raw).ToList(), isGuarded, potential);
        }
    }

    private static void Report(RuleContext context, Location place, string name, IReadOnlyList<int> signals, bool isGuarded, FloatRange potential)
    {
        int jump = signals.Where(i => context.Signal(i).Named.Jumps && !isGuarded).DefaultIfEmpty(-1).First();
        int population = signals.Where(i => context.Signal(i).Named.AgentSized).DefaultIfEmpty(-1).First();
        string size = potential.IsFinite && potential.HasNumber ? ", up to " + RangeData.Short(potential.Width) : "";
        if (jump >= 0)
        {
            context.Report(
                RuleCatalogue.DeltaBaseline, place, RuleCatalogue.DeltaBaseline.DefaultSeverity, RangeData.Of(potential), name,
                "compares with the step before, and '" + context.Signal(jump).Name + "' jumps within an episode: a jump is paid like a way" + size + "; a [Potential] or [BestSoFar] takes no notice of it, a limit on the difference cuts it");
        }
        else if (population >= 0)
        {
            context.Report(
                RuleCatalogue.DeltaBaseline, place, RuleCatalogue.DeltaBaseline.DefaultSeverity, RangeData.Of(potential), name,
                "compares with the step before, and who counts in '" + context.Signal(population).Name + "' is up to the agent: one that joins or leaves is paid like a change of the members" + size);
        }
    }

    /// <summary>
    /// A term that reads only what was before the step, beside terms of what came after. Commands are read before as well: a term
    /// that compares one with what came after, or that reads what nobody writes, is as it should be.
    /// </summary>
    private static void CheckTimes(RuleContext context)
    {
        string? later = null;
        foreach (ColumnView column in context.Columns.Where(static c => c.Raw >= 0))
        {
            int read = context.Program.Dependences.Inputs(column.Raw).DefaultIfEmpty(-1).First();
            later ??= read < 0 ? null : column.Column.Name;
        }

        foreach (ColumnView column in context.Columns.Where(static c => c is { IsStepwise: true, Raw: >= 0 }))
        {
            List<int> carries = Enumerable.Range(0, context.Step.Carries.Count).Where(c => context.Program.Dependences.ReadsCarry(column.Raw, c)).ToList();
            if (later is null || carries.Count == 0 || context.Program.Dependences.Inputs(column.Raw).Any() || !carries.All(context.Differences.Sources.IsSignal))
            {
                continue;
            }

            string[] states = context.SignalsOf(column.Raw).Select(static m => m.Name)
                .Where(n => context.Analysis.Spec.Signals.Any(s => s.Name == n && s is { IsAction: false, Named: { BeforeStep: true, Writer: not RuleFacts.WriterNobody } })).ToArray();
            if (states.Length > 0)
            {
                context.Report(
                    RuleCatalogue.DeltaBaseline,
                    column.Name,
                    column.Column.Name,
                    "reads '" + states[0] + "' as it was before the step, and '" + later + "' what came after: it pays this action for where the action before has led");
            }
        }
    }
}
