using RewardDsl.Shared;

namespace RewardDsl;

/// <summary>
/// The functions of reward expressions. In a generated kernel they turn into SIMD instructions with bit-identical results
/// (where a result is NaN, only that it is NaN is the same).
/// </summary>
public static partial class RewardMath
{
    /// <summary>e^x. All x; in [0, +infinity]; at most 2 ULP from exact, subnormal results kept.</summary>
    public static float Exp(float x) => Elementary.Exp(x);

    /// <summary><see cref="Exp(float)"/> of every element.</summary>
    public static Vec Exp(Vec x) => Vec.Map(x, Exp);

    /// <summary>The natural logarithm. x from 0 (-infinity); NaN below; at most 2 ULP from exact.</summary>
    public static float Log(float x) => Elementary.Log(x);

    /// <summary><see cref="Log(float)"/> of every element.</summary>
    public static Vec Log(Vec x) => Vec.Map(x, Log);

    /// <summary>The logarithm to base 2. x from 0 (-infinity); NaN below; exact at powers of two.</summary>
    public static float Log2(float x) => Elementary.Log2(x);

    /// <summary><see cref="Log2(float)"/> of every element.</summary>
    public static Vec Log2(Vec x) => Vec.Map(x, Log2);

    /// <summary>The square root, correctly rounded. x from 0; NaN below.</summary>
    public static float Sqrt(float x) => Elementary.Sqrt(x);

    /// <summary><see cref="Sqrt(float)"/> of every element.</summary>
    public static Vec Sqrt(Vec x) => Vec.Map(x, Sqrt);

    /// <summary>x * x. In [0, +infinity].</summary>
    public static float Square(float x) => x * x;

    /// <summary><see cref="Square(float)"/> of every element.</summary>
    public static Vec Square(Vec x) => Vec.Map(x, Square);

    /// <summary>The magnitude |x|. In [0, +infinity].</summary>
    public static float Abs(float x) => Elementary.Abs(x);

    /// <summary><see cref="Abs(float)"/> of every element.</summary>
    public static Vec Abs(Vec x) => Vec.Map(x, Abs);

    /// <summary>-1, 0 or 1 as x is below, at or above zero; NaN for NaN.</summary>
    public static float Sign(float x) => Elementary.Sign(x);

    /// <summary><see cref="Sign(float)"/> of every element.</summary>
    public static Vec Sign(Vec x) => Vec.Map(x, Sign);

    /// <summary>The largest integer that is not greater than x.</summary>
    public static float Floor(float x) => Elementary.Floor(x);

    /// <summary><see cref="Floor(float)"/> of every element.</summary>
    public static Vec Floor(Vec x) => Vec.Map(x, Floor);

    /// <summary>The smallest integer that is not less than x.</summary>
    public static float Ceiling(float x) => Elementary.Ceiling(x);

    /// <summary><see cref="Ceiling(float)"/> of every element.</summary>
    public static Vec Ceiling(Vec x) => Vec.Map(x, Ceiling);

    /// <summary>The integer nearest to x, half to even.</summary>
    public static float Round(float x) => Elementary.Round(x);

    /// <summary><see cref="Round(float)"/> of every element.</summary>
    public static Vec Round(Vec x) => Vec.Map(x, Round);

    /// <summary>The integer part of x, towards zero.</summary>
    public static float Truncate(float x) => Elementary.Truncate(x);

    /// <summary><see cref="Truncate(float)"/> of every element.</summary>
    public static Vec Truncate(Vec x) => Vec.Map(x, Truncate);

    /// <summary>The sine of x radians, in [-1, 1]; at most 1 ULP from exact up to 10^6 radians; beyond 2^30 in magnitude x counts as 0; NaN for infinities.</summary>
    public static float Sin(float x) => Elementary.Sin(x);

    /// <summary><see cref="Sin(float)"/> of every element.</summary>
    public static Vec Sin(Vec x) => Vec.Map(x, Sin);

    /// <summary>The cosine of x radians, in [-1, 1]; at most 1 ULP from exact up to 10^6 radians; beyond 2^30 in magnitude x counts as 0; NaN for infinities.</summary>
    public static float Cos(float x) => Elementary.Cos(x);

    /// <summary><see cref="Cos(float)"/> of every element.</summary>
    public static Vec Cos(Vec x) => Vec.Map(x, Cos);

    /// <summary>The tangent of x radians; at most 1 ULP from exact up to 10^6 radians; beyond 2^30 in magnitude x counts as 0; NaN for infinities.</summary>
    public static float Tan(float x) => Elementary.Tan(x);

    /// <summary><see cref="Tan(float)"/> of every element.</summary>
    public static Vec Tan(Vec x) => Vec.Map(x, Tan);

    /// <summary>The hyperbolic tangent, in [-1, 1]; at most 2 ULP from exact.</summary>
    public static float Tanh(float x) => Elementary.Tanh(x);

    /// <summary><see cref="Tanh(float)"/> of every element.</summary>
    public static Vec Tanh(Vec x) => Vec.Map(x, Tanh);

    /// <summary>The arc sine in radians, in [-pi/2, pi/2]. x in [-1, 1]; NaN outside.</summary>
    public static float Asin(float x) => Elementary.Asin(x);

    /// <summary><see cref="Asin(float)"/> of every element.</summary>
    public static Vec Asin(Vec x) => Vec.Map(x, Asin);

    /// <summary>The arc cosine in radians, in [0, pi]. x in [-1, 1]; NaN outside.</summary>
    public static float Acos(float x) => Elementary.Acos(x);

