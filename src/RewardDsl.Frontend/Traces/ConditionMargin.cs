using System;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>By how much a condition holds: a comparison by the distance of its sides, conjunctions by the least, what compares nothing infinitely.</summary>
internal static class ConditionMargin
{
    /// <summary>The margin of a truth value of a program that was run; positive where it holds.</summary>
    public static float Of(RewardProgram program, float[][] values, int value, int element = 0)
    {
        Instruction code = program.Code[value];
        float At(int operand) => values[operand][element];
        float Part(int operand) => Of(program, values, operand, element);
        switch (code.Op)
        {
            case Opcode.Less or Opcode.LessOrEqual:
                return Distance(At(code.B), At(code.A), At(value));
            case Opcode.Equal or Opcode.NotEqual when program.Code[code.A].Type.Kind == IrKind.Float:
                float distance = Math.Abs(Distance(At(code.A), At(code.B), At(value)));
                return code.Op == Opcode.Equal ? -distance : distance;
            case Opcode.Not:
                return -Part(code.A);
            case Opcode.And:
                return Math.Min(Part(code.A), Part(code.B));
            case Opcode.Or:
                return Math.Max(Part(code.A), Part(code.B));
            case Opcode.Broadcast:
                return Of(program, values, code.A);
            case Opcode.Element:
                return Of(program, values, code.A, (int)code.Immediate);
            case Opcode.All:
                return Enumerable.Range(0, values[code.A].Length).Select(j => Of(program, values, code.A, j)).Aggregate(float.PositiveInfinity, Math.Min);
            case Opcode.Any:
                return Enumerable.Range(0, values[code.A].Length).Select(j => Of(program, values, code.A, j)).Aggregate(float.NegativeInfinity, Math.Max);
            default:
                return At(value) != 0f ? float.PositiveInfinity : float.NegativeInfinity;
        }
    }

    /// <summary>The difference; where there is none (NaN, infinities) what the comparison says.</summary>
    private static float Distance(float greater, float less, float truth) =>
        greater - less is var difference && !float.IsNaN(difference) ? difference : truth != 0f ? float.PositiveInfinity : float.NegativeInfinity;
}
