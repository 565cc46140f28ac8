using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints the evaluator that runs the fused kernels in the memory of tensors: on the CPU, and on a CUDA device where the compilation has its evaluator.</summary>
internal static class TorchEvaluatorEmitter
{
    private const string Tensor = TorchEmitter.Tensor;
    private const string Generated = TorchEmitter.Generated;
    private const string Views = Generated + "RewardTorchViews.";
    private const string Device = Generated + "RewardTorchDevice.";
    private const string Cuda = "global::RewardDsl.Cuda.";
    private const string Torch = "global::TorchSharp.torch.";

    public static void Emit(SourceWriter writer, KernelUnit unit, string hides, bool hasCuda)
    {
        string? reason = hasCuda ? CudaText.Emit(unit).Reason : null;
        bool runsOnCuda = hasCuda && string.IsNullOrEmpty(reason);
        writer.Line("/// <summary>Evaluates the reward of a batch of environments with the fused kernel of the device, in the memory of the tensors. One caller at a time.</summary>");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public " + hides + "sealed class TorchEvaluator : global::System.IDisposable"))
        {
            writer.Line("private readonly " + Generated + "RewardTorchViews _views;");
            writer.Line("private readonly Evaluator? _cpu;");
            if (runsOnCuda)
            {
                writer.Line("private readonly CudaEvaluator? _cuda;");
            }

            writer.Line();
            Constructor(writer, unit, hasCuda, runsOnCuda, reason);
            Properties(writer, runsOnCuda);
            Step(writer, unit, runsOnCuda);
            Reset(writer, unit, runsOnCuda);
            writer.Line();
            writer.Line("/// <summary>Frees what it keeps.</summary>");
            using (writer.Open("public void Dispose()"))
            {
                writer.Line("_cpu?.Dispose();");
                if (runsOnCuda)
                {
                    writer.Line("_cuda?.Dispose();");
                }

                writer.Line("_views.Dispose();");
            }

            writer.Line();
            using (writer.Open("private void Read(in TorchInputs inputs, bool isReset)"))
            {
                TorchEmitter.Each(unit.Unit.Lowered!, (i, tensor) =>
                {
                    string n = Literals.Integer(i);
                    string elements = runsOnCuda ? "_cpu?.FrameElements(" + n + ") ?? _cuda!.FrameElements(" + n + ")" : "Cpu.FrameElements(" + n + ")";
                    writer.Line("_views.Read(" + n + ", " + tensor + ", " + elements + ", " + (TorchEmitter.IsRead(unit, i) ? "true" : "!isReset") + ", AllowCopies);");
                });
            }
        }
    }

    private static void Constructor(SourceWriter writer, KernelUnit unit, bool hasCuda, bool runsOnCuda, string? reason)
    {
        TorchEmitter.Constructor(writer, "TorchEvaluator");
        using (writer.Open(""))
        {
            writer.Line("Device = device ?? " + Torch + "CPU;");
            using (writer.Open("if (batchSize < 1 || batchSize > int.MaxValue)"))
            {
                writer.Line("throw new global::System.ArgumentOutOfRangeException(nameof(batchSize), batchSize, \"A batch has at least 1 environment.\");");
            }

            writer.Line();
            using (writer.Open("if (Device.type == global::TorchSharp.DeviceType.CPU)"))
            {
                writer.Line("_cpu = new Evaluator((int)batchSize, options);");
            }

            if (runsOnCuda)
            {
                using (writer.Open("else if (Device.type == global::TorchSharp.DeviceType.CUDA)"))
                {
                    writer.Line("global::RewardDsl.EvaluatorOptions own = options ?? global::RewardDsl.EvaluatorOptions.Default;");
                    writer.Line("_cuda = new CudaEvaluator((int)batchSize, new " + Cuda + "CudaOptions { Device = global::System.Math.Max(0, Device.index), EpisodeSums = own.EpisodeSums, AfterEnd = own.AfterEnd });");
                }
            }

            using (writer.Open("else"))
            {
                string why = runsOnCuda ? "there is no fused kernel for it"
                    : hasCuda ? "this reward has no CUDA form: " + reason
                    : "the fused CUDA kernel needs a reference to RewardDsl.Cuda";
                writer.Line("throw new global::System.NotSupportedException(" + Names.Quote("'" + unit.Unit.Surface.MetadataName + ".TorchEvaluator' cannot work on ") + " + Device + " + Names.Quote(": " + why + ". TorchReward runs on every device.") + ");");
            }

            writer.Line();
            writer.Line("_views = new " + Generated + "RewardTorchViews(Evaluator.Layout.Spec, " + Generated + TorchProgramEmitter.ClassName(unit) + ".Components, batchSize, Device);");
        }

        writer.Line();
    }

