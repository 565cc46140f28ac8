using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Looks for points of a box at which a scalar is high or low: runs the program itself, moves one leaf at a time to its ends
/// and keeps what helps. What it finds is attained, bit for bit.
/// </summary>
internal sealed class PointSearch
{
    /// <summary>Vectors up to this length are also moved element by element.</summary>
    private const int ShortVector = 8;

    private const int MostMarks = 3;

    private static readonly double[] s_shares = { 0.125, 0.03125, 0.0078125, 0.00390625 };

    private readonly RewardProgram _program;
    private readonly int _value;
    private readonly Condition[] _given;
    private readonly int[] _needed;
    private readonly Leaf[] _leaves;
    private readonly float[][] _inputs;
    private readonly float[][] _carries;
    private readonly float[] _parameters;
    private readonly float[] _flags = new float[3];
    private readonly InterpreterState _state;
    private readonly float[]?[] _values;

    /// <param name="program">The program.</param>
    /// <param name="dependences">What each value reads.</param>
    /// <param name="value">The scalar.</param>
    /// <param name="given">Scalar conditions that must hold at a point.</param>
    public PointSearch(RewardProgram program, Dependences dependences, int value, Condition[] given)
    {
        _program = program;
        _value = value;
        _given = given;
        bool[] needed = new bool[program.Code.Count];
        needed[value] = true;
        foreach (Condition condition in given)
        {
            needed[condition.Value] = true;
        }

        for (int i = program.Code.Count - 1; i >= 0; i--)
        {
            for (int k = 0; needed[i] && k < 3; k++)
            {
                int operand = program.Code[i].Operand(k);
                if (operand >= 0)
                {
                    needed[operand] = true;
                }
            }
        }

        _needed = Enumerable.Range(0, needed.Length).Where(i => needed[i]).ToArray();
        Size = Amount(_needed);
        _inputs = program.Inputs.Select(static i => new float[i.Width]).ToArray();
        _carries = program.Carries.Select(static c => new float[Math.Max(1, c.Type.Length)]).ToArray();
        _parameters = new float[program.Parameters.Count];
        _state = new InterpreterState { Inputs = _inputs, Carries = _carries, Parameters = _parameters };
        _values = new float[program.Code.Count][];
        _leaves = Enumerable.Range(0, dependences.Leaves)
            .Select(l => Place(l, _needed.Where(i => dependences.ReadsLeaf(i, l)).ToArray()))
            .Where(static l => l.Readers.Length > 0).ToArray();
    }

    /// <summary>Numbers computed so far.</summary>
    public long Work { get; private set; }

    /// <summary>Numbers to compute for one point.</summary>
    public int Size { get; }

    /// <summary>The value at a point; NaN where a condition fails.</summary>
    public float At(Box point)
    {
        foreach (Leaf leaf in _leaves)
        {
            FloatRange[] slots = leaf.In(point);
            for (int j = 0; j < leaf.Count; j++)
            {
                leaf.Values[leaf.Start + j] = slots[leaf.Start + j].HasNumber ? slots[leaf.Start + j].Lo : float.NaN;
            }
        }

        return Run(_needed, Size);
    }

    /// <summary>Goes to a point that does not look at slopes: all low, all high, all in the middle, then corners at random.</summary>
    /// <param name="box">The box.</param>
    /// <param name="number">Which of them, from 0 on.</param>
    /// <returns>The value there; NaN where a condition fails.</returns>
    public float Start(Box box, int number)
    {
        var random = new Random(number);
        foreach (Leaf leaf in _leaves)
        {
            FloatRange[] slots = leaf.In(box);
            int end = number < 3 ? number : random.Next(3);
            for (int j = leaf.Start; j < leaf.Start + leaf.Count; j++)
            {
                leaf.Values[j] = Target(slots[j], end, leaf.IsWhole);
            }
        }

        return Run(_needed, Size);
    }

