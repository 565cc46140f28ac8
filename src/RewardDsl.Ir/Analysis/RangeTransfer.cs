using System;
using RewardDsl.Shared;

namespace RewardDsl.Ir;

/// <summary>
/// The range of each operation's result from those of its operands. Correctly rounded operations are monotone in float32
/// itself, so their corners need no outward rounding; the library's functions get their budget on both sides, except where
/// a test over all arguments shows that they are monotone.
/// </summary>
internal static class RangeTransfer
{
    /// <summary>The entries of a table that whole numbers of a range name; beyond its ends the last ones.</summary>
    public static FloatRange Lookup(EquatableArray<uint> table, FloatRange index)
    {
        FloatRange result = FloatRange.Nothing;
        int last = index.HasNumber ? TableIndex.Of(index.Hi, table.Count) : -1;
        for (int i = index.HasNumber ? TableIndex.Of(index.Lo, table.Count) : 0; i <= last; i++)
        {
            result = result.Join(FloatRange.Of(Literals.Float(table[i])));
        }

        return index.MayBeNaN ? result.Join(FloatRange.Of(Literals.Float(table[0]))) : result;
    }

    /// <summary>The result of an elementwise operation.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <param name="c">Third operand.</param>
    /// <param name="same">The first two operands are one value.</param>
    public static FloatRange Apply(Opcode op, FloatRange a, FloatRange b, FloatRange c, bool same)
    {
        bool nan = a.MayBeNaN || (IntrinsicTable.Row(op).Arity > 1 && b.MayBeNaN);
        switch (op)
        {
            case Opcode.Neg:
                return new FloatRange(-a.Hi, -a.Lo, a.MayBeNaN);
            case Opcode.Abs:
                return !a.HasNumber ? a : new FloatRange(a.Lo <= 0f && a.Hi >= 0f ? 0f : Math.Min(Math.Abs(a.Lo), Math.Abs(a.Hi)), a.Magnitude, nan);
            case Opcode.Sqrt:
                return Partial(a, 0f, float.PositiveInfinity, Elementary.Sqrt);
            case Opcode.Floor:
                return Monotone(a, Elementary.Floor);
            case Opcode.Ceiling:
                return Monotone(a, Elementary.Ceiling);
            case Opcode.Round:
                return Monotone(a, Elementary.Round);
            case Opcode.Truncate:
                return Monotone(a, Elementary.Truncate);
            case Opcode.Sign:
                return Monotone(a, Elementary.Sign);
            case Opcode.MaxZero:
                return Monotone(a, static x => x <= 0f ? 0f : x);
            case Opcode.MinZero:
                return Monotone(a, static x => x > 0f ? 0f : x);
            case Opcode.Exp:
                return Monotone(a, Elementary.Exp);
            case Opcode.Tanh:
                return Monotone(a, Elementary.Tanh);
            case Opcode.Atan:
                return Monotone(a, Elementary.Atan);
            case Opcode.Log:
                return Partial(a, 0f, float.PositiveInfinity, Elementary.Log);
            case Opcode.Log2:
                return Partial(a, 0f, float.PositiveInfinity, Elementary.Log2);
            case Opcode.Asin:
                return Partial(a, -1f, 1f, Elementary.Asin);
            case Opcode.Acos:
                FloatRange falling = Partial(a, -1f, 1f, static x => -Elementary.Acos(x));
                return new FloatRange(-falling.Hi, -falling.Lo, falling.MayBeNaN);
            case Opcode.Sin:
                return Wave(a, Math.PI / 2, Elementary.Sin);
            case Opcode.Cos:
                return Wave(a, 0, Elementary.Cos);
            case Opcode.Tan:
                return Tangent(a);
            case Opcode.Not:
                return new FloatRange(1f - a.Hi, 1f - a.Lo, false);
            case Opcode.BoolToFloat:
                return a;
            case Opcode.IsNaN:
                return !a.MayBeNaN ? FloatRange.Of(false) : a.HasNumber ? FloatRange.Either : FloatRange.Of(true);
            case Opcode.IsFinite:
                return a.IsFinite ? FloatRange.Of(true) : !a.HasNumber || float.IsInfinity(a.Lo) && a.Lo == a.Hi ? FloatRange.Of(false) : FloatRange.Either;
            case Opcode.Add:
                return Sum(a, b, nan);
            case Opcode.Sub:
                return same
                    ? a.HasNumber ? new FloatRange(0f, 0f, nan || a.MayBeInfinite) : a
                    : Sum(a, new FloatRange(-b.Hi, -b.Lo, b.MayBeNaN), nan);
            case Opcode.Mul:
                return same ? Square(a) : Product(a, b, nan);
            case Opcode.Div:
                return same ? Ratio(a) : Quotient(a, b, nan);
            case Opcode.Min:
                return !a.HasNumber || !b.HasNumber ? FloatRange.OnlyNaN : new FloatRange(Math.Min(a.Lo, b.Lo), Math.Min(a.Hi, b.Hi), nan);
            case Opcode.Max:
                return !a.HasNumber || !b.HasNumber ? FloatRange.OnlyNaN : new FloatRange(Math.Max(a.Lo, b.Lo), Math.Max(a.Hi, b.Hi), nan);
            case Opcode.Clamp:
                return Clamp(a, b, c);
            case Opcode.Atan2:
                return Direction(a, b, nan);
            case Opcode.Pow:
                return Power(a, b, nan);
            case Opcode.Less:
                return same ? FloatRange.Of(false) : Compare(a, b, nan, a.Hi < b.Lo, a.Lo >= b.Hi);
            case Opcode.LessOrEqual:
                return same && !nan ? FloatRange.Of(true) : Compare(a, b, nan, a.Hi <= b.Lo, a.Lo > b.Hi);
            case Opcode.Equal:
                return same && !nan ? FloatRange.Of(true) : Compare(a, b, nan, a.Lo == a.Hi && b.Lo == b.Hi && a.Lo == b.Lo, a.Hi < b.Lo || b.Hi < a.Lo);
            case Opcode.NotEqual:
                FloatRange equal = Apply(Opcode.Equal, a, b, c, same);
                return new FloatRange(1f - equal.Hi, 1f - equal.Lo, false);
            case Opcode.And:
                return FloatRange.Of(a.Lo * b.Lo, a.Hi * b.Hi);
            case Opcode.Or:
                return FloatRange.Of(Math.Max(a.Lo, b.Lo), Math.Max(a.Hi, b.Hi));
            case Opcode.Xor:
                return same ? FloatRange.Of(false)
                    : a.Lo == a.Hi && b.Lo == b.Hi ? FloatRange.Of(a.Lo != b.Lo) : FloatRange.Either;
            case Opcode.Select:
                return a.IsTrue ? b : a.IsFalse ? c : b.Join(c);
            default:
                throw new InvalidOperationException("No range of " + op + ".");
        }
    }

