using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints the typed side of a spec's CUDA evaluator and the text of its kernels.</summary>
internal static class CudaEvaluatorEmitter
{
    /// <summary>The evaluator is printed where the user's compilation has this type.</summary>
    public const string BaseType = "RewardDsl.Cuda.CudaRewardEvaluator";

    private const string Cuda = "global::RewardDsl.Cuda.";

    public static string Emit(KernelUnit unit)
    {
        CudaText text = CudaText.Emit(unit);
        SpecSurface surface = unit.Unit.Surface;
        if (text.Source is null)
        {
            return Stub(surface, "the reward '" + surface.Name.TrimStart('@') + "' has no CUDA form: " + text.Reason);
        }

        SourceWriter writer = new SourceWriter().Header();
        LoweredSpec lowered = unit.Unit.Lowered!;
        using (Names.OpenType(writer, surface))
        {
            writer.Line("/// <summary>Evaluates the reward of a batch of environments on a CUDA device and carries its state there.</summary>");
            writer.Line(Names.GeneratedCode);
            using (writer.Open("public " + Names.Hides(surface) + "sealed class CudaEvaluator : " + Cuda + "CudaRewardEvaluator"))
            {
                Calls(writer);
                Inputs(writer, unit, lowered);
                if (unit.Gradient is not null)
                {
                    Gradients(writer, unit, lowered);
                }

                writer.Line("private static readonly " + Cuda + "Kernels.CudaKernel s_kernel = new()");
                using (writer.Open("", "};"))
                {
                    writer.Line("Layout = Evaluator.Layout,");
                    writer.Line("HasGradient = " + (unit.Gradient is null ? "false" : "true") + ",");

                    // A raw literal whose last line is not indented: the text as it is.
                    writer.Line("Source = \"\"\"\n" + text.Source.TrimEnd('\n') + "\n\n\"\"\",");
                }
            }
        }

        return writer.ToString();
    }

    /// <summary>What a spec without a CUDA form gets: the same name, so that code that uses it fails with the reason.</summary>
    public static string Stub(SpecSurface surface, string message)
    {
        SourceWriter writer = new SourceWriter().Header();
        string reason = Names.Quote(message);
        using (Names.OpenType(writer, surface))
        {
            writer.Line("/// <summary>Not generated; its error says why.</summary>");
            writer.Line(Names.GeneratedCode);
            writer.Line("[global::System.Obsolete(" + reason + ", error: true)]");
            using (writer.Open("public " + Names.Hides(surface) + "sealed class CudaEvaluator : global::System.IDisposable"))
            {
                writer.Line("/// <summary>Always fails.</summary>");
                writer.Line("public CudaEvaluator(int batchSize, " + Cuda + "CudaOptions? options = null) => throw new global::System.NotSupportedException(" + reason + ");");
                writer.Line();
                writer.Line("/// <inheritdoc/>");
                writer.Line("public void Dispose() { }");
            }
        }

        return writer.ToString();
    }

    private static void Calls(SourceWriter writer)
    {
        writer.Line("/// <summary>Loads the kernel and allocates the state of a batch. Reset all environments before the first step.</summary>");
        writer.Line("/// <param name=\"batchSize\">Number of environments B, at least 1.</param>");
        writer.Line("/// <param name=\"options\">Options, or null for the defaults.</param>");
        writer.Line("/// <exception cref=\"" + Cuda + "CudaException\">There is no CUDA here, or not enough memory.</exception>");
        writer.Line("public CudaEvaluator(int batchSize, " + Cuda + "CudaOptions? options = null) : base(batchSize, s_kernel, options) { }");
        writer.Line();
        writer.Line("/// <summary>Compiles and loads what calls with such inputs need, so that they can be captured into a graph.</summary>");
        writer.Line("/// <param name=\"inputs\">Inputs as the calls will have them; their content does not count.</param>");
        writer.Line("public void Prepare(in DeviceInputs inputs) => PrepareCore(in inputs);");
        writer.Line();
        writer.Line("/// <summary>One step of every environment: launches a kernel and does not wait for it. Everything is checked before.</summary>");
        writer.Line("/// <param name=\"inputs\">The signals after the step; with same-step auto-reset, the final observation.</param>");
        writer.Line("/// <param name=\"ends\">How the simulator ended episodes.</param>");
        writer.Line("/// <param name=\"outputs\">Where the results go.</param>");
        writer.Line("/// <param name=\"stream\">The stream; null: that of the options, torch's current one, or the default stream.</param>");
        writer.Line("public void Step(in DeviceInputs inputs, in " + Cuda + "DeviceStepEnds ends, in " + Cuda + "DeviceStepOutputs outputs, nint? stream = null) => StepCore(in inputs, in ends, in outputs, stream);");
        writer.Line();
        writer.Line("/// <summary>Starts new episodes in the masked environments: clears every carry and takes their first observation.</summary>");
        writer.Line("/// <param name=\"mask\"><c>[B]</c> bytes; default: all.</param>");
        writer.Line("/// <param name=\"inputs\">The first observation. Views that a reset does not read, such as actions, may be default.</param>");
        writer.Line("/// <param name=\"stream\">The stream; null: that of the options, torch's current one, or the default stream.</param>");
        writer.Line("public void Reset(" + Cuda + "DeviceBoolView mask, in DeviceInputs inputs, nint? stream = null) => ResetCore(mask, in inputs, stream);");
        writer.Line();
        writer.Line("/// <summary>Starts a new episode in every environment.</summary>");
        writer.Line("/// <param name=\"inputs\">The first observation.</param>");
        writer.Line("/// <param name=\"stream\">The stream; null: that of the options, torch's current one, or the default stream.</param>");
        writer.Line("public void Reset(in DeviceInputs inputs, nint? stream = null) => ResetCore(default, in inputs, stream);");
        writer.Line();
    }

