using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints segments of a plan inside the block loop. A scalar value is one vector with a lane for each environment. A
/// vector value of length D is 4 × ⌈D/4⌉ registers: register (r, c) holds elements 4c … 4c+3 of the rows that share
/// position r, so rows are read as they lie in memory and a reduction ends in one in-lane 4×4 transposition.
/// </summary>
internal sealed class SegmentEmitter(SourceWriter writer, KernelPlan plan, string constantPrefix)
{
    private readonly RewardProgram _program = plan.Program;
    private readonly HashSet<int> _uniform = new(plan.Uniform);
    private readonly int[] _uses = plan.Program.CountUses();
    private readonly HashSet<int> _loaded = new();
    private readonly bool[] _neverNegativeZero = ZeroSigns.NeverNegative(plan.Program);
    private readonly bool[] _neverSigned = ZeroSigns.NeverSet(plan.Program);

    /// <summary>Name of the mask under which carries are replaced, in a reset.</summary>
    public string? ResetMask { get; init; }

    /// <summary>The value of a carry after a reset, by its bits; of those that keep several steps.</summary>
    public Func<int, uint> InitialBits { get; init; } = static _ => 0;

    /// <summary>The place of the program's first closing among those of the evaluator.</summary>
    public int FirstClosing { get; init; }

    /// <summary>Long vectors are walked by a loop over their registers.</summary>
    public static bool IsLooped(int length) => (length + 3) / 4 > KernelPlan.UnrolledChunks;

    /// <summary>The signals that a segment reads.</summary>
    public static IEnumerable<int> InputsOf(RewardProgram program, Segment segment) => segment.Body
        .Where(v => program.Code[v].Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick)
        .Select(v => (int)(program.Code[v].Immediate & 0xFFFF)).Distinct().OrderBy(static i => i);

    /// <summary>Addresses and values that are the same for every block.</summary>
    public void Prologue(List<Segment> segments, Part? part)
    {
        _loaded.Clear();
        foreach (int input in segments.SelectMany(s => InputsOf(_program, s)).Distinct().OrderBy(static i => i))
        {
            string n = Literals.Integer(input);
            writer.Line("Ptr in" + n + " = f.Input(" + n + "); // " + _program.Inputs[input].Name);
        }

        var carries = new SortedSet<int>(segments.SelectMany(s => s.Body).Where(v => _program.Code[v].Op is Opcode.Carry or Opcode.CarryPick).Select(v => (int)(_program.Code[v].Immediate & 0xFFFF)));
        bool isLast = segments.Contains(plan.Segments[plan.Segments.Count - 1]);
        for (int i = 0; i < _program.Outputs.Count; i++)
        {
            Output output = _program.Outputs[i];
            bool isVector = _program.Code[output.Value].Type.IsVector;
            if (output.Kind == OutputKind.Carry && (isVector ? segments.Any(s => s.Stores.Contains(i)) : isLast))
            {
                carries.Add(output.Index);
            }
        }

        carries.UnionWith(carries.Select(c => _program.Carries[c].Partner).Where(static c => c >= 0).ToList());
        foreach (int carry in carries)
        {
            string n = Literals.Integer(carry);
            writer.Line("Ptr carry" + n + " = f.Carry(" + n + "); // " + _program.Carries[carry].Name);
        }

        foreach (int slot in segments.SelectMany(static s => s.Stores).Select(s => _program.Outputs[s]).Where(static o => o.Kind == OutputKind.Gradient).Select(static o => o.Index))
        {
            writer.Line("Ptr " + GradientKernel.Address(_program, slot));
        }

        if (carries.Any(c => _program.Carries[c].IsRing))
        {
            RingText.Prologue(writer, _program, carries);
        }

        if (segments.SelectMany(static s => s.Body).Any(v => _program.Code[v].Op == Opcode.Close))
        {
            writer.Line("Ptr closing = f.Closing;");
        }

        if (part != null && part.Reads.Count + part.Writes.Count > 0)
        {
            writer.Line("Ptr scratch = f.Scratch(from);");
        }

        // Only the uniform values that these segments reach, so that sweeps stay short.
        var reached = new HashSet<int>();
        void Reach(int value)
        {
            if (_uniform.Contains(value) && reached.Add(value))
            {
                foreach (int operand in Operands(value))
                {
                    Reach(operand);
                }
            }
        }

        foreach (int operand in segments.SelectMany(s => s.Body).SelectMany(Operands).Concat(isLast ? _program.Outputs.Select(static o => o.Value) : Enumerable.Empty<int>()))
        {
            Reach(operand);
        }

        foreach (int value in plan.Uniform)
        {
            Instruction code = _program.Code[value];
            if (reached.Contains(value) && code.Op != Opcode.Const)
            {
                string text = code.Op == Opcode.Parameter
                    ? "Lanes.Broadcast(f.Parameters, " + Literals.Integer(code.Immediate) + "); // " + _program.Parameters[(int)code.Immediate].Name
                    : Apply(code, Scalar) + ";";
                writer.Line("V u" + Literals.Integer(value) + " = " + text + (text.Contains(";") ? "" : ";"));
            }
        }

        foreach (int tail in segments.Select(static s => s.Length % 4).Where(static t => t != 0).Distinct())
        {
            writer.Line("V tail" + Literals.Integer(tail) + " = Lanes.TailMask(" + Literals.Integer(tail) + ");");
        }
    }

