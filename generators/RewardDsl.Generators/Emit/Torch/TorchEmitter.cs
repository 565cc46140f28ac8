using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints the typed tensor side of a spec: its inputs and results as tensors, the evaluator that runs the fused kernels on their memory, and the differentiable form.
/// </summary>
internal static class TorchEmitter
{
    public const string Tensor = "global::TorchSharp.torch.Tensor";
    public const string Generated = "global::RewardDsl.Generated.";

    /// <summary>The results that are asked for.</summary>
    public static readonly string[] Optional = { "Terms", "Objective", "Costs", "Metrics", "Critics", "Automata", "Verdicts", "Letters", "EndCauses" };

    public static string Emit(KernelUnit unit, bool hasCuda)
    {
        SourceWriter writer = new SourceWriter().Header();
        writer.Line("#pragma warning disable CS0436");
        SpecSurface surface = unit.Unit.Surface;
        string hides = Names.Hides(surface);
        using (Names.OpenType(writer, surface))
        {
            Inputs(writer, unit, hides);
            writer.Line();
            Results(writer, hides);
            writer.Line();
            TorchEvaluatorEmitter.Emit(writer, unit, hides, hasCuda);
            writer.Line();
            Reward(writer, unit, hides);
        }

        return writer.ToString();
    }

    private static void Inputs(SourceWriter writer, KernelUnit unit, string hides)
    {
        LoweredSpec lowered = unit.Unit.Lowered!;
        writer.Line("/// <summary>One tensor for each signal, on the device of the evaluator.</summary>");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public " + hides + "struct TorchInputs"))
        {
            for (int i = 0; i < lowered.Signals.Count; i++)
            {
                SignalFacts facts = lowered.Signals[i];
                if (facts.Part == SignalPart.Presence)
                {
                    continue;
                }

                bool isRead = IsRead(unit, i);
                writer.Line("/// <summary>" + EvaluatorEmitter.Describe(facts, lowered.Step.Inputs[i]).Replace(" bytes", " Bool or Byte")
                    + (facts.Type == MemberType.OptionalFloat ? "; values, and a mask of the environments that have one" : "") + (isRead ? "" : "; a reset does not read it, there it may be null") + ".</summary>");
                string type = facts.Type == MemberType.OptionalFloat ? "(" + Tensor + " Values, " + Tensor + " Present)" : Tensor;
                writer.Line("public required " + type + (isRead ? "" : "?") + " " + Identifiers.Escape(facts.Name) + " { get; init; }");
                writer.Line();
            }
        }
    }

    private static void Results(SourceWriter writer, string hides)
    {
        writer.Line("/// <summary>What a step gives. The tensors belong to the dispose scope around the call; without one, dispose this.</summary>");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public " + hides + "sealed class TorchStep : global::System.IDisposable"))
        {
            using (writer.Open("internal TorchStep(" + Generated + "RewardTorchResults results, global::RewardDsl.StepSummary? summary)"))
            {
                writer.Line("Total = results.Total!;");
                writer.Line("Terminated = results.Terminated!;");
                writer.Line("Summary = summary;");
                foreach (string name in Optional)
                {
                    writer.Line(name + " = results." + name + ";");
                }
            }

            writer.Line();
            writer.Line("/// <summary><c>[B]</c> float32: the trained reward; with its gradients where signals ask for them.</summary>");
            writer.Line("public " + Tensor + " Total { get; }");
            writer.Line();
            writer.Line("/// <summary><c>[B]</c> Bool: a termination of the spec held, or the simulator's mask was set.</summary>");
            writer.Line("public " + Tensor + " Terminated { get; }");
            writer.Line();
            writer.Line("/// <summary>Counts over the batch; null from the differentiable form, which would have to wait for its device.</summary>");
            writer.Line("public global::RewardDsl.StepSummary? Summary { get; }");
            foreach (string name in Optional)
            {
                writer.Line();
                writer.Line("/// <summary>" + (name switch { "Objective" => "<c>[B]</c> float32", "EndCauses" => "<c>[B]</c> Byte", _ => "<c>[B, K]</c> float32" })
                    + ", as <see cref=\"global::RewardDsl.StepOutputs." + name + "\"/>; null unless asked for.</summary>");
                writer.Line("public " + Tensor + "? " + name + " { get; }");
            }

            writer.Line();
            writer.Line("/// <summary>Disposes the tensors.</summary>");
            using (writer.Open("public void Dispose()"))
            {
                writer.Line("Total.Dispose();");
                writer.Line("Terminated.Dispose();");
                foreach (string name in Optional)
                {
                    writer.Line(name + "?.Dispose();");
                }
            }
        }
    }

