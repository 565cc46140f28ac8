using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints the segments of a plan for one thread, which is one environment: <c>u</c> are values that all environments share, <c>v</c> scalars, and of a sweep
/// <c>x7_2</c> the element of value 7 in lane 2 of four and <c>a7_2</c> the partial result of that lane.
/// </summary>
/// <param name="writer">Where to print.</param>
/// <param name="layout">Where things lie.</param>
/// <param name="plan">The plan.</param>
/// <param name="kernel">What the names of its constants begin with.</param>
internal sealed class CudaSegments(SourceWriter writer, CudaLayout layout, KernelPlan plan, string kernel)
{
    private readonly RewardProgram _program = plan.Program;
    private readonly HashSet<int> _uniform = new(plan.Uniform);
    private readonly int[] _uses = plan.Program.CountUses();

    /// <summary>The value of a carry that keeps several steps before there are as many.</summary>
    public Func<int, uint> InitialBits { get; init; } = static _ => 0;

    /// <summary>Whether it is the kernel of a reset: nothing ends, and all is first.</summary>
    public bool IsReset { get; init; }

    /// <summary>The signals that the kernel reads.</summary>
    public IEnumerable<int> Inputs => Body().Where(v => _program.Code[v].Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick)
        .Select(v => (int)(_program.Code[v].Immediate & 0xFFFF)).Distinct().OrderBy(static i => i);

    /// <summary>The signals that it reads four elements at a time.</summary>
    public IEnumerable<int> Quads => Body().Where(v => _program.Code[v] is { Op: Opcode.Input, Type: { Kind: IrKind.Float, Length: >= 4 } }).Select(v => (int)_program.Code[v].Immediate).Distinct();

    /// <summary>The rings that it reads.</summary>
    public IEnumerable<int> Rings => Body().Where(v => _program.Code[v].Op == Opcode.Carry).Select(v => (int)_program.Code[v].Immediate).Where(c => _program.Carries[c].IsRing)
        .Concat(CudaClosings.Rings(_program)).Distinct();

    /// <summary>Whether it reads what a leaf of this kind holds.</summary>
    public bool Reads(Opcode leaf) => Body().Any(v => _program.Code[v].Op == leaf);

    /// <summary>What closes monitors, and the tables that the code indexes. In unrolled loops the compiler takes their entries for the numbers they are.</summary>
    /// <param name="room">Bytes that are left of the constant bank.</param>
    public void Constants(ref int room)
    {
        CudaClosings.Functions(writer, layout, _program, kernel);
        for (int i = 0; i < _program.Constants.Count; i++)
        {
            EquatableArray<uint> bits = _program.Constants[i].Bits;
            string n = Literals.Integer(i);
            if (Uses(c => c.Op is Opcode.InputPick or Opcode.CarryPick && c.Immediate >> 16 == i && Quarters(c.Type.Length) > 1 && Distance(bits) < 0))
            {
                Table("int", "pick" + n, bits.Select(static b => Literals.Integer(b)), IsLong(bits.Count) && Fits(4 * bits.Count, ref room));
            }

            if (Uses(c => c.Op == Opcode.Lookup && c.Immediate == i))
            {
                // Entries that are no numbers have no literal.
                bool isFloat = !bits.Any(CudaLiterals.IsSpecial);
                Table(isFloat ? "float" : "int", "table" + n, bits.Select(b => isFloat ? CudaLiterals.Float(b) : Literals.Integer(unchecked((int)b))), isConstant: false);
            }

            foreach (IrKind kind in new[] { IrKind.Float, IrKind.Bool })
            {
                if (Uses(c => c.Op == Opcode.ConstVector && c.Immediate == i && c.Type.Kind == kind && Quarters(c.Type.Length) > 1))
                {
                    string type = ElementType(kind, bits);
                    Table(type, (kind == IrKind.Bool ? "mask" : "vector") + n, bits.Select(b => type == "int" ? Literals.Integer(unchecked((int)b)) : CudaLiterals.Constant(kind, b)), IsLong(bits.Count) && Fits((type == "bool" ? 1 : 4) * bits.Count, ref room));
                }
            }
        }

        bool Uses(Func<Instruction, bool> isUse) => Body().Any(v => isUse(_program.Code[v]));
    }

