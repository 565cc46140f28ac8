using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Differential;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Derivatives of whole programs: vectors, parts of signals, what is constant, what is not paid.</summary>
public sealed class ReverseModeTests
{
    private static readonly float[] s_nonFinite = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    [Fact]
    public void Gate_Closed_NothingBehindItIsSeen()
    {
        // Behind the gate: a root, a quotient, a logarithm and a function that is infinite there.
        foreach (Opcode op in new[] { Opcode.Sqrt, Opcode.Log, Opcode.Exp, Opcode.Tan, Opcode.Asin, Opcode.Mul, Opcode.Div, Opcode.Pow, Opcode.Atan2, Opcode.Abs, Opcode.Max, Opcode.MaxZero, Opcode.Clamp })
        {
            Differentiated program = Differentiated.OfScalars(2, (builder, x) =>
            {
                int value = builder.Apply(op, x[0], IntrinsicTable.Row(op).Arity > 1 ? x[0] : -1, IntrinsicTable.Row(op).Arity > 2 ? x[0] : -1);
                int paid = builder.Apply(Opcode.Mul, builder.Apply(Opcode.Mul, value, value), builder.Leaf(Opcode.Parameter, IrType.Float, 0));
                return builder.Apply(Opcode.Add, x[1], builder.Apply(Opcode.Select, builder.Apply(Opcode.Less, builder.Const(0f), x[1]), paid, builder.Const(0f)));
            });
            foreach (float bad in s_nonFinite.Append(0f).Append(-1f))
            {
                Assert.Equal([0f, 1f], program.At(bad, -1f));
            }
        }
    }

    [Fact]
    public void Choice_GoesToTheChosenSideOnly()
    {
        Differentiated program = Differentiated.OfScalars(3, static (builder, x) =>
            builder.Apply(Opcode.Select, builder.Apply(Opcode.Less, x[0], builder.Const(1f)), builder.Apply(Opcode.Mul, x[1], x[1]), x[2]));
        Assert.Equal([0f, 6f, 0f], program.At(0f, 3f, 5f));
        Assert.Equal([0f, 0f, 1f], program.At(1f, 3f, 5f));
    }

    [Fact]
    public void Length_OfTheZeroVector_HasDerivativeZero()
    {
        Differentiated program = Differentiated.OfVector(5, static (builder, v) => builder.Apply(Opcode.Sqrt, builder.Reduce(Opcode.Sum, builder.Apply(Opcode.Mul, v, v))));
        Assert.Equal([0f, 0f, 0f, 0f, 0f], program.At(0f, 0f, 0f, 0f, 0f));
        Assert.Equal([0f, 0.6f, 0f, 0.8f, 0f], program.At(0f, 3f, 0f, 4f, 0f));
    }

    [Theory]
    [InlineData(Opcode.ReduceMax, new[] { 1f, 7f, 7f, 0f, 7f }, 1)]
    [InlineData(Opcode.ReduceMax, new[] { 1f, 0f, 2f, 0f, 7f }, 4)]
    [InlineData(Opcode.ReduceMin, new[] { 1f, 0f, 2f, 0f, 7f }, 1)]
    [InlineData(Opcode.ReduceMin, new[] { 0f, -0f, 2f, 0f, 7f }, 0)]
    [InlineData(Opcode.ReduceMin, new[] { 1f, float.NaN, 2f, 0f, 7f }, -1)]
    public void Extreme_TheFirstThatIsTaken(Opcode op, float[] at, int expected)
    {
        Differentiated program = Differentiated.OfVector(5, (builder, v) => builder.Apply(Opcode.Mul, builder.Const(2f), builder.Reduce(op, v)));
        Assert.Equal(Enumerable.Range(0, 5).Select(j => j == expected ? 2f : 0f), program.At(at));
    }

    [Fact]
    public void Vectors_SpreadSumAndElements()
    {
        // s · Σ v² + v₂ · v₀ where s = v₂: all three ways from a vector to a scalar and back.
        Differentiated program = Differentiated.OfVector(3, static (builder, v) =>
        {
            int third = builder.Element(v, 2);
            int sum = builder.Reduce(Opcode.Sum, builder.Apply(Opcode.Mul, builder.Apply(Opcode.Mul, v, v), builder.Broadcast(third, 3)));
            return builder.Apply(Opcode.Add, sum, builder.Apply(Opcode.Mul, third, builder.Element(v, 0)));
        });
        Assert.Equal([(2f * 3f * 1f) + 3f, 2f * 3f * 2f, (1f + 4f + 9f) + (2f * 3f * 3f) + 1f], program.At(1f, 2f, 3f));
        Output output = Assert.Single(program.Gradient.Outputs);
        Assert.Equal((OutputKind.Gradient, 0), (output.Kind, output.Index));
    }

