using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Generators;
using RewardDsl.Shared;
using Xunit;

namespace RewardDsl.Cuda.Tests;

/// <summary>The library's functions of numbers have the bits of their reference.</summary>
public sealed class ElementaryTests
{
    private const int Count = 1 << 20;

    private static readonly Dictionary<string, (int Arity, Func<float, float, float> Reference)> s_references = new()
    {
        ["rw_exp"] = (1, static (a, _) => Elementary.Exp(a)),
        ["rw_log"] = (1, static (a, _) => Elementary.Log(a)),
        ["rw_log2"] = (1, static (a, _) => Elementary.Log2(a)),
        ["rw_sin"] = (1, static (a, _) => Elementary.Sin(a)),
        ["rw_cos"] = (1, static (a, _) => Elementary.Cos(a)),
        ["rw_tan"] = (1, static (a, _) => Elementary.Tan(a)),
        ["rw_tanh"] = (1, static (a, _) => Elementary.Tanh(a)),
        ["rw_asin"] = (1, static (a, _) => Elementary.Asin(a)),
        ["rw_acos"] = (1, static (a, _) => Elementary.Acos(a)),
        ["rw_atan"] = (1, static (a, _) => Elementary.Atan(a)),
        ["rw_sign"] = (1, static (a, _) => Elementary.Sign(a)),
        ["rw_max_zero"] = (1, static (a, _) => a <= 0f ? 0f : a),
        ["rw_min_zero"] = (1, static (a, _) => a > 0f ? 0f : a),
        ["rw_atan2"] = (2, Elementary.Atan2),
        ["rw_pow"] = (2, Elementary.Pow),
        ["rw_min"] = (2, Elementary.Min),
        ["rw_max"] = (2, Elementary.Max),
    };

    private static readonly float[] s_specials =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 2f, -2f, 3f, -3f, float.Epsilon, -float.Epsilon, 1e-39f, -1e-39f, 1.17549435e-38f, float.MinValue, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity,
        float.NaN, -float.NaN, 88.7f, 89f, -103.9f, -104f, 0.625f, 0.70710677f, 1.5707964f, 3.1415927f, 1073741824f, 1073741952f, 16777216f, 8388608.5f, 1e-6f,
    ];

    internal static IEnumerable<(string Name, int Arity)> Functions => s_references.Select(static r => (r.Key, r.Value.Arity));

    [CompiledFact]
    public async Task EveryFunction_AMillionValues_SameBits()
    {
        using var device = new DeviceProcess(await Devices.Plain);
        var random = new Random(20);
        foreach ((string name, (int arity, Func<float, float, float> reference)) in s_references)
        {
            (float[] a, float[] b) = Arguments(random, arity);
            float[] actual = device.Evaluate("exact." + name, a, b);
            for (int i = 0; i < actual.Length; i++)
            {
                float expected = reference(a[i], b[i]);
                if (!Differential.Differential.Equal(actual[i], expected))
                {
                    Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{name}({a[i]:G9}, {b[i]:G9}) is {actual[i]:G9}, expected {expected:G9}"));
                }
            }
        }
    }

    [CompiledFact]
    public async Task FastForm_UsualValues_IsNear()
    {
        // The C library stands for CUDA's functions: the test is that each calls the right one.
        using var device = new DeviceProcess(await Devices.Plain);
        float[] a = [.. Enumerable.Range(0, 2000).Select(static i => -0.999f + (i * 0.001f))];
        float[] b = [.. a.Select(static x => 0.3f - x)];
        foreach ((string name, (_, Func<float, float, float> reference)) in s_references)
        {
            float[] actual = device.Evaluate("fast." + name, a, b);
            for (int i = 0; i < actual.Length; i++)
            {
                float expected = reference(a[i], b[i]);
                Assert.True(Differential.Differential.Equal(actual[i], expected) || Math.Abs(actual[i] - expected) <= 1e-6f * (1 + Math.Abs(expected)), string.Create(CultureInfo.InvariantCulture, $"{name}({a[i]}, {b[i]}) is {actual[i]}, expected {expected}"));
            }
        }
    }

    [Fact]
    public void EveryFunctionOfNumbers_IsCompared()
    {
        // Parts of others, and what is compared by the specs.
        string[] others = ["rw_mul_add", "rw_log2_wide", "rw_exp2_wide", "rw_angle", "rw_sin_cos", "rw_sin_turned", "rw_atan2_wide", "rw_clamp", "rw_is_nan", "rw_is_finite", "rw_index", "rw_least", "rw_count", "rw_count_all", "rw_sum", "rw_join"];
        Assert.Empty(CudaLibrary.Names.Where(static n => !n.StartsWith("rw_tail_", StringComparison.Ordinal)).Except(s_references.Keys).Except(others));
    }

    /// <summary>Every pair of special values, then any bits and usual magnitudes in turn.</summary>
    private static (float[] A, float[] B) Arguments(Random random, int arity)
    {
        float[] a = new float[Count];
        float[] b = new float[Count];
        for (int i = 0; i < Count; i++)
        {
            if (i < s_specials.Length * s_specials.Length)
            {
                (a[i], b[i]) = (s_specials[i % s_specials.Length], s_specials[i / s_specials.Length]);
                continue;
            }

            bool isAny = i % 2 == 0;
            a[i] = isAny ? BitConverter.Int32BitsToSingle(unchecked((int)random.NextInt64())) : (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-3, 3));
            b[i] = arity == 1 ? 0f : i % 3 == 0 ? BitConverter.Int32BitsToSingle(unchecked((int)random.NextInt64())) : i % 3 == 1 ? random.Next(-9, 10) : (random.NextSingle() - 0.5f) * 20f;
        }

        return (a, b);
    }
}
