using System;
using System.Linq;
using Xunit;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>The whole way from C# to a kernel and back, against the CPU evaluator, with the state moving between the two.</summary>
[Collection("stand-in")]
public sealed class CorpusTests : StandInTests
{
    [StandInTheory]
    [InlineData(typeof(Hopper))]
    [InlineData(typeof(Specs.States))]
    [InlineData(typeof(Specs.VectorStates))]
    [InlineData(typeof(Specs.OwnParameters))]
    [InlineData(typeof(Specs.AbsentPaid))]
    [InlineData(typeof(Specs.MarginFormulas))]
    [InlineData(typeof(Specs.WindowedFormulas))]
    [InlineData(typeof(Specs.Workshop))]
    [InlineData(typeof(Specs.TotalProgress))]
    [InlineData(typeof(Specs.WithGradients))]
    public void Steps_HaveTheBitsOfTheCpu(Type spec)
    {
        using var pair = new Pair(spec, batch: 70, seed: 11, StandIn.Options);
        for (int t = 0; t < 24; t++)
        {
            if (t is 3 or 9)
            {
                pair.ChangeParameters();
            }

            // At different places of blocks of rows.
            if (t is 5 or 6 or 13 or 18)
            {
                pair.Exchange();
            }

            pair.Step(t);
        }
    }

    [StandInFact]
    public void Fast_IsCompiledApartAndNear()
    {
        CudaOptions options = StandIn.Options with { Numerics = CudaNumerics.Fast };
        using var exact = new Hopper.CudaEvaluator(1, StandIn.Options);
        int before = StandIn.Compilations;
        using var fast = new Hopper.CudaEvaluator(1, options);
        Assert.Equal(before + 1, StandIn.Compilations);
        Assert.Equal("--gpu-architecture=sm_90 -DRW_FAST=1 --fmad=true", StandIn.LastOptions);
        float[] totals = [.. new[] { exact, fast }.Select(static evaluator => HopperRun.OneStep(evaluator, StandIn.Options))];
        Assert.Equal(totals[0], totals[1], 1e-5f);
    }
}
