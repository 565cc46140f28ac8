using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints the programs of a spec as eager tensor operations, one for each instruction, in a class outside of the user's types: no member of a spec can hide a
/// name that it uses.
/// </summary>
internal sealed class TorchProgramEmitter
{
    private static readonly (OutputKind Kind, string Name)[] s_rows =
    {
        (OutputKind.Column, "Terms"), (OutputKind.Cost, "Costs"), (OutputKind.Metric, "Metrics"), (OutputKind.Critic, "Critics"),
        (OutputKind.Automaton, "Automata"), (OutputKind.Verdict, "Verdicts"), (OutputKind.Letter, "Letters"),
    };

    private readonly KernelUnit _unit;
    private readonly List<string> _constants = new();
    private readonly Dictionary<string, int> _constantIndex = new();

    private TorchProgramEmitter(KernelUnit unit) => _unit = unit;

    /// <summary>Name of the class.</summary>
    public static string ClassName(KernelUnit unit) => Names.KernelClass(unit.Unit.Surface, "Torch");

    public static string Emit(KernelUnit unit)
    {
        var emitter = new TorchProgramEmitter(unit);
        SourceWriter writer = new SourceWriter().Header();
        // An assembly that this one may look into can have the shared helpers too.
        writer.Line("#pragma warning disable CS0436");
        using (writer.Open("namespace RewardDsl.Generated"))
        {
            writer.Line("using torch = global::TorchSharp.torch;");
            writer.Line("using Tensor = global::TorchSharp.torch.Tensor;");
            writer.Line();
            writer.Line("/// <summary>" + unit.Unit.Surface.MetadataName + " as tensor operations.</summary>");
            writer.Line(Names.GeneratedCode);
            using (writer.Open("internal sealed class " + ClassName(unit) + " : RewardTorchProgram"))
            {
                emitter.Program(writer, unit.Step.Program, isReset: false);
                writer.Line();
                emitter.Uniforms(writer, unit.Step.Program);
                writer.Line();
                emitter.Program(writer, unit.Reset.Program, isReset: true);
                writer.Line();
                emitter.Rest(writer);
            }
        }

        return writer.ToString();
    }

    private void Program(SourceWriter writer, RewardProgram program, bool isReset)
    {
        using (writer.Open("protected override void " + (isReset ? "Reset" : "Step") + "(RewardTorchCall call)"))
        {
            writer.Line("Tensor[] inputs = call.Inputs, carries = Carries, constants = Constants, parameters = Parameters;");
            if (!isReset)
            {
                writer.Line("RewardTorchGuard? guard = call.Guard;");
            }

            var flow = new TorchFlow(program);
            List<int> kept = isReset ? new List<int>() : Kept(program, flow);
            for (int i = 0; i < program.Code.Count; i++)
            {
                Instruction code = program.Code[i];
                if (!isReset && flow.IsUniform(i))
                {
                    // Computed when a parameter changes.
                    if (kept.IndexOf(i) is >= 0 and int at)
                    {
                        writer.Line("Tensor v" + Literals.Integer(i) + " = Uniforms[" + Literals.Integer(at) + "];");
                    }

                    continue;
                }

                // What a closing reads of a ring it reads by itself.
                bool isRingOfClosing = MonitorClosing.IsRing(program, i) && !program.Code.Any(c => c.Op != Opcode.Argument && (c.A == i || (c.B == i && c.Op != Opcode.Close) || c.C == i)) && !program.Outputs.Any(o => o.Value == i);
                if (code.Op != Opcode.Argument && !isRingOfClosing)
                {
                    writer.Line("Tensor v" + Literals.Integer(i) + " = " + Value(program, flow, i, isReset) + ";");
                }
            }

            if (!isReset)
            {
                Results(writer, program, flow);
            }

            Carries(writer, program, flow, isReset);
        }
    }

    /// <summary>The values that are the same until a parameter changes and that others read.</summary>
    private static List<int> Kept(RewardProgram program, TorchFlow flow)
    {
        var read = new HashSet<int>(program.Outputs.Select(static o => o.Value));
        for (int i = 0; i < program.Code.Count; i++)
        {
            if (!flow.IsUniform(i))
            {
                read.UnionWith(TorchFlow.Operands(program.Code[i]));
            }
        }

        return Enumerable.Range(0, program.Code.Count).Where(i => flow.IsUniform(i) && read.Contains(i)).ToList();
    }

    /// <summary>What is computed when a parameter changes.</summary>
    private void Uniforms(SourceWriter writer, RewardProgram program)
    {
        var flow = new TorchFlow(program);
        List<int> kept = Kept(program, flow);
        using (writer.Open("protected override Tensor[] MakeUniforms()"))
        {
            writer.Line("Tensor[] constants = Constants, parameters = Parameters;");
            for (int i = 0; i < program.Code.Count; i++)
            {
                if (kept.Count > 0 && !flow.IsBatched[i] && program.Code[i].Op != Opcode.Argument)
                {
                    writer.Line("Tensor v" + Literals.Integer(i) + " = " + Value(program, flow, i, isReset: true) + ";");
                }
            }

            writer.Line("return new Tensor[] { " + string.Join(", ", kept.Select(k => flow.IsOwn[k] ? V(k) : V(k) + ".alias()")) + " };");
        }
    }

