using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>A reward machine as C#: an enum of its states, and a spec with its atoms as signals and its transitions as attributes.</summary>
internal static class MachineCode
{
    // What the generator adds to a spec, and what each class has.
    private static readonly string[] s_taken =
        ["Previous", "Initial", "Step", "Snapshot", "Explain", "Values", "Inputs", "Evaluator", "CudaEvaluator", "Spec", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>The machine as a file of C#.</summary>
    /// <param name="imported">The machine.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="source">Where it is from, for a comment.</param>
    public static string Print(ImportedMachine imported, string name, string source)
    {
        RewardMachine machine = Shortened(imported.Machine);
        string states = name + "State";
        string[] members = Names(machine.States, static _ => true, []);
        string[] atoms = Names(imported.Atoms, static a => TemporalParser.Parse(a, [a], out _)?.Kind == TemporalOperator.Atom, [.. s_taken, name, states, name + "Reward"]);
        var text = new StringBuilder("// From " + Comment(source) + ". Each atom is a bool of the step: a signal here, or a property that computes it.\n");
        text.Append("using RewardDsl;\n\n/// <summary>The states of ").Append(name).Append(".</summary>\npublic enum ").Append(states).Append("\n{\n");
        foreach ((string member, string written) in members.Zip(machine.States))
        {
            text.Append("    ").Append(member).Append(',').Append(member == written || member == "@" + written ? "" : " // " + Comment(written)).Append('\n');
        }

        text.Append("}\n\n/// <summary>A reward machine.</summary>\n[RewardSpec]\npublic sealed partial class ").Append(name).Append("Reward\n{\n");
        foreach ((string atom, string written) in atoms.Zip(imported.Atoms))
        {
            text.Append("    [Signal] public bool ").Append(atom).Append(" { get; init; }").Append(atom == written || atom == "@" + written ? "" : " // " + Comment(written)).Append('\n');
        }

        string State(int state) => states + "." + members[state];
        text.Append("\n    [RewardMachine(").Append(State(machine.Start));
        if (machine.Final.Count > 0)
        {
            text.Append(", Final = [").Append(string.Join(", ", machine.Final.Select(State))).Append(']');
        }

        text.Append(")]\n");
        foreach (MachineTransition transition in machine.Transitions.Where(static t => t.Guard.Kind != TemporalOperator.False))
        {
            text.Append("    [Transition(").Append(State(transition.From)).Append(", ").Append(State(transition.To));
            if (transition.Guard.Kind != TemporalOperator.True)
            {
                text.Append(", When = ").Append(
                    transition.Guard.Kind == TemporalOperator.Atom ? "nameof(" + atoms[transition.Guard.Atom] + ")" : SymbolDisplay.FormatLiteral(Renamed(transition.Guard, atoms).ToString(), quote: true));
            }

            text.Append(transition.Reward == 0 ? "" : ", Reward = " + Literals.Display(transition.Reward)).Append(")]\n");
        }

        return text.Append("    public partial ").Append(states).Append(' ').Append(name).Append(" { get; }\n}\n").ToString();
    }

    /// <summary>Without the transitions that stay and pay nothing, which are implied, where that changes nothing.</summary>
    private static RewardMachine Shortened(RewardMachine machine)
    {
        RewardMachine shorter = machine with { Transitions = machine.Transitions.Where(static t => t.From != t.To || t.Reward != 0).ToEquatableArray() };
        MachineTable? before = machine.Compile(AutomatonOptions.Default, out _);
        MachineTable? after = shorter.Compile(AutomatonOptions.Default, out _);
        return before is not null && after is not null && before.Atoms == after.Atoms && before.LetterClass == after.LetterClass && before.Next == after.Next && before.Rewards == after.Rewards ? shorter : machine;
    }

    private static TemporalFormula Renamed(TemporalFormula formula, string[] atoms) => formula.Kind == TemporalOperator.Atom
        ? TemporalFormula.Proposition(formula.Atom, atoms[formula.Atom].TrimStart('@'))
        : formula.With([.. formula.Operands.Select(o => Renamed(o, atoms))], formula.Window);

    /// <summary>Names as C# can write them: each as it is where possible, none twice.</summary>
    private static string[] Names(IEnumerable<string> written, Func<string, bool> isAllowed, IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.Ordinal);
        return
        [
            .. written.Select(name =>
            {
                string plain = string.Concat(name.Select(static c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_'));
                for (plain = plain.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(plain[0]) ? plain : "_" + plain; plain.StartsWith("__", StringComparison.Ordinal) || !isAllowed(plain) || !used.Add(plain);)
                {
                    plain = plain.StartsWith("__", StringComparison.Ordinal) ? "A" + plain : plain + "_";
                }

                return SyntaxFacts.GetKeywordKind(plain) != SyntaxKind.None ? "@" + plain : plain;
            }),
        ];
    }

    /// <summary>A text that stays on the line of its comment.</summary>
    private static string Comment(string text) => string.Concat(text.Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' ? ' ' : c));
}
