using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints what a spec's bodies may read: <c>Previous</c>, <c>Initial</c>, <c>Step</c>, the weighted sum where a member replaces
/// it, and the snapshot behind them. Depends on declarations only, so it is there as soon as the attribute is typed.
/// </summary>
internal static class SurfaceEmitter
{
    public static string Emit(SpecSurface surface, Contract contract, LoweredSpec? lowered, ProvenFacts? proven = null)
    {
        SourceWriter writer = new SourceWriter().Header();
        string hides = Names.Hides(surface);
        bool isDerived = surface.BaseType.Length > 0;
        using (Names.OpenType(writer, surface))
        {
            string seconds = Literals.CSharp(contract.StepSecondsBits);
            if (float.IsNaN(Literals.Float(contract.StepSecondsBits)))
            {
                seconds = "float.NaN";
            }

            writer.Line(Names.GeneratedCode);
            writer.Line("private readonly Values? __previous;");
            writer.Line();
            Summary(writer, "The values of every member one step earlier. At the first step: those of the reset observation, with actions 0 and states at their initial value.");
            writer.Line(Names.GeneratedCode);
            if (isDerived)
            {
                using (writer.Open("public new Values Previous"))
                {
                    writer.Line("get => __previous ?? Values.__AtReset(this);");
                    using (writer.Open("init"))
                    {
                        // The base's bodies read the base's members of the same step.
                        writer.Line("__previous = value;");
                        writer.Line("base.Previous = value.__Base;");
                    }
                }
            }
            else
            {
                writer.Line("public Values Previous { get => __previous ?? Values.__AtReset(this); init => __previous = value; }");
            }

            writer.Line();
            Summary(writer, "The values of every member at the start of the episode.");
            writer.Line(Names.GeneratedCode);
            writer.Line("public " + hides + "Values Initial => Previous.Initial;");
            writer.Line();
            if (!isDerived)
            {
                Summary(writer, "Facts of the current step.");
                writer.Line(Names.GeneratedCode);
                writer.Line("public global::RewardDsl.StepInfo Step => new(__previous is null || __previous.__IsReset, " + seconds + ");");
                writer.Line();
            }

            Summary(writer, "The values of every member now, for the next step's <c>Previous</c>. Without a <c>Previous</c> this is the reset observation.");
            writer.Line("/// <param name=\"parameters\">Weights and payoffs that decide what once and budget have paid; null: those in the source.</param>");
            writer.Line(Names.GeneratedCode);
            writer.Line("public " + hides + "Values Snapshot(global::RewardDsl.ParameterSet? parameters = null) => __previous is null ? Values.__AtReset(this" + (HasFirstSum(lowered) ? ", parameters" : "") + ") : new Values(this, __previous.Initial, " + Carried(lowered) + ");");
            writer.Line();
            Sums(writer, surface, lowered);
            foreach (SurfaceMember machine in surface.Members.Where(static m => m.Machine is not null && !m.IsInherited))
            {
                MachineText.Property(writer, machine);
            }

            Values(writer, surface, lowered, proven);
        }

        return writer.ToString();
    }

    private static string Carried(LoweredSpec? lowered) => HasCarry(lowered) ? "__Carry(parameters)" : "null";

    /// <summary>Whether the sum of the reset observation counts, which the weights of that moment decide.</summary>
    private static bool HasFirstSum(LoweredSpec? lowered) => lowered is not null && lowered.Sum.Transform != PayTransform.Value;

    private static bool HasCarry(LoweredSpec? lowered) => lowered is not null && (lowered.Columns.Any(static c => c.HasCarry) || lowered.Sum.HasCarry || lowered.Formulas.Count > 0);

    /// <summary>The sum that a [Total] may read: of the payment in progress, or of one made for it.</summary>
    private static void Sums(SourceWriter writer, SpecSurface surface, LoweredSpec? lowered)
    {
        if (!surface.HasTotal)
        {
            return;
        }

        if (lowered is not null)
        {
            writer.Line(Names.GeneratedCode);
            // A derived spec pays its own terms into the sum that its base replaces.
            writer.Line("internal (float Sum, float Weights)? __sums;");
            writer.Line();
            writer.Line(Names.GeneratedCode);
            writer.Line("private (float Sum, float Weights) __last;");
            writer.Line();
        }

        // A spec that is not lowered has no sum, but its bodies still bind.
        string sums = lowered is null ? "__Sums()" : "(__sums ?? __Sums())";
        Summary(writer, "The sum of what the terms pay: signed, weighted, gated, rate-scaled. For the <c>[Total]</c>.");
        writer.Line(Names.GeneratedCode);
        writer.Line("public float WeightedSum => " + sums + ".Sum;");
        writer.Line();
        Summary(writer, "The sum of the weights of terms and penalties, with schedule and rate. For the <c>[Total]</c>.");
        writer.Line(Names.GeneratedCode);
        writer.Line("public float WeightTotal => " + sums + ".Weights;");
        writer.Line();
        writer.Line(Names.GeneratedCode);
        using (writer.Open("private (float Sum, float Weights) __Sums()"))
        {
            if (lowered is null)
            {
                writer.Line("return default;");
            }
            else
            {
                writer.Line("__Pay(false, false, null, new float[" + CarrySlots(lowered) + "]);");
                writer.Line("return __last;");
            }
        }

        if (lowered is not null)
        {
            writer.Line();
            writer.Line(Names.GeneratedCode);
            writer.Line("internal float __Total => this." + Identifiers.Escape(lowered.Sum.Total) + ";");
        }

        writer.Line();
    }

