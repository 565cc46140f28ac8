using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Ranges: sound for every operation, and as tight as authors expect where values are correlated.</summary>
public sealed class RangeTests
{
    private static readonly float[] s_ends =
    [
        float.NegativeInfinity, float.MinValue, -1000f, -3.2f, -2f, -1f, -0.5f, -1e-40f, -0f, 0f, float.Epsilon, 1e-6f, 0.25f, 1f, 1.5f, 3.14159f, 7f, 1e4f, float.MaxValue, float.PositiveInfinity,
    ];

    public static TheoryData<Opcode> Elementwise => [.. IntrinsicTable.Rows.Where(static r => r.Class == IntrinsicClass.Elementwise && r.Operands.All(static o => o == 'f')).Select(static r => r.Op)];

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Operation_NoPointLeavesItsRange(Opcode op)
    {
        Intrinsic row = IntrinsicTable.Row(op);
        var random = new Random(7);
        for (int n = 0; n < 1500; n++)
        {
            FloatRange[] signals = [.. Enumerable.Range(0, row.Arity).Select(_ => Range(random))];
            bool same = row.Arity == 2 && n % 5 == 0;
            FloatRange proven = Ranges.Natural((b, x) => b.Apply(op, x[0], row.Arity > 1 ? x[same ? 0 : 1] : -1, row.Arity > 2 ? x[2] : -1), signals);
            for (int k = 0; k < 60; k++)
            {
                float[] point = [.. signals.Select(s => Within(s, random))];
                float value = row.Evaluate!(point[0], row.Arity > 1 ? point[same ? 0 : 1] : 0f, row.Arity > 2 ? point[2] : 0f);
                Assert.True(proven.Contains(value), string.Create(CultureInfo.InvariantCulture, $"{op}({string.Join(", ", point.Select(static p => p.ToString("G9", CultureInfo.InvariantCulture)))}) = {value:G9} is outside of {proven} for {string.Join(", ", signals)}"));
            }
        }
    }

    [Fact]
    public void Correlated_Operands_DoNotExplode()
    {
        FloatRange x = FloatRange.Of(-3f, 5f);
        Assert.Equal(FloatRange.Of(0f, 0f), Ranges.Natural((b, v) => b.Apply(Opcode.Sub, v[0], v[0]), x));
        Assert.Equal(FloatRange.Of(0f, 25f), Ranges.Natural((b, v) => b.Apply(Opcode.Mul, v[0], v[0]), x));
        Assert.Equal(FloatRange.Of(1f, 1f), Ranges.Natural((b, v) => b.Apply(Opcode.Div, v[0], v[0]), FloatRange.Of(1f, 9f)));
    }

    [Fact]
    public void Share_OfTheWhole_LiesBetweenZeroAndOne()
    {
        FloatRange share = Ranges.Natural((b, v) => b.Apply(Opcode.Div, v[0], b.Apply(Opcode.Add, v[0], v[1])), FloatRange.Of(0f, 10f), FloatRange.Of(0f, 10f));
        Assert.Equal((0f, 1f), (share.Lo, share.Hi));
        Assert.True(share.MayBeNaN, "0 / 0");
        FloatRange safe = Ranges.Natural((b, v) => b.Apply(Opcode.Div, v[0], b.Apply(Opcode.Add, v[0], v[1])), FloatRange.Of(0f, 10f), FloatRange.Of(0.5f, 10f));
        Assert.False(safe.MayBeNaN);
    }

    [Fact]
    public void Guard_BeforeADivision_IsSeen()
    {
        // b != 0 ? 1 / b : 0, with b in [0.5, 4] or 0: a guard by a threshold.
        FloatRange guarded = Ranges.Natural(
            (b, v) => b.Apply(Opcode.Select, b.Apply(Opcode.Less, b.Const(0.5f), v[0]), b.Apply(Opcode.Div, b.Const(1f), v[0]), b.Const(0f)), FloatRange.Of(0f, 4f));
        Assert.Equal((0f, false), (guarded.Lo, guarded.MayBeNaN));
        Assert.InRange(guarded.Hi, 1.999999f, 2f);
    }

