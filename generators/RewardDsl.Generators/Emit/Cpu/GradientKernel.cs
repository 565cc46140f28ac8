using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints the kernel of the derivatives: the loops of its plan, and the stores of what is computed as scalars. Vectors are stored by the sweeps that
/// compute them. What the caller did not ask for costs one predicted branch.
/// </summary>
internal static class GradientKernel
{
    /// <summary>What the names of the kernel's constants begin with.</summary>
    public const string ConstantPrefix = "GradientConstant";

    public static void Emit(SourceWriter writer, KernelUnit unit, KernelPlan plan)
    {
        writer.Line();
        KernelEmitter.Rounds(writer, plan, "Gradient", "GradientPart");
        for (int p = 0; p < plan.Parts.Count; p++)
        {
            Part(writer, unit, plan, p);
        }
    }

    private static void Part(SourceWriter writer, KernelUnit unit, KernelPlan plan, int index)
    {
        Part part = plan.Parts[index];
        List<Segment> segments = plan.Segments.Skip(part.First).Take(part.Count).ToList();
        int[] scalars = index == plan.Parts.Count - 1 ? ScalarSlots(plan.Program) : System.Array.Empty<int>();
        writer.Line();
        writer.Line(KernelEmitter.Optimize);
        using (writer.Open("private static void GradientPart" + Literals.Integer(index) + "(ref KernelFrame f, int from, int to)"))
        {
            var body = new SegmentEmitter(writer, plan, ConstantPrefix) { InitialBits = unit.InitialBits, FirstClosing = unit.Step.Program.Code.Count(static c => c.Op == Opcode.Close) };
            body.Prologue(segments, part);
            foreach (int slot in scalars)
            {
                writer.Line("Ptr " + Address(plan.Program, slot));
            }

            writer.Line("bool prefetch = f.Prefetch;");
            using (writer.Open("for (int b = from; b < to; b++)"))
            {
                writer.Line("int e = b * Lanes.Width;");
                foreach (Segment segment in segments)
                {
                    KernelEmitter.Prefetch(writer, plan, segment, columns: 0);
                    body.Segment(segment, part);
                }

                foreach (int slot in scalars)
                {
                    string[] columns = plan.Program.Outputs.Where(o => IsScalar(plan.Program, o) && Slot(o) == slot).OrderBy(static o => o.Index).Select(o => body.Scalar(o.Value)).ToArray();
                    using (writer.Open("if (!" + Name(slot) + ".IsNull)"))
                    {
                        StepOutput.Rows(writer, Name(slot), columns);
                    }
                }
            }
        }
    }

    /// <summary>The variable that holds where the derivatives with respect to a signal go.</summary>
    public static string Name(int slot) => "gradient" + Literals.Integer(slot);

    /// <summary>Its declaration without the type.</summary>
    public static string Address(RewardProgram program, int slot) => Name(slot) + " = f.Gradient(" + Literals.Integer(slot) + "); // " + program.Inputs[slot].Name;

    private static int Slot(Output output) => output.Index & 0xFFFF;

    private static bool IsScalar(RewardProgram program, Output output) => !program.Code[output.Value].Type.IsVector;

    /// <summary>The signals whose derivatives are columns of scalars.</summary>
    private static int[] ScalarSlots(RewardProgram program) => program.Outputs.Where(o => IsScalar(program, o)).Select(Slot).Distinct().OrderBy(static s => s).ToArray();
}
