using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// Computes the ranges of a program's values over a box, element by element, operands first. A choice whose condition is open
/// is computed once under each answer: what the condition says of the leaves holds in its branch.
/// </summary>
internal sealed class RangeEvaluator
{
    /// <summary>Choices within choices are followed this deep.</summary>
    private const int MaximumDepth = 4;

    /// <summary>Values computed for branches, beyond which choices are joined without a closer look.</summary>
    private const int BranchBudget = 20_000;

    private readonly RewardProgram _program;
    private readonly Box _box;
    private readonly Dependences _dependences;
    private readonly FloatRange[]?[] _values;
    private readonly int _depth;
    private readonly int[] _spent;
    private readonly RangeEvaluator? _parent;
    private readonly ulong[] _changed;
    private readonly bool[]? _affected;
    private readonly Dictionary<(int Value, int Element), FloatRange> _known = new();
    private readonly Orders _orders;

    /// <param name="program">The program.</param>
    /// <param name="box">Its leaves.</param>
    /// <param name="dependences">What each value reads.</param>
    /// <param name="assumed">An evaluator of the same program whose knowledge of values holds here too, or null.</param>
    public RangeEvaluator(RewardProgram program, Box box, Dependences dependences, RangeEvaluator? assumed = null)
    {
        Learn(assumed?._known);
        _program = program;
        _box = box;
        _dependences = dependences;
        _values = new FloatRange[program.Code.Count][];
        _spent = new int[1];
        _changed = Array.Empty<ulong>();
        _orders = new Orders(this);
        if (assumed is not null)
        {
            _orders.Inherit(assumed._orders);
            IsConditional = true;
        }
    }

    /// <summary>A branch: what does not read a narrowed leaf is as it was.</summary>
    private RangeEvaluator(RangeEvaluator parent, Box box, Contractor? contractor, int depth)
    {
        Learn(parent._known);
        Learn(contractor?.Known);
        _program = parent._program;
        _box = box;
        _dependences = parent._dependences;
        _values = new FloatRange[_program.Code.Count][];
        _depth = depth;
        _spent = depth == 0 ? new int[1] : parent._spent;
        _parent = parent;
        IsConditional = parent.IsConditional;
        _changed = _dependences.Changed(parent._box, box);
        _orders = new Orders(this);
        _orders.Inherit(parent._orders);
        if (contractor is not null)
        {
            _orders.Learn(contractor.Relations);
            _affected = Affected(contractor);
        }
    }

    /// <summary>The leaves.</summary>
    public Box Box => _box;

    /// <summary>What each value reads.</summary>
    public Dependences Dependences => _dependences;

    /// <summary>The program.</summary>
    public RewardProgram Program => _program;

    /// <summary>The ranges of a value's elements, one for a scalar.</summary>
    public FloatRange[] this[int value] => _values[value] ?? Compute(value);

    /// <summary>The range of all elements of a value together.</summary>
    public FloatRange Hull(int value)
    {
        FloatRange hull = FloatRange.Nothing;
        foreach (FloatRange element in this[value])
        {
            hull = hull.Join(element);
        }

        return hull;
    }

    /// <summary>Replaces a computed range by a narrower one.</summary>
    public void Set(int value, FloatRange[] ranges) => _values[value] = ranges;

    /// <summary>States a value whatever its operands say, here and in every branch.</summary>
    public void Give(int value, FloatRange[] ranges)
    {
        _values[value] = ranges;
        for (int j = 0; j < ranges.Length; j++)
        {
            _known[(value, j)] = ranges[j];
        }
    }

    /// <summary>The range of a scalar where a condition holds or fails; nothing when it cannot.</summary>
    public FloatRange Under(int condition, bool holds, int value)
    {
        RangeEvaluator? branch = Assume(condition, holds);
        return branch is null ? FloatRange.Nothing : branch[value][0];
    }