    /// <summary>An instruction as an expression.</summary>
    private string Value(RewardProgram program, TorchFlow flow, int value, bool isReset)
    {
        Instruction code = program.Code[value];
        int slot = (int)(code.Immediate & 0xFFFF);
        string part = Literals.Integer(code.Immediate >> 16);
        switch (code.Op)
        {
            case Opcode.Const:
                return code.Type.Kind == IrKind.Bool ? Constant("Truth(" + (code.Immediate != 0 ? "true" : "false") + ")") : Constant("Scalar(" + Literals.CSharp(code.Immediate) + ")");
            case Opcode.ConstVector:
                return Vector(code.Type.Kind, program.Constants[slot].Bits);
            case Opcode.Input:
                return "inputs[" + Literals.Integer(slot) + "]";
            case Opcode.InputComponent:
                return "inputs[" + Literals.Integer(slot) + "].select(-1, " + part + ")";
            case Opcode.InputPick:
                return "inputs[" + Literals.Integer(slot) + "].index_select(-1, " + Indices(program.Constants[(int)(code.Immediate >> 16)].Bits.Select(static b => (int)b)) + ")";
            case Opcode.CarryPick:
                return "carries[" + Literals.Integer(slot) + "].index_select(-1, " + Indices(program.Constants[(int)(code.Immediate >> 16)].Bits.Select(static b => (int)b)) + ")";
            case Opcode.Carry:
                return Carry(program.Carries[slot], slot);
            case Opcode.Parameter:
                return "parameters[" + Literals.Integer(slot) + "]";
            case Opcode.IsFirst:
                return "First";
            case Opcode.ExternalEnd:
                return "call.External";
            case Opcode.Truncated:
                return "call.Truncated";
            case Opcode.Broadcast:
                return flow.IsBatched[code.A] ? V(code.A) + ".unsqueeze(-1)" : V(code.A);
            case Opcode.Element:
                return Element(flow, code.A, code.Immediate);
            case Opcode.Lookup:
                EquatableArray<uint> table = program.Constants[(int)code.Immediate].Bits;
                return "RewardTorch.Lookup(" + Vector(IrKind.Float, table) + ", " + Batched(flow, code.A) + ", " + Constant("Scalar(" + Literals.CSharp(Literals.Bits(table.Count - 1f)) + ")") + ", " + Constant("Scalar(0f)") + ")";
            case Opcode.Close:
                int index = Enumerable.Range(0, value).Count(i => program.Code[i].Op == Opcode.Close);
                return "Close(" + string.Join(", ", new[] { Literals.Integer(index), Batched(flow, code.A), V(code.C) }
                    .Concat(MonitorClosing.Arguments(program, code).Where(a => !MonitorClosing.IsRing(program, a)).Select(V))) + ")";
            case Opcode.Sum or Opcode.ReduceMin or Opcode.ReduceMax or Opcode.Any or Opcode.All:
                return Reduction(program, flow, value, code, isReset);
            default:
                string guard = !isReset && flow.NeedsGuard(value) ? "guard" : "null";
                return Fill(IntrinsicTable.Row(code.Op).Torch, code.A < 0 ? "" : V(code.A), code.B < 0 ? "" : V(code.B), code.C < 0 ? "" : V(code.C), guard);
        }
    }

    private static string Reduction(RewardProgram program, TorchFlow flow, int value, Instruction code, bool isReset)
    {
        int length = program.Code[code.A].Type.Length;
        if (!flow.IsSpread[code.A] && code.Op != Opcode.Sum)
        {
            // All elements are alike.
            return Element(flow, code.A, 0);
        }

        string spread = flow.IsSpread[code.A] ? V(code.A) : V(code.A) + ".expand(" + (flow.IsBatched[code.A] ? "-1L, " : "") + Literals.Integer(length) + "L)";
        return Fill(IntrinsicTable.Row(code.Op).Torch, spread, "", "", !isReset && flow.NeedsGuard(value) ? "guard" : "null");
    }

    private static string Element(TorchFlow flow, int vector, uint index) =>
        flow.IsSpread[vector] ? V(vector) + ".select(-1, " + Literals.Integer(index) + ")" : flow.IsBatched[vector] ? V(vector) + ".select(-1, 0)" : V(vector);

    private static string Carry(CarrySlot slot, int index)
    {
        string n = Literals.Integer(index);
        return !slot.IsRing ? "carries[" + n + "]"
            : slot.Partner >= 0 ? slot.Form + "(" + n + ", " + Literals.Integer(slot.Partner) + ")"
            : slot.Form + "(" + n + ")";
    }