    private static void Properties(SourceWriter writer, bool runsOnCuda)
    {
        writer.Line("/// <summary>The device of the tensors.</summary>");
        writer.Line("public " + Torch + "Device Device { get; }");
        writer.Line();
        writer.Line("/// <summary>Number of environments.</summary>");
        writer.Line("public long BatchSize => " + (runsOnCuda ? "_cpu?.BatchSize ?? _cuda!.BatchSize" : "Cpu.BatchSize") + ";");
        writer.Line();
        writer.Line("/// <summary>The evaluator that does the work on the CPU: axis orders, episode sums, checkpoints. It shares the state, its own calls included.</summary>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The tensors are on another device.</exception>");
        writer.Line("public Evaluator Cpu => _cpu ?? throw new global::System.InvalidOperationException(\"The tensors of this evaluator are on \" + Device + \", not on the CPU.\");");
        writer.Line();
        if (runsOnCuda)
        {
            writer.Line("/// <summary>The evaluator that does the work on a CUDA device. It shares the state, its own calls included.</summary>");
            writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The tensors are on another device.</exception>");
            writer.Line("public CudaEvaluator Cuda => _cuda ?? throw new global::System.InvalidOperationException(\"The tensors of this evaluator are on \" + Device + \", not on a CUDA device.\");");
            writer.Line();
        }

        writer.Line("/// <summary>The run-time tunable weights, payoffs and parameters. A change acts from the next call.</summary>");
        writer.Line("public global::RewardDsl.ParameterSet Parameters => " + (runsOnCuda ? "_cpu?.Parameters ?? _cuda!.Parameters" : "Cpu.Parameters") + ";");
        writer.Line();
        writer.Line("/// <summary>Whether tensors that cannot be read where they lie are copied; else they are an error. Off at first, so that nothing is copied unseen.</summary>");
        writer.Line("public bool AllowCopies { get; set; }");
        writer.Line();
        writer.Line("/// <summary><c>[B]</c> Bool, a new tensor: the environments that must be reset before they step, as their episode ended or never began. The mask for the next reset.</summary>");
        using (writer.Open("public " + Tensor + " Ended"))
        using (writer.Open("get"))
        {
            if (runsOnCuda)
            {
                using (writer.Open("if (_cuda is not null)"))
                {
                    writer.Line("using " + Tensor + " copy = " + Torch + "empty(new long[] { BatchSize }, " + Torch + "ScalarType.Byte, Device);");
                    writer.Line("_cuda.CopyEnded(" + Device + "Bytes(copy));");
                    writer.Line("return copy.ne(0);");
                }

                writer.Line();
            }

            writer.Line("global::System.ReadOnlySpan<byte> flags = Cpu.Ended;");
            writer.Line(Tensor + " ended = " + Torch + "empty(new long[] { BatchSize }, " + Torch + "ScalarType.Bool, Device);");
            writer.Line("global::System.Span<byte> bytes = ended.bytes;");
            using (writer.Open("for (int i = 0; i < bytes.Length; i++)"))
            {
                writer.Line("bytes[i] = flags[i] != 0 ? (byte)1 : (byte)0;");
            }

            writer.Line();
            writer.Line("return ended;");
        }

        writer.Line();
    }

    private static void Step(SourceWriter writer, KernelUnit unit, bool runsOnCuda)
    {
        TorchEmitter.StepSignature(writer, unit.Gradient is null
            ? "/// <exception cref=\"global::System.InvalidOperationException\">A signal asks for a gradient: the spec needs <c>[RewardSpec(Gradient = true)]</c> for that.</exception>"
            : "");
        using (writer.Open(""))
        {
            if (unit.Gradient is not null)
            {
                writer.Line(Generated + "RewardTorchGradient.ThrowIfFailed();");
                writer.Line("var asking = new global::System.Collections.Generic.List<" + Tensor + ">();");
                writer.Line("var gradients = new global::System.Collections.Generic.List<" + Tensor + ">();");
            }

            writer.Line("bool isRecorded = " + Torch + "is_grad_enabled();");
            writer.Line("using var scope = " + Torch + "NewDisposeScope();");
            using (writer.Open("try"))
            {
                writer.Line(Generated + "RewardTorchResults made;");
                using (writer.Open("using (" + Torch + "no_grad())"))
                {
                    writer.Line("Read(in inputs, isReset: false);");
                    if (unit.Gradient is null)
                    {
                        NoGradients(writer, unit);
                    }

                    string step = "(truncated, terminated, results" + (unit.Gradient is null ? ");" : ", isRecorded, asking, gradients);");
                    writer.Line("made = " + (runsOnCuda ? "_cuda is null ? StepOnCpu" + step.TrimEnd(';') + " : StepOnCuda" + step : "StepOnCpu" + step));
                }

                writer.Line();
                if (unit.Gradient is not null)
                {
                    using (writer.Open("if (asking.Count > 0)"))
                    {
                        writer.Line("made.Total = " + Generated + "RewardTorchGradient.Of(made.Total!, asking, gradients);");
                    }

                    writer.Line();
                }

                writer.Line("return new TorchStep(made.MoveToOuterScope(), " + (runsOnCuda ? "_cuda is null ? made.Summary : null" : "made.Summary") + ");");
            }

            using (writer.Open("finally"))
            {
                writer.Line("_views.Clear();");
            }
        }

        writer.Line();
        StepOn(writer, unit, isCuda: false);
        if (runsOnCuda)
        {
            StepOn(writer, unit, isCuda: true);
        }
    }

