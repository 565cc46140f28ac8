using System;
using System.Globalization;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Numbers as text keep their bits, under any culture.</summary>
public sealed class LiteralsTests
{
    [Fact]
    public void CSharp_AnyBits_ReadsBack()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var hostile = (CultureInfo)CultureInfo.GetCultureInfo("de-DE").Clone();
        hostile.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.CurrentCulture = hostile;
        try
        {
            Assert.Equal("\u22120,5", (-0.5f).ToString(CultureInfo.CurrentCulture));
            Assert.Equal("-12", Literals.Integer(-12));
            Assert.Equal("-0f", Literals.CSharp(0x8000_0000));
            Assert.Equal("float.NegativeInfinity", Literals.CSharp(0xFF80_0000));
            Assert.Contains("0x7FC00001u", Literals.CSharp(0x7FC0_0001), StringComparison.Ordinal);
            var random = new Random(1);
            for (int i = 0; i < 100_000; i++)
            {
                uint bits = (uint)random.NextInt64(uint.MaxValue);
                float value = Literals.Float(bits);
                if (float.IsFinite(value) && bits != 0x8000_0000)
                {
                    string text = Literals.CSharp(bits);
                    Assert.EndsWith("f", text, StringComparison.Ordinal);
                    Assert.Equal(bits, Literals.Bits(float.Parse(text.AsSpan()[..^1], CultureInfo.InvariantCulture)));
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Instruction_SignOfZero_IsAChange() => Assert.NotEqual(
        new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits(0f)),
        new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits(-0f)));
}