    /// <summary>The same program where a scalar condition holds or fails; null when it cannot.</summary>
    public RangeEvaluator? Assume(int condition, bool holds)
    {
        Box narrowed = _box.Clone();
        var contractor = new Contractor(this, narrowed);
        return contractor.Require(condition, holds) ? new RangeEvaluator(this, narrowed, contractor, _depth + 1).With(condition, holds) : null;
    }

    /// <summary>The same where a scalar condition holds or fails, for a search: choices are followed as deep as here.</summary>
    public RangeEvaluator? Given(int condition, bool holds)
    {
        Box narrowed = _box.Clone();
        var contractor = new Contractor(this, narrowed);
        return contractor.Require(condition, holds) ? new RangeEvaluator(this, narrowed, contractor, _depth).With(condition, holds) : null;
    }

    /// <summary>The same over a part of the box: only what reads a narrowed leaf is computed again.</summary>
    public RangeEvaluator In(Box part) => new(this, part, null, _depth);

    /// <summary>Whether it holds only for some points of its box: those of a condition.</summary>
    public bool IsConditional { get; private set; }

    /// <summary>What is made of a value of which the branch knows more than its leaves say; null when there is none.</summary>
    private bool[]? Affected(Contractor contractor)
    {
        bool[]? affected = null;
        int first = _program.Code.Count;
        void Mark(int value)
        {
            affected ??= new bool[_program.Code.Count];
            affected[value] = true;
            first = Math.Min(first, value);
        }

        foreach ((int value, _) in contractor.Known.Keys)
        {
            // Of a leaf the box itself knows it.
            if (IntrinsicTable.Row(_program.Code[value].Op).Class != IntrinsicClass.Leaf)
            {
                Mark(value);
            }
        }

        foreach ((Relation relation, _) in contractor.Relations)
        {
            // An order is of use only where both meet.
            Mark(relation.High);
        }

        for (int i = first; i < _program.Code.Count; i++)
        {
            Instruction code = _program.Code[i];
            affected![i] |= (code.A >= 0 && affected[code.A]) || (code.B >= 0 && affected[code.B]) || (code.C >= 0 && affected[code.C]);
        }

        return affected;
    }

    private void Learn(IReadOnlyDictionary<(int Value, int Element), FloatRange>? known)
    {
        if (known is null)
        {
            return;
        }

        foreach (KeyValuePair<(int Value, int Element), FloatRange> fact in known)
        {
            _known[fact.Key] = _known.TryGetValue(fact.Key, out FloatRange old) ? old.Meet(fact.Value) : fact.Value;
        }
    }

    private FloatRange[] WithKnown(int value, FloatRange[] ranges)
    {
        FloatRange[]? narrowed = null;
        for (int j = 0; _known.Count > 0 && j < ranges.Length; j++)
        {
            if (_known.TryGetValue((value, j), out FloatRange known) && !known.Contains(ranges[j]))
            {
                FloatRange both = ranges[j].Meet(known);
                narrowed ??= (FloatRange[])ranges.Clone();
                narrowed[j] = both.IsNothing ? ranges[j] : both;
            }
        }

        return narrowed ?? ranges;
    }

    private RangeEvaluator With(int condition, bool holds)
    {
        _values[condition] = new[] { FloatRange.Of(holds) };
        IsConditional = true;
        return this;
    }

    /// <summary>Iterative, because a program can be deeper than a stack.</summary>
    private FloatRange[] Compute(int root)
    {
        var work = new Stack<int>();
        work.Push(root);
        while (work.Count > 0)
        {
            int value = work.Peek();
            if (_values[value] is not null)
            {
                work.Pop();
                continue;
            }

            if (_parent is not null && !_dependences.Reads(value, _changed) && _affected?[value] != true)
            {
                _values[value] = WithKnown(value, _parent[value]);
                continue;
            }

            Instruction code = _program.Code[value];
            bool ready = true;
            for (int k = 0; k < 3; k++)
            {
                int operand = code.Operand(k);
                if (operand >= 0 && _values[operand] is null)
                {
                    work.Push(operand);
                    ready = false;
                }
            }

            if (ready)
            {
                work.Pop();
                _spent[0] += _depth == 0 ? 0 : 1;
                _values[value] = WithKnown(value, Evaluate(code));
            }
        }

        return _values[root]!;
    }

