using System;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>In how much of a box a condition holds for certain.</summary>
public sealed class ZeroShareTests
{
    [Fact]
    public void Share_OfAThreshold()
    {
        ZeroShare share = Of(static (b, x) => b.Apply(Opcode.Less, b.Const(0.1f), x), 0.8, 24);
        Assert.InRange(share.Share, 0.8, 0.9);
        Assert.Equal((0.5f, 1f), (share.Largest!.Inputs[0][0].Lo, share.Largest.Inputs[0][0].Hi));
    }

    [Fact]
    public void Share_IsNeverTooLarge() => Assert.InRange(Of(static (b, x) => b.Apply(Opcode.Less, b.Const(0.3f), x), 0, 60).Share, 0.68, 0.7);

    [Fact]
    public void Share_OfNothing() => Assert.Equal(new ZeroShare(0, null), Of(static (b, x) => b.Apply(Opcode.Less, b.Const(1f), x), 0.8, 24));

    [Fact]
    public void Share_OfAll() => Assert.Equal(1.0, Of(static (b, x) => b.Apply(Opcode.Less, b.Const(-1f), x), 0.8, 24).Share);

    [Fact]
    public void Budget_IsKept() => Assert.Equal(0.0, Of(static (b, x) => b.Apply(Opcode.Less, b.Const(0.1f), x), 0.8, 1).Share);

    private static ZeroShare Of(Func<ProgramBuilder, int, int> make, double wanted, int budget)
    {
        var step = new ProgramBuilder();
        step.Output(OutputKind.Total, 0, make(step, step.Leaf(Opcode.Input, IrType.Float, 0)));
        EquatableArray<InputSlot> inputs = new[] { new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar) }.ToEquatableArray();
        EquatableArray<CarrySlot> carries = Array.Empty<CarrySlot>().ToEquatableArray();
        EquatableArray<ParameterSlot> parameters = Array.Empty<ParameterSlot>().ToEquatableArray();
        RewardProgram program = step.Build(inputs, carries, parameters);
        ProgramAnalysis analysis = ProgramAnalysis.Run(program, new ProgramBuilder().Build(inputs, carries, parameters), new AnalysisFacts([[FloatRange.Of(0f, 1f)]], [], 0));
        int condition = program.Find(OutputKind.Total);
        return ZeroShare.Of(analysis, analysis.Leaves, [(0, 0)], b => b.Range(condition) is var range && range.IsTrue ? true : range.IsFalse ? false : null, wanted, budget);
    }
}