    /// <summary>From the last point evaluated on: moves leaves within a box as long as that helps and some work is left.</summary>
    /// <param name="box">The box.</param>
    /// <param name="value">The value at the point.</param>
    /// <param name="up">Towards high values.</param>
    /// <param name="work">Operations to spend.</param>
    /// <returns>The best value, and its point.</returns>
    public (float Value, Box Point) Climb(Box box, float value, bool up, long work)
    {
        long end = Work + work;
        bool helps = true;
        for (int sweep = 0; sweep < 3 && helps && Work < end; sweep++)
        {
            helps = false;
            foreach (Leaf leaf in _leaves)
            {
                FloatRange[] slots = leaf.In(box);
                for (int goal = 0; goal < 3 + leaf.Marks.Length && Work < end; goal++)
                {
                    helps |= Move(leaf, slots, leaf.Start, leaf.Count, goal, up, ref value);
                }

                for (int j = 0; leaf.Count > 1 && leaf.Count <= ShortVector && j < leaf.Count; j++)
                {
                    for (int goal = 0; goal < 2 && Work < end; goal++)
                    {
                        helps |= Move(leaf, slots, leaf.Start + j, 1, goal, up, ref value);
                    }
                }
            }
        }

        // And by shares of the widths, to get to a top between.
        foreach (double share in s_shares)
        {
            foreach (Leaf leaf in _leaves)
            {
                FloatRange[] slots = leaf.In(box);
                for (int j = 0; leaf.Count <= ShortVector && !leaf.IsWhole && j < leaf.Count && Work < end; j++)
                {
                    _ = Shift(leaf, slots, leaf.Start + j, share, up, ref value) || Shift(leaf, slots, leaf.Start + j, -share, up, ref value);
                }
            }
        }

        return (value, Here(box));
    }

    /// <summary>Moves one element by a share of its width.</summary>
    private bool Shift(Leaf leaf, FloatRange[] slots, int at, double share, bool up, ref float value)
    {
        if (!slots[at].HasNumber || float.IsInfinity(slots[at].Lo) || float.IsInfinity(slots[at].Hi) || float.IsNaN(leaf.Values[at]))
        {
            return false;
        }

        double wanted = leaf.Values[at] + (share * slots[at].Width);
        return Try(leaf, at, 1, new[] { (float)Math.Min(slots[at].Hi, Math.Max(slots[at].Lo, wanted)) }, up, ref value);
    }

    /// <summary>Moves some elements of a leaf to their low end, high end, middle or a mark; back again when that does not help.</summary>
    private bool Move(Leaf leaf, FloatRange[] slots, int start, int count, int goal, bool up, ref float value)
    {
        float[] to = new float[count];
        for (int j = start; j < start + count; j++)
        {
            to[j - start] = goal < 3 ? Target(slots[j], goal, leaf.IsWhole) : slots[j].Contains(leaf.Marks[goal - 3]) ? leaf.Marks[goal - 3] : leaf.Values[j];
        }

        return Try(leaf, start, count, to, up, ref value);
    }

    /// <summary>Puts some elements of a leaf elsewhere; back again when that does not help.</summary>
    private bool Try(Leaf leaf, int start, int count, float[] to, bool up, ref float value)
    {
        float[] before = new float[count];
        Array.Copy(leaf.Values, start, before, 0, count);
        if (to.SequenceEqual(before))
        {
            return false;
        }

        Array.Copy(to, 0, leaf.Values, start, count);
        float[]?[] old = new float[leaf.Readers.Length][];
        for (int k = 0; k < old.Length; k++)
        {
            old[k] = _values[leaf.Readers[k]];
        }

        float found = Run(leaf.Readers, leaf.Amount);
        if (up ? found > value : found < value)
        {
            value = found;
            return true;
        }

        Array.Copy(before, 0, leaf.Values, start, count);
        for (int k = 0; k < old.Length; k++)
        {
            _values[leaf.Readers[k]] = old[k];
        }

        SetFlags();
        return false;
    }

