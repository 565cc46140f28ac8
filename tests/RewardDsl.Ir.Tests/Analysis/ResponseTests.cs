using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>One value as an answer to another: by a given range, by its slope, over a part of the box.</summary>
public sealed class ResponseTests
{
    [Fact]
    public void Response_FollowsTheGivenValue()
    {
        // exp(−2x): the response to 2x itself, whatever x is.
        int inner = -1;
        (_, ProgramAnalysis analysis, int value) = Ranges.Of(
            (b, x) => b.Apply(Opcode.Exp, b.Apply(Opcode.Neg, inner = b.Apply(Opcode.Mul, x[0], b.Const(2f)))), FloatRange.Of(0f, 5f));
        Assert.Equal(FloatRange.Of(1f, 1f), analysis.Response(inner, [FloatRange.Of(0f)], value)[0]);
        FloatRange far = analysis.Response(inner, [FloatRange.Of(8f, 10f)], value)[0];
        Assert.InRange(far.Lo, 4.5e-5f, 4.6e-5f);
        Assert.InRange(far.Hi, 3.3e-4f, 3.4e-4f);
    }

    [Fact]
    public void Response_HoldsInTheBranchesOfAChoice()
    {
        // 3x < 1 ? 3x : 5, with 3x given as 2: the condition cannot hold.
        int inner = -1;
        (_, ProgramAnalysis analysis, int value) = Ranges.Of(
            (b, x) =>
            {
                inner = b.Apply(Opcode.Mul, x[0], b.Const(3f));
                return b.Apply(Opcode.Select, b.Apply(Opcode.Less, inner, b.Const(1f)), inner, b.Const(5f));
            },
            FloatRange.Of(0f, 5f));
        Assert.Equal(FloatRange.Of(5f, 5f), analysis.Response(inner, [FloatRange.Of(2f)], value)[0]);
        Assert.Equal(FloatRange.Of(0.5f, 0.5f), analysis.Response(inner, [FloatRange.Of(0.5f)], value)[0]);
        Assert.True(analysis.Response(inner, [FloatRange.Of(0.5f, 2f)], value)[0].Contains(FloatRange.Of(0.5f, 1f)));
    }

    [Fact]
    public void SlopeOf_IsTheDerivativeByAValueOnTheWay()
    {
        int inner = -1;
        (_, ProgramAnalysis analysis, int value) = Ranges.Of(
            (b, x) => b.Apply(Opcode.Sub, b.Apply(Opcode.Mul, inner = b.Apply(Opcode.Exp, x[0]), b.Const(-3f)), x[1]), FloatRange.Of(-1f, 1f), FloatRange.Of(0f, 1f));
        Assert.Equal(new Slope(-3, -3), analysis.SlopeOf(value, inner));
        Assert.Equal(-1, analysis.SlopeOf(value, inner).Direction);
        Assert.True(analysis.SlopeOf(inner, value).IsZero);
    }

    [Fact]
    public void Over_NarrowsTheBox()
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of((b, x) => b.Apply(Opcode.Mul, x[0], b.Const(2f)), FloatRange.Of(-5f, 5f));
        Box box = analysis.Leaves.Clone();
        box.Inputs[0][0] = FloatRange.Of(1f, 2f);
        Assert.Equal(FloatRange.Of(2f, 4f), analysis.Over(box)!.Range(value));
        Assert.Equal(FloatRange.Of(-10f, 10f), analysis.Range(value));
    }
}
