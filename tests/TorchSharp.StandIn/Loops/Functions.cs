using System.Numerics;

namespace TorchSharp.StandIn;

/// <summary>A function of one number of any type.</summary>
internal interface INumberFunction
{
    static abstract T Of<T>(T x)
        where T : unmanaged, INumber<T>;
}

/// <summary>A function of one real number.</summary>
internal interface IRealFunction
{
    static abstract T Of<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers of any type.</summary>
internal interface IBinaryFunction
{
    static abstract T Of<T>(T a, T b)
        where T : unmanaged, INumber<T>;
}

/// <summary>A function of two real numbers.</summary>
internal interface IRealBinaryFunction
{
    static abstract T Of<T>(T a, T b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A question about one number.</summary>
internal interface ITest
{
    static abstract bool Of<T>(T x)
        where T : unmanaged, INumber<T>;
}

/// <summary>A question about two numbers.</summary>
internal interface IComparison
{
    static abstract bool Of<T>(T a, T b)
        where T : unmanaged, INumber<T>;
}
