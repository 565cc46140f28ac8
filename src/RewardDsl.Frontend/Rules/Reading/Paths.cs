using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Which values a value is computed from, and what it can change.</summary>
internal static class Paths
{
    /// <summary>Whether a value is the same at every step of an episode: constants, weights, parameters.</summary>
    public static bool IsFixed(RuleContext context, int value) =>
        !context.Program.Dependences.Inputs(value).Any() && !Witness.ReadsCarries(context.Analysis, value);

    /// <summary>The leaves that a value reads at this step: slot and element of each.</summary>
    public static HashSet<(int Slot, int Element)> Leaves(RuleContext context, int value)
    {
        var leaves = new HashSet<(int Slot, int Element)>();
        var seen = new bool[value + 1];
        seen[value] = true;
        for (int i = value; i >= 0; i--)
        {
            if (!seen[i])
            {
                continue;
            }

            Instruction code = context.Step.Code[i];
            if (code.A < 0)
            {
                leaves.UnionWith(LeavesOf(context, code));
            }

            for (int k = 0; k < 3; k++)
            {
                if (code.Operand(k) >= 0)
                {
                    seen[code.Operand(k)] = true;
                }
            }
        }

        return leaves;
    }

    /// <summary>
    /// Which values change gradually with one of the leaves: not through a comparison, a choice's condition or a rounding, and
    /// not through a value that does not count.
    /// </summary>
    public static bool[] Gradual(RuleContext context, HashSet<(int Slot, int Element)> leaves, ICollection<int> blocked)
    {
        var gradual = new bool[context.Step.Code.Count];
        for (int i = 0; i < gradual.Length; i++)
        {
            Instruction code = context.Step.Code[i];
            if (blocked.Contains(i) || code.Type.Kind == IrKind.Bool || code.Op is Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate or Opcode.Sign or Opcode.BoolToFloat)
            {
                continue;
            }

            gradual[i] = code.A < 0 && LeavesOf(context, code).Any(leaves.Contains);
            for (int k = code.Op == Opcode.Select ? 1 : 0; k < 3; k++)
            {
                gradual[i] |= code.Operand(k) >= 0 && gradual[code.Operand(k)];
            }
        }

        return gradual;
    }

    /// <summary>The value that a value is a multiple of, up to an offset: signs, factors and offsets that do not change are left out.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="value">The value.</param>
    /// <param name="until">Where to stop earlier.</param>
    public static int WithoutScale(RuleContext context, int value, int until = -1)
    {
        while (value != until)
        {
            Instruction code = context.Step.Code[value];
            bool isFixedA = code.A >= 0 && IsFixed(context, code.A);
            bool isFixedB = code.B >= 0 && IsFixed(context, code.B);
            switch (code.Op)
            {
                case Opcode.Neg when !isFixedA:
                case Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div when isFixedB && !isFixedA:
                    value = code.A;
                    continue;
                case Opcode.Add or Opcode.Sub or Opcode.Mul when isFixedA && !isFixedB:
                    value = code.B;
                    continue;
                default:
                    return value;
            }
        }

        return value;
    }

    private static IEnumerable<(int Slot, int Element)> LeavesOf(RuleContext context, Instruction code)
    {
        int slot = (int)(code.Immediate & 0xFFFF);
        int high = (int)(code.Immediate >> 16);
        return code.Op switch
        {
            Opcode.Input => Enumerable.Range(0, context.Step.Inputs[slot].Width).Select(j => (slot, j)),
            Opcode.InputComponent => new[] { (slot, high) },
            Opcode.InputPick => context.Step.Constants[high].Bits.Select(j => (slot, (int)j)),
            _ => Enumerable.Empty<(int Slot, int Element)>(),
        };
    }
}
