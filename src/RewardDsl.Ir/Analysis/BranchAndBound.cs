using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>The proven range of a value with points at which it comes near its ends.</summary>
/// <param name="Range">No value lies outside.</param>
/// <param name="AtLo">A point of the box whose value is <paramref name="AttainedLo"/>, or null when none was evaluated.</param>
/// <param name="AtHi">A point of the box whose value is <paramref name="AttainedHi"/>.</param>
/// <param name="AttainedLo">Lowest value found.</param>
/// <param name="AttainedHi">Highest value found.</param>
public sealed record ProvenRange(FloatRange Range, Box? AtLo, Box? AtHi, float AttainedLo, float AttainedHi);

/// <summary>
/// Tightens the range of one scalar over a box: where it is monotone in a leaf, the end of the leaf decides; else the box is
/// cut in two where the value depends on it most. Stops at a budget or when a point of the box shows that nothing is left to
/// gain.
/// </summary>
internal sealed class BranchAndBound(RewardProgram program, Dependences dependences, Func<Box, RangeEvaluator?> evaluate, int value)
{
    private const double Precision = 0.002;

    /// <summary>Bounds the value from both sides.</summary>
    /// <param name="box">The leaves.</param>
    /// <param name="budget">Boxes to look at for each side.</param>
    public ProvenRange Run(Box box, int budget)
    {
        RangeEvaluator? whole = evaluate(box);
        if (whole is null)
        {
            return new ProvenRange(FloatRange.Nothing, null, null, float.NaN, float.NaN);
        }

        FloatRange natural = whole[value][0];
        if (!natural.HasNumber || natural.IsSingle)
        {
            return new ProvenRange(natural, null, null, float.NaN, float.NaN);
        }

        (float hi, float attainedHi, Box? atHi) = Side(box, natural, up: true, budget);
        (float lo, float attainedLo, Box? atLo) = Side(box, natural, up: false, budget);
        return new ProvenRange(natural with { Lo = lo, Hi = hi }, atLo, atHi, attainedLo, attainedHi);
    }

    /// <summary>Bounds the value from above only.</summary>
    public (float Bound, float Attained, Box? At) Above(RangeEvaluator whole, int budget)
    {
        FloatRange natural = whole[value][0];
        if (natural is { HasNumber: true, IsSingle: false })
        {
            return Side(whole.Box, natural, up: true, budget);
        }

        // The same everywhere: any point serves, if what is assumed leaves it.
        Box point = Point(whole.Box, new Slopes(whole, value), up: true);
        return (natural.Hi, natural.Hi, evaluate(point) is null ? null : point);
    }

    private (float Bound, float Attained, Box? At) Side(Box box, FloatRange natural, bool up, int budget)
    {
        float bestAttained = up ? float.NegativeInfinity : float.PositiveInfinity;
        Box? at = null;
        float reached = bestAttained;
        var open = new List<(Box Box, float Bound)> { (box, up ? natural.Hi : natural.Lo) };
        for (int work = 0; open.Count > 0 && work < budget; work++)
        {
            int worst = 0;
            for (int i = 1; i < open.Count; i++)
            {
                worst = (up ? open[i].Bound > open[worst].Bound : open[i].Bound < open[worst].Bound) ? i : worst;
            }

            (Box current, float bound) = open[worst];
            if (at is not null && Near(bound, bestAttained, natural))
            {
                break;
            }

            open.RemoveAt(worst);
            RangeEvaluator? ranges = evaluate(current);
            if (ranges is null)
            {
                // What is assumed excludes it.
                continue;
            }

            var slopes = new Slopes(ranges, value);
            Box point = Point(ranges.Box, slopes, up);
            float found = At(point, up);
            if (up ? found > bestAttained : found < bestAttained)
            {
                bestAttained = found;
                at = point;
            }

            float tight = Tighten(ranges, slopes, up, up ? Math.Min(bound, ranges[value][0].Hi) : Math.Max(bound, ranges[value][0].Lo));
            if (!ranges[value][0].HasNumber || (up ? tight <= bestAttained : tight >= bestAttained))
            {
                // No point of it beats the best known.
                reached = up ? Math.Max(reached, Math.Min(tight, bestAttained)) : Math.Min(reached, Math.Max(tight, bestAttained));
                continue;
            }

            if (!Split(ranges, slopes, out Box left, out Box right))
            {
                reached = up ? Math.Max(reached, tight) : Math.Min(reached, tight);
                continue;
            }

            open.Add((left, tight));
            open.Add((right, tight));
        }

        float result = reached;
        foreach ((_, float bound) in open)
        {
            result = up ? Math.Max(result, bound) : Math.Min(result, bound);
        }

        // A point that was found is in the range in any case.
        result = up ? Math.Max(result, bestAttained) : Math.Min(result, bestAttained);
        return (float.IsInfinity(result) && at is null ? (up ? natural.Hi : natural.Lo) : result, bestAttained, at);
    }

