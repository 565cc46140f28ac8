using System;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints how a step kernel writes its results. What the caller did not ask for costs one predicted branch.</summary>
internal static class StepOutput
{
    private static readonly string[] s_always = { "terminated", "truncated", "nonFinite" };

    public static void Prologue(SourceWriter writer, KernelUnit unit)
    {
        writer.Line("Ptr total = f.Total, terms = f.Terms, objective = f.Objective, costs = f.Costs;");
        writer.Line("Ptr terminated = f.Terminated, causes = f.EndCauses, ended = f.Ended, truncated = f.Truncated;");
        writer.Line("Ptr sums = f.Sums;");
        writer.Line("bool hasSums = !sums.IsNull;");
        writer.Line("long sumStride = f.SumStride;");
        writer.Line("V " + string.Join(", ", Counters(unit).Select(static c => c + "Count = V.Zero")) + ";");
        writer.Line("int valid = f.Valid;");
        foreach ((string rows, OutputKind kind) in new[] { ("Metrics", OutputKind.Metric), ("Critics", OutputKind.Critic), ("Automata", OutputKind.Automaton), ("Verdicts", OutputKind.Verdict), ("Letters", OutputKind.Letter) })
        {
            if (Outputs(unit, kind).Length > 0)
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
        RingText.Write(writer, program, scalar);
        foreach (Output output in program.Outputs)
        {
            if (output.Kind == OutputKind.Carry && !program.Code[output.Value].Type.IsVector)
            {
                writer.Line("Lanes.Store(carry" + Literals.Integer(output.Index) + ", e, " + scalar(output.Value) + ");");
            }
        }

        writer.Line("Lanes.Store(total, e, paid);");
        writer.Line("Lanes.StoreBool(ended, e, isTerminated | isTruncated);");
        int raw = program.Find(OutputKind.RawTotal);
        writer.Line("V isNonFinite = ~Lanes.IsFinite(" + (raw < 0 ? "paid" : scalar(raw)) + ");");
        foreach (Output output in Outputs(unit, OutputKind.Absent))
        {
            writer.Line("V isAbsent" + Literals.Integer(output.Index) + " = " + scalar(output.Value) + ";");
        }

        foreach (Output output in Outputs(unit, OutputKind.Assumption))
        {
            writer.Line("V isViolated" + Literals.Integer(output.Index) + " = ~" + scalar(output.Value) + ";");
        }

        foreach (string counter in Counters(unit))
        {
            writer.Line(counter + "Count = Lanes.Count(" + counter + "Count, " + Mask(counter) + ");");
        }

        using (writer.Open("if (valid - e < Lanes.Width)"))
        {
            foreach (string counter in Counters(unit))
            {
                writer.Line(counter + "Count = Lanes.Uncount(" + counter + "Count, " + Mask(counter) + ", valid - e);");
            }
        }

        if (columns.Length > 0)
        {
            using (writer.Open("if (hasSums)"))
            {
                for (int i = 0; i < columns.Length; i++)
                {
                    writer.Line(i == 0 ? "long at = e;" : "at += sumStride;");
                    writer.Line("Lanes.AddTo(sums, at, " + columns[i] + ");");
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

        foreach ((string rows, OutputKind kind) in new[] { ("costs", OutputKind.Cost), ("metrics", OutputKind.Metric), ("critics", OutputKind.Critic), ("automata", OutputKind.Automaton), ("verdicts", OutputKind.Verdict), ("letters", OutputKind.Letter) })
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
        writer.Line("f.TerminatedCount += Lanes.CountOf(terminatedCount);");
        writer.Line("f.TruncatedCount += Lanes.CountOf(truncatedCount);");
        writer.Line("f.NonFiniteCount += Lanes.CountOf(nonFiniteCount);");
        foreach (Output output in Outputs(unit, OutputKind.Absent))
        {
            writer.Line("f.AbsentCount += Lanes.CountOf(absent" + Literals.Integer(output.Index) + "Count);");
        }

        Output[] assumptions = Outputs(unit, OutputKind.Assumption);
        if (assumptions.Length > 0)
        {
            using (writer.Open("if (f.HasViolations)"))
            {
                foreach (Output output in assumptions)
                {
                    writer.Line("f.AddViolations(" + Literals.Integer(output.Index) + ", Lanes.CountOf(violated" + Literals.Integer(output.Index) + "Count));");
                }
            }
        }
    }

    /// <summary>What is counted over the batch; each has a mask of its name.</summary>
    private static string[] Counters(KernelUnit unit) => s_always
        .Concat(Outputs(unit, OutputKind.Absent).Select(static o => "absent" + Literals.Integer(o.Index)))
        .Concat(Outputs(unit, OutputKind.Assumption).Select(static o => "violated" + Literals.Integer(o.Index))).ToArray();

    private static string Mask(string counter) => "is" + char.ToUpperInvariant(counter[0]) + counter.Substring(1);

    private static Output[] Outputs(KernelUnit unit, OutputKind kind) => unit.Step.Program.Outputs.Where(o => o.Kind == kind).OrderBy(static o => o.Index).ToArray();

    /// <summary>Columns of row-major rows: whole rows of 8, 12 and 16, else eight or four columns at a time, of which the last overlap the ones before, which are written again alike.</summary>
    public static void Rows(SourceWriter writer, string target, string[] values)
    {
        string stride = Literals.Integer(values.Length);
        if (values.Length == 1)
        {
            writer.Line("Lanes.Store(" + target + ", e, " + values[0] + ");");
            return;
        }

        if (values.Length is 8 or 12 or 16)
        {
            writer.Line("Lanes.StoreRows" + stride + "(" + target + ", e, " + string.Join(", ", values) + ");");
            return;
        }

        for (int i = 0; values.Length < 4 && i < values.Length; i++)
        {
            writer.Line("Lanes.StoreColumn(" + target + ", e, " + stride + ", " + Literals.Integer(i) + ", " + values[i] + ");");
        }

        int count;
        for (int i = 0; values.Length >= 4 && i < values.Length; i += count)
        {
            count = values.Length >= 8 && values.Length - i > 4 ? 8 : 4;
            int from = Math.Min(i, values.Length - count);
            writer.Line("Lanes.StoreColumns" + Literals.Integer(count) + "(" + target + ", e, " + stride + ", " + Literals.Integer(from) + ", " + string.Join(", ", values.Skip(from).Take(count)) + ");");
        }
    }
}
