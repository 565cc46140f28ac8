using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>
/// The formulas that stand for functions of MathF, float and Math: their distance from the true value, over the whole range
/// of the function, in units in the last place of the result.
/// </summary>
public sealed class RuntimeFunctionTests
{
    private static readonly (string Call, double Lo, double Hi, double Ulps, Func<double, double> Exact)[] s_functions =
    [
        ("MathF.Cbrt(X)", -3e38, 3e38, 2.5, Math.Cbrt),
        ("MathF.Cosh(X)", -89.4, 89.4, 6, Math.Cosh),
        ("MathF.Sinh(X)", -89.4, 89.4, 8, Math.Sinh),
        ("MathF.Log10(X)", 0, 3e38, 3, Math.Log10),
        ("float.Exp2(X)", -125, 127.9, 2, static x => Math.Pow(2, x)),
        ("float.Exp10(X)", -37, 38.5, 2, static x => Math.Pow(10, x)),
        ("float.Hypot(X, 3f)", -3e38, 3e38, 2.5, static x => Math.Sqrt((x * x) + 9)),
        ("float.Hypot(3f, X)", -3e38, 3e38, 2.5, static x => Math.Sqrt((x * x) + 9)),
        ("float.DegreesToRadians(X)", -1e38, 1e38, 2, static x => x * Math.PI / 180),
        ("float.RadiansToDegrees(X)", -1e36, 1e36, 2, static x => x * 180 / Math.PI),
        ("MathF.Asinh(X)", -3e38, 3e38, 4, Math.Asinh),
        ("MathF.Acosh(X)", 1, 3e38, 4, Math.Acosh),
        ("MathF.Atanh(X)", -1, 1, 4, Math.Atanh),
        ("float.Asinh(1e-3f * X)", -2, 2, 4, static x => Math.Asinh(1e-3f * (float)x)),
        ("float.Acosh(1f + 1e-3f * MathF.Abs(X))", -2, 2, 4, static x => Math.Acosh(1f + (1e-3f * MathF.Abs((float)x)))),
        ("(float)Math.Atanh(X)", -1, 1, 4, Math.Atanh),
        ("MathF.Log(X, 3f)", 0, 3e38, 4, static x => Math.Log(x, 3)),
        ("MathF.Log(7f, X)", 0, 3e38, 5, static x => Math.Log(7, x)),
        ("(float)Math.Log(X, 3.0)", 0, 3e38, 4, static x => Math.Log(x, 3)),
        ("float.SinPi(X)", -90, 90, 2, static x => double.SinPi(x)),
        ("float.CosPi(X)", -90, 90, 2, static x => double.CosPi(x)),
        ("float.TanPi(X)", -90, 90, 5, static x => double.TanPi(x)),
        ("float.AsinPi(X)", -1, 1, 2, static x => Math.Asin(x) / Math.PI),
        ("float.AcosPi(X)", -1, 1, 2, static x => Math.Acos(x) / Math.PI),
        ("float.AtanPi(X)", -3e38, 3e38, 2, static x => Math.Atan(x) / Math.PI),
        ("float.Atan2Pi(X, 3f)", -3e38, 3e38, 2, static x => Math.Atan2(x, 3) / Math.PI),
        ("float.RootN(X, 5)", -3e38, 3e38, 2.5, static x => double.RootN(x, 5)),
        ("float.RootN(X, 4)", 0, 3e38, 2.5, static x => double.RootN(x, 4)),
        ("float.RootN(X, -3)", -3e38, 3e38, 3.5, static x => double.RootN(x, -3)),
        ("float.RootN(X, 16)", 0, 3e38, 2.5, static x => double.RootN(x, 16)),
        ("(float)Math.Exp(X)", -87, 88.7, 2, Math.Exp),
        ("(float)Math.Pow(X, 1.5)", 0, 1e25, 2, static x => Math.Pow(x, 1.5)),
        ("(float)Math.Cbrt(X)", -3e38, 3e38, 2.5, Math.Cbrt),
    ];

    [Fact]
    public void StayWithinTheirErrorBudget()
    {
        string members = string.Concat(s_functions.Select(static (f, i) => $"[Term(1)] public float F{i} => {f.Call};\n"));
        CorpusSpec spec = Corpus.Compile(["using System;\nusing RewardDsl;\nnamespace Runtime;\n[RewardSpec] public sealed partial class Functions { [Signal] public float X { get; init; }\n" + members + "}"]).Single();
        double[] worst = new double[s_functions.Length];
        foreach (float x in Samples())
        {
            float[][] values = Interpreter.Run(spec.Step, new InterpreterState { Inputs = [[x]], Parameters = spec.Info.Parameters.Select(static _ => 1f).ToArray() });
            for (int k = 0; k < worst.Length; k++)
            {
                if (x >= s_functions[k].Lo && x <= s_functions[k].Hi)
                {
                    worst[k] = Math.Max(worst[k], Distance(values[spec.Step.Find(OutputKind.Column, k)][0], s_functions[k].Exact(x)));
                }
            }
        }

        for (int k = 0; k < worst.Length; k++)
        {
            Assert.True(worst[k] <= s_functions[k].Ulps && worst[k] > 0, string.Create(CultureInfo.InvariantCulture, $"{s_functions[k].Call}: {worst[k]} ULP"));
        }
    }

