using System;
using System.Linq;
using RewardDsl.Differential;

namespace RewardDsl.Ir.Tests;

/// <summary>A small program and its derivatives, as the interpreter computes them.</summary>
internal sealed class Differentiated
{
    private readonly GradientCheck _check;

    private Differentiated(RewardProgram step) => _check = new GradientCheck(Optimizer.Run(step));

    /// <summary>The program of the derivatives.</summary>
    public RewardProgram Gradient => _check.Gradient;

    /// <summary>What compared derivatives with differences.</summary>
    public GradientCheck Compared => _check;

    /// <summary>A program of some scalar signals.</summary>
    public static Differentiated OfScalars(int count, Func<ProgramBuilder, int[], int> total) => Of(
        Enumerable.Range(0, count).Select(static i => new InputSlot("X" + i, InputStorage.Float32, 1, InputForm.Scalar)).ToArray(),
        builder => total(builder, Enumerable.Range(0, count).Select(i => builder.Leaf(Opcode.Input, IrType.Float, i)).ToArray()));

    /// <summary>A program of one vector signal.</summary>
    public static Differentiated OfVector(int length, Func<ProgramBuilder, int, int> total) =>
        Of([new InputSlot("V", InputStorage.Float32, length, InputForm.Vector)], builder => total(builder, builder.Leaf(Opcode.Input, new IrType(IrKind.Float, length), 0)));

    /// <summary>A program of any signals.</summary>
    public static Differentiated Of(InputSlot[] inputs, Func<ProgramBuilder, int> total, params CarrySlot[] carries)
    {
        var builder = new ProgramBuilder();
        builder.Output(OutputKind.Total, 0, total(builder));
        return new(builder.Build(inputs.ToEquatableArray(), carries.ToEquatableArray(), new[] { new ParameterSlot("W", 0, 0, 0) }.ToEquatableArray()));
    }

    /// <summary>The derivatives with respect to every element of every signal, 0 for those that have none.</summary>
    public float[] At(params float[] signals) => [.. ByInterpreter(State(signals)).SelectMany(static g => g ?? [])];

    /// <summary>The same at a state.</summary>
    public float[]?[] ByInterpreter(InterpreterState state) => _check.ByInterpreter(state);

    /// <summary>What differs from differences, or null.</summary>
    public string? Check(params float[] signals) => _check.Check(State(signals));

    /// <summary>The state with these elements of the signals in turn.</summary>
    public InterpreterState State(params float[] signals)
    {
        int at = 0;
        return new InterpreterState
        {
            Inputs = [.. Gradient.Inputs.Select(i => signals[at..(at += i.Width)])],
            Carries = [.. Gradient.Carries.Select(static c => Enumerable.Repeat(2f, c.IsRing ? c.Reach : Math.Max(1, c.Type.Length)).ToArray())],
            Parameters = [3f],
        };
    }
}
