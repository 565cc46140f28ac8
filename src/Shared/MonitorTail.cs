using System;

namespace RewardDsl.Shared;

/// <summary>What an operation of a <see cref="MonitorTail"/> does.</summary>
internal enum TailKind
{
    /// <summary>A value that each step knows.</summary>
    Leaf,

    /// <summary>+∞ or −∞.</summary>
    Constant,

    /// <summary>The negative.</summary>
    Negate,

    /// <summary>The larger or smaller of two.</summary>
    Extreme,

    /// <summary>The value some steps later.</summary>
    Later,

    /// <summary>The value some steps earlier.</summary>
    Earlier,

    /// <summary>The extreme, or until and release, over the steps from now on.</summary>
    Ahead,

    /// <summary>The extreme, or since and triggered, over the steps up to now.</summary>
    Behind,

    /// <summary>The same since the start, known up to some steps ago.</summary>
    Running,
}

/// <summary>
/// What the end of an episode decides: the robustness at the last steps, whose windows reach past the end and are cut there, folded into what is known of
/// the steps before. One for the interpreter and for the kernels, so that both give the same bits.
/// <para>Everything is by distance from the end: 0 is the last step. A table of numbers describes the operations, so that a program can hold it.</para>
/// </summary>
internal sealed class MonitorTail
{
    /// <summary>Numbers before the operations: larger or smaller, left, right, steps that wait, first, last, operations, leaves, bits of the temperature.</summary>
    public const int Header = 9;

    /// <summary>Numbers of an operation: kind, larger or smaller, left, right, steps, how many last steps it is needed at.</summary>
    public const int Width = 6;

    private readonly int[] _table;
    private readonly float _temperature;
    private readonly float[][] _values;
    private readonly float[] _fromStart;
    private readonly float[] _fromStartLeft;
    private readonly float[] _toEnd;

    /// <param name="table">The description.</param>
    public MonitorTail(int[] table)
    {
        _table = table;
        _temperature = BitConverter.ToSingle(BitConverter.GetBytes(table[8]), 0);
        _values = new float[table[6]][];
        int longest = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = new float[Node(i, 5)];
            longest = Math.Max(longest, _values[i].Length);
        }

        _fromStart = new float[longest];
        _fromStartLeft = new float[longest];
        _toEnd = new float[longest];
        Leaves = new float[table[7]][];
        int at = Header + (Width * _values.Length);
        Segments = new int[Leaves.Length][];
        for (int i = 0; i < Leaves.Length; i++)
        {
            Segments[i] = new int[table[at++]];
            int length = 1;
            for (int s = 0; s < Segments[i].Length; s++)
            {
                Segments[i][s] = table[at++];
                length += Segments[i][s];
            }

            Leaves[i] = new float[length];
        }
    }

    /// <summary>For each leaf its values to fill in, the newest first, as many as the episode had.</summary>
    public float[][] Leaves { get; }

    /// <summary>For each leaf from how many rings of what was before it is filled, and how many numbers of each.</summary>
    public int[][] Segments { get; }

    /// <summary>Whether it is until or release.</summary>
    public bool HasLeft => _table[1] >= 0;

    private bool IsMax => _table[0] != 0;

    /// <summary>The larger or smaller as robustness means it.</summary>
    public static float Pick(bool isMax, float a, float b) =>
#if NET
        // The same, without branches that random numbers would mispredict.
        isMax ? MathF.Max(a, b) : MathF.Min(a, b);
#else
        isMax ? Elementary.Max(a, b) : Elementary.Min(a, b);
