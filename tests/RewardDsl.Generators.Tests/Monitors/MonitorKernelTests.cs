using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using RewardDsl.Ir.Tests.Temporal;
using Xunit;

namespace RewardDsl.Generators.Tests.Monitors;

/// <summary>The kernels of monitors against the interpreter: the same bits at any width, batch and number of threads, whatever came before.</summary>
public sealed class MonitorKernelTests
{
    private static readonly Lazy<MonitorKernels> s_long = new(static () => MonitorKernels.Of(
    [
        .. new[]
        {
            "G (a -> F[0,50] b)",
            "F[0,33] G[2,20] a",
            "a U[0,16] b",
            "(a U[3,24] b) R[0,15] c",
            "G (b U[1,64] (a | c))",
            "H[0,31] a & O[3,16] (b S[0,9] c)",
            "G O F[0,40] (a & b)",
            "Y F[0,30] a",
        }.Select(RandomFormulas.Parse),
    ]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomFormulas_AreTheInterpreter(int seed)
    {
        bool mayBeNaN = seed != 1;
        List<TemporalFormula> formulas = [.. Enumerable.Range(0, 24).Select(i => new RandomFormulas((100 * seed) + i) { FarthestStep = 2 + (i % 7), HasUnboundedFuture = i % 2 == 0 }.Next(3 + (i % 7)))];
        var kernels = MonitorKernels.Of(formulas);
        Compare(kernels, batch: 37, steps: 120, seed, mayBeNaN, new EvaluatorOptions { Width = VectorWidth.Vector512, AfterEnd = AfterEndPolicy.Continue });
        Compare(kernels, batch: 11, steps: 120, seed + 50, mayBeNaN, new EvaluatorOptions { Width = VectorWidth.Vector128 });
    }

    [Fact]
    public void LongWindows_AreTheInterpreter()
    {
        Compare(s_long.Value, batch: 21, steps: 400, seed: 5, mayBeNaN: true, new EvaluatorOptions { Width = VectorWidth.Vector512 });
        Compare(s_long.Value, batch: 21, steps: 400, seed: 6, mayBeNaN: false, new EvaluatorOptions { Width = VectorWidth.Vector128 });
    }

    [Fact]
    public void SmoothFormulas_AreTheInterpreter()
    {
        var kernels = MonitorKernels.Of([.. new[] { "G (a -> F[0,50] b)", "F[0,33] G[2,20] a", "H[0,31] a & O[3,16] b", "a U c", "G[0,40] (a | F[0,5] b)" }.Select(RandomFormulas.Parse)], temperature: 0.5f);
        Compare(kernels, batch: 19, steps: 150, seed: 2, mayBeNaN: true, new EvaluatorOptions { Width = VectorWidth.Vector512 });
        Compare(kernels, batch: 5, steps: 150, seed: 3, mayBeNaN: false, new EvaluatorOptions { Width = VectorWidth.Vector128 });
    }

    /// <summary>Several groups, tiles and threads: each environment is what it is in a batch of another size.</summary>
    [Fact]
    public void ManyEnvironments_AreEachTheirOwn()
    {
        const int Batch = 2600;
        using RewardEvaluator one = s_long.Value.Evaluator(Batch, new EvaluatorOptions { Width = VectorWidth.Vector128 });
        using RewardEvaluator many = s_long.Value.Evaluator(Batch, new EvaluatorOptions { Width = VectorWidth.Vector512, Threads = 3 });
        using RewardEvaluator few = s_long.Value.Evaluator(130, new EvaluatorOptions { Width = VectorWidth.Vector512 });
        MonitorRun[] runs = [.. new[] { one, many, few }.Select(static e => new MonitorRun(s_long.Value, e, 9, mayBeNaN: true))];
        for (int step = 0; step < 200; step++)
        {
            foreach (MonitorRun run in runs)
            {
                run.Step(step);
            }

            AssertSame(runs[0].Metrics, runs[1].Metrics, "step " + step);
            AssertSame(runs[0].Metrics.AsSpan(0, runs[2].Metrics.Length), runs[2].Metrics, "step " + step);
        }
    }

    /// <summary>A state that is written at any step goes on with the same bits at the other width, and written again it is the same file.</summary>
    [Fact]
    public void States_AreCarriedOn()
    {
        using RewardEvaluator wide = s_long.Value.Evaluator(1100, new EvaluatorOptions { Width = VectorWidth.Vector512 });
        var run = new MonitorRun(s_long.Value, wide, 3, mayBeNaN: true);
        for (int step = 0; step < 150; step++)
        {
            run.Step(step);
            if (step % 23 == 22)
            {
                using RewardEvaluator narrow = s_long.Value.Evaluator(1100, new EvaluatorOptions { Width = VectorWidth.Vector128 });
                var other = new MonitorRun(s_long.Value, narrow, 4, mayBeNaN: true);
                for (int before = 0; before < step % 7; before++)
                {
                    other.Step(before);
                }

                byte[] state = run.Save();
                other.Load(state);
                Assert.Equal(state, other.Save());
                using RewardEvaluator again = s_long.Value.Evaluator(1100, new EvaluatorOptions { Width = VectorWidth.Vector512 });
                var original = new MonitorRun(s_long.Value, again, 3, mayBeNaN: true);
                original.Load(state);
                var resumed = new MonitorRun(s_long.Value, narrow, 3, mayBeNaN: true);
                for (int after = step + 1; after < step + 75; after++)
                {
                    original.Step(after);
                    resumed.Step(after);
                    AssertSame(original.Metrics, resumed.Metrics, "step " + after + " from " + step);
                }

                // Against the one that never stopped: it went on to the next state.
                Assert.Equal(original.Save(), resumed.Save());
            }
        }

        using RewardEvaluator fresh = s_long.Value.Evaluator(1100, new EvaluatorOptions { Width = VectorWidth.Vector512 });
        var straight = new MonitorRun(s_long.Value, fresh, 3, mayBeNaN: true);
        byte[] half = [];
        for (int step = 0; step < 140; step++)
        {
            straight.Step(step);
            half = step == 70 ? straight.Save() : half;
        }

        using RewardEvaluator later = s_long.Value.Evaluator(1100, new EvaluatorOptions { Width = VectorWidth.Vector128 });
        var rest = new MonitorRun(s_long.Value, later, 3, mayBeNaN: true);
        rest.Load(half);
        for (int step = 71; step < 140; step++)
        {
            rest.Step(step);
        }

        AssertSame(straight.Metrics, rest.Metrics, "after 70 steps");
        Assert.Equal(straight.Save(), rest.Save());
    }

    private static void Compare(MonitorKernels kernels, int batch, int steps, int seed, bool mayBeNaN, EvaluatorOptions options)
    {
        using RewardEvaluator evaluator = kernels.Evaluator(batch, options);
        var run = new MonitorRun(kernels, evaluator, seed, mayBeNaN);
        var carries = new float[batch][][];
        int[] results = [.. Enumerable.Range(0, kernels.Results).Select(i => kernels.Step.Find(OutputKind.Metric, i))];
        int different = 0;
        for (int step = 0; step < steps; step++)
        {
            run.Step(step);
            for (int b = 0; b < batch; b++)
            {
                IReadOnlyList<float[]> inputs = [.. MonitorRun.Margins(seed, step, b, mayBeNaN).Select(static m => new[] { m })];
                if (MonitorRun.Starts(seed, step, b))
                {
                    float[][] first = Interpreter.Run(kernels.Reset, new InterpreterState { Inputs = inputs, Parameters = [1f] });
                    carries[b] = [.. kernels.Step.Carries.Select((c, i) => CarryContents.Start(c, first[kernels.Reset.Find(OutputKind.Carry, i)]))];
                }

                float[][] values = Interpreter.Run(kernels.Step, new InterpreterState { Inputs = inputs, Carries = carries[b], Parameters = [1f], Truncated = MonitorRun.Ends(seed, step, b) });
                AssertSame([.. results.Select(r => values[r][0])], run.Metrics.AsSpan(b * results.Length, results.Length), "environment " + b + " at step " + step);
                carries[b] = [.. kernels.Step.Carries.Select((c, i) => CarryContents.Next(c, carries[b][i], values[kernels.Step.Find(OutputKind.Carry, i)]))];
                different += values[results[0]][0] != 0f ? 1 : 0;
            }
        }

        Assert.True(different > batch);
    }

    private static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, string where)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool isSame = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(found[i]) || (float.IsNaN(expected[i]) && float.IsNaN(found[i]));
            Assert.True(isSame, where + ", result " + i + ": " + expected[i] + " against " + found[i]);
        }
    }
}