    private static void NoGradients(SourceWriter writer, KernelUnit unit)
    {
        int[] signals = Floats(unit);
        if (signals.Length == 0)
        {
            return;
        }

        using (writer.Open("if (isRecorded)"))
        {
            foreach (int i in signals)
            {
                using (writer.Open("if (_views.Wanted(" + Literals.Integer(i) + ") is not null)"))
                {
                    writer.Line("throw new global::System.InvalidOperationException(" + Names.Quote("'" + unit.Unit.Lowered!.Signals[i].Name + "' requires a gradient, and '" + unit.Unit.Surface.MetadataName
                        + "' has no kernel for gradients: declare [RewardSpec(Gradient = true)], use TorchReward, the differentiable form, or call Step under torch.no_grad().") + ");");
                }
            }
        }

        writer.Line();
    }

    /// <summary>One step in the memory of the tensors that were read.</summary>
    private static void StepOn(SourceWriter writer, KernelUnit unit, bool isCuda)
    {
        LoweredSpec lowered = unit.Unit.Lowered!;
        string list = "global::System.Collections.Generic.List<" + Tensor + ">";
        string results = isCuda ? Device : Views;
        using (writer.Open("private " + Generated + "RewardTorchResults StepOn" + (isCuda ? "Cuda" : "Cpu") + "(" + Tensor + " truncated, " + Tensor + "? terminated, global::RewardDsl.StepResults results"
            + (unit.Gradient is null ? ")" : ", bool isRecorded, " + list + " asking, " + list + " gradients)")))
        {
            if (isCuda)
            {
                // Copies that are made of masks live to the end of the call: the stream has read them by the time that their memory is used again.
                writer.Line(Tensor + "? cut = _views.Dense(truncated, \"truncated\", true, AllowCopies), external = _views.Dense(terminated, \"terminated\", false, AllowCopies);");
            }

            Inputs(writer, lowered, isCuda);
            using (writer.Open("var ends = new " + (isCuda ? Cuda + "DeviceStepEnds" : "global::RewardDsl.StepEnds"), "};"))
            {
                writer.Line("Truncated = " + (isCuda ? Device + "Bytes(cut)" : "_views.Mask(truncated, \"truncated\", true, AllowCopies)") + ",");
                writer.Line("Terminated = " + (isCuda ? Device + "Bytes(external)" : "_views.Mask(terminated, \"terminated\", false, AllowCopies)") + ",");
            }

            if (unit.Gradient is not null)
            {
                Gradients(writer, unit, isCuda);
            }

            writer.Line(Generated + "RewardTorchResults made = " + Generated + "RewardTorchResults.Allocate(Evaluator.Layout.Spec, results, BatchSize, Device" + (isCuda ? ", isByColumn: true" : "") + ");");
            using (writer.Open("var outputs = new " + (isCuda ? Cuda + "DeviceStepOutputs" : "global::RewardDsl.StepOutputs"), "};"))
            {
                writer.Line("Total = " + results + "Floats(made.Total),");
                writer.Line("Terminated = " + (isCuda ? Device + "Bytes(made.Terminated)" : "global::System.Runtime.InteropServices.MemoryMarshal.Cast<byte, bool>(" + Views + "Bytes(made.Terminated))") + ",");
                writer.Line("EndCauses = " + results + "Bytes(made.EndCauses),");
                foreach (string name in TorchEmitter.Optional.Where(static n => n != "EndCauses"))
                {
                    writer.Line(name + " = " + results + "Floats(made." + name + "),");
                }
            }

            if (isCuda)
            {
                writer.Line("_cuda!.Step(in views, in ends, in outputs);");
                writer.Line("made.Turn();");
            }
            else
            {
                writer.Line("made.Summary = Cpu.Step(in views, in ends, in outputs);");
            }

            writer.Line("return made;");
        }

        writer.Line();
    }

