using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Steps at which nothing changes: carries that hold what the step computes are replaced by it.</summary>
public sealed class HeldStepTests
{
    private static readonly EquatableArray<InputSlot> s_inputs = new[] { new InputSlot("X", InputStorage.Float32, 3, InputForm.Vector), new InputSlot("Y", InputStorage.Float32, 1, InputForm.Scalar), new InputSlot("B", InputStorage.Byte, 1, InputForm.Scalar) }.ToEquatableArray();

    [Fact]
    public void ADifferenceIsZero()
    {
        (ProgramBuilder builder, int y, int before) = Start();
        int difference = builder.Apply(Opcode.Sub, y, before);
        HeldStep held = Build(builder, y, difference);
        Assert.Equal(FloatRange.Of(0f), Range(held, difference));
    }

    [Fact]
    public void ADiscountedDifferenceKeepsItsLevel()
    {
        (ProgramBuilder builder, int y, int before) = Start();
        int shaped = builder.Apply(Opcode.Sub, builder.Apply(Opcode.Mul, builder.Const(0.75f), y), before);
        HeldStep held = Build(builder, y, shaped);
        FloatRange range = Range(held, shaped);
        Assert.Equal(-1f, range.Lo);
        Assert.Equal(1f, range.Hi);
    }

    [Fact]
    public void MoreIsAskedOfSuchAStep()
    {
        (ProgramBuilder builder, int y, int before) = Start();
        int difference = builder.Apply(Opcode.Sub, y, before);
        builder.Output(OutputKind.Carry, 0, y);
        builder.Output(OutputKind.Probe, 0, difference);
        int sum = -1;
        HeldStep held = HeldStep.Of(builder.Build(s_inputs, new[] { new CarrySlot("Previous.Y", IrType.Float) }.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray()), (more, of, isReplaced) =>
        {
            sum = more.Apply(Opcode.Add, of(difference), more.Const(3f));
            Assert.Equal([true], isReplaced);
        });
        Assert.Equal(Opcode.Add, held.Program.Code[sum].Op);
        Assert.Equal(held.Of(difference), held.Program.Code[sum].A);
    }

    [Fact]
    public void ADifferenceWithTheDiscountPaysNothing()
    {
        (ProgramBuilder builder, int y, int before) = Start();
        int shaped = builder.Apply(Opcode.Sub, builder.Apply(Opcode.Mul, builder.Const(0.75f), y), before);
        builder.Output(OutputKind.Carry, 0, y);
        builder.Output(OutputKind.Probe, 0, shaped);
        RewardProgram step = builder.Build(s_inputs, new[] { new CarrySlot("Previous.Y", IrType.Float) }.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
        Assert.Equal(FloatRange.Of(0f), Range(HeldStep.Of(step, discount: 0.75f), shaped));
        Assert.Equal(-1f, Range(HeldStep.Of(step, discount: 0.5f), shaped).Lo);
    }

    [Fact]
    public void ARiseIsFalse()
    {
        var builder = new ProgramBuilder();
        int now = builder.Leaf(Opcode.Input, IrType.Bool, 2);
        int rise = builder.Apply(Opcode.And, now, builder.Apply(Opcode.Not, builder.Leaf(Opcode.Carry, IrType.Bool)));
        builder.Output(OutputKind.Carry, 0, now);
        builder.Output(OutputKind.Probe, 0, rise);
        HeldStep held = HeldStep.Of(builder.Build(s_inputs, new[] { new CarrySlot("Previous.B", IrType.Bool) }.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray()));
        Assert.True(Range(held, rise).IsFalse);
    }

    [Fact]
    public void AChainOfCarriesIsFollowed()
    {
        // Twice back is the same state too, although its carry is the output of an earlier value.
        var builder = new ProgramBuilder();
        int before = builder.Leaf(Opcode.Carry, IrType.Float);
        int longBefore = builder.Leaf(Opcode.Carry, IrType.Float, 1);
        int y = builder.Leaf(Opcode.Input, IrType.Float, 1);
        int difference = builder.Apply(Opcode.Sub, y, longBefore);
        builder.Output(OutputKind.Carry, 0, y);
        builder.Output(OutputKind.Carry, 1, before);
        builder.Output(OutputKind.Probe, 0, difference);
        HeldStep held = HeldStep.Of(builder.Build(s_inputs, new[] { new CarrySlot("A", IrType.Float), new CarrySlot("B", IrType.Float) }.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray()));
        Assert.Equal(FloatRange.Of(0f), Range(held, difference));
        Assert.DoesNotContain(held.Program.Code, static c => c.Op == Opcode.Carry);
    }

    [Fact]
    public void AStateStaysACarry()
    {
        var builder = new ProgramBuilder();
        int before = builder.Leaf(Opcode.Carry, IrType.Float);
        int next = builder.Apply(Opcode.Add, before, builder.Leaf(Opcode.Input, IrType.Float, 1));
        builder.Output(OutputKind.Carry, 0, next);
        RewardProgram step = builder.Build(s_inputs, new[] { new CarrySlot("Time", IrType.Float) }.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
        HeldStep held = HeldStep.Of(step);
        Assert.Same(step, held.Program);
        Assert.Equal(next, held.Of(next));
    }

    [Fact]
    public void AVectorAndAPickAreReplaced()
    {
        var builder = new ProgramBuilder();
        var vector = new IrType(IrKind.Float, 3);
        int now = builder.Leaf(Opcode.Input, vector);
        int rate = builder.Reduce(Opcode.Sum, builder.Apply(Opcode.Sub, now, builder.Leaf(Opcode.Carry, vector)));
        int part = builder.Apply(Opcode.Sub, builder.Pick(Opcode.InputPick, IrKind.Float, 0, [2, 0]), builder.Pick(Opcode.CarryPick, IrKind.Float, 0, [2, 0]));
        builder.Output(OutputKind.Carry, 0, now);
        builder.Output(OutputKind.Probe, 0, rate);
        builder.Output(OutputKind.Probe, 1, part);
        HeldStep held = HeldStep.Of(builder.Build(s_inputs, new[] { new CarrySlot("Previous.X", vector) }.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray()));
        Verifier.Require(held.Program, "holding");
        Assert.Equal(FloatRange.Of(0f), Range(held, rate));
        Assert.Equal(FloatRange.Of(0f), Range(held, part));
    }

    private static (ProgramBuilder Builder, int Now, int Before) Start()
    {
        var builder = new ProgramBuilder();
        int before = builder.Leaf(Opcode.Carry, IrType.Float);
        return (builder, builder.Leaf(Opcode.Input, IrType.Float, 1), before);
    }

    private static HeldStep Build(ProgramBuilder builder, int next, int value)
    {
        builder.Output(OutputKind.Carry, 0, next);
        builder.Output(OutputKind.Probe, 0, value);
        HeldStep held = HeldStep.Of(builder.Build(s_inputs, new[] { new CarrySlot("Previous.Y", IrType.Float) }.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray()));
        Verifier.Require(held.Program, "holding");
        return held;
    }

    private static FloatRange Range(HeldStep held, int value)
    {
        FloatRange[][] inputs = s_inputs.Select(static i => Enumerable.Repeat(i.Kind == IrKind.Bool ? FloatRange.Either : FloatRange.Of(-4f, 4f), i.Width).ToArray()).ToArray();
        return ProgramAnalysis.Run(held.Program, new ProgramBuilder().Build(s_inputs, held.Program.Carries, held.Program.Parameters), new AnalysisFacts(inputs, [], 0)).Range(held.Of(value));
    }
}