    /// <summary>The result of a reduction, in the order in which the kernels add.</summary>
    public static FloatRange Reduce(Opcode op, FloatRange[] elements)
    {
        bool nan = false;
        float[] lo = new float[elements.Length];
        float[] hi = new float[elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            if (!elements[i].HasNumber)
            {
                return op is Opcode.Any or Opcode.All ? FloatRange.Either : FloatRange.OnlyNaN;
            }

            nan |= elements[i].MayBeNaN;
            lo[i] = elements[i].Lo;
            hi[i] = elements[i].Hi;
        }

        float least = Interpreter.Reduce(op, lo);
        float most = Interpreter.Reduce(op, hi);
        if (op == Opcode.Sum)
        {
            nan |= Opposite(elements) || float.IsNaN(least) || float.IsNaN(most);
            least = float.IsNaN(least) ? float.NegativeInfinity : least;
            most = float.IsNaN(most) ? float.PositiveInfinity : most;
        }

        return new FloatRange(least, most, nan);
    }

    /// <summary>Whether the sum of some elements can be +∞ and that of others −∞.</summary>
    private static bool Opposite(FloatRange[] elements)
    {
        double down = 0;
        double up = 0;
        foreach (FloatRange element in elements)
        {
            down += Math.Min(0, (double)element.Lo);
            up += Math.Max(0, (double)element.Hi);
        }

        return down < float.MinValue && up > float.MaxValue;
    }

    private static FloatRange Monotone(FloatRange a, Func<float, float> f) => a.HasNumber ? new FloatRange(f(a.Lo), f(a.Hi), a.MayBeNaN) : a;

    /// <summary>A rising function with a domain; outside of it the result is NaN.</summary>
    private static FloatRange Partial(FloatRange a, float least, float most, Func<float, float> f)
    {
        bool nan = a.MayBeNaN || (a.HasNumber && (a.Lo < least || a.Hi > most));
        FloatRange inside = a.Meet(FloatRange.Of(least, most));
        return inside.HasNumber ? new FloatRange(f(inside.Lo), f(inside.Hi), nan) : nan ? FloatRange.OnlyNaN : FloatRange.Nothing;
    }

