using System;
using System.Runtime.CompilerServices;
#if !NET
using System.Runtime.InteropServices;
#endif

namespace RewardDsl.Shared;

/// <summary>
/// The reference definition of every elementary function on float32. Each one uses only correctly rounded
/// IEEE 754 additions, subtractions, multiplications, divisions and square roots, integer operations on the bit
/// patterns, and selections, never a fused multiply-add and never the platform's mathematical library, so that a
/// scalar, a SIMD and a device back end that follow the same steps return the same bits. A NaN is one value: its
/// sign and payload are not part of the definition.
/// </summary>
/// <remarks>
/// The SIMD twins are in <c>RewardDsl/Kernels/LaneMath.cs</c>; a change here needs the same change there.
/// The explicit casts to float forbid the wider intermediate precision that C# would otherwise permit.
/// </remarks>
internal static class Elementary
{
    // Adding and subtracting 1.5 * 2^23 rounds a float of magnitude below 2^22 to an integer, half to even, and
    // leaves that integer in the low bits of the sum; 1.5 * 2^52 does the same for a double.
    internal const float RoundMagic = 12582912f;
    internal const int RoundMagicBits = 0x4B400000;
    internal const double RoundMagicDouble = 6755399441055744.0;

    // ln 2 = Ln2High + Ln2Low; the product of Ln2High (9 significant bits) and an exponent is exact.
    internal const float Log2E = 1.44269504088896341f;
    internal const float Ln2High = 0.693359375f;
    internal const float Ln2Low = -2.12194440e-4f;

    // Beyond these exp is +infinity or rounds to zero whatever the argument.
    internal const float ExpHighest = 89f;
    internal const float ExpLowest = -104f;

    // exp(r) = 1 + r + r^2 * P(r), |r| <= ln(2)/2. Cephes expf.
    internal const float E0 = 1.9875691500E-4f;
    internal const float E1 = 1.3981999507E-3f;
    internal const float E2 = 8.3334519073E-3f;
    internal const float E3 = 4.1665795894E-2f;
    internal const float E4 = 1.6666665459E-1f;
    internal const float E5 = 5.0000001201E-1f;

    // log(1 + f) = f - f^2/2 + f^3 * P(f), 1 + f in [sqrt(1/2), sqrt(2)). Cephes logf.
    internal const float SqrtHalf = 0.707106781186547524f;
    internal const float SmallestNormal = 1.17549435e-38f;
    internal const float L0 = 7.0376836292E-2f;
    internal const float L1 = -1.1514610310E-1f;
    internal const float L2 = 1.1676998740E-1f;
    internal const float L3 = -1.2420140846E-1f;
    internal const float L4 = 1.4249322787E-1f;
    internal const float L5 = -1.6668057665E-1f;
    internal const float L6 = 2.0000714765E-1f;
    internal const float L7 = -2.4999993993E-1f;
    internal const float L8 = 3.3333331174E-1f;

    // tanh(x) = x + x^3 * P(x^2), |x| < 0.625. Cephes tanhf.
    internal const float TanhPolynomialEnd = 0.625f;
    internal const float H0 = -5.70498872745E-3f;
    internal const float H1 = 2.06390887954E-2f;
    internal const float H2 = -5.37397155531E-2f;
    internal const float H3 = 1.33314422036E-1f;
    internal const float H4 = -3.33332819422E-1f;

    // log2(m) = s * sum G_k s^(2k), s = (m - 1) / (m + 1), G_k = 2 / ((2k + 1) ln 2): the series of artanh.
    internal const double Sqrt2 = 1.4142135623730951;
    internal const double ExponentMagic = 4503599627370496.0;
    internal const long ExponentMagicBits = 0x4330000000000000L;
    internal const double G0 = 2.8853900817779268;
    internal const double G1 = 0.9617966939259756;
    internal const double G2 = 0.5770780163555854;
    internal const double G3 = 0.41219858311113239;
    internal const double G4 = 0.3205988979753252;
    internal const double G5 = 0.26230818925253881;
    internal const double G6 = 0.2219530832136867;
    internal const double G7 = 0.19235933878519512;
    internal const double G8 = 0.16972882833987804;

