using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Questions about values that a program does not compute itself.</summary>
public sealed class WithTests
{
    [Fact]
    public void With_MoreValues_KeepsTheOthersAndProvesTheNew()
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of((b, x) => b.Apply(Opcode.Mul, x[0], x[1]), FloatRange.Of(-2f, 5f), FloatRange.Of(-3f, 1f));
        ProgramAnalysis more = analysis.With(
            new Instruction(Opcode.Max, IrType.Float, 0, 1, -1, 0),
            new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits(0f)),
            new Instruction(Opcode.Less, IrType.Bool, analysis.Count, analysis.Count + 1, -1, 0));

        Assert.Equal(analysis.Range(value), more.Range(value));
        Assert.Equal(FloatRange.Of(-2f, 5f), more.Range(analysis.Count));

        // Both are below 0: the product is above.
        Branch both = more.Where(new Condition(analysis.Count + 2, true))!;
        (float bound, float attained, Box? at) = both.ProveAbove(value, 40);
        Assert.Equal(6f, bound, 0.1f);
        Assert.Equal(6f, attained, 0.1f);
        Assert.True(at!.Inputs[0][0].Hi <= 0f && at.Inputs[1][0].Hi <= 0f);
    }

    [Fact]
    public void SlopeOf_InABranch_IsTheSlopeThere()
    {
        (RewardProgram program, ProgramAnalysis analysis, int value) = Ranges.Of((b, x) => b.Apply(Opcode.Abs, b.Apply(Opcode.Neg, x[0])), FloatRange.Of(-2f, 5f));
        Box box = analysis.Leaves.Clone();
        box.Inputs[0][0] = FloatRange.Of(1f, 5f);
        int negated = program.Code[value].A;

        Assert.Equal(new Slope(-1, 1), analysis.SlopeOf(value, negated));
        Assert.Equal(new Slope(-1, -1), analysis.Over(box)!.SlopeOf(value, negated));
    }

    [Fact]
    public void Over_ABoxAndConditions_HoldsBoth()
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of((b, x) => b.Apply(Opcode.Less, x[0], x[1]), FloatRange.Of(0f, 5f), FloatRange.Of(0f, 5f));
        Box box = analysis.Leaves.Clone();
        box.Inputs[1][0] = FloatRange.Of(0f, 2f);

        Assert.Equal(2f, analysis.Over(box, [new Condition(value, true)])!.Box.Inputs[0][0].Hi, 0.001f);
        box.Inputs[0][0] = FloatRange.Of(3f, 5f);
        Assert.Null(analysis.Over(box, [new Condition(value, true)]));
    }
}
