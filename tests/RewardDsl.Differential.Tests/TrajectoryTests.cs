using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using QuadrupedVelocity;
using RewardDsl.Differential.Trajectories;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>Robustness over batches of trajectories: the same numbers as the definition gives for one trace at a time.</summary>
public sealed class TrajectoryTests
{
    [Theory]
    [InlineData(VectorWidth.Vector128)]
    [InlineData(VectorWidth.Vector512)]
    public void RandomFormulas_EveryStep_AreTheDefinition(VectorWidth width)
    {
        for (int seed = 0; seed < 4000; seed++)
        {
            Assert.Null(new TrajectoryCase(seed).Difference(new TrajectoryOptions { Width = width }));
        }
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "Vector512 False")]
    [InlineData("DOTNET_EnableAVX2", "Vector256 False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "Vector128 False")]
    public void Hardware_SwitchedOff_IsTheDefinition(string variable, string expected)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TrajectoryCase).Assembly.Location, "trajectories", "300"]) { RedirectStandardOutput = true };
        start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        if (System.Runtime.Intrinsics.X86.Avx512F.IsSupported || variable != "DOTNET_EnableAVX512")
        {
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    /// <summary>A published requirement over a thousand steps: speed is never too high, the goal is stayed at soon, triggers are answered.</summary>
    [Theory]
    [InlineData(64, 0x4e535fae, 10704.658212542534, 0.96434375)]
    [InlineData(1024, 0xb7acd037, 168134.52888053656, 0.9559501953125)]
    public void ThreeRequirements_OverAThousandSteps_AreThePublishedNumbers(int batch, uint crc, double sum, double positive)
    {
        var workload = new ThreeRequirements(batch);
        Assert.Equal(workload.ExpectedInputs, workload.Inputs.Select(static x => Crc32.Of(MemoryMarshal.AsBytes<float>(x))));
        foreach (int threads in new[] { 1, 2, 3 })
        {
            foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
            {
                using var robustness = new TrajectoryRobustness(workload.Formula, new TrajectoryOptions { Threads = threads, Width = width });
                float[] all = new float[ThreeRequirements.Steps * batch];
                float[] first = new float[batch];
                robustness.Evaluate(workload.Margins, ThreeRequirements.Steps, batch, all);
                robustness.EvaluateFirst(workload.Margins, ThreeRequirements.Steps, batch, first);
                Assert.Equal(crc, Crc32.Of(MemoryMarshal.AsBytes<float>(all)));
                Assert.Equal(sum, all.Sum(static x => (double)x), 1e-6);
                Assert.Equal(positive, all.Count(static x => x > 0) / (double)all.Length);
                Assert.Equal(all[..batch], first);
                Assert.Equal(workload.ExpectedFirst, first[..8]);
            }
        }
    }

    [Fact]
    public void Threads_RandomFormulas_SameBits()
    {
        // Large enough to be shared.
        for (int seed = 0; seed < 40; seed++)
        {
            const int Steps = 300;
            const int Batch = 1100;
            TrajectoryFormula formula = TrajectoryCase.TableOf(RobustnessProgram.Of(TrajectoryCase.Random(seed, 6, 30)));
            var random = new Random(seed);
            TrajectoryMargin[] margins = [.. Enumerable.Range(0, formula.AtomCount).Select(_ => (TrajectoryMargin)(float[])[.. Enumerable.Range(0, Steps * Batch).Select(_ => (float)random.Next(-9, 9))])];
            int[] lengths = [.. Enumerable.Range(0, Batch).Select(_ => 200 + random.Next(101))];
            float[] one = new float[Steps * Batch];
            float[] three = new float[Steps * Batch];
            using var alone = new TrajectoryRobustness(formula);
            using var shared = new TrajectoryRobustness(formula, new TrajectoryOptions { Threads = 3 });
            alone.Evaluate(margins, Steps, Batch, one, lengths);
            shared.Evaluate(margins, Steps, Batch, three, lengths);
            Assert.True(MemoryMarshal.AsBytes<float>(one).SequenceEqual(MemoryMarshal.AsBytes<float>(three)), $"seed {seed}");
        }
    }

    /// <summary>The value at the first step depends on what its windows reach; what is not a number further on is not seen.</summary>
    [Fact]
    public void FirstStep_ReadsNoFurtherThanItsWindows()
    {
        TrajectoryFormula formula = TrajectoryCase.TableOf(RobustnessProgram.Of(TrajectoryCase.Parse("F[0,200] G[0,20] a & (b -> F[0,50] c)")));
        Assert.Equal(220, formula.Horizon);
        const int Batch = 33;
        const int Steps = 1000;
        int[] read = [221, 1, 51];
        TrajectoryMargin[] margins = [.. read.Select(rows => (TrajectoryMargin)(float[])[.. Enumerable.Range(0, Steps * Batch).Select(i => i < rows * Batch ? i % 7 : float.NaN)])];
        float[] first = new float[Batch];
        using var robustness = new TrajectoryRobustness(formula);
        robustness.EvaluateFirst(margins, Steps, Batch, first);
        Assert.DoesNotContain(float.NaN, first);
        foreach (int atom in new[] { 0, 1, 2 })
        {
            float[] shorter = [.. Enumerable.Range(0, Steps * Batch).Select(i => i < (read[atom] - 1) * Batch ? i % 7 : float.NaN)];
            TrajectoryMargin[] some = [.. margins];
            some[atom] = shorter;
            robustness.EvaluateFirst(some, Steps, Batch, first);
            Assert.All(first, static x => Assert.True(float.IsNaN(x)));
        }
    }

    [Fact]
    public void Calls_AfterTheFirst_AllocateNothing()
    {
        var workload = new ThreeRequirements(64);
        float[] all = new float[ThreeRequirements.Steps * 64];
        float[] first = new float[64];
        using var robustness = new TrajectoryRobustness(workload.Formula);
        long before = 0;
        for (int call = 0; call < 4; call++)
        {
            robustness.Evaluate(workload.Margins, ThreeRequirements.Steps, 64, all);
            robustness.EvaluateFirst(workload.Margins, ThreeRequirements.Steps, 64, first);
            before = call == 1 ? GC.GetAllocatedBytesForCurrentThread() : before;
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Margins of 1 and −1 decide true-or-false formulas.</summary>
    [Fact]
    public void Truth_IsTheSignForMarginsOfOne()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            TemporalFormula formula = TrajectoryCase.Random(seed, 2 + (seed % 7), 3);
            TrajectoryFormula table = TrajectoryCase.TableOf(RobustnessProgram.Of(formula));
            var random = new Random(seed);
            const int Batch = 20;
            int steps = 1 + (seed % 9);
            float[][] margins = [.. Enumerable.Range(0, 3).Select(_ => (float[])[.. Enumerable.Range(0, steps * Batch).Select(_ => random.Next(2) == 0 ? -1f : 1f)])];
            float[] first = new float[Batch];
            using var robustness = new TrajectoryRobustness(table);
            robustness.EvaluateFirst([.. margins.Take(table.AtomCount).Select(static m => (TrajectoryMargin)m)], steps, Batch, first);
            for (int b = 0; b < Batch; b++)
            {
                ulong[] trace = [.. Enumerable.Range(0, steps).Select(t => (ulong)Enumerable.Range(0, 3).Sum(k => margins[k][(t * Batch) + b] > 0 ? 1 << k : 0))];
                Assert.Equal(TraceEvaluator.Holds(formula, trace), first[b] > 0);
            }
        }
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        var atom = new FormulaNode(FormulaNodeKind.Margin, false, 0);
        var formula = new TrajectoryFormula(atom);
        using var robustness = new TrajectoryRobustness(formula);
        TrajectoryMargin[] margins = [new float[12]];
        float[] result = new float[12];
        Assert.Throws<ArgumentOutOfRangeException>(() => robustness.Evaluate(margins, 0, 3, result));
        Assert.Throws<ArgumentOutOfRangeException>(() => robustness.Evaluate(margins, 3, 0, result));
        Assert.Contains("12 values", Message(() => robustness.Evaluate([new float[11]], 4, 3, result)), StringComparison.Ordinal);
        Assert.Contains("the buffer has 11", Message(() => robustness.Evaluate(margins, 4, 3, new float[11])), StringComparison.Ordinal);
        Assert.Contains("1 atoms", Message(() => robustness.Evaluate([], 4, 3, result)), StringComparison.Ordinal);
        Assert.Contains("no margins", Message(() => robustness.Evaluate([default], 4, 3, result)), StringComparison.Ordinal);
        Assert.Contains("2 lengths", Message(() => robustness.Evaluate(margins, 4, 3, result, [1, 2])), StringComparison.Ordinal);
        Assert.Contains("Trajectory 1 has a length of 5", Message(() => robustness.Evaluate(margins, 4, 3, result, [1, 5, 2])), StringComparison.Ordinal);
        Assert.Contains("length of -1", Message(() => robustness.Evaluate(margins, 4, 3, result, [1, -1, 2])), StringComparison.Ordinal);
        Assert.Contains("overlaps", Message(() => robustness.Evaluate([result], 4, 3, result)), StringComparison.Ordinal);
        Assert.Contains("stride of 2", Message(() => robustness.Evaluate(margins, 4, 3, result, rowStride: 2)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TrajectoryMargin.Below(result, float.NaN));
        Assert.Throws<ArgumentException>(() => TrajectoryMargin.Above(TrajectoryMargin.Below(result, 2), 1));
        Assert.Throws<ArgumentException>(() => _ = new TrajectoryFormula());
        Assert.Contains("no atom -1", Message(() => _ = new TrajectoryFormula(atom with { Left = -1 })), StringComparison.Ordinal);
        Assert.Contains("Operation 1", Message(() => _ = new TrajectoryFormula(atom, new FormulaNode(FormulaNodeKind.Negate, false, 1))), StringComparison.Ordinal);
        Assert.Contains("operand -1", Message(() => _ = new TrajectoryFormula(atom, new FormulaNode(FormulaNodeKind.Extreme, false, 0))), StringComparison.Ordinal);
        Assert.Contains("-2 steps", Message(() => _ = new TrajectoryFormula(atom, new FormulaNode(FormulaNodeKind.Ahead, false, 0, -1, -2))), StringComparison.Ordinal);
        Assert.Contains("-1 steps", Message(() => _ = new TrajectoryFormula(atom, new FormulaNode(FormulaNodeKind.Later, false, 0, -1, -1))), StringComparison.Ordinal);
        robustness.Dispose();
        Assert.Throws<ObjectDisposedException>(() => robustness.Evaluate(margins, 4, 3, result));
    }

    private static string Message(Action call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}
