using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>The proven range of a value with points at which it comes near its ends.</summary>
/// <param name="Range">No value lies outside.</param>
/// <param name="AtLo">A point of the box whose value is <paramref name="AttainedLo"/>, or null when none was evaluated.</param>
/// <param name="AtHi">A point of the box whose value is <paramref name="AttainedHi"/>.</param>
/// <param name="AttainedLo">Lowest value found.</param>
/// <param name="AttainedHi">Highest value found.</param>
public sealed record ProvenRange(FloatRange Range, Box? AtLo, Box? AtHi, float AttainedLo, float AttainedHi);

/// <summary>
/// Tightens the range of one scalar over a box: where it is monotone in a leaf, the end of the leaf decides; else a condition on
/// which several choices hang is answered both ways, or the box is cut in two where the value depends on it most. Stops at a
/// budget or when a point of the box shows that nothing is left to gain.
/// </summary>
internal sealed class BranchAndBound
{
    private const double Precision = 0.002;

    /// <summary>Numbers to compute in the search for points, at first and in each part of the box.</summary>
    private const int FirstWork = 40_000;
    private const int LaterWork = 2_000;

    /// <summary>Points from which the search for points begins: where slopes lead, and others.</summary>
    private const int Starts = 7;

    /// <summary>After so many parts without a better point only one in as many is searched for one.</summary>
    private const int Misses = 4;

    /// <summary>Numbers to compute for each box of the budget: a large program gets fewer boxes in the same time.</summary>
    private const int PartWork = 500;

    /// <summary>Boxes in a row without a gain after which the search gives up.</summary>
    private const int Patience = 16;

    private readonly RewardProgram _program;
    private readonly RangeEvaluator _whole;
    private readonly Condition[] _given;
    private readonly int _value;
    private readonly PointSearch _points;
    private readonly (int Condition, int Users)[] _conditions;
    private readonly bool[] _isMixed;

    /// <param name="whole">The ranges over the whole box, with what is assumed applied.</param>
    /// <param name="given">Scalar conditions that hold in it.</param>
    /// <param name="value">The scalar.</param>
    public BranchAndBound(RangeEvaluator whole, Condition[] given, int value)
    {
        _program = whole.Program;
        _whole = whole;
        _given = given;
        _value = value;
        _points = new PointSearch(_program, whole.Dependences, value, given);
        int[] paths = Paths();
        _isMixed = Mixed(paths);
        _conditions = Conditions(paths);
    }

    /// <summary>Bounds the value from both sides.</summary>
    /// <param name="budget">Boxes to look at for each side.</param>
    public ProvenRange Run(int budget)
    {
        FloatRange natural = _whole[_value][0];
        if (!natural.HasNumber || natural.IsSingle)
        {
            return new ProvenRange(natural, null, null, float.NaN, float.NaN);
        }

        (float hi, float attainedHi, Box? atHi) = Side(natural, up: true, budget);
        (float lo, float attainedLo, Box? atLo) = Side(natural, up: false, budget);
        return new ProvenRange(natural with { Lo = lo, Hi = hi }, atLo, atHi, attainedLo, attainedHi);
    }

    /// <summary>Bounds the value from above only.</summary>
    /// <param name="budget">Boxes to look at.</param>
    public (float Bound, float Attained, Box? At) Above(int budget)
    {
        FloatRange natural = _whole[_value][0];
        if (natural is { HasNumber: true, IsSingle: false })
        {
            return Side(natural, up: true, budget);
        }

        // The same everywhere: any point serves, if what is assumed leaves it.
        Box point = Point(_whole.Box, new Slopes(_whole, _value), up: true);
        return (natural.Hi, natural.Hi, float.IsNaN(_points.At(point)) ? null : point);
    }

