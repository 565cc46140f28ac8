using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>What can change a result, and where the ranges end it.</summary>
public sealed class EffectsTests
{
    private static readonly FloatRange s_low = FloatRange.Of(-3f, 3f);
    private static readonly FloatRange s_high = FloatRange.Of(3f, 10f);

    [Fact]
    public void EveryOperandOfASumIsFelt() => Assert.Equal("11", Felt((b, x) => b.Apply(Opcode.Add, x[0], x[1]), s_low, s_high));

    [Fact]
    public void AMinimumFeelsTheLowerSide()
    {
        Assert.Equal("10", Felt((b, x) => b.Apply(Opcode.Min, x[0], x[1]), s_low, s_high));
        Assert.Equal("01", Felt((b, x) => b.Apply(Opcode.Min, x[0], x[1]), s_high, s_low));
        Assert.Equal("11", Felt((b, x) => b.Apply(Opcode.Min, x[0], x[1]), s_low, FloatRange.Of(2.9f, 4f)));
    }

    [Fact]
    public void AMaximumFeelsTheHigherSide()
    {
        Assert.Equal("01", Felt((b, x) => b.Apply(Opcode.Max, x[0], x[1]), s_low, s_high));
        Assert.Equal("10", Felt((b, x) => b.Apply(Opcode.Max, x[0], x[1]), s_high, s_low));
    }

    [Fact]
    public void AClampFeelsTheEndsThatItReaches() => Assert.Equal("110", Felt((b, x) => b.Apply(Opcode.Clamp, x[0], x[1], x[2]), s_low, FloatRange.Of(-1f, 0f), s_high));

    [Fact]
    public void AProductWithZeroFeelsNothing() => Assert.Equal("0", Felt((b, x) => b.Apply(Opcode.Mul, x[0], b.Const(0f)), s_low));

    [Fact]
    public void ANaNIsFelt() => Assert.Equal("11", Felt((b, x) => b.Apply(Opcode.Min, x[0], x[1]), s_low, s_high with { MayBeNaN = true }));

    [Fact]
    public void WhatAFixedConditionDecidesIsFollowed() =>
        Assert.Equal("1", Felt((b, x) => b.Apply(Opcode.Select, b.Apply(Opcode.Less, x[0], b.Const(9f)), b.Const(1f), b.Const(0f)), s_low));

    [Fact]
    public void NothingLostNothingListed()
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of((b, x) => b.Apply(Opcode.Tanh, x[0]), s_low);
        Assert.Empty(new Effects(analysis, [value], _ => false).Lost);
    }

    /// <summary>A 1 for each signal that the result feels.</summary>
    private static string Felt(Func<ProgramBuilder, int[], int> formula, params FloatRange[] signals)
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of(formula, signals);
        var effects = new Effects(analysis, [value], static _ => false);
        return string.Concat(signals.Select((_, i) => effects.IsInputFelt(i) ? '1' : '0'));
    }
}
