using System;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Whether an output is linear in one parameter, with all else fixed, over a whole episode: found by the degree of every value.
/// </summary>
public static class Linearity
{
    /// <summary>More than linear, or unknown.</summary>
    private const int Other = 2;

    /// <summary>Whether the output is of the form a + b·parameter, at each step of any episode.</summary>
    /// <param name="step">The step program.</param>
    /// <param name="reset">Its reset program.</param>
    /// <param name="output">Which output.</param>
    /// <param name="parameter">Which parameter.</param>
    public static bool IsLinear(RewardProgram step, RewardProgram reset, OutputKind output, int parameter)
    {
        // What a carry holds is linear when it starts so and a step keeps it so.
        int[] carries = new int[step.Carries.Count];
        Raise(carries, reset, Degrees(reset, parameter, carries));
        int[] degrees;
        do
        {
            degrees = Degrees(step, parameter, carries);
        }
        while (Raise(carries, step, degrees));
        return degrees[step.Find(output)] < Other && degrees[step.Find(OutputKind.Terminated)] == 0;
    }

    private static bool Raise(int[] carries, RewardProgram program, int[] degrees)
    {
        bool isRaised = false;
        foreach (Output carry in program.Outputs.Where(static o => o.Kind == OutputKind.Carry))
        {
            isRaised |= degrees[carry.Value] > carries[carry.Index];
            carries[carry.Index] = Math.Max(carries[carry.Index], degrees[carry.Value]);
        }

        return isRaised;
    }

    private static int[] Degrees(RewardProgram step, int parameter, int[] carries)
    {
        int[] degrees = new int[step.Code.Count];
        for (int i = 0; i < degrees.Length; i++)
        {
            Instruction code = step.Code[i];
            int slot = (int)(code.Immediate & 0xFFFF);
            int Of(int operand) => operand < 0 ? 0 : degrees[operand];
            int highest = Math.Max(Of(code.A), Math.Max(Of(code.B), Of(code.C)));
            degrees[i] = code.Op switch
            {
                Opcode.Parameter => slot == parameter ? 1 : 0,
                Opcode.Carry or Opcode.CarryPick => carries[slot],
                Opcode.Mul => Math.Min(Other, Of(code.A) + Of(code.B)),
                Opcode.Div => Of(code.B) == 0 ? Of(code.A) : Other,
                Opcode.Add or Opcode.Sub or Opcode.Neg or Opcode.Broadcast or Opcode.Element or Opcode.Sum => highest,
                Opcode.Select => Of(code.A) == 0 ? highest : Other,
                _ => highest == 0 ? 0 : Other,
            };
            if (code.Op == Opcode.NotEqual && Of(code.A) < Other && IsZero(step.Code[code.B]) && IsMultiple(step, parameter, code.A))
            {
                // Whether a multiple of a weight is 0 tells nothing of the weight, unless that is 0 itself: then nothing is paid.
                degrees[i] = 0;
            }
        }

        return degrees;
    }

    private static bool IsZero(Instruction code) => code.Op == Opcode.Const && Literals.Float(code.Immediate) == 0f;

    /// <summary>Whether a value is the parameter times something.</summary>
    private static bool IsMultiple(RewardProgram step, int parameter, int value)
    {
        Instruction code = step.Code[value];
        return code.Op switch
        {
            Opcode.Parameter => (code.Immediate & 0xFFFF) == (uint)parameter,
            Opcode.Mul => IsMultiple(step, parameter, code.A) || IsMultiple(step, parameter, code.B),
            Opcode.Neg => IsMultiple(step, parameter, code.A),
            Opcode.Select => (IsZero(step.Code[code.B]) || IsMultiple(step, parameter, code.B)) && (IsZero(step.Code[code.C]) || IsMultiple(step, parameter, code.C)),
            _ => false,
        };
    }
}
