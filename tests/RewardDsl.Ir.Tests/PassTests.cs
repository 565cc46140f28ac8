using System;
using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Passes keep every output's bits; the verifier sees malformed programs.</summary>
public sealed class PassTests
{
    [Fact]
    public void Passes_RandomPrograms_KeepTheBits()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            RewardProgram program = RandomPrograms.Create(seed);
            Assert.Empty(Verifier.Check(program));
            RewardProgram optimized = Optimizer.Run(program);
            Assert.True(optimized.Code.Count <= program.Code.Count);
            for (int k = 0; k < 4; k++)
            {
                InterpreterState state = RandomPrograms.State(program, (seed * 10) + k);
                float[][] before = Interpreter.Run(program, state);
                float[][] after = Interpreter.Run(optimized, state);
                foreach ((Output a, Output b) in program.Outputs.Zip(optimized.Outputs))
                {
                    Assert.Equal((a.Kind, a.Index), (b.Kind, b.Index));
                    Assert.True(
                        before[a.Value].Zip(after[b.Value]).All(static p => Literals.Bits(p.First) == Literals.Bits(p.Second) || (float.IsNaN(p.First) && float.IsNaN(p.Second))),
                        $"seed {seed}: {a.Kind} {a.Index}\n{ProgramPrinter.Print(program)}\n{ProgramPrinter.Print(optimized)}");
                }
            }
        }
    }

    [Fact]
    public void Optimizer_Twice_ChangesNothing()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            RewardProgram once = Optimizer.Run(RandomPrograms.Create(seed));
            Assert.Equal(once, Optimizer.Run(once));
        }
    }

    [Fact]
    public void Folding_ExactOperations_Only()
    {
        var builder = new ProgramBuilder();
        int exact = builder.Apply(Opcode.Mul, builder.Const(3f), builder.Apply(Opcode.Sqrt, builder.Const(2f)));
        int transcendental = builder.Apply(Opcode.Exp, builder.Const(1f));
        builder.Output(OutputKind.Total, 0, exact);
        builder.Output(OutputKind.Objective, 0, transcendental);
        RewardProgram program = Optimizer.Run(builder.Build(default, default, default));
        Assert.Equal(Opcode.Const, program.Code[program.Find(OutputKind.Total)].Op);
        Assert.Equal(Literals.Bits(3f * MathF.Sqrt(2f)), program.Code[program.Find(OutputKind.Total)].Immediate);
        Assert.Equal(Opcode.Exp, program.Code[program.Find(OutputKind.Objective)].Op);
    }

    [Fact]
    public void Simplification_NeverTouchesSignedZeroOrNaN()
    {
        // x + 0 is not x for x = −0, x · 0 is not 0 for NaN, x − x is not 0 for ∞: none may be folded.
        var builder = new ProgramBuilder();
        int x = builder.Leaf(Opcode.Input, IrType.Float, 0);
        int[] kept =
        [
            builder.Apply(Opcode.Add, x, builder.Const(0f)), builder.Apply(Opcode.Mul, x, builder.Const(0f)), builder.Apply(Opcode.Sub, x, x), builder.Apply(Opcode.Div, x, x),
        ];
        for (int i = 0; i < kept.Length; i++)
        {
            builder.Output(OutputKind.Column, i, kept[i]);
        }

        RewardProgram program = Optimizer.Run(builder.Build(new[] { new InputSlot("X", InputStorage.Float32, 1, InputForm.Scalar) }.ToEquatableArray(), default, default));
        Assert.Equal([Opcode.Add, Opcode.Mul, Opcode.Sub, Opcode.Div], program.Outputs.Select(o => program.Code[o.Value].Op));
    }

    [Fact]
    public void Verifier_MalformedPrograms_AreRejected()
    {
        int rejected = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            RewardProgram program = RandomPrograms.Create(seed);
            var random = new Random(seed);
            int[] computed = Enumerable.Range(0, program.Code.Count).Where(i => IntrinsicTable.Row(program.Code[i].Op).Class is IntrinsicClass.Elementwise or IntrinsicClass.Reduction).ToArray();
            int at = computed[random.Next(computed.Length)];
            Instruction[] code = program.Code.ToArray();
            code[at] = (seed % 4) switch
            {
                0 => code[at] with { A = at },
                1 => code[at] with { Type = code[at].Type with { Length = code[at].Type.Length + 1 } },
                2 => code[at] with { Type = code[at].Type with { Kind = 1 - code[at].Type.Kind } },
                _ => code[at] with { C = code[at].C < 0 ? 0 : -1 },
            };
            rejected += Verifier.Check(program with { Code = code.ToEquatableArray() }).Count > 0 ? 1 : 0;
        }

        Assert.Equal(500, rejected);
        RewardProgram good = RandomPrograms.Create(1);
        Assert.NotEmpty(Verifier.Check(good with { Outputs = good.Outputs.Append(new Output(OutputKind.Total, 0, 0)).ToEquatableArray() }));
        Assert.NotEmpty(Verifier.Check(good with { Outputs = new[] { new Output(OutputKind.Total, 0, 9999) }.ToEquatableArray() }));
    }

    [Fact]
    public void Table_EveryOpcode_HasARow()
    {
        foreach (Opcode op in Enum.GetValues<Opcode>())
        {
            Intrinsic row = IntrinsicTable.Row(op);
            Assert.Equal(op, row.Op);
            Assert.Equal(row.Arity, row.Operands.Length);
            Assert.Equal(row.Class == IntrinsicClass.Elementwise, row.Evaluate is not null);
            Assert.Equal(row.IsExact, row.Ulp == 0);
        }
    }
}
