using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD6007: two transitions of a state of a reward machine can hold at once and do not do the same; or a transition is never taken, a state is never
/// reached, or no final state is reached from it. Over the combinations of atoms that declared ranges and assumptions leave.
/// </summary>
internal static class MachineGuards
{
    /// <summary>Atoms of one question: each combination is asked for.</summary>
    private const int MostTogether = 12;

    public static void Check(RuleContext context)
    {
        foreach (MachineDeclaration machine in context.Spec.Machines.Where(m => m.Machine.Transitions.Count > 0 && context.IsOwn(m.Member)))
        {
            var relations = new GuardRelations(context, machine);
            if (!relations.IsKnown)
            {
                continue;
            }

            var options = new AutomatonOptions { MaxAtoms = MostTogether, Feasible = relations.IsPossible, Cancellation = context.Cancellation };
            IReadOnlyList<MachineFinding> findings = MachineChecks.Check(machine.Machine, options, wantsHoles: false, out _) ?? ByState(machine.Machine, options);
            foreach (IGrouping<int, MachineFinding> transition in findings.Where(static f => f.Transition >= 0).GroupBy(static f => f.Transition))
            {
                OfTransition(context, machine, relations, options, transition.ToList());
            }

            OfStates(context, machine, findings, MachineFindingKind.Unreachable, "no way leads from '" + machine.Machine.States[machine.Machine.Start] + "' to ");
            OfStates(context, machine, findings, MachineFindingKind.NoWayToFinal, "no way leads to a final state from ");
        }
    }

    /// <summary>Of a machine that reads too much at once what can be said of each state: the other transitions are made to hold never.</summary>
    private static List<MachineFinding> ByState(RewardMachine machine, AutomatonOptions options)
    {
        var found = new List<MachineFinding>();
        for (int state = 0; state < machine.States.Count; state++)
        {
            int own = state;
            RewardMachine alone = machine with { Transitions = machine.Transitions.Select(t => t.From == own ? t : t with { Guard = TemporalFormula.False }).ToEquatableArray() };
            found.AddRange((MachineChecks.Check(alone, options, wantsHoles: false, out _) ?? []).Where(f => f.Transition >= 0 && f.State == own));
        }

        return found;
    }

    private static void OfTransition(RuleContext context, MachineDeclaration machine, GuardRelations relations, AutomatonOptions options, List<MachineFinding> findings)
    {
        MachineFinding finding = findings[0];
        MachineTransition transition = machine.Machine.Transitions[finding.Transition];
        Location? place = machine.Transitions[finding.Transition].Location();
        string where = "in state '" + machine.Machine.States[finding.State] + "' ";
        string leads = "'" + machine.Machine.States[transition.To] + "'";
        if (finding.Kind == MachineFindingKind.NeverHolds)
        {
            context.Report(RuleCatalogue.MachineGuards, place, DiagnosticSeverity.Warning, RangeData.None, machine.Name, where + "'" + transition.Guard + "' never holds: the transition to " + leads + " is never taken");
        }
        else if (finding.Kind == MachineFindingKind.Shadowed)
        {
            context.Report(
                RuleCatalogue.MachineGuards,
                place,
                DiagnosticSeverity.Warning,
                RangeData.None,
                machine.Name,
                where + "an earlier transition is taken whenever " + Words(transition) + ", and does the same: the one to " + leads + " is never taken");
        }
        else if (finding is { Kind: MachineFindingKind.Overlap, Witness: { } witness })
        {
            MachineTransition first = machine.Machine.Transitions[finding.Other];
            IReadOnlyList<int> read = TemporalFormula.And(first.Guard, transition.Guard).Atoms();
            IEnumerable<TemporalFormula> others = findings.Select(f => TemporalFormula.Not(machine.Machine.Transitions[f.Other].Guard));
            var apart = TemporalFormula.And(transition.Guard.Kind == TemporalOperator.True ? [.. others] : [transition.Guard, .. others]);
            RewardMachine changed = machine.Machine with { Transitions = machine.Machine.Transitions.Select((t, i) => i == finding.Transition ? t with { Guard = apart } : t).ToEquatableArray() };
            bool isTaken = MachineChecks.Check(changed, options, wantsHoles: false, out _) is not { } after || !after.Any(f => f.Transition == finding.Transition && f.Kind == MachineFindingKind.NeverHolds);
            bool isPlain = first.Guard.Kind is TemporalOperator.Atom or TemporalOperator.True && transition.Guard.Kind is TemporalOperator.Atom or TemporalOperator.True;
            ImmutableDictionary<string, string?> data = RangeData.None.Add("witness", Assignment(machine, read, witness));
            context.Report(
                RuleCatalogue.MachineGuards,
                place,
                relations.ReadsEarlierSteps(read) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
                isTaken ? data.Add("fix", "guard").Add("guard", apart.ToString()) : data,
                machine.Name,
                where + Words(first) + " and " + Words(transition) + " can hold at once" + (isPlain ? "" : ", at '" + Assignment(machine, read, witness) + "'") + ": the first, to " + Outcome(machine, first, transition)
                    + ", wins over this one, to " + Outcome(machine, transition, first)
                    + (isTaken ? "; write When = \"" + apart + "\" here, or exclude this one there" : ", which is never taken; exclude this one there"));
        }
    }

    private static void OfStates(RuleContext context, MachineDeclaration machine, IReadOnlyList<MachineFinding> findings, MachineFindingKind kind, string text)
    {
        string[] states = findings.Where(f => f.Kind == kind).Select(f => machine.Machine.States[f.State]).ToArray();
        if (states.Length > 0)
        {
            context.Report(RuleCatalogue.MachineGuards, machine.Data.Location(), DiagnosticSeverity.Warning, RangeData.None, machine.Name, text + FormulaReasons.Names(states));
        }
    }

    private static string Words(MachineTransition transition) => transition.Guard.Kind == TemporalOperator.True ? "each step" : "'" + transition.Guard + "'";

    /// <summary>Where it leads; what it pays too, where that is all that is different.</summary>
    private static string Outcome(MachineDeclaration machine, MachineTransition transition, MachineTransition other) =>
        "'" + machine.Machine.States[transition.To] + "'" + (transition.To == other.To ? " for " + Literals.Display(transition.Reward) : "");

    private static string Assignment(MachineDeclaration machine, IReadOnlyList<int> atoms, ulong assignment) =>
        string.Join(" & ", atoms.OrderBy(static a => a).Select(a => (((assignment >> a) & 1) != 0 ? "" : "!") + machine.Atoms[a]));
}
