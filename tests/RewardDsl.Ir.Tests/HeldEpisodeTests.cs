using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Episodes of held states, and whether what they return is linear in a parameter.</summary>
public sealed class HeldEpisodeTests
{
    private const double Discount = 0.9;

    /// <summary>The shortcuts (what reads no carry is computed once, a steady state is summed) change nothing.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    public void ReturnsWhatEachStepPays(int first)
    {
        int ended = 0;
        for (int seed = first; seed < first + 100; seed++)
        {
            RewardProgram step = RandomPrograms.Create(seed);
            RewardProgram reset = Reset(step, seed);
            HeldPhase[] phases = [new(RandomPrograms.State(step, seed).Inputs, 1 + (seed % 7)), new(RandomPrograms.State(step, seed + 1).Inputs, 20)];
            float[] parameters = [0.5f];
            HeldReturn found = new HeldEpisode(step, reset).Run(phases, parameters, Discount);
            (double sum, bool isEnded) = StepByStep(step, reset, phases, parameters);
            Assert.Equal(isEnded, found.Ended);
            Assert.True(found.Return.Equals(sum) || Math.Abs(found.Return - sum) <= 1e-9 * Math.Abs(sum), seed + ": " + found.Return + " against " + sum);
            ended += isEnded ? 1 : 0;
        }

        Assert.InRange(ended, 1, 99);
    }

    /// <summary>Of random programs, those that are said to be linear are, and some of the others are not.</summary>
    [Fact]
    public void LinearMeansOnALine()
    {
        int linear = 0;
        int curved = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            (RewardProgram step, RewardProgram reset) = Scalars(seed);
            HeldPhase[] phases = [new([[0.75f]], 3)];
            double[] returns = [.. new[] { 1f, 2f, 4f }.Select(w => new HeldEpisode(step, reset).Run(phases, [w], Discount).Return)];
            bool isOnALine = Math.Abs(returns[2] - returns[1] - (2 * (returns[1] - returns[0]))) <= 1e-4 * returns.Max(Math.Abs);
            if (returns[0] != returns[1] && Linearity.IsLinear(step, reset, OutputKind.Objective, 0))
            {
                linear++;
                Assert.True(isOnALine, seed + ": " + string.Join(", ", returns));
            }

            curved += isOnALine ? 0 : 1;
        }

