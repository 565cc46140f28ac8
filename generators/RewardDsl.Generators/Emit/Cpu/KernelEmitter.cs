using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints the CPU kernels of one vector width from the plan: the step as one loop for each part of the plan, the
/// reset, and the derivatives where there are any. Decides nothing about meaning.
/// </summary>
internal static class KernelEmitter
{
    public static string Emit(KernelUnit unit, VectorForm form)
    {
        SourceWriter writer = new SourceWriter().Header();
        // Outside of the user's types: no member of a spec can hide a name that the kernels use.
        using (writer.Open("namespace RewardDsl.Generated"))
        {
            writer.Line("using Lanes = global::RewardDsl.Kernels." + form.Lanes + ";");
            writer.Line("using KernelFrame = global::RewardDsl.Kernels.KernelFrame;");
            writer.Line("using Ptr = global::RewardDsl.Kernels.Ptr;");
            writer.Line("using VectorW = global::System.Runtime.Intrinsics." + form.Vector + ";");
            writer.Line("using V = global::System.Runtime.Intrinsics." + form.Vector + "<float>;");
            writer.Line();
            writer.Line("/// <summary>The kernels of " + unit.Unit.Surface.MetadataName + ", " + (form == VectorForm.Wide ? "16" : "4") + " environments at a time.</summary>");
            writer.Line(Names.GeneratedCode);
            using (writer.Open("internal static class " + Names.KernelClass(unit.Unit.Surface, form)))
            {
                Step(writer, unit, isWhole: form == VectorForm.Wide && unit.Step.FitsOneLoop);
                Reset(writer, unit);
                if (unit.Gradient is not null)
                {
                    GradientKernel.Emit(writer, unit, unit.Gradient);
                }

                Constants(writer, unit);
            }
        }

        return writer.ToString();
    }

    /// <summary>The attribute of every loop.</summary>
    public const string Optimize = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <summary>
    /// Environments that a part works on before the next part takes over: few enough for the first-level cache, enough to
    /// make up for entering a part.
    /// </summary>
    private const int Round = 128;

    private static void Step(SourceWriter writer, KernelUnit unit, bool isWhole)
    {
        Rounds(writer, unit.Step, "Step", "Part", isWhole ? Whole : null);
        for (int p = 0; p < unit.Step.Parts.Count; p++)
        {
            StepLoop(writer, unit, "Part" + Literals.Integer(p), unit.Step.Parts[p]);
        }

        if (isWhole)
        {
            StepLoop(writer, unit, Whole, part: null);
        }
    }

    /// <summary>The loop over everything.</summary>
    private const string Whole = "Whole";

    /// <summary>A kernel as calls of its parts in turn; in the cache one loop is faster, where the JIT can compile it whole.</summary>
    public static void Rounds(SourceWriter writer, KernelPlan plan, string name, string part, string? whole = null)
    {
        writer.Line(Optimize);
        using (writer.Open("public static void " + name + "(ref KernelFrame f)"))
        {
            if (whole is not null)
            {
                using (writer.Open("if (f.InCache)"))
                {
                    writer.Line(whole + "(ref f, 0, f.Blocks);");
                    writer.Line("return;");
                }

                writer.Line();
            }

            string round = Literals.Integer(Round) + " / Lanes.Width";
            writer.Line("int blocks = f.Blocks, round = " + (plan.Parts.Count == 1 ? "blocks" : round) + ";");
            using (writer.Open("for (int from = 0; from < blocks; from += round)"))
            {
                writer.Line("int to = global::System.Math.Min(blocks, from + round);");
                for (int p = 0; p < plan.Parts.Count; p++)
                {
                    writer.Line(part + Literals.Integer(p) + "(ref f, from, to);");
                }
            }
        }
    }

