using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>The loop for an element type. A bool is the byte it lies in.</summary>
internal static unsafe class Pick
{
    public static Run Number<TFunction>(ScalarType type)
        where TFunction : struct, INumberFunction => type switch
    {
        ScalarType.Float32 => Runs.Number<float, TFunction>,
        ScalarType.Float64 => Runs.Number<double, TFunction>,
        ScalarType.Int64 => Runs.Number<long, TFunction>,
        ScalarType.Int32 => Runs.Number<int, TFunction>,
        ScalarType.Int16 => Runs.Number<short, TFunction>,
        ScalarType.Int8 => Runs.Number<sbyte, TFunction>,
        ScalarType.Byte or ScalarType.Bool => Runs.Number<byte, TFunction>,
        _ => throw Types.Unsupported(type),
    };

    public static Run Real<TFunction>(ScalarType type)
        where TFunction : struct, IRealFunction => type switch
    {
        ScalarType.Float32 => Runs.Real<float, TFunction>,
        ScalarType.Float64 => Runs.Real<double, TFunction>,
        _ => throw Types.Unsupported(type),
    };

    public static Run Binary<TFunction>(ScalarType type)
        where TFunction : struct, IBinaryFunction => type switch
    {
        ScalarType.Float32 => Runs.Binary<float, TFunction>,
        ScalarType.Float64 => Runs.Binary<double, TFunction>,
        ScalarType.Int64 => Runs.Binary<long, TFunction>,
        ScalarType.Int32 => Runs.Binary<int, TFunction>,
        ScalarType.Int16 => Runs.Binary<short, TFunction>,
        ScalarType.Int8 => Runs.Binary<sbyte, TFunction>,
        ScalarType.Byte or ScalarType.Bool => Runs.Binary<byte, TFunction>,
        _ => throw Types.Unsupported(type),
    };

    public static Run RealBinary<TFunction>(ScalarType type)
        where TFunction : struct, IRealBinaryFunction => type switch
    {
        ScalarType.Float32 => Runs.RealBinary<float, TFunction>,
        ScalarType.Float64 => Runs.RealBinary<double, TFunction>,
        _ => throw Types.Unsupported(type),
    };

    public static Run Test<TTest>(ScalarType type)
        where TTest : struct, ITest => type switch
    {
        ScalarType.Float32 => Runs.Test<float, TTest>,
        ScalarType.Float64 => Runs.Test<double, TTest>,
        ScalarType.Int64 => Runs.Test<long, TTest>,
        ScalarType.Int32 => Runs.Test<int, TTest>,
        ScalarType.Int16 => Runs.Test<short, TTest>,
        ScalarType.Int8 => Runs.Test<sbyte, TTest>,
        ScalarType.Byte or ScalarType.Bool => Runs.Test<byte, TTest>,
        _ => throw Types.Unsupported(type),
    };

    public static Run Compare<TComparison>(ScalarType type)
        where TComparison : struct, IComparison => type switch
    {
        ScalarType.Float32 => Runs.Compare<float, TComparison>,
        ScalarType.Float64 => Runs.Compare<double, TComparison>,
        ScalarType.Int64 => Runs.Compare<long, TComparison>,
        ScalarType.Int32 => Runs.Compare<int, TComparison>,
        ScalarType.Int16 => Runs.Compare<short, TComparison>,
        ScalarType.Int8 => Runs.Compare<sbyte, TComparison>,
        ScalarType.Byte or ScalarType.Bool => Runs.Compare<byte, TComparison>,
        _ => throw Types.Unsupported(type),
    };

    public static Run Copy(ScalarType type) => Types.Size(type) switch
    {
        1 => Runs.Copy<byte>,
        2 => Runs.Copy<short>,
        4 => Runs.Copy<int>,
        _ => Runs.Copy<long>,
    };

    public static Run Select(ScalarType type) => Types.Size(type) switch
    {
        1 => Runs.Select<byte>,
        2 => Runs.Select<short>,
        4 => Runs.Select<int>,
        _ => Runs.Select<long>,
    };

    public static Run Convert(ScalarType from, ScalarType to) => from switch
    {
        ScalarType.Float32 => Convert<float>(to),
        ScalarType.Float64 => Convert<double>(to),
        ScalarType.Int64 => Convert<long>(to),
        ScalarType.Int32 => Convert<int>(to),
        ScalarType.Int16 => Convert<short>(to),
        ScalarType.Int8 => Convert<sbyte>(to),
        ScalarType.Byte or ScalarType.Bool => Convert<byte>(to),
        _ => throw Types.Unsupported(from),
    };

    private static Run Convert<TFrom>(ScalarType to)
        where TFrom : unmanaged, System.Numerics.INumber<TFrom> => to switch
    {
        ScalarType.Float32 => Runs.Convert<TFrom, float>,
        ScalarType.Float64 => Runs.Convert<TFrom, double>,
        ScalarType.Int64 => Runs.Convert<TFrom, long>,
        ScalarType.Int32 => Runs.Convert<TFrom, int>,
        ScalarType.Int16 => Runs.Convert<TFrom, short>,
        ScalarType.Int8 => Runs.Convert<TFrom, sbyte>,
        ScalarType.Byte => Runs.Convert<TFrom, byte>,
        ScalarType.Bool => Runs.Truth<TFrom>,
        _ => throw Types.Unsupported(to),
    };
}
