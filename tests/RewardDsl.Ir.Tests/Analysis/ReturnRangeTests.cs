using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>What a whole episode can pay.</summary>
public sealed class ReturnRangeTests
{
    [Fact]
    public void FixedLength_WithoutDiscount_IsSoManySteps()
    {
        ReturnRange whole = ReturnRange.Of(FloatRange.Of(-16.25f, 0.5f), 1f, 200, mayEnd: false);
        Assert.Equal(FloatRange.Of(-3250f, 100f), whole.Range);
        Assert.Equal(200, whole.Weight);
    }

    [Fact]
    public void Discount_IsAGeometricSum()
    {
        ReturnRange whole = ReturnRange.Of(FloatRange.Of(-1f, 1f), 0.5f, 3, mayEnd: false);
        Assert.Equal(FloatRange.Of(-1.75f, 1.75f), whole.Range);
        Assert.Equal(1.75, whole.Weight);
    }

    [Fact]
    public void OpenEpisode_WithDiscount_IsBounded()
    {
        // The decimal 0.99, not the float beside it: 100 steps count, not 99.99991.
        ReturnRange open = ReturnRange.Of(FloatRange.Of(-2f, 1f), 0.99f, 0, mayEnd: false);
        Assert.Equal(FloatRange.Of(-200f, 100f), open.Range);
        Assert.Equal(100, open.Weight, 12);
    }

    [Fact]
    public void OpenEpisode_WithoutDiscount_IsUnboundedWhereSomethingIsPaid()
    {
        Assert.Equal(FloatRange.Of(float.NegativeInfinity, float.PositiveInfinity), ReturnRange.Of(FloatRange.Of(-1f, 1e-6f), 1f, 0).Range);
        Assert.Equal(FloatRange.Of(0f, float.PositiveInfinity), ReturnRange.Of(FloatRange.Of(0.5f, 1f), 1f, 0, mayEnd: false).Range);
        Assert.Equal(FloatRange.Of(float.NegativeInfinity, 0f), ReturnRange.Of(FloatRange.Of(-1f, 0f), 1f, 0).Range);
        Assert.Equal(FloatRange.Of(0f, 0f), ReturnRange.Of(FloatRange.Of(0f, 0f), 1f, 0).Range);
        Assert.True(double.IsPositiveInfinity(ReturnRange.Of(FloatRange.Of(0f, 1f), 1f, 0).Weight));
    }

    [Fact]
    public void EarlyEnd_IncludesZero()
    {
        Assert.Equal(FloatRange.Of(0f, 500f), ReturnRange.Of(FloatRange.Of(1f, 1f), 1f, 500).Range);
        Assert.Equal(FloatRange.Of(500f, 500f), ReturnRange.Of(FloatRange.Of(1f, 1f), 1f, 500, mayEnd: false).Range);
        Assert.Equal(FloatRange.Of(-200f, 0f), ReturnRange.Of(FloatRange.Of(-1f, -1f), 1f, 200).Range);
    }

    [Fact]
    public void Payoff_OfTheEnd_IsPaidOnce()
    {
        // MountainCarContinuous: −0.1 a² on the way, 100 at the flag.
        ReturnRange whole = ReturnRange.Of(FloatRange.Of(-0.125f, 0f), FloatRange.Of(99.875f, 100f), 1f, 1000);
        Assert.Equal(FloatRange.Of(-125f, 100f), whole.Range);

        // 1 for staying alive, −100 for a fall: at once, or after all other steps.
        Assert.Equal(FloatRange.Of(-100f, 1000f), ReturnRange.Of(FloatRange.Of(1f, 1f), FloatRange.Of(-100f), 1f, 1000).Range);

        // With a discount a later payoff counts less than an earlier one.
        Assert.Equal(FloatRange.Of(0f, 10f), ReturnRange.Of(FloatRange.Of(0f, 0f), FloatRange.Of(10f), 0.5f, 4).Range);
        Assert.Equal(FloatRange.Of(0f, 1.875f), ReturnRange.Of(FloatRange.Of(0f, 1f), FloatRange.Of(0f, 0.5f), 0.5f, 4).Range);
    }

    [Fact]
    public void OnlyEnds_AreReturnsToo() =>
        Assert.Equal(FloatRange.Of(0f, 3f), ReturnRange.Of(FloatRange.Nothing, FloatRange.Of(2f, 3f), 0.9f, 10).Range);