    private FloatRange[] Evaluate(Instruction code)
    {
        Intrinsic row = IntrinsicTable.Row(code.Op);
        int length = Math.Max(1, code.Type.Length);
        if (row.Class == IntrinsicClass.Reduction)
        {
            return new[] { RangeTransfer.Reduce(code.Op, _values[code.A]!) };
        }

        if (row.Class == IntrinsicClass.Monitor)
        {
            return new[] { code.Op == Opcode.Argument ? _values[code.A]![0] : ClosedRange.Of(_program, code, value => this[value][0], value => Whole[value][0]) };
        }

        if (code.Op == Opcode.Element)
        {
            return new[] { _values[code.A]![code.Immediate] };
        }

        if (code.Op == Opcode.Lookup)
        {
            return new[] { RangeTransfer.Lookup(_program.Constants[(int)code.Immediate].Bits, _values[code.A]![0]) };
        }

        var result = new FloatRange[length];
        for (int j = 0; j < length; j++)
        {
            result[j] = row.Class == IntrinsicClass.Leaf ? _box.Read(_program, code, j)
                : code.Op == Opcode.Broadcast ? _values[code.A]![0]
                : RangeTransfer.Apply(code.Op, Element(code.A, j), Element(code.B, j), Element(code.C, j), code.A == code.B);
        }

        if (code.Op == Opcode.Select && _depth < MaximumDepth && _spent[0] < BranchBudget)
        {
            Choose(code, result);
        }
        else if (code.Op is Opcode.Sub or Opcode.Div or Opcode.Less or Opcode.LessOrEqual)
        {
            for (int j = 0; j < length; j++)
            {
                result[j] = Ordered(code, j, result[j]);
            }
        }

        return result;
    }

    /// <summary>The same without the conditions of branches.</summary>
    private RangeEvaluator Whole => _parent is null ? this : _parent.Whole;

    private FloatRange Element(int value, int element) => value < 0 ? default : _values[value]![element];

    /// <summary>A choice with an open condition: each branch where its condition holds.</summary>
    private void Choose(Instruction code, FloatRange[] result)
    {
        if (code.Type.IsVector)
        {
            ChooseElements(code, result);
            return;
        }

        FloatRange condition = _values[code.A]![0];
        if (!condition.IsTrue && !condition.IsFalse)
        {
            FloatRange taken = Under(code.A, true, code.B);
            FloatRange otherwise = Under(code.A, false, code.C);
            FloatRange joined = taken.Join(otherwise);
            result[0] = joined.IsNothing ? result[0] : result[0].Meet(joined);
        }
    }

    /// <summary>
    /// The same for vectors. An element's condition says nothing of other elements, so only elementwise values are computed
    /// again, not what reductions make of them.
    /// </summary>
    private void ChooseElements(Instruction code, FloatRange[] result)
    {
        FloatRange[] condition = _values[code.A]!;
        FloatRange[]? taken = ElementsUnder(code.A, true, code.B);
        FloatRange[]? otherwise = ElementsUnder(code.A, false, code.C);
        for (int j = 0; j < result.Length; j++)
        {
            if (condition[j].IsTrue || condition[j].IsFalse || taken is null || otherwise is null)
            {
                continue;
            }

            FloatRange joined = taken[j].Join(otherwise[j]);
            result[j] = joined.IsNothing ? result[j] : result[j].Meet(joined);
        }
    }

    private FloatRange[]? ElementsUnder(int condition, bool holds, int value) => AssumeElements(condition, holds, isComputed: true)[value];

