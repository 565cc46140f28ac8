using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir.Tests;

/// <summary>Well-formed random programs and inputs for them.</summary>
internal static class RandomPrograms
{
    private static readonly float[] s_values = [0f, -0f, 1f, -1f, 0.5f, 2f, 1e-40f, 3e38f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0.1f, -7.25f];

    public static RewardProgram Create(int seed)
    {
        var random = new Random(seed);
        int length = random.Next(1, 11);
        var inputs = new[]
        {
            new InputSlot("A", InputStorage.Float32, 1, InputForm.Scalar),
            new InputSlot("B", InputStorage.Byte, 1, InputForm.Scalar),
            new InputSlot("V", InputStorage.Float32, length, InputForm.Vector),
            new InputSlot("M", InputStorage.Byte, length, InputForm.Vector),
            new InputSlot("P", InputStorage.Float32, 3, InputForm.Components),
        };
        var carries = new[] { new CarrySlot("C", IrType.Float), new CarrySlot("D", new IrType(IrKind.Float, length)) };
        var builder = new ProgramBuilder();
        var values = new List<int>
        {
            builder.Leaf(Opcode.Input, IrType.Float, 0),
            builder.Leaf(Opcode.Input, IrType.Bool, 1),
            builder.Leaf(Opcode.Input, new IrType(IrKind.Float, length), 2),
            builder.Leaf(Opcode.Input, new IrType(IrKind.Bool, length), 3),
            builder.InputComponent(4, random.Next(3)),
            builder.Leaf(Opcode.Carry, IrType.Float, 0),
            builder.Leaf(Opcode.Carry, new IrType(IrKind.Float, length), 1),
            builder.Leaf(Opcode.Parameter, IrType.Float, 0),
            builder.Leaf(Opcode.IsFirst, IrType.Bool),
            builder.ConstVector(IrKind.Float, Enumerable.Range(0, length).Select(_ => Literals.Bits(s_values[random.Next(s_values.Length)])).ToEquatableArray()),
        };
        int Pick(IrKind kind) => Candidates(kind)[random.Next(Candidates(kind).Count)];
        List<int> Candidates(IrKind kind) => values.Where(v => builder.TypeOf(v).Kind == kind).ToList();
        for (int i = 0; i < 40; i++)
        {
            values.Add(builder.Const(s_values[random.Next(s_values.Length)]));
            Intrinsic[] choices = IntrinsicTable.Rows.Where(static r => r.Class is IntrinsicClass.Elementwise or IntrinsicClass.Reduction || r.Op is Opcode.Element or Opcode.Lookup).ToArray();
            Intrinsic row = choices[random.Next(choices.Length)];
            if (row.Class == IntrinsicClass.Elementwise)
            {
                IrKind kind = random.Next(2) == 0 ? IrKind.Float : IrKind.Bool;
                int[] operands = row.Operands.Select(o => Pick(o == 'f' ? IrKind.Float : o == 'b' ? IrKind.Bool : kind)).ToArray();
                values.Add(row.Op == Opcode.Select
                    ? Select(builder, operands, kind)
                    : builder.Apply(row.Op, operands[0], operands.Length > 1 ? operands[1] : -1, operands.Length > 2 ? operands[2] : -1));
            }
            else if (row.Op == Opcode.Lookup)
            {
                List<int> numbers = values.Where(v => builder.TypeOf(v) == IrType.Float).ToList();
                values.Add(builder.Lookup(numbers[random.Next(numbers.Count)], Enumerable.Range(0, 1 + random.Next(40)).Select(_ => Literals.Bits(random.Next(-3, 40))).ToEquatableArray()));
            }
            else
            {
                List<int> vectors = values.Where(v => builder.TypeOf(v).IsVector && (row.Op == Opcode.Element || builder.TypeOf(v).Kind == row.Result)).ToList();
                int vector = vectors[random.Next(vectors.Count)];
                values.Add(row.Op == Opcode.Element ? builder.Element(vector, random.Next(length)) : builder.Reduce(row.Op, vector));
            }
        }

        List<int> scalars = values.Where(v => builder.TypeOf(v) == IrType.Float).ToList();
        List<int> floats = values.Where(v => builder.TypeOf(v) == new IrType(IrKind.Float, length)).ToList();
        builder.Output(OutputKind.Total, 0, scalars[^1]);
        builder.Output(OutputKind.Objective, 0, scalars[random.Next(scalars.Count)]);
        builder.Output(OutputKind.Column, 0, scalars[random.Next(scalars.Count)]);
        builder.Output(OutputKind.Carry, 0, scalars[random.Next(scalars.Count)]);
        builder.Output(OutputKind.Carry, 1, floats[random.Next(floats.Count)]);
        builder.Output(OutputKind.Terminated, 0, values.Where(v => builder.TypeOf(v) == IrType.Bool).Last());
        return builder.Build(inputs.ToEquatableArray(), carries.ToEquatableArray(), new[] { new ParameterSlot("W", 0, 0, 0) }.ToEquatableArray());
    }

    public static InterpreterState State(RewardProgram program, int seed)
    {
        var random = new Random(seed);
        float Float() => random.Next(3) == 0 ? s_values[random.Next(s_values.Length)] : (random.NextSingle() * 8f) - 4f;
        return new InterpreterState
        {
            Inputs = program.Inputs.Select(i => Enumerable.Range(0, i.Width).Select(_ => i.Kind == IrKind.Bool ? random.Next(2) : Float()).ToArray()).ToArray(),
            Carries = program.Carries.Select(c => Enumerable.Range(0, Math.Max(1, c.Type.Length)).Select(_ => Float()).ToArray()).ToArray(),
            Parameters = [Float()],
            IsFirst = random.Next(2) == 0,
        };
    }

    private static int Select(ProgramBuilder builder, int[] operands, IrKind kind)
    {
        // Result kind follows the branches.
        int length = operands.Max(o => builder.TypeOf(o).Length);
        int[] wide = operands.Select(o => length == 0 ? o : builder.Broadcast(o, length)).ToArray();
        return builder.Append(new Instruction(Opcode.Select, new IrType(kind, length), wide[0], wide[1], wide[2], 0));
    }
}
