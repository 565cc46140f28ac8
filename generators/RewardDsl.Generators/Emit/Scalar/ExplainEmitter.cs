using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints <c>Explain</c>: the payment of one scalar step in plain C#, member by member. It shares no code with the kernels,
/// because it is what they are tested against.
/// </summary>
internal static class ExplainEmitter
{
    public static string Emit(RewardUnit unit)
    {
        LoweredSpec lowered = unit.Lowered!;
        SourceWriter writer = new SourceWriter().Header();
        using (Names.OpenType(writer, unit.Surface))
        {
            writer.Line("/// <summary>How this step is paid: raw → transformed → weighted for each member, in column order.</summary>");
            writer.Line("/// <param name=\"truncated\">The simulator cut the episode.</param>");
            writer.Line("/// <param name=\"terminated\">The simulator ended the episode for a reason that no termination states.</param>");
            writer.Line("/// <param name=\"parameters\">Weights and payoffs; null: those in the source. Potentials before and after use the same weight.</param>");
            writer.Line(Names.GeneratedCode);
            writer.Line("public global::RewardDsl.RewardExplanation Explain(bool truncated = false, bool terminated = false, global::RewardDsl.ParameterSet? parameters = null) => __Pay(truncated, terminated, parameters, new float[" + Literals.Integer(2 * lowered.Columns.Count) + "]);");
            writer.Line();
            writer.Line("/// <summary>Pays the step; <paramref name=\"carried\"/> gets what is carried on: the best of column k at 2k, what once and budget know of it at 2k + 1.</summary>");
            writer.Line(Names.GeneratedCode);
            using (writer.Open("private global::RewardDsl.RewardExplanation __Pay(bool truncated, bool terminated, global::RewardDsl.ParameterSet? parameters, float[] carried)"))
            {
                writer.Line("parameters ??= new global::RewardDsl.ParameterSet(Spec);");
                writer.Line("var terms = new global::RewardDsl.TermExplanation[" + Literals.Integer(lowered.Columns.Count) + "];");
                Ends(writer, lowered);
                Columns(writer, unit, lowered);
            }
        }

        return writer.ToString();
    }

    private static void Ends(SourceWriter writer, LoweredSpec lowered)
    {
        writer.Line("int endCause = terminated ? 2 : truncated ? 1 : 0;");
        for (int i = lowered.Terminations.Count - 1; i >= 0; i--)
        {
            string name = "this." + Identifiers.Escape(lowered.Terminations[i]);
            writer.Line("terminated |= " + name + ";");
            writer.Line("endCause = " + name + " ? " + Literals.Integer(i + 3) + " : endCause;");
        }
    }

