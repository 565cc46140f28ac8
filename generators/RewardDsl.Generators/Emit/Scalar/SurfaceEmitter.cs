using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints what a spec's bodies may read: <c>Previous</c>, <c>Initial</c>, <c>Step</c> and the snapshot behind them. Depends on
/// declarations only, so it is there as soon as the attribute is typed.
/// </summary>
internal static class SurfaceEmitter
{
    public static string Emit(SpecSurface surface, Contract contract, LoweredSpec? lowered)
    {
        SourceWriter writer = new SourceWriter().Header();
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
            writer.Line("public Values Previous { get => __previous ?? Values.__AtReset(this); init => __previous = value; }");
            writer.Line();
            Summary(writer, "The values of every member at the start of the episode.");
            writer.Line(Names.GeneratedCode);
            writer.Line("public Values Initial => Previous.Initial;");
            writer.Line();
            Summary(writer, "Facts of the current step.");
            writer.Line(Names.GeneratedCode);
            writer.Line("public global::RewardDsl.StepInfo Step => new(__previous is null || __previous.__IsReset, " + seconds + ");");
            writer.Line();
            Summary(writer, "The values of every member now, for the next step's <c>Previous</c>. Without a <c>Previous</c> this is the reset observation.");
            writer.Line("/// <param name=\"parameters\">Weights and payoffs that decide what once and budget have paid; null: those in the source.</param>");
            writer.Line(Names.GeneratedCode);
            writer.Line("public Values Snapshot(global::RewardDsl.ParameterSet? parameters = null) => __previous is null ? Values.__AtReset(this) : new Values(this, __previous.Initial, " + Carried(lowered) + ");");
            writer.Line();
            Values(writer, surface, lowered);
        }

        return writer.ToString();
    }

    private static string Carried(LoweredSpec? lowered) =>
        lowered is not null && lowered.Columns.Any(static c => c.HasCarry) ? "__Carry(parameters)" : "null";

    private static void Values(SourceWriter writer, SpecSurface surface, LoweredSpec? lowered)
    {
        List<SurfaceMember> members = surface.Members.Where(static m => m.Role != MemberRole.Parameter).ToList();
        if (Carried(lowered) != "null")
        {
            writer.Line(Names.GeneratedCode);
            using (writer.Open("private float[] __Carry(global::RewardDsl.ParameterSet? parameters)"))
            {
                writer.Line("float[] carried = new float[" + Literals.Integer(2 * lowered!.Columns.Count) + "];");
                writer.Line("__Pay(false, false, parameters, carried);");
                writer.Line("return carried;");
            }

            writer.Line();
        }

        Summary(writer, "The values of every member at one step.");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public sealed class Values"))
        {
            writer.Line("private readonly " + surface.Name + "? __atReset;");
            writer.Line("private readonly float[]? __carried;");
            foreach (SurfaceMember member in members)
            {
                writer.Line("private readonly " + Names.TypeOf(member.Type) + " __then_" + member.Name + ";");
            }

            writer.Line();
            using (writer.Open("internal Values(" + surface.Name + " spec, Values initial, float[]? carried)"))
            {
                writer.Line("__carried = carried;");
                writer.Line("Initial = initial;");
                foreach (SurfaceMember member in members)
                {
                    writer.Line("__then_" + member.Name + " = spec." + Identifiers.Escape(member.Name) + ";");
                }
            }

            writer.Line();
            using (writer.Open("private Values(" + surface.Name + " first)"))
            {
                writer.Line("Initial = this;");
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
            writer.Line("internal static Values __AtReset(" + surface.Name + " first) => new(first);");
            writer.Line();
            writer.Line("internal bool __IsReset => __atReset is not null;");
            if (Carried(lowered) != "null")
            {
                writer.Line();
                writer.Line("internal float __Carried(int slot) => __atReset is null ? __carried![slot] : slot switch");
                using (writer.Open("", "};"))
                {
                    for (int i = 0; i < lowered!.Columns.Count; i++)
                    {
                        if (lowered.Columns[i].Transform == PayTransform.BestSoFar)
                        {
                            writer.Line(Literals.Integer(2 * i) + " => __atReset." + Identifiers.Escape(lowered.Columns[i].Name) + (lowered.Columns[i].IsBool ? " ? 1f : 0f" : "") + ",");
                        }
                    }

                    writer.Line("_ => 0f,");
                }
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
                Summary(writer, "The value of <c>" + member.Name + "</c> then.");
                writer.Line("public " + Names.TypeOf(member.Type) + " " + name + " => __atReset is null ? __then_" + member.Name + " : " + first + ";");
            }
        }
    }

    private static string Constant(SurfaceMember member, int length, uint bits)
    {
        string number = Literals.CSharp(bits);
        string flag = Literals.Float(bits) != 0f ? "true" : "false";
        string Repeat(string item) => string.Join(", ", Enumerable.Repeat(item, length));
        return member.Type switch
        {
            MemberType.Float => number,
            MemberType.Bool => flag,
            MemberType.Quaternion => "default(" + Names.TypeOf(member.Type) + ")",
            MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4 => "new " + Names.TypeOf(member.Type) + "(" + number + ")",
            MemberType.Vec => "new float[] { " + Repeat(number) + " }",
            _ => "new bool[] { " + Repeat(flag) + " }",
        };
    }

    private static void Summary(SourceWriter writer, string text) => writer.Line("/// <summary>" + text + "</summary>");
}