    private static void Results(SourceWriter writer, RewardProgram program, TorchFlow flow)
    {
        // Each is a tensor of its own: who changes one in place changes nothing else.
        var given = new HashSet<int>();
        string Own(int value)
        {
            bool isOwn = flow.IsOwn[value] && flow.IsBatched[value] && given.Add(value);
            return isOwn ? V(value) : Batched(flow, value) + ".clone()";
        }

        void Optional(string name, string text)
        {
            using (writer.Open("if ((call.Wanted & global::RewardDsl.StepResults." + name + ") != 0)"))
            {
                writer.Line("call.Results." + name + " = " + text + ";");
            }
        }

        writer.Line("call.Results.Total = " + Own(program.Find(OutputKind.Total)) + ";");
        writer.Line("call.Results.Terminated = " + Own(program.Find(OutputKind.Terminated)) + ";");
        Optional("Objective", Own(program.Find(OutputKind.Objective)));
        Optional("EndCauses", Batched(flow, program.Find(OutputKind.EndCause)) + ".to(torch.ScalarType.Byte)");
        foreach ((OutputKind kind, string name) in s_rows)
        {
            Optional(name, "Columns(" + string.Join(", ", program.Outputs.Where(o => o.Kind == kind).OrderBy(static o => o.Index).Select(o => Batched(flow, o.Value))) + ")");
        }
    }

    private static void Carries(SourceWriter writer, RewardProgram program, TorchFlow flow, bool isReset)
    {
        var results = new HashSet<int>(program.Outputs.Where(static o => o.Kind is OutputKind.Total or OutputKind.Objective or OutputKind.Terminated).Select(static o => o.Value));
        foreach (Output output in program.Outputs.Where(static o => o.Kind == OutputKind.Carry))
        {
            Instruction code = program.Code[output.Value];
            CarrySlot slot = program.Carries[output.Index];
            if ((code.Op == Opcode.Carry && code.Immediate == output.Index && !slot.IsRing) || (isReset && slot.IsRing))
            {
                continue;
            }

            // A carry must not share the memory of what the caller may change.
            bool isShared = !isReset && (!flow.IsOwn[output.Value] || results.Contains(output.Value));
            writer.Line("call.Next[" + Literals.Integer(output.Index) + "] = " + V(output.Value) + (isShared ? ".detach().clone()" : "") + ";");
        }
    }

    private void Rest(SourceWriter writer)
    {
        string name = ClassName(_unit);
        IEnumerable<int> components = _unit.Unit.Lowered!.Signals.Select(static s => s.Type.Components());
        writer.Line("public static readonly int[] Components = { " + string.Join(", ", components.Select(static c => Literals.Integer(c))) + " };");
        writer.Line();
        writer.Line("public " + name + "(global::RewardDsl.Kernels.EvaluatorLayout layout, long batchSize, torch.Device? device, global::RewardDsl.EvaluatorOptions? options)");
        using (writer.Open("    : base(layout, Components, batchSize, device, options)"))
        {
            writer.Line("using var noGrad = torch.no_grad();");
            writer.Line("Cache(" + (_constants.Count == 0 ? "" : "\n                " + string.Join(",\n                ", _constants)) + ");");
        }

        writer.Line();
        RewardProgram step = _unit.Step.Program;
        int[] scalars = Enumerable.Range(0, step.Inputs.Count).Where(i => step.Inputs[i].Form == InputForm.Scalar).ToArray();
        writer.Line("protected override bool IsScalar(int signal) => " + (scalars.Length == 0 ? "false" : "signal is " + string.Join(" or ", scalars.Select(static i => Literals.Integer(i)))) + ";");
    }

    private static string V(int value) => "v" + Literals.Integer(value);

    private static string Batched(TorchFlow flow, int value) => flow.IsBatched[value] ? V(value) : "Everywhere(" + V(value) + ")";

    private string Vector(IrKind kind, IEnumerable<uint> bits) => Constant(kind == IrKind.Bool
        ? "Truths(" + string.Join(", ", bits.Select(static b => b != 0 ? "true" : "false")) + ")"
        : "Vector(" + string.Join(", ", bits.Select(Literals.CSharp)) + ")");

    private string Indices(IEnumerable<int> indices) => Constant("Indices(" + string.Join(", ", indices.Select(static i => Literals.Integer(i))) + ")");

    /// <summary>A tensor that is made once.</summary>
    private string Constant(string text)
    {
        if (!_constantIndex.TryGetValue(text, out int index))
        {
            index = _constants.Count;
            _constantIndex.Add(text, index);
            _constants.Add(text);
        }

        return "constants[" + Literals.Integer(index) + "]";
    }

    private static string Fill(string template, string a, string b, string c, string guard) =>
        template.Replace("{0}", a).Replace("{1}", b).Replace("{2}", c).Replace("{3}", guard);
}
