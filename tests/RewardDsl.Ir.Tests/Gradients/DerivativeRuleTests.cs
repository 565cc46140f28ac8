using System;
using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>The derivative of every operation where it is smooth, and what is stated where it is not.</summary>
public sealed class DerivativeRuleTests
{
    public static TheoryData<Opcode> Elementwise => [.. IntrinsicTable.Rows.Where(static r => r.Class == IntrinsicClass.Elementwise && r.Result == IrKind.Float).Select(static r => r.Op)];

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Elementwise_WhereSmooth_IsThatOfDifferences(Opcode op)
    {
        Intrinsic row = IntrinsicTable.Row(op);
        Differentiated program = Differentiated.OfScalars(3, (builder, x) =>
        {
            int[] operands = [.. row.Operands.Select((o, k) => o == 'b' ? builder.Apply(Opcode.Less, x[2], builder.Const(0.25f)) : x[op == Opcode.Select ? k - 1 : k])];

            // Something behind it, so that what arrives is not 1.
            int value = builder.Apply(op, operands[0], operands.Length > 1 ? operands[1] : -1, operands.Length > 2 ? operands[2] : -1);
            return builder.Apply(Opcode.Add, builder.Apply(Opcode.Mul, value, builder.Apply(Opcode.Sin, value)), builder.Apply(Opcode.Mul, builder.Const(0.5f), value));
        });
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            // Within the domain of every operation most of the time; outside there is nothing to compare.
            float scale = i % 4 == 0 ? 3f : 0.9f;
            float Next() => scale * ((2f * random.NextSingle()) - (op is Opcode.Pow or Opcode.Log or Opcode.Log2 or Opcode.Sqrt ? 0f : 1f));
            Assert.Null(program.Check(Next(), Next(), Next()));
        }

        Assert.True(program.Compared.Compared > 200, $"{program.Compared.Compared} compared, {program.Compared.Kinks} kinks");
        bool isFlat = op is Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate or Opcode.Sign or Opcode.BoolToFloat;
        Assert.Equal(isFlat, DerivativeRulesAreMissing(program));
        Assert.Equal(isFlat, program.Compared.NotZero == 0);
    }

    [Theory]
    [InlineData(Opcode.Abs, 0f, 0f)]
    [InlineData(Opcode.Abs, -3f, -1f)]
    [InlineData(Opcode.MaxZero, 0f, 0f)]
    [InlineData(Opcode.MaxZero, 1e-40f, 1f)]
    [InlineData(Opcode.MinZero, 0f, 0f)]
    [InlineData(Opcode.MinZero, -1e-40f, 1f)]
    [InlineData(Opcode.Floor, 2f, 0f)]
    [InlineData(Opcode.Round, 2.5f, 0f)]
    [InlineData(Opcode.Sign, 0f, 0f)]
    [InlineData(Opcode.Sqrt, 0f, float.PositiveInfinity)]
    [InlineData(Opcode.Sqrt, 4f, 0.25f)]
    [InlineData(Opcode.Log, 0.5f, 2f)]
    [InlineData(Opcode.Asin, 1f, float.PositiveInfinity)]
    [InlineData(Opcode.Acos, -1f, float.NegativeInfinity)]
    public void OneOperand_AtKinks_IsAsStated(Opcode op, float at, float expected) =>
        Assert.Equal([expected], Differentiated.OfScalars(1, (builder, x) => builder.Apply(op, x[0])).At(at));

    [Theory]
    [InlineData(Opcode.Min, 1f, 1f, 1f, 0f)]
    [InlineData(Opcode.Max, 1f, 1f, 1f, 0f)]
    [InlineData(Opcode.Min, 1f, 2f, 1f, 0f)]
    [InlineData(Opcode.Min, 2f, 1f, 0f, 1f)]
    [InlineData(Opcode.Max, 2f, 1f, 1f, 0f)]
    [InlineData(Opcode.Max, 1f, 2f, 0f, 1f)]
    [InlineData(Opcode.Atan2, 0f, 0f, 0f, 0f)]
    [InlineData(Opcode.Div, 0f, 0f, float.PositiveInfinity, float.NaN)]
    [InlineData(Opcode.Pow, 0f, 1f, 1f, 0f)]
    [InlineData(Opcode.Pow, 0f, 2f, 0f, 0f)]
    [InlineData(Opcode.Pow, 3f, 0f, 0f, 1.0986123f)]
    [InlineData(Opcode.Pow, 0f, 0f, 0f, float.NegativeInfinity)]
    [InlineData(Opcode.Pow, -2f, 2f, -4f, float.NaN)]
    public void TwoOperands_AtKinks_IsAsStated(Opcode op, float a, float b, float byFirst, float bySecond) =>
        Assert.Equal([byFirst, bySecond], Differentiated.OfScalars(2, (builder, x) => builder.Apply(op, x[0], x[1])).At(a, b));

    [Fact]
    public void NegativeZero_TiesWithZero()
    {
        Differentiated larger = Differentiated.OfScalars(2, static (builder, x) => builder.Apply(Opcode.Max, x[0], x[1]));
        Assert.Equal([1f, 0f], larger.At(0f, -0f));
        Assert.Equal([1f, 0f], larger.At(-0f, 0f));
        foreach (Opcode op in new[] { Opcode.Abs, Opcode.MaxZero, Opcode.MinZero })
        {
            Assert.Equal([0f], Differentiated.OfScalars(1, (builder, x) => builder.Apply(op, x[0])).At(-0f));
        }
    }

    [Theory]
    [InlineData(0.5f, 0f, 1f, new[] { 1f, 0f, 0f })]
    [InlineData(0f, 0f, 1f, new[] { 1f, 0f, 0f })]
    [InlineData(1f, 0f, 1f, new[] { 1f, 0f, 0f })]
    [InlineData(-0.1f, 0f, 1f, new[] { 0f, 1f, 0f })]
    [InlineData(1.1f, 0f, 1f, new[] { 0f, 0f, 1f })]
    [InlineData(-5f, 3f, 1f, new[] { 0f, 0f, 1f })]
    public void Clamp_AtItsBounds_IsAsStated(float x, float lo, float hi, float[] expected) =>
        Assert.Equal(expected, Differentiated.OfScalars(3, static (builder, s) => builder.Apply(Opcode.Clamp, s[0], s[1], s[2])).At(x, lo, hi));

    private static bool DerivativeRulesAreMissing(Differentiated program) =>
        program.Gradient.Outputs.All(o => program.Gradient.Code[o.Value] is { Op: Opcode.Const, Immediate: 0 });
}
