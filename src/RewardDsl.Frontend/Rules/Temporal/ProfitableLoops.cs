using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD6004 of machines: a loop that never ends the task and pays more, over the steps that count, than all that ending it can pay. Silent where there is
/// no end, and for goals that are drawn anew or to be kept.
/// </summary>
internal static class ProfitableLoops
{
    public static void Check(RuleContext context)
    {
        if (!context.Episode.IsComparable || context.Goals.Any(static g => g.Facts.IsSurvival || g.Facts.Resampled))
        {
            return;
        }

        foreach (MachineDeclaration declaration in context.Spec.Machines.Where(m => context.IsOwn(m.Member)))
        {
            if (context.Analysis.Spec.Machines.FirstOrDefault(m => m.Name == declaration.Name) is { Weight.Length: > 0 } machine && machine.Table.Machine.Final.Count > 0
                && context.Step.Parameters.FirstOrDefault(p => p.Name == machine.Weight) is { } weight
                && MachineCycles.Best(machine.Table) is { Mean: > 0 } loop)
            {
                Check(context, declaration, machine.Table, Literals.Float(weight.DefaultBits), loop);
            }
        }
    }

    private static void Check(RuleContext context, MachineDeclaration declaration, MachineTable table, double weight, MachineCycle loop)
    {
        double round = loop.Mean * weight;
        double looping = round * context.Episode.Staying;
        double success = context.Episode.Successes.Select(static s => (double)s.Payoff.Hi).Where(static p => p > 0).DefaultIfEmpty(0).Max();
        (double way, double last) = Ending(table);
        double ending = (weight * (way + last)) + success;

        // An end that nothing pays for is a failure, not what the machine is for.
        if (!(weight * last > 0 || success > 0) || !(looping > ending * (1 + BreakEven.Rounding)))
        {
            return;
        }

        // The transition of the loop that pays most.
        (int state, ulong assignment, float reward) = loop.Steps.OrderByDescending(static s => s.Reward).First();
        int next = table.Step(state, assignment).Next;
        EquatableArray<MachineTransition> transitions = table.Machine.Transitions;
        int paying = Enumerable.Range(0, transitions.Count).Where(i => transitions[i].From == state && transitions[i].To == next && transitions[i].Reward == reward).DefaultIfEmpty(-1).First();
        EquatableArray<string> names = table.Machine.States;
        context.Report(
            RuleCatalogue.MonitorPayment,
            (paying >= 0 && paying < declaration.Transitions.Count ? declaration.Transitions[paying] : declaration.Data).Location(),
            DiagnosticSeverity.Error,
            RangeData.None.Add("breakEven", RangeData.Short(BreakEven.AtMost(ending / context.Episode.Staying))),
            "Going round " + string.Join(" → ", loop.Steps.Select(s => names[s.State]).Append(names[loop.Steps[0].State])) + " pays " + RangeData.Short(round) + " a step, " + RangeData.Short(looping) + " " + context.Episode.StayingText
                + ", and '" + declaration.Name + "' pays at most " + RangeData.Short(ending) + " on a way to its end: let the loop pay nothing in sum, or pay more at the end");
    }

    /// <summary>No way to an end pays more that takes each transition once.</summary>
    private static (double Way, double Last) Ending(MachineTable table)
    {
        double all = 0;
        double last = 0;
        for (int state = 0; state < table.StateCount; state++)
        {
            if (table.Machine.IsFinal(state))
            {
                continue;
            }

            foreach ((_, int next, float reward) in table.Edges(state).Where(static e => e.Reward > 0))
            {
                last = table.Machine.IsFinal(next) ? Math.Max(last, reward) : last;
                all += table.Machine.IsFinal(next) ? 0 : reward;
            }
        }

        return (all, last);
    }
}