    [Fact]
    public void PartsOfSignals_HaveADerivativeForEachElement()
    {
        // A window of three steps of four values, of which the sum over time of the second is taken, and a value twice.
        Differentiated program = Differentiated.Of([new InputSlot("H", InputStorage.Float32, 12, InputForm.Components)], static builder => builder.Apply(
            Opcode.Add,
            builder.Reduce(Opcode.Sum, builder.Apply(Opcode.Mul, builder.Pick(Opcode.InputPick, IrKind.Float, 0, [1, 5, 9]), builder.Pick(Opcode.InputPick, IrKind.Float, 0, [1, 5, 9]))),
            builder.Apply(Opcode.Mul, builder.InputComponent(0, 5), builder.InputComponent(0, 11))));
        float[] expected = new float[12];
        expected[1] = 2f;
        expected[5] = 10f + 11f;
        expected[9] = 18f;
        expected[11] = 5f;
        Assert.Equal(expected, program.At([.. Enumerable.Range(0, 12).Select(static j => (float)j)]));
        Assert.Equal(Enumerable.Range(0, 12).Select(static j => (OutputKind.GradientElement, j << 16)), program.Gradient.Outputs.Select(static o => (o.Kind, o.Index)));
    }

    [Fact]
    public void PickedTwice_BothCount()
    {
        Differentiated program = Differentiated.Of([new InputSlot("V", InputStorage.Float32, 4, InputForm.Vector)], static builder => builder.Apply(
            Opcode.Add,
            builder.Reduce(Opcode.Sum, builder.Apply(Opcode.Mul, builder.Pick(Opcode.InputPick, IrKind.Float, 0, [3, 0, 3]), builder.ConstVector(IrKind.Float, new[] { 1f, 10f, 100f }.Select(Literals.Bits).ToEquatableArray()))),
            builder.Reduce(Opcode.Sum, builder.Leaf(Opcode.Input, new IrType(IrKind.Float, 4), 0))));
        Assert.Equal([11f, 1f, 1f, 102f], program.At(1f, 2f, 3f, 4f));
        Assert.Equal(OutputKind.Gradient, Assert.Single(program.Gradient.Outputs).Kind);
    }

    [Fact]
    public void Constants_AreCarriesParametersTablesAndOtherSignals()
    {
        InputSlot[] inputs =
        [
            new("X", InputStorage.Float32, 1, InputForm.Scalar), new("Flag", InputStorage.Byte, 1, InputForm.Scalar), new("Whole", InputStorage.Int32, 1, InputForm.Scalar),
            new("Unread", InputStorage.Float32, 1, InputForm.Scalar), new("UnreadVector", InputStorage.Float32, 6, InputForm.Vector), new("UnreadParts", InputStorage.Float32, 2, InputForm.Components),
        ];
        Differentiated program = Differentiated.Of(
            inputs,
            static builder =>
            {
                int x = builder.Leaf(Opcode.Input, IrType.Float, 0);
                int known = builder.Apply(Opcode.Add, builder.Leaf(Opcode.Carry, IrType.Float, 0), builder.Leaf(Opcode.Carry, IrType.Float, 1));
                known = builder.Apply(Opcode.Add, known, builder.Leaf(Opcode.Parameter, IrType.Float, 0));
                known = builder.Apply(Opcode.Add, known, builder.Apply(Opcode.BoolToFloat, builder.Leaf(Opcode.Input, IrType.Bool, 1)));
                known = builder.Apply(Opcode.Add, known, builder.Leaf(Opcode.Input, IrType.Float, 2));
                known = builder.Apply(Opcode.Add, known, builder.Lookup(x, new[] { 10f, 20f, 30f }.Select(Literals.Bits).ToEquatableArray()));
                return builder.Apply(Opcode.Mul, x, known);
            },
            new CarrySlot("C", IrType.Float), new CarrySlot("R", IrType.Float) { Reach = 3, Form = CarryForm.Largest });

        // 2 + 2 + 3 + 1 + 5 + 20 where x = 1.
        float[]?[] derivatives = program.ByInterpreter(program.State(1f, 1f, 5f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f));
        Assert.Equal([33f], derivatives[0]!);
        Assert.Null(derivatives[1]);
        Assert.Null(derivatives[2]);
        Assert.Equal([0f], derivatives[3]!);
        Assert.Equal(new float[6], derivatives[4]!);
        Assert.Equal(new float[2], derivatives[5]!);
        Assert.DoesNotContain(program.Gradient.Outputs, static o => o.Kind is not (OutputKind.Gradient or OutputKind.GradientElement));
    }

