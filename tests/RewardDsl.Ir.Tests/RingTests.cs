using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Carries that keep several steps.</summary>
public sealed class RingTests
{
    /// <summary>What each form reads of the last three values, before there are as many and after.</summary>
    [Theory]
    [InlineData(CarryForm.Delayed, new[] { 9f, 9f, 9f, 1f, 5f, 2f })]
    [InlineData(CarryForm.Largest, new[] { float.NegativeInfinity, 1f, 5f, 5f, 5f, 4f })]
    [InlineData(CarryForm.Smallest, new[] { float.PositiveInfinity, 1f, 1f, 1f, 2f, 2f })]
    [InlineData(CarryForm.Until, new[] { float.NegativeInfinity, 1f, 3f, 3f, 5f, 2f })]
    public void Read_IsOfTheLastSteps(CarryForm form, float[] expected)
    {
        float[] written = [1f, 5f, 2f, 4f, 3f, 0f];
        float[] left = [3f, 3f, 2f, 7f, 7f, 7f];
        float none = form == CarryForm.Smallest ? float.PositiveInfinity : float.NegativeInfinity;
        EquatableArray<CarrySlot> slots = new[]
        {
            new CarrySlot("Left", IrType.Float) { Reach = 3, Form = CarryForm.Smallest },
            new CarrySlot("Own", IrType.Float) { Reach = 3, Form = form, Partner = form == CarryForm.Until ? 0 : -1 },
        }.ToEquatableArray();
        float[][] contents = [CarryContents.Start(slots[0], [float.PositiveInfinity]), CarryContents.Start(slots[1], [form == CarryForm.Delayed ? 9f : none])];
        for (int t = 0; t < expected.Length; t++)
        {
            Assert.Equal(expected[t], CarryContents.Value(slots, 1, contents).Single());
            contents = [CarryContents.Next(slots[0], contents[0], [left[t]]), CarryContents.Next(slots[1], contents[1], [written[t]])];
        }
    }

    [Fact]
    public void Verifier_SeesWhatNoKernelCouldKeep()
    {
        var left = new CarrySlot("L", IrType.Float) { Reach = 4, Form = CarryForm.Smallest };
        Assert.Empty(Check(left, new CarrySlot("U", IrType.Float) { Reach = 4, Form = CarryForm.Until, Partner = 0 }));
        Assert.Single(Check(left, new CarrySlot("U", IrType.Float) { Reach = 5, Form = CarryForm.Until, Partner = 0 }));
        Assert.Single(Check(left, new CarrySlot("U", IrType.Float) { Reach = 4, Form = CarryForm.Release, Partner = 0 }));
        Assert.Single(Check(left, new CarrySlot("U", IrType.Float) { Reach = 4, Form = CarryForm.Until }));
        Assert.Single(Check(new CarrySlot("B", IrType.Bool) { Reach = 4 }));
        Assert.Single(Check(new CarrySlot("V", new IrType(IrKind.Float, 2)) { Reach = 4 }));
        Assert.Single(Check(new CarrySlot("S", IrType.Float) { Form = CarryForm.Largest }));
        Assert.Single(Check(new CarrySlot("N", IrType.Float) { Reach = 0 }));
    }

    private static string[] Check(params CarrySlot[] carries) =>
        [.. Verifier.Check(new ProgramBuilder().Build(Array.Empty<InputSlot>().ToEquatableArray(), carries.ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray()))];
}