    /// <summary>One segment of one block. Between parts, scalars travel through scratch.</summary>
    public void Segment(Segment segment, Part? part)
    {
        if (part != null)
        {
            bool isLast = segment == plan.Segments[plan.Segments.Count - 1];
            var operands = new HashSet<int>(segment.Body.SelectMany(Operands));
            foreach (int value in part.Reads.Where(v => (isLast || operands.Contains(v)) && _loaded.Add(v)))
            {
                writer.Line("V v" + Literals.Integer(value) + " = Lanes.LoadSlot(scratch, " + Literals.Integer(plan.Slots[value]) + ", e);");
            }
        }

        if (segment.Length == 0)
        {
            Scalars(segment);
        }
        else
        {
            if (segment.Roots.Count > 0)
            {
                writer.Line("V " + string.Join(", ", segment.Roots.Select(static r => "v" + Literals.Integer(r))) + ";");
            }

            // A scope of its own: another sweep may compute the same register again. One that only stores derivatives is left out where nobody wants them.
            using (writer.Open(StoresOnlyDerivatives(segment) ? "if (" + string.Join(" || ", segment.Stores.Select(s => IsWanted(_program.Outputs[s]))) + ")" : ""))
            {
                if (Loops(segment))
                {
                    Looped(segment);
                }
                else
                {
                    Unrolled(segment);
                }
            }
        }

        if (part != null)
        {
            foreach (int value in part.Writes.Where((segment.Length == 0 ? segment.Body : segment.Roots).Contains))
            {
                writer.Line("Lanes.StoreSlot(scratch, " + Literals.Integer(plan.Slots[value]) + ", e, v" + Literals.Integer(value) + ");");
            }
        }
    }

    /// <summary>A scalar value as an expression.</summary>
    public string Scalar(int value)
    {
        Instruction code = _program.Code[value];
        if (code.Op == Opcode.Const)
        {
            return code.Type.Kind == IrKind.Bool
                ? (code.Immediate != 0 ? "V.AllBitsSet" : "V.Zero")
                : "VectorW.Create(" + Literals.CSharp(code.Immediate) + ")";
        }

        return (_uniform.Contains(value) ? "u" : "v") + Literals.Integer(value);
    }

    private IEnumerable<int> Operands(int value) => _program.OperandsOf(value);

    private string Apply(Instruction code, Func<int, string> operand)
    {
        if (code.Op == Opcode.MaxZero && _neverNegativeZero[code.A])
        {
            return "Lanes.RaiseTo(V.Zero, " + operand(code.A) + ")";
        }

        if (code.Op == Opcode.Max && _neverSigned[code.A] && _neverSigned[code.B])
        {
            return "Lanes.MaxOfSizes(" + operand(code.A) + ", " + operand(code.B) + ")";
        }

        string[] operands = Enumerable.Range(0, IntrinsicTable.Row(code.Op).Arity).Select(k => operand(code.Operand(k))).ToArray();
        return string.Format(CultureInfo.InvariantCulture, IntrinsicTable.Row(code.Op).Cpu, operands);
    }