    private static FloatRange Sum(FloatRange a, FloatRange b, bool nan)
    {
        if (!a.HasNumber || !b.HasNumber)
        {
            return nan ? FloatRange.OnlyNaN : FloatRange.Nothing;
        }

        float lo = a.Lo + b.Lo;
        float hi = a.Hi + b.Hi;
        nan |= (float.IsNegativeInfinity(a.Lo) && float.IsPositiveInfinity(b.Hi)) || (float.IsPositiveInfinity(a.Hi) && float.IsNegativeInfinity(b.Lo));
        return new FloatRange(float.IsNaN(lo) ? float.NegativeInfinity : lo, float.IsNaN(hi) ? float.PositiveInfinity : hi, nan);
    }

    private static FloatRange Square(FloatRange a)
    {
        if (!a.HasNumber)
        {
            return a;
        }

        float low = a.Lo * a.Lo;
        float high = a.Hi * a.Hi;
        return new FloatRange(a.Lo <= 0f && a.Hi >= 0f ? 0f : Math.Min(low, high), Math.Max(low, high), a.MayBeNaN);
    }

    private static FloatRange Product(FloatRange a, FloatRange b, bool nan)
    {
        if (!a.HasNumber || !b.HasNumber)
        {
            return nan ? FloatRange.OnlyNaN : FloatRange.Nothing;
        }

        nan |= (a.Contains(0f) && b.MayBeInfinite) || (b.Contains(0f) && a.MayBeInfinite);
        // 0 × ∞ stands for 0 × a large number here; that it may also be NaN is noted above.
        static float Corner(float x, float y) => x == 0f || y == 0f ? 0f : x * y;
        return Hull(Corner(a.Lo, b.Lo), Corner(a.Lo, b.Hi), Corner(a.Hi, b.Lo), Corner(a.Hi, b.Hi), nan);
    }

