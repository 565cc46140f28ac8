using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints the typed side of a spec's evaluator: inputs, calls, metadata and layout.</summary>
internal static class EvaluatorEmitter
{
    private static readonly string[] s_calls = { "Step", "Reset" };

    private static readonly string[] s_callsWithGradient = { "Step", "Reset", "Gradient" };

    private static readonly string[] s_causes = { "Running", "Truncated", "External" };

    public static string Emit(KernelUnit unit)
    {
        SourceWriter writer = new SourceWriter().Header();
        SpecSurface surface = unit.Unit.Surface;
        LoweredSpec lowered = unit.Unit.Lowered!;
        using (Names.OpenType(writer, surface))
        {
            writer.Line("/// <summary>Metadata: terms, weights, signals, units, content hash. " + FactText.Of(unit.Proven, unit.Unit.Contract) + "</summary>");
            writer.Line(Names.GeneratedCode);
            string hides = Names.Hides(surface);
            writer.Line("public static " + hides + "global::RewardDsl.RewardSpecInfo Spec => Evaluator.Layout.Spec;");
            writer.Line();
            Inputs(writer, lowered, hides);
            writer.Line();
            if (unit.Gradient is not null)
            {
                GradientsEmitter.Emit(writer, lowered, hides);
                writer.Line();
            }

            writer.Line("/// <summary>Evaluates the reward of a batch of environments and carries its state.</summary>");
            writer.Line(Names.GeneratedCode);
            using (writer.Open("public " + hides + "sealed class Evaluator : global::RewardDsl.RewardEvaluator"))
            {
                Calls(writer, unit.Unit.Surface, unit.Gradient is not null);
                Layout(writer, unit, lowered);
            }
        }

        return writer.ToString();
    }