    private (float Bound, float Attained, Box? At) Side(FloatRange natural, bool up, int budget)
    {
        float best = up ? float.NegativeInfinity : float.PositiveInfinity;
        Box? at = null;
        float reached = best;
        var open = new List<Part> { new(_whole, null, null, up ? natural.Hi : natural.Lo) };
        double gap = double.PositiveInfinity;
        int patience = Patience;
        int misses = 0;
        int limit = (int)Math.Max(Math.Min(4, budget), Math.Min(budget, (long)budget * PartWork / _points.Size));
        for (int work = 0; open.Count > 0 && work < limit && patience > 0; work++, patience--)
        {
            int worst = 0;
            for (int i = 1; i < open.Count; i++)
            {
                worst = (up ? open[i].Bound > open[worst].Bound : open[i].Bound < open[worst].Bound) ? i : worst;
            }

            Part current = open[worst];
            if (at is not null && Near(current.Bound, best, natural))
            {
                break;
            }

            double left = Math.Abs((double)current.Bound - best);
            if (left < 0.95 * gap)
            {
                gap = left;
                patience = Math.Max(Patience, limit / 4);
            }

            open.RemoveAt(worst);
            RangeEvaluator? ranges = Evaluate(current);
            if (ranges is null)
            {
                // What is assumed excludes it.
                continue;
            }

            var slopes = new Slopes(ranges, _value);
            long end = _points.Work + (work == 0 ? Math.Min(FirstWork, (long)budget * PartWork) : LaterWork);
            for (int start = 0; start == 0 || (work == 0 && start < Starts && _points.Work < end && !float.IsInfinity(current.Bound) && !Near(current.Bound, best, natural)); start++)
            {
                float found = start == 0 ? _points.At(Point(ranges.Box, slopes, up)) : _points.Start(ranges.Box, start - 1);
                bool tires = at is not null && misses >= Misses && work % Misses != 0;
                (found, Box point) = _points.Climb(ranges.Box, float.IsNaN(found) ? (up ? float.NegativeInfinity : float.PositiveInfinity) : found, up, tires ? 0 : end - _points.Work);
                misses++;
                if (up ? found > best : found < best)
                {
                    best = found;
                    at = point;
                    misses = 0;
                }
            }

            FloatRange own = ranges[_value][0];
            float bound = up ? Math.Min(current.Bound, own.Hi) : Math.Max(current.Bound, own.Lo);
            bound = own.HasNumber && (up ? bound > best : bound < best) ? Tighten(ranges, slopes, up, bound) : bound;
            if (!own.HasNumber || (up ? bound <= best : bound >= best))
            {
                // No point of it beats the best known.
                reached = up ? Math.Max(reached, Math.Min(bound, best)) : Math.Min(reached, Math.Max(bound, best));
                continue;
            }

            if (Open(ranges) is { } condition)
            {
                open.Add(new Part(ranges, null, (condition, true), bound));
                open.Add(new Part(ranges, null, (condition, false), bound));
            }
            else if (Split(ranges, slopes, out Box lower, out Box upper))
            {
                open.Add(new Part(ranges, lower, null, bound));
                open.Add(new Part(ranges, upper, null, bound));
            }
            else
            {
                reached = up ? Math.Max(reached, bound) : Math.Min(reached, bound);
            }
        }

        float result = reached;
        foreach (Part part in open)
        {
            result = up ? Math.Max(result, part.Bound) : Math.Min(result, part.Bound);
        }

        // A point that was found is in the range in any case.
        result = up ? Math.Max(result, best) : Math.Min(result, best);
        return (float.IsInfinity(result) && at is null ? (up ? natural.Hi : natural.Lo) : result, best, at);
    }

    /// <summary>The ranges of a part; null where what is assumed excludes all of it.</summary>
    private RangeEvaluator? Evaluate(Part part)
    {
        RangeEvaluator? ranges = part.Given is { } given ? part.Parent.Given(given.Condition, given.Holds) : part.Box is null ? part.Parent : part.Parent.In(part.Box);
        for (int i = 0; i < _given.Length && ranges is not null && !ReferenceEquals(ranges, _whole); i++)
        {
            ranges = ranges.Given(_given[i].Value, _given[i].Holds);
        }

        return ranges;
    }

    private static bool Near(float bound, float attained, FloatRange natural)
    {
        double gap = Math.Abs((double)bound - attained);
        return gap <= Precision * Math.Max(Math.Abs((double)attained), Math.Min(natural.Width, float.MaxValue) * Precision) || bound == attained;
    }

