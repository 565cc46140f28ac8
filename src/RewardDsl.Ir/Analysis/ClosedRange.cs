using System;
using System.Collections.Generic;
using RewardDsl.Shared;

namespace RewardDsl.Ir;

/// <summary>The range of a closed monitor, or 0 where the episode goes on: what each operation does to ranges, windows of any length.</summary>
internal static class ClosedRange
{
    /// <summary>The range of a closing.</summary>
    /// <param name="program">The program.</param>
    /// <param name="close">The closing.</param>
    /// <param name="range">The range of a scalar at the step.</param>
    /// <param name="earlier">Its range at earlier steps, of which conditions of this one say nothing.</param>
    public static FloatRange Of(RewardProgram program, Instruction close, Func<int, FloatRange> range, Func<int, FloatRange> earlier)
    {
        FloatRange ends = range(close.A);
        FloatRange open = ends.IsTrue ? FloatRange.Nothing : FloatRange.Of(0f);
        return ends.IsFalse ? open : open.Join(Closed(MonitorClosing.Table(program, close), MonitorClosing.Arguments(program, close), range, earlier, range(close.C)));
    }

    private static FloatRange Closed(int[] table, IReadOnlyList<int> arguments, Func<int, FloatRange> range, Func<int, FloatRange> earlier, FloatRange steps)
    {
        // The leaves stand behind the operations, each with the lengths of its rings.
        int at = 0;
        FloatRange value = range(arguments[at++]);
        FloatRange left = table[1] >= 0 ? range(arguments[at++]) : default;
        var leaves = new FloatRange[table[7]];
        int lengths = MonitorTail.Header + (MonitorTail.Width * table[6]);
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = table[lengths] == 0 ? range(arguments[at]) : range(arguments[at]).Join(earlier(arguments[at]));
            at += 1 + table[lengths];
            lengths += 1 + table[lengths];
        }

        var values = new FloatRange[table[6]];
        for (int i = 0; i < values.Length; i++)
        {
            int row = MonitorTail.Header + (MonitorTail.Width * i);
            values[i] = Smooth(table, Operation(table, row, values, leaves), 2 + table[row + 4]);
        }

        bool isMax = table[0] != 0;
        FloatRange last = values[table[2]];
        FloatRange folded = Pick(isMax, value, table[1] < 0 ? last : Pick(!isMax, left.Join(Pick(!isMax, left, values[table[1]])), last));

        // The last step is among those that wait, unless the fold is over or has not begun.
        bool isThere = table[4] <= steps.Lo && steps.Hi <= table[5] && table[3] > 0;
        folded = Smooth(table, folded, 2 * (2 + table[3]));
        return isThere ? folded : folded.Join(value);
    }

    private static FloatRange Operation(int[] table, int row, FloatRange[] values, FloatRange[] leaves)
    {
        bool isMax = table[row + 1] != 0;
        int right = table[row + 3];
        FloatRange Left() => values[table[row + 2]];
        float none = isMax ? float.NegativeInfinity : float.PositiveInfinity;
        switch ((TailKind)table[row])
        {
            case TailKind.Leaf:
                return leaves[table[row + 2]];
            case TailKind.Constant:
                return FloatRange.Of(none);
            case TailKind.Negate:
                return new FloatRange(-Left().Hi, -Left().Lo, Left().MayBeNaN);
            case TailKind.Extreme:
                return Pick(isMax, Left(), values[right]);
            case TailKind.Later or TailKind.Earlier:
                return Left().Join(FloatRange.Of(none));
            case TailKind.Running:
                // What has run so far is a leaf; what goes on from it is no more than it and the operand.
                int other = (right >> 16) - 1;
                FloatRange held = leaves[right & 0xFFFF].Join(Left());
                return other >= 0 && values[other].MayBeNaN ? held with { MayBeNaN = true } : held;
            default:
                // It is one of the second operand's values, or less where the first does not allow it: no less than the value of now.
                return right < 0 ? Left() : values[right] with { MayBeNaN = values[right].MayBeNaN || Left().MayBeNaN };
        }
    }

    /// <summary>Smooth extremes are off by the logarithm of how many there are, and rounded.</summary>
    private static FloatRange Smooth(int[] table, FloatRange exact, int count)
    {
        float temperature = Literals.Float(unchecked((uint)table[8]));
        if (temperature == 0f || !exact.HasNumber)
        {
            return exact;
        }

        double more = (temperature * Math.Log(count)) + ((count + 4) * 1e-6 * ((float.IsInfinity(exact.Magnitude) ? 0 : exact.Magnitude) + temperature));
        return new FloatRange((float)(exact.Lo - more), (float)(exact.Hi + more), exact.MayBeNaN);
    }

    private static FloatRange Pick(bool isMax, FloatRange a, FloatRange b) => RangeTransfer.Apply(isMax ? Opcode.Max : Opcode.Min, a, b, default, false);
}
