using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A value as a shape of one other value: kernels, scales and offsets around it.</summary>
/// <param name="Core">What it is a shape of.</param>
/// <param name="Direction">+1 when it rises with the core (or with its size), −1 when it falls.</param>
/// <param name="IsSize">Whether it depends on the size of the core only.</param>
/// <param name="IsAffine">Whether it is a multiple of the core plus an offset.</param>
internal sealed record MonotoneShape(int Core, int Direction, bool IsSize, bool IsAffine)
{
    private const int MaximumSteps = 24;

    /// <summary>Follows a value down as long as each operation has one operand that changes, and only rises or only falls with it.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="value">The value.</param>
    /// <param name="onlyAffine">Follow scales and offsets only.</param>
    public static MonotoneShape Of(RuleContext context, int value, bool onlyAffine)
    {
        int direction = 1;
        bool isSize = false;
        bool isAffine = true;
        for (int step = 0; step < MaximumSteps; step++)
        {
            Instruction code = context.Step.Code[value];
            int sign = Sign(context, code, out int next, out bool isLinear, out bool isEven);
            if (sign == 0 || (onlyAffine && !isLinear) || context.Step.Code[next].Type != IrType.Float)
            {
                break;
            }

            // The size of what can be negative; of what cannot, it is the same.
            direction *= sign;
            isAffine &= isLinear;
            isSize |= isEven && context.Program.Range(next).Lo < 0f;
            value = next;
        }

        return new MonotoneShape(value, direction, isSize, isAffine);
    }

    private static int Sign(RuleContext context, Instruction code, out int next, out bool isLinear, out bool isEven)
    {
        next = code.A;
        isLinear = false;
        isEven = false;
        switch (code.Op)
        {
            case Opcode.Neg:
                isLinear = true;
                return -1;
            case Opcode.Exp or Opcode.Log or Opcode.Log2 or Opcode.Sqrt or Opcode.Tanh or Opcode.Atan or Opcode.MaxZero or Opcode.MinZero:
                return 1;
            case Opcode.Abs:
                isEven = true;
                return 1;
            case Opcode.Mul when code.A == code.B:
                isEven = true;
                return 1;
            case Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div or Opcode.Min or Opcode.Max:
                bool isFirst = Paths.IsFixed(context, code.B);
                bool isSecond = !isFirst && Paths.IsFixed(context, code.A);
                if (!isFirst && !isSecond)
                {
                    return 0;
                }

                next = isFirst ? code.A : code.B;
                int other = isFirst ? code.B : code.A;
                FloatRange factor = context.Program.Range(other);
                int sign = factor.Lo > 0f ? 1 : factor.Hi < 0f ? -1 : 0;
                isLinear = code.Op is Opcode.Add or Opcode.Sub or Opcode.Mul || (code.Op == Opcode.Div && isFirst);
                return code.Op switch
                {
                    Opcode.Add or Opcode.Min or Opcode.Max => 1,
                    Opcode.Sub => isFirst ? 1 : -1,
                    Opcode.Mul => sign,
                    _ when isFirst => sign,
                    _ => context.Program.Range(next) is { Lo: > 0f } or { Hi: < 0f } ? -sign : 0,
                };
            case Opcode.Clamp when Paths.IsFixed(context, code.B) && Paths.IsFixed(context, code.C):
                return 1;
            default:
                return 0;
        }
    }
}
