using System;

namespace RewardDsl.Ir;

/// <summary>The power of a unit: a fraction in lowest terms, for a square root halves it.</summary>
/// <param name="Numerator">Above the line, with the sign.</param>
/// <param name="Denominator">Below the line, positive.</param>
public readonly record struct Exponent(int Numerator, int Denominator)
{
    // No quantity has such a power; beyond it a repeated square has no unit any more, and the products below fit a long.
    private const int Limit = 1000;

    // The fractions that a reward writes: halves, thirds, up to sixths.
    private const int LargestWritten = 6;

    /// <summary>The power 0.</summary>
    public static Exponent Zero => new(0, 1);

    /// <summary>The power 1.</summary>
    public static Exponent One => new(1, 1);

    /// <summary>The power 1/2.</summary>
    public static Exponent Half => new(1, 2);

    /// <summary>Whether it is 0.</summary>
    public bool IsZero => Numerator == 0;

    /// <summary>The same power below the line.</summary>
    public Exponent Negated => new(-Numerator, Denominator);

    /// <summary>As a number.</summary>
    public double Value => (double)Numerator / Denominator;

    /// <summary>A fraction, or null where it is beyond any unit.</summary>
    public static Exponent? Of(long numerator, long denominator)
    {
        if (denominator == 0)
        {
            return null;
        }

        long divisor = Divisor(Math.Abs(numerator), Math.Abs(denominator)) * Math.Sign(denominator);
        (numerator, denominator) = (numerator / divisor, denominator / divisor);
        return Math.Abs(numerator) <= Limit && denominator <= Limit ? new Exponent((int)numerator, (int)denominator) : null;
    }

    /// <summary>The fraction that a float stands for, such as 2, 0.5f or 1f / 3f; null for others.</summary>
    public static Exponent? Of(float value)
    {
        for (int denominator = 1; denominator <= LargestWritten; denominator++)
        {
            double numerator = Math.Round((double)value * denominator);
            if (Math.Abs(numerator) <= Limit && Literals.Bits((float)(numerator / denominator)) == Literals.Bits(value))
            {
                return Of((long)numerator, denominator);
            }
        }

        return null;
    }

    /// <summary>The sum, or null beyond any unit.</summary>
    public Exponent? Plus(Exponent other) =>
        Of(((long)Numerator * other.Denominator) + ((long)other.Numerator * Denominator), (long)Denominator * other.Denominator);

    /// <summary>The product, or null beyond any unit.</summary>
    public Exponent? Times(Exponent other) => Of((long)Numerator * other.Numerator, (long)Denominator * other.Denominator);

    private static long Divisor(long a, long b) => b == 0 ? Math.Max(a, 1) : Divisor(b, a % b);
}