    // 2^f = sum (f ln 2)^n / n!, |f| <= 1/2.
    internal const double Ln2 = 0.69314718055994531;
    internal const double Exp2Limit = 200.0;
    internal const double X2 = 1.0 / 2.0;
    internal const double X3 = 1.0 / 6.0;
    internal const double X4 = 1.0 / 24.0;
    internal const double X5 = 1.0 / 120.0;
    internal const double X6 = 1.0 / 720.0;
    internal const double X7 = 1.0 / 5040.0;
    internal const double X8 = 1.0 / 40320.0;
    internal const double X9 = 1.0 / 362880.0;
    internal const double X10 = 1.0 / 3628800.0;
    internal const double X11 = 1.0 / 39916800.0;

    // pi/2 = HalfPi1 + HalfPi2 + HalfPi3; the products of the first two (23 bits each) and a quadrant number
    // below 2^30 are exact, and so is the subtraction of them from a float.
    internal const float TrigonometricLimit = 1073741824f;
    internal const double TwoOverPi = 0.63661977236758134;
    internal const double HalfPi1 = 1.5707962512969971;
    internal const double HalfPi2 = 7.549789415861596e-08;
    internal const double HalfPi3 = 5.390302858158119e-15;

    // The Taylor series of sin(r)/r and cos(r) in r^2, |r| <= pi/4.
    internal const double S1 = -1.0 / 6.0;
    internal const double S2 = 1.0 / 120.0;
    internal const double S3 = -1.0 / 5040.0;
    internal const double S4 = 1.0 / 362880.0;
    internal const double S5 = -1.0 / 39916800.0;
    internal const double C1 = -1.0 / 2.0;
    internal const double C2 = 1.0 / 24.0;
    internal const double C3 = -1.0 / 720.0;
    internal const double C4 = 1.0 / 40320.0;
    internal const double C5 = -1.0 / 3628800.0;
    internal const double C6 = 1.0 / 479001600.0;

    // The Taylor series of atan(t)/t in t^2, |t| <= tan(pi/8).
    internal const double Pi = 3.1415926535897931;
    internal const double HalfPi = 1.5707963267948966;
    internal const double QuarterPi = 0.78539816339744831;
    internal const double TanEighthPi = 0.41421356237309503;
    internal const double A1 = -1.0 / 3.0;
    internal const double A2 = 1.0 / 5.0;
    internal const double A3 = -1.0 / 7.0;
    internal const double A4 = 1.0 / 9.0;
    internal const double A5 = -1.0 / 11.0;
    internal const double A6 = 1.0 / 13.0;
    internal const double A7 = -1.0 / 15.0;
    internal const double A8 = 1.0 / 17.0;
    internal const double A9 = -1.0 / 19.0;
    internal const double A10 = 1.0 / 21.0;
    internal const double A11 = -1.0 / 23.0;
    internal const double A12 = 1.0 / 25.0;

    /// <summary>e^x. Float32 polynomial (Cephes expf), argument reduced by Cody and Waite; subnormal results are kept.</summary>
    public static float Exp(float x)
    {
        float c = ExpHighest < x ? ExpHighest : x;
        c = ExpLowest > c ? ExpLowest : c;
        float t = MulAdd(c, Log2E, RoundMagic);
        int n = unchecked(Bits(t) - RoundMagicBits);
        float k = (float)(t - RoundMagic);
        float r = (float)(c - (float)(k * Ln2High));
        r = (float)(r - (float)(k * Ln2Low));
        float z = (float)(r * r);
        float p = E0;
        p = MulAdd(p, r, E1);
        p = MulAdd(p, r, E2);
        p = MulAdd(p, r, E3);
        p = MulAdd(p, r, E4);
        p = MulAdd(p, r, E5);
        float y = (float)(MulAdd(p, z, r) + 1f);

        // 2^n in two factors: one alone would overflow at 128 and could not reach the subnormals.
        int half = n >> 1;
        float first = FromBits(unchecked((half + 127) << 23));
        float second = FromBits(unchecked((n - half + 127) << 23));
        return (float)((float)(y * first) * second);
    }