    /// <summary>A loop over some segments of the step; without a part over all of them, for what is in the cache.</summary>
    private static void StepLoop(SourceWriter writer, KernelUnit unit, string name, Part? part)
    {
        KernelPlan plan = unit.Step;
        List<Segment> segments = plan.Segments.Skip(part?.First ?? 0).Take(part?.Count ?? plan.Segments.Count).ToList();
        bool writesOutputs = segments.Contains(plan.Segments[plan.Segments.Count - 1]);
        writer.Line();
        writer.Line(Optimize);
        using (writer.Open("private static void " + name + "(ref KernelFrame f, int from, int to)"))
        {
            var body = new SegmentEmitter(writer, plan, "Constant") { InitialBits = unit.InitialBits };
            body.Prologue(segments, part);
            if (writesOutputs)
            {
                StepOutput.Prologue(writer, unit);
            }

            if (part is not null)
            {
                writer.Line("bool prefetch = f.Prefetch;");
            }

            using (writer.Open("for (int b = from; b < to; b++)"))
            {
                writer.Line("int e = b * Lanes.Width;");
                foreach (Segment segment in segments)
                {
                    if (part is not null)
                    {
                        Prefetch(writer, plan, segment, writesOutputs && segment == segments[segments.Count - 1] ? unit.Unit.Lowered!.Columns.Count : 0);
                    }

                    body.Segment(segment, part);
                }

                if (writesOutputs)
                {
                    StepOutput.Store(writer, unit, body.Scalar);
                }
            }

            if (writesOutputs)
            {
                StepOutput.Epilogue(writer, unit);
            }
        }
    }

    /// <summary>Asks for what a segment reads, some blocks ahead. Spread over the block: in one burst the requests wait for each other.</summary>
    public static void Prefetch(SourceWriter writer, KernelPlan plan, Segment segment, int columns)
    {
        var inputs = SegmentEmitter.InputsOf(plan.Program, segment).ToList();
        var carries = segment.Body.Where(v => plan.Program.Code[v].Op == Opcode.Carry).Select(v => (int)plan.Program.Code[v].Immediate).Distinct().ToList();
        if (inputs.Count + carries.Count + columns == 0)
        {
            return;
        }

        using (writer.Open("if (prefetch)"))
        {
            foreach (int input in inputs)
            {
                InputSlot slot = plan.Program.Inputs[input];
                Fetch("in" + Literals.Integer(input), slot.Width * slot.ElementBytes);
            }

            foreach (int carry in carries)
            {
                IrType type = plan.Program.Carries[carry].Type;
                Fetch("carry" + Literals.Integer(carry), type.IsVector ? (type.Length + 3) / 4 * 16 : 4);
            }

            if (columns > 0)
            {
                using (writer.Open("if (hasSums)"))
                {
                    for (int k = 0; k < columns; k++)
                    {
                        Fetch("f.Sum(" + Literals.Integer(k) + ")", 4);
                    }
                }

                using (writer.Open("if (!terms.IsNull)"))
                {
                    Fetch("terms", 4 * columns);
                }
            }
        }

        void Fetch(string address, int row) =>
            writer.Line("Lanes.Prefetch(" + address + ", e, " + Literals.Integer(row) + ");");
    }