    /// <summary>A number of a range: its low end, its high end, or one between.</summary>
    internal static float Target(FloatRange range, int end, bool isWhole)
    {
        if (!range.HasNumber)
        {
            return float.NaN;
        }

        float lo = float.IsInfinity(range.Lo) ? Math.Min(range.Hi, -1e4f) : range.Lo;
        float hi = float.IsInfinity(range.Hi) ? Math.Max(range.Lo, 1e4f) : range.Hi;
        float middle = range.Lo <= 0f && range.Hi >= 0f ? 0f : (float)(((double)lo + hi) / 2);
        float chosen = end == 0 ? lo : end == 1 ? hi : middle;
        return isWhole ? (float)Math.Floor(chosen) < lo ? (float)Math.Ceiling(chosen) : (float)Math.Floor(chosen) : chosen;
    }

    private float Run(int[] instructions, int amount)
    {
        SetFlags();
        Work += amount;
        foreach (int i in instructions)
        {
            _values[i] = Interpreter.Step(_program, _program.Code[i], _state, _values!);
        }

        foreach (Condition condition in _given)
        {
            if (_values[condition.Value]![0] != 0f != condition.Holds)
            {
                return float.NaN;
            }
        }

        return _values[_value]![0];
    }

    private int Amount(int[] instructions) => instructions.Sum(i => Math.Max(1, _program.Code[i].Type.Length));

    private void SetFlags()
    {
        _state.IsFirst = _flags[0] != 0f;
        _state.ExternalEnd = _flags[1] != 0f;
        _state.Truncated = _flags[2] != 0f;
    }

    /// <summary>The current point; leaves that are not read stay as wide as they are.</summary>
    private Box Here(Box box)
    {
        Box point = box.Clone();
        foreach (Leaf leaf in _leaves)
        {
            for (int j = leaf.Start; j < leaf.Start + leaf.Count; j++)
            {
                leaf.In(point)[j] = FloatRange.Of(leaf.Values[j]);
            }
        }

        return point;
    }

    private Leaf Place(int leaf, int[] readers)
    {
        int inputs = _inputs.Length;
        int carries = _carries.Length;
        int parameters = _parameters.Length;
        float[] marks = Marks(readers);
        return leaf < inputs ? new Leaf(b => b.Inputs[leaf], _inputs[leaf], 0, _inputs[leaf].Length, readers, Amount(readers), _program.Inputs[leaf].Kind == IrKind.Bool || _program.Inputs[leaf].Storage == InputStorage.Int32, marks)
            : leaf < inputs + carries ? new Leaf(b => b.Carries[leaf - inputs], _carries[leaf - inputs], 0, _carries[leaf - inputs].Length, readers, Amount(readers), _program.Carries[leaf - inputs].Type.Kind == IrKind.Bool, marks)
            : leaf < inputs + carries + parameters ? new Leaf(static b => b.Parameters, _parameters, leaf - inputs - carries, 1, readers, Amount(readers), false, marks)
            : new Leaf(static b => b.Flags, _flags, leaf - inputs - carries - parameters, 1, readers, Amount(readers), true, Array.Empty<float>());
    }

    /// <summary>Constants that a leaf itself is compared with or taken off from: there kernels have their tops and choices their ends.</summary>
    private float[] Marks(int[] readers)
    {
        var marks = new List<float>();
        foreach (int i in readers)
        {
            Instruction code = _program.Code[i];
            if (code.Op is Opcode.Sub or Opcode.Less or Opcode.LessOrEqual or Opcode.Equal && marks.Count < MostMarks)
            {
                float mark = readers[0] == Behind(code.A) ? Constant(Behind(code.B)) : readers[0] == Behind(code.B) ? Constant(Behind(code.A)) : float.NaN;
                if (!float.IsNaN(mark) && !marks.Contains(mark))
                {
                    marks.Add(mark);
                }
            }
        }

        return marks.ToArray();
    }

    private int Behind(int value) => _program.Code[value].Op == Opcode.Broadcast ? _program.Code[value].A : value;

    private float Constant(int value) => _program.Code[value].Op == Opcode.Const ? Literals.Float(_program.Code[value].Immediate) : float.NaN;

    /// <summary>A leaf that the value reads: where boxes and the point keep it, what is computed from it, and numbers that matter to it.</summary>
    private sealed record Leaf(Func<Box, FloatRange[]> In, float[] Values, int Start, int Count, int[] Readers, int Amount, bool IsWhole, float[] Marks);
}