    private static void Columns(SourceWriter writer, RewardUnit unit, LoweredSpec lowered)
    {
        List<string> summed = new();
        string replaced = string.Join(" || ", lowered.Columns.Where(static c => c.Replaces).Select(static c => "this." + Identifiers.Escape(c.Name)));
        if (replaced.Length > 0)
        {
            writer.Line("bool replaced = " + replaced + ";");
        }

        bool summarised = false;
        bool shaped = false;
        void Summarise()
        {
            if (summarised)
            {
                return;
            }

            summarised = true;
            writer.Line("float objective = " + (summed.Count == 0 ? "0f" : string.Join(" + ", summed)) + ";");
            if (lowered.ClassClamp is { } clamp)
            {
                writer.Line("objective = " + Clamp("objective", clamp) + ";");
            }

            if (replaced.Length > 0)
            {
                writer.Line("objective = replaced ? 0f : objective;");
            }
        }

        for (int i = 0; i < lowered.Columns.Count; i++)
        {
            Column column = lowered.Columns[i];
            string n = Literals.Integer(i);
            string member = "this." + Identifiers.Escape(column.Name);
            string weight = column.WeightMember.Length > 0 ? "this." + Identifiers.Escape(column.WeightMember) : "parameters[" + Names.Quote(column.Parameter) + "]";
            writer.Line();
            writer.Line("// " + column.Kind + " " + column.Name);
            switch (column.Kind)
            {
                case ColumnKind.Termination:
                    Summarise();
                    writer.Line("float raw" + n + " = " + member + " ? 1f : 0f;");
                    writer.Line("float value" + n + " = raw" + n + ";");
                    writer.Line("float paid" + n + " = " + member + " ? " + weight + " : 0f;");
                    writer.Line("objective += paid" + n + ";");
                    break;
                case ColumnKind.Potential:
                    Summarise();
                    if (!shaped)
                    {
                        shaped = true;
                        writer.Line("float total = objective;");
                    }

                    writer.Line("float raw" + n + " = " + member + ";");
                    writer.Line("float value" + n + " = raw" + n + " * " + weight + ";");
                    writer.Line("float before" + n + " = Previous." + Identifiers.Escape(column.Name) + " * " + weight + ";");
                    writer.Line("float paid" + n + " = (terminated ? 0f : " + Literals.CSharp(unit.Contract.DiscountBits) + " * value" + n + ") - before" + n + ";");
                    writer.Line("total += paid" + n + ";");
                    break;
                default:
                    writer.Line("float raw" + n + " = " + member + (column.IsBool ? " ? 1f : 0f;" : ";"));
                    writer.Line("float value" + n + " = " + Transformed(column, i) + ";");
                    if (column.Transform == PayTransform.BestSoFar)
                    {
                        string best = Best(i);
                        writer.Line("carried[" + Literals.Integer(2 * i) + "] = " + best + " < raw" + n + " ? raw" + n + " : " + best + ";");
                    }

                    if (column.Clamp is { } clamp)
                    {
                        writer.Line("value" + n + " = " + Clamp("value" + n, clamp) + ";");
                    }

                    foreach (GateUse gate in column.Gates)
                    {
                        string open = "this." + Identifiers.Escape(gate.Name);
                        string closed = Literals.CSharp(column.ElseBits);
                        writer.Line("value" + n + " = " + (gate.IsBool ? open + " ? value" + n + " : " + closed : open + " <= 0f ? " + closed + " : value" + n + " * " + open) + ";");
                    }

                    string rate = column.RateBits == Literals.Bits(1f) ? "" : " * " + Literals.CSharp(column.RateBits);
                    writer.Line("float paid" + n + " = value" + n + " * " + (column.Kind == ColumnKind.Penalty ? "-" : "") + "(" + weight + rate + ");");
                    Limited(writer, column, i);
                    if (replaced.Length > 0)
                    {
                        writer.Line("paid" + n + " = replaced ? 0f : paid" + n + ";");
                    }

                    summed.Add("paid" + n);
                    break;
            }

            writer.Line("terms[" + n + "] = new(" + Names.Quote(column.Name) + ", raw" + n + ", value" + n + ", paid" + n + ");");
        }

        Summarise();
        writer.Line();
        writer.Line("return new global::RewardDsl.RewardExplanation");
        using (writer.Open("", "};"))
        {
            writer.Line("Terms = terms,");
            writer.Line("Costs = new float[] { " + string.Join(", ", lowered.Costs.Select(static c => "this." + Identifiers.Escape(c.Name) + (c.IsBool ? " ? 1f : 0f" : ""))) + " },");
            writer.Line("Objective = objective,");
            writer.Line("Total = " + (shaped ? "total" : "objective") + ",");
            writer.Line("Terminated = terminated,");
            writer.Line("EndCause = endCause,");
        }
    }

    private static string Best(int column) => "Previous.__Carried(" + Literals.Integer(2 * column) + ")";

    private static string Transformed(Column column, int index)
    {
        string raw = "raw" + Literals.Integer(index);
        string before = "Previous." + Identifiers.Escape(column.Name);
        return column.Transform switch
        {
            PayTransform.Progress => raw + " - " + (column.IsBool ? "(" + before + " ? 1f : 0f)" : before),
            PayTransform.Rise => "this." + Identifiers.Escape(column.Name) + " && !" + before + " ? 1f : 0f",
            PayTransform.BestSoFar => raw + " <= " + Best(index) + " ? 0f : " + raw + " - " + Best(index),
            _ => raw,
        };
    }

    private static void Limited(SourceWriter writer, Column column, int index)
    {
        string n = Literals.Integer(index);
        string slot = Literals.Integer((2 * index) + 1);
        string paid = "paid" + n;
        string carried = "Previous.__Carried(" + slot + ")";
        if (column.Limit == PayLimit.Once)
        {
            writer.Line("carried[" + slot + "] = " + carried + " != 0f || " + paid + " != 0f ? 1f : 0f;");
            writer.Line(paid + " = " + carried + " != 0f ? 0f : " + paid + ";");
        }
        else if (column.Limit == PayLimit.Budget)
        {
            writer.Line("float left" + n + " = global::System.MathF.Max(" + Literals.CSharp(column.CapBits) + " - " + carried + ", 0f);");
            writer.Line(paid + " = global::RewardDsl.RewardMath.Clamp(" + paid + ", -left" + n + ", left" + n + ");");
            writer.Line("carried[" + slot + "] = float.IsNaN(" + paid + ") ? " + carried + " : " + carried + " + global::System.MathF.Abs(" + paid + ");");
        }
    }

    private static string Clamp(string value, Interval interval) =>
        "global::RewardDsl.RewardMath.Clamp(" + value + ", " + Literals.CSharp(interval.MinBits) + ", " + Literals.CSharp(interval.MaxBits) + ")";
}