    /// <summary>The natural logarithm: -infinity at 0, NaN below. Float32 polynomial (Cephes logf).</summary>
    public static float Log(float x)
    {
        bool subnormal = x < SmallestNormal;
        float scaled = subnormal ? (float)(x * 8388608f) : x;
        int bits = Bits(scaled);
        float m = FromBits((bits & 0x007FFFFF) | 0x3F000000);
        float e = (float)((float)((bits >> 23) & 0xFF) - (subnormal ? 149f : 126f));
        bool low = m < SqrtHalf;
        e = low ? (float)(e - 1f) : e;
        float f = (float)((low ? (float)(m + m) : m) - 1f);
        float z = (float)(f * f);
        float p = L0;
        p = MulAdd(p, f, L1);
        p = MulAdd(p, f, L2);
        p = MulAdd(p, f, L3);
        p = MulAdd(p, f, L4);
        p = MulAdd(p, f, L5);
        p = MulAdd(p, f, L6);
        p = MulAdd(p, f, L7);
        p = MulAdd(p, f, L8);
        float y = (float)((float)(p * f) * z);
        y = MulAdd(e, Ln2Low, y);
        y = (float)(y - (float)(0.5f * z));
        float r = (float)(f + y);
        r = MulAdd(e, Ln2High, r);
        return x > 0f ? (x < float.PositiveInfinity ? r : x) : (x == 0f ? float.NegativeInfinity : float.NaN);
    }

    /// <summary>The logarithm to base 2: exact at powers of two, -infinity at 0, NaN below. Computed in double.</summary>
    public static float Log2(float x) => (float)Log2Wide(x);

    /// <summary>The sine of <paramref name="x"/> radians. Computed in double; beyond 2^30 in magnitude the argument counts as 0; NaN for infinities.</summary>
    public static float Sin(float x) => (float)SinWide(TrigonometricArgument(x), 0);

    /// <summary>The cosine of <paramref name="x"/> radians. Computed in double; beyond 2^30 in magnitude the argument counts as 0; NaN for infinities.</summary>
    public static float Cos(float x) => (float)SinWide(TrigonometricArgument(x), 1);

    /// <summary>The tangent of <paramref name="x"/> radians. Computed in double; beyond 2^30 in magnitude the argument counts as 0; NaN for infinities.</summary>
    public static float Tan(float x)
    {
        double s = SinCosWide(TrigonometricArgument(x), out double c, out long quadrant);
        bool odd = (quadrant & 1) != 0;
        double v = (odd ? c : s) / (odd ? s : c);
        return (float)FromBits(Bits(v) ^ (quadrant << 63));
    }

    /// <summary>The hyperbolic tangent. Float32: a polynomial below 0.625, 1 - 2 / (e^2x + 1) above (Cephes tanhf).</summary>
    public static float Tanh(float x)
    {
        float a = Abs(x);
        float z = (float)(a * a);
        float p = H0;
        p = MulAdd(p, z, H1);
        p = MulAdd(p, z, H2);
        p = MulAdd(p, z, H3);
        p = MulAdd(p, z, H4);
        float small = MulAdd((float)(p * z), a, a);
        float large = (float)(1f - (float)(2f / (float)(Exp((float)(a + a)) + 1f)));
        return CopySign(a < TanhPolynomialEnd ? small : large, x);
    }

    /// <summary>The arc sine in radians, in [-pi/2, pi/2]; NaN outside [-1, 1]. Computed in double.</summary>
    public static float Asin(float x)
    {
        double w = x;
        return (float)Atan2Wide(w, Math.Sqrt((1.0 - w) * (1.0 + w)));
    }

    /// <summary>The arc cosine in radians, in [0, pi]; NaN outside [-1, 1]. Computed in double.</summary>
    public static float Acos(float x)
    {
        double w = x;
        return (float)Atan2Wide(Math.Sqrt((1.0 - w) * (1.0 + w)), w);
    }

    /// <summary>The arc tangent in radians, in [-pi/2, pi/2]. Computed in double.</summary>
    public static float Atan(float x) => (float)Atan2Wide(x, 1.0);

    /// <summary>The angle in radians, in [-pi, pi], of the point (x, y); zeros and infinities as IEEE 754 atan2. Computed in double.</summary>
    public static float Atan2(float y, float x) => (float)Atan2Wide(y, x);