    [Fact]
    public void RandomPrograms_AgreeWithDifferences()
    {
        long compared = 0;
        long notZero = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            // Any number that is computed may be the total; most of the last ones depend on nothing.
            RewardProgram program = RandomPrograms.Create(seed);
            foreach (int total in Enumerable.Range(0, program.Code.Count).Where(i => program.Code[i].Type == IrType.Float && IntrinsicTable.Row(program.Code[i].Op).Class is IntrinsicClass.Elementwise or IntrinsicClass.Reduction))
            {
                RewardProgram step = Optimizer.Run(program with { Outputs = new[] { new Output(OutputKind.Total, 0, total) }.ToEquatableArray() });
                var check = new GradientCheck(step);
                _ = KernelPlan.Create(check.Gradient);
                for (int k = 0; k < 2; k++)
                {
                    string? problem = check.Check(State(step, (seed * 10) + k, hasEdges: k == 0));
                    Assert.True(problem is null, $"seed {seed}: {problem}\n{ProgramPrinter.Print(step)}\n{ProgramPrinter.Print(check.Gradient)}");
                }

                compared += check.Compared;
                notZero += check.NotZero;
            }
        }

        Assert.True(compared > 20_000 && notZero > 1000, $"{compared} compared, {notZero} not zero");
    }

    /// <summary>A state with edge values, or with numbers of which something is left to differentiate.</summary>
    private static InterpreterState State(RewardProgram step, int seed, bool hasEdges)
    {
        InterpreterState state = RandomPrograms.State(step, seed);
        if (!hasEdges)
        {
            var random = new Random(seed);
            state.Inputs = [.. state.Inputs.Select((i, slot) => step.Inputs[slot].Storage == InputStorage.Byte ? i : Array.ConvertAll(i, _ => (4f * random.NextSingle()) - 2f))];
            state.Carries = [.. state.Carries.Select(c => Array.ConvertAll(c, _ => (4f * random.NextSingle()) - 2f))];
            state.Parameters = [1.5f];
        }

        return state;
    }

    [Fact]
    public void WrongRule_IsSeen()
    {
        // The comparison must be able to fail: e^x whose derivative has the other sign.
        var builder = new ProgramBuilder();
        builder.Output(OutputKind.Total, 0, builder.Apply(Opcode.Exp, builder.Leaf(Opcode.Input, IrType.Float, 0)));
        RewardProgram step = builder.Build(new[] { new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar) }.ToEquatableArray(), Array.Empty<CarrySlot>().ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
        builder.Output(OutputKind.Gradient, 0, builder.Apply(Opcode.Neg, builder.Apply(Opcode.Exp, builder.Leaf(Opcode.Input, IrType.Float, 0))));
        RewardProgram wrong = step with { Code = builder.Build(step.Inputs, step.Carries, step.Parameters).Code, Outputs = new[] { new Output(OutputKind.Gradient, 0, 2) }.ToEquatableArray() };
        var state = new InterpreterState { Inputs = [[0.5f]] };
        Assert.Null(new GradientCheck(step).Check(state));
        Assert.NotNull(new GradientCheck(step, wrong).Check(state));
    }

    [Fact]
    public void Verifier_SeesDerivativesThatNoKernelCouldStore()
    {
        InputSlot[] inputs =
        [
            new("S", InputStorage.Float32, 1, InputForm.Scalar), new("V", InputStorage.Float32, 3, InputForm.Vector), new("P", InputStorage.Float32, 3, InputForm.Components), new("B", InputStorage.Byte, 1, InputForm.Scalar),
        ];
        IReadOnlyList<string> Check(OutputKind kind, int index, int length)
        {
            var builder = new ProgramBuilder();
            int value = builder.Const(1f);
            builder.Output(kind, index, length == 0 ? value : builder.Broadcast(value, length));
            return Verifier.Check(builder.Build(inputs.ToEquatableArray(), Array.Empty<CarrySlot>().ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray()));
        }

        Assert.Empty(Check(OutputKind.Gradient, 0, 0));
        Assert.Empty(Check(OutputKind.Gradient, 1, 3));
        Assert.Empty(Check(OutputKind.GradientElement, 1 | (2 << 16), 0));
        Assert.Empty(Check(OutputKind.GradientElement, 2 | (2 << 16), 0));
        Assert.Single(Check(OutputKind.Gradient, 1, 0));
        Assert.Single(Check(OutputKind.Gradient, 1, 4));
        Assert.Single(Check(OutputKind.Gradient, 2, 3));
        Assert.Single(Check(OutputKind.Gradient, 3, 0));
        Assert.Single(Check(OutputKind.Gradient, 4, 0));
        Assert.Single(Check(OutputKind.GradientElement, 0, 0));
        Assert.Single(Check(OutputKind.GradientElement, 2 | (3 << 16), 0));
        Assert.Single(Check(OutputKind.GradientElement, 2, 3));
    }
}
