using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A unit: powers of dimensions and an exact scale, with the words that it was written in. Equal units may be spelled
/// differently: N*m and J.
/// </summary>
public sealed class Unit : IEquatable<Unit>
{
    private readonly UnitFactor[] _factors;
    private string? _text;

    private Unit(UnitVector meaning, UnitFactor[] factors)
    {
        Meaning = meaning;

        // A quotient that cancels is 1, whatever words are left of it (Hz·s).
        _factors = meaning.IsOne ? Array.Empty<UnitFactor>() : factors;
    }

    /// <summary>A number that is declared to have no unit.</summary>
    public static Unit One { get; } = new(UnitVector.One, Array.Empty<UnitFactor>());

    /// <summary>The radian, the unit of every function that gives an angle.</summary>
    public static Unit Radian { get; } = new(UnitVector.Of(UnitTable.Angle), new[] { new UnitFactor("rad", UnitVector.Of(UnitTable.Angle), Exponent.One) });

    /// <summary>Whether it is 1: no dimension, no angle, no scale.</summary>
    public bool IsOne => Meaning.IsOne;

    /// <summary>Whether it is an angle and nothing else: rad, deg, rev.</summary>
    public bool IsAngle => Meaning.PowerOf(UnitTable.Angle) == Exponent.One && Meaning.Without(UnitTable.Angle).IsScale;

    /// <summary>The author's own spelling where it is one, else words with raised powers: m²/s².</summary>
    public string Text => _text ??= Print();

    /// <summary>The dimensions and the scale.</summary>
    internal UnitVector Meaning { get; }

    /// <summary>This times another; null where a power is beyond any unit.</summary>
    public Unit? Times(Unit other) => Times(other, Exponent.One);

    /// <summary>This over another; null where a power is beyond any unit.</summary>
    public Unit? Over(Unit other) => Times(other, Exponent.One.Negated);

    /// <summary>A power; null where it is beyond any unit.</summary>
    public Unit? ToThe(Exponent power) => power == Exponent.One ? this : One.Times(this, power);

    /// <summary>
    /// How it relates to another in a sum or a comparison. An angle in rad is a number there, as in N·m·rad/s = W, so rad/s and
    /// Hz go together; a degree is the number π/180, hence another scale.
    /// </summary>
    public UnitRelation RelationTo(Unit other)
    {
        UnitVector? ratio = Meaning.Times(other.Meaning, Exponent.One.Negated)?.Without(UnitTable.Angle);
        return ratio is null || !ratio.IsScale ? UnitRelation.OtherDimension : ratio.IsOne ? UnitRelation.Same : UnitRelation.OtherScale;
    }

    /// <summary>
    /// How many of the smaller of two units make one of the larger; null where they are not scales of one quantity. An angle
    /// and a plain number have a ratio, but none that helps: what is wrong is not a factor.
    /// </summary>
    public double? FactorTo(Unit other)
    {
        if (Meaning.Times(other.Meaning, Exponent.One.Negated) is not { IsScale: true } ratio)
        {
            return null;
        }

        double scale = ratio.Scale;
        return Math.Max(scale, 1 / scale);
    }

    /// <inheritdoc/>
    public bool Equals(Unit? other) => other is not null && Meaning.Equals(other.Meaning);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Unit);

    /// <inheritdoc/>
    public override int GetHashCode() => Meaning.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>One word.</summary>
    internal static Unit Of(string symbol, UnitVector meaning) => new(meaning, new[] { new UnitFactor(symbol, meaning, Exponent.One) });

    /// <summary>The same unit in the author's spelling.</summary>
    internal Unit Spelled(string text) => IsOne ? this : new Unit(Meaning, _factors) { _text = text };

    private Unit? Times(Unit other, Exponent power)
    {
        if (other.IsOne || (IsOne && power == Exponent.One))
        {
            return other.IsOne ? this : other;
        }

        if (Meaning.Times(other.Meaning, power) is not { } meaning)
        {
            return null;
        }

        List<UnitFactor> factors = _factors.ToList();
        foreach (UnitFactor factor in other._factors)
        {
            // Words of one meaning are one word: m and meters, l and L.
            int at = factors.FindIndex(own => own.Meaning.Equals(factor.Meaning));
            Exponent before = at < 0 ? Exponent.Zero : factors[at].Power;
            if (factor.Power.Times(power)?.Plus(before) is not { } after)
            {
                return null;
            }

            if (at < 0)
            {
                factors.Add(factor with { Power = after });
            }
            else
            {
                factors[at] = factors[at] with { Power = after };
            }
        }

        return new Unit(meaning, factors.Where(static f => !f.Power.IsZero).ToArray());
    }

    private string Print()
    {
        string[] above = _factors.Where(static f => f.Power.Numerator > 0).Select(static f => f.Symbol + Raised(f.Power)).ToArray();
        string[] below = _factors.Where(static f => f.Power.Numerator < 0).Select(static f => f.Symbol + Raised(f.Power.Negated)).ToArray();
        return (above.Length == 0 ? "1" : string.Join("·", above))
            + (below.Length == 0 ? "" : below.Length == 1 ? "/" + below[0] : "/(" + string.Join("·", below) + ")");
    }

    private static string Raised(Exponent power) =>
        power == Exponent.One ? ""
        : power.Denominator == 1 ? string.Concat(Literals.Integer(power.Numerator).Select(static digit => UnitExpression.RaisedDigits[digit - '0']))
        : "^(" + Literals.Integer(power.Numerator) + "/" + Literals.Integer(power.Denominator) + ")";
}