    [Theory]
    [InlineData("MathF.Cbrt(X)", "-0 inf -inf nan", "-0 inf -inf nan")]
    [InlineData("MathF.Sinh(X)", "-0 inf -inf nan 90", "-0 inf -inf nan inf")]
    [InlineData("MathF.Cosh(X)", "-0 inf -inf nan 90", "1 inf inf nan inf")]
    [InlineData("MathF.Log10(X)", "0 1 inf -1 nan", "-inf 0 inf nan nan")]
    [InlineData("float.Hypot(X, float.NaN)", "1 inf -inf nan", "nan inf inf nan")]
    [InlineData("float.Hypot(X, 0f)", "0 -0 1e-45 3e38 nan", "0 0 1e-45 3e38 nan")]
    [InlineData("(float)Math.Sqrt(X)", "-0 4 -1 inf nan", "-0 2 nan inf nan")]
    [InlineData("(float)Math.Round(X)", "0.5 1.5 -0.5 inf nan", "0 2 -0 inf nan")]
    [InlineData("(float)Math.Clamp(X, -1.0, 2.0)", "-3 3 nan", "-1 2 nan")]
    [InlineData("float.IsInteger(X) ? 1f : 0f", "0.5 2 -0 inf nan", "0 1 1 0 0")]
    [InlineData("float.IsPositiveInfinity(X) ? 1f : 0f", "3e38 inf -inf nan", "0 1 0 0")]
    [InlineData("float.IsNegativeInfinity(X) ? 1f : 0f", "3e38 inf -inf nan", "0 0 1 0")]
    [InlineData("float.IsInfinity(X) ? 1f : 0f", "3e38 inf -inf nan", "0 1 1 0")]
    [InlineData("MathF.Sign(X) * 2f", "-3 0 5", "-2 0 2")]
    [InlineData("MathF.Asinh(X)", "0 -0 1e-30 1e-45 -1e-45 inf -inf nan", "0 -0 1e-30 1e-45 -1e-45 inf -inf nan")]
    [InlineData("MathF.Atanh(X)", "0 -0 1e-30 -1e-45 1 -1 1.0000001 -2 inf nan", "0 -0 1e-30 -1e-45 inf -inf nan nan nan nan")]
    [InlineData("MathF.Acosh(X)", "1 0.99999994 0 -3 inf -inf nan", "0 nan nan nan inf nan nan")]
    [InlineData("MathF.Log(X, 2f)", "1 0 -0 inf -1 nan", "0 -inf -inf inf nan nan")]
    [InlineData("MathF.Log(X, 0.5f)", "1 0 inf", "-0 inf -inf")]
    [InlineData("MathF.Log(X, 0f)", "1 2 0 nan", "-0 nan nan nan")]
    [InlineData("MathF.Log(2f, X)", "1 0 inf -1 nan 0.5", "nan nan nan nan nan -1")]
    [InlineData("float.SinPi(X)", "0 -0 0.5 1 -1 1.5 2 -2 3 1e10 inf nan", "0 -0 1 0 -0 -1 0 -0 0 0 nan nan")]
    [InlineData("float.CosPi(X)", "0 0.5 1 1.5 -0.5 3 1e10 -inf nan", "1 0 -1 0 0 -1 1 nan nan")]
    [InlineData("float.TanPi(X)", "0 -0 0.5 -0.5 1 -1 1.5 2 inf", "0 -0 inf -inf -0 0 -inf 0 nan")]
    [InlineData("float.RootN(X, 5)", "0 -0 -32 inf -inf nan", "0 -0 -2 inf -inf nan")]
    [InlineData("float.RootN(X, 4)", "0 -0 16 -16 inf -inf nan", "0 0 2 nan inf nan nan")]
    [InlineData("float.RootN(X, -2)", "-0 4 inf", "inf 0.5 0")]
    [InlineData("float.RootN(X, -3)", "-0 -8 -inf", "-inf -0.5 -0")]
    [InlineData("MathF.Round(X, 2)", "1.005 -0.004 1e9 3.4e38 inf nan", "1 -0 1e9 3.4e38 inf nan")]
    [InlineData("MathF.Round(X, MidpointRounding.AwayFromZero)", "0.5 -0.5 2.5 0.49999997 -0.3 -0 8388609 inf nan", "1 -1 3 0 -0 -0 8388609 inf nan")]
    [InlineData("MathF.ScaleB(X, -149)", "1 1.5 0.5 3e38 -1 inf nan", "1e-45 3e-45 0 4.2038954e-07 -1e-45 inf nan")]
    [InlineData("MathF.ScaleB(X, 277)", "1e-45 0 -1e-45 1", "3.4028237e38 0 -inf inf")]
    [InlineData("MathF.ScaleB(X, 200000)", "1e-45 -0", "inf -0")]
    [InlineData("MathF.MaxMagnitude(X, -2f)", "2 -2 3 -1 nan -inf", "2 -2 3 -2 nan -inf")]
    [InlineData("MathF.MinMagnitude(X, -2f)", "2 -2 3 -1 nan -inf", "-2 -2 -2 -1 nan -2")]
    [InlineData("float.MaxNumber(X, -0f)", "nan 0 -0 -3", "-0 0 -0 -0")]
    [InlineData("float.IsEvenInteger(X) ? 1f : 0f", "0 -0 2 -4 3 0.5 1e-45 1e10 inf nan", "1 1 1 1 0 0 0 1 0 0")]
    [InlineData("float.IsOddInteger(X) ? 1f : 0f", "0 -0 2 -4 3 -5 0.5 1e10 inf nan", "0 0 0 0 1 1 0 0 0 0")]
    [InlineData("float.IsPow2(X) ? 1f : 0f", "1e-45 4e-45 0.5 1 3 1.0000001 1.7014118e38 inf -2 0 nan", "1 0 1 1 0 0 1 0 0 0 0")]
    [InlineData("float.IsNormal(X) ? 1f : 0f", "1.17549435e-38 1.1754942e-38 0 -1 inf nan", "1 0 0 1 0 0")]
    [InlineData("float.IsSubnormal(X) ? 1f : 0f", "1.17549435e-38 1.1754942e-38 0 -1e-45 inf nan", "0 1 0 1 0 0")]
    public void EdgeValues(string call, string arguments, string results)
    {
        CorpusSpec spec = Corpus.Compile(["using System;\nusing RewardDsl;\nnamespace Runtime;\n[RewardSpec] public sealed partial class Functions { [Signal] public float X { get; init; } [Term(1)] public float F => " + call + "; }"]).Single();
        foreach ((float argument, float expected) in Numbers(arguments).Zip(Numbers(results)))
        {
            float[][] values = Interpreter.Run(spec.Step, new InterpreterState { Inputs = [[argument]], Parameters = spec.Info.Parameters.Select(static _ => 1f).ToArray() });
            float actual = values[spec.Step.Find(OutputKind.Column, 0)][0];
            Assert.True(Differential.Equal(expected, actual), string.Create(CultureInfo.InvariantCulture, $"{call} at {argument}: {actual}, expected {expected}"));
        }
    }