    /// <summary>
    /// The same program where the condition holds (or fails) in every element. Only for elementwise values of the same length:
    /// an element's condition says nothing of the others.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="isComputed">All that will be asked for has been computed without the condition.</param>
    public RangeEvaluator AssumeElements(int condition, bool holds, bool isComputed = false)
    {
        Box narrowed = _box.Clone();
        var contractor = new Contractor(this, narrowed) { ElementsOnly = true };
        contractor.Require(condition, holds);
        var branch = new RangeEvaluator(this, narrowed, contractor, MaximumDepth);

        // What is not elementwise keeps the value that it has without the condition.
        for (int i = 0; i < _values.Length; i++)
        {
            if (!_program.Code[i].Type.IsVector && (!isComputed || _values[i] is not null))
            {
                branch._values[i] = this[i];
            }
        }

        return branch;
    }

    /// <summary>What the order of its operands says of a difference, a share of a whole or a comparison.</summary>
    private FloatRange Ordered(Instruction code, int element, FloatRange range)
    {
        if (code.A == code.B || !range.HasNumber || range.IsSingle)
        {
            return range;
        }

        switch (code.Op)
        {
            case Opcode.Sub:
                FloatRange difference = Remainder(code, element, range);
                if (difference.Lo < 0f && difference.Hi > 0f || difference.Lo == 0f || difference.Hi == 0f)
                {
                    // Numbers that differ have a difference: float32 has numbers below the normal ones for it.
                    difference = _orders.Above(code.A, code.B, element) ? Within(difference, float.Epsilon, float.PositiveInfinity)
                        : _orders.Above(code.B, code.A, element) ? Within(difference, float.NegativeInfinity, -float.Epsilon)
                        : difference.Lo < 0f && difference.Hi > 0f && _orders.AtLeast(code.A, code.B, element) ? Within(difference, 0f, float.PositiveInfinity)
                        : difference.Lo < 0f && difference.Hi > 0f && _orders.AtLeast(code.B, code.A, element) ? Within(difference, float.NegativeInfinity, 0f)
                        : difference;
                }

                return difference;
            case Opcode.Div:
                return range.Hi > 1f && Element(code.A, element) is { HasNumber: true, Lo: >= 0f } && Element(code.B, element) is { HasNumber: true, Lo: >= 0f } && _orders.AtLeast(code.B, code.A, element)
                    ? Within(range, 0f, 1f)
                    : range;
            case Opcode.Less:
                return _orders.AtLeast(code.A, code.B, element) ? FloatRange.Of(false) : range;
            default:
                return !Element(code.A, element).MayBeNaN && !Element(code.B, element).MayBeNaN && _orders.AtLeast(code.B, code.A, element) ? FloatRange.Of(true) : range;
        }
    }

    /// <summary>x − c·round(x / c) lies within half of c: an angle that is wrapped.</summary>
    private FloatRange Remainder(Instruction code, int element, FloatRange range)
    {
        Instruction turns = _program.Code[code.B];
        FloatRange x = Element(code.A, element);
        if (turns.Op != Opcode.Mul || !x.IsFinite)
        {
            return range;
        }

        int round = _program.Code[turns.A].Op == Opcode.Round ? turns.A : turns.B;
        FloatRange turn = this[round == turns.A ? turns.B : turns.A][element];
        Instruction quotient = _program.Code[round].Op == Opcode.Round ? _program.Code[_program.Code[round].A] : default;
        if (quotient.Op != Opcode.Div || quotient.A != code.A || !turn.IsSingle || turn.Lo <= 0f || this[quotient.B][element] != turn)
        {
            return range;
        }

        // Each of the two roundings before the last moves by at most 2⁻²⁴ of the size of x and half of c.
        double half = (0.5 * turn.Lo * (1 + 1.3e-7)) + (1.3e-7 * x.Magnitude);
        return half < float.MaxValue ? Within(range, FloatRange.Down((float)-half), FloatRange.Up((float)half)) : range;
    }

    /// <summary>The part of a range that a proof leaves; the proof speaks of numbers only.</summary>
    private static FloatRange Within(FloatRange range, float lo, float hi)
    {
        FloatRange left = range.Meet(FloatRange.Of(lo, hi));
        return left.HasNumber ? left with { MayBeNaN = range.MayBeNaN } : range;
    }
}
