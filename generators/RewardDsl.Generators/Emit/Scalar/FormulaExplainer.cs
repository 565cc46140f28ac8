using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints how the scalar class follows its formulas: the conditions as the author's own C# computes them, the automaton from tables of its own. Shares
/// with the kernels what the automaton is, and nothing of how a step is computed.
/// </summary>
internal sealed class FormulaExplainer(SourceWriter writer, LoweredSpec lowered, HashSet<string> inherited)
{
    /// <summary>The tables of the automata.</summary>
    public static void Tables(SourceWriter writer, LoweredSpec lowered)
    {
        foreach (FormulaFacts formula in lowered.Formulas.Where(static f => f.Table is not null))
        {
            AutomatonTable table = formula.Table!;
            Array("Classes", table.LetterClass.Select(static c => Literals.Integer(c)), "int");
            Array("Next", table.Next.Select(static s => Literals.Integer(s)), "int");
            if (formula.Shaping.Length > 0)
            {
                Array("Potentials", table.Potential.Select(Literals.CSharp), "float");
            }

            void Array(string name, IEnumerable<string> items, string type)
            {
                writer.Line();
                writer.Line(Names.GeneratedCode);
                writer.Line("private static global::System.ReadOnlySpan<" + type + "> __" + name + "Of" + formula.Name + " => new " + type + "[] { " + string.Join(", ", items) + " };");
            }
        }
    }

    /// <summary>Takes the automata one step on.</summary>
    public void Step()
    {
        for (int i = 0; i < lowered.Formulas.Count; i++)
        {
            FormulaFacts formula = lowered.Formulas[i];
            if (formula.Table is not { } table)
            {
                continue;
            }

            string n = Literals.Integer(i);
            string slot = Literals.Integer(SurfaceEmitter.AutomatonSlot(lowered, i));
            writer.Line();
            writer.Line("// Formula " + formula.Name);
            if (formula.Leaves.Any(static l => l.Place >= 0))
            {
                writer.Line("bool[] conditions" + n + " = this." + Identifiers.Escape(formula.Name) + ".Conditions();");
            }

            IEnumerable<string> bits = table.Atoms.Select((a, k) => "(" + Condition(formula, formula.Conditions[a], n) + " ? " + Literals.Integer(1 << k) + " : 0)");
            writer.Line("int letter" + n + " = " + (table.Atoms.Count == 0 ? "0" : string.Join(" | ", bits)) + ";");
            writer.Line("int state" + n + " = (int)Previous.__Carried(" + slot + ");");
            writer.Line("int next" + n + " = __NextOf" + formula.Name + "[(state" + n + " * " + Literals.Integer(table.Classes) + ") + __ClassesOf" + formula.Name + "[letter" + n + "]];");
            using (writer.Open("if (carried is not null)"))
            {
                writer.Line("carried[" + slot + "] = next" + n + ";");
            }

            // A formula that is decided from the start is decided at the first step.
            writer.Line("bool held" + n + " = " + Before(table, table.True, n) + ", failed" + n + " = " + Before(table, table.False, n) + ";");
        }
    }

    /// <summary>Whether a formula of this name ends the episode at this step; null where no formula is an end.</summary>
    public string? End(string name)
    {
        for (int i = 0; i < lowered.Formulas.Count; i++)
        {
            if (lowered.Formulas[i] is { IsHard: true, Table: { } table } formula && formula.Name == name)
            {
                string n = Literals.Integer(i);
                return "(next" + n + " == " + Literals.Integer(table.False) + " && !failed" + n + ")";
            }
        }

        return null;
    }

    /// <summary>What is known of each formula, once it is known how the step ends.</summary>
    public void Close()
    {
        for (int i = 0; i < lowered.Formulas.Count; i++)
        {
            FormulaFacts formula = lowered.Formulas[i];
            string n = Literals.Integer(i);
            if (formula.Table is not { } table)
            {
                continue;
            }

            string accepts = "next" + n + " >= " + Literals.Integer(table.FirstAccepting);
            string Closed(ClosingRule rule) => rule switch
            {
                ClosingRule.EndOfTrace => "(" + accepts + " ? 1 : -1)",
                ClosingRule.Holds => "1",
                ClosingRule.Fails => "-1",
                _ => "0",
            };
            writer.Line("int verdict" + n + " = next" + n + " == " + Literals.Integer(table.True) + " ? 1 : next" + n + " == " + Literals.Integer(table.False) + " ? -1 : terminated ? "
                + Closed(formula.AtTermination) + " : truncated ? " + Closed(formula.AtTruncation) + " : 0;");
        }
    }

