using System;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints how a step kernel writes its results. What the caller did not ask for costs one predicted branch.</summary>
internal static class StepOutput
{
    public static void Prologue(SourceWriter writer, KernelUnit unit)
    {
        writer.Line("Ptr total = f.Total, terms = f.Terms, objective = f.Objective, costs = f.Costs;");
        writer.Line("Ptr terminated = f.Terminated, causes = f.EndCauses, ended = f.Ended, truncated = f.Truncated;");
        writer.Line("bool hasSums = f.HasSums;");
        for (int i = 0; i < unit.Unit.Lowered!.Columns.Count; i++)
        {
            writer.Line("Ptr sum" + Literals.Integer(i) + " = f.Sum(" + Literals.Integer(i) + ");");
        }

        bool counts = Outputs(unit, OutputKind.Absent).Length > 0;
        writer.Line("int terminatedCount = 0, truncatedCount = 0, nonFiniteCount = 0, " + (counts ? "absentCount = 0, " : "") + "valid = f.Valid;");
        foreach (string rows in new[] { "Metrics", "Critics" })
        {
            if (Outputs(unit, rows == "Metrics" ? OutputKind.Metric : OutputKind.Critic).Length > 0)
            {
                writer.Line("Ptr " + rows.ToLowerInvariant() + " = f." + rows + ";");
            }
        }

    }

    public static void Store(SourceWriter writer, KernelUnit unit, Func<int, string> scalar)
    {
        RewardProgram program = unit.Step.Program;
        string[] columns = program.Outputs.Where(static o => o.Kind == OutputKind.Column).OrderBy(static o => o.Index).Select(o => scalar(o.Value)).ToArray();
        writer.Line();
        writer.Line("V paid = " + scalar(program.Find(OutputKind.Total)) + ", isTerminated = " + scalar(program.Find(OutputKind.Terminated)) + ";");
        writer.Line("V isTruncated = VectorW.AndNot(Lanes.LoadBool(truncated, e), isTerminated);");
        foreach (Output output in program.Outputs)
        {
            if (output.Kind == OutputKind.Carry && !program.Code[output.Value].Type.IsVector)
            {
                writer.Line("Lanes.Store(carry" + Literals.Integer(output.Index) + ", e, " + scalar(output.Value) + ");");
            }
        }

        writer.Line("Lanes.Store(total, e, paid);");
        writer.Line("Lanes.StoreBool(ended, e, isTerminated | isTruncated);");
        writer.Line("int here = global::System.Math.Min(Lanes.Width, valid - e);");
        writer.Line("terminatedCount += Lanes.CountTrue(isTerminated, here);");
        writer.Line("truncatedCount += Lanes.CountTrue(isTruncated, here);");
        int raw = program.Find(OutputKind.RawTotal);
        writer.Line("nonFiniteCount += here - Lanes.CountTrue(Lanes.IsFinite(" + (raw < 0 ? "paid" : scalar(raw)) + "), here);");
        foreach (Output output in Outputs(unit, OutputKind.Absent))
        {
            writer.Line("absentCount += Lanes.CountTrue(" + scalar(output.Value) + ", here);");
        }

        Output[] assumptions = Outputs(unit, OutputKind.Assumption);
        if (assumptions.Length > 0)
        {
            using (writer.Open("if (f.HasViolations)"))
            {
                foreach (Output output in assumptions)
                {
                    writer.Line("f.AddViolations(" + Literals.Integer(output.Index) + ", here - Lanes.CountTrue(" + scalar(output.Value) + ", here));");
                }
            }
        }

        if (columns.Length > 0)
        {
            using (writer.Open("if (hasSums)"))
            {
                for (int i = 0; i < columns.Length; i++)
                {
                    string sum = "sum" + Literals.Integer(i);
                    writer.Line("Lanes.Store(" + sum + ", e, Lanes.Load(" + sum + ", e) + " + columns[i] + ");");
                }
            }

            using (writer.Open("if (!terms.IsNull)"))
            {
                Rows(writer, "terms", columns);
            }
        }

        using (writer.Open("if (!objective.IsNull)"))
        {
            writer.Line("Lanes.Store(objective, e, " + scalar(program.Find(OutputKind.Objective)) + ");");
        }

        foreach ((string rows, OutputKind kind) in new[] { ("costs", OutputKind.Cost), ("metrics", OutputKind.Metric), ("critics", OutputKind.Critic) })
        {
            string[] values = Outputs(unit, kind).Select(o => scalar(o.Value)).ToArray();
            if (values.Length > 0)
            {
                using (writer.Open("if (!" + rows + ".IsNull)"))
                {
                    Rows(writer, rows, values);
                }
            }
        }

        using (writer.Open("if (!terminated.IsNull)"))
        {
            writer.Line("Lanes.StoreBool(terminated, e, isTerminated);");
        }

        using (writer.Open("if (!causes.IsNull)"))
        {
            writer.Line("Lanes.StoreByte(causes, e, " + scalar(program.Find(OutputKind.EndCause)) + ");");
        }
    }

    public static void Epilogue(SourceWriter writer, KernelUnit unit)
    {
        writer.Line();
        writer.Line("f.TerminatedCount += terminatedCount;");
        writer.Line("f.TruncatedCount += truncatedCount;");
        writer.Line("f.NonFiniteCount += nonFiniteCount;");
        if (Outputs(unit, OutputKind.Absent).Length > 0)
        {
            writer.Line("f.AbsentCount += absentCount;");
        }
    }

    private static Output[] Outputs(KernelUnit unit, OutputKind kind) => unit.Step.Program.Outputs.Where(o => o.Kind == kind).OrderBy(static o => o.Index).ToArray();

    /// <summary>Columns of row-major rows, four at a time; the last four overlap the ones before, which are written again alike.</summary>
    private static void Rows(SourceWriter writer, string target, string[] values)
    {
        string stride = Literals.Integer(values.Length);
        if (values.Length == 1)
        {
            writer.Line("Lanes.Store(" + target + ", e, " + values[0] + ");");
            return;
        }

        for (int i = 0; values.Length < 4 && i < values.Length; i++)
        {
            writer.Line("Lanes.StoreColumn(" + target + ", e, " + stride + ", " + Literals.Integer(i) + ", " + values[i] + ");");
        }

        for (int i = 0; values.Length >= 4 && i < values.Length; i += 4)
        {
            int from = Math.Min(i, values.Length - 4);
            writer.Line("Lanes.StoreColumns4(" + target + ", e, " + stride + ", " + Literals.Integer(from) + ", " + string.Join(", ", values.Skip(from).Take(4)) + ");");
        }
    }
}
