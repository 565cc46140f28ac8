using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RewardDsl;

/// <summary>
/// A list of small vectors inside a reward expression, for example the position of every foot: immutable, with arithmetic
/// component by component. In memory <c>[D, 2]</c>, <c>[D, 3]</c> or <c>[D, 4]</c>, row-major.
/// </summary>
/// <typeparam name="T"><see cref="Vector2"/>, <see cref="Vector3"/> or <see cref="Vector4"/>.</typeparam>
[SuppressMessage("Usage", "CA2231", Justification = "An operator == would suggest an elementwise comparison.")]
[SuppressMessage("Naming", "CA1711", Justification = "It is a vector of vectors.")]
[CollectionBuilder(typeof(VecOf), nameof(VecOf.Create))]
public readonly struct Vec<T> : IEquatable<Vec<T>>
    where T : unmanaged
{
    private readonly T[]? _values;

    internal Vec(T[] owned)
    {
        if (typeof(T) != typeof(Vector2) && typeof(T) != typeof(Vector3) && typeof(T) != typeof(Vector4))
        {
            throw new NotSupportedException($"Vec<{typeof(T).Name}>: the elements must be Vector2, Vector3 or Vector4.");
        }

        _values = owned;
    }

    /// <summary>The number of vectors.</summary>
    public int Length => _values is null ? 0 : _values.Length;

    /// <summary>The vector at an index from 0 to Length - 1.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside the list.</exception>
    public T this[int index] => AsSpan()[index];

    /// <summary>A list of the given vectors, which are copied.</summary>
    public static implicit operator Vec<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return VecOf.Create<T>(values);
    }

    /// <summary>The vectors, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _values;

    /// <summary>Enumerates the vectors.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>-x.</summary>
    public static Vec<T> operator -(Vec<T> x) => Zip(x, x, static (a, _) => -a);

    /// <summary>x + y.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vec<T> operator +(Vec<T> x, Vec<T> y) => Zip(x, y, static (a, b) => a + b);

    /// <summary>Every vector of x + y.</summary>
    public static Vec<T> operator +(Vec<T> x, T y) => Zip(x, Fill(y, x.Length), static (a, b) => a + b);

    /// <summary>x - y.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vec<T> operator -(Vec<T> x, Vec<T> y) => Zip(x, y, static (a, b) => a - b);

    /// <summary>Every vector of x - y.</summary>
    public static Vec<T> operator -(Vec<T> x, T y) => Zip(x, Fill(y, x.Length), static (a, b) => a - b);

    /// <summary>Every component times the number.</summary>
    public static Vec<T> operator *(Vec<T> x, float y) => Scale(x, i => y);

    /// <summary>The number times every component.</summary>
    public static Vec<T> operator *(float x, Vec<T> y) => y * x;

    /// <summary>Every vector times its number.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vec<T> operator *(Vec<T> x, Vec y)
    {
        Vec.RequireSameLength(x.Length, y.Length);
        return Scale(x, i => y[i]);
    }

    /// <summary>Every component through the number.</summary>
    public static Vec<T> operator /(Vec<T> x, float y)
    {
        T[] result = x.AsSpan().ToArray();
        foreach (ref float value in Floats(result))
        {
            value /= y;
        }

        return new Vec<T>(result);
    }

    /// <summary>Whether both hold the same vectors, bit by bit.</summary>
    public bool Equals(Vec<T> other) => MemoryMarshal.AsBytes(AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Vec<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(AsSpan()));
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", AsSpan().ToArray())}]";

    /// <summary>Component <paramref name="axis"/> of every vector.</summary>
    internal Vec Component(int axis)
    {
        int size = Unsafe.SizeOf<T>() / sizeof(float);
        ReadOnlySpan<float> all = MemoryMarshal.Cast<T, float>(AsSpan());
        float[] result = new float[Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = all[(size * i) + axis];
        }

        return result;
    }

    private static Span<float> Floats(T[] values) => MemoryMarshal.Cast<T, float>(values.AsSpan());

    private static T[] Fill(T value, int length)
    {
        T[] values = new T[length];
        Array.Fill(values, value);
        return values;
    }

    private static Vec<T> Scale(Vec<T> x, Func<int, float> factor)
    {
        T[] result = x.AsSpan().ToArray();
        Span<float> floats = Floats(result);
        int size = Unsafe.SizeOf<T>() / sizeof(float);
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] *= factor(i / size);
        }

        return new Vec<T>(result);
    }

    private static Vec<T> Zip(Vec<T> x, Vec<T> y, Func<float, float, float> f)
    {
        Vec.RequireSameLength(x.Length, y.Length);
        T[] result = x.AsSpan().ToArray();
        Span<float> floats = Floats(result);
        ReadOnlySpan<float> other = MemoryMarshal.Cast<T, float>(y.AsSpan());
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = f(floats[i], other[i]);
        }

        return new Vec<T>(result);
    }
}

/// <summary>Makes <see cref="Vec{T}"/>.</summary>
public static class VecOf
{
    /// <summary>A list of the given vectors, which are copied.</summary>
    /// <typeparam name="T"><see cref="Vector2"/>, <see cref="Vector3"/> or <see cref="Vector4"/>.</typeparam>
    public static Vec<T> Create<T>(ReadOnlySpan<T> values)
        where T : unmanaged => new(values.ToArray());
}