    /// <summary>Values that all environments share: computed once by each thread.</summary>
    public void Uniform()
    {
        foreach (int value in plan.Uniform)
        {
            Instruction code = _program.Code[value];
            if (_uses[value] > 0 && code.Op != Opcode.Const)
            {
                string text = code.Op == Opcode.Parameter ? "__ldg(args.parameters + " + Literals.Integer(code.Immediate) + ")" : Apply(code, Scalar);
                string name = code.Op == Opcode.Parameter ? " // " + CudaLiterals.Comment(_program.Parameters[(int)code.Immediate].Name) : "";
                writer.Line("const " + Type(code) + " u" + Literals.Integer(value) + " = " + text + ";" + name);
            }
        }
    }

    /// <summary>Everything that is read as one value, at once: the more is asked for before it is needed, the less the thread waits.</summary>
    public void Loads()
    {
        foreach (int value in Body())
        {
            Instruction code = _program.Code[value];
            if (Leaf(code) is { } text)
            {
                writer.Line("const " + Type(code) + " v" + Literals.Integer(value) + " = " + text + ";");
            }
        }
    }

    /// <summary>One segment.</summary>
    public void Segment(Segment segment)
    {
        if (segment.Length > 0)
        {
            Sweep(segment);
            return;
        }

        foreach (int value in segment.Body)
        {
            Instruction code = _program.Code[value];
            string declaration = "const " + Type(code) + " v" + Literals.Integer(value) + " = ";
            switch (code.Op)
            {
                case Opcode.Carry when _program.Carries[(int)code.Immediate].IsRing:
                    writer.Line(declaration + CudaRings.Read(_program, (int)code.Immediate, CudaLiterals.Float(InitialBits((int)code.Immediate))) + ";");
                    break;
                case Opcode.Lookup:
                    EquatableArray<uint> table = _program.Constants[(int)code.Immediate].Bits;
                    string entry = "__ldg(" + Name("table", code.Immediate) + " + rw_index(" + Scalar(code.A) + ", " + Literals.Integer(table.Count) + "))";
                    writer.Line(declaration + (table.Any(CudaLiterals.IsSpecial) ? "__int_as_float(" + entry + ")" : entry) + ";");
                    break;
                case Opcode.Close:
                    CudaClosings.Call(writer, _program, value, kernel, Scalar);
                    break;
                default:
                    if (Leaf(code) is null)
                    {
                        writer.Line(declaration + Apply(code, Scalar) + ";");
                    }

                    break;
            }
        }
    }

    /// <summary>A scalar value as an expression.</summary>
    public string Scalar(int value)
    {
        Instruction code = _program.Code[value];
        return code.Op == Opcode.Const ? CudaLiterals.Constant(code.Type.Kind, code.Immediate) : (_uniform.Contains(value) ? "u" : "v") + Literals.Integer(value);
    }

    /// <summary>The instructions that some segment computes.</summary>
    private IEnumerable<int> Body() => plan.Segments.SelectMany(static s => s.Body);

    private static int Quarters(int length) => (length + 3) / 4;

    /// <summary>Long vectors are walked by a loop.</summary>
    private static bool IsLong(int length) => Quarters(length) > KernelPlan.UnrolledChunks;

    private static string Type(Instruction code) => code.Type.Kind == IrKind.Bool ? "bool" : "float";

    private string Name(string what, uint index) => "rw_" + kernel + "_" + what + Literals.Integer(index);

    private void Table(string type, string name, IEnumerable<string> entries, bool isConstant) =>
        writer.Line("static " + (isConstant ? "__constant__" : "__device__ const") + " " + type + " rw_" + kernel + "_" + name + "[] = { " + string.Join(", ", entries) + " };");

    private static bool Fits(int bytes, ref int room)
    {
        if (bytes > room)
        {
            return false;
        }

        room -= bytes;
        return true;
    }

    private static string ElementType(IrKind kind, EquatableArray<uint> bits) => kind == IrKind.Bool ? "bool" : bits.Any(CudaLiterals.IsSpecial) ? "int" : "float";

