using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>What is told of values without ranges.</summary>
public sealed class DependencesTests
{
    [Fact]
    public void Share_IsACommonLeaf()
    {
        int both = -1;
        int other = -1;
        (_, ProgramAnalysis analysis, int sum) = Ranges.Of(
            (b, x) =>
            {
                both = b.Apply(Opcode.Mul, x[0], x[1]);
                other = b.Apply(Opcode.Neg, x[2]);
                return b.Apply(Opcode.Add, x[0], b.Const(1f));
            },
            FloatRange.Of(0f, 1f),
            FloatRange.Of(0f, 1f),
            FloatRange.Of(0f, 1f));
        Assert.True(analysis.Dependences.Share(sum, both));
        Assert.True(analysis.Dependences.Share(both, sum));
        Assert.False(analysis.Dependences.Share(sum, other));
    }
}
