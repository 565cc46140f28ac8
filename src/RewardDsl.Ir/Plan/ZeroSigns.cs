using System.Linq;

namespace RewardDsl.Ir;

/// <summary>What is known of the signs of values. The maximum of values that are never −0 with +0 is one machine instruction; otherwise the sign of zero needs two.</summary>
public static class ZeroSigns
{
    private const uint NegativeZero = 0x80000000;

    /// <summary>For each instruction: no element of its value is −0, whatever the inputs.</summary>
    public static bool[] NeverNegative(RewardProgram program)
    {
        bool[] never = new bool[program.Code.Count];
        for (int i = 0; i < never.Length; i++)
        {
            Instruction code = program.Code[i];
            never[i] = code.Op switch
            {
                Opcode.Const => code.Immediate != NegativeZero,
                Opcode.ConstVector => program.Constants[(int)code.Immediate].Bits.All(static b => b != NegativeZero),
                Opcode.Broadcast or Opcode.Sqrt or Opcode.Element => never[code.A],
                Opcode.Abs or Opcode.MaxZero or Opcode.Exp or Opcode.BoolToFloat => true,
                // Rounding keeps the sign of what is not zero, so only two zeros can make −0.
                Opcode.Add => never[code.A] || never[code.B],
                Opcode.Sub => never[code.A] || IsNonzeroConstant(program, code.B),
                Opcode.Mul => code.A == code.B,
                Opcode.Select => never[code.B] && never[code.C],
                _ => false,
            };
        }

        return never;
    }

    /// <summary>
    /// For each instruction: no element of its value has its sign set, NaN aside, whatever the inputs. As whole numbers without sign such floats have
    /// the order of their values, NaN above all: their IEEE maximum is one machine instruction.
    /// </summary>
    public static bool[] NeverSet(RewardProgram program)
    {
        bool[] never = new bool[program.Code.Count];
        for (int i = 0; i < never.Length; i++)
        {
            Instruction code = program.Code[i];
            never[i] = code.Op switch
            {
                Opcode.Const => code.Immediate < NegativeZero,
                Opcode.ConstVector => program.Constants[(int)code.Immediate].Bits.All(static b => b < NegativeZero),
                Opcode.Broadcast or Opcode.Sqrt or Opcode.Element => never[code.A],
                Opcode.Abs or Opcode.MaxZero or Opcode.Exp or Opcode.BoolToFloat => true,
                Opcode.Add => never[code.A] && never[code.B],
                Opcode.Mul => code.A == code.B || (never[code.A] && never[code.B]),
                Opcode.Max => never[code.A] || never[code.B],
                Opcode.Min => never[code.A] && never[code.B],
                Opcode.Select => never[code.B] && never[code.C],
                _ => false,
            };
        }

        return never;
    }

    private static bool IsNonzeroConstant(RewardProgram program, int value) => program.Code[value].Op switch
    {
        Opcode.Const => program.Code[value].Immediate << 1 != 0,
        Opcode.ConstVector => program.Constants[(int)program.Code[value].Immediate].Bits.All(static b => b << 1 != 0),
        Opcode.Broadcast => IsNonzeroConstant(program, program.Code[value].A),
        _ => false,
    };
}