    private void Scalars(Segment segment)
    {
        var loaded = new HashSet<uint>();
        var here = new HashSet<int>(segment.Body);
        foreach (int value in segment.Body)
        {
            Instruction code = _program.Code[value];
            string n = Literals.Integer(value);
            string slot = Literals.Integer(code.Immediate & 0xFFFF);
            switch (code.Op)
            {
                case Opcode.InputComponent when _program.Inputs[(int)(code.Immediate & 0xFFFF)] is not { Storage: InputStorage.Float32, Width: >= 2 and <= 4 }:
                    writer.Line("V v" + n + " = Lanes." + (code.Type.Kind == IrKind.Bool ? "BoolColumn" : "Column") + "(in" + slot + ", e, "
                        + Literals.Integer(_program.Inputs[(int)(code.Immediate & 0xFFFF)].Width) + ", " + Literals.Integer(code.Immediate >> 16) + ");");
                    break;
                case Opcode.InputComponent:
                    if (loaded.Add(code.Immediate & 0xFFFF))
                    {
                        Components(code.Immediate & 0xFFFF, here);
                    }

                    break;
                case Opcode.Input:
                    string load = _program.Inputs[(int)code.Immediate].Storage switch { InputStorage.Byte => "LoadBool", InputStorage.Int32 => "LoadInt", _ => "Load" };
                    writer.Line("V v" + n + " = Lanes." + load + "(in" + slot + ", e);");
                    break;
                case Opcode.Carry when _program.Carries[(int)code.Immediate].IsRing:
                    writer.Line("V v" + n + " = " + RingText.Read(_program, (int)code.Immediate, InitialBits) + ";");
                    break;
                case Opcode.Carry:
                    writer.Line("V v" + n + " = Lanes.Load(carry" + slot + ", e);");
                    break;
                case Opcode.Lookup:
                    writer.Line("V v" + n + " = Lanes.Lookup(" + constantPrefix + "Table" + slot + ", " + Scalar(code.A) + ");");
                    break;
                case Opcode.Close:
                    RingText.Close(writer, _program, value, FirstClosing, Scalar);
                    break;
                case Opcode.IsFirst:
                    writer.Line("V v" + n + " = Lanes.LoadBool(f.First, e);");
                    break;
                case Opcode.ExternalEnd:
                    writer.Line("V v" + n + " = Lanes.LoadBool(f.ExternalEnd, e);");
                    break;
                case Opcode.Truncated:
                    writer.Line("V v" + n + " = Lanes.LoadBool(f.Truncated, e);");
                    break;
                default:
                    writer.Line("V v" + n + " = " + Apply(code, Scalar) + ";");
                    break;
            }
        }
    }

    private void Components(uint slot, HashSet<int> here)
    {
        int width = _program.Inputs[(int)slot].Width;
        string[] targets = Enumerable.Repeat("out _", width).ToArray();
        for (int i = 0; i < _program.Code.Count; i++)
        {
            Instruction code = _program.Code[i];
            if (code.Op == Opcode.InputComponent && (code.Immediate & 0xFFFF) == slot && here.Contains(i))
            {
                targets[code.Immediate >> 16] = "out V v" + Literals.Integer(i);
            }
        }

        writer.Line("Lanes.Columns" + Literals.Integer(width) + "(in" + Literals.Integer(slot) + ", e, " + string.Join(", ", targets) + ");");
    }

    private void Unrolled(Segment segment)
    {
        int chunks = (segment.Length + 3) / 4;
        foreach (int root in segment.Roots)
        {
            writer.Line("V " + string.Join(", ", Enumerable.Range(0, 4).Select(r => "a" + Literals.Integer(root) + "_" + Literals.Integer(r))) + ";");
        }

        for (int r = 0; r < 4; r++)
        {
            // A scope of its own: the next rows take the same local variables, of which the JIT inlines a limited number.
            using IDisposable scope = writer.Open("");
            var row = new Row(r, null);
            Spread(segment, row);
            LoadRows(segment, row, chunks);
            bool together = PicksStored(segment);
            var stores = new List<string>();
            for (int c = 0; c < chunks; c++)
            {
                row.Chunk(c, Literals.Integer(c));
                foreach (int root in segment.Roots)
                {
                    Accumulate(segment, root, row, c, chunks, isFirst: c == 0);
                }

                stores.AddRange(StoreVectors(segment, row, chunks, together));
                if (!together || c == chunks - 1)
                {
                    Write(stores);
                }
            }
        }

        Combine(segment);
    }

