using System;
using System.Numerics;
using RewardDsl.Shared;

namespace RewardDsl;

/// <content>
/// Reductions. Sums have one canonical order, that of the SIMD kernels: s_j, j = 0 to 3, is the running sum of the
/// elements with index j modulo 4, and the result is (s_0 + s_2) + (s_1 + s_3).
/// </content>
public static partial class RewardMath
{
    /// <summary>The sum of the elements in the canonical order; 0 if there are none.</summary>
    public static float Sum(Vec x)
    {
        ReadOnlySpan<float> values = x.AsSpan();
        if (values.IsEmpty)
        {
            return 0f;
        }

        // -0 is the identity of addition: a partial sum that starts from it has the bits of one that starts from its first element.
        Span<float> partial = [-0f, -0f, -0f, -0f];
        for (int i = 0; i < values.Length; i++)
        {
            partial[i & 3] += values[i];
        }

        return (partial[0] + partial[2]) + (partial[1] + partial[3]);
    }

    /// <summary>The sum of the squares, in the canonical order; 0 if there are no elements. In [0, +infinity].</summary>
    public static float SumSquares(Vec x) => Sum(x * x);

    /// <summary>The arithmetic mean, sum over length; NaN if there are no elements.</summary>
    public static float Mean(Vec x) => Sum(x) / x.Length;

    /// <summary>The Euclidean norm, the square root of the sum of the squares. In [0, +infinity].</summary>
    public static float Norm(Vec x) => Sqrt(SumSquares(x));

    /// <summary>The scalar product: the sum of a_i b_i in the canonical order.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Dot(Vec a, Vec b) => Sum(a * b);

    /// <summary>The least element, NaN if any is, -0 below +0; +infinity if there are none.</summary>
    public static float Min(Vec x)
    {
        float least = float.PositiveInfinity;
        foreach (float value in x)
        {
            least = Elementary.Min(least, value);
        }

        return least;
    }

    /// <summary>The greatest element, NaN if any is, -0 below +0; -infinity if there are none.</summary>
    public static float Max(Vec x)
    {
        float greatest = float.NegativeInfinity;
        foreach (float value in x)
        {
            greatest = Elementary.Max(greatest, value);
        }

        return greatest;
    }

    /// <summary>Whether any element is true; false if there are none.</summary>
    public static bool Any(Mask x) => x.AsSpan().Contains(true);

    /// <summary>Whether all elements are true; true if there are none.</summary>
    public static bool All(Mask x) => !x.AsSpan().Contains(false);

    /// <summary>The number of true elements, from 0 to Length.</summary>
    public static float Count(Mask x)
    {
        int count = 0;
        foreach (bool value in x)
        {
            count += value ? 1 : 0;
        }

        return count;
    }

    /// <summary>The product of the elements from the first to the last; 1 if there are none.</summary>
    public static float Product(Vec x)
    {
        // 1 * x has the bits of x.
        float product = 1f;
        foreach (float value in x)
        {
            product *= value;
        }

        return product;
    }

    /// <summary>The sum, in the canonical order, with 0 for the elements that the mask leaves out, whatever they are.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Sum(Vec x, Mask where) => Sum(Where(where, x, 0f));

    /// <summary>The sum of the squares of the elements that the mask keeps. In [0, +infinity].</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float SumSquares(Vec x, Mask where) => Sum(x * x, where);

    /// <summary>The arithmetic mean of the elements that the mask keeps, or the given number when it keeps none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Mean(Vec x, Mask where, float whenEmpty)
    {
        float sum = Sum(x, where);
        float count = Count(where);
        return count == 0f ? whenEmpty : sum / count;
    }

    /// <summary>The Euclidean norm of the elements that the mask keeps. In [0, +infinity].</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Norm(Vec x, Mask where) => Sqrt(SumSquares(x, where));

    /// <summary>The product of the elements that the mask keeps; 1 when it keeps none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Product(Vec x, Mask where) => Product(Where(where, x, 1f));

    /// <summary>The least of the elements that the mask keeps, NaN if any of them is, or the given number when it keeps none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Min(Vec x, Mask where, float whenEmpty)
    {
        float least = Min(Where(where, x, float.PositiveInfinity));
        return Any(where) ? least : whenEmpty;
    }

    /// <summary>The greatest of the elements that the mask keeps, NaN if any of them is, or the given number when it keeps none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Max(Vec x, Mask where, float whenEmpty)
    {
        float greatest = Max(Where(where, x, float.NegativeInfinity));
        return Any(where) ? greatest : whenEmpty;
    }

    /// <summary>Whether any element that the second mask keeps is true; false when it keeps none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool Any(Mask x, Mask where) => Any(x & where);

    /// <summary>Whether all elements that the second mask keeps are true; true when it keeps none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool All(Mask x, Mask where) => All(x | !where);

    /// <summary>The number of true elements that the second mask keeps, from 0 to Length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Count(Mask x, Mask where) => Count(x & where);

    /// <summary>The first two components.</summary>
    public static Vector2 Xy(this Vector3 v) => new(v.X, v.Y);

    /// <summary>The first and the last component.</summary>
    public static Vector2 Xz(this Vector3 v) => new(v.X, v.Z);

    /// <summary>The last two components.</summary>
    public static Vector2 Yz(this Vector3 v) => new(v.Y, v.Z);

    /// <summary>The length of the first two components, sqrt(x x + y y). In [0, +infinity].</summary>
    public static float LengthXy(this Vector3 v) => Sqrt((v.X * v.X) + (v.Y * v.Y));
}