    private static void Inputs(SourceWriter writer, KernelUnit unit, LoweredSpec lowered)
    {
        writer.Line("/// <summary>One view of device memory for each signal, row-major, dense or strided. Nothing is copied.</summary>");
        using (writer.Open("public readonly struct DeviceInputs : " + Cuda + "IDeviceSignals"))
        {
            for (int i = 0; i < lowered.Signals.Count; i++)
            {
                SignalFacts facts = lowered.Signals[i];
                if (facts.Part != SignalPart.Presence)
                {
                    writer.Line("/// <summary>" + EvaluatorEmitter.Describe(facts, unit.Step.Program.Inputs[i]) + ".</summary>");
                    writer.Line("public required " + Cuda + "Device" + EvaluatorEmitter.View(facts.Type) + " " + Identifiers.Escape(facts.Name) + " { get; init; }");
                    writer.Line();
                }
            }

            View(writer, lowered, i =>
            {
                SignalFacts facts = lowered.Signals[i];
                return facts.Part == SignalPart.Presence
                    ? "this." + Identifiers.Escape(lowered.Signals[i - 1].Name) + ".PresentToDeviceView()"
                    : "this." + Identifiers.Escape(facts.Name) + ".ToDeviceView()";
            });
        }

        writer.Line();
    }

    private static void Gradients(SourceWriter writer, KernelUnit unit, LoweredSpec lowered)
    {
        bool IsGiven(int i) => unit.Step.Program.Inputs[i].Storage == InputStorage.Float32 && lowered.Signals[i].Part != SignalPart.Presence;
        writer.Line("/// <summary>Where the derivatives of the total with respect to each float signal go, dense and row-major; default: nowhere.</summary>");
        using (writer.Open("public readonly struct DeviceGradients : " + Cuda + "IDeviceSignals"))
        {
            foreach (int i in Enumerable.Range(0, lowered.Signals.Count).Where(IsGiven))
            {
                writer.Line("/// <summary>With respect to <see cref=\"DeviceInputs." + Identifiers.Escape(lowered.Signals[i].Name) + "\"/>.</summary>");
                writer.Line("public " + Cuda + "DeviceFloatView " + Identifiers.Escape(lowered.Signals[i].Name) + " { get; init; }");
                writer.Line();
            }

            View(writer, lowered, i => IsGiven(i) ? "this." + Identifiers.Escape(lowered.Signals[i].Name) + ".ToDeviceView()" : "default");
        }

        writer.Line();
        writer.Line("/// <summary>The derivatives of the total that a step with these inputs would pay now: launches a kernel, changes no state.</summary>");
        writer.Line("/// <param name=\"inputs\">The signals after the step.</param>");
        writer.Line("/// <param name=\"ends\">How the simulator would end episodes.</param>");
        writer.Line("/// <param name=\"gradients\">Where the derivatives go.</param>");
        writer.Line("/// <param name=\"stream\">The stream; null: that of the options, torch's current one, or the default stream.</param>");
        writer.Line("public void Gradient(in DeviceInputs inputs, in " + Cuda + "DeviceStepEnds ends, in DeviceGradients gradients, nint? stream = null) => GradientCore(in inputs, in ends, in gradients, stream);");
        writer.Line();
    }

    private static void View(SourceWriter writer, LoweredSpec lowered, System.Func<int, string> view)
    {
        writer.Line(Cuda + "DeviceView " + Cuda + "IDeviceSignals.View(int index) => index switch");
        using (writer.Open("", "};"))
        {
            for (int i = 0; i < lowered.Signals.Count; i++)
            {
                writer.Line(Literals.Integer(i) + " => " + view(i) + ",");
            }

            writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(index)),");
        }
    }
}