    /// <summary><see cref="Acos(float)"/> of every element.</summary>
    public static Vec Acos(Vec x) => Vec.Map(x, Acos);

    /// <summary>The arc tangent in radians, in [-pi/2, pi/2].</summary>
    public static float Atan(float x) => Elementary.Atan(x);

    /// <summary><see cref="Atan(float)"/> of every element.</summary>
    public static Vec Atan(Vec x) => Vec.Map(x, Atan);

    /// <summary>The angle in radians, in [-pi, pi], of the point (x, y); zeros and infinities as IEEE 754 atan2.</summary>
    public static float Atan2(float y, float x) => Elementary.Atan2(y, x);

    /// <summary><see cref="Atan2(float, float)"/> of the elements at each index.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Atan2(Vec y, Vec x) => Vec.Zip(y, x, Elementary.Atan2);

    /// <summary>x^y, at most 2 ULP from exact; special cases as IEEE 754 pow: x^0 = 1^y = 1, NaN for x &lt; 0 and y not an integer.</summary>
    public static float Pow(float x, float y) => Elementary.Pow(x, y);

    /// <summary><see cref="Pow(float, float)"/> of every element to one power.</summary>
    public static Vec Pow(Vec x, float y) => Vec.Map(x, v => Elementary.Pow(v, y));

    /// <summary>The smaller, as IEEE 754-2019 minimum: NaN if either is, -0 below +0.</summary>
    public static float Min(float a, float b) => Elementary.Min(a, b);

    /// <summary>The smaller of every element and the number.</summary>
    public static Vec Min(Vec a, float b) => Vec.Map(a, x => Elementary.Min(x, b));

    /// <summary>The smaller of the number and every element.</summary>
    public static Vec Min(float a, Vec b) => Vec.Map(b, x => Elementary.Min(a, x));

    /// <summary>The smaller of the elements at each index.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Min(Vec a, Vec b) => Vec.Zip(a, b, Elementary.Min);

    /// <summary>The greater, as IEEE 754-2019 maximum: NaN if either is, -0 below +0.</summary>
    public static float Max(float a, float b) => Elementary.Max(a, b);

    /// <summary>The greater of every element and the number.</summary>
    public static Vec Max(Vec a, float b) => Vec.Map(a, x => Elementary.Max(x, b));

    /// <summary>The greater of the number and every element.</summary>
    public static Vec Max(float a, Vec b) => Vec.Map(b, x => Elementary.Max(a, x));

    /// <summary>The greater of the elements at each index.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Max(Vec a, Vec b) => Vec.Zip(a, b, Elementary.Max);

    /// <summary>
    /// x raised to at least lo, then lowered to at most hi, never an exception: hi where lo exceeds hi. A NaN x stays,
    /// a NaN bound is ignored.
    /// </summary>
    public static float Clamp(float x, float lo, float hi) => Elementary.Clamp(x, lo, hi);

    /// <summary><see cref="Clamp(float, float, float)"/> of every element.</summary>
    public static Vec Clamp(Vec x, float lo, float hi) => Vec.Map(x, v => Elementary.Clamp(v, lo, hi));

    /// <summary><see cref="Clamp(float, float, float)"/> of every element, with bounds of its own.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Clamp(Vec x, Vec lo, Vec hi)
    {
        Vec.RequireSameLength(x.Length, lo.Length);
        Vec.RequireSameLength(x.Length, hi.Length);
        float[] values = new float[x.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Elementary.Clamp(x[i], lo[i], hi[i]);
        }

        return values;
    }

    /// <summary>Whether the value is neither infinite nor NaN.</summary>
    public static bool IsFinite(float x) => Elementary.IsFinite(x);

    /// <summary>Whether each element is neither infinite nor NaN: a mask that keeps broken sensors out of a reduction.</summary>
    public static Mask IsFinite(Vec x)
    {
        bool[] finite = new bool[x.Length];
        for (int i = 0; i < finite.Length; i++)
        {
            finite[i] = Elementary.IsFinite(x[i]);
        }

        return Mask.Own(finite);
    }

    /// <summary>One of two numbers; both are computed.</summary>
    public static float Where(bool condition, float whenTrue, float whenFalse) => condition ? whenTrue : whenFalse;

    /// <summary>One of two vectors of the same length; both are computed.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Where(bool condition, Vec whenTrue, Vec whenFalse)
    {
        Vec.RequireSameLength(whenTrue.Length, whenFalse.Length);
        return condition ? whenTrue : whenFalse;
    }

    /// <summary>At each index the element of one or the other vector.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Where(Mask condition, Vec whenTrue, Vec whenFalse)
    {
        Vec.RequireSameLength(condition.Length, whenTrue.Length);
        Vec.RequireSameLength(condition.Length, whenFalse.Length);
        float[] values = new float[condition.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = condition[i] ? whenTrue[i] : whenFalse[i];
        }

        return values;
    }

    /// <summary>At each index the number where true, the vector's element where false.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Where(Mask condition, float whenTrue, Vec whenFalse) =>
        Where(condition, Vec.Fill(whenTrue, condition.Length), whenFalse);

    /// <summary>At each index the vector's element where true, the number where false.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Where(Mask condition, Vec whenTrue, float whenFalse) =>
        Where(condition, whenTrue, Vec.Fill(whenFalse, condition.Length));

    /// <summary>At each index one of two numbers.</summary>
    public static Vec Where(Mask condition, float whenTrue, float whenFalse) =>
        Where(condition, Vec.Fill(whenTrue, condition.Length), Vec.Fill(whenFalse, condition.Length));
}