    private void Looped(Segment segment)
    {
        int full = segment.Length / 4;
        int chunks = (segment.Length + 3) / 4;
        Row[] rows = Enumerable.Range(0, 4).Select(r => new Row(r, "c")).ToArray();
        foreach (Row row in rows)
        {
            Spread(segment, row);
            foreach (int root in segment.Roots)
            {
                writer.Line("V a" + Literals.Integer(root) + "_" + Literals.Integer(row.Index) + " = " + Identity(_program.Code[root].Op) + ";");
            }
        }

        // Elements first: the loop may overwrite the carry that they read.
        foreach (int c in segment.Roots.Where(v => _program.Code[v].Op == Opcode.Element).Select(v => (int)_program.Code[v].Immediate / 4).Where(c => c < full).Distinct().OrderBy(static c => c))
        {
            using (writer.Open(""))
            {
                foreach (Row row in rows)
                {
                    row.Chunk(c, Literals.Integer(c));
                    foreach (int root in segment.Roots.Where(v => _program.Code[v].Op == Opcode.Element && _program.Code[v].Immediate / 4 == c))
                    {
                        Accumulate(segment, root, row, c, chunks, isFirst: false);
                    }
                }
            }
        }

        using (writer.Open("for (int c = 0; c < " + Literals.Integer(full) + "; c++)"))
        {
            foreach (Row row in rows)
            {
                row.Chunk(-1, "c");
                foreach (int root in segment.Roots.Where(v => _program.Code[v].Op != Opcode.Element))
                {
                    Accumulate(segment, root, row, -1, chunks, isFirst: false);
                }

                Write(StoreVectors(segment, row, chunks, named: false));
            }
        }

        if (full < chunks)
        {
            using (writer.Open(""))
            {
                foreach (Row row in rows)
                {
                    row.Chunk(full, Literals.Integer(full));
                    foreach (int root in segment.Roots)
                    {
                        Accumulate(segment, root, row, full, chunks, isFirst: false);
                    }

                    Write(StoreVectors(segment, row, chunks, named: false));
                }
            }
        }

        Combine(segment);
    }

    /// <summary>Per-environment scalars that the sweep reads, spread over the rows of this position.</summary>
    private void Spread(Segment segment, Row row)
    {
        foreach (int scalar in segment.Body.Where(v => _program.Code[v].Op == Opcode.Broadcast).Select(v => _program.Code[v].A).Where(v => !_uniform.Contains(v)).Distinct())
        {
            writer.Line("V s" + Literals.Integer(scalar) + row.Suffix + " = Lanes.Spread(v" + Literals.Integer(scalar) + ", " + Literals.Integer(row.Index) + ");");
        }

        if (ResetMask != null && segment.Stores.Count > 0)
        {
            writer.Line("V mask" + Literals.Integer(segment.Stores[0]) + row.Suffix + " = Lanes.Spread(" + ResetMask + ", " + Literals.Integer(row.Index) + ");");
        }
    }

    /// <summary>Rows of 4, 8, 12 or 16 floats come in whole registers; the building block sorts the 128-bit lanes.</summary>
    private void LoadRows(Segment segment, Row row, int chunks)
    {
        if (segment.Length % 4 != 0 || chunks > 4)
        {
            return;
        }

        foreach (int value in segment.Body.Where(v => _program.Code[v].Op == Opcode.Input && _program.Code[v].Type.Kind == IrKind.Float))
        {
            string n = Literals.Integer(value);
            string outs = string.Join(", ", Enumerable.Range(0, chunks).Select(c => "out V x" + n + row.Suffix + "_" + Literals.Integer(c)));
            writer.Line("Lanes.Rows" + Literals.Integer(chunks) + "(in" + Literals.Integer(_program.Code[value].Immediate) + ", e, " + Literals.Integer(row.Index) + ", " + outs + ");");
            for (int c = 0; c < chunks; c++)
            {
                row.Preload(value, c, "x" + n + row.Suffix + "_" + Literals.Integer(c));
            }
        }
    }