    /// <summary>x^y = 2^(y log2 |x|) computed in double, with the sign, NaN and special cases of IEEE 754 pow.</summary>
    public static float Pow(float x, float y)
    {
        float r = (float)Exp2Wide((double)y * Log2Wide(Abs(x)));
        bool integer = Floor(y) == y;
        float halved = (float)(y * 0.5f);
        bool odd = integer && Floor(halved) != halved;
        r = Bits(x) < 0 && odd ? -r : r;
        r = x < 0f && x > float.NegativeInfinity && !integer ? float.NaN : r;
        bool one = y == 0f || x == 1f || (x == -1f && Abs(y) == float.PositiveInfinity);
        return one ? 1f : r;
    }

    /// <summary>The correctly rounded square root; NaN below zero.</summary>
    public static float Sqrt(float x) => (float)Math.Sqrt((double)x);

    /// <summary>The nearest integer, half to even.</summary>
    public static float Round(float x) => (float)Math.Round((double)x, MidpointRounding.ToEven);

    /// <summary>The largest integer that is not greater.</summary>
    public static float Floor(float x) => (float)Math.Floor((double)x);

    /// <summary>The smallest integer that is not less.</summary>
    public static float Ceiling(float x) => (float)Math.Ceiling((double)x);

    /// <summary>The integer part.</summary>
    public static float Truncate(float x) => (float)Math.Truncate((double)x);

    /// <summary>The magnitude: the sign bit cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => FromBits(Bits(x) & 0x7FFFFFFF);

    /// <summary>IEEE 754-2019 maximum: NaN if either is, and -0 is below +0.</summary>
    public static float Max(float a, float b)
    {
        if (a > b)
        {
            return a;
        }

        if (b > a)
        {
            return b;
        }

        return a == b ? (Bits(a) < 0 ? b : a) : (float.IsNaN(a) ? a : b);
    }

    /// <summary>IEEE 754-2019 minimum: NaN if either is, and -0 is below +0.</summary>
    public static float Min(float a, float b)
    {
        if (a < b)
        {
            return a;
        }

        if (b < a)
        {
            return b;
        }

        return a == b ? (Bits(a) < 0 ? a : b) : (float.IsNaN(a) ? a : b);
    }

    /// <summary>
    /// <paramref name="x"/> raised to at least <paramref name="lo"/>, then lowered to at most <paramref name="hi"/>:
    /// where lo exceeds hi the result is hi. A NaN argument stays, a NaN bound is ignored.
    /// </summary>
    public static float Clamp(float x, float lo, float hi)
    {
        float y = lo > x ? lo : x;
        return hi < y ? hi : y;
    }

    /// <summary>The magnitude of the first with the sign bit of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float CopySign(float magnitude, float sign) =>
        FromBits((Bits(magnitude) & 0x7FFFFFFF) | (Bits(sign) & unchecked((int)0x80000000)));

    /// <summary>-1, +0 or 1; NaN for NaN.</summary>
    public static float Sign(float x) => x > 0f ? 1f : x < 0f ? -1f : x == 0f ? 0f : float.NaN;

    /// <summary>Whether the value is neither infinite nor NaN.</summary>
    public static bool IsFinite(float x) => Abs(x) < float.PositiveInfinity;

