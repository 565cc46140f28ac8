using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints what the scalar class pays for its reward machines: by the author's transitions, one after the other, as the property itself moves.
/// Shares with the kernels what the values of the states are, and nothing of how a step is computed.
/// </summary>
internal sealed class MachineExplainer(SourceWriter writer, SpecSurface surface, LoweredSpec lowered, HashSet<string> inherited)
{
    /// <summary>Whether a column pays for a machine.</summary>
    public bool IsOf(Column column) => lowered.Machines.Any(m => m.Name == column.Automaton);

    /// <summary>The values of the states.</summary>
    public static void Tables(SourceWriter writer, LoweredSpec lowered)
    {
        foreach (MachineFacts machine in lowered.Machines.Where(static m => m.Shaping.Length > 0))
        {
            writer.Line();
            writer.Line(Names.GeneratedCode);
            writer.Line("private static global::System.ReadOnlySpan<float> __ValuesOf" + machine.Name + " => new float[] { " + string.Join(", ", machine.Values.Select(Literals.CSharp)) + " };");
        }
    }

    /// <summary>Whether a machine of this name ends the episode at this step; null where none does.</summary>
    public string? End(string name)
    {
        if (lowered.Machines.FirstOrDefault(m => m.EndsEpisode && m.Name == name) is not { } machine)
        {
            return null;
        }

        string type = Find(name).TypeName;
        return "(" + (machine.Table.Machine.Final.Count == 0 ? "false"
            : Member(name) + " is " + string.Join(" or ", machine.Table.Machine.Final.Select(s => type + "." + Identifiers.Escape(machine.Table.Machine.States[s])))) + ")";
    }

    /// <summary>What the column of a machine pays.</summary>
    public void Pay(Column column, int index)
    {
        string n = Literals.Integer(index);
        writer.Line();
        writer.Line("// Machine " + column.Name);
        writer.Line("float raw" + n + " = " + MachineText.Reward(Find(column.Name), Member) + ";");
        writer.Line("float paid" + n + " = raw" + n + " * parameters[" + Names.Quote(column.Parameter) + "];");
        writer.Line("objective += paid" + n + ";");
        writer.Line("terms[" + n + "] = new(" + Names.Quote(column.Name) + ", raw" + n + ", raw" + n + ", paid" + n + ");");
    }

    /// <summary>The potential after and before the step.</summary>
    public (string Now, string Before) Potentials(Column column)
    {
        string values = "__ValuesOf" + column.Automaton;
        return (values + "[(int)" + Member(column.Automaton) + "]", values + "[(int)Previous." + Identifiers.Escape(column.Automaton) + "]");
    }

    /// <summary>The states after the step, for the explanation.</summary>
    public IEnumerable<string> States() => lowered.Machines.Select(m => "(int)" + Member(m.Name));

    private SurfaceMember Find(string name) => surface.Members.First(m => m.Name == name);

    private string Member(string name) => (inherited.Contains(name) ? "inherited." : "this.") + Identifiers.Escape(name);
}
