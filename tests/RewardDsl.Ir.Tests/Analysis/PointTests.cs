using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Parts of the box that are given by their leaves.</summary>
public sealed class PointTests
{
    [Fact]
    public void RangeAtAPoint()
    {
        (RewardProgram program, ProgramAnalysis analysis, int value) = Ranges.Of(static (b, x) => b.Apply(Opcode.Mul, x[0], x[1]), FloatRange.Of(-1f, 2f), FloatRange.Of(0f, 3f));
        Box box = analysis.Leaves.Clone();
        box.Inputs[0][0] = FloatRange.Of(2f);
        Assert.Equal(FloatRange.Of(0f, 6f), analysis.Over(box)!.Range(value));
        box.Inputs[1][0] = FloatRange.Of(1.5f);
        Assert.Equal(FloatRange.Of(3f), analysis.Over(box)!.Range(value));
        Assert.Equal(FloatRange.Of(-3f, 6f), analysis.Range(value));
        Assert.Equal(2, program.Inputs.Count);
    }
}