    private static void Reset(SourceWriter writer, KernelUnit unit)
    {
        KernelPlan plan = unit.Reset;
        writer.Line();
        writer.Line(Optimize);
        using (writer.Open("public static void Reset(ref KernelFrame f)"))
        {
            var body = new SegmentEmitter(writer, plan, "ResetConstant") { ResetMask = "mask" };
            body.Prologue(plan.Segments.ToList(), part: null);
            writer.Line("Ptr resetMask = f.ResetMask;");
            writer.Line("int blocks = f.Blocks;");
            using (writer.Open("for (int b = 0; b < blocks; b++)"))
            {
                writer.Line("int e = b * Lanes.Width;");
                writer.Line("V mask = Lanes.LoadBool(resetMask, e);");
                using (writer.Open("if (mask == V.Zero)"))
                {
                    writer.Line("continue;");
                }

                writer.Line();
                foreach (Segment segment in plan.Segments)
                {
                    body.Segment(segment, part: null);
                }

                foreach (Output output in plan.Program.Outputs)
                {
                    if (plan.Program.Carries[output.Index].IsRing)
                    {
                        RingText.Reset(writer, plan.Program.Carries[output.Index], output.Index);
                    }
                    else if (!plan.Program.Code[output.Value].Type.IsVector)
                    {
                        string carry = "carry" + Literals.Integer(output.Index);
                        writer.Line("Lanes.Store(" + carry + ", e, VectorW.ConditionalSelect(mask, " + body.Scalar(output.Value) + ", Lanes.Load(" + carry + ", e)));");
                    }
                }

                if (unit.Unit.Lowered!.Columns.Count > 0)
                {
                    using (writer.Open("if (f.HasSums)"))
                    {
                        using (writer.Open("for (int k = 0; k < " + Literals.Integer(unit.Unit.Lowered.Columns.Count) + "; k++)"))
                        {
                            writer.Line("Ptr sum = f.Sum(k);");
                            writer.Line("Lanes.Store(sum, e, VectorW.AndNot(Lanes.Load(sum, e), mask));");
                        }
                    }
                }
            }
        }
    }

    /// <summary>Small tables fill one or two wide registers, from which a look-up is one instruction.</summary>
    private static IEnumerable<uint> Table(EquatableArray<uint> entries)
    {
        int size = entries.Count <= 16 ? 16 : entries.Count <= 32 ? 32 : entries.Count;
        return entries.Concat(Enumerable.Repeat(entries[entries.Count - 1], size - entries.Count));
    }

    private static void Constants(SourceWriter writer, KernelUnit unit)
    {
        var programs = new List<(RewardProgram Program, string Prefix)> { (unit.Step.Program, "Constant"), (unit.Reset.Program, "ResetConstant") };
        if (unit.Gradient is not null)
        {
            programs.Add((unit.Gradient.Program, GradientKernel.ConstantPrefix));
        }

        foreach ((RewardProgram program, string prefix) in programs)
        {
            for (int i = 0; i < program.Constants.Count; i++)
            {
                // The same bits may be indices, numbers and truths at once: each use has its own table.
                if (program.Code.Any(c => c.Op is Opcode.InputPick or Opcode.CarryPick && c.Immediate >> 16 == i && SegmentEmitter.IsLooped(c.Type.Length)))
                {
                    writer.Line();
                    writer.Line("private static global::System.ReadOnlySpan<int> " + prefix + "Pick" + Literals.Integer(i) + " => new int[] { "
                        + string.Join(", ", program.Constants[i].Bits.Select(static b => Literals.Integer(b))) + " };");
                }

                if (program.Code.Any(c => c.Op == Opcode.Lookup && c.Immediate == i))
                {
                    writer.Line();
                    writer.Line("private static global::System.ReadOnlySpan<float> " + prefix + "Table" + Literals.Integer(i) + " => new float[] { "
                        + string.Join(", ", Table(program.Constants[i].Bits).Select(Literals.CSharp)) + " };");
                }

                foreach (IrKind kind in program.Code.Where(c => c.Op == Opcode.ConstVector && c.Immediate == i && SegmentEmitter.IsLooped(c.Type.Length)).Select(static c => c.Type.Kind).Distinct())
                {
                    IEnumerable<uint> bits = program.Constants[i].Bits.Concat(Enumerable.Repeat(0u, (4 - (program.Constants[i].Bits.Count % 4)) % 4));
                    writer.Line();
                    writer.Line("private static global::System.ReadOnlySpan<float> " + prefix + (kind == IrKind.Bool ? "Mask" : "") + Literals.Integer(i) + " => new float[] { "
                        + string.Join(", ", bits.Select(b => kind == IrKind.Bool ? (b != 0 ? "1f" : "0f") : Literals.CSharp(b))) + " };");
                }
            }
        }
    }
}
