using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>What carried values can become.</summary>
public sealed class FixpointTests
{
    [Fact]
    public void Leak_StaysBounded() =>
        // s' = 0.9 s + x, x in [0, 0.7]: below 7.
        Assert.InRange(State((b, s, x) => b.Apply(Opcode.Add, b.Apply(Opcode.Mul, s, b.Const(0.9f)), x), FloatRange.Of(0f, 0.7f)).Hi, 6.99f, 7.1f);

    [Fact]
    public void Timer_ThatIsCut_IsBoundedByTheCut()
    {
        FloatRange timer = State((b, s, x) => b.Apply(Opcode.Min, b.Apply(Opcode.Add, s, b.Const(1f)), b.Const(50f)), FloatRange.Of(0f, 1f));
        Assert.Equal((0f, 50f), (timer.Lo, timer.Hi));
    }

    [Fact]
    public void Counter_WithoutAnEnd_IsUnbounded() =>
        Assert.Equal(float.PositiveInfinity, State((b, s, x) => b.Apply(Opcode.Add, s, b.Const(1f)), FloatRange.Of(0f, 1f)).Hi);

    [Fact]
    public void Counter_OfAnEpisode_IsCounted() =>
        // What a step reads of it: the last of 200 steps comes after 199.
        Assert.Equal(199f, State((b, s, x) => b.Apply(Opcode.Add, s, b.Const(1f)), FloatRange.Of(0f, 1f), horizon: 200).Hi);

    [Fact]
    public void Flag_OfTheEpisode_IsEither() =>
        Assert.Equal(FloatRange.Of(0f, 1f), State((b, s, x) => b.Apply(Opcode.Max, s, x), FloatRange.Of(0f, 1f)));

    private static FloatRange State(Func<ProgramBuilder, int, int, int> next, FloatRange signal, int horizon = 0)
    {
        EquatableArray<InputSlot> inputs = new[] { new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar) }.ToEquatableArray();
        EquatableArray<CarrySlot> carries = new[] { new CarrySlot("S", IrType.Float) }.ToEquatableArray();
        EquatableArray<ParameterSlot> parameters = Array.Empty<ParameterSlot>().ToEquatableArray();
        var step = new ProgramBuilder();
        int state = step.Leaf(Opcode.Carry, IrType.Float);
        int after = next(step, state, step.Leaf(Opcode.Input, IrType.Float));
        step.Output(OutputKind.Carry, 0, after);
        step.Output(OutputKind.Total, 0, state);
        var reset = new ProgramBuilder();
        reset.Output(OutputKind.Carry, 0, reset.Const(0f));
        ProgramAnalysis analysis = ProgramAnalysis.Run(step.Build(inputs, carries, parameters), reset.Build(inputs, carries, parameters), new AnalysisFacts([[signal]], [], horizon));
        return analysis.Leaves.Carries[0].Single();
    }
}
