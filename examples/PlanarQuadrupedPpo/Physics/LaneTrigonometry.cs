using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PlanarQuadrupedPpo.Physics;

/// <summary>
/// Sine and cosine of a block of environments, of products and sums only, so that every machine gives the same bits: the angle is reduced to
/// [−π/4, π/4] and Taylor polynomials, long enough for the type, do the rest. For angles of at most some thousand turns.
/// </summary>
internal static class LaneTrigonometry<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly bool s_isDouble = typeof(T) == typeof(double);

    // π/2 in three parts (Cody and Waite): products of the first with small whole numbers are exact.
    private static readonly Vector<T> s_high = Of(1.5707963267341256, 1.5703125);
    private static readonly Vector<T> s_middle = Of(6.077100506506192e-11, 4.837512969970703e-4);
    private static readonly Vector<T> s_low = Of(0, 7.549789954891882e-8);
    private static readonly Vector<T> s_inverse = Of(2 / Math.PI);

    // Added and taken away again, it rounds to a whole number.
    private static readonly Vector<T> s_magic = Of(6755399441055744, 12582912);
    private static readonly Vector<T> s_quarter = Of(0.25);
    private static readonly Vector<T> s_threeEighths = Of(0.375);
    private static readonly Vector<T> s_half = Of(0.5);
    private static readonly Vector<T> s_oneAndHalf = Of(1.5);
    private static readonly Vector<T> s_two = Of(2);
    private static readonly Vector<T> s_four = Of(4);

    private static readonly Vector<T>[] s_sine =
    [
        Of(1.0 / 355687428096000), Of(-1.0 / 1307674368000), Of(1.0 / 6227020800), Of(-1.0 / 39916800), Of(1.0 / 362880), Of(-1.0 / 5040), Of(1.0 / 120), Of(-1.0 / 6),
    ];

    private static readonly Vector<T>[] s_cosine =
    [
        Of(1.0 / 20922789888000), Of(-1.0 / 87178291200), Of(1.0 / 479001600), Of(-1.0 / 3628800), Of(1.0 / 40320), Of(-1.0 / 720), Of(1.0 / 24), Of(-1.0 / 2),
    ];

    public static void SinCos(Vector<T> angle, out Vector<T> sine, out Vector<T> cosine)
    {
        Vector<T> turns = ((angle * s_inverse) + s_magic) - s_magic;
        Vector<T> r = ((angle - (turns * s_high)) - (turns * s_middle)) - (turns * s_low);
        Vector<T> square = r * r;
        int first = s_isDouble ? 0 : 4;
        Vector<T> s = s_sine[first];
        Vector<T> c = s_cosine[first];
        for (int i = first + 1; i < 8; i++)
        {
            s = (s * square) + s_sine[i];
            c = (c * square) + s_cosine[i];
        }

        s = r + ((r * square) * s);
        c = Vector<T>.One + (square * c);

        // The quarter of the circle, 0 to 3: sine and cosine change places in 1 and 3, the sine is negative in 2 and 3, the cosine in 1 and 2.
        Vector<T> quarter = turns - (s_four * ((((turns * s_quarter) - s_threeEighths) + s_magic) - s_magic));
        Vector<T> swaps = Vector.LessThan(Vector.Abs(Vector.Abs(quarter - s_two) - Vector<T>.One), s_half);
        Vector<T> negatesSine = Vector.GreaterThan(quarter, s_oneAndHalf);
        Vector<T> negatesCosine = Vector.LessThan(Vector.Abs(quarter - s_oneAndHalf), Vector<T>.One);
        Vector<T> upright = Vector.ConditionalSelect(swaps, c, s);
        Vector<T> level = Vector.ConditionalSelect(swaps, s, c);
        sine = Vector.ConditionalSelect(negatesSine, -upright, upright);
        cosine = Vector.ConditionalSelect(negatesCosine, -level, level);
    }

    private static Vector<T> Of(double value) => new(T.CreateTruncating(value));

    private static Vector<T> Of(double ifDouble, double ifSingle) => Of(typeof(T) == typeof(double) ? ifDouble : ifSingle);
}