    /// <summary>What is proven of a formula is not much more than its values.</summary>
    [Theory]
    [InlineData("MathF.Asinh(X)", -2.0948, 2.0948)]
    [InlineData("MathF.Asinh(1e30f * X)", -71.17, 71.17)]
    [InlineData("MathF.Atanh(0.2f * X)", -1.0987, 1.0987)]
    [InlineData("MathF.Acosh(1f + MathF.Abs(X))", 0, 2.2925)]
    [InlineData("MathF.Log(X + 5f, 3f)", 0, 2.0001)]
    [InlineData("float.SinPi(X)", -1, 1)]
    [InlineData("float.CosPi(X)", -1, 1)]
    [InlineData("float.AtanPi(X)", -0.4221, 0.4221)]
    [InlineData("MathF.MaxMagnitude(X, 1f)", -4, 4)]
    [InlineData("MathF.Round(X, 1, MidpointRounding.AwayFromZero)", -4, 4)]
    [InlineData("MathF.ScaleB(X, -2)", -1, 1)]
    [InlineData("float.RootN(MathF.Abs(X), 4)", 0, 1.4143)]
    [InlineData("MathF.Cbrt(X)", -1.5875, 1.5875)]
    public void ProvenRange(string call, double lo, double hi)
    {
        CorpusSpec spec = Corpus.Compile(["using System;\nusing RewardDsl;\nnamespace Runtime;\n[RewardSpec] public sealed partial class Functions { [Signal(-4, 4)] public float X { get; init; } [Term(1)] public float F => " + call + "; }"]).Single();
        ValueRange range = spec.Info.Terms[0].Range;
        string found = string.Create(CultureInfo.InvariantCulture, $"{call}: [{range.Min}, {range.Max}]");
        Assert.True(range.Min <= lo * 0.999 && range.Max >= hi * 0.999, found);
        Assert.True(range.Min >= lo - (0.01 * (hi - lo)) && range.Max <= hi + (0.01 * (hi - lo)), found);
    }

    private static IEnumerable<float> Numbers(string text) => text.Split(' ').Select(static w => w switch
    {
        "inf" => float.PositiveInfinity,
        "-inf" => float.NegativeInfinity,
        "nan" => float.NaN,
        "-0" => -0f,
        _ => float.Parse(w, CultureInfo.InvariantCulture),
    });

    /// <summary>Of every magnitude, and more densely where the functions bend.</summary>
    private static IEnumerable<float> Samples()
    {
        var random = new Random(8);
        for (int i = 0; i < 4000; i++)
        {
            float any = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (float.IsNormal(any))
            {
                yield return any;
            }

            yield return (random.NextSingle() * 4f) - 2f;
            yield return (random.NextSingle() * 180f) - 90f;
            yield return 1f + ((random.NextSingle() - 0.5f) * 1e-3f);
        }
    }

    private static double Distance(float actual, double exact) =>
        Math.Abs(actual - exact) / Math.ScaleB(1.0, Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126) - 23);
}