    private static void Inputs(SourceWriter writer, LoweredSpec lowered, string hides)
    {
        writer.Line("/// <summary>One view for each signal, row-major, dense or strided. Nothing is copied.</summary>");
        writer.Line(Names.GeneratedCode);
        using (writer.Open("public " + hides + "ref struct Inputs : global::RewardDsl.ISignalInputs"))
        {
            for (int i = 0; i < lowered.Signals.Count; i++)
            {
                SignalFacts facts = lowered.Signals[i];
                if (facts.Part == SignalPart.Presence)
                {
                    continue;
                }

                writer.Line("/// <summary>" + Describe(facts, lowered.Step.Inputs[i]) + ".</summary>");
                writer.Line("public required global::RewardDsl." + View(facts.Type) + " " + Identifiers.Escape(facts.Name) + " { get; init; }");
                writer.Line();
            }

            writer.Line("readonly global::RewardDsl.SignalView global::RewardDsl.ISignalInputs.View(int index) => index switch");
            using (writer.Open("", "};"))
            {
                for (int i = 0; i < lowered.Signals.Count; i++)
                {
                    SignalFacts facts = lowered.Signals[i];
                    string name = facts.Part == SignalPart.Presence ? lowered.Signals[i - 1].Name : facts.Name;
                    writer.Line(Literals.Integer(i) + " => this." + Identifiers.Escape(name) + (facts.Part == SignalPart.Presence ? ".PresentToSignalView()," : ".ToSignalView(),"));
                }

                writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(index)),");
            }
        }
    }

    /// <summary>Shape, type, range and unit of a view.</summary>
    public static string Describe(SignalFacts facts, InputSlot slot)
    {
        string shape = Shape(facts, slot);
        string range = facts.Range.MinBits == 0xFF80_0000 && facts.Range.MaxBits == 0x7F80_0000
            ? "unbounded"
            : "[" + Literals.Display(Literals.Float(facts.Range.MinBits)) + ", " + Literals.Display(Literals.Float(facts.Range.MaxBits)) + "]";
        string type = slot.Storage switch { InputStorage.Byte => "bytes", InputStorage.Int32 => "int32, " + range, _ => "float32, " + range };
        return "<c>" + shape + "</c> " + type + (facts.Unit.Length > 0 ? " " + Escape(facts.Unit) : "")
            + (facts.Type == MemberType.OptionalFloat ? "; may be absent" : "")
            + (facts.Named.BeforeStep ? "; read before the step: the value of the call before counts" : "")
            + (facts.IsAction ? "; an action, 0 at a reset" : "");
    }

    /// <summary>The shape of a signal's buffer.</summary>
    public static string Shape(SignalFacts facts, InputSlot slot)
    {
        int components = facts.Type.Components();
        int[] sizes = { facts.Frames, slot.Width / facts.Frames / components, components };
        return "[B" + string.Concat(sizes.Where(static n => n > 1).Select(static n => ", " + Literals.Integer(n))) + "]";
    }

    /// <summary>The kind of view of a signal.</summary>
    public static string View(MemberType type) => type switch
    {
        MemberType.Bool or MemberType.Mask => "BoolView",
        MemberType.Int => "IntView",
        MemberType.OptionalFloat => "OptionalFloatView",
        _ => "FloatView",
    };

    private static string Escape(string text) => new string(text.Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c).ToArray()).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static void Calls(SourceWriter writer, SpecSurface surface, bool hasGradient)
    {
        writer.Line("/// <summary>Allocates the state of a batch. Reset all environments before the first step.</summary>");
        writer.Line("/// <param name=\"batchSize\">Number of environments B, at least 1.</param>");
        writer.Line("/// <param name=\"options\">Options, or null for the defaults.</param>");
        writer.Line("public Evaluator(int batchSize, global::RewardDsl.EvaluatorOptions? options = null) : base(batchSize, Layout, options) { }");
        writer.Line();
        writer.Line("/// <summary>One step of every environment. Everything is checked before anything is written.</summary>");
        writer.Line("/// <param name=\"inputs\">The signals after the step; with same-step auto-reset, the final observation.</param>");
        writer.Line("/// <param name=\"ends\">How the simulator ended episodes.</param>");
        writer.Line("/// <param name=\"outputs\">Where the results go.</param>");
        writer.Line("public global::RewardDsl.StepSummary Step(in Inputs inputs, in global::RewardDsl.StepEnds ends, in global::RewardDsl.StepOutputs outputs) => StepCore(in inputs, in ends, in outputs);");
        writer.Line();
        writer.Line("/// <summary>Starts new episodes in the masked environments: clears every carry and takes their first observation.</summary>");
        writer.Line("/// <param name=\"mask\"><c>[B]</c> bytes; empty or default: all.</param>");
        writer.Line("/// <param name=\"inputs\">The first observation. Views that a reset does not read, such as actions, may be default.</param>");
        writer.Line("public void Reset(global::RewardDsl.BoolView mask, in Inputs inputs) => ResetCore(mask, in inputs);");
        writer.Line();
        writer.Line("/// <summary>Starts a new episode in every environment.</summary>");
        writer.Line("/// <param name=\"inputs\">The first observation.</param>");
        writer.Line("public void Reset(in Inputs inputs) => ResetCore(default, in inputs);");
        writer.Line();
        if (hasGradient)
        {
            GradientsEmitter.Call(writer);
            writer.Line();
        }

        foreach (string call in hasGradient ? s_callsWithGradient : s_calls)
        {
            writer.Line("/// <inheritdoc/>");
            using (writer.Open("protected override void " + call + "Kernel(ref global::RewardDsl.Kernels.KernelFrame frame)"))
            {
                using (writer.Open("if (frame.Wide)"))
                {
                    writer.Line("global::RewardDsl.Generated." + Names.KernelClass(surface, VectorForm.Wide) + "." + call + "(ref frame);");
                }

                using (writer.Open("else"))
                {
                    writer.Line("global::RewardDsl.Generated." + Names.KernelClass(surface, VectorForm.Narrow) + "." + call + "(ref frame);");
                }
            }

            writer.Line();
        }
    }

    private static void Layout(SourceWriter writer, KernelUnit unit, LoweredSpec lowered)
    {
        RewardProgram step = unit.Step.Program;
        writer.Line("internal static readonly global::RewardDsl.Kernels.EvaluatorLayout Layout = new()");
        using (writer.Open("", "};"))
        {
            writer.Line("Spec = new global::RewardDsl.RewardSpecInfo");
            using (writer.Open("", "},"))
            {
                writer.Line("Name = " + Names.Quote(unit.Unit.Surface.MetadataName) + ",");
                writer.Line("ContentHash = " + Names.Quote(unit.ContentHash) + ",");
                writer.Line("Discount = " + Literals.CSharp(unit.Unit.Contract.DiscountBits) + ",");
                writer.Line("Horizon = " + Literals.Integer(unit.Unit.Contract.Horizon) + ",");
                writer.Line("StepSeconds = " + (float.IsNaN(Literals.Float(unit.Unit.Contract.StepSecondsBits)) ? "float.NaN" : Literals.CSharp(unit.Unit.Contract.StepSecondsBits)) + ",");
                List(writer, "Signals", "SignalInfo", lowered.Signals.Select((s, i) =>
                    Names.Quote(s.Name) + ", " + Literals.Integer(step.Inputs[i].Width) + ", global::RewardDsl.SignalStorage." + step.Inputs[i].Storage + ", " + Bool(s.IsAction) + ", "
                    + Literals.CSharp(s.Range.MinBits) + ", " + Literals.CSharp(s.Range.MaxBits) + ", " + (s.Unit.Length == 0 ? "null" : Names.Quote(s.Unit)) + ", " + Strings(s.Axis) + ", "
                    + (s.AxisType.Length == 0 ? "null" : Names.Quote(s.AxisType)) + ", " + Literals.Integer(s.Frames) + ")" + Facts(s.Named)), "");
                List(writer, "Terms", "TermInfo", lowered.Columns.Select((c, i) =>
                    Names.Quote(c.Name) + ", global::RewardDsl.TermKind." + c.Kind + ", " + Names.Quote(c.Parameter) + ", " + Names.Quote(c.Formula) + ")"
                    + With(("Critic", c.Critic.Length == 0 ? "" : Names.Quote(c.Critic)), ("Schedule", c.Schedule.Length == 0 ? "" : Names.Quote(c.Schedule)), ("Role", c.IsRegulariser ? "global::RewardDsl.TermRole.Regulariser" : c.IsShaping ? "global::RewardDsl.TermRole.Shaping" : ""),
                        ("Accumulation", c.Accumulation is { } kept ? "new global::RewardDsl.AccumulationInfo(" + (kept.Outcome.Length == 0 ? "null" : Names.Quote(kept.Outcome)) + ", global::RewardDsl.ClosingRule." + kept.AtTruncation + ", " + Literals.CSharp(kept.ElseBits) + ")" : ""),
                        ("Unit", unit.Proven.Find(c.Name) is { Unit.Length: > 0 } known ? Names.Quote(known.Unit) : ""), ("Range", Range(unit.Proven.Columns[i].Range)), ("RisesWith", Several(unit.Proven.Columns[i].Rises)), ("FallsWith", Several(unit.Proven.Columns[i].Falls)))), "");
                writer.Line("Columns = " + Strings(lowered.Columns.Select(static c => c.Name)) + ",");
                List(writer, "Costs", "CostInfo", lowered.Costs.Select(static c => Names.Quote(c.Name) + ", " + Literals.CSharp(c.LimitBits)));
                writer.Line("EndCauses = " + Strings(s_causes.Concat(lowered.Terminations)) + ",");
                List(writer, "Parameters", "ParameterInfo", step.Parameters.Select(static p =>
                    Names.Quote(p.Name) + ", " + Literals.CSharp(p.DefaultBits) + ", " + Literals.CSharp(p.MinBits) + ", " + Literals.CSharp(p.MaxBits) + (p.PerEnvironment ? ", true" : "")));
                writer.Line("Goals = " + Strings(lowered.Goals.Select(static g => g.Name)) + ",");
                foreach ((string list, IEnumerable<string> names) in new[]
                {
                    ("Metrics", lowered.Metrics.Select(static m => m.Name)),
                    ("Critics", lowered.Critics.Select(static c => c.Length == 0 ? RewardCompiler.DefaultCritic : c)),
                    ("Assumptions", (IEnumerable<string>)lowered.Assumptions),
                    ("Stages", lowered.Stages),
                })
                {
                    if (names.Any())
                    {
                        writer.Line(list + " = " + Strings(names) + ",");
                    }
                }

                if (lowered.Formulas.Count > 0)
                {
                    List(writer, "Formulas", "FormulaInfo", lowered.Formulas.Select(static f => Names.Quote(f.Name) + ", " + Names.Quote(f.Text) + ", (global::RewardDsl.FormulaPay)" + Literals.Integer(f.Pay)
                        + ", global::RewardDsl.ClosingRule." + f.AtTermination + ", global::RewardDsl.ClosingRule." + f.AtTruncation + ")"
                        + With(("Semantics", f.IsQuantitative ? "(global::RewardDsl.FormulaSemantics)" + Literals.Integer(f.Semantics) : ""), ("Memory", f.Memory == 1 ? "" : Literals.Integer(f.Memory)), ("Delay", f.Delay == 0 ? "" : Literals.Integer(f.Delay)))), "");
                }

                (string Name, int States, int Start, bool IsObserved)[] automata =
                [
                    .. lowered.Formulas.Where(static f => f.Table is not null).Select(static f => (f.Name, f.Table!.States, f.Table.Start, f.IsObserved)),
                    .. lowered.Machines.Select(static m => (m.Name, m.Table.StateCount, m.Table.Machine.Start, m.IsObserved)),
                ];
                if (lowered.Formulas.Count + lowered.Machines.Count > 0)
                {
                    List(writer, "Automata", "AutomatonInfo", automata.Select(static a => Names.Quote(a.Name) + ", " + Literals.Integer(a.States) + ", " + Literals.Integer(a.Start) + ")"
                        + With(("Observed", a.IsObserved ? "true" : ""))), "");
                }

                if (lowered.Machines.Count > 0)
                {
                    List(writer, "Machines", "MachineInfo", lowered.Machines.Select(Machine), "");
                }

                writer.Line("Range = " + Range(unit.Proven.Step) + ",");
                writer.Line("Return = " + Range(unit.Proven.Return) + ",");
                // Rings are shared by the one number that tells how old each episode is.
                int carried = step.Carries.Sum(static c => 4 * c.Floats) + (step.Carries.Any(static c => c.IsRing) ? 4 : 0);
                writer.Line("CarriedBytes = " + Literals.Integer(carried) + ",");
            }

            List(writer, "Inputs", "Kernels.InputUse", Enumerable.Range(0, step.Inputs.Count).Select(i => Bool(Reads(step, i)) + ", " + Bool(Reads(unit.Reset.Program, i))));
            List(writer, "Carries", "Kernels.CarryLayout", step.Carries.Select((c, i) =>
                Names.Quote(c.Name) + ", " + Literals.Integer(c.Type.IsVector ? c.Type.Length : c.Reach) + ", " + Bool(c.Type.Kind == IrKind.Bool) + ", " + Bool(c.Type.IsVector)
                + (step.Parameters.FirstOrDefault(p => p.PerEnvironment && "Parameter." + p.Name == c.Name) is { } own ? ") { Constant = " + Literals.CSharp(own.DefaultBits) + " }" : ")" + Ring(c, unit.InitialBits(i)))), "");
            writer.Line("UsesFirst = " + Bool(step.Code.Any(static c => c.Op == Opcode.IsFirst)) + ",");
            writer.Line("ReadsPastRows = " + Bool(unit.Step.ReadsPastRows || unit.Reset.ReadsPastRows || unit.Gradient is { ReadsPastRows: true }) + ",");
            string[] closings = Closings(step).Concat(unit.Gradient is null ? Enumerable.Empty<string>() : Closings(unit.Gradient.Program)).ToArray();
            if (closings.Length > 0)
            {
                List(writer, "Closings", "Kernels.ClosingLayout", closings);
            }

            writer.Line("ScratchSlots = " + Literals.Integer(System.Math.Max(unit.Step.SlotCount, unit.Gradient?.SlotCount ?? 0)) + ",");
            if (unit.Gradient is not null)
            {
                writer.Line("HasGradient = true,");
            }
        }
    }

    private static string Machine(MachineFacts machine)
    {
        MachineTable table = machine.Table;
        return Names.Quote(machine.Name) + ", " + Strings(table.Machine.States) + ", " + Literals.Integer(table.Machine.Start) + ", "
            + (table.Machine.Final.Count == 0 ? "global::System.Array.Empty<int>()" : Integers(table.Machine.Final)) + ", " + Strings(table.Atoms.Select(a => machine.Atoms[a])) + ", "
            + Integers(table.LetterClass) + ", " + Integers(table.Next) + ", new float[] { " + string.Join(", ", table.Rewards.Select(static r => Literals.CSharp(Literals.Bits(r)))) + " }, "
            + (machine.Weight.Length == 0 ? "null" : Names.Quote(machine.Weight)) + ")"
            + With(("Potentials", machine.Values.Count == 0 ? "" : "new float[] { " + string.Join(", ", machine.Values.Select(Literals.CSharp)) + " }"));
    }

    private static IEnumerable<string> Closings(RewardProgram program) => program.Code.Where(static c => c.Op == Opcode.Close)
        .Select(c => Integers(MonitorClosing.Table(program, c)) + ", " + Integers(MonitorClosing.Rings(program, c)));

    private static string Ring(CarrySlot slot, uint initial) => !slot.IsRing ? "" : With(
        ("Ring", "global::RewardDsl.Kernels.RingForm." + slot.Form),
        ("Partner", slot.Partner < 0 ? "" : Literals.Integer(slot.Partner)),
        ("Initial", slot.Form == CarryForm.Delayed ? Literals.CSharp(initial) : ""));

    private static string Integers(IEnumerable<int> numbers) => "new int[] { " + string.Join(", ", numbers.Select(static n => Literals.Integer(n))) + " }";

    private static string Facts(NamedFacts facts) => With(
        ("Frame", facts.Frame.Length == 0 ? "" : Names.Quote(facts.Frame)),
        ("Observed", facts.Observed ? "" : "false"),
        ("Privileged", facts.Privileged ? "true" : ""),
        ("Jumps", facts.Jumps ? "true" : ""),
        ("ReadAt", facts.BeforeStep ? "global::RewardDsl.ReadTime.BeforeStep" : ""),
        ("Source", facts.Source == 0 ? "" : "(global::RewardDsl.SignalSource)" + Literals.Integer(facts.Source)));

    /// <summary>An object initializer of what is not as usual.</summary>
    private static string With(params (string Name, string Value)[] facts)
    {
        string all = string.Join(", ", facts.Where(static f => f.Value.Length > 0).Select(static f => f.Name + " = " + f.Value));
        return all.Length == 0 ? "" : " { " + all + " }";
    }

    /// <summary>Whether a program reads a signal.</summary>
    internal static bool Reads(RewardProgram program, int input) =>
        program.Code.Any(c => c.Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick && (c.Immediate & 0xFFFF) == input);

    private static void List(SourceWriter writer, string name, string type, IEnumerable<string> items, string close = ")")
    {
        string[] all = items.ToArray();
        if (all.Length == 0)
        {
            writer.Line(name + " = global::System.Array.Empty<global::RewardDsl." + type + ">(),");
            return;
        }

        writer.Line(name + " = new global::RewardDsl." + type + "[]");
        using (writer.Open("", "},"))
        {
            foreach (string item in all)
            {
                writer.Line("new(" + item + close + ",");
            }
        }
    }

    private static string Strings(IEnumerable<string> items)
    {
        string[] all = items.Select(Names.Quote).ToArray();
        return all.Length == 0 ? "global::System.Array.Empty<string>()" : "new string[] { " + string.Join(", ", all) + " }";
    }

    private static string Several(EquatableArray<string> names) => names.Count == 0 ? "" : Strings(names);

    private static string Range(FloatRange range) => "new global::RewardDsl.ValueRange(" + Literals.CSharp(Literals.Bits(range.Lo)) + ", " + Literals.CSharp(Literals.Bits(range.Hi)) + (range.MayBeNaN ? ", true" : "") + ")";

    private static string Bool(bool value) => value ? "true" : "false";
}
