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
/// <param name="Stores">Of a sweep: the vector carries that it writes, as indices into the program's outputs.</param>
/// <param name="Reads">Scalars computed by earlier segments that this one reads.</param>
/// <param name="Writes">Scalars computed here that later segments read.</param>
public sealed record Segment(
    int Length,
    EquatableArray<int> Body,
    EquatableArray<int> Roots,
    EquatableArray<int> Stores,
    EquatableArray<int> Reads,
    EquatableArray<int> Writes);

/// <summary>
/// How a program is laid out as loops. Decided once, printed by every backend. Values that depend on constants and
/// parameters alone are uniform: computed once before the loop.
/// </summary>
/// <param name="Program">The program.</param>
/// <param name="Segments">Its pieces, in order; the last one is scalar and writes the outputs.</param>
/// <param name="Uniform">Instructions that are the same for all environments, in order.</param>
/// <param name="Slots">Scratch slot of each scalar that crosses segments, by instruction.</param>
/// <param name="SlotCount">Number of scratch slots.</param>
/// <param name="Weight">Rough number of vector operations of one block, for choosing loop shapes.</param>
public sealed record KernelPlan(
    RewardProgram Program,
    EquatableArray<Segment> Segments,
    EquatableArray<int> Uniform,
    EquatableArray<int> Slots,
    int SlotCount,
    int Weight)
{
    /// <summary>Longer vectors are walked by a loop instead of being written out.</summary>
    public const int UnrolledChunks = 8;

    /// <summary>Lays out a program.</summary>
    public static KernelPlan Create(RewardProgram program) => new Scheduler(program).Run();

    private sealed class Scheduler(RewardProgram program)
    {
        private readonly EquatableArray<Instruction> _code = program.Code;
        private readonly bool[] _uniform = new bool[program.Code.Count];
        private readonly bool[] _done = new bool[program.Code.Count];
        private readonly List<(int Length, List<int> Body, List<int> Roots, List<int> Stores)> _segments = new();

        public KernelPlan Run()
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
                if (program.Outputs[i].Kind == OutputKind.Carry && _code[program.Outputs[i].Value].Type.IsVector)
                {
                    stores.Add(i);
                }
            }

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

        private IEnumerable<int> Operands(int value)
        {
            for (int k = 0; k < 3; k++)
            {
                if (_code[value].Operand(k) >= 0)
                {
                    yield return _code[value].Operand(k);
                }
            }
        }

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
        /// The length of carries that can be written now: one sweep computes every value of a length before it stores any,
        /// but a picked carry may have another length than the value that is made of it, and must still be the old one.
        /// </summary>
        private int NextLength(List<int> stores)
        {
            foreach (int length in stores.Select(StoredLength).Distinct())
            {
                bool isRead = stores.Any(other => StoredLength(other) != length
                    && stores.Any(s => StoredLength(s) == length && ReadsCarry(VectorClosure(program.Outputs[other].Value), program.Outputs[s].Index)));
                if (!isRead)
                {
                    return length;
                }
            }

            throw new InvalidOperationException("carried vectors of different lengths are made of picked elements of each other");
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
                bool readLater = roots.Any(r => !_done[r] && !group.Contains(r) && ReadsCarry(VectorClosure(_code[r].A), program.Outputs[store].Index));
                bool othersRead = stores.Any(s => s != store && !taken.Contains(s) && ReadsCarry(VectorClosure(program.Outputs[s].Value), program.Outputs[store].Index));
                bool available = closure.SelectMany(ScalarOperands).All(o => computable[o]);
                bool fits = group.Count == 0
                    ? taken.Count == 0 || _code[value].Type.Length == length
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

        private bool ReadsCarry(List<int> closure, int carry) =>
            closure.Any(v => _code[v].Op is Opcode.Carry or Opcode.CarryPick && (_code[v].Immediate & 0xFFFF) == carry);

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

            var reads = _segments.Select(_ => new SortedSet<int>()).ToList();
            var writes = _segments.Select(_ => new SortedSet<int>()).ToList();
            void Use(int segment, int scalar)
            {
                if (!_uniform[scalar] && home[scalar] != segment)
                {
                    reads[segment].Add(scalar);
                    writes[home[scalar]].Add(scalar);
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

            int weight = _segments.Sum(s => s.Body.Count * (s.Length == 0 ? 1 : 4 * Math.Min(UnrolledChunks + 1, (s.Length + 3) / 4)));
            return new KernelPlan(
                program,
                _segments.Select((s, i) => new Segment(
                    s.Length, s.Body.ToEquatableArray(), s.Roots.ToEquatableArray(), s.Stores.ToEquatableArray(), reads[i].ToEquatableArray(), writes[i].ToEquatableArray())).ToEquatableArray(),
                Enumerable.Range(0, _code.Count).Where(i => _uniform[i]).ToEquatableArray(),
                slots.ToEquatableArray(),
                count,
                weight);
        }
    }
}
