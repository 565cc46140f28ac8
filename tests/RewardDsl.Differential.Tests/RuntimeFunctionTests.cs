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