    /// <summary>What the column of a formula pays.</summary>
    public void Pay(Column column, int index)
    {
        int formula = lowered.Formulas.Select(static f => f.Name).ToList().IndexOf(column.Automaton);
        FormulaFacts facts = lowered.Formulas[formula];
        string f = Literals.Integer(formula);
        string n = Literals.Integer(index);
        if (facts.Table is not { } table)
        {
            // A condition in C# is true or false; by how much it holds only the evaluator knows, and what has been is not in one step.
            writer.Line();
            writer.Line("// " + column.Kind + " " + column.Name + " is followed by the evaluator alone.");
            writer.Line("terms[" + n + "] = new(" + Names.Quote(column.Name) + ", float.NaN, float.NaN, 0f) { IsAbsent = true };");
            return;
        }

        (string won, string lost) = facts.Pay switch
        {
            FormulaFacts.EachStep => (Accepts(table, f), "!(" + Accepts(table, f) + ")"),
            FormulaFacts.AtEnd => ("(terminated || truncated) && verdict" + f + " == 1", "(terminated || truncated) && verdict" + f + " == -1"),
            _ => ("verdict" + f + " == 1 && !held" + f, "verdict" + f + " == -1 && !failed" + f),
        };
        writer.Line();
        writer.Line("// " + column.Kind + " " + column.Name);
        writer.Line("float raw" + n + " = verdict" + f + ";");
        string reward = facts.Reward.Length == 0 ? "" : "(" + won + " ? parameters[" + Names.Quote(facts.Reward) + "] : 0f)";
        string penalty = facts.Penalty.Length == 0 ? "" : "(" + lost + " ? -parameters[" + Names.Quote(facts.Penalty) + "] : 0f)";
        writer.Line("float paid" + n + " = " + reward + (reward.Length > 0 && penalty.Length > 0 ? " + " : "") + penalty + ";");
        writer.Line("objective += paid" + n + ";");
        writer.Line("terms[" + n + "] = new(" + Names.Quote(column.Name) + ", raw" + n + ", raw" + n + ", paid" + n + ");");
    }

    /// <summary>The potential after and before the step.</summary>
    public (string Now, string Before) Potentials(Column column)
    {
        string n = Literals.Integer(lowered.Formulas.Select(static f => f.Name).ToList().IndexOf(column.Automaton));
        return ("__PotentialsOf" + column.Automaton + "[next" + n + "]", "__PotentialsOf" + column.Automaton + "[state" + n + "]");
    }

    /// <summary>The states and verdicts of the step.</summary>
    /// <param name="machines">The states of the reward machines, which stand behind those of the formulas.</param>
    public void Result(IEnumerable<string> machines)
    {
        List<string> states = lowered.Formulas.Select(static (f, i) => f.Table is null ? "" : "next" + Literals.Integer(i)).Where(static s => s.Length > 0).Concat(machines).ToList();
        if (states.Count + lowered.Formulas.Count > 0)
        {
            writer.Line("Automata = new int[] { " + string.Join(", ", states) + " },");
        }

        if (lowered.Formulas.Count > 0)
        {
            writer.Line("Verdicts = new int?[] { " + string.Join(", ", lowered.Formulas.Select(static (f, i) => f.Table is null ? "null" : "verdict" + Literals.Integer(i))) + " },");
        }
    }

    private static string Accepts(AutomatonTable table, string n) =>
        "next" + n + " >= " + Literals.Integer(table.FirstAccepting) + " && next" + n + " != " + Literals.Integer(table.False);

    private static string Before(AutomatonTable table, int state, string n) =>
        "state" + n + " == " + Literals.Integer(state) + (state == table.Start ? " && !Step.IsFirst" : "");

    private string Condition(FormulaFacts formula, TemporalFormula condition, string n)
    {
        string Of(int operand) => Condition(formula, condition.Operands[operand], n);
        switch (condition.Kind)
        {
            case TemporalOperator.Atom:
                FormulaLeaf leaf = formula.Leaves[condition.Atom];
                return leaf.Place >= 0 ? (leaf.IsNegated ? "!" : "") + "conditions" + n + "[" + Literals.Integer(leaf.Place) + "]" : (inherited.Contains(leaf.Member) ? "inherited." : "this.") + Identifiers.Escape(leaf.Member);
            case TemporalOperator.True:
                return "true";
            case TemporalOperator.False:
                return "false";
            case TemporalOperator.Not:
                return "!(" + Of(0) + ")";
            case TemporalOperator.Implies:
                return "(!(" + Of(0) + ") | " + Of(1) + ")";
            case TemporalOperator.Iff:
                return "(" + Of(0) + " == " + Of(1) + ")";
            case TemporalOperator.Xor:
                return "(" + Of(0) + " != " + Of(1) + ")";
            default:
                return "(" + string.Join(condition.Kind == TemporalOperator.And ? " & " : " | ", condition.Operands.Select(o => Condition(formula, o, n))) + ")";
        }
    }
}
