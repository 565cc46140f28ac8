using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RewardDsl.Shared;
using D = System.Runtime.Intrinsics.Vector128<double>;
using Q = System.Runtime.Intrinsics.Vector128<long>;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace RewardDsl.Kernels;

/// <summary>
/// The elementary functions on a block of environments, used by generated kernels. Step by step the same operations
/// as <c>Elementary</c>, hence the same bits in every lane (any NaN counts as the same). The build compiles this file
/// once more for the other vector width, with that width's digits in place of this one's: keep the digits out of
/// everything else here.
/// </summary>
public static partial class Lanes128
{
    /// <summary>e^x in every lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        V c = LowerTo(Vector128.Create(Elementary.ExpHighest), x);
        c = RaiseTo(Vector128.Create(Elementary.ExpLowest), c);
        V t = (c * Vector128.Create(Elementary.Log2E)) + Vector128.Create(Elementary.RoundMagic);
        V k = t - Vector128.Create(Elementary.RoundMagic);
        V r = c - (k * Vector128.Create(Elementary.Ln2High));
        r = r - (k * Vector128.Create(Elementary.Ln2Low));
        V z = r * r;
        V p = Vector128.Create(Elementary.E0);
        p = (p * r) + Vector128.Create(Elementary.E1);
        p = (p * r) + Vector128.Create(Elementary.E2);
        p = (p * r) + Vector128.Create(Elementary.E3);
        p = (p * r) + Vector128.Create(Elementary.E4);
        p = (p * r) + Vector128.Create(Elementary.E5);
        V y = ((p * z) + r) + V.One;
        return Scale(y, k, t.AsInt32() - Vector128.Create(Elementary.RoundMagicBits));
    }

    /// <summary>The natural logarithm in every lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        V subnormal = Vector128.LessThan(x, Vector128.Create(Elementary.SmallestNormal));
        V scaled = Vector128.ConditionalSelect(subnormal, x * Vector128.Create(8388608f), x);
        Vector128<int> bits = scaled.AsInt32();
        V m = ((bits & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F000000)).AsSingle();
        V e = Vector128.ConvertToSingle(Vector128.ShiftRightLogical(bits, 23) & Vector128.Create(0xFF))
            - Vector128.ConditionalSelect(subnormal, Vector128.Create(149f), Vector128.Create(126f));
        V low = Vector128.LessThan(m, Vector128.Create(Elementary.SqrtHalf));
        e = Vector128.ConditionalSelect(low, e - V.One, e);
        V f = Vector128.ConditionalSelect(low, m + m, m) - V.One;
        V z = f * f;
        V p = Vector128.Create(Elementary.L0);
        p = (p * f) + Vector128.Create(Elementary.L1);
        p = (p * f) + Vector128.Create(Elementary.L2);
        p = (p * f) + Vector128.Create(Elementary.L3);
        p = (p * f) + Vector128.Create(Elementary.L4);
        p = (p * f) + Vector128.Create(Elementary.L5);
        p = (p * f) + Vector128.Create(Elementary.L6);
        p = (p * f) + Vector128.Create(Elementary.L7);
        p = (p * f) + Vector128.Create(Elementary.L8);
        V y = (p * f) * z;
        y = (e * Vector128.Create(Elementary.Ln2Low)) + y;
        y = y - (Vector128.Create(0.5f) * z);
        V r = f + y;
        r = (e * Vector128.Create(Elementary.Ln2High)) + r;
        V infinity = Vector128.Create(float.PositiveInfinity);
        V positive = Vector128.ConditionalSelect(Vector128.LessThan(x, infinity), r, x);
        V rest = Vector128.ConditionalSelect(Vector128.Equals(x, V.Zero), -infinity, Vector128.Create(float.NaN));
        return Vector128.ConditionalSelect(Vector128.GreaterThan(x, V.Zero), positive, rest);
    }

    /// <summary>The logarithm to base 2 in every lane; used by generated kernels.</summary>
    public static V Log2(V x) =>
        Vector128.Narrow(Log2Wide(Vector128.WidenLower(x)), Log2Wide(Vector128.WidenUpper(x)));

    /// <summary>The sine in every lane; used by generated kernels.</summary>
    public static V Sin(V x)
    {
        V a = TrigonometricArgument(x);
        return Vector128.Narrow(SinWide(Vector128.WidenLower(a), 0), SinWide(Vector128.WidenUpper(a), 0));
    }

    /// <summary>The cosine in every lane; used by generated kernels.</summary>
    public static V Cos(V x)
    {
        V a = TrigonometricArgument(x);
        return Vector128.Narrow(SinWide(Vector128.WidenLower(a), 1), SinWide(Vector128.WidenUpper(a), 1));
    }

    /// <summary>The tangent in every lane; used by generated kernels.</summary>
    public static V Tan(V x)
    {
        V a = TrigonometricArgument(x);
        return Vector128.Narrow(TanWide(Vector128.WidenLower(a)), TanWide(Vector128.WidenUpper(a)));
    }

    /// <summary>The hyperbolic tangent in every lane; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V sign = Vector128.Create(-0f);
        V a = Vector128.AndNot(x, sign);
        V z = a * a;
        V p = Vector128.Create(Elementary.H0);
        p = (p * z) + Vector128.Create(Elementary.H1);
        p = (p * z) + Vector128.Create(Elementary.H2);
        p = (p * z) + Vector128.Create(Elementary.H3);
        p = (p * z) + Vector128.Create(Elementary.H4);
        V small = ((p * z) * a) + a;
        V large = V.One - (Vector128.Create(2f) / (Exp(a + a) + V.One));
        V r = Vector128.ConditionalSelect(Vector128.LessThan(a, Vector128.Create(Elementary.TanhPolynomialEnd)), small, large);
        return Vector128.ConditionalSelect(sign, x, r);
    }

    /// <summary>The arc sine in every lane; used by generated kernels.</summary>
    public static V Asin(V x) =>
        Vector128.Narrow(AsinWide(Vector128.WidenLower(x)), AsinWide(Vector128.WidenUpper(x)));

    /// <summary>The arc cosine in every lane; used by generated kernels.</summary>
    public static V Acos(V x) =>
        Vector128.Narrow(AcosWide(Vector128.WidenLower(x)), AcosWide(Vector128.WidenUpper(x)));

    /// <summary>The arc tangent in every lane; used by generated kernels.</summary>
    public static V Atan(V x) =>
        Vector128.Narrow(Atan2Wide(Vector128.WidenLower(x), D.One), Atan2Wide(Vector128.WidenUpper(x), D.One));

    /// <summary>The angle of (x, y) in every lane; used by generated kernels.</summary>
    public static V Atan2(V y, V x) => Vector128.Narrow(
        Atan2Wide(Vector128.WidenLower(y), Vector128.WidenLower(x)),
        Atan2Wide(Vector128.WidenUpper(y), Vector128.WidenUpper(x)));

    /// <summary>x^y in every lane; used by generated kernels.</summary>
    public static V Pow(V x, V y)
    {
        V sign = Vector128.Create(-0f);
        V infinity = Vector128.Create(float.PositiveInfinity);
        V a = Vector128.AndNot(x, sign);
        V r = Vector128.Narrow(
            Exp2Wide(Vector128.WidenLower(y) * Log2Wide(Vector128.WidenLower(a))),
            Exp2Wide(Vector128.WidenUpper(y) * Log2Wide(Vector128.WidenUpper(a))));
        V integer = Vector128.Equals(Vector128.Floor(y), y);
        V halved = y * Vector128.Create(0.5f);
        V odd = Vector128.AndNot(integer, Vector128.Equals(Vector128.Floor(halved), halved));
        r ^= x & sign & odd;
        V undefined = Vector128.AndNot(Vector128.LessThan(x, V.Zero) & Vector128.GreaterThan(x, -infinity), integer);
        r = Vector128.ConditionalSelect(undefined, Vector128.Create(float.NaN), r);
        V one = Vector128.Equals(y, V.Zero) | Vector128.Equals(x, V.One)
            | (Vector128.Equals(x, -V.One) & Vector128.Equals(Vector128.AndNot(y, sign), infinity));
        return Vector128.ConditionalSelect(one, V.One, r);
    }

    /// <summary>x, or the limit where that is greater; a NaN x stays, zeros count as equal; used by generated kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V RaiseTo(V limit, V x) => Vector128.MaxNative(limit, x);

    // limit < x ? limit : x, in which a NaN x stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LowerTo(V limit, V x) => Vector128.MinNative(limit, x);

    // y times 2^n, rounded once; n in two halves, as 2^n itself may be out of range.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ScaleHalves(V y, Vector128<int> n)
    {
        Vector128<int> half = Vector128.ShiftRightArithmetic(n, 1);
        Vector128<int> bias = Vector128.Create(127);
        V first = Vector128.ShiftLeft(half + bias, 23).AsSingle();
        V second = Vector128.ShiftLeft((n - half) + bias, 23).AsSingle();
        return (y * first) * second;
    }

    private static D Log2Wide(D x)
    {
        Q bits = x.AsInt64();
        D m = ((bits & Vector128.Create(0x000FFFFFFFFFFFFFL)) | Vector128.Create(0x3FF0000000000000L)).AsDouble();
        D e = ((Vector128.ShiftRightLogical(bits, 52) & Vector128.Create(0x7FFL))
            | Vector128.Create(Elementary.ExponentMagicBits)).AsDouble() - Vector128.Create(Elementary.ExponentMagic + 1023.0);
        D high = Vector128.GreaterThan(m, Vector128.Create(Elementary.Sqrt2));
        m = Vector128.ConditionalSelect(high, m * Vector128.Create(0.5), m);
        e = Vector128.ConditionalSelect(high, e + D.One, e);
        D s = (m - D.One) / (m + D.One);
        D z = s * s;
        D p = Vector128.Create(Elementary.G8);
        p = (p * z) + Vector128.Create(Elementary.G7);
        p = (p * z) + Vector128.Create(Elementary.G6);
        p = (p * z) + Vector128.Create(Elementary.G5);
        p = (p * z) + Vector128.Create(Elementary.G4);
        p = (p * z) + Vector128.Create(Elementary.G3);
        p = (p * z) + Vector128.Create(Elementary.G2);
        p = (p * z) + Vector128.Create(Elementary.G1);
        p = (p * z) + Vector128.Create(Elementary.G0);
        D r = e + (s * p);
        D infinity = Vector128.Create(double.PositiveInfinity);
        D positive = Vector128.ConditionalSelect(Vector128.LessThan(x, infinity), r, x);
        D rest = Vector128.ConditionalSelect(Vector128.Equals(x, D.Zero), -infinity, Vector128.Create(double.NaN));
        return Vector128.ConditionalSelect(Vector128.GreaterThan(x, D.Zero), positive, rest);
    }

    private static D Exp2Wide(D x)
    {
        D c = Vector128.MinNative(Vector128.Create(Elementary.Exp2Limit), x);
        c = Vector128.MaxNative(Vector128.Create(-Elementary.Exp2Limit), c);
        D magic = Vector128.Create(Elementary.RoundMagicDouble);
        D t = c + magic;
        D k = t - magic;
        D g = (c - k) * Vector128.Create(Elementary.Ln2);
        D p = Vector128.Create(Elementary.X11);
        p = (p * g) + Vector128.Create(Elementary.X10);
        p = (p * g) + Vector128.Create(Elementary.X9);
        p = (p * g) + Vector128.Create(Elementary.X8);
        p = (p * g) + Vector128.Create(Elementary.X7);
        p = (p * g) + Vector128.Create(Elementary.X6);
        p = (p * g) + Vector128.Create(Elementary.X5);
        p = (p * g) + Vector128.Create(Elementary.X4);
        p = (p * g) + Vector128.Create(Elementary.X3);
        p = (p * g) + Vector128.Create(Elementary.X2);
        p = (p * g) + D.One;
        p = (p * g) + D.One;
        return p * Vector128.ShiftLeft(t.AsInt64() + Vector128.Create(1023L), 52).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TrigonometricArgument(V x)
    {
        V a = Vector128.AndNot(x, Vector128.Create(-0f));
        V near = Vector128.LessThanOrEqual(a, Vector128.Create(Elementary.TrigonometricLimit));
        return Vector128.ConditionalSelect(near, x, x - x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D SinWide(D x, long turns)
    {
        D s = SinCosWide(x, out D c, out Q quadrant);
        quadrant += Vector128.Create(turns);
        D odd = OddMask(quadrant);
        D v = Vector128.ConditionalSelect(odd, c, s);
        return v ^ Vector128.ShiftLeft(quadrant & Vector128.Create(2L), 62).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D TanWide(D x)
    {
        D s = SinCosWide(x, out D c, out Q quadrant);
        D odd = OddMask(quadrant);
        D v = Vector128.ConditionalSelect(odd, c, s) / Vector128.ConditionalSelect(odd, s, c);
        return v ^ Vector128.ShiftLeft(quadrant, 63).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D OddMask(Q quadrant) => Vector128.Equals(quadrant & Q.One, Q.One).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D SinCosWide(D x, out D cosine, out Q quadrant)
    {
        D magic = Vector128.Create(Elementary.RoundMagicDouble);
        D t = (x * Vector128.Create(Elementary.TwoOverPi)) + magic;
        D k = t - magic;
        quadrant = t.AsInt64();
        D r = ((x - (k * Vector128.Create(Elementary.HalfPi1))) - (k * Vector128.Create(Elementary.HalfPi2)))
            - (k * Vector128.Create(Elementary.HalfPi3));
        D z = r * r;
        D p = Vector128.Create(Elementary.S5);
        p = (p * z) + Vector128.Create(Elementary.S4);
        p = (p * z) + Vector128.Create(Elementary.S3);
        p = (p * z) + Vector128.Create(Elementary.S2);
        p = (p * z) + Vector128.Create(Elementary.S1);
        p = (p * z) + D.One;
        D q = Vector128.Create(Elementary.C6);
        q = (q * z) + Vector128.Create(Elementary.C5);
        q = (q * z) + Vector128.Create(Elementary.C4);
        q = (q * z) + Vector128.Create(Elementary.C3);
        q = (q * z) + Vector128.Create(Elementary.C2);
        q = (q * z) + Vector128.Create(Elementary.C1);
        cosine = (q * z) + D.One;
        return r * p;
    }

    private static D AsinWide(D x) => Atan2Wide(x, Vector128.Sqrt((D.One - x) * (D.One + x)));

    private static D AcosWide(D x) => Atan2Wide(Vector128.Sqrt((D.One - x) * (D.One + x)), x);

    private static D Atan2Wide(D y, D x)
    {
        D sign = Vector128.Create(-0.0);
        D ay = Vector128.AndNot(y, sign);
        D ax = Vector128.AndNot(x, sign);
        D steep = Vector128.GreaterThan(ay, ax);
        D large = Vector128.ConditionalSelect(steep, ay, ax);
        D small = Vector128.ConditionalSelect(steep, ax, ay);
        large = Vector128.ConditionalSelect(Vector128.Equals(large, D.Zero), D.One, large);
        D infinite = Vector128.Equals(small, Vector128.Create(double.PositiveInfinity));
        large = Vector128.ConditionalSelect(infinite, D.One, large);
        small = Vector128.ConditionalSelect(infinite, D.One, small);
        D high = Vector128.GreaterThan(small, large * Vector128.Create(Elementary.TanEighthPi));
        D t = Vector128.ConditionalSelect(high, small - large, small) / Vector128.ConditionalSelect(high, small + large, large);
        D z = t * t;
        D p = Vector128.Create(Elementary.A12);
        p = (p * z) + Vector128.Create(Elementary.A11);
        p = (p * z) + Vector128.Create(Elementary.A10);
        p = (p * z) + Vector128.Create(Elementary.A9);
        p = (p * z) + Vector128.Create(Elementary.A8);
        p = (p * z) + Vector128.Create(Elementary.A7);
        p = (p * z) + Vector128.Create(Elementary.A6);
        p = (p * z) + Vector128.Create(Elementary.A5);
        p = (p * z) + Vector128.Create(Elementary.A4);
        p = (p * z) + Vector128.Create(Elementary.A3);
        p = (p * z) + Vector128.Create(Elementary.A2);
        p = (p * z) + Vector128.Create(Elementary.A1);
        p = (p * z) + D.One;
        D a = t * p;
        a = Vector128.ConditionalSelect(high, a + Vector128.Create(Elementary.QuarterPi), a);
        a = Vector128.ConditionalSelect(steep, Vector128.Create(Elementary.HalfPi) - a, a);
        D left = Vector128.LessThan(x.AsInt64(), Q.Zero).AsDouble();
        a = Vector128.ConditionalSelect(left, Vector128.Create(Elementary.Pi) - a, a);
        a |= y & sign;
        return Vector128.ConditionalSelect(Vector128.Equals(x, x) & Vector128.Equals(y, y), a, x + y);
    }
}
