using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints the CPU kernels of one vector width from the plan: the step as one fused loop and as one sweep for each segment,
/// and the reset. Decides nothing about meaning.
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
                Step(writer, unit);
                Reset(writer, unit);
                Constants(writer, unit);
            }
        }

        return writer.ToString();
    }

    private const string Optimize = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    private static void Step(SourceWriter writer, KernelUnit unit)
    {
        KernelPlan plan = unit.Step;
        int last = plan.Segments.Count - 1;
        using (writer.Open("public static void Step(ref KernelFrame f)"))
        {
            if (unit.HasFused)
            {
                using (writer.Open("if (f.Fused)"))
                {
                    writer.Line("Fused(ref f);");
                    writer.Line("return;");
                }

                writer.Line();
            }

            for (int s = 0; s < plan.Segments.Count; s++)
            {
                writer.Line("Sweep" + Literals.Integer(s) + "(ref f);");
            }
        }

        if (unit.HasFused)
        {
            writer.Line();
            Loop(writer, unit, plan, "Fused", Enumerable.Range(0, plan.Segments.Count).ToList(), isSweep: false);
        }

        for (int s = 0; s <= last; s++)
        {
            writer.Line();
            Loop(writer, unit, plan, "Sweep" + Literals.Integer(s), new List<int> { s }, isSweep: true);
        }
    }

    private static void Loop(SourceWriter writer, KernelUnit unit, KernelPlan plan, string name, List<int> segments, bool isSweep)
    {
        bool writesOutputs = segments.Contains(plan.Segments.Count - 1);
        writer.Line(Optimize);
        using (writer.Open("private static void " + name + "(ref KernelFrame f)"))
        {
            var body = new SegmentEmitter(writer, plan, "Constant");
            body.Prologue(segments.Select(s => plan.Segments[s]).ToList(), isSweep);
            if (writesOutputs)
            {
                StepOutput.Prologue(writer, unit);
            }

            if (isSweep)
            {
                writer.Line("bool prefetch = f.Prefetch;");
            }

            writer.Line("int blocks = f.Blocks;");
            using (writer.Open("for (int b = 0; b < blocks; b++)"))
            {
                writer.Line("int e = b * Lanes.Width;");
                if (isSweep)
                {
                    Prefetch(writer, unit, plan, plan.Segments[segments[0]], writesOutputs);
                }

                foreach (int s in segments)
                {
                    body.Segment(plan.Segments[s], isSweep);
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

    private static void Prefetch(SourceWriter writer, KernelUnit unit, KernelPlan plan, Segment segment, bool writesOutputs)
    {
        using (writer.Open("if (prefetch)"))
        {
            foreach (int input in SegmentEmitter.InputsOf(plan.Program, segment))
            {
                InputSlot slot = plan.Program.Inputs[input];
                string row = Literals.Integer(slot.Width * slot.ElementBytes);
                writer.Line("Lanes.Prefetch(in" + Literals.Integer(input) + ", (e + 128L) * " + row + ", Lanes.Width * " + row + ");");
            }

            if (writesOutputs)
            {
                using (writer.Open("if (f.HasSums)"))
                {
                    using (writer.Open("for (int k = 0; k < " + Literals.Integer(unit.Unit.Lowered!.Columns.Count) + "; k++)"))
                    {
                        writer.Line("Lanes.Prefetch(f.Sum(k), (e + 128L) * 4, Lanes.Width * 4);");
                    }
                }

                using (writer.Open("if (!terms.IsNull)"))
                {
                    string row = Literals.Integer(unit.Unit.Lowered!.Columns.Count * 4);
                    writer.Line("Lanes.Prefetch(terms, (e + 128L) * " + row + ", Lanes.Width * " + row + ");");
                }
            }
        }
    }

    private static void Reset(SourceWriter writer, KernelUnit unit)
    {
        KernelPlan plan = unit.Reset;
        writer.Line();
        writer.Line(Optimize);
        using (writer.Open("public static void Reset(ref KernelFrame f)"))
        {
            var body = new SegmentEmitter(writer, plan, "ResetConstant") { ResetMask = "mask" };
            body.Prologue(plan.Segments.ToList(), isSweep: false);
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
                    body.Segment(segment, isSweep: false);
                }

                foreach (Output output in plan.Program.Outputs)
                {
                    if (!plan.Program.Code[output.Value].Type.IsVector)
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

    private static void Constants(SourceWriter writer, KernelUnit unit)
    {
        foreach ((RewardProgram program, string prefix) in new[] { (unit.Step.Program, "Constant"), (unit.Reset.Program, "ResetConstant") })
        {
            for (int i = 0; i < program.Constants.Count; i++)
            {
                if (program.Code.Any(c => c.Op is Opcode.InputPick or Opcode.CarryPick && c.Immediate >> 16 == i && SegmentEmitter.IsLooped(c.Type.Length)))
                {
                    writer.Line();
                    writer.Line("private static global::System.ReadOnlySpan<int> " + prefix + Literals.Integer(i) + " => new int[] { "
                        + string.Join(", ", program.Constants[i].Bits.Select(static b => Literals.Integer(b))) + " };");
                    continue;
                }

                IEnumerable<Instruction> uses = program.Code.Where(c => c.Op == Opcode.ConstVector && c.Immediate == i);
                if (!uses.Any(static c => SegmentEmitter.IsLooped(c.Type.Length)))
                {
                    continue;
                }

                List<uint> bits = program.Constants[i].Bits.ToList();
                bool isBool = uses.First().Type.Kind == IrKind.Bool;
                while (bits.Count % 4 != 0)
                {
                    bits.Add(0);
                }

                writer.Line();
                writer.Line("private static global::System.ReadOnlySpan<float> " + prefix + Literals.Integer(i) + " => new float[] { "
                    + string.Join(", ", bits.Select(b => isBool ? (b != 0 ? "1f" : "0f") : Literals.CSharp(b))) + " };");
            }
        }
    }
}
