using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Functions of MathF and float that are formulas over the operations. They agree with the runtime's within a few units in
/// the last place; what the runtime computes in the written order agrees to the bit.
/// </summary>
internal static class RuntimeFunctions
{
    private const float SmallestNormal = 1.17549435e-38f;

    // 2^127 and 2^-102: the latter 24 above the smallest normal exponent.
    private const float LargestExponent = 127f;
    private const float SmallestExponent = -126f;
    private const float LargestPower = 1.7014118e38f;
    private const float SmallestPower = 1.9721523e-31f;

    /// <summary>The logarithm of no float is so large that the rounding of 1/n makes more of it.</summary>
    private const float LargestStep = 1e-4f;

    private static readonly string[] s_runtime = { FunctionRows.MathF, FunctionRows.Float };

    public static void Add(FunctionRows rows)
    {
        rows.Number(s_runtime, "Log", static a => a.Length == 1 ? a[0].Do(Opcode.Log) : Logarithm(a[0], a[1]), 1, 2);
        rows.Number(s_runtime, "ScaleB", static a => Scaled(a[0], a[1]), 2);
        rows.Number(s_runtime, "Log10", static a => Decimal(a[0]), 1);
        rows.Number(s_runtime, "Cbrt", static a => OddRoot(a[0], 3), 1);
        rows.Number(s_runtime, "Cosh", static a => HyperbolicCosine(a[0]), 1);

        // By the hyperbolic tangent: a difference of two exponentials has no correct digits near 0, and this is inf * 1 far out.
        rows.Number(s_runtime, "Sinh", static a => a[0].Do(Opcode.Tanh) * HyperbolicCosine(a[0]), 1);

        rows.Number(FunctionRows.Float, "Exp2", static a => a[0].Const(2f).Do(Opcode.Pow, a[0]), 1);
        rows.Number(FunctionRows.Float, "Exp10", static a => a[0].Const(10f).Do(Opcode.Pow, a[0]), 1);
        rows.Number(FunctionRows.Float, "ExpM1", static a => a[0].Do(Opcode.Exp) - a[0].Const(1f), 1);
        rows.Number(FunctionRows.Float, "LogP1", static a => (a[0] + a[0].Const(1f)).Do(Opcode.Log), 1);
        rows.Number(FunctionRows.Float, "Exp2M1", static a => a[0].Const(2f).Do(Opcode.Pow, a[0]) - a[0].Const(1f), 1);
        rows.Number(FunctionRows.Float, "Exp10M1", static a => a[0].Const(10f).Do(Opcode.Pow, a[0]) - a[0].Const(1f), 1);
        rows.Number(FunctionRows.Float, "Log2P1", static a => (a[0] + a[0].Const(1f)).Do(Opcode.Log2), 1);
        rows.Number(FunctionRows.Float, "Log10P1", static a => Decimal(a[0] + a[0].Const(1f)), 1);
        rows.Number(FunctionRows.Float, "RootN", BadDegree, static a => Root(a[0], (int)a[1].Constant!.Value), 2);
        rows.Number(FunctionRows.Float, "Hypot", static a => Hypotenuse(a[0], a[1]), 2);
        rows.Number(FunctionRows.Float, "Lerp", static a => (a[0] * (1f - a[2])) + (a[1] * a[2]), 3);
        rows.Number(FunctionRows.Float, "DegreesToRadians", static a => a[0] * a[0].Const((float)Math.PI) / a[0].Const(180f), 1);
        rows.Number(FunctionRows.Float, "RadiansToDegrees", static a => a[0] * a[0].Const(180f) / a[0].Const((float)Math.PI), 1);

        rows.Number(FunctionRows.Float, "IsInfinity", static a => a[0].Do(Opcode.Abs).Do(Opcode.Equal, a[0].Const(float.PositiveInfinity)), 1);
        rows.Number(FunctionRows.Float, "IsPositiveInfinity", static a => a[0].Do(Opcode.Equal, a[0].Const(float.PositiveInfinity)), 1);
        rows.Number(FunctionRows.Float, "IsNegativeInfinity", static a => a[0].Do(Opcode.Equal, a[0].Const(float.NegativeInfinity)), 1);
        rows.Number(FunctionRows.Float, "IsInteger", static a => a[0].Do(Opcode.IsFinite) & a[0].Do(Opcode.Truncate).Do(Opcode.Equal, a[0]), 1);
        rows.Number(FunctionRows.Float, "IsEvenInteger", static a => IsEven(a[0]), 1);
        rows.Number(FunctionRows.Float, "IsOddInteger", static a => a[0].Do(Opcode.IsFinite) & a[0].Do(Opcode.Truncate).Do(Opcode.Equal, a[0]) & !IsEven(a[0]), 1);
        rows.Number(FunctionRows.Float, "IsRealNumber", static a => !a[0].Do(Opcode.IsNaN), 1);
        rows.Number(FunctionRows.Float, "IsNormal", static a => a[0].Do(Opcode.IsFinite) & (a[0].Do(Opcode.Abs) >= a[0].Const(SmallestNormal)), 1);
        rows.Number(FunctionRows.Float, "IsSubnormal", static a => (a[0].Do(Opcode.Abs) < a[0].Const(SmallestNormal)) & a[0].Do(Opcode.NotEqual, a[0].Const(0f)), 1);

        // Log2 and Pow are exact at powers of two.
        rows.Number(FunctionRows.Float, "IsPow2", static a => a[0].Do(Opcode.IsFinite) & a[0].Const(2f).Do(Opcode.Pow, a[0].Do(Opcode.Log2).Do(Opcode.Round)).Do(Opcode.Equal, a[0]) & (a[0] > a[0].Const(0f)), 1);
    }