    /// <summary>The derivatives of what the step will pay, before it changes the state.</summary>
    private static void Gradients(SourceWriter writer, KernelUnit unit, bool isCuda)
    {
        int[] signals = Floats(unit);
        string evaluator = isCuda ? "_cuda!" : "Cpu";
        using (writer.Open("if (isRecorded)"))
        {
            foreach (int i in signals)
            {
                string n = Literals.Integer(i);
                writer.Line(Tensor + "? gradient" + n + " = _views.Gradient(" + n + ", " + evaluator + ".FrameOrder(" + n + "), asking, gradients);");
            }

            using (writer.Open("if (asking.Count > 0)"))
            {
                using (writer.Open("var wanted = new " + (isCuda ? "CudaEvaluator.DeviceGradients" : "Gradients"), "};"))
                {
                    foreach (int i in signals)
                    {
                        writer.Line(Identifiers.Escape(unit.Unit.Lowered!.Signals[i].Name) + " = " + (isCuda ? Device : Views) + "Floats(gradient" + Literals.Integer(i) + "),");
                    }
                }

                writer.Line(evaluator + ".Gradient(in views, in ends, in wanted);");
                writer.Line("_views.Arrange(gradients);");
            }
        }

        writer.Line();
    }

    private static void Reset(SourceWriter writer, KernelUnit unit, bool runsOnCuda)
    {
        TorchEmitter.ResetSignatures(writer);
        using (writer.Open(""))
        {
            writer.Line("using var scope = " + Torch + "NewDisposeScope();");
            writer.Line("using var noGrad = " + Torch + "no_grad();");
            using (writer.Open("try"))
            {
                writer.Line("Read(in inputs, isReset: true);");
                if (runsOnCuda)
                {
                    using (writer.Open("if (_cuda is not null)"))
                    {
                        writer.Line("ResetOnCuda(mask);");
                        writer.Line("return;");
                    }

                    writer.Line();
                }

                Inputs(writer, unit.Unit.Lowered!, isCuda: false);
                writer.Line("Cpu.Reset(_views.Mask(mask, \"mask\", false, AllowCopies), in views);");
            }

            using (writer.Open("finally"))
            {
                writer.Line("_views.Clear();");
            }
        }

        if (!runsOnCuda)
        {
            return;
        }

        writer.Line();
        using (writer.Open("private void ResetOnCuda(" + Tensor + "? mask)"))
        {
            writer.Line(Tensor + "? which = _views.Dense(mask, \"mask\", false, AllowCopies);");
            Inputs(writer, unit.Unit.Lowered!, isCuda: true);
            writer.Line("_cuda!.Reset(" + Device + "Bytes(which), in views);");
        }
    }

    /// <summary>The views of the tensors, as the evaluator takes them.</summary>
    private static void Inputs(SourceWriter writer, LoweredSpec lowered, bool isCuda)
    {
        string Of(string type, int i) => isCuda ? Device + type + "(_views, " + Literals.Integer(i) + ")" : "_views." + type + "(" + Literals.Integer(i) + ")";
        using (writer.Open("var views = new " + (isCuda ? "CudaEvaluator.DeviceInputs" : "Inputs"), "};"))
        {
            for (int i = 0; i < lowered.Signals.Count; i++)
            {
                SignalFacts facts = lowered.Signals[i];
                if (facts.Part == SignalPart.Values)
                {
                    writer.Line(Identifiers.Escape(facts.Name) + " = " + (facts.Type switch
                    {
                        MemberType.Bool or MemberType.Mask => Of("Bool", i),
                        MemberType.Int => Of("Int", i),
                        MemberType.OptionalFloat => "new " + (isCuda ? Cuda + "Device" : "global::RewardDsl.") + "OptionalFloatView(" + Of("Float", i) + ", " + Of("Bool", i + 1) + ")",
                        _ => Of("Float", i),
                    }) + ",");
                }
            }
        }
    }

    private static int[] Floats(KernelUnit unit) =>
        Enumerable.Range(0, unit.Unit.Lowered!.Signals.Count).Where(i => unit.Unit.Lowered.Step.Inputs[i].Storage == InputStorage.Float32).ToArray();
}