    /// <summary>The bound with every leaf at the end that decides, where there is one.</summary>
    private float Tighten(RangeEvaluator ranges, Slopes slopes, bool up, float bound)
    {
        // A slope that holds where a condition does says nothing of the way to an end of the box, which may leave the condition.
        RangeEvaluator plain = ranges.IsConditional ? new RangeEvaluator(_program, ranges.Box, ranges.Dependences) : ranges;
        Slopes everywhere = ranges.IsConditional ? new Slopes(plain, _value) : slopes;
        Box ends = ranges.Box.Clone();
        bool any = false;
        Each(ranges.Box, (leaf, slots, at) =>
        {
            int direction = everywhere.Of(slots, at).Direction * (up ? 1 : -1);
            if (direction != 0 && !slots[at].MayBeNaN && slots[at].Width > 0)
            {
                any |= _isMixed[leaf];
                Find(ranges.Box, ends, slots)[at] = FloatRange.Of(direction > 0 ? slots[at].Hi : slots[at].Lo);
            }
        });
        if (!any)
        {
            return bound;
        }

        double rounding = 2 * new Rounding(plain).Of(_value);
        if (double.IsInfinity(rounding))
        {
            return bound;
        }

        FloatRange result = new RangeEvaluator(_program, ends, ranges.Dependences)[_value][0];
        if (!result.HasNumber)
        {
            return bound;
        }

        double real = up ? result.Hi + rounding : result.Lo - rounding;
        float rounded = real > float.MaxValue ? float.PositiveInfinity : real < float.MinValue ? float.NegativeInfinity : (float)real;
        return up ? Math.Min(bound, FloatRange.Up(rounded)) : Math.Max(bound, FloatRange.Down(rounded));
    }

    /// <summary>A point that tends to the wanted end: by slope, else the middle.</summary>
    private Box Point(Box box, Slopes slopes, bool up)
    {
        Box point = box.Clone();
        Each(box, (_, slots, at) =>
        {
            Slope slope = slopes.Of(slots, at).Slope;
            double pull = (slope.Lo + slope.Hi) * (up ? 1 : -1);
            int end = double.IsNaN(pull) || pull == 0 ? (IsTruth(box, slots) ? 0 : 2) : pull > 0 ? 1 : 0;
            Find(box, point, slots)[at] = FloatRange.Of(PointSearch.Target(slots[at], end, IsWhole(box, slots)));
        });
        return point;
    }

    /// <summary>The open condition that most choices hang on; null when none is shared.</summary>
    private int? Open(RangeEvaluator ranges)
    {
        foreach ((int condition, _) in _conditions)
        {
            FloatRange truth = ranges[condition][0];
            if (!truth.IsTrue && !truth.IsFalse)
            {
                return condition;
            }
        }

        return null;
    }

    /// <summary>Cuts the leaf on which the value depends most.</summary>
    private bool Split(RangeEvaluator ranges, Slopes slopes, out Box left, out Box right)
    {
        double most = 0;
        FloatRange[]? where = null;
        int index = 0;
        Each(ranges.Box, (leaf, slots, at) =>
        {
            FloatRange range = slots[at];
            Sensitivity own = slopes.Of(slots, at);
            if (!_isMixed[leaf] || !range.HasNumber || range.Width <= 0 || FloatRange.Up(range.Lo) >= range.Hi && !own.Jumps || (own.Slope.IsZero && !own.Jumps))
            {
                return;
            }

            double width = double.IsInfinity(range.Width) ? 1e6 : range.Width;
            double size = (double.IsInfinity(own.Slope.Size) ? 1e3 : own.Slope.Size * width) + (own.Jumps ? width : 0);
            if (size > most)
            {
                most = size;
                where = slots;
                index = at;
            }
        });
        left = right = ranges.Box;
        if (where is null)
        {
            return false;
        }

        left = ranges.Box.Clone();
        right = ranges.Box.Clone();
        FloatRange whole = where[index];
        if (IsTruth(ranges.Box, where))
        {
            // Two points.
            Find(ranges.Box, left, where)[index] = FloatRange.Of(false);
            Find(ranges.Box, right, where)[index] = FloatRange.Of(true);
            return true;
        }

        double lo = float.IsInfinity(whole.Lo) ? Math.Min(-1e4, whole.Hi * 2) : whole.Lo;
        double hi = float.IsInfinity(whole.Hi) ? Math.Max(1e4, whole.Lo * 2) : whole.Hi;
        float middle = whole.Lo < 0f && whole.Hi > 0f ? 0f : (float)((lo + hi) / 2);
        Find(ranges.Box, left, where)[index] = whole with { Hi = middle };
        Find(ranges.Box, right, where)[index] = whole with { Lo = middle };
        return middle > whole.Lo || middle < whole.Hi;
    }

