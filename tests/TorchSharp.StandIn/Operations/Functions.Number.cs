using System.Numerics;

namespace TorchSharp.StandIn;

/// <summary>The functions of numbers of any type by name.</summary>
internal static class NumberFunctions
{
    public readonly struct Abs : INumberFunction { public static T Of<T>(T x) where T : unmanaged, INumber<T> => T.IsNegative(x) ? -x : x; }

    public readonly struct Neg : INumberFunction { public static T Of<T>(T x) where T : unmanaged, INumber<T> => -x; }

    /// <summary>0 of a zero and of what is no number, as torch has it.</summary>
    public readonly struct Sign : INumberFunction { public static T Of<T>(T x) where T : unmanaged, INumber<T> => x > T.Zero ? T.One : x < T.Zero ? T.Zero - T.One : T.Zero; }

    public readonly struct Relu : INumberFunction { public static T Of<T>(T x) where T : unmanaged, INumber<T> => x < T.Zero ? T.Zero : x; }

    public readonly struct Square : INumberFunction { public static T Of<T>(T x) where T : unmanaged, INumber<T> => x * x; }

    public readonly struct Add : IBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, INumber<T> => a + b; }

    public readonly struct Sub : IBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, INumber<T> => a - b; }

    public readonly struct Mul : IBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, INumber<T> => a * b; }

    /// <summary>What is no number wins.</summary>
    public readonly struct Maximum : IBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, INumber<T> => T.IsNaN(a) || a > b ? a : b; }

    /// <summary>What is no number wins.</summary>
    public readonly struct Minimum : IBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, INumber<T> => T.IsNaN(a) || a < b ? a : b; }

    /// <summary>The remainder with the divisor's sign.</summary>
    public readonly struct Remainder : IBinaryFunction
    {
        public static T Of<T>(T a, T b)
            where T : unmanaged, INumber<T>
        {
            T r = a % b;
            return r != T.Zero && T.IsNegative(r) != T.IsNegative(b) ? r + b : r;
        }
    }

    /// <summary>The remainder with the dividend's sign.</summary>
    public readonly struct Fmod : IBinaryFunction { public static T Of<T>(T a, T b) where T : unmanaged, INumber<T> => a % b; }

    public readonly struct Equal : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a == b; }

    public readonly struct NotEqual : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a != b; }

    public readonly struct Less : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a < b; }

    public readonly struct LessEqual : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a <= b; }

    public readonly struct Greater : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a > b; }

    public readonly struct GreaterEqual : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a >= b; }

    public readonly struct And : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a != T.Zero & b != T.Zero; }

    public readonly struct Or : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => a != T.Zero | b != T.Zero; }

    public readonly struct Xor : IComparison { public static bool Of<T>(T a, T b) where T : unmanaged, INumber<T> => (a != T.Zero) != (b != T.Zero); }

    public readonly struct Not : ITest { public static bool Of<T>(T x) where T : unmanaged, INumber<T> => x == T.Zero; }

    public readonly struct IsNaN : ITest { public static bool Of<T>(T x) where T : unmanaged, INumber<T> => T.IsNaN(x); }

    public readonly struct IsFinite : ITest { public static bool Of<T>(T x) where T : unmanaged, INumber<T> => T.IsFinite(x); }

    public readonly struct IsInfinite : ITest { public static bool Of<T>(T x) where T : unmanaged, INumber<T> => T.IsInfinity(x); }

    public readonly struct IsPositiveInfinity : ITest { public static bool Of<T>(T x) where T : unmanaged, INumber<T> => T.IsPositiveInfinity(x); }

    public readonly struct IsNegativeInfinity : ITest { public static bool Of<T>(T x) where T : unmanaged, INumber<T> => T.IsNegativeInfinity(x); }

    public readonly struct SignBit : ITest { public static bool Of<T>(T x) where T : unmanaged, INumber<T> => T.IsNegative(x); }
}