    [Fact]
    public void Guard_OfALogarithm_IsSeenThroughArithmetic()
    {
        // x - 1 > 0 ? log(x - 1) : 0
        FloatRange guarded = Ranges.Natural(
            (b, v) =>
            {
                int rest = b.Apply(Opcode.Sub, v[0], b.Const(1f));
                return b.Apply(Opcode.Select, b.Apply(Opcode.Less, b.Const(0.1f), rest), b.Apply(Opcode.Log, rest), b.Const(0f));
            }, FloatRange.Of(-5f, 11f));
        Assert.False(guarded.MayBeNaN);
        Assert.InRange(guarded.Lo, -2.31f, -2.3f);
    }

    [Fact]
    public void Search_FindsTheTopOfAParabola()
    {
        // x (1 - x) on [0, 1]
        ProvenRange proven = Ranges.Proven((b, v) => b.Apply(Opcode.Mul, v[0], b.Apply(Opcode.Sub, b.Const(1f), v[0])), FloatRange.Of(0f, 1f));
        Assert.InRange(proven.Range.Hi, 0.25f, 0.2525f);
        Assert.InRange(proven.AttainedHi, 0.2475f, 0.25f);
        Assert.Equal(0f, proven.Range.Lo);
    }

    [Fact]
    public void Search_GivesWitnesses()
    {
        ProvenRange proven = Ranges.Proven((b, v) => b.Apply(Opcode.Sub, v[0], b.Apply(Opcode.Mul, v[1], v[1])), FloatRange.Of(-1f, 2f), FloatRange.Of(-3f, 3f));
        Assert.Equal((-10f, 2f), (proven.Range.Lo, proven.Range.Hi));
        Assert.Equal((-10f, 2f), (proven.AttainedLo, proven.AttainedHi));
        Assert.Equal(2f, proven.AtHi!.Inputs[0][0].Lo);
        Assert.Equal(3f, Math.Abs(proven.AtLo!.Inputs[1][0].Lo));
    }

    [Fact]
    public void Direction_IsSeenThroughKernels()
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of(
            (b, v) => b.Apply(Opcode.Exp, b.Apply(Opcode.Neg, b.Apply(Opcode.Mul, v[0], b.Const(2f)))), FloatRange.Of(0f, 3f));
        Sensitivity falling = analysis.Sensitivity(value, 0, 0);
        Assert.Equal(-1, falling.Direction);
        Assert.InRange(falling.Slope.Size, 2.0, 2.001);
    }

    [Fact]
    public void Comparison_IsAJump()
    {
        (_, ProgramAnalysis analysis, int value) = Ranges.Of((b, v) => b.Apply(Opcode.BoolToFloat, b.Apply(Opcode.Less, v[0], b.Const(1f))), FloatRange.Of(0f, 3f));
        Assert.True(analysis.Sensitivity(value, 0, 0).Jumps);
        Assert.Equal(0, analysis.Sensitivity(value, 0, 0).Direction);
    }

    private static FloatRange Range(Random random)
    {
        float a = s_ends[random.Next(s_ends.Length)];
        float b = random.Next(4) == 0 ? a : s_ends[random.Next(s_ends.Length)];
        return new FloatRange(Math.Min(a, b), Math.Max(a, b), random.Next(6) == 0);
    }

    private static float Within(FloatRange range, Random random)
    {
        if (range.MayBeNaN && random.Next(6) == 0)
        {
            return float.NaN;
        }

        float edge = s_ends[random.Next(s_ends.Length)];
        return random.Next(5) switch
        {
            0 => range.Lo,
            1 => range.Hi,
            2 when range.Contains(edge) => edge,
            _ => (float)Math.Clamp((Math.Max(range.Lo, -1e30) * random.NextDouble()) + (Math.Min(range.Hi, 1e30) * random.NextDouble()), range.Lo, range.Hi),
        };
    }
}
