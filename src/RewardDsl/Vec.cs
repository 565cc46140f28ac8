using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace RewardDsl;

/// <summary>
/// A vector of floats inside a reward expression: immutable, with elementwise arithmetic between vectors of the same
/// length and between a vector and a number. The default value has length 0.
/// </summary>
/// <remarks>
/// There are no elementwise == and != because equality of floats is rarely meant in a reward; <see cref="Equals(Vec)"/>
/// compares two vectors as values, bit by bit.
/// </remarks>
[SuppressMessage("Usage", "CA2231", Justification = "An operator == would suggest an elementwise comparison.")]
[CollectionBuilder(typeof(Vec), nameof(Create))]
public readonly struct Vec : IEquatable<Vec>
{
    private readonly float[]? _values;

    private Vec(float[] owned)
    {
        _values = owned;
    }

    /// <summary>The number of elements.</summary>
    public int Length => _values is null ? 0 : _values.Length;

    /// <summary>The element at an index from 0 to Length - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside the vector.</exception>
    public float this[int index] => AsSpan()[index];

    /// <summary>A vector of the given elements, which are copied.</summary>
    public static Vec Create(ReadOnlySpan<float> values) => new(values.ToArray());

    /// <summary>A vector of zeros.</summary>
    /// <param name="length">The number of elements, not negative.</param>
    public static Vec Zero(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new Vec(new float[length]);
    }

    /// <summary>A vector of the given elements, which are copied.</summary>
    public static implicit operator Vec(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Create(values);
    }

    /// <summary>The elements, without a copy.</summary>
    public ReadOnlySpan<float> AsSpan() => _values;

    /// <summary>Enumerates the elements.</summary>
    public ReadOnlySpan<float>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>-x, elementwise.</summary>
    public static Vec operator -(Vec x) => Map(x, static a => -a);

    /// <summary>x + y, elementwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vec operator +(Vec x, Vec y) => Zip(x, y, static (a, b) => a + b);

    /// <summary>Every element of x + the number.</summary>
    public static Vec operator +(Vec x, float y) => Zip(x, Fill(y, x.Length), static (a, b) => a + b);

    /// <summary>The number + every element of y.</summary>
    public static Vec operator +(float x, Vec y) => Zip(Fill(x, y.Length), y, static (a, b) => a + b);

    /// <summary>x - y, elementwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vec operator -(Vec x, Vec y) => Zip(x, y, static (a, b) => a - b);

    /// <summary>Every element of x - the number.</summary>
    public static Vec operator -(Vec x, float y) => Zip(x, Fill(y, x.Length), static (a, b) => a - b);

    /// <summary>The number - every element of y.</summary>
    public static Vec operator -(float x, Vec y) => Zip(Fill(x, y.Length), y, static (a, b) => a - b);

    /// <summary>x * y, elementwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vec operator *(Vec x, Vec y) => Zip(x, y, static (a, b) => a * b);

    /// <summary>Every element of x * the number.</summary>
    public static Vec operator *(Vec x, float y) => Zip(x, Fill(y, x.Length), static (a, b) => a * b);

    /// <summary>The number * every element of y.</summary>
    public static Vec operator *(float x, Vec y) => Zip(Fill(x, y.Length), y, static (a, b) => a * b);

    /// <summary>x / y, elementwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vec operator /(Vec x, Vec y) => Zip(x, y, static (a, b) => a / b);

    /// <summary>Every element of x / the number.</summary>
    public static Vec operator /(Vec x, float y) => Zip(x, Fill(y, x.Length), static (a, b) => a / b);

    /// <summary>The number / every element of y.</summary>
    public static Vec operator /(float x, Vec y) => Zip(Fill(x, y.Length), y, static (a, b) => a / b);

    /// <summary>x &lt; y, elementwise; false where either is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator <(Vec x, Vec y) => Compare(x, y, static (a, b) => a < b);

    /// <summary>Every element of x &lt; the number.</summary>
    public static Mask operator <(Vec x, float y) => Compare(x, Fill(y, x.Length), static (a, b) => a < b);

    /// <summary>The number &lt; every element of y.</summary>
    public static Mask operator <(float x, Vec y) => Compare(Fill(x, y.Length), y, static (a, b) => a < b);

    /// <summary>x &gt; y, elementwise; false where either is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator >(Vec x, Vec y) => Compare(x, y, static (a, b) => a > b);

    /// <summary>Every element of x &gt; the number.</summary>
    public static Mask operator >(Vec x, float y) => Compare(x, Fill(y, x.Length), static (a, b) => a > b);

    /// <summary>The number &gt; every element of y.</summary>
    public static Mask operator >(float x, Vec y) => Compare(Fill(x, y.Length), y, static (a, b) => a > b);

    /// <summary>x &lt;= y, elementwise; false where either is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator <=(Vec x, Vec y) => Compare(x, y, static (a, b) => a <= b);

    /// <summary>Every element of x &lt;= the number.</summary>
    public static Mask operator <=(Vec x, float y) => Compare(x, Fill(y, x.Length), static (a, b) => a <= b);

    /// <summary>The number &lt;= every element of y.</summary>
    public static Mask operator <=(float x, Vec y) => Compare(Fill(x, y.Length), y, static (a, b) => a <= b);

    /// <summary>x &gt;= y, elementwise; false where either is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator >=(Vec x, Vec y) => Compare(x, y, static (a, b) => a >= b);

    /// <summary>Every element of x &gt;= the number.</summary>
    public static Mask operator >=(Vec x, float y) => Compare(x, Fill(y, x.Length), static (a, b) => a >= b);

    /// <summary>The number &gt;= every element of y.</summary>
    public static Mask operator >=(float x, Vec y) => Compare(Fill(x, y.Length), y, static (a, b) => a >= b);

    /// <summary>Whether both have the same length and the same bits: NaN equals itself, and -0 differs from +0.</summary>
    public bool Equals(Vec other) => MemoryMarshal.AsBytes(AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Vec other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(AsSpan()));
        return hash.ToHashCode();
    }

    /// <summary>The elements in brackets, in the invariant culture: [1, -0.5].</summary>
    public override string ToString()
    {
        StringBuilder text = new("[");
        foreach (float value in AsSpan())
        {
            text.Append(text.Length > 1 ? ", " : string.Empty).Append(value.ToString(CultureInfo.InvariantCulture));
        }

        return text.Append(']').ToString();
    }

    internal static Vec Map(Vec x, Func<float, float> function)
    {
        ReadOnlySpan<float> from = x.AsSpan();
        float[] to = new float[from.Length];
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = function(from[i]);
        }

        return new Vec(to);
    }

    internal static Vec Zip(Vec x, Vec y, Func<float, float, float> function)
    {
        ReadOnlySpan<float> a = x.AsSpan();
        ReadOnlySpan<float> b = y.AsSpan();
        RequireSameLength(a.Length, b.Length);
        float[] to = new float[a.Length];
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = function(a[i], b[i]);
        }

        return new Vec(to);
    }

    internal static void RequireSameLength(int left, int right)
    {
        if (left != right)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The vectors have different lengths: {left} and {right}."));
        }
    }

    private static Mask Compare(Vec x, Vec y, Func<float, float, bool> function)
    {
        ReadOnlySpan<float> a = x.AsSpan();
        ReadOnlySpan<float> b = y.AsSpan();
        RequireSameLength(a.Length, b.Length);
        bool[] to = new bool[a.Length];
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = function(a[i], b[i]);
        }

        return Mask.Own(to);
    }

    internal static Vec Fill(float value, int length)
    {
        float[] to = new float[length];
        Array.Fill(to, value);
        return new Vec(to);
    }
}
