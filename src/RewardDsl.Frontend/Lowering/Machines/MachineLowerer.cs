using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// Lowers reward machines to program values: the letter of the step, one look-up for the next state and one for the reward. The state is a member
/// like any other, so that bodies read it and <c>Previous</c> carries it.
/// </summary>
internal sealed class MachineLowerer(
    SpecDeclaration spec, ParameterTable parameters, ProgramBuilder builder, SpecScope scope, RewardDiagnostics diagnostics, Sites? sites, CancellationToken cancellation)
{
    private readonly Dictionary<string, Stepped> _stepped = new();

    /// <summary>The machines by value, once all members have been lowered.</summary>
    public EquatableArray<MachineFacts> Facts => Machines.Select(static m => m.Facts).ToEquatableArray();

    private IEnumerable<Stepped> Machines => spec.Machines.Where(m => _stepped.ContainsKey(m.Name)).Select(m => _stepped[m.Name]);

    /// <summary>Whether a column pays for a machine.</summary>
    public bool IsOf(Column column) => _stepped.ContainsKey(column.Automaton);

    /// <summary>The state of a machine after the step.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="before">The state before it.</param>
    public Value Step(MachineDeclaration machine, Value before)
    {
        if (machine.Machine.States.Count == 0)
        {
            // Its declaration is the mistake.
            diagnostics.Fail();
            return Value.Error;
        }

        MachineTable? table = MachineCache.Of(machine.Machine, cancellation, out MachineProblem? problem);
        EquatableArray<float>? values = table is null || machine.Data.Named("Shaping", 0.0) == 0 ? default : MachineValues.Of(table, Literals.Float(spec.Contract.DiscountBits), out problem);
        if (table is null || problem is not null)
        {
            AttributeData place = problem!.Transition >= 0 ? machine.Transitions[problem.Transition] : machine.Data;
            diagnostics.Report(RuleCatalogue.MachineTable, place.Location(), machine.Name, problem.Message + (table is null ? "" : " (declare a Discount below 1 in [RewardSpec], or leave out the Shaping)"));
            return Value.Error;
        }

        int[] atoms = [.. Enumerable.Repeat(-1, machine.Atoms.Count)];
        for (int i = 0; i < machine.Transitions.Count; i++)
        {
            // All that a guard names is lowered, though some of it may not matter.
            foreach (int atom in machine.Machine.Transitions[i].Guard.Atoms().Where(a => atoms[a] < 0))
            {
                Value value = scope.Now(spec.Find(machine.Atoms[atom])!, machine.Transitions[i].Written("When")?.Expression.GetLocation() ?? machine.Member.Location);
                if (value.IsError)
                {
                    return Value.Error;
                }

                atoms[atom] = value.Id;
            }
        }

        sites?.Add(machine.Name, ProbedPart.Conditions, [.. atoms.Where(static a => a >= 0)]);
        (int letter, int next, int reward) = table.Lower(builder, before.Id, atoms);
        bool isShaped = machine.Data.Named("Shaping", 0.0) != 0;
        _stepped[machine.Name] = new Stepped(
            new MachineFacts(
                machine.Name,
                table,
                machine.Atoms.ToEquatableArray(),
                isShaped ? values!.Value.Select(Literals.Bits).ToEquatableArray() : default,
                machine.EndsEpisode,
                Pays(machine) ? machine.Name + ".Weight" : "",
                isShaped ? machine.Name + ".Shaping" : "",
                machine.Data.Named("Observed", false)),
            before.Id,
            next,
            letter,
            reward);
        return Value.Integer(next, 0, table.StateCount - 1);
    }

    /// <summary>Whether any transition pays.</summary>
    public static bool Pays(MachineDeclaration machine) => machine.Machine.Transitions.Any(static t => t.Reward != 0);

    /// <summary>For each machine that ends the episode whether this step does, with its name.</summary>
    public IEnumerable<(string Name, int Ends)> Ends() => Machines.Where(static m => m.Facts.EndsEpisode).Select(m => (m.Facts.Name, IsFinal(m)));

    /// <summary>The states and letters of the step come out, the states behind those of the formulas' automata.</summary>
    /// <param name="automata">How many of those there are.</param>
    public void Output(int automata)
    {
        int i = 0;
        foreach (Stepped machine in Machines)
        {
            builder.Output(OutputKind.Automaton, automata + i, machine.Next);
            builder.Output(OutputKind.Letter, i++, machine.Letter);
        }
    }

    /// <summary>What a machine's column pays.</summary>
    public int Pay(Column column) => builder.Apply(Opcode.Mul, _stepped[column.Automaton].Reward, Parameter(_stepped[column.Automaton].Facts.Weight));

    /// <summary>What the potential over a machine's states pays: γ·(1 − terminated)·Φ(u′) − Φ(u), weight inside Φ.</summary>
    public int Shape(Column column, int terminated)
    {
        Stepped machine = _stepped[column.Automaton];
        int weight = Parameter(machine.Facts.Shaping);
        int Potential(int state) => builder.Apply(Opcode.Mul, builder.Lookup(state, machine.Facts.Values), weight);
        return Shaping.Pay(builder, spec.Contract.DiscountBits, terminated, () => Potential(machine.Next), () => Potential(machine.Before));
    }

    private int IsFinal(Stepped machine)
    {
        RewardMachine states = machine.Facts.Table.Machine;
        EquatableArray<uint> isFinal = Enumerable.Range(0, states.States.Count).Select(s => Literals.Bits(states.IsFinal(s) ? 1f : 0f)).ToEquatableArray();
        return builder.Apply(Opcode.Equal, builder.Lookup(machine.Next, isFinal), builder.Const(1f));
    }

    private int Parameter(string name) => builder.Leaf(Opcode.Parameter, IrType.Float, parameters.IndexOf(name));

    /// <summary>A machine at one step.</summary>
    /// <param name="Facts">The machine.</param>
    /// <param name="Before">The state before the step.</param>
    /// <param name="Next">The state after it.</param>
    /// <param name="Letter">The atoms that hold.</param>
    /// <param name="Reward">What the transition pays, at weight 1.</param>
    private sealed record Stepped(MachineFacts Facts, int Before, int Next, int Letter, int Reward);
}