    /// <summary>How a scalar that is read is read; null for what is computed.</summary>
    private string? Leaf(Instruction code)
    {
        if (code.Type.IsVector)
        {
            return null;
        }

        switch (code.Op)
        {
            case Opcode.Input:
                return CudaInputs.Read((int)code.Immediate, "0");
            case Opcode.InputComponent:
                return CudaInputs.Read((int)(code.Immediate & 0xFFFF), Literals.Integer(code.Immediate >> 16));
            case Opcode.Carry when !_program.Carries[(int)code.Immediate].IsRing:
                return CarryAt((int)code.Immediate, "0");
            case Opcode.IsFirst:
                return IsReset ? "true" : "args.first[e] != 0";
            case Opcode.ExternalEnd:
                return IsReset ? "false" : "args.external != nullptr && __ldg(args.external + e) != 0";
            case Opcode.Truncated:
                return IsReset ? "false" : "__ldg(args.truncated + e) != 0";
            default:
                return null;
        }
    }

    private static string Apply(Instruction code, Func<int, string> operand) =>
        string.Format(CultureInfo.InvariantCulture, IntrinsicTable.Row(code.Op).Cuda, [.. Enumerable.Range(0, IntrinsicTable.Row(code.Op).Arity).Select(k => operand(code.Operand(k)))]);

    /// <summary>An element of a carry; truths are kept as 0 and 1.</summary>
    private string CarryAt(int carry, string element) => "state[" + Row(carry, element) + "]" + (_program.Carries[carry].Type.Kind == IrKind.Bool ? " != 0.0f" : "");

    private string Row(int carry, string element)
    {
        int first = layout.FirstOf(carry);
        string row = int.TryParse(element, NumberStyles.None, CultureInfo.InvariantCulture, out int at) ? Literals.Integer(first + at) : "(" + Literals.Integer(first) + " + " + element + ")";
        return row == "0" ? "0" : row + " * stride";
    }

    private void Sweep(Segment segment)
    {
        foreach (int root in segment.Roots)
        {
            writer.Line(Type(_program.Code[root]) + " v" + Literals.Integer(root) + ";");
        }

        using (writer.Open(""))
        {
            // Elements first: the loop may overwrite the carry that they are read of.
            var alone = new Dictionary<uint, Lanes>();
            foreach (int root in segment.Roots.Where(r => _program.Code[r].Op == Opcode.Element))
            {
                uint element = _program.Code[root].Immediate;
                if (!alone.TryGetValue(element, out Lanes? lane))
                {
                    lane = new Lanes(1, "", (int)element) { Prefix = "y" + Literals.Integer(element) + "_" };
                    alone.Add(element, lane);
                }

                writer.Line("v" + Literals.Integer(root) + " = " + Element(_program.Code[root].A, lane, 0) + ";");
            }

            int[] reductions = [.. segment.Roots.Where(r => _program.Code[r].Op != Opcode.Element)];
            foreach (int root in reductions)
            {
                string identity = Identity(_program.Code[root].Op);
                writer.Line(Type(_program.Code[root]) + " " + string.Join(", ", Enumerable.Range(0, 4).Select(k => Partial(root, k) + " = " + identity)) + ";");
            }

            bool isWhole = PicksStored(segment);
            foreach (int store in isWhole ? segment.Stores : default)
            {
                Output output = _program.Outputs[store];
                writer.Line(Type(_program.Code[output.Value]) + " n" + Literals.Integer(store) + "[" + Literals.Integer(segment.Length) + "];");
            }

            if (reductions.Length + segment.Stores.Count > 0)
            {
                Quarters(segment, reductions, isWhole);
            }

            foreach (int root in reductions)
            {
                string join = IntrinsicTable.Row(_program.Code[root].Op).Cuda;
                string Join(string a, string b) => string.Format(CultureInfo.InvariantCulture, join, a, b);
                writer.Line("v" + Literals.Integer(root) + " = " + Join(Join(Partial(root, 0), Partial(root, 2)), Join(Partial(root, 1), Partial(root, 3))) + ";");
            }

            if (isWhole)
            {
                Unroll(segment.Length);
                using (writer.Open("for (int j = 0; j < " + Literals.Integer(segment.Length) + "; j++)"))
                {
                    foreach (int store in segment.Stores)
                    {
                        writer.Line(Store(store, "j", "n" + Literals.Integer(store) + "[j]"));
                    }
                }
            }
        }
    }