        Assert.True(linear > 100 && curved > 100, linear + " linear, " + curved + " curved");
    }

    [Fact]
    public void SquareIsNotLinear() => Assert.False(IsLinear((b, w, c) => b.Apply(Opcode.Mul, w, w)));

    [Fact]
    public void WeightTimesAnythingIsLinear() => Assert.True(IsLinear((b, w, c) => b.Apply(Opcode.Add, b.Const(1f), b.Apply(Opcode.Mul, b.Apply(Opcode.Neg, w), c))));

    [Fact]
    public void ClampIsNotLinear() => Assert.False(IsLinear((b, w, c) => b.Apply(Opcode.Clamp, w, b.Const(-1f), b.Const(1f))));

    [Fact]
    public void ConditionIsNotLinear() => Assert.False(IsLinear((b, w, c) => b.Apply(Opcode.Select, b.Apply(Opcode.Less, w, c), b.Const(0f), b.Const(1f))));

    [Fact]
    public void WhetherAPaymentIsZeroIsFree() =>
        Assert.True(IsLinear((b, w, c) => b.Apply(Opcode.Select, b.Apply(Opcode.NotEqual, b.Apply(Opcode.Mul, c, w), b.Const(0f)), w, b.Const(1f))));

    [Fact]
    public void WhetherASumIsZeroIsNot() =>
        Assert.False(IsLinear((b, w, c) => b.Apply(Opcode.Select, b.Apply(Opcode.NotEqual, b.Apply(Opcode.Add, c, w), b.Const(0f)), w, b.Const(1f))));

    [Fact]
    public void WhetherAChoiceIsZeroIsNot() => Assert.False(IsLinear((b, w, c) => b.Apply(
        Opcode.Select, b.Apply(Opcode.NotEqual, b.Apply(Opcode.Select, b.Apply(Opcode.Less, w, c), w, b.Const(0f)), b.Const(0f)), w, b.Const(1f))));

    [Fact]
    public void ThroughACarry()
    {
        Assert.True(IsLinear((b, w, c) => c, (b, w, c) => b.Apply(Opcode.Add, c, w)));
        Assert.False(IsLinear((b, w, c) => c, (b, w, c) => b.Apply(Opcode.Mul, c, w)));
        Assert.False(IsLinear((b, w, c) => b.Apply(Opcode.Mul, c, w), (b, w, c) => b.Apply(Opcode.Add, c, w)));
    }

    private static bool IsLinear(Func<ProgramBuilder, int, int, int> objective, Func<ProgramBuilder, int, int, int>? carry = null)
    {
        EquatableArray<CarrySlot> carries = new[] { new CarrySlot("C", IrType.Float) }.ToEquatableArray();
        EquatableArray<ParameterSlot> parameters = new[] { new ParameterSlot("W", 0, 0, 0) }.ToEquatableArray();
        var step = new ProgramBuilder();
        int w = step.Leaf(Opcode.Parameter, IrType.Float);
        int c = step.Leaf(Opcode.Carry, IrType.Float);
        step.Output(OutputKind.Objective, 0, objective(step, w, c));
        step.Output(OutputKind.Carry, 0, carry is null ? c : carry(step, w, c));
        step.Output(OutputKind.Terminated, 0, step.Leaf(Opcode.ExternalEnd, IrType.Bool));
        var reset = new ProgramBuilder();
        reset.Output(OutputKind.Carry, 0, reset.Leaf(Opcode.Parameter, IrType.Float));
        RewardProgram resets = carry is null ? new ProgramBuilder().Build(default, carries, parameters) : reset.Build(default, carries, parameters);
        return Linearity.IsLinear(step.Build(default, carries, parameters), resets, OutputKind.Objective, 0);
    }

    private static (RewardProgram Step, RewardProgram Reset) Scalars(int seed)
    {
        var random = new Random(seed);
        var step = new ProgramBuilder();
        List<int> floats = [step.Leaf(Opcode.Parameter, IrType.Float), step.Leaf(Opcode.Carry, IrType.Float), step.Leaf(Opcode.Input, IrType.Float), step.Const(0f), step.Const(1.5f)];
        List<int> flags = [step.Leaf(Opcode.IsFirst, IrType.Bool)];
        int Float() => floats[random.Next(floats.Count)];
        int Flag() => flags[random.Next(flags.Count)];
        for (int i = 0; i < 8; i++)
        {
            switch (random.Next(7))
            {
                case 0: floats.Add(step.Apply(Opcode.Neg, Float())); break;
                case 1: floats.Add(step.Apply(Opcode.Add, Float(), Float())); break;
                case 2: floats.Add(step.Apply(Opcode.Mul, Float(), Float())); break;
                case 3: floats.Add(step.Apply(Opcode.Select, Flag(), Float(), Float())); break;
                case 4: floats.Add(step.Apply(Opcode.Clamp, Float(), step.Const(-2f), step.Const(2f))); break;
                case 5: flags.Add(step.Apply(Opcode.Less, Float(), Float())); break;
                default: flags.Add(step.Apply(Opcode.NotEqual, Float(), step.Const(0f))); break;
            }
        }

        step.Output(OutputKind.Objective, 0, floats[^1]);
        step.Output(OutputKind.Carry, 0, Float());
        step.Output(OutputKind.Terminated, 0, Flag());
        EquatableArray<InputSlot> inputs = new[] { new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar) }.ToEquatableArray();
        EquatableArray<CarrySlot> carries = new[] { new CarrySlot("C", IrType.Float) }.ToEquatableArray();
        EquatableArray<ParameterSlot> parameters = new[] { new ParameterSlot("W", 0, 0, 0) }.ToEquatableArray();
        var reset = new ProgramBuilder();
        reset.Output(OutputKind.Carry, 0, seed % 2 == 0 ? reset.Const(0.5f) : reset.Leaf(Opcode.Parameter, IrType.Float));
        return (step.Build(inputs, carries, parameters), reset.Build(inputs, carries, parameters));
    }

    private static RewardProgram Reset(RewardProgram step, int seed)
    {
        var builder = new ProgramBuilder();
        int start = seed % 2 == 0 ? builder.Const(0.5f) : builder.Leaf(Opcode.Parameter, IrType.Float);
        builder.Output(OutputKind.Carry, 0, start);
        builder.Output(OutputKind.Carry, 1, builder.Broadcast(builder.Const(-1f), step.Carries[1].Type.Length));
        return builder.Build(step.Inputs, step.Carries, step.Parameters);
    }

    private static (double Sum, bool Ended) StepByStep(RewardProgram step, RewardProgram reset, HeldPhase[] phases, float[] parameters)
    {
        double sum = 0;
        double weight = 1;
        bool isEnded = Run(step, reset, phases, parameters, values =>
        {
            sum += weight * values[step.Find(OutputKind.Objective)][0];
            weight *= Discount;
        });
        return (sum, isEnded);
    }

    private static bool Run(RewardProgram step, RewardProgram reset, HeldPhase[] phases, float[] parameters, Action<float[][]> paid)
    {
        float[][] carries = HeldEpisode.Reset(step, reset, phases[0].Inputs, parameters);
        bool isFirst = true;
        foreach (IReadOnlyList<float[]> inputs in phases.SelectMany(static p => Enumerable.Repeat(p.Inputs, p.Steps)))
        {
            float[][] values = Interpreter.Run(step, new InterpreterState { Inputs = inputs, Carries = carries, Parameters = parameters, IsFirst = isFirst });
            paid(values);
            if (values[step.Find(OutputKind.Terminated)][0] != 0f)
            {
                return true;
            }

            carries = [values[step.Find(OutputKind.Carry, 0)], values[step.Find(OutputKind.Carry, 1)]];
            isFirst = false;
        }

        return false;
    }
}
