using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>
/// A vector of truth values inside a reward expression: immutable, with elementwise logic. The default value has length 0.
/// </summary>
[SuppressMessage("Usage", "CA2231", Justification = "An operator == would suggest an elementwise comparison.")]
[CollectionBuilder(typeof(Mask), nameof(Create))]
public readonly struct Mask : IEquatable<Mask>
{
    private readonly bool[]? _values;

    private Mask(bool[] owned)
    {
        _values = owned;
    }

    /// <summary>The number of elements.</summary>
    public int Length => _values is null ? 0 : _values.Length;

    /// <summary>The element at an index from 0 to Length - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside the mask.</exception>
    public bool this[int index] => AsSpan()[index];

    /// <summary>A mask of the given elements, which are copied.</summary>
    public static Mask Create(ReadOnlySpan<bool> values) => new(values.ToArray());

    /// <summary>A mask of the given elements, which are copied.</summary>
    public static implicit operator Mask(bool[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Create(values);
    }

    /// <summary>The elements, without a copy.</summary>
    public ReadOnlySpan<bool> AsSpan() => _values;

    /// <summary>Enumerates the elements.</summary>
    public ReadOnlySpan<bool>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>Both, elementwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator &(Mask x, Mask y) => Zip(x, y, static (a, b) => a & b);

    /// <summary>Both of every element and the truth value.</summary>
    public static Mask operator &(Mask x, bool y) => Zip(x, Fill(y, x.Length), static (a, b) => a & b);

    /// <summary>Both of the truth value and every element.</summary>
    public static Mask operator &(bool x, Mask y) => Zip(Fill(x, y.Length), y, static (a, b) => a & b);

    /// <summary>Either or both, elementwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator |(Mask x, Mask y) => Zip(x, y, static (a, b) => a | b);

    /// <summary>Either or both of every element and the truth value.</summary>
    public static Mask operator |(Mask x, bool y) => Zip(x, Fill(y, x.Length), static (a, b) => a | b);

    /// <summary>Either or both of the truth value and every element.</summary>
    public static Mask operator |(bool x, Mask y) => Zip(Fill(x, y.Length), y, static (a, b) => a | b);

    /// <summary>Exactly one, elementwise.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator ^(Mask x, Mask y) => Zip(x, y, static (a, b) => a ^ b);

    /// <summary>Exactly one of every element and the truth value.</summary>
    public static Mask operator ^(Mask x, bool y) => Zip(x, Fill(y, x.Length), static (a, b) => a ^ b);

    /// <summary>Exactly one of the truth value and every element.</summary>
    public static Mask operator ^(bool x, Mask y) => Zip(Fill(x, y.Length), y, static (a, b) => a ^ b);

    /// <summary>Not, elementwise.</summary>
    public static Mask operator !(Mask x) => Zip(x, x, static (a, _) => !a);

    /// <summary>Whether both have the same length and elements.</summary>
    public bool Equals(Mask other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Mask other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(AsSpan()));
        return hash.ToHashCode();
    }

    /// <summary>The elements in brackets: [true, false].</summary>
    public override string ToString()
    {
        string[] words = new string[Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = this[i] ? "true" : "false";
        }

        return "[" + string.Join(", ", words) + "]";
    }

    // Takes the array over without a copy.
    internal static Mask Own(bool[] values) => new(values);

    private static Mask Fill(bool value, int length)
    {
        bool[] to = new bool[length];
        Array.Fill(to, value);
        return new Mask(to);
    }

    private static Mask Zip(Mask x, Mask y, Func<bool, bool, bool> function)
    {
        ReadOnlySpan<bool> a = x.AsSpan();
        ReadOnlySpan<bool> b = y.AsSpan();
        Vec.RequireSameLength(a.Length, b.Length);
        bool[] to = new bool[a.Length];
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = function(a[i], b[i]);
        }

        return new Mask(to);
    }
}