    private void Accumulate(Segment segment, int root, Row row, int c, int chunks, bool isFirst)
    {
        Instruction code = _program.Code[root];
        string name = "a" + Literals.Integer(root) + row.Suffix;
        if (code.Op == Opcode.Element)
        {
            if (code.Immediate / 4 == c)
            {
                writer.Line(name + " = " + Vector(code.A, row, chunks, segment.Length) + ";");
            }

            return;
        }

        string value = Vector(code.A, row, chunks, segment.Length);
        int tail = segment.Length % 4;
        if (tail != 0 && c == chunks - 1)
        {
            value = "VectorW.ConditionalSelect(tail" + Literals.Integer(tail) + ", " + value + ", " + Identity(code.Op) + ")";
        }

        writer.Line(isFirst
            ? name + " = " + value + ";"
            : name + " = " + code.Op switch
            {
                Opcode.Sum => name + " + " + value,
                Opcode.ReduceMin => "VectorW.Min(" + name + ", " + value + ")",
                Opcode.ReduceMax => "VectorW.Max(" + name + ", " + value + ")",
                Opcode.Any => name + " | " + value,
                _ => name + " & " + value,
            } + ";");
    }

    /// <summary>From one accumulator for each row position to one lane for each environment.</summary>
    private void Combine(Segment segment)
    {
        foreach (int root in segment.Roots)
        {
            Instruction code = _program.Code[root];
            string n = Literals.Integer(root);
            string rows = string.Join(", ", Enumerable.Range(0, 4).Select(r => "a" + n + "_" + Literals.Integer(r)));
            string element = code.Op == Opcode.Element ? ", " + Literals.Integer(code.Immediate % 4) : "";
            writer.Line("v" + n + " = " + IntrinsicTable.Row(code.Op).Cpu + "(" + rows + element + ");");
        }
    }

    private static string Identity(Opcode op) => op switch
    {
        // Adding −0 changes no bit.
        Opcode.Sum => "VectorW.Create(-0f)",
        Opcode.ReduceMin => "VectorW.Create(float.PositiveInfinity)",
        Opcode.ReduceMax => "VectorW.Create(float.NegativeInfinity)",
        Opcode.Element => "V.Zero",
        Opcode.All => "V.AllBitsSet",
        _ => "V.Zero",
    };

    /// <summary>Whether the segment is printed as a loop, which declares its accumulators before it.</summary>
    private bool Loops(Segment segment) => IsLooped(segment.Length) && !PicksStored(segment);

    /// <summary>A store must wait until a whole row is computed where the row is made of picked elements of the old value.</summary>
    private bool PicksStored(Segment segment) => segment.Body.Any(v =>
        _program.Code[v].Op == Opcode.CarryPick && segment.Stores.Any(s => _program.Outputs[s].Kind == OutputKind.Carry && _program.Outputs[s].Index == (_program.Code[v].Immediate & 0xFFFF)));

    private bool StoresOnlyDerivatives(Segment segment) => segment.Roots.Count == 0 && segment.Stores.All(s => _program.Outputs[s].Kind == OutputKind.Gradient);

    private static string IsWanted(Output gradient) => "!" + GradientKernel.Name(gradient.Index) + ".IsNull";

    private void Write(List<string> lines)
    {
        foreach (string line in lines)
        {
            writer.Line(line);
        }

        lines.Clear();
    }

    private List<string> StoreVectors(Segment segment, Row row, int chunks, bool named)
    {
        // Every value before any store: one carry may be made of the old value of another.
        var stores = new List<string>();
        foreach (int store in segment.Stores)
        {
            Output output = _program.Outputs[store];
            if (output.Kind == OutputKind.Gradient)
            {
                bool isWanted = StoresOnlyDerivatives(segment) && segment.Stores.Count == 1;
                stores.Add((isWanted ? "" : "if (" + IsWanted(output) + ") ") + "Lanes.StoreRow(" + GradientKernel.Name(output.Index) + ", e, " + Literals.Integer(row.Index) + ", " + row.ChunkText + ", "
                    + Literals.Integer(segment.Length) + ", " + Vector(output.Value, row, chunks, segment.Length) + ");");
                continue;
            }

            string carry = "carry" + Literals.Integer(output.Index);
            string at = CarryAt(row, chunks);
            string value = Vector(output.Value, row, chunks, segment.Length);
            if (ResetMask != null)
            {
                value = "VectorW.ConditionalSelect(mask" + Literals.Integer(segment.Stores[0]) + row.Suffix + ", " + value + ", Lanes.LoadCarried(" + carry + ", " + at + "))";
            }
            else if (segment.Stores.Count > 1 || named)
            {
                string name = "c" + Literals.Integer(output.Index) + row.Suffix + "_" + row.ChunkName;
                writer.Line("V " + name + " = " + value + ";");
                value = name;
            }

            stores.Add("Lanes.StoreCarried(" + carry + ", " + at + ", " + value + ");");
        }

        return stores;
    }