    private void Quarters(Segment segment, int[] reductions, bool isWhole)
    {
        int full = segment.Length / 4;
        if (full > 1)
        {
            Unroll(segment.Length);
            using (writer.Open("for (int c = 0; c < " + Literals.Integer(full) + "; c++)"))
            {
                Quarter(segment, reductions, new Lanes(4, "c", -1), isWhole);
            }
        }
        else if (full == 1)
        {
            using (writer.Open(""))
            {
                Quarter(segment, reductions, new Lanes(4, "0", 0), isWhole);
            }
        }

        if (segment.Length % 4 != 0)
        {
            using (writer.Open(""))
            {
                Quarter(segment, reductions, new Lanes(segment.Length % 4, Literals.Integer(full), 4 * full), isWhole);
            }
        }
    }

    private void Unroll(int length)
    {
        if (!IsLong(length))
        {
            writer.Line("#pragma unroll");
        }
    }

    /// <summary>Four elements in a row, or the last ones.</summary>
    private void Quarter(Segment segment, int[] reductions, Lanes lanes, bool isWhole)
    {
        foreach (int root in reductions)
        {
            for (int k = 0; k < lanes.Count; k++)
            {
                string value = Element(_program.Code[root].A, lanes, k);
                writer.Line(Partial(root, k) + " = " + string.Format(CultureInfo.InvariantCulture, IntrinsicTable.Row(_program.Code[root].Op).Cuda, Partial(root, k), value) + ";");
            }
        }

        // Every value before any store: one carry may be made of the old value of another.
        var stores = new List<string>();
        foreach (int store in segment.Stores)
        {
            Output output = _program.Outputs[store];
            for (int k = 0; k < lanes.Count; k++)
            {
                string value = Element(output.Value, lanes, k);
                if (isWhole)
                {
                    stores.Add("n" + Literals.Integer(store) + "[" + lanes.At(k) + "] = " + value + ";");
                    continue;
                }

                string name = "s" + Literals.Integer(store) + "_" + Literals.Integer(k);
                writer.Line("const " + Type(_program.Code[output.Value]) + " " + name + " = " + value + ";");
                stores.Add(Store(store, lanes.At(k), name));
            }
        }

        foreach (string line in stores)
        {
            writer.Line(line);
        }
    }

    /// <summary>A row must be complete before it is stored where it is made of picked elements of the old one.</summary>
    private bool PicksStored(Segment segment) => segment.Body.Any(v =>
        _program.Code[v].Op == Opcode.CarryPick && segment.Stores.Any(s => _program.Outputs[s].Kind == OutputKind.Carry && _program.Outputs[s].Index == (_program.Code[v].Immediate & 0xFFFF)));

    /// <summary>The statement that stores an element of a vector output.</summary>
    private string Store(int store, string element, string value)
    {
        Output output = _program.Outputs[store];
        return output.Kind == OutputKind.Gradient
            ? "if (args.gradient" + Literals.Integer(output.Index) + " != nullptr) { args.gradient" + Literals.Integer(output.Index) + "[e * " + Literals.Integer(_program.Inputs[output.Index].Width) + " + " + element + "] = " + value + "; }"
            : "state[" + Row(output.Index, element) + "] = " + Stored(_program.Code[output.Value], value) + ";";
    }

    /// <summary>A value as it is kept.</summary>
    public static string Stored(Instruction code, string value) => code.Type.Kind == IrKind.Bool ? "(" + value + ") ? 1.0f : 0.0f" : value;

    private static string Partial(int root, int lane) => "a" + Literals.Integer(root) + "_" + Literals.Integer(lane);

    private static string Identity(Opcode op) => op switch
    {
        // Adding -0 changes no bit.
        Opcode.Sum => "-0.0f",
        Opcode.ReduceMin => CudaLiterals.Float(0x7F80_0000),
        Opcode.ReduceMax => CudaLiterals.Float(0xFF80_0000),
        Opcode.All => "true",
        _ => "false",
    };

