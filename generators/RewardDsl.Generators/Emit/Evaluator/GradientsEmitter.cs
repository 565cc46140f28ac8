using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints the typed side of the derivatives: where they go, and the call.</summary>
internal static class GradientsEmitter
{
    public static void Emit(SourceWriter writer, LoweredSpec lowered, string hides)
    {
        writer.Line("/// <summary>Where the derivatives of the total go: for each float signal a dense row-major buffer in the order of the spec's own elements. Those left empty cost nothing.</summary>");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public " + hides + "ref struct Gradients : global::RewardDsl.ISignalGradients"))
        {
            int[] slots = Enumerable.Range(0, lowered.Signals.Count).Where(i => lowered.Step.Inputs[i].Storage == InputStorage.Float32).ToArray();
            foreach (int slot in slots)
            {
                SignalFacts facts = lowered.Signals[slot];
                writer.Line("/// <summary><c>" + EvaluatorEmitter.Shape(facts, lowered.Step.Inputs[slot]) + "</c>: how the total changes with each element of the signal.</summary>");
                writer.Line("public global::System.Span<float> " + Identifiers.Escape(facts.Name) + " { get; init; }");
                writer.Line();
            }

            writer.Line("readonly global::System.Span<float> global::RewardDsl.ISignalGradients.Of(int index) => index switch");
            using (writer.Open("", "};"))
            {
                foreach (int slot in slots)
                {
                    writer.Line(Literals.Integer(slot) + " => this." + Identifiers.Escape(lowered.Signals[slot].Name) + ",");
                }

                writer.Line("_ => default,");
            }
        }
    }

    public static void Call(SourceWriter writer)
    {
        writer.Line("/// <summary>The derivatives of the total that a step would pay now, with respect to its signals. Changes no state; everything is checked before anything is written.</summary>");
        writer.Line("/// <param name=\"inputs\">The signals that a step would be given.</param>");
        writer.Line("/// <param name=\"ends\">How the simulator would end episodes.</param>");
        writer.Line("/// <param name=\"gradients\">Where the derivatives go.</param>");
        writer.Line("public void Gradient(in Inputs inputs, in global::RewardDsl.StepEnds ends, in Gradients gradients) => GradientCore(in inputs, in ends, in gradients);");
    }
}