    /// <summary>Two floats for each column and two for the class: the best, and what once or budget know; then the states of the automata, then what columns have collected.</summary>
    public static string CarrySlots(LoweredSpec lowered) => Literals.Integer(CollectedSlot(lowered, lowered.Columns.Count));

    /// <summary>Where it is carried what a column has collected.</summary>
    public static int CollectedSlot(LoweredSpec lowered, int column) => AutomatonSlot(lowered, lowered.Formulas.Count) + lowered.Columns.Take(column).Count(static c => c.Accumulation is not null);

    /// <summary>Where the state of a formula's automaton is carried.</summary>
    public static int AutomatonSlot(LoweredSpec lowered, int formula) => (2 * lowered.Columns.Count) + 2 + formula;

    private static void Values(SourceWriter writer, SpecSurface surface, LoweredSpec? lowered, ProvenFacts? proven)
    {
        List<SurfaceMember> members = surface.Members.Where(static m => m.Role != MemberRole.Parameter).ToList();
        List<SurfaceMember> own = members.Where(static m => !m.IsInherited).ToList();
        bool isDerived = surface.BaseType.Length > 0;
        if (HasCarry(lowered))
        {
            writer.Line(Names.GeneratedCode);
            using (writer.Open("private float[] __Carry(global::RewardDsl.ParameterSet? parameters)"))
            {
                writer.Line("float[] carried = new float[" + CarrySlots(lowered!) + "];");
                writer.Line("__Pay(false, false, parameters, carried);");
                writer.Line("return carried;");
            }

            writer.Line();
        }

        Summary(writer, "The values of every member at one step.");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public " + Names.Hides(surface) + "sealed class Values"))
        {
            writer.Line("private readonly " + surface.Name + "? __atReset;");
            writer.Line("private readonly float[]? __carried;");
            if (HasFirstSum(lowered))
            {
                writer.Line("private readonly global::RewardDsl.ParameterSet? __parameters;");
            }

            foreach (SurfaceMember member in own)
            {
                writer.Line("private readonly " + member.TypeName + " __then_" + member.Name + ";");
            }

            writer.Line();
            using (writer.Open("internal Values(" + surface.Name + " spec, Values? initial, float[]? carried)"))
            {
                writer.Line("__carried = carried;");
                writer.Line("Initial = initial ?? this;");
                if (isDerived)
                {
                    writer.Line("__Base = new " + surface.BaseType + ".Values(spec, initial?.__Base, null);");
                }

                foreach (SurfaceMember member in own)
                {
                    writer.Line("__then_" + member.Name + " = spec." + Identifiers.Escape(member.Name) + ";");
                }
            }

            writer.Line();
            using (writer.Open("private Values(" + surface.Name + " first" + (HasFirstSum(lowered) ? ", global::RewardDsl.ParameterSet? parameters)" : ")")))
            {
                writer.Line("Initial = this;");
                if (HasFirstSum(lowered))
                {
                    writer.Line("__parameters = parameters;");
                }

                if (isDerived)
                {
                    writer.Line("__Base = " + surface.BaseType + ".Values.__AtReset(first);");
                }

                writer.Line("__atReset = new " + surface.Name);
                using (writer.Open("", "};"))
                {
                    foreach (SurfaceMember member in surface.Members.Where(static m => m.Role is MemberRole.Signal or MemberRole.Action or MemberRole.Parameter))
                    {
                        string name = Identifiers.Escape(member.Name);
                        writer.Line(name + " = " + (member.Role == MemberRole.Action ? Constant(member, member.Length, 0) : "first." + name) + ",");
                    }
                }
            }

            writer.Line();
            writer.Line("internal static Values __AtReset(" + surface.Name + " first" + (HasFirstSum(lowered) ? ", global::RewardDsl.ParameterSet? parameters = null) => new(first, parameters);" : ") => new(first);"));
            writer.Line();
            if (isDerived)
            {
                writer.Line("internal " + surface.BaseType + ".Values __Base { get; }");
                writer.Line();
            }

            writer.Line("internal bool __IsReset => __atReset is not null;");
            if (HasCarry(lowered))
            {
                CarriedAtReset(writer, lowered!, ExplainEmitter.Inherited(surface), surface.HasTotal);
            }

            writer.Line();
            Summary(writer, "The values at the start of the episode.");
            writer.Line("public Values Initial { get; }");
            foreach (SurfaceMember member in members)
            {
                string name = Identifiers.Escape(member.Name);
                int length = lowered?.StateLengths.FirstOrDefault(s => s.Name == member.Name)?.Length ?? 0;
                string first = member.Role == MemberRole.State ? Constant(member, length, member.InitialBits) : "__atReset." + name;
                writer.Line();
                Summary(writer, "The value of <c>" + member.Name + "</c> then." + FactText.Of(member.Name, lowered, proven));
                writer.Line((member.IsEnum ? "internal " : "public ") + member.TypeName + " " + name
                    + (member.IsInherited ? " => __Base." + name + ";" : " => __atReset is null ? __then_" + member.Name + " : " + first + ";"));
            }
        }
    }