    private static void Reward(SourceWriter writer, KernelUnit unit, string hides)
    {
        LoweredSpec lowered = unit.Unit.Lowered!;
        string program = Generated + TorchProgramEmitter.ClassName(unit);
        writer.Line("/// <summary>");
        writer.Line("/// The differentiable form: the same reward as eager tensor operations, on any device, with a state of its own. Gradients flow from what a step pays to its signals;");
        writer.Line("/// what is carried from earlier steps is a constant. Slower than the fused kernels by far. One caller at a time.");
        writer.Line("/// </summary>");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public " + hides + "sealed class TorchReward : global::System.IDisposable"))
        {
            writer.Line("private readonly " + program + " _program;");
            writer.Line();
            Constructor(writer, "TorchReward");
            using (writer.Open(""))
            {
                writer.Line("_program = new " + program + "(Evaluator.Layout, batchSize, device, options);");
            }

            writer.Line();
            writer.Line("/// <summary>The device of the tensors.</summary>");
            writer.Line("public global::TorchSharp.torch.Device Device => _program.Device;");
            writer.Line();
            writer.Line("/// <summary>Number of environments.</summary>");
            writer.Line("public long BatchSize => _program.Batch;");
            writer.Line();
            writer.Line("/// <summary>The run-time tunable weights, payoffs and parameters. A change acts from the next call.</summary>");
            writer.Line("public global::RewardDsl.ParameterSet Parameters => _program.ParameterSet;");
            writer.Line();
            writer.Line("/// <summary><c>[B]</c> Bool, a new tensor: the environments whose episode ended and that were not reset since. The mask for the next reset.</summary>");
            writer.Line("public " + Tensor + " Ended => _program.Ended();");
            writer.Line();
            writer.Line("/// <summary>Sets a parameter that has its own value in each environment, <c>[B]</c> float32. It acts from the next call and survives resets.</summary>");
            writer.Line("/// <param name=\"name\">Name of the parameter.</param>");
            writer.Line("/// <param name=\"values\">The value of each environment.</param>");
            writer.Line("public void SetParameter(string name, " + Tensor + " values) => _program.SetParameter(name, values);");
            writer.Line();
            StepSignature(writer, "");
            using (writer.Open(""))
            {
                writer.Line("return new TorchStep(_program.Step(Tensors(in inputs), truncated, terminated, results), null);");
            }

            writer.Line();
            ResetSignatures(writer);
            using (writer.Open(""))
            {
                writer.Line("_program.Reset(mask, Tensors(in inputs));");
            }

            writer.Line();
            writer.Line("/// <summary>Disposes the state.</summary>");
            writer.Line("public void Dispose() => _program.Dispose();");
            writer.Line();
            using (writer.Open("private static " + Tensor + "?[] Tensors(in TorchInputs inputs)"))
            {
                using (writer.Open("return new " + Tensor + "?[]", "};"))
                {
                    Each(lowered, (_, tensor) => writer.Line(tensor + ","));
                }
            }
        }
    }

    /// <summary>The head of a constructor.</summary>
    public static void Constructor(SourceWriter writer, string type)
    {
        writer.Line("/// <summary>Allocates the state of a batch. Reset all environments before the first step.</summary>");
        writer.Line("/// <param name=\"batchSize\">Number of environments B, at least 1.</param>");
        writer.Line("/// <param name=\"device\">The device of the tensors, or null for the CPU.</param>");
        writer.Line("/// <param name=\"options\">Options, or null for the defaults.</param>");
        writer.Line("public " + type + "(long batchSize, global::TorchSharp.torch.Device? device = null, global::RewardDsl.EvaluatorOptions? options = null)");
    }

    /// <summary>The head of a step.</summary>
    public static void StepSignature(SourceWriter writer, string more)
    {
        writer.Line("/// <summary>One step of every environment. Everything is checked before anything is written.</summary>");
        writer.Line("/// <param name=\"inputs\">The signals after the step; with same-step auto-reset, the final observation.</param>");
        writer.Line("/// <param name=\"truncated\"><c>[B]</c> Bool or Byte: the episode was cut although the state is not terminal.</param>");
        writer.Line("/// <param name=\"terminated\"><c>[B]</c> Bool or Byte, or null: the simulator ended the episode for a reason that the spec does not state.</param>");
        writer.Line("/// <param name=\"results\">What is wanted beside the total.</param>");
        writer.Line("/// <returns>New tensors, in the dispose scope around the call.</returns>");
        if (more.Length > 0)
        {
            writer.Line(more);
        }

        writer.Line("public TorchStep Step(in TorchInputs inputs, " + Tensor + " truncated, " + Tensor + "? terminated = null, global::RewardDsl.StepResults results = global::RewardDsl.StepResults.None)");
    }

    /// <summary>The heads of the resets; the first one calls the second.</summary>
    public static void ResetSignatures(SourceWriter writer)
    {
        writer.Line("/// <summary>Starts a new episode in every environment.</summary>");
        writer.Line("/// <param name=\"inputs\">The first observation.</param>");
        writer.Line("public void Reset(in TorchInputs inputs) => Reset(null, in inputs);");
        writer.Line();
        writer.Line("/// <summary>Starts new episodes in the masked environments: clears every carry and takes their first observation.</summary>");
        writer.Line("/// <param name=\"mask\"><c>[B]</c> Bool or Byte; null: all.</param>");
        writer.Line("/// <param name=\"inputs\">The first observation. Signals that a reset does not read, such as actions, may be null.</param>");
        writer.Line("public void Reset(" + Tensor + "? mask, in TorchInputs inputs)");
    }

    /// <summary>Calls back with each slot and the tensor that it is read from.</summary>
    public static void Each(LoweredSpec lowered, Action<int, string> action)
    {
        for (int i = 0; i < lowered.Signals.Count; i++)
        {
            SignalFacts facts = lowered.Signals[i];
            string name = "inputs." + Identifiers.Escape(facts.Part == SignalPart.Presence ? lowered.Signals[i - 1].Name : facts.Name);
            action(i, name + (facts.Part == SignalPart.Presence ? ".Present" : facts.Type == MemberType.OptionalFloat ? ".Values" : ""));
        }
    }

    /// <summary>Whether a reset reads a signal; of a value that may be absent both parts go together.</summary>
    public static bool IsRead(KernelUnit unit, int input)
    {
        EquatableArray<SignalFacts> signals = unit.Unit.Lowered!.Signals;
        return signals[input].Type == MemberType.OptionalFloat || EvaluatorEmitter.Reads(unit.Reset.Program, input);
    }
}