    private static string CarryAt(Row row, int chunks) => "b, " + Literals.Integer(4 * chunks) + ", "
        + (row.ChunkIndex < 0 ? Literals.Integer(row.Index * chunks) + " + " + row.ChunkText : Literals.Integer((row.Index * chunks) + row.ChunkIndex));

    /// <summary>One register of a vector value as an expression; values used more than once get a name.</summary>
    private string Vector(int value, Row row, int chunks, int length)
    {
        if (row.Find(value) is { } known)
        {
            return known;
        }

        Instruction code = _program.Code[value];
        string slot = Literals.Integer(code.Immediate);
        string at = ", e, " + Literals.Integer(row.Index) + ", " + row.ChunkText + ", " + Literals.Integer(length) + ")";
        string text = code.Op switch
        {
            Opcode.Input => "Lanes." + (code.Type.Kind == IrKind.Bool ? "BoolRow" : "Row") + "(in" + slot + at,
            Opcode.InputPick => PickInput(value, code, row),
            Opcode.CarryPick => PickCarry(code, row),
            Opcode.Carry => "Lanes.LoadCarried(carry" + slot + ", " + CarryAt(row, chunks) + ")",
            Opcode.ConstVector => ConstantRegister(code, row),
            Opcode.Broadcast => _uniform.Contains(code.A) ? Scalar(code.A) : "s" + Literals.Integer(code.A) + row.Suffix,
            _ => Apply(code, operand => Vector(operand, row, chunks, length)),
        };
        if (row.Find(value) is { } loaded)
        {
            return loaded;
        }

        if (_uses[value] > 1 && code.Op is not (Opcode.Broadcast or Opcode.ConstVector))
        {
            string name = "x" + Literals.Integer(value) + row.Suffix + "_" + row.ChunkName;
            writer.Line("V " + name + " = " + text + ";");
            text = name;
        }

        row.Remember(value, text);
        return text;
    }

    /// <summary>Elements of wider rows: runs and triples come in whole registers, anything else one by one.</summary>
    private string PickInput(int value, Instruction code, Row row)
    {
        EquatableArray<uint> indices = _program.Constants[(int)(code.Immediate >> 16)].Bits;
        uint slot = code.Immediate & 0xFFFF;
        string input = "in" + Literals.Integer(slot) + ", e, " + Literals.Integer(row.Index);
        string width = Literals.Integer(_program.Inputs[(int)slot].Width);
        bool isBool = code.Type.Kind == IrKind.Bool;
        int stride = KernelPlan.Stride(indices);
        if (stride == 1)
        {
            string at = At((int)indices[0], 4, row);
            int left = row.ChunkIndex < 0 ? 4 : Math.Min(4, indices.Count - (4 * row.ChunkIndex));
            return isBool ? "Lanes.BoolRowAt(" + input + ", " + at + ", " + Literals.Integer(left) + ", " + width + ")" : "Lanes.RowAt(" + input + ", " + at + ", " + width + ")";
        }

        if (stride == 3 && !isBool)
        {
            int[] triple = Triple(slot, indices);
            string[] outs = triple.Select(t => t < 0 ? "out _" : "out V x" + Literals.Integer(t) + row.Suffix + "_" + row.ChunkName).ToArray();
            int first = (int)(indices[0] / 3 * 3);
            string at = row.ChunkIndex >= 0 && KernelPlan.AreLastTriples(first + (12 * row.ChunkIndex), _program.Inputs[(int)slot].Width) ? "LastTriples(" + input : "Triples(" + input + ", " + At(first, 12, row);
            writer.Line("Lanes." + at + ", " + width + ", " + string.Join(", ", outs) + ");");
            foreach (int part in triple.Where(static t => t >= 0))
            {
                row.Remember(part, "x" + Literals.Integer(part) + row.Suffix + "_" + row.ChunkName);
            }

            return row.Find(value)!;
        }

        return "Lanes." + (isBool ? "PickBools" : "PickFloats") + "(" + input + ", " + width + ", " + Elements(code, indices, row) + ")";
    }

