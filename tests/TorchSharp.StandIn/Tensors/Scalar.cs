using System;
using TorchSharp.StandIn;

namespace TorchSharp;

/// <summary>A number whose type is known at run time.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double real;
    private readonly long integer;

    internal Scalar(double value)
    {
        real = value;
        Type = torch.ScalarType.Float64;
    }

    internal Scalar(long value, torch.ScalarType type)
    {
        integer = value;
        Type = type;
    }

    public torch.ScalarType Type { get; }

    internal double Real => Type == torch.ScalarType.Float64 ? real : integer;

    internal long Integer => Type == torch.ScalarType.Float64 ? (long)real : integer;

    internal bool IsReal => Type == torch.ScalarType.Float64;

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public void Dispose()
    {
        // Nothing native behind it.
    }
}

/// <summary>Scalars from numbers and back. torch keeps four kinds: bool, int64, float64 and complex.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => new(value, torch.ScalarType.Int64);

    public static Scalar ToScalar(this sbyte value) => new(value, torch.ScalarType.Int64);

    public static Scalar ToScalar(this short value) => new(value, torch.ScalarType.Int64);

    public static Scalar ToScalar(this int value) => new(value, torch.ScalarType.Int64);

    public static Scalar ToScalar(this long value) => new(value, torch.ScalarType.Int64);

    public static Scalar ToScalar(this float value) => new(value);

    public static Scalar ToScalar(this double value) => new(value);

    public static Scalar ToScalar(this bool value) => new(value ? 1 : 0, torch.ScalarType.Bool);

    public static float ToSingle(this Scalar value) => (float)value.Real;

    public static double ToDouble(this Scalar value) => value.Real;

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Integer;

    public static byte ToByte(this Scalar value) => (byte)value.Integer;

    public static short ToInt16(this Scalar value) => (short)value.Integer;

    public static int ToInt32(this Scalar value) => (int)value.Integer;

    public static long ToInt64(this Scalar value) => value.Integer;

    public static bool ToBoolean(this Scalar value) => value.Real != 0;
}
