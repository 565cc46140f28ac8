using System.Numerics;

namespace TorchSharp.StandIn;

/// <summary>The real functions by name.</summary>
internal static class RealFunctions
{
    public readonly struct Exp : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp(x); }

    public readonly struct Expm1 : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.ExpM1(x); }

    public readonly struct Exp2 : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp2(x); }

    public readonly struct Log : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(x); }

    public readonly struct Log2 : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Log<T>(x); private static T Log<T>(T x) where T : unmanaged, ILogarithmicFunctions<T> => T.Log2(x); }

    public readonly struct Log10 : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log10(x); }

    /// <summary>Exact near zero, where the logarithm of 1 + x has lost x.</summary>
    public readonly struct Log1p : IRealFunction
    {
        public static T Of<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T u = T.One + x;
            return u == T.One ? x : T.IsInfinity(u) ? u : T.Log(u) * (x / (u - T.One));
        }
    }

    public readonly struct Sin : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sin(x); }

    public readonly struct Cos : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cos(x); }

    public readonly struct Tan : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tan(x); }

    public readonly struct Asin : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Asin(x); }

    public readonly struct Acos : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Acos(x); }

    public readonly struct Atan : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atan(x); }

    public readonly struct Sinh : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sinh(x); }

    public readonly struct Cosh : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cosh(x); }

    public readonly struct Tanh : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tanh(x); }

    public readonly struct Sqrt : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sqrt(x); }

    public readonly struct Rsqrt : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / T.Sqrt(x); }

    public readonly struct Reciprocal : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / x; }

    public readonly struct Sigmoid : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x)); }

    public readonly struct Floor : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Floor(x); }

    public readonly struct Ceil : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Ceiling(x); }

    /// <summary>Halves go to the even neighbour.</summary>
    public readonly struct Round : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Round(x); }

    public readonly struct Trunc : IRealFunction { public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Truncate(x); }

    public readonly struct Atan2 : IRealBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atan2(a, b); }

    public readonly struct Divide : IRealBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => a / b; }

    public readonly struct Power : IRealBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Pow(a, b); }

    public readonly struct Hypot : IRealBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Hypot(a, b); }

    public readonly struct CopySign : IRealBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CopySign(a, b); }
}
