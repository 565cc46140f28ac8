using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using RewardDsl.Differential.RandomSpecs;
using RewardDsl.Ir;
using Xunit;
using Xunit.Abstractions;

namespace RewardDsl.Differential.Tests;

/// <summary>Derivatives of every spec of the corpus, and of random ones: kernel = interpreter = differences of the real function.</summary>
public sealed class GradientTests(ITestOutputHelper output)
{
    /// <summary>Specs of the corpus whose total has a derivative other than 0 at few states or none: they pay for conditions, whole numbers, or are clipped.</summary>
    private static readonly HashSet<string> s_flat =
    [
        "Bonuses", "CollectedBase", "Crossing", "DapoOverlong", "DerivedFormulas", "DmBallInCup", "DmPendulum", "DmReacher", "FormulaBase", "FoundConstantTruths", "FoundNullTests",
        "FoundPickedCarry", "FoundPickedConditions", "Gsm8kStrict", "GymCartPole", "GymMountainCar", "LargeFormulas", "LibSteps", "Milestones", "MiniGrid", "OfficeByTable", "PastFormulas", "PlainFormulas",
        "Priorities", "Sparse", "TagRules", "WholeNumbers", "Workshop",
    ];

    public static TheoryData<string> Specs => [.. Corpus.All.Select(static s => s.Type.FullName!)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void EveryForm_OfDerivatives_Agrees(string name)
    {
        CorpusSpec spec = Find(name);
        GradientComparison compared = GradientDifferential.Run(spec, 19, 6, seed: 3, new EvaluatorOptions { Width = VectorWidth.Vector512 }, edgeShare: 0, differences: 2);
        output.WriteLine(compared.ToString());
        Assert.True(compared.NotZero > 0 || s_flat.Contains(spec.Type.Name), compared.ToString());
        _ = GradientDifferential.Run(spec, 19, 3, seed: 3, new EvaluatorOptions { Width = VectorWidth.Vector128 }, edgeShare: 0, differences: 0);
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            _ = GradientDifferential.Run(spec, 5, 5, seed: 4, new EvaluatorOptions { Width = width }, edgeShare: 0.5, differences: 0);
        }
    }

    [Fact]
    public void RandomSpecs_Agree()
    {
        int[] payments = [3, 6, 3, 9, 3, 6, 3, 6, 12, 3, 6, 3, 9, 3, 6, 3, 6, 3, 6, 3, 9, 3, 6, 3];
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            bool isWide = width == VectorWidth.Vector512;
            IEnumerable<string> sources = payments.Where((_, i) => i % 2 == 0 == isWide).Select((count, i) => Corpus.WithGradients(SpecPrinter.Print(
                SpecGenerator.Arbitrary(count).Generator.Sample(1, new Rnd((ulong)(900 + i), isWide ? 41UL : 43UL), 10).Single(), "Random" + i.ToString("D3", CultureInfo.InvariantCulture))));
            GradientComparison sum = default;
            foreach (CorpusSpec spec in Corpus.Compile(sources, width))
            {
                var options = new EvaluatorOptions { Width = width };
                GradientComparison own = GradientDifferential.Run(spec, 17, 4, seed: 5, options, edgeShare: 0, differences: 2);
                _ = GradientDifferential.Run(spec, 5, 4, seed: 6, options, edgeShare: 0.3, differences: 1);
                sum = new GradientComparison(sum.Kernel + own.Kernel, sum.Differences + own.Differences, sum.NotZero + own.NotZero, sum.Kinks + own.Kinks);
            }

            output.WriteLine(sum.ToString());
            Assert.True(sum.Differences > 1000 && sum.NotZero > 100, sum.ToString());
        }
    }

    [Theory]
    [InlineData("WithGradients")]
    [InlineData("Reductions")]
    [InlineData("Picks")]
    [InlineData("MarginFormulas")]
    [InlineData("OwnParameters")]
    public void Threads_LargeBatch_SameBits(string name) => _ = GradientDifferential.Run(
        Corpus.AllWithGradients.First(s => s.Type.Name == name), 4099, 2, seed: 9, new EvaluatorOptions { Threads = 3 }, edgeShare: 0.01, differences: 0);

    [Fact]
    public void Differences_AreSeen()
    {
        // The harness must be able to fail: another derivative than that of the kernel, and than that of the function.
        CorpusSpec spec = Corpus.AllWithGradients.First(static s => s.Type.Name == "GateAndPotential");
        RewardProgram gradient = Optimizer.Run(ReverseMode.Run(Optimizer.Run(spec.Lowered.Step.WithoutProbes())));
        Instruction[] code = [.. gradient.Code];
        int add = Array.FindIndex(code, static c => c.Op == Opcode.Mul);
        code[add] = code[add] with { Op = Opcode.Sub };
        RewardProgram wrong = gradient with { Code = code.ToEquatableArray() };
        DifferenceException seen = Assert.Throws<DifferenceException>(() => GradientDifferential.Run(spec, 5, 3, 1, EvaluatorOptions.Default, 0, differences: 0, wrong));
        Assert.Contains("differs from interpreter", seen.Message, StringComparison.Ordinal);

        // And a call that does change state: the totals tell.
        RewardProgram forgetful = spec.Lowered.Step with { Outputs = spec.Lowered.Step.Outputs.Where(static o => o.Kind != OutputKind.Carry).ToEquatableArray() };
        Assert.Contains("after asking", Assert.Throws<DifferenceException>(() => GradientDifferential.Run(
            spec with { Lowered = spec.Lowered with { Step = forgetful } }, 5, 3, 1, EvaluatorOptions.Default, 0, differences: 0, gradient)).Message, StringComparison.Ordinal);
    }

    private static CorpusSpec Find(string name) => Corpus.AllWithGradients.First(s => s.Type.FullName == name);
}
