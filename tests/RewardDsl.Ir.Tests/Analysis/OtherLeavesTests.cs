using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Ranges over leaves other than the declared ones.</summary>
public sealed class OtherLeavesTests
{
    [Fact]
    public void Over_AnotherBox_LeavesTheAnalysisAsItIs()
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of((b, x) => b.Apply(Opcode.Add, x[0], b.Apply(Opcode.Tanh, x[1])), FloatRange.Of(0f, 5f), FloatRange.Of(0f, 5f));
        Box open = analysis.Leaves.Clone();
        open.Inputs[0][0] = FloatRange.Of(0f, float.PositiveInfinity);
        open.Inputs[1][0] = FloatRange.Of(0f, float.PositiveInfinity);

        Assert.Equal(float.PositiveInfinity, analysis.Over(open, value).Hi);
        Assert.Equal(5f, analysis.Leaves.Inputs[0][0].Hi);
        Assert.InRange(analysis.Range(value).Hi, 5.9f, 6f);
    }
}