    /// <summary>An element of a vector value as an expression; what is used more than once, or is dear, gets a name.</summary>
    private string Element(int value, Lanes lanes, int lane)
    {
        if (lanes.Named.TryGetValue((value, lane), out string? known))
        {
            return known;
        }

        Instruction code = _program.Code[value];
        string text;
        switch (code.Op)
        {
            case Opcode.Broadcast:
                text = Scalar(code.A);
                break;
            case Opcode.ConstVector:
                text = Constant(code, lanes, lane);
                break;
            case Opcode.Input when code.Type.Kind == IrKind.Float && lanes.Count == 4:
                string quad = "x" + Literals.Integer(value);
                writer.Line("const float4 " + quad + " = " + CudaInputs.ReadQuad((int)code.Immediate, lanes.Quarter) + ";");
                for (int k = 0; k < 4; k++)
                {
                    lanes.Named.Add((value, k), quad + "." + "xyzw"[k]);
                }

                return lanes.Named[(value, lane)];
            case Opcode.Input:
                text = CudaInputs.Read((int)code.Immediate, lanes.At(lane));
                break;
            case Opcode.InputPick:
                text = CudaInputs.Read((int)(code.Immediate & 0xFFFF), Picked(code, lanes, lane));
                break;
            case Opcode.Carry:
                text = "(" + CarryAt((int)code.Immediate, lanes.At(lane)) + ")";
                break;
            case Opcode.CarryPick:
                text = "(" + CarryAt((int)(code.Immediate & 0xFFFF), Picked(code, lanes, lane)) + ")";
                break;
            default:
                text = Apply(code, operand => Element(operand, lanes, lane));
                break;
        }

        bool isFree = code.Op is Opcode.Broadcast || (code.Op == Opcode.ConstVector && lanes.First >= 0);
        if (!isFree && (_uses[value] > 1 || IntrinsicTable.Row(code.Op).Ulp > 0))
        {
            string name = lanes.Prefix + Literals.Integer(value) + "_" + Literals.Integer(lane);
            writer.Line("const " + Type(code) + " " + name + " = " + text + ";");
            text = name;
        }

        return lanes.Named[(value, lane)] = text;
    }

    private string Constant(Instruction code, Lanes lanes, int lane)
    {
        EquatableArray<uint> bits = _program.Constants[(int)code.Immediate].Bits;
        if (lanes.First >= 0)
        {
            return CudaLiterals.Constant(code.Type.Kind, bits[lanes.First + lane]);
        }

        string entry = Name(code.Type.Kind == IrKind.Bool ? "mask" : "vector", code.Immediate) + "[" + lanes.At(lane) + "]";
        return ElementType(code.Type.Kind, bits) == "int" ? "__int_as_float(" + entry + ")" : entry;
    }

    /// <summary>Which element a pick names: mostly they are at equal distances.</summary>
    private string Picked(Instruction code, Lanes lanes, int lane)
    {
        EquatableArray<uint> indices = _program.Constants[(int)(code.Immediate >> 16)].Bits;
        if (lanes.First >= 0)
        {
            return Literals.Integer(indices[lanes.First + lane]);
        }

        long distance = Distance(indices);
        string at = lanes.At(lane);
        return distance < 0 ? Name("pick", code.Immediate >> 16) + "[" + at + "]"
            : (indices[0] == 0 ? "" : Literals.Integer(indices[0]) + " + ") + (distance == 1 ? at : Literals.Integer(distance) + " * (" + at + ")");
    }

    /// <summary>The distance of neighbouring indices when it is always the same and not negative, else -1.</summary>
    private static long Distance(EquatableArray<uint> indices)
    {
        long distance = indices.Count == 1 ? 1 : (long)indices[1] - indices[0];
        for (int i = 1; i < indices.Count; i++)
        {
            distance = (long)indices[i] - indices[i - 1] == distance ? distance : -1;
        }

        return distance;
    }

    /// <summary>The lanes that are printed together, and what has a name in them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="quarter">Which quarter, as text.</param>
    /// <param name="first">The first element where it is known, else -1.</param>
    private sealed class Lanes(int count, string quarter, int first)
    {
        public int Count { get; } = count;

        public string Quarter { get; } = quarter;

        public int First { get; } = first;

        /// <summary>What their names begin with.</summary>
        public string Prefix { get; init; } = "x";

        public Dictionary<(int Value, int Lane), string> Named { get; } = [];

        /// <summary>The index of a lane's element as text.</summary>
        public string At(int lane) => First >= 0 ? Literals.Integer(First + lane) : "4 * " + Quarter + (lane == 0 ? "" : " + " + Literals.Integer(lane));
    }
}
