using System;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>An event that happens when an aimed value is high, or when it is low, and what it pays.</summary>
/// <param name="Direction">+1 when it happens as the value rises, −1 as it falls.</param>
/// <param name="Pays">What is paid.</param>
internal sealed record EventTrend(int Direction, double Pays)
{
    private const int MaximumDepth = 8;

    /// <summary>The trend of a truth value that is paid; null where there is none, or nobody knows.</summary>
    public static EventTrend? Of(RuleContext context, AimedValue aim, ColumnView column)
    {
        FloatRange paid = column.Paid < 0 ? FloatRange.Nothing : context.Program.Range(column.Paid);
        double pays = paid is { IsFinite: true } ? (paid.Hi > 0f ? paid.Hi : paid.Lo) : 0;
        int direction = pays == 0 ? 0 : Direct(context, aim, column.Raw, 0);
        return Math.Abs(direction) == 1 ? new EventTrend(direction, pays) : null;
    }

    /// <summary>+1 becomes true as the aimed value rises, −1 as it falls, 0 does not depend on it, 2 unknown.</summary>
    private static int Direct(RuleContext context, AimedValue aim, int value, int depth)
    {
        Instruction code = context.Step.Code[value];
        if (depth > MaximumDepth || code.Type.IsVector)
        {
            return 2;
        }

        switch (code.Op)
        {
            case Opcode.Not:
                return Flip(Direct(context, aim, code.A, depth + 1));
            case Opcode.And:
            case Opcode.Or:
                return Both(Direct(context, aim, code.A, depth + 1), Direct(context, aim, code.B, depth + 1));
            case Opcode.Less:
            case Opcode.LessOrEqual:
                return Both(Flip(Number(context, aim, code.A)), Number(context, aim, code.B));
            case Opcode.Const or Opcode.Input or Opcode.InputComponent or Opcode.Carry or Opcode.Parameter or Opcode.IsFirst or Opcode.ExternalEnd or Opcode.Truncated:
                return 0;
            default:
                return 2;
        }
    }

    private static int Number(RuleContext context, AimedValue aim, int value)
    {
        Sensitivity own = aim.Of(context.Program.Where()!, value);
        return own.Slope.IsZero && !own.Jumps ? 0 : own.Direction == 0 ? 2 : own.Direction;
    }

    private static int Flip(int direction) => direction == 2 ? 2 : -direction;

    private static int Both(int a, int b) => a == 0 ? b : b == 0 || a == b ? a : 2;
}
