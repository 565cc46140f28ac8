using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints how a step writes its results. What the caller did not ask for is a null address, the same for all threads.</summary>
/// <param name="writer">Where to print.</param>
/// <param name="unit">The spec.</param>
/// <param name="layout">Where things lie.</param>
internal sealed class CudaOutputs(SourceWriter writer, KernelUnit unit, CudaLayout layout)
{
    private static readonly (OutputKind Kind, string Rows)[] s_rows =
    [
        (OutputKind.Cost, "costs"), (OutputKind.Metric, "metrics"), (OutputKind.Critic, "critics"), (OutputKind.Automaton, "automata"), (OutputKind.Verdict, "verdicts"), (OutputKind.Letter, "letters"),
    ];

    private readonly RewardProgram _program = unit.Step.Program;

    private List<Output> Columns => Of(OutputKind.Column);

    /// <summary>What is counted and summed over the batch, before an environment is looked at.</summary>
    public void Declare()
    {
        writer.Line("bool is_terminated = false, is_truncated = false, is_not_finite = false, is_misused = false;");
        if (Of(OutputKind.Absent).Count > 0)
        {
            writer.Line("int absent = 0;");
        }

        foreach (Output output in Of(OutputKind.Assumption))
        {
            writer.Line("bool is_violated" + Literals.Integer(output.Index) + " = false;");
        }

        foreach (Output column in Columns)
        {
            writer.Line("float paid" + Literals.Integer(column.Index) + " = 0.0f;");
        }
    }

    /// <summary>The results of the thread's environment.</summary>
    public void Store(Func<int, string> scalar, bool readsFirst)
    {
        writer.Line("const float total = " + scalar(_program.Find(OutputKind.Total)) + ";");
        writer.Line("is_terminated = " + scalar(_program.Find(OutputKind.Terminated)) + ";");
        writer.Line("is_truncated = !is_terminated && __ldg(args.truncated + e) != 0;");
        var rings = new SortedDictionary<int, string>();
        foreach (Output output in _program.Outputs.Where(o => o.Kind == OutputKind.Carry && !_program.Code[o.Value].Type.IsVector))
        {
            CarrySlot slot = _program.Carries[output.Index];
            if (slot.IsRing)
            {
                rings.Add(output.Index, scalar(output.Value));
            }
            else
            {
                writer.Line("state[" + Literals.Integer(layout.FirstOf(output.Index)) + " * stride] = " + CudaSegments.Stored(_program.Code[output.Value], scalar(output.Value)) + "; // " + CudaLiterals.Comment(slot.Name));
            }
        }

        if (layout.HasRings)
        {
            CudaRings.Write(writer, _program, rings);
            CudaRings.Tick(writer, layout);
        }

        if (readsFirst)
        {
            writer.Line("args.first[e] = 0;");
        }

        // Who has ended stays so until his reset, and who steps nevertheless is counted.
        writer.Line("const unsigned char ended = args.ended[e];");
        writer.Line("is_misused = ended != 0;");
        writer.Line("args.ended[e] = ended != 0 ? ended : (unsigned char)(is_terminated || is_truncated);");
        writer.Line("args.total[e] = total;");
        int raw = _program.Find(OutputKind.RawTotal);
        writer.Line("is_not_finite = !rw_is_finite(" + (raw < 0 ? "total" : scalar(raw)) + ");");
        foreach (Output output in Of(OutputKind.Absent))
        {
            writer.Line("absent += " + scalar(output.Value) + " ? 1 : 0;");
        }

        foreach (Output output in Of(OutputKind.Assumption))
        {
            writer.Line("is_violated" + Literals.Integer(output.Index) + " = !" + scalar(output.Value) + ";");
        }

        foreach (Output column in Columns)
        {
            writer.Line("paid" + Literals.Integer(column.Index) + " = " + scalar(column.Value) + ";");
        }

        if (Columns.Count > 0)
        {
            using (writer.Open("if (args.sums != nullptr)"))
            {
                foreach (Output column in Columns)
                {
                    writer.Line("args.sums[" + Literals.Integer(column.Index) + " * stride + e] += paid" + Literals.Integer(column.Index) + ";");
                }
            }

            using (writer.Open("if (args.terms != nullptr)"))
            {
                foreach (Output column in Columns)
                {
                    writer.Line("args.terms[" + Literals.Integer(column.Index) + " * args.batch + e] = paid" + Literals.Integer(column.Index) + ";");
                }
            }
        }

        using (writer.Open("if (args.objective != nullptr)"))
        {
            writer.Line("args.objective[e] = " + scalar(_program.Find(OutputKind.Objective)) + ";");
        }

        foreach ((OutputKind kind, string rows) in s_rows)
        {
            if (Of(kind).Count > 0)
            {
                using (writer.Open("if (args." + rows + " != nullptr)"))
                {
                    foreach (Output output in Of(kind))
                    {
                        writer.Line("args." + rows + "[" + Literals.Integer(output.Index) + " * args.batch + e] = " + scalar(output.Value) + ";");
                    }
                }
            }
        }

        using (writer.Open("if (args.terminated != nullptr)"))
        {
            writer.Line("args.terminated[e] = is_terminated ? 1 : 0;");
        }

        using (writer.Open("if (args.causes != nullptr)"))
        {
            writer.Line("args.causes[e] = (unsigned char)" + scalar(_program.Find(OutputKind.EndCause)) + ";");
        }
    }

    /// <summary>Counts and sums: one addition for each warp. All of its threads take part, those behind the batch with nothing.</summary>
    public void Count()
    {
        using (writer.Open("if (args.counters != nullptr)"))
        {
            Ballot(0, "is_terminated");
            Ballot(1, "is_truncated");
            Ballot(2, "is_not_finite");
            if (Of(OutputKind.Absent).Count > 0)
            {
                writer.Line("rw_count_all(absent, args.counters + 3);");
            }

            Ballot(4, "is_misused");
            foreach (Output output in Of(OutputKind.Assumption))
            {
                Ballot(CudaLayout.FixedCounters + output.Index, "is_violated" + Literals.Integer(output.Index));
            }
        }

        if (Columns.Count > 0)
        {
            using (writer.Open("if (args.term_totals != nullptr)"))
            {
                foreach (Output column in Columns)
                {
                    writer.Line("rw_sum(paid" + Literals.Integer(column.Index) + ", args.term_totals + " + Literals.Integer(column.Index) + ");");
                }
            }
        }
    }

    private void Ballot(int counter, string test) => writer.Line("rw_count(" + test + ", args.counters + " + Literals.Integer(counter) + ");");

    private List<Output> Of(OutputKind kind) => [.. _program.Outputs.Where(o => o.Kind == kind).OrderBy(static o => o.Index)];
}