    private string PickCarry(Instruction code, Row row)
    {
        int carried = (_program.Carries[(int)(code.Immediate & 0xFFFF)].Type.Length + 3) / 4;
        return "Lanes.PickCarried(carry" + Literals.Integer(code.Immediate & 0xFFFF) + ", b, " + Literals.Integer(row.Index) + ", " + Literals.Integer(carried) + ", "
            + Elements(code, _program.Constants[(int)(code.Immediate >> 16)].Bits, row) + ")";
    }

    /// <summary>The values that are the first, second and third floats of the same triples, −1 for one that is not read.</summary>
    private int[] Triple(uint slot, EquatableArray<uint> indices)
    {
        uint start = indices[0] / 3 * 3;
        int[] triple = { -1, -1, -1 };
        for (int i = 0; i < _program.Code.Count; i++)
        {
            Instruction code = _program.Code[i];
            if (code.Op == Opcode.InputPick && (code.Immediate & 0xFFFF) == slot && code.Type.Length == indices.Count)
            {
                EquatableArray<uint> other = _program.Constants[(int)(code.Immediate >> 16)].Bits;
                if (KernelPlan.Stride(other) == 3 && other[0] / 3 * 3 == start)
                {
                    triple[other[0] % 3] = i;
                }
            }
        }

        return triple;
    }

    private static string At(int first, int step, Row row) =>
        row.ChunkIndex < 0 ? Literals.Integer(first) + " + (" + Literals.Integer(step) + " * " + row.ChunkText + ")" : Literals.Integer(first + (step * row.ChunkIndex));

    /// <summary>The four indices of a register; a last one that is not full repeats its last index.</summary>
    private string Elements(Instruction code, EquatableArray<uint> indices, Row row) => string.Join(", ", Enumerable.Range(0, 4).Select(k => row.ChunkIndex < 0
        ? constantPrefix + "Pick" + Literals.Integer(code.Immediate >> 16) + "[(4 * " + row.ChunkText + ") + " + Literals.Integer(k) + "]"
        : Literals.Integer(indices[Math.Min((4 * row.ChunkIndex) + k, indices.Count - 1)])));

    private string ConstantRegister(Instruction code, Row row)
    {
        bool isBool = code.Type.Kind == IrKind.Bool;
        if (IsLooped(code.Type.Length))
        {
            string quad = "Lanes.QuadAt(" + constantPrefix + (isBool ? "Mask" : "") + Literals.Integer(code.Immediate) + ", " + row.ChunkText + ")";
            return isBool ? "VectorW.GreaterThan(" + quad + ", V.Zero)" : quad;
        }

        // Masks are spelled by their bits: the .NET 10 JIT folds a comparison of two constants wrongly under "&".
        EquatableArray<uint> bits = _program.Constants[(int)code.Immediate].Bits;
        IEnumerable<string> elements = Enumerable.Range(0, 4).Select(k =>
        {
            int j = (4 * row.ChunkIndex) + k;
            uint element = j < bits.Count ? bits[j] : 0;
            return isBool ? (element != 0 ? "-1" : "0") : Literals.CSharp(element);
        });
        return (isBool ? "Lanes.QuadMask(" : "Lanes.Quad(") + string.Join(", ", elements) + ")";
    }

    /// <summary>The registers of one row position that are already named.</summary>
    private sealed class Row(int index, string? loop)
    {
        private readonly Dictionary<(int Value, int Chunk), string> _preloaded = new();
        private readonly Dictionary<int, string> _named = new();

        public int Index { get; } = index;

        public string Suffix { get; } = "_" + Literals.Integer(index);

        public int ChunkIndex { get; private set; }

        /// <summary>The register's position as text: a number or the loop variable.</summary>
        public string ChunkText { get; private set; } = "";

        public string ChunkName => ChunkIndex < 0 ? loop! : Literals.Integer(ChunkIndex);

        public void Chunk(int index, string text)
        {
            ChunkIndex = index;
            ChunkText = text;
            _named.Clear();
        }

        public void Preload(int value, int chunk, string name) => _preloaded[(value, chunk)] = name;

        public string? Find(int value) =>
            _named.TryGetValue(value, out string? name) || _preloaded.TryGetValue((value, ChunkIndex), out name) ? name : null;

        public void Remember(int value, string text) => _named[value] = text;
    }
}
