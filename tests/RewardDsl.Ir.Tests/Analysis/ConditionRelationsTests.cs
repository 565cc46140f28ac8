using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Which combinations of conditions can occur at one step.</summary>
public sealed class ConditionRelationsTests
{
    private static readonly EquatableArray<InputSlot> s_inputs = new[]
    {
        new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar), new InputSlot("Y", InputStorage.Float32, 1, InputForm.Scalar),
        new InputSlot("A", InputStorage.Byte, 1, InputForm.Scalar), new InputSlot("B", InputStorage.Byte, 1, InputForm.Scalar), new InputSlot("C", InputStorage.Byte, 1, InputForm.Scalar),
    }.ToEquatableArray();

    [Fact]
    public void WhatTheRangeExcludes()
    {
        var builder = new ProgramBuilder();
        ConditionRelations relations = Relations(builder, null, Above(builder, 0, 3f), Above(builder, 0, 0.5f));
        Assert.False(relations.IsPossible(0b01, 0b01));
        Assert.True(relations.IsPossible(0b01, 0b00));
        Assert.True(relations.IsPossible(0b10, 0b10));
        Assert.Equal([(1UL, 1UL)], relations.Impossible);
    }

    [Fact]
    public void TwoThresholdsOfOneSignal()
    {
        var builder = new ProgramBuilder();
        ConditionRelations relations = Relations(builder, null, Above(builder, 0, 0.5f), Above(builder, 0, 0.8f), Above(builder, 1, 0.5f));
        Assert.Equal([0b000UL, 0b001, 0b011, 0b100, 0b101, 0b111], relations.Possible(0b111));
        Assert.False(relations.IsPossible(0b11, 0b10));
    }

    [Fact]
    public void OppositesExcludeEachOther()
    {
        var builder = new ProgramBuilder();
        int high = Above(builder, 0, 0.5f);
        ConditionRelations relations = Relations(builder, null, high, builder.Apply(Opcode.Not, high));
        Assert.Equal([0b01UL, 0b10], relations.Possible(0b11));
    }

    [Fact]
    public void AnAssumptionOfThree()
    {
        var builder = new ProgramBuilder();
        int[] flags = [.. Enumerable.Range(2, 3).Select(i => builder.Leaf(Opcode.Input, IrType.Bool, i))];
        int all = builder.Apply(Opcode.And, builder.Apply(Opcode.And, flags[0], flags[1]), flags[2]);
        ConditionRelations relations = Relations(builder, builder.Apply(Opcode.Not, all), flags);
        Assert.Equal(7, relations.Possible(0b111).Count);
        Assert.False(relations.IsPossible(0b111, 0b111));
        Assert.True(relations.IsPossible(0b011, 0b011));
    }

    /// <summary>Two cells of each kind: what the cells of one have in common overlaps, the cells do not.</summary>
    [Fact]
    public void CellsOfAGrid()
    {
        var builder = new ProgramBuilder();
        int Cell(float x, float y) => builder.Apply(Opcode.And, builder.Apply(Opcode.Equal, builder.Leaf(Opcode.Input, IrType.Float, 0), builder.Const(x)), builder.Apply(Opcode.Equal, builder.Leaf(Opcode.Input, IrType.Float, 1), builder.Const(y)));
        int rising = builder.Apply(Opcode.Or, Cell(0f, 0f), Cell(1f, 1f));
        int falling = builder.Apply(Opcode.Or, Cell(0f, 1f), Cell(1f, 0f));
        int corner = builder.Apply(Opcode.Or, Cell(0f, 1f), Cell(1f, 1f));
        ProgramAnalysis analysis = Analysis(builder);
        Assert.False(new ConditionCases(analysis).CanHoldBoth(rising, falling));
        Assert.True(new ConditionCases(analysis).CanHoldBoth(rising, corner));
        Assert.True(new ConditionCases(analysis).CanHoldBoth(falling, corner));
        Assert.True(new ConditionCases(analysis, budget: 0).CanHoldBoth(rising, falling));
    }

    [Fact]
    public void WithoutABudgetAllCounts()
    {
        var builder = new ProgramBuilder();
        int low = builder.Apply(Opcode.Less, builder.Leaf(Opcode.Input, IrType.Float, 0), builder.Const(0.2f));
        int high = Above(builder, 0, 0.5f);
        Assert.False(Relations(builder, null, low, high).IsPossible(0b11, 0b11));
        Assert.True(new ConditionRelations(Analysis(builder), [low, high], budget: 0).IsPossible(0b11, 0b11));
    }

    [Fact]
    public void NothingThatOccursIsExcluded()
    {
        // Every combination that some point has is possible.
        var random = new Random(3);
        for (int round = 0; round < 40; round++)
        {
            var builder = new ProgramBuilder();
            int[] values = [.. Enumerable.Range(0, 5).Select(_ => Random(builder, random))];
            ConditionRelations relations = Relations(builder, null, values);
            RewardProgram program = builder.Build(s_inputs, Array.Empty<CarrySlot>().ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
            ProgramAnalysis analysis = Analysis(builder);
            for (int point = 0; point < 40; point++)
            {
                Box box = analysis.Leaves.Clone();
                foreach (int input in new[] { 0, 1 })
                {
                    box.Inputs[input][0] = FloatRange.Of((random.NextSingle() * 2f) - 1f);
                }

                ulong letter = 0;
                for (int i = 0; i < values.Length; i++)
                {
                    letter |= (analysis.Over(box, values[i]).IsTrue ? 1UL : 0UL) << i;
                }

                Assert.True(relations.IsPossible(0b11111, letter), program.ToString());
            }
        }
    }

    private static int Random(ProgramBuilder builder, Random random)
    {
        int x = builder.Leaf(Opcode.Input, IrType.Float, random.Next(2));
        int y = builder.Leaf(Opcode.Input, IrType.Float, random.Next(2));
        int value = random.Next(3) switch { 0 => x, 1 => builder.Apply(Opcode.Add, x, y), _ => builder.Apply(Opcode.Mul, x, y) };
        int limit = builder.Const((random.NextSingle() * 2f) - 1f);
        return random.Next(2) == 0 ? builder.Apply(Opcode.Less, value, limit) : builder.Apply(Opcode.And, builder.Apply(Opcode.Less, limit, value), builder.Apply(Opcode.Less, y, builder.Const(0.5f)));
    }

    private static int Above(ProgramBuilder builder, int input, float limit) => builder.Apply(Opcode.Less, builder.Const(limit), builder.Leaf(Opcode.Input, IrType.Float, input));

    private static ConditionRelations Relations(ProgramBuilder builder, int? assumed, params int[] values)
    {
        if (assumed is { } value)
        {
            builder.Output(OutputKind.Assumption, 0, value);
        }

        return new ConditionRelations(Analysis(builder), values);
    }

    private static ProgramAnalysis Analysis(ProgramBuilder builder)
    {
        RewardProgram program = builder.Build(s_inputs, Array.Empty<CarrySlot>().ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
        FloatRange[][] inputs = [[FloatRange.Of(-1f, 1f)], [FloatRange.Of(-1f, 1f)], [FloatRange.Either], [FloatRange.Either], [FloatRange.Either]];
        return ProgramAnalysis.Run(program, new ProgramBuilder().Build(s_inputs, program.Carries, program.Parameters), new AnalysisFacts(inputs, [], 0));
    }
}
