using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RewardDsl;

/// <content>
/// Lists of vectors, windows over time, and picked elements. A plain <see cref="Vec"/> goes first where a collection expression
/// fits several overloads.
/// </content>
public static partial class RewardMath
{
    /// <summary>The length of every vector, sqrt(x x + y y). In [0, +infinity].</summary>
    public static Vec Norms(Vec<Vector2> v) => Sqrt(NormsSquared(v));

    /// <summary>The length of every vector, sqrt(x x + y y + z z). In [0, +infinity].</summary>
    public static Vec Norms(Vec<Vector3> v) => Sqrt(NormsSquared(v));

    /// <summary>The squared length of every vector. In [0, +infinity].</summary>
    public static Vec NormsSquared(Vec<Vector2> v) => Dot(v, v);

    /// <summary>The squared length of every vector. In [0, +infinity].</summary>
    public static Vec NormsSquared(Vec<Vector3> v) => Dot(v, v);

    /// <summary>The scalar product of every pair of vectors.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [OverloadResolutionPriority(-1)]
    public static Vec Dot(Vec<Vector2> a, Vec<Vector2> b) => (a.X() * b.X()) + (a.Y() * b.Y());

    /// <summary>The scalar product of every pair of vectors.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [OverloadResolutionPriority(-1)]
    public static Vec Dot(Vec<Vector3> a, Vec<Vector3> b) => (a.X() * b.X()) + (a.Y() * b.Y()) + (a.Z() * b.Z());

    /// <summary>The first component of every vector.</summary>
    public static Vec X(this Vec<Vector2> v) => v.Component(0);

    /// <summary>The second component of every vector.</summary>
    public static Vec Y(this Vec<Vector2> v) => v.Component(1);

    /// <summary>The first component of every vector.</summary>
    public static Vec X(this Vec<Vector3> v) => v.Component(0);

    /// <summary>The second component of every vector.</summary>
    public static Vec Y(this Vec<Vector3> v) => v.Component(1);

    /// <summary>The third component of every vector.</summary>
    public static Vec Z(this Vec<Vector3> v) => v.Component(2);

    /// <summary>The first component of every vector.</summary>
    public static Vec X(this Vec<Vector4> v) => v.Component(0);

    /// <summary>The second component of every vector.</summary>
    public static Vec Y(this Vec<Vector4> v) => v.Component(1);

    /// <summary>The third component of every vector.</summary>
    public static Vec Z(this Vec<Vector4> v) => v.Component(2);

    /// <summary>The fourth component of every vector.</summary>
    public static Vec W(this Vec<Vector4> v) => v.Component(3);

    /// <summary>The sum of the vectors, each component in the canonical order.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vector2 Sum(Vec<Vector2> v) => new(Sum(v.X()), Sum(v.Y()));

    /// <summary>The sum of the vectors, each component in the canonical order.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vector3 Sum(Vec<Vector3> v) => new(Sum(v.X()), Sum(v.Y()), Sum(v.Z()));

    /// <summary>The mean of the vectors; NaN if there are none.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vector2 Mean(Vec<Vector2> v) => new(Mean(v.X()), Mean(v.Y()));

    /// <summary>The mean of the vectors; NaN if there are none.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vector3 Mean(Vec<Vector3> v) => new(Mean(v.X()), Mean(v.Y()), Mean(v.Z()));

    /// <summary>The length of every vector in every frame.</summary>
    public static History<Vec> Norms(History<Vec<Vector3>> v) => Map(v, Norms);

    /// <summary>The squared length of every vector in every frame.</summary>
    public static History<Vec> NormsSquared(History<Vec<Vector3>> v) => Map(v, NormsSquared);

    /// <summary>The sum over time, frame after frame.</summary>
    [OverloadResolutionPriority(-1)]
    public static float Sum(History<float> h) => Fold(h, static (a, b) => a + b);

    /// <summary>The sum over time of each element, frame after frame.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vec Sum(History<Vec> h) => Fold(h, static (a, b) => a + b);

    /// <summary>The mean over time.</summary>
    [OverloadResolutionPriority(-1)]
    public static float Mean(History<float> h) => Sum(h) / h.Frames;

    /// <summary>The mean over time of each element.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vec Mean(History<Vec> h) => Sum(h) / h.Frames;