    private static bool Near(float bound, float attained, FloatRange natural)
    {
        double gap = Math.Abs((double)bound - attained);
        return gap <= Precision * Math.Max(Math.Abs((double)attained), Math.Min(natural.Width, float.MaxValue) * Precision) || bound == attained;
    }

    /// <summary>The bound with every leaf at the end that decides, where there is one.</summary>
    private float Tighten(RangeEvaluator ranges, Slopes slopes, bool up, float bound)
    {
        Box ends = ranges.Box.Clone();
        bool any = false;
        Each(ranges.Box, (slots, at) =>
        {
            int direction = slopes.Of(slots, at).Direction * (up ? 1 : -1);
            if (direction != 0 && !slots[at].MayBeNaN && slots[at].Width > 0)
            {
                any = true;
                Find(ranges.Box, ends, slots)[at] = FloatRange.Of(direction > 0 ? slots[at].Hi : slots[at].Lo);
            }
        });
        if (!any)
        {
            return bound;
        }

        double rounding = 2 * new Rounding(ranges).Of(value);
        var narrowed = new RangeEvaluator(program, ends, dependences);
        FloatRange result = narrowed[value][0];
        if (double.IsInfinity(rounding) || !result.HasNumber)
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
        Each(box, (slots, at) =>
        {
            FloatRange range = slots[at];
            Slope slope = slopes.Of(slots, at).Slope;
            double pull = (slope.Lo + slope.Hi) * (up ? 1 : -1);
            float lo = float.IsInfinity(range.Lo) ? Math.Min(range.Hi, -1e4f) : range.Lo;
            float hi = float.IsInfinity(range.Hi) ? Math.Max(range.Lo, 1e4f) : range.Hi;
            float middle = range.Lo <= 0f && range.Hi >= 0f && Math.Abs(range.Lo + (double)range.Hi) < 1e-3 * range.Width ? 0f : (float)(((double)lo + hi) / 2);
            float chosen = !range.HasNumber ? float.NaN : double.IsNaN(pull) || pull == 0 ? (IsTruth(box, slots) ? lo : middle) : pull > 0 ? hi : lo;
            Find(box, point, slots)[at] = FloatRange.Of(IsWhole(box, slots) ? (float)Math.Round(chosen) : chosen);
        });
        return point;
    }

    private float At(Box point, bool up)
    {
        RangeEvaluator? ranges = evaluate(point);
        FloatRange found = ranges is null ? FloatRange.OnlyNaN : ranges[value][0];
        return found.HasNumber ? (up ? found.Lo : found.Hi) : up ? float.NegativeInfinity : float.PositiveInfinity;
    }

    /// <summary>Cuts the leaf on which the value depends most.</summary>
    private bool Split(RangeEvaluator ranges, Slopes slopes, out Box left, out Box right)
    {
        double most = 0;
        FloatRange[]? where = null;
        int index = 0;
        Each(ranges.Box, (slots, at) =>
        {
            FloatRange range = slots[at];
            Sensitivity own = slopes.Of(slots, at);
            if (!range.HasNumber || range.Width <= 0 || FloatRange.Up(range.Lo) >= range.Hi && !own.Jumps || (own.Slope.IsZero && !own.Jumps))
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

    private bool IsTruth(Box box, FloatRange[] slots)
    {
        int input = Array.IndexOf(box.Inputs, slots);
        int carry = Array.IndexOf(box.Carries, slots);
        return input >= 0 ? program.Inputs[input].Kind == IrKind.Bool
            : carry >= 0 ? program.Carries[carry].Type.Kind == IrKind.Bool
            : ReferenceEquals(slots, box.Flags);
    }

    private bool IsWhole(Box box, FloatRange[] slots) => Array.IndexOf(box.Inputs, slots) is >= 0 and int input && program.Inputs[input].Storage == InputStorage.Int32;

    private static void Each(Box box, Action<FloatRange[], int> visit)
    {
        void All(FloatRange[] slots)
        {
            for (int i = 0; i < slots.Length; i++)
            {
                visit(slots, i);
            }
        }

        foreach (FloatRange[] slots in box.Inputs)
        {
            All(slots);
        }

        foreach (FloatRange[] slots in box.Carries)
        {
            All(slots);
        }

        All(box.Parameters);
        All(box.Flags);
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
}