    private static void CarriedAtReset(SourceWriter writer, LoweredSpec lowered, HashSet<string> inherited, bool hasTotal)
    {
        writer.Line();
        // In a derived spec the base carries nothing of its own, and its sum is asked for all the same.
        writer.Line("internal float __Carried(int slot) => __atReset is null ? " + (hasTotal ? "__carried is null ? 0f : __carried[slot]" : "__carried![slot]") + " : slot switch");
        using (writer.Open("", "};"))
        {
            for (int i = 0; i < lowered.Columns.Count; i++)
            {
                if (lowered.Columns[i].Transform == PayTransform.BestSoFar)
                {
                    string instance = inherited.Contains(lowered.Columns[i].Name) ? "__Base." : "__atReset.";
                    writer.Line(Literals.Integer(2 * i) + " => " + instance + Identifiers.Escape(lowered.Columns[i].Name) + (lowered.Columns[i].IsBool ? " ? 1f : 0f" : "") + ",");
                }
            }

            if (lowered.Sum.Transform != PayTransform.Value)
            {
                // Of the class: the weighted sum on the reset observation.
                writer.Line(Literals.Integer(2 * lowered.Columns.Count) + " => __atReset.__FirstSum(__parameters),");
            }

            for (int i = 0; i < lowered.Formulas.Count; i++)
            {
                if (lowered.Formulas[i].Table is { } table)
                {
                    writer.Line(Literals.Integer(AutomatonSlot(lowered, i)) + " => " + Literals.Integer(table.Start) + "f,");
                }
            }

            writer.Line("_ => 0f,");
        }
    }

    private static string Constant(SurfaceMember member, int length, uint bits)
    {
        string item = member.Frames > 0 ? "default!" : One(member, length, bits);
        if (member.Frames == 0)
        {
            return item;
        }

        // Only actions get a constant history: all frames 0.
        string frame = member.TypeName.Substring(member.TypeName.IndexOf('<') + 1).TrimEnd('>');
        frame = member.Type.Components() > 1 && member.Type.IsVector() ? frame + ">" : frame;
        return "new " + frame + "[] { " + string.Join(", ", Enumerable.Repeat(One(member with { TypeName = frame }, length, 0), member.Frames)) + " }";
    }

    private static string One(SurfaceMember member, int length, uint bits)
    {
        string number = Literals.CSharp(bits);
        string flag = Literals.Float(bits) != 0f ? "true" : "false";
        string Repeat(string item) => string.Join(", ", Enumerable.Repeat(item, length));
        string Small() => "global::System.Numerics.Vector" + Literals.Integer(member.Type.Components());
        return member.Type switch
        {
            MemberType.Float => number,
            MemberType.Bool => flag,
            MemberType.Int when bits != 0 => "(" + member.TypeName + ")" + Literals.Integer((long)Literals.Float(bits)),
            MemberType.Quaternion or MemberType.Int or MemberType.OptionalFloat => "default(" + member.TypeName + ")",
            MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4 => "new " + Small() + "(" + number + ")",
            MemberType.Vec => "new float[] { " + Repeat(number) + " }",
            MemberType.Mask => "new bool[] { " + Repeat(flag) + " }",
            _ => "new " + Small() + "[] { " + Repeat("new(" + number + ")") + " }",
        };
    }

    private static void Summary(SourceWriter writer, string text) => writer.Line("/// <summary>" + text + "</summary>");
}