#endif

    /// <summary>The larger or smaller, smooth where there is a temperature: the larger one is taken out first, so that nothing overflows.</summary>
    private float Join(bool isMax, float a, float b)
    {
        float extreme = Pick(isMax, a, b);
        if (_temperature == 0f)
        {
            return extreme;
        }

        float apart = a == b ? 0f : Elementary.Min(a, b) - Elementary.Max(a, b);
        float more = _temperature * Elementary.Log(1f + Elementary.Exp(apart / _temperature));
        return isMax ? extreme + more : extreme - more;
    }

    /// <summary>Closes.</summary>
    /// <param name="value">What is known of the steps that do not wait.</param>
    /// <param name="left">For until and release the extreme of their left operand.</param>
    /// <param name="steps">How many steps of the episode came before the last one; far ones need not be counted.</param>
    public float Close(float value, float left, int steps)
    {
        int length = steps + 1;
        for (int i = 0; i < _values.Length; i++)
        {
            Evaluate(i, length);
        }

        for (int i = Math.Min(_table[3], length) - 1; i >= 0; i--)
        {
            int step = steps - i;
            if (step >= _table[4] && step <= _table[5])
            {
                float right = _values[_table[2]][i];
                value = Join(IsMax, value, HasLeft ? Join(!IsMax, left, right) : right);
                left = HasLeft ? Join(!IsMax, left, _values[_table[1]][i]) : left;
            }
        }

        return value;
    }

    private int Node(int node, int column) => _table[Header + (Width * node) + column];

    private void Evaluate(int node, int length)
    {
        float[] result = _values[node];
        bool isMax = Node(node, 1) != 0;
        float none = isMax ? float.NegativeInfinity : float.PositiveInfinity;
        int steps = Node(node, 4);
        int count = Math.Min(result.Length, length);
        var kind = (TailKind)Node(node, 0);
        if (kind == TailKind.Leaf)
        {
            Array.Copy(Leaves[Node(node, 2)], result, count);
            return;
        }

        float[] first = kind == TailKind.Constant ? result : _values[Node(node, 2)];
        float[]? second = Node(node, 3) < 0 || kind == TailKind.Running ? null : _values[Node(node, 3)];
        switch (kind)
        {
            case TailKind.Ahead:
                // From the end back each step stands before those that came, so that the windows grow and then slide.
                Slide(isMax, second is null ? null : first, second ?? first, 0, 1, count, steps, result, 0, count);
                return;
            case TailKind.Behind:
                int from = Math.Min(count + steps, length);
                Slide(isMax, second is null ? null : first, second ?? first, from - 1, -1, from, steps, result, from - 1, count);
                return;
            case TailKind.Running:
                Run(node, isMax, steps, length, result);
                return;
        }

        for (int i = 0; i < count; i++)
        {
            result[i] = kind switch
            {
                TailKind.Constant => none,
                TailKind.Negate => -first[i],
                TailKind.Extreme => Join(isMax, first[i], second![i]),
                TailKind.Later => i >= steps ? first[i - steps] : none,
                _ => i + steps < length ? first[i + steps] : none,
            };
        }
    }

    /// <summary>What has run since the start: up to some steps ago it is a leaf, from there it runs on.</summary>
    private void Run(int node, bool isMax, int delay, int length, float[] result)
    {
        // The second operand's column names the leaf; since has its operands in the two operations before the leaf's number.
        float[] known = Leaves[Node(node, 3) & 0xFFFF];
        int left = (Node(node, 3) >> 16) - 1;
        float[] right = _values[Node(node, 2)];
        for (int i = delay; i < Math.Min(result.Length, length); i++)
        {
            result[i] = known[i - delay];
        }

        for (int i = Math.Min(delay, length) - 1; i >= 0; i--)
        {
            result[i] = i + 1 >= length ? right[i] : Join(isMax, right[i], left < 0 ? result[i + 1] : Join(!isMax, _values[left][i], result[i + 1]));
        }
    }

    /// <summary>
    /// Windows that end at each of some values in a row, by blocks from both sides (van Herk 1992, Gil and Werman 1993). A value is joined to those before
    /// it as until is to what comes later: it, or the rest where its left operand holds.
    /// </summary>
    private void Slide(bool isMax, float[]? left, float[] right, int start, int direction, int count, int steps, float[] result, int resultStart, int kept)
    {
        int block = steps + 1;
        for (int k = 0; k < count; k++)
        {
            int at = start + (direction * k);
            bool begins = k % block == 0;
            _fromStart[k] = begins ? right[at] : Join(isMax, right[at], left is null ? _fromStart[k - 1] : Join(!isMax, left[at], _fromStart[k - 1]));
            _fromStartLeft[k] = left is null ? 0 : begins ? left[at] : Join(!isMax, _fromStartLeft[k - 1], left[at]);
        }

        if (steps >= count - 1)
        {
            // All windows begin with the first value, as those do that the end cuts.
            for (int k = 0; k < count; k++)
            {
                int at = resultStart + (direction * k);
                if (at < kept)
                {
                    result[at] = _fromStart[k];
                }
            }

            return;
        }

        float lefts = 0;
        for (int k = count - 1; k >= 0; k--)
        {
            int at = start + (direction * k);
            bool ends = k == count - 1 || (k + 1) % block == 0;
            _toEnd[k] = ends ? right[at] : Join(isMax, _toEnd[k + 1], left is null ? right[at] : Join(!isMax, lefts, right[at]));
            lefts = left is null ? 0 : ends ? left[at] : Join(!isMax, lefts, left[at]);
        }

        for (int k = 0; k < count; k++)
        {
            int at = resultStart + (direction * k);
            if (at >= kept)
            {
                continue;
            }

            int oldest = k - steps;
            result[at] = oldest <= 0 || oldest % block == 0 ? _fromStart[k]
                : Join(isMax, _fromStart[k], left is null ? _toEnd[oldest] : Join(!isMax, _fromStartLeft[k], _toEnd[oldest]));
        }
    }
}
