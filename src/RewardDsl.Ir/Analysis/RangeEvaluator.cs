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
    private readonly Dictionary<(int Value, int Element), FloatRange> _known = new();

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
        _changed = System.Array.Empty<ulong>();
    }

    /// <summary>A branch: what does not read a narrowed leaf is as it was.</summary>
    private RangeEvaluator(RangeEvaluator parent, Box box, Contractor contractor, int depth)
    {
        Learn(parent._known);
        Learn(contractor.Known);
        _program = parent._program;
        _box = box;
        _dependences = parent._dependences;
        _values = new FloatRange[_program.Code.Count][];
        _depth = depth;
        _spent = parent._spent;
        _parent = parent;
        _changed = _dependences.Changed(parent._box, box);
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

    private void Learn(IReadOnlyDictionary<(int Value, int Element), FloatRange>? known)
    {
        foreach (KeyValuePair<(int Value, int Element), FloatRange> fact in known ?? new Dictionary<(int Value, int Element), FloatRange>())
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

            if (_parent is not null && !_dependences.Reads(value, _changed))
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
                _spent[0] += _parent is null ? 0 : 1;
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

        if (code.Op == Opcode.Element)
        {
            return new[] { _values[code.A]![code.Immediate] };
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
        else if (code.Op == Opcode.Div)
        {
            Share(code, result);
        }

        return result;
    }

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

    /// <summary>a / (a + b) is a share of the whole where neither part is negative: the sum is rounded, but not below a.</summary>
    private void Share(Instruction code, FloatRange[] result)
    {
        Instruction whole = _program.Code[code.B];
        if (whole.Op != Opcode.Add || (whole.A != code.A && whole.B != code.A))
        {
            return;
        }

        int other = whole.A == code.A ? whole.B : whole.A;
        for (int j = 0; j < result.Length; j++)
        {
            FloatRange part = Element(code.A, j);
            FloatRange rest = Element(other, j);
            if (part.HasNumber && rest.HasNumber && part.Lo >= 0f && rest.Lo >= 0f)
            {
                bool nan = result[j].MayBeNaN;
                FloatRange share = result[j].Meet(FloatRange.Of(0f, 1f));
                result[j] = share.HasNumber ? new FloatRange(share.Lo, share.Hi, nan) : new FloatRange(0f, 1f, nan);
            }
        }
    }
}