    private static Expr Decimal(Expr x) => x.Do(Opcode.Log2) * x.Const(0.30102999566398120f);

    /// <summary>Half of it is a whole number; exact, since only halves of subnormal numbers are rounded.</summary>
    private static Expr IsEven(Expr x) => x.Do(Opcode.IsFinite) & (2f * (0.5f * x).Do(Opcode.Truncate)).Do(Opcode.Equal, x);

    /// <summary>To any base; NaN to base 1, and to bases 0 and infinity of anything but 1.</summary>
    private static Expr Logarithm(Expr x, Expr radix)
    {
        Expr isEnd = radix.Do(Opcode.Equal, x.Const(0f)) | radix.Do(Opcode.Equal, x.Const(float.PositiveInfinity));
        Expr isNone = radix.Do(Opcode.Equal, x.Const(1f)) | (isEnd & x.Do(Opcode.NotEqual, x.Const(1f)));
        return isNone.Select(x.Const(float.NaN), x.Do(Opcode.Log) / radix.Do(Opcode.Log));
    }

    /// <summary>
    /// x 2^n in at most three factors, as one would overflow or underflow where the result does not. The small ones leave the
    /// last factor enough to bring a result that rounds.
    /// </summary>
    private static Expr Scaled(Expr x, Expr n)
    {
        for (int i = 0; i < 2; i++)
        {
            Expr isLarge = n > n.Const(LargestExponent);
            Expr isSmall = n < n.Const(SmallestExponent);
            x *= isLarge.Select(x.Const(LargestPower), isSmall.Select(x.Const(SmallestPower), x.Const(1f)));
            n -= isLarge.Select(n.Const(LargestExponent), isSmall.Select(n.Const(SmallestExponent + 24f), n.Const(0f)));
        }

        return x * n.Const(2f).Do(Opcode.Pow, n.Do(Opcode.Max, n.Const(SmallestExponent)).Do(Opcode.Min, n.Const(LargestExponent)));
    }

    /// <summary>A degree that a float holds exactly.</summary>
    private static BadArgument? BadDegree(Expr[] a) => a[1].Constant is not { } degree || degree == 0f || Math.Abs(degree) >= 1 << 24
        ? new BadArgument(1, "the degree of the root must be a constant that is not 0, from -16777215 to 16777215")
        : null;

    /// <summary>Of the size, with the sign of an odd root; a negative number has no even ones.</summary>
    private static Expr Root(Expr x, int degree)
    {
        long n = Math.Abs((long)degree);
        Expr zero = x.Const(0f);

        // Of -0 an even root is 0.
        Expr root = n switch
        {
            1 => x,
            2 => (x + zero).Do(Opcode.Sqrt),
            _ when n % 2 == 0 => (x < zero).Select(x.Const(float.NaN), RootOfSize(x.Do(Opcode.Abs), n)),
            _ => OddRoot(x, n),
        };
        return degree < 0 ? 1f / root : root;
    }

    private static Expr OddRoot(Expr x, long n)
    {
        Expr zero = x.Const(0f);
        Expr root = RootOfSize(x.Do(Opcode.Abs), n);
        return (x > zero).Select(root, (x < zero).Select(-root, x));
    }

    /// <summary>
    /// x^(1/n), with one step of Newton's method for the rounding of 1/n. The step is limited to what it can be, and the number
    /// to what is above 0: neither changes a value, and the proven range stays close.
    /// </summary>
    private static Expr RootOfSize(Expr size, long n)
    {
        Expr x = size.Do(Opcode.Max, size.Const(float.Epsilon));
        Expr first = x.Do(Opcode.Pow, x.Const(1f / n));
        Expr error = (x / first.Do(Opcode.Pow, x.Const(n - 1f)) / first) - x.Const(1f);
        Expr root = first + (first * error.Do(Opcode.Clamp, x.Const(-LargestStep), x.Const(LargestStep)) / x.Const((float)n));
        Expr isPlain = size.Do(Opcode.IsFinite) & size.Do(Opcode.NotEqual, size.Const(0f));
        return isPlain.Select(root, size);
    }

    /// <summary>cosh x = h h / 2 + 1 / (2 h h) with h = e^(|x| / 2): overflows only where the result does.</summary>
    private static Expr HyperbolicCosine(Expr x)
    {
        Expr h = (0.5f * x.Do(Opcode.Abs)).Do(Opcode.Exp);
        return (0.5f * h * h) + (0.5f / h / h);
    }

    /// <summary>sqrt(x x + y y) without an overflow of the squares; infinite if either is, even beside a NaN.</summary>
    private static Expr Hypotenuse(Expr x, Expr y)
    {
        Expr a = x.Do(Opcode.Abs);
        Expr b = y.Do(Opcode.Abs);
        Expr longer = a.Do(Opcode.Max, b);
        Expr ratio = a.Do(Opcode.Min, b) / longer;
        Expr infinity = x.Const(float.PositiveInfinity);
        Expr isInfinite = a.Do(Opcode.Equal, infinity) | b.Do(Opcode.Equal, infinity);
        Expr isZero = longer.Do(Opcode.Equal, x.Const(0f));
        return isInfinite.Select(infinity, isZero.Select(longer, longer * (1f + (ratio * ratio)).Do(Opcode.Sqrt)));
    }
}
