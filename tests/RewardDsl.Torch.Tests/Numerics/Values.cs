using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>Compares tensors with numbers worked out by hand.</summary>
internal static class Values
{
    public static void AreClose(double[] expected, Tensor actual, double tolerance = 1e-6)
    {
        double[] values = Of(actual);
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = expected[i].Equals(values[i]) || Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(same, $"Element {i} is {values[i]}, not {expected[i]}, in [{string.Join(", ", values)}].");
        }
    }

    public static void Are(bool[] expected, Tensor actual)
    {
        Assert.Equal(ScalarType.Bool, actual.dtype);
        Assert.Equal(expected, actual.data<bool>().ToArray());
    }

    public static void Are(long[] expected, Tensor actual)
    {
        Assert.Equal(ScalarType.Int64, actual.dtype);
        Assert.Equal(expected, Row(actual).data<long>().ToArray());
    }

    public static double[] Of(Tensor tensor)
    {
        using Tensor copy = tensor.detach().to(ScalarType.Float64);
        return Row(copy).data<double>().ToArray();
    }

    /// <summary>A matrix of float64 numbers, which differ and are no special values.</summary>
    public static Tensor Sample(long[] shape, double from = -1.3, double to = 1.7)
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        double[] values = Enumerable.Range(0, (int)count).Select(i => from + ((to - from) * (((i * 7) % count) + 0.37) / count)).ToArray();
        return tensor(values, shape, ScalarType.Float64);
    }

    private static Tensor Row(Tensor tensor) => tensor.reshape(-1);
}
