using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>What holds in a part of a box.</summary>
public sealed class BranchTests
{
    [Fact]
    public void BothEndsOfAValueAreKnown()
    {
        // x / 3 is in [0.2, 0.4]: of x itself that is known only up to the rounding of the quotient.
        var step = new ProgramBuilder();
        int quotient = step.Apply(Opcode.Div, step.Leaf(Opcode.Input, IrType.Float, 0), step.Const(3f));
        int low = step.Apply(Opcode.LessOrEqual, step.Const(0.2f), quotient);
        int high = step.Apply(Opcode.LessOrEqual, quotient, step.Const(0.4f));
        int both = step.Apply(Opcode.And, low, high);
        step.Output(OutputKind.Total, 0, quotient);
        step.Output(OutputKind.Probe, 0, both);
        step.Output(OutputKind.Probe, 1, low);
        step.Output(OutputKind.Probe, 2, high);
        EquatableArray<InputSlot> inputs = new[] { new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar) }.ToEquatableArray();
        EquatableArray<CarrySlot> carries = Array.Empty<CarrySlot>().ToEquatableArray();
        EquatableArray<ParameterSlot> parameters = Array.Empty<ParameterSlot>().ToEquatableArray();
        RewardProgram program = step.Build(inputs, carries, parameters);
        ProgramAnalysis analysis = ProgramAnalysis.Run(program, new ProgramBuilder().Build(inputs, carries, parameters), new AnalysisFacts([[FloatRange.Of(-5f, 5f)]], [], 0));
        Branch? branch = analysis.Where(new Condition(program.Find(OutputKind.Probe, 0), true));
        Assert.NotNull(branch);
        Assert.Equal(FloatRange.Of(0.2f, 0.4f), branch.Range(program.Find(OutputKind.Total)));
        Assert.All(Enumerable.Range(1, 2), i => Assert.True(branch.Range(program.Find(OutputKind.Probe, i)).IsTrue));
    }
}
