using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A unit as powers of generators: the dimensions, and for the scale the prime numbers and π. So scales are exact too, their
/// roots as well: a degree is rad·π·2⁻²·3⁻²·5⁻¹, and no rounding tells two equal units apart.
/// </summary>
internal sealed class UnitVector : IEquatable<UnitVector>
{
    /// <summary>Marks the generators of the scale.</summary>
    private const char ScaleMark = '#';

    private readonly KeyValuePair<string, Exponent>[] _powers;

    private UnitVector(IEnumerable<KeyValuePair<string, Exponent>> powers) => _powers = powers.ToArray();

    /// <summary>No dimension, scale 1.</summary>
    public static UnitVector One { get; } = new(Array.Empty<KeyValuePair<string, Exponent>>());

    /// <summary>The circle's π.</summary>
    public static UnitVector Pi { get; } = Of(ScaleMark + "π");

    /// <summary>Whether there is no dimension and the scale is 1.</summary>
    public bool IsOne => _powers.Length == 0;

    /// <summary>Whether there is no dimension.</summary>
    public bool IsScale => _powers.All(static p => p.Key[0] == ScaleMark);

    /// <summary>The scale as a number.</summary>
    public double Scale => _powers.Where(static p => p.Key[0] == ScaleMark).Aggregate(1.0, static (all, p) => all * Math.Pow(Base(p.Key), p.Value.Value));

    /// <summary>A dimension.</summary>
    public static UnitVector Of(string generator) => new(new[] { new KeyValuePair<string, Exponent>(generator, Exponent.One) });

    /// <summary>A whole number from 1 as the product of its primes; null for a number that no unit has.</summary>
    public static UnitVector? Of(long number)
    {
        UnitVector? all = One;
        for (long prime = 2; number > 1 && all is not null; prime++)
        {
            // What is left below the square of the next candidate is prime itself.
            long factor = prime * prime > number ? number : prime;
            for (; number % factor == 0 && all is not null; number /= factor)
            {
                all = all.Times(Of(ScaleMark + Literals.Integer(factor)), Exponent.One);
            }
        }

        return all;
    }

    /// <summary>The power of a generator.</summary>
    public Exponent PowerOf(string generator)
    {
        foreach (KeyValuePair<string, Exponent> power in _powers)
        {
            if (power.Key == generator)
            {
                return power.Value;
            }
        }

        return Exponent.Zero;
    }

    /// <summary>This times a power of another, or null where an exponent is beyond any unit.</summary>
    public UnitVector? Times(UnitVector other, Exponent power)
    {
        var sum = new SortedDictionary<string, Exponent>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, Exponent> own in _powers)
        {
            sum.Add(own.Key, own.Value);
        }

        foreach (KeyValuePair<string, Exponent> theirs in other._powers)
        {
            Exponent before = sum.TryGetValue(theirs.Key, out Exponent found) ? found : Exponent.Zero;
            if (theirs.Value.Times(power)?.Plus(before) is not { } after)
            {
                return null;
            }

            sum[theirs.Key] = after;
        }

        return new UnitVector(sum.Where(static p => !p.Value.IsZero));
    }

    /// <summary>The same without a generator.</summary>
    public UnitVector Without(string generator) => new(_powers.Where(p => p.Key != generator));

    /// <inheritdoc/>
    public bool Equals(UnitVector? other) => other is not null && _powers.SequenceEqual(other._powers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnitVector);

    /// <inheritdoc/>
    public override int GetHashCode() => _powers.Aggregate(17, static (hash, p) => unchecked((hash * 31) + (StringComparer.Ordinal.GetHashCode(p.Key) * 7) + p.Value.GetHashCode()));

    private static double Base(string generator) => generator == ScaleMark + "π"
        ? Math.PI
        : double.Parse(generator.Substring(1), System.Globalization.CultureInfo.InvariantCulture);
}
