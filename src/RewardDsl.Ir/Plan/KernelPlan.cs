using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A piece of the kernel that can run on its own over a tile: either scalar work for each environment, or one sweep over
/// vectors of one length that ends in reductions, elements and stores.
/// </summary>
/// <param name="Length">0 for scalar work, else the length of the vectors.</param>
/// <param name="Body">Instructions in order: scalars to compute, or the vector values of the sweep.</param>
/// <param name="Roots">Of a sweep: the reductions and elements that it computes.</param>
/// <param name="Stores">Of a sweep: the vector carries and derivatives that it writes, as indices into the program's outputs.</param>
public sealed record Segment(
    int Length,
    EquatableArray<int> Body,
    EquatableArray<int> Roots,
    EquatableArray<int> Stores);

/// <summary>Neighbouring segments that run in one loop body, block by block.</summary>
/// <param name="First">Index of the first segment.</param>
/// <param name="Count">Number of segments.</param>
/// <param name="Reads">Scalars computed by earlier parts that this one reads.</param>
/// <param name="Writes">Scalars computed here that later parts read.</param>
public sealed record Part(int First, int Count, EquatableArray<int> Reads, EquatableArray<int> Writes);

/// <summary>
/// How a program is laid out as loops. Decided once, printed by every backend. Values that depend on constants and
/// parameters alone are uniform: computed once before the loop.
/// </summary>
/// <param name="Program">The program.</param>
/// <param name="Segments">Its pieces, in order; the last one is scalar and writes the outputs.</param>
/// <param name="Parts">The loop bodies, as few as their size allows; most programs have one.</param>
/// <param name="Uniform">Instructions that are the same for all environments, in order.</param>
/// <param name="Slots">Scratch slot of each scalar that crosses parts, by instruction.</param>
/// <param name="SlotCount">Number of scratch slots.</param>
/// <param name="LoopLocals">About how many local variables one loop over everything needs, in the form of the wider vectors.</param>
public sealed record KernelPlan(
    RewardProgram Program,
    EquatableArray<Segment> Segments,
    EquatableArray<Part> Parts,
    EquatableArray<int> Uniform,
    EquatableArray<int> Slots,
    int SlotCount,
    int LoopLocals)
{
    /// <summary>Whether several parts also fit one loop, which is faster for what is in the cache.</summary>
    public bool FitsOneLoop => Parts.Count > 1 && LoopLocals <= MostLoopLocals;

    /// <summary>
    /// Largest size of a part. The JIT inlines until a method has 512 local variables and then leaves calls, which spill
    /// every register: half as fast. Measured on the corpus by the calls left in the listing; within that limit fewer or more
    /// parts differ by a few per cent, one part being best in the second-level cache and several beyond it.
    /// </summary>
    public const int PartSize = 200;

    /// <summary>
    /// Most local variables, as <see cref="LoopLocals"/> counts them, of a program that is also printed as one loop. Measured on the corpus: the JIT
    /// inlines all of every program below it, and leaves calls in the next larger one.
    /// </summary>
    public const int MostLoopLocals = 490;

    /// <summary>Longer vectors are walked by a loop instead of being written out.</summary>
    public const int UnrolledChunks = 8;

    /// <summary>
    /// Whether some input is read past the end of its rows: a vector whose rows are not whole groups of four floats, or picked elements of
    /// it whose last register is not full. Scalars, components of small vectors and bytes are read exactly.
    /// </summary>
    public bool ReadsPastRows => Program.Code.Any(c => c.Type.Kind != IrKind.Bool && c.Op switch
    {
        Opcode.Input => c.Type.IsVector && (c.Type.Length % 4 != 0 || c.Type.Length != Program.Inputs[(int)c.Immediate].Width),
        Opcode.InputPick => ReadsPast(Program.Constants[(int)(c.Immediate >> 16)].Bits, Program.Inputs[(int)(c.Immediate & 0xFFFF)].Width),
        _ => false,
    });

    /// <summary>The distance of the indices of a pick when it is always the same, else 0; a single one counts as a run.</summary>
    /// <param name="indices">The indices.</param>
    public static int Stride(EquatableArray<uint> indices)
    {
        int stride = indices.Count == 1 ? 1 : (int)indices[1] - (int)indices[0];
        for (int i = 1; i < indices.Count; i++)
        {
            stride = (int)indices[i] - (int)indices[i - 1] == stride ? stride : 0;
        }

        return stride;
    }

    /// <summary>Whether four triples end their row, so that sixteen floats that hold them can lie inside it.</summary>
    /// <param name="at">Column of the first triple.</param>
    /// <param name="width">Floats of a row.</param>
    public static bool AreLastTriples(int at, int width) => at + 12 == width && width >= 16;

    /// <summary>Runs come by four floats; triples by twelve, which are taken from sixteen that lie inside the row where they can.</summary>
    private static bool ReadsPast(EquatableArray<uint> indices, int width)
    {
        int registers = (indices.Count + 3) / 4;
        int last = ((int)indices[0] / 3 * 3) + (12 * (registers - 1));
        return Stride(indices) switch
        {
            1 => (int)indices[0] + (4 * registers) > width,
            3 => last + 16 > width && (registers > UnrolledChunks || !AreLastTriples(last, width)),
            _ => false,
        };
    }

    /// <summary>Lays out a program.</summary>
    public static KernelPlan Create(RewardProgram program) => new Scheduler(program).Run()

        // Carries that pick from each other have no order; read element by element, before anything is written, they need none.
        ?? new Scheduler(SpreadPicks.Run(program)).Run()
        ?? throw new InvalidOperationException("The carries have no order in which they can be written.");

    private sealed class Scheduler(RewardProgram program)
    {
        // Local variables of inlined building blocks.
        private const int RootSize = 16;
        private const int FunctionSize = 20;
        private const int OutputSize = 30;
        private const int ColumnSize = 8;

        private readonly EquatableArray<Instruction> _code = program.Code;
        private readonly bool[] _uniform = new bool[program.Code.Count];
        private readonly bool[] _done = new bool[program.Code.Count];
        private readonly List<(int Length, List<int> Body, List<int> Roots, List<int> Stores)> _segments = new();

        public KernelPlan? Run()
        {
            for (int i = 0; i < _code.Count; i++)
            {
                Instruction code = _code[i];
                _uniform[i] = code.Op switch
                {
                    Opcode.Const or Opcode.ConstVector or Opcode.Parameter => true,
                    _ => IntrinsicTable.Row(code.Op).Class is IntrinsicClass.Elementwise or IntrinsicClass.Shape && Operands(i).All(o => _uniform[o]),
                };
                // Uniform vectors are rebuilt where they are used: registers are dearer than a broadcast.
                _uniform[i] &= !code.Type.IsVector && code.Op != Opcode.Element;
            }

            List<int> roots = new();
            for (int i = 0; i < _code.Count; i++)
            {
                if (IsRoot(i))
                {
                    roots.Add(i);
                }
            }

            List<int> stores = new();
            for (int i = 0; i < program.Outputs.Count; i++)
            {
                if (program.Outputs[i].Kind is OutputKind.Carry or OutputKind.Gradient && _code[program.Outputs[i].Value].Type.IsVector)
                {
                    stores.Add(i);
                }
            }

            Early();
            while (roots.Count > 0)
            {
                bool[] computable = Computable();
                List<int> ready = roots.Where(r => VectorClosure(_code[r].A).SelectMany(ScalarOperands).All(o => computable[o])).ToList();
                foreach (List<int> group in Connected(ready))
                {
                    AddSweep(group, stores, roots);
                }

                roots.RemoveAll(r => _done[r]);
            }

            while (stores.Count > 0)
            {
                int length = NextLength(stores);
                if (length < 0)
                {
                    return null;
                }

                List<int> alike = stores.Where(s => StoredLength(s) == length).ToList();
                stores.RemoveAll(alike.Contains);
                while (alike.Count > 0)
                {
                    AddSweep(new List<int>(), alike, roots);
                }
            }

            List<int> rest = new();
            foreach (Output output in program.Outputs)
            {
                if (!_code[output.Value].Type.IsVector)
                {
                    Need(output.Value, rest);
                }
            }

            _segments.Add((0, rest, new List<int>(), new List<int>()));
            return Finish();
        }

        /// <summary>
        /// Elementary functions are long chains of dependent operations. Those that need no reduction come first, so that
        /// the processor fills their waiting times with the sweeps behind them.
        /// </summary>
        private void Early()
        {
            var early = new List<int>();
            bool[] computable = Computable();
            for (int i = 0; i < _code.Count; i++)
            {
                if (computable[i] && !_code[i].Type.IsVector && IntrinsicTable.Row(_code[i].Op).Ulp > 0)
                {
                    Need(i, early);
                }
            }

            // The components of an input come together.
            HashSet<uint> slots = new(early.Where(v => _code[v].Op == Opcode.InputComponent).Select(v => _code[v].Immediate & 0xFFFF));
            for (int i = 0; i < _code.Count; i++)
            {
                if (_code[i].Op == Opcode.InputComponent && slots.Contains(_code[i].Immediate & 0xFFFF))
                {
                    Need(i, early);
                }
            }

            if (early.Count > 0)
            {
                _segments.Add((0, early, new List<int>(), new List<int>()));
            }
        }

        private IEnumerable<int> Operands(int value) => program.OperandsOf(value);

        private bool IsRoot(int value) => !_code[value].Type.IsVector && Operands(value).Any(o => _code[o].Type.IsVector);

        /// <summary>The vector values that a vector value is made of, itself included, in order.</summary>
        private List<int> VectorClosure(int value)
        {
            var closure = new SortedSet<int>();
            var work = new Stack<int>();
            work.Push(value);
            while (work.Count > 0)
            {
                int at = work.Pop();
                if (_code[at].Type.IsVector && closure.Add(at))
                {
                    foreach (int operand in Operands(at))
                    {
                        work.Push(operand);
                    }
                }
            }

            return closure.ToList();
        }

        private IEnumerable<int> ScalarOperands(int vector) => Operands(vector).Where(o => !_code[o].Type.IsVector);

        /// <summary>Which scalars can be computed now: every reduction that they need is done. Operands come first, so one pass decides.</summary>
        private bool[] Computable()
        {
            bool[] computable = new bool[_code.Count];
            for (int i = 0; i < computable.Length; i++)
            {
                computable[i] = _done[i] || _uniform[i] || (!_code[i].Type.IsVector && !IsRoot(i) && Operands(i).All(o => computable[o]));
            }

            return computable;
        }

        /// <summary>Adds a scalar and what it needs, in order, unless already computed.</summary>
        private void Need(int scalar, List<int> body)
        {
            if (_done[scalar] || _uniform[scalar])
            {
                return;
            }

            foreach (int operand in Operands(scalar))
            {
                Need(operand, body);
            }

            _done[scalar] = true;
            body.Add(scalar);
        }

        /// <summary>Groups roots of one length that share an input, so that each input is read by one sweep.</summary>
        private List<List<int>> Connected(List<int> roots)
        {
            var groups = new List<(List<int> Roots, HashSet<int> Leaves)>();
            foreach (int root in roots)
            {
                HashSet<int> leaves = new(VectorClosure(_code[root].A).Where(IsMemoryRead));
                var merged = (Roots: new List<int>(), Leaves: leaves);
                for (int g = groups.Count - 1; g >= 0; g--)
                {
                    if (Length(groups[g].Roots[0]) == Length(root) && groups[g].Leaves.Overlaps(leaves))
                    {
                        merged.Roots.InsertRange(0, groups[g].Roots);
                        merged.Leaves.UnionWith(groups[g].Leaves);
                        groups.RemoveAt(g);
                    }
                }

                merged.Roots.Add(root);
                groups.Add(merged);
            }

            return groups.Select(g => g.Roots).OrderBy(g => g[0]).ToList();
        }

        private int StoredLength(int store) => _code[program.Outputs[store].Value].Type.Length;

        /// <summary>
        /// The length of carries that can be written now, or −1 when there is none: one sweep computes every value of a length before it stores any,
        /// but a picked carry may have another length than the value that is made of it, and must still be the old one.
        /// </summary>
        private int NextLength(List<int> stores)
        {
            foreach (int length in stores.Select(StoredLength).Distinct())
            {
                bool isRead = stores.Any(other => StoredLength(other) != length
                    && stores.Any(s => StoredLength(s) == length && ReadsStored(VectorClosure(program.Outputs[other].Value), s)));
                if (!isRead)
                {
                    return length;
                }
            }

            return -1;
        }

        private bool IsMemoryRead(int value) => _code[value].Op is Opcode.Input or Opcode.InputPick or Opcode.Carry or Opcode.CarryPick;

        private int Length(int root) => _code[_code[root].A].Type.Length;

        private void AddSweep(List<int> group, List<int> stores, List<int> roots)
        {
            var vectors = new SortedSet<int>(group.SelectMany(r => VectorClosure(_code[r].A)));
            int length = group.Count > 0 ? Length(group[0]) : 0;
            var taken = new List<int>();
            bool[] computable = Computable();

            // A carry is written where it is last read: a later sweep would read the new value.
            foreach (int store in stores)
            {
                int value = program.Outputs[store].Value;
                List<int> closure = VectorClosure(value);
                bool readLater = roots.Any(r => !_done[r] && !group.Contains(r) && ReadsStored(VectorClosure(_code[r].A), store));
                bool othersRead = stores.Any(s => s != store && !taken.Contains(s) && ReadsStored(VectorClosure(program.Outputs[s].Value), store));
                bool available = closure.SelectMany(ScalarOperands).All(o => computable[o]);
                bool fits = group.Count == 0
                    ? taken.Count == 0 || (_code[value].Type.Length == length && (program.Outputs[store].Kind == OutputKind.Carry || closure.Any(v => IsMemoryRead(v) && vectors.Contains(v))))
                    : _code[value].Type.Length == length && closure.Any(v => IsMemoryRead(v) && vectors.Contains(v));
                if (available && fits && !readLater && (!othersRead || group.Count == 0))
                {
                    length = _code[value].Type.Length;
                    taken.Add(store);
                    vectors.UnionWith(closure);
                }
            }

            stores.RemoveAll(taken.Contains);
            var before = new List<int>();
            foreach (int scalar in vectors.SelectMany(ScalarOperands))
            {
                Need(scalar, before);
            }

            if (before.Count > 0)
            {
                _segments.Add((0, before, new List<int>(), new List<int>()));
            }

            foreach (int root in group)
            {
                _done[root] = true;
            }

            _segments.Add((length, vectors.ToList(), group, taken));
        }

        /// <summary>Whether what an output writes is read; no program reads derivatives.</summary>
        private bool ReadsStored(List<int> closure, int store) => program.Outputs[store].Kind == OutputKind.Carry
            && closure.Any(v => _code[v].Op is Opcode.Carry or Opcode.CarryPick && (_code[v].Immediate & 0xFFFF) == program.Outputs[store].Index);

        private KernelPlan Finish()
        {
            int[] home = new int[_code.Count];
            for (int s = 0; s < _segments.Count; s++)
            {
                foreach (int value in _segments[s].Length == 0 ? _segments[s].Body : _segments[s].Roots)
                {
                    home[value] = s;
                }
            }

            List<(int First, int Count)> parts = Divide();
            int[] part = parts.SelectMany((p, i) => Enumerable.Repeat(i, p.Count)).ToArray();
            var reads = parts.Select(_ => new SortedSet<int>()).ToList();
            var writes = parts.Select(_ => new SortedSet<int>()).ToList();
            void Use(int segment, int scalar)
            {
                if (!_uniform[scalar] && part[home[scalar]] != part[segment])
                {
                    reads[part[segment]].Add(scalar);
                    writes[part[home[scalar]]].Add(scalar);
                }
            }

            for (int s = 0; s < _segments.Count; s++)
            {
                foreach (int value in _segments[s].Body)
                {
                    if (_segments[s].Length > 0 || !IsRoot(value))
                    {
                        foreach (int scalar in ScalarOperands(value))
                        {
                            Use(s, scalar);
                        }
                    }
                }
            }

            foreach (Output output in program.Outputs)
            {
                if (!_code[output.Value].Type.IsVector)
                {
                    Use(_segments.Count - 1, output.Value);
                }
            }

            int[] slots = Enumerable.Repeat(-1, _code.Count).ToArray();
            int count = 0;
            foreach (int value in writes.SelectMany(w => w))
            {
                slots[value] = count++;
            }

            return new KernelPlan(
                program,
                _segments.Select(s => new Segment(s.Length, s.Body.ToEquatableArray(), s.Roots.ToEquatableArray(), s.Stores.ToEquatableArray())).ToEquatableArray(),
                parts.Select((p, i) => new Part(p.First, p.Count, reads[i].ToEquatableArray(), writes[i].ToEquatableArray())).ToEquatableArray(),
                Enumerable.Range(0, _code.Count).Where(i => _uniform[i]).ToEquatableArray(),
                slots.ToEquatableArray(),
                count,
                Enumerable.Range(0, _segments.Count).Sum(Locals));
        }

        /// <summary>Fills each part with segments, in order, as far as they fit.</summary>
        private List<(int First, int Count)> Divide()
        {
            var parts = new List<(int First, int Count)>();
            int size = 0;
            for (int s = 0; s < _segments.Count; s++)
            {
                int own = Size(s);
                if (parts.Count > 0 && size + own <= PartSize)
                {
                    parts[parts.Count - 1] = (parts[parts.Count - 1].First, parts[parts.Count - 1].Count + 1);
                    size += own;
                }
                else
                {
                    parts.Add((s, 1));
                    size = own;
                }
            }

            return parts;
        }

        /// <summary>About how many local variables a segment needs, those of inlined building blocks included.</summary>
        private int Size(int segment)
        {
            (int length, List<int> body, List<int> roots, List<int> stores) = _segments[segment];
            int size = roots.Count * RootSize;
            int registers = length == 0 ? 1 : 4 * Math.Min(UnrolledChunks + 1, (length + 3) / 4);
            foreach (int value in body)
            {
                size += IntrinsicTable.Row(_code[value].Op).Ulp > 0 || MonitorClosing.IsRing(program, value) ? FunctionSize * registers
                    : IsMemoryRead(value) && length > 0 ? (registers * 2) + 8
                    : registers;
            }

            size += stores.Count * registers;
            return segment < _segments.Count - 1 ? size : size + OutputSize + program.Outputs.Count(o => o.Kind is OutputKind.Column or OutputKind.Cost or OutputKind.Metric or OutputKind.Critic or OutputKind.Gradient or OutputKind.GradientElement) * ColumnSize;
        }

        /// <summary>
        /// About how many local variables a segment adds to a loop over everything, by what the building blocks of the wider vectors declare. The rows of a
        /// sweep share theirs; inlined ones are never shared.
        /// </summary>
        private int Locals(int segment)
        {
            (int length, List<int> body, List<int> roots, List<int> stores) = _segments[segment];
            int chunks = length == 0 ? 0 : Math.Min(UnrolledChunks + 1, (length + 3) / 4);
            int locals = (roots.Count * 8) + (stores.Count * 4 * chunks);
            foreach (int value in body)
            {
                Instruction code = _code[value];
                bool isBool = code.Type.Kind == IrKind.Bool;
                int each = code.Op switch
                {
                    _ when IntrinsicTable.Row(code.Op).Ulp > 0 || MonitorClosing.IsRing(program, value) => FunctionSize,
                    Opcode.Input when length > 0 && !isBool && length % 4 == 0 && chunks <= 4 => 1,
                    Opcode.InputPick when !isBool && Stride(program.Constants[(int)(code.Immediate >> 16)].Bits) == 3 => 2,
                    Opcode.Input or Opcode.InputPick or Opcode.CarryPick when length > 0 => 8,
                    Opcode.InputComponent => 3,
                    _ => length > 0 ? 0 : 1,
                };
                locals += chunks + (each * Math.Max(1, 4 * chunks));
            }

            return segment < _segments.Count - 1 ? locals : locals + 40 + (3 * program.Outputs.Count(o => o.Kind is OutputKind.Column or OutputKind.Cost or OutputKind.Metric or OutputKind.Critic));
        }
    }
}
