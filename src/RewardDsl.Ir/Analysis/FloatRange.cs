using System;

namespace RewardDsl.Ir;

/// <summary>
/// What a float32 value can be: a number from <see cref="Lo"/> to <see cref="Hi"/>, both attainable bounds included and
/// possibly infinite, or NaN. Zeros count as equal. A truth value is a number from 0 to 1.
/// </summary>
/// <param name="Lo">Lowest number; above <paramref name="Hi"/> when the value is no number at all.</param>
/// <param name="Hi">Highest number.</param>
/// <param name="MayBeNaN">Whether the value may be NaN.</param>
public readonly record struct FloatRange(float Lo, float Hi, bool MayBeNaN)
{
    /// <summary>Every number and NaN.</summary>
    public static FloatRange All => new(float.NegativeInfinity, float.PositiveInfinity, true);

    /// <summary>Every number.</summary>
    public static FloatRange Numbers => new(float.NegativeInfinity, float.PositiveInfinity, false);

    /// <summary>True or false.</summary>
    public static FloatRange Either => new(0f, 1f, false);

    /// <summary>No value: the place cannot be reached.</summary>
    public static FloatRange Nothing => new(float.PositiveInfinity, float.NegativeInfinity, false);

    /// <summary>Only NaN.</summary>
    public static FloatRange OnlyNaN => new(float.PositiveInfinity, float.NegativeInfinity, true);

    /// <summary>One value.</summary>
    public static FloatRange Of(float value) => float.IsNaN(value) ? OnlyNaN : new FloatRange(value, value, false);

    /// <summary>Numbers from one to another.</summary>
    public static FloatRange Of(float lo, float hi) => new(lo, hi, false);

    /// <summary>A known truth value.</summary>
    public static FloatRange Of(bool value) => value ? new FloatRange(1f, 1f, false) : new FloatRange(0f, 0f, false);

    /// <summary>Whether it holds a number.</summary>
    public bool HasNumber => Lo <= Hi;

    /// <summary>Whether no value is possible.</summary>
    public bool IsNothing => !HasNumber && !MayBeNaN;

    /// <summary>Whether it is one number and never NaN.</summary>
    public bool IsSingle => Lo == Hi && !MayBeNaN;

    /// <summary>Whether every value is a finite number.</summary>
    public bool IsFinite => HasNumber && !MayBeNaN && !float.IsInfinity(Lo) && !float.IsInfinity(Hi);

    /// <summary>Whether an infinity is possible.</summary>
    public bool MayBeInfinite => HasNumber && (float.IsNegativeInfinity(Lo) || float.IsPositiveInfinity(Hi));

    /// <summary>Always true.</summary>
    public bool IsTrue => Lo == 1f && Hi == 1f;

    /// <summary>Always false.</summary>
    public bool IsFalse => Lo == 0f && Hi == 0f;

    /// <summary>Distance of the ends, infinite when unbounded; 0 without numbers.</summary>
    public double Width => HasNumber ? (double)Hi - Lo : 0;

    /// <summary>The largest magnitude.</summary>
    public float Magnitude => HasNumber ? Math.Max(Math.Abs(Lo), Math.Abs(Hi)) : 0f;

    /// <summary>Whether a number lies inside.</summary>
    public bool Contains(float value) => float.IsNaN(value) ? MayBeNaN : Lo <= value && value <= Hi;

    /// <summary>Whether every value of another range lies inside.</summary>
    public bool Contains(FloatRange other) => (!other.MayBeNaN || MayBeNaN) && (!other.HasNumber || (Lo <= other.Lo && other.Hi <= Hi));

    /// <summary>The values of both.</summary>
    public FloatRange Join(FloatRange other) => new(Math.Min(Lo, other.Lo), Math.Max(Hi, other.Hi), MayBeNaN || other.MayBeNaN);

    /// <summary>The values that both have.</summary>
    public FloatRange Meet(FloatRange other)
    {
        float lo = Math.Max(Lo, other.Lo);
        float hi = Math.Min(Hi, other.Hi);
        return lo <= hi ? new FloatRange(lo, hi, MayBeNaN && other.MayBeNaN) : Nothing with { MayBeNaN = MayBeNaN && other.MayBeNaN };
    }

    /// <summary>The next float32 above.</summary>
    public static float Up(float x)
    {
        if (float.IsNaN(x) || float.IsPositiveInfinity(x))
        {
            return x;
        }

        int bits = unchecked((int)Literals.Bits(x == 0f ? 0f : x));
        return x == 0f ? float.Epsilon : Literals.Float(unchecked((uint)(x > 0f ? bits + 1 : bits - 1)));
    }

    /// <summary>The next float32 below.</summary>
    public static float Down(float x) => -Up(-x);

    /// <summary>Some units of the last place wider at both ends.</summary>
    public FloatRange Widened(int ulps)
    {
        float lo = Lo;
        float hi = Hi;
        for (int i = 0; i < ulps && HasNumber; i++)
        {
            lo = Down(lo);
            hi = Up(hi);
        }

        return new FloatRange(lo, hi, MayBeNaN);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        (HasNumber ? "[" + Literals.Display(Lo) + ", " + Literals.Display(Hi) + "]" : "no number") + (MayBeNaN ? " or NaN" : "");
}
