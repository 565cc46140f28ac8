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

        writer.Line("V terminatedCount = V.Zero, truncatedCount = V.Zero, nonFiniteCount = V.Zero;");
        writer.Line("int valid = f.Valid;");
    }

    public static void Store(SourceWriter writer, KernelUnit unit, Func<int, string> scalar)
    {
        RewardProgram program = unit.Step.Program;
        string[] columns = program.Outputs.Where(static o => o.Kind == OutputKind.Column).OrderBy(static o => o.Index).Select(o => scalar(o.Value)).ToArray();
        string[] costs = program.Outputs.Where(static o => o.Kind == OutputKind.Cost).OrderBy(static o => o.Index).Select(o => scalar(o.Value)).ToArray();
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
        writer.Line("V isNonFinite = ~Lanes.IsFinite(paid);");
        writer.Line("terminatedCount = Lanes.Count(terminatedCount, isTerminated);");
        writer.Line("truncatedCount = Lanes.Count(truncatedCount, isTruncated);");
        writer.Line("nonFiniteCount = Lanes.Count(nonFiniteCount, isNonFinite);");
        using (writer.Open("if (valid - e < Lanes.Width)"))
        {
            writer.Line("terminatedCount = Lanes.Uncount(terminatedCount, isTerminated, valid - e);");
            writer.Line("truncatedCount = Lanes.Uncount(truncatedCount, isTruncated, valid - e);");
            writer.Line("nonFiniteCount = Lanes.Uncount(nonFiniteCount, isNonFinite, valid - e);");
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

        if (costs.Length > 0)
        {
            using (writer.Open("if (!costs.IsNull)"))
            {
                Rows(writer, "costs", costs);
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

    public static void Epilogue(SourceWriter writer)
    {
        writer.Line();
        writer.Line("f.TerminatedCount += Lanes.CountOf(terminatedCount);");
        writer.Line("f.TruncatedCount += Lanes.CountOf(truncatedCount);");
        writer.Line("f.NonFiniteCount += Lanes.CountOf(nonFiniteCount);");
    }

    /// <summary>Columns of row-major rows, eight or four at a time; the last ones overlap the ones before, which are written again alike.</summary>
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

        int count;
        for (int i = 0; values.Length >= 4 && i < values.Length; i += count)
        {
            count = values.Length >= 8 && values.Length - i > 4 ? 8 : 4;
            int from = Math.Min(i, values.Length - count);
            writer.Line("Lanes.StoreColumns" + Literals.Integer(count) + "(" + target + ", e, " + stride + ", " + Literals.Integer(from) + ", " + string.Join(", ", values.Skip(from).Take(count)) + ");");
        }
    }
}