    [Fact]
    public void WhatIsNoNumber_StaysVisible()
    {
        Assert.True(ReturnRange.Of(FloatRange.All, 0.9f, 10).Range.MayBeNaN);
        Assert.True(ReturnRange.Of(FloatRange.Numbers, 0.9f, 10).Range.MayBeNaN, "∞ − ∞");
        Assert.False(ReturnRange.Of(FloatRange.Of(0f, float.PositiveInfinity), 0.9f, 10).Range.MayBeNaN);
        Assert.Equal(FloatRange.OnlyNaN, ReturnRange.Of(FloatRange.OnlyNaN, 0.9f, 10, mayEnd: false).Range);
        Assert.Equal(float.PositiveInfinity, ReturnRange.Of(FloatRange.Of(0f, float.MaxValue), 0.99f, 100).Range.Hi);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.9f)]
    [InlineData(0.999f)]
    [InlineData(1f)]
    public void NoEpisode_LeavesIt(float discount)
    {
        var random = new Random(5);
        for (int n = 0; n < 3000; n++)
        {
            float[] ends = [.. Enumerable.Range(0, 4).Select(_ => (random.NextSingle() * 4f) - 2f)];
            FloatRange running = FloatRange.Of(Math.Min(ends[0], ends[1]), Math.Max(ends[0], ends[1]));
            FloatRange last = random.Next(3) == 0 ? FloatRange.Nothing : FloatRange.Of(Math.Min(ends[2], ends[3]) * 5f, Math.Max(ends[2], ends[3]) * 5f);
            int horizon = random.Next(1, 30);
            ReturnRange whole = ReturnRange.Of(running, last, discount, horizon);
            int length = last.IsNothing ? horizon : random.Next(1, horizon + 1);
            double sum = 0;
            for (int t = 0; t < length; t++)
            {
                bool isLast = t == length - 1 && !last.IsNothing && (length < horizon || random.Next(2) == 0);
                FloatRange from = isLast ? last : running;
                sum += Math.Pow((double)(decimal)discount, t) * (random.Next(3) switch { 0 => from.Lo, 1 => from.Hi, _ => from.Lo + (from.Width * random.NextDouble()) });
            }

            Assert.True(whole.Range.Lo <= sum + 1e-9 && sum <= whole.Range.Hi + 1e-9, $"{sum} is outside of {whole} ({running}, {last}, {discount}, {horizon})");
        }
    }

    [Fact]
    public void Program_PaysApart_WhatEndsIt()
    {
        // 1 a step while x < 0.9, else −50 and the end.
        (ProgramAnalysis analysis, int value) = Ending((b, x) => b.Apply(Opcode.Less, b.Const(0.9f), x));
        Assert.Equal(FloatRange.Of(-50f, 100f), ReturnRange.Of(analysis, value, 1f, 100).Range);
    }

    [Fact]
    public void Program_WithoutEnds_RunsToItsHorizon()
    {
        (ProgramAnalysis analysis, int value) = Ending(static (b, _) => b.Const(false));
        Assert.Equal(FloatRange.Of(100f, 100f), ReturnRange.Of(analysis, value, 1f, 100).Range);
    }

    [Fact]
    public void Nonsense_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => ReturnRange.Of(FloatRange.Either, 1.01f, 10));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ReturnRange.Of(FloatRange.Either, float.NaN, 10));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ReturnRange.Of(FloatRange.Either, 0.9f, -1));
    }

    private static (ProgramAnalysis Analysis, int Value) Ending(Func<ProgramBuilder, int, int> end)
    {
        var builder = new ProgramBuilder();
        int ends = end(builder, builder.Leaf(Opcode.Input, IrType.Float));
        int value = builder.Apply(Opcode.Select, ends, builder.Const(-50f), builder.Const(1f));
        builder.Output(OutputKind.Terminated, 0, builder.Apply(Opcode.Or, ends, builder.Leaf(Opcode.ExternalEnd, IrType.Bool)));
        builder.Output(OutputKind.Total, 0, value);
        RewardProgram program = builder.Build(
            new[] { new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar) }.ToEquatableArray(), Array.Empty<CarrySlot>().ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
        RewardProgram reset = new ProgramBuilder().Build(program.Inputs, program.Carries, program.Parameters);
        return (ProgramAnalysis.Run(program, reset, new AnalysisFacts([[FloatRange.Of(0f, 1f)]], [], 100)), value);
    }
}
