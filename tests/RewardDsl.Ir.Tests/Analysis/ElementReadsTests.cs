using System;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Which elements a value is made of.</summary>
public sealed class ElementReadsTests
{
    [Fact]
    public void Component_OfATuple() => Assert.Equal([(1, 2)], Reads(static (b, _) => b.InputComponent(1, 2, IrKind.Float)));

    [Fact]
    public void Element_OfWhatIsComputedByElement() => Assert.Equal([(0, 3)], Reads(static (b, v) => b.Apply(Opcode.Abs, b.Element(v, 3))));

    [Fact]
    public void Element_ThroughAnOperationOfVectors() => Assert.Equal([(0, 1)], Reads(static (b, v) => b.Element(b.Apply(Opcode.Mul, v, v), 1)));

    [Fact]
    public void Reduction_ReadsAll() => Assert.Equal([(0, 0), (0, 1), (0, 2), (0, 3)], Reads(static (b, v) => b.Apply(Opcode.Sum, v)));

    [Fact]
    public void Carry_ReadsWhatItHolds() => Assert.Equal([(1, 0)], Reads(static (b, _) => b.Leaf(Opcode.Carry, IrType.Float, 0)));

    [Fact]
    public void Stop_HidesWhatIsBehindIt()
    {
        RewardProgram program = Build(static (b, v) => b.Apply(Opcode.Add, b.Apply(Opcode.Sum, v), b.InputComponent(1, 1, IrKind.Float)));
        int value = program.Find(OutputKind.Total);
        Assert.Equal([(1, 1)], ElementReads.Of(program, value, program.Code[value].A).Order());
    }

    private static (int, int)[] Reads(Func<ProgramBuilder, int, int> make)
    {
        RewardProgram program = Build(make);
        return [.. ElementReads.Of(program, program.Find(OutputKind.Total)).Order()];
    }

    private static RewardProgram Build(Func<ProgramBuilder, int, int> make)
    {
        var builder = new ProgramBuilder();
        int vector = builder.Leaf(Opcode.Input, new IrType(IrKind.Float, 4), 0);
        builder.Output(OutputKind.Total, 0, make(builder, vector));
        builder.Output(OutputKind.Carry, 0, builder.InputComponent(1, 0, IrKind.Float));
        return builder.Build(
            new[] { new InputSlot("V", InputStorage.Float32, 4, InputForm.Vector), new InputSlot("P", InputStorage.Float32, 3, InputForm.Components) }.ToEquatableArray(),
            new[] { new CarrySlot("S", IrType.Float) }.ToEquatableArray(),
            Array.Empty<ParameterSlot>().ToEquatableArray());
    }
}