    // log2 of a double that came from a float, which is therefore never subnormal.
    private static double Log2Wide(double x)
    {
        long bits = Bits(x);
        double m = FromBits((bits & 0x000FFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        double e = FromBits(((bits >> 52) & 0x7FF) | ExponentMagicBits) - (ExponentMagic + 1023.0);
        bool high = m > Sqrt2;
        m = high ? m * 0.5 : m;
        e = high ? e + 1.0 : e;
        double s = (m - 1.0) / (m + 1.0);
        double z = s * s;
        double p = G8;
        p = (p * z) + G7;
        p = (p * z) + G6;
        p = (p * z) + G5;
        p = (p * z) + G4;
        p = (p * z) + G3;
        p = (p * z) + G2;
        p = (p * z) + G1;
        p = (p * z) + G0;
        double r = e + (s * p);
        return x > 0.0 ? (x < double.PositiveInfinity ? r : x) : (x == 0.0 ? double.NegativeInfinity : double.NaN);
    }

    // 2^x; beyond 200 in magnitude the result rounds to a float infinity or zero anyway.
    private static double Exp2Wide(double x)
    {
        double c = Exp2Limit < x ? Exp2Limit : x;
        c = -Exp2Limit > c ? -Exp2Limit : c;
        double t = c + RoundMagicDouble;
        double k = t - RoundMagicDouble;
        double g = (c - k) * Ln2;
        double p = X11;
        p = (p * g) + X10;
        p = (p * g) + X9;
        p = (p * g) + X8;
        p = (p * g) + X7;
        p = (p * g) + X6;
        p = (p * g) + X5;
        p = (p * g) + X4;
        p = (p * g) + X3;
        p = (p * g) + X2;
        p = (p * g) + 1.0;
        p = (p * g) + 1.0;
        // The low bits of t are k; shifted to the exponent field the rest of them falls off the top.
        return p * FromBits(unchecked((Bits(t) + 1023L) << 52));
    }

    // Huge arguments become 0, infinities NaN.
    private static float TrigonometricArgument(float x) => Abs(x) <= TrigonometricLimit ? x : (float)(x - x);

    // sin(x + turns * pi/2).
    private static double SinWide(double x, long turns)
    {
        double s = SinCosWide(x, out double c, out long quadrant);
        quadrant = unchecked(quadrant + turns);
        double v = (quadrant & 1) != 0 ? c : s;
        return FromBits(Bits(v) ^ ((quadrant & 2) << 62));
    }

    // The sine and the cosine of x less its nearest multiple of pi/2; the low two bits of quadrant say which multiple.
    private static double SinCosWide(double x, out double cosine, out long quadrant)
    {
        double t = (x * TwoOverPi) + RoundMagicDouble;
        double k = t - RoundMagicDouble;
        quadrant = Bits(t);
        double r = ((x - (k * HalfPi1)) - (k * HalfPi2)) - (k * HalfPi3);
        double z = r * r;
        double p = S5;
        p = (p * z) + S4;
        p = (p * z) + S3;
        p = (p * z) + S2;
        p = (p * z) + S1;
        p = (p * z) + 1.0;
        double q = C6;
        q = (q * z) + C5;
        q = (q * z) + C4;
        q = (q * z) + C3;
        q = (q * z) + C2;
        q = (q * z) + C1;
        cosine = (q * z) + 1.0;
        return r * p;
    }

    // atan of the smaller magnitude over the larger, moved to the right octant.
    private static double Atan2Wide(double y, double x)
    {
        double ay = Math.Abs(y);
        double ax = Math.Abs(x);
        bool steep = ay > ax;
        double large = steep ? ay : ax;
        double small = steep ? ax : ay;

        // 0/0 counts as 0 and infinity/infinity as 1.
        large = large == 0.0 ? 1.0 : large;
        bool infinite = small == double.PositiveInfinity;
        large = infinite ? 1.0 : large;
        small = infinite ? 1.0 : small;

        // Above tan(pi/8): atan(q) = pi/4 + atan((q - 1) / (q + 1)), one division for both steps.
        bool high = small > large * TanEighthPi;
        double t = (high ? small - large : small) / (high ? small + large : large);
        double z = t * t;
        double p = A12;
        p = (p * z) + A11;
        p = (p * z) + A10;
        p = (p * z) + A9;
        p = (p * z) + A8;
        p = (p * z) + A7;
        p = (p * z) + A6;
        p = (p * z) + A5;
        p = (p * z) + A4;
        p = (p * z) + A3;
        p = (p * z) + A2;
        p = (p * z) + A1;
        p = (p * z) + 1.0;
        double a = t * p;
        a = high ? a + QuarterPi : a;
        a = steep ? HalfPi - a : a;
        a = Bits(x) < 0 ? Pi - a : a;
        a = FromBits(Bits(a) | (Bits(y) & long.MinValue));
        return double.IsNaN(x) || double.IsNaN(y) ? x + y : a;
    }

    // Two roundings, never fused.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MulAdd(float a, float b, float c) => (float)((float)(a * b) + c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double FromBits(long bits) => BitConverter.Int64BitsToDouble(bits);

#if NET
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bits(float x) => BitConverter.SingleToInt32Bits(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float FromBits(int bits) => BitConverter.Int32BitsToSingle(bits);
#else
    private static int Bits(float x) => new FloatBits { Float = x }.Int;

    private static float FromBits(int bits) => new FloatBits { Int = bits }.Float;

    // netstandard2.0 has no conversion between a float and its bits.
    [StructLayout(LayoutKind.Explicit)]
    private struct FloatBits
    {
        [FieldOffset(0)]
        public float Float;

        [FieldOffset(0)]
        public int Int;
    }
#endif
}