    /// <summary>How many ways lead from the scalar to each value: 0, 1, or 2 for more.</summary>
    private int[] Paths()
    {
        int[] paths = new int[_program.Code.Count];
        paths[_value] = 1;
        for (int i = _value; i >= 0; i--)
        {
            Instruction code = _program.Code[i];
            for (int k = 0; paths[i] > 0 && k < 3; k++)
            {
                int operand = code.Operand(k);

                // A square and the like are one way: their ranges know that both operands are one. Some ranges are wider than what
                // single ways can give.
                if (operand >= 0 && !(k == 1 && code.A == code.B))
                {
                    bool isWide = code.Op is Opcode.Atan2 or Opcode.Pow or Opcode.Tan || (code.Op == Opcode.Clamp && !(IsConstant(code.B) && IsConstant(code.C))) || (code.Op == Opcode.Broadcast && code.Type.Length > 1);
                    paths[operand] = Math.Min(2, paths[operand] + (isWide ? 2 : paths[i]));
                }
            }
        }

        return paths;
    }

    /// <summary>The leaves to which several ways lead: of others, ranges are as tight as they can be.</summary>
    private bool[] Mixed(int[] paths)
    {
        int[] ways = new int[_whole.Dependences.Leaves];
        for (int i = 0; i <= _value; i++)
        {
            int leaf = paths[i] > 0 ? _whole.Dependences.LeafOf(_program.Code[i]) : -1;
            if (leaf >= 0)
            {
                // Components are leaves of their own: only what overlaps counts twice, and a cut that is not needed does no harm.
                ways[leaf] += paths[i];
            }
        }

        return ways.Select(static w => w > 1).ToArray();
    }

    private bool IsConstant(int value) => _program.Code[_program.Code[value].Op == Opcode.Broadcast ? _program.Code[value].A : value].Op is Opcode.Const or Opcode.ConstVector;

    /// <summary>Scalar conditions, those that most values read first, of these what is made of others first.</summary>
    private (int Condition, int Users)[] Conditions(int[] paths)
    {
        int[] users = new int[_program.Code.Count];
        for (int i = 0; i <= _value; i++)
        {
            for (int k = 0; paths[i] > 0 && k < 3; k++)
            {
                int operand = _program.Code[i].Operand(k);
                if (operand >= 0 && _program.Code[operand].Type == IrType.Bool)
                {
                    users[operand]++;
                }
            }
        }

        return Enumerable.Range(0, users.Length).Where(i => users[i] > 0).Select(i => (i, users[i])).OrderByDescending(static c => c.Item2).ThenByDescending(static c => c.i).ToArray();
    }

    private bool IsTruth(Box box, FloatRange[] slots)
    {
        int input = Array.IndexOf(box.Inputs, slots);
        int carry = Array.IndexOf(box.Carries, slots);
        return input >= 0 ? _program.Inputs[input].Kind == IrKind.Bool
            : carry >= 0 ? _program.Carries[carry].Type.Kind == IrKind.Bool
            : ReferenceEquals(slots, box.Flags);
    }

    private bool IsWhole(Box box, FloatRange[] slots) => Array.IndexOf(box.Inputs, slots) is >= 0 and int input && _program.Inputs[input].Storage == InputStorage.Int32;

    /// <summary>Every element of every leaf, with the number of the leaf.</summary>
    private static void Each(Box box, Action<int, FloatRange[], int> visit)
    {
        int leaf = 0;
        foreach (FloatRange[][] group in new[] { box.Inputs, box.Carries })
        {
            foreach (FloatRange[] slots in group)
            {
                for (int i = 0; i < slots.Length; i++)
                {
                    visit(leaf, slots, i);
                }

                leaf++;
            }
        }

        foreach (FloatRange[] slots in new[] { box.Parameters, box.Flags })
        {
            for (int i = 0; i < slots.Length; i++)
            {
                visit(leaf++, slots, i);
            }
        }
    }

    /// <summary>The same slots of another box.</summary>
    private static FloatRange[] Find(Box from, Box to, FloatRange[] slots)
    {
        if (ReferenceEquals(slots, from.Parameters))
        {
            return to.Parameters;
        }

        if (ReferenceEquals(slots, from.Flags))
        {
            return to.Flags;
        }

        int input = Array.IndexOf(from.Inputs, slots);
        return input >= 0 ? to.Inputs[input] : to.Carries[Array.IndexOf(from.Carries, slots)];
    }

    /// <summary>A part of the box that is still to be looked at: a smaller box or a condition, computed when its turn comes.</summary>
    private readonly record struct Part(RangeEvaluator Parent, Box? Box, (int Condition, bool Holds)? Given, float Bound);
}