    /// <summary>The least value over time; NaN if any is.</summary>
    [OverloadResolutionPriority(-1)]
    public static float Min(History<float> h) => Fold(h, Min);

    /// <summary>The least value over time of each element; NaN if any is.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vec Min(History<Vec> h) => Fold(h, Min);

    /// <summary>The greatest value over time; NaN if any is.</summary>
    [OverloadResolutionPriority(-1)]
    public static float Max(History<float> h) => Fold(h, Max);

    /// <summary>The greatest value over time of each element; NaN if any is.</summary>
    [OverloadResolutionPriority(-1)]
    public static Vec Max(History<Vec> h) => Fold(h, Max);

    /// <summary>Whether it was true at any time.</summary>
    [OverloadResolutionPriority(-1)]
    public static bool Any(History<bool> h) => Fold(h, static (a, b) => a | b);

    /// <summary>Which elements were true at any time.</summary>
    [OverloadResolutionPriority(-1)]
    public static Mask Any(History<Mask> h) => Fold(h, static (a, b) => a | b);

    /// <summary>Whether it was true all the time.</summary>
    [OverloadResolutionPriority(-1)]
    public static bool All(History<bool> h) => Fold(h, static (a, b) => a & b);

    /// <summary>Which elements were true all the time.</summary>
    [OverloadResolutionPriority(-1)]
    public static Mask All(History<Mask> h) => Fold(h, static (a, b) => a & b);

    /// <summary>The elements that a constant index set names, in its order.</summary>
    /// <param name="x">A vector over the axis of the set.</param>
    /// <param name="set">A <c>static readonly</c> array of members of the axis.</param>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    public static Vec Pick<TAxis>(Vec x, TAxis[] set)
        where TAxis : struct, Enum => PickAll(x.AsSpan(), set);

    /// <summary>The elements that a constant index set names, in its order.</summary>
    /// <param name="x">A mask over the axis of the set.</param>
    /// <param name="set">A <c>static readonly</c> array of members of the axis.</param>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    public static Mask Pick<TAxis>(Mask x, TAxis[] set)
        where TAxis : struct, Enum => PickAll(x.AsSpan(), set);

    /// <summary>The vectors that a constant index set names, in its order.</summary>
    /// <param name="x">A list over the axis of the set.</param>
    /// <param name="set">A <c>static readonly</c> array of members of the axis.</param>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    public static Vec<Vector3> Pick<TAxis>(Vec<Vector3> x, TAxis[] set)
        where TAxis : struct, Enum => PickAll(x.AsSpan(), set);

    /// <summary>One element by its name.</summary>
    /// <param name="x">A vector over the axis.</param>
    /// <param name="element">A member of the axis.</param>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    public static float Pick<TAxis>(Vec x, TAxis element)
        where TAxis : struct, Enum => x[Index(element)];

    /// <summary>One element by its name.</summary>
    /// <param name="x">A mask over the axis.</param>
    /// <param name="element">A member of the axis.</param>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    public static bool Pick<TAxis>(Mask x, TAxis element)
        where TAxis : struct, Enum => x[Index(element)];

    /// <summary>One vector by its name.</summary>
    /// <param name="x">A list over the axis.</param>
    /// <param name="element">A member of the axis.</param>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    public static Vector3 Pick<TAxis>(Vec<Vector3> x, TAxis element)
        where TAxis : struct, Enum => x[Index(element)];

    private static int Index<TAxis>(TAxis element)
        where TAxis : struct, Enum => Convert.ToInt32(element, System.Globalization.CultureInfo.InvariantCulture);

    private static T[] PickAll<T, TAxis>(ReadOnlySpan<T> values, TAxis[] set)
        where TAxis : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(set);
        T[] result = new T[set.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[Index(set[i])];
        }

        return result;
    }

    private static History<TResult> Map<T, TResult>(History<T> h, Func<T, TResult> f) => Array.ConvertAll(h.AsSpan().ToArray(), x => f(x));

    private static T Fold<T>(History<T> h, Func<T, T, T> f)
    {
        if (h.Frames == 0)
        {
            throw new ArgumentException("The history has no frame.", nameof(h));
        }

        T result = h[0];
        for (int i = 1; i < h.Frames; i++)
        {
            result = f(result, h[i]);
        }

        return result;
    }
}