    private static FloatRange Hull(float a, float b, float c, float d, bool nan) =>
        new(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)), nan);

    private static FloatRange Ratio(FloatRange a)
    {
        bool nan = a.MayBeNaN || a.MayBeInfinite || a.Contains(0f);
        return a.HasNumber && (a.Lo != 0f || a.Hi != 0f) ? new FloatRange(1f, 1f, nan) : FloatRange.OnlyNaN;
    }

    private static FloatRange Quotient(FloatRange a, FloatRange b, bool nan)
    {
        if (!a.HasNumber || !b.HasNumber)
        {
            return nan ? FloatRange.OnlyNaN : FloatRange.Nothing;
        }

        nan |= (a.MayBeInfinite && b.MayBeInfinite) || (a.Contains(0f) && b.Contains(0f));
        if (b.Contains(0f))
        {
            // The zero may be negative: both signs of infinity are possible.
            return a.Lo == 0f && a.Hi == 0f ? new FloatRange(0f, 0f, true) : new FloatRange(float.NegativeInfinity, float.PositiveInfinity, nan);
        }

        static float Corner(float x, float y) => float.IsInfinity(x) && float.IsInfinity(y) ? 0f : x / y;
        FloatRange hull = Hull(Corner(a.Lo, b.Lo), Corner(a.Lo, b.Hi), Corner(a.Hi, b.Lo), Corner(a.Hi, b.Hi), nan);
        return float.IsInfinity(b.Lo) || float.IsInfinity(b.Hi) ? new FloatRange(Math.Min(hull.Lo, 0f), Math.Max(hull.Hi, 0f), nan) : hull;
    }

    private static FloatRange Clamp(FloatRange x, FloatRange lo, FloatRange hi)
    {
        if (!x.HasNumber)
        {
            return x;
        }

        // A NaN bound is ignored.
        float low = lo.HasNumber && !lo.MayBeNaN ? Math.Max(x.Lo, lo.Lo) : x.Lo;
        float high = lo.HasNumber ? Math.Max(x.Hi, lo.Hi) : x.Hi;
        return new FloatRange(
            hi.HasNumber ? Math.Min(low, hi.Lo) : low, hi.HasNumber && !hi.MayBeNaN ? Math.Min(high, hi.Hi) : high, x.MayBeNaN);
    }

    /// <summary>A cosine that peaks at a phase, and at every whole turn from there.</summary>
    private static FloatRange Wave(FloatRange a, double peak, Func<float, float> f)
    {
        bool nan = a.MayBeNaN || a.MayBeInfinite;
        if (!a.HasNumber)
        {
            return a;
        }

        // Beyond this a float skips whole turns, and the library counts arguments above 2^30 as 0.
        if (a.MayBeInfinite || a.Magnitude > 1e6f || a.Width >= 2 * Math.PI)
        {
            return new FloatRange(-1f, 1f, nan);
        }

        float first = f(a.Lo);
        float last = f(a.Hi);
        FloatRange ends = FloatRange.Of(Math.Min(first, last), Math.Max(first, last)).Widened(4);
        bool Has(double phase) => Math.Floor((a.Hi - phase + 1e-6) / (2 * Math.PI)) > Math.Floor((a.Lo - phase - 1e-6) / (2 * Math.PI));
        return new FloatRange(Has(peak + Math.PI) ? -1f : Math.Max(-1f, ends.Lo), Has(peak) ? 1f : Math.Min(1f, ends.Hi), nan);
    }

    private static FloatRange Tangent(FloatRange a)
    {
        bool nan = a.MayBeNaN || a.MayBeInfinite;
        if (!a.HasNumber)
        {
            return a;
        }

        bool hasPole = a.MayBeInfinite || a.Magnitude > 1e6f
            || Math.Floor((a.Hi - (Math.PI / 2) + 1e-6) / Math.PI) > Math.Floor((a.Lo - (Math.PI / 2) - 1e-6) / Math.PI);
        return hasPole
            ? new FloatRange(float.NegativeInfinity, float.PositiveInfinity, nan)
            : new FloatRange(Elementary.Tan(a.Lo), Elementary.Tan(a.Hi), nan).Widened(4);
    }

    private static FloatRange Direction(FloatRange y, FloatRange x, bool nan)
    {
        if (!y.HasNumber || !x.HasNumber)
        {
            return nan ? FloatRange.OnlyNaN : FloatRange.Nothing;
        }

        const float Half = 1.57079637f;
        const float Whole = 3.14159274f;
        float limit = x.Lo > 0f ? Half : Whole;

        // The upper half-plane has positive angles; a negative zero would lie on the other side.
        return new FloatRange(y.Lo > 0f ? 0f : -limit, y.Hi < 0f ? 0f : limit, nan);
    }

    private static FloatRange Power(FloatRange x, FloatRange y, bool nan)
    {
        if (!x.HasNumber || !y.HasNumber)
        {
            return nan ? FloatRange.All : FloatRange.Nothing;
        }

        bool isWhole = y.Lo == y.Hi && Elementary.Floor(y.Lo) == y.Lo;
        if (x.Lo < 0f)
        {
            if (!isWhole)
            {
                return FloatRange.All;
            }

            FloatRange size = Power(Apply(Opcode.Abs, x, default, default, false), y, nan);
            bool isEven = Math.IEEERemainder(y.Lo, 2) == 0;
            return isEven ? size : new FloatRange(-size.Hi, size.Hi, size.MayBeNaN || y.Lo < 0f);
        }

        float lo = float.PositiveInfinity;
        float hi = 0f;
        foreach (float a in new[] { x.Lo, x.Hi })
        {
            foreach (float b in new[] { y.Lo, y.Hi })
            {
                float corner = Elementary.Pow(a == 0f ? 0f : a, b);
                lo = Math.Min(lo, corner);
                hi = Math.Max(hi, corner);
            }
        }

        // At 1 the power does not depend on the exponent: between the corners there may be a saddle.
        if (x.Contains(1f) || y.Contains(0f))
        {
            lo = Math.Min(lo, 1f);
            hi = Math.Max(hi, 1f);
        }

        // A negative zero to a negative odd power is −∞.
        // The power of a share is a share: computed in double and rounded once, it is not carried beyond 1.
        FloatRange result = new FloatRange(lo, hi, nan).Widened(4);
        bool isBelow = (x.Hi <= 1f && y.Lo >= 0f) || (x.Lo >= 1f && y.Hi <= 0f);
        bool isAbove = (x.Hi <= 1f && y.Hi <= 0f) || (x.Lo >= 1f && y.Lo >= 0f);
        result = new FloatRange(isAbove ? Math.Max(1f, result.Lo) : result.Lo, isBelow ? Math.Min(1f, result.Hi) : result.Hi, nan);
        return new FloatRange(x.Lo == 0f && y.Lo < 0f ? float.NegativeInfinity : Math.Max(0f, result.Lo), result.Hi, nan);
    }

    private static FloatRange Compare(FloatRange a, FloatRange b, bool nan, bool always, bool never) =>
        !a.HasNumber || !b.HasNumber || never ? FloatRange.Of(false) : always && !nan ? FloatRange.Of(true) : FloatRange.Either;
}
