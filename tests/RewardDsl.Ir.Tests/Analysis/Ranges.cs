using System;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Ir.Tests;

/// <summary>Small programs over float signals, analysed.</summary>
internal static class Ranges
{
    /// <summary>A program of one result over signals with the given ranges.</summary>
    public static (RewardProgram Program, ProgramAnalysis Analysis, int Value) Of(Func<ProgramBuilder, int[], int> formula, params FloatRange[] signals)
    {
        var builder = new ProgramBuilder();
        int value = formula(builder, [.. signals.Select((_, i) => builder.Leaf(Opcode.Input, IrType.Float, i))]);
        builder.Output(builder.TypeOf(value).Kind == IrKind.Bool ? OutputKind.Terminated : OutputKind.Total, 0, value);
        EquatableArray<InputSlot> inputs = signals.Select((_, i) => new InputSlot("X" + i, InputStorage.Float32, 1, InputForm.Scalar)).ToEquatableArray();
        RewardProgram program = builder.Build(inputs, Array.Empty<CarrySlot>().ToEquatableArray(), Array.Empty<ParameterSlot>().ToEquatableArray());
        RewardProgram reset = new ProgramBuilder().Build(inputs, program.Carries, program.Parameters);
        return (program, ProgramAnalysis.Run(program, reset, new AnalysisFacts([.. signals.Select(static s => new[] { s })], [], 0)), value);
    }

    /// <summary>The range of a formula without a search.</summary>
    public static FloatRange Natural(Func<ProgramBuilder, int[], int> formula, params FloatRange[] signals)
    {
        (_, ProgramAnalysis analysis, int value) = Of(formula, signals);
        return analysis.Range(value);
    }

    /// <summary>The range of a formula with a search.</summary>
    public static ProvenRange Proven(Func<ProgramBuilder, int[], int> formula, params FloatRange[] signals)
    {
        (_, ProgramAnalysis analysis, int value) = Of(formula, signals);
        return analysis.Prove(value, 400);
    }
}
