using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A part of a sum: a value times what does not change within an episode.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsSummed">All elements of the vector, added up.</param>
/// <param name="Factor">The number before it.</param>
/// <param name="Symbols">Parameters and schedules before it, by their values, in order.</param>
/// <param name="IsFixed">The part is the same at every step.</param>
internal sealed record LinearPart(int Value, bool IsSummed, double Factor, EquatableArray<int> Symbols, bool IsFixed);

/// <summary>A value of a program as a sum of parts: through sums, signs and factors that are the same at every step.</summary>
internal static class LinearForm
{
    /// <summary>Longer sums are not taken apart further.</summary>
    private const int Most = 64;

    /// <summary>The parts of a value.</summary>
    /// <param name="program">The analysed program.</param>
    /// <param name="value">The value.</param>
    /// <param name="isSummed">The sum of its elements instead.</param>
    public static IReadOnlyList<LinearPart> Of(ProgramAnalysis program, int value, bool isSummed = false)
    {
        var parts = new List<LinearPart>();
        var work = new Stack<LinearPart>();
        work.Push(new LinearPart(value, isSummed, 1, default, false));
        while (work.Count > 0)
        {
            LinearPart part = work.Pop();
            Instruction code = program.Program.Code[part.Value];
            if (parts.Count + work.Count > Most)
            {
                parts.Add(part);
                continue;
            }

            if (IsFixed(program, part.Value))
            {
                parts.Add(part with { IsFixed = true });
                continue;
            }

            switch (code.Op)
            {
                case Opcode.Add or Opcode.Sub:
                    work.Push(part with { Value = code.B, Factor = code.Op == Opcode.Sub ? -part.Factor : part.Factor });
                    work.Push(part with { Value = code.A });
                    break;
                case Opcode.Neg:
                    work.Push(part with { Value = code.A, Factor = -part.Factor });
                    break;
                case Opcode.Mul when IsFixed(program, code.A) || IsFixed(program, code.B):
                    (int factor, int rest) = IsFixed(program, code.A) ? (code.A, code.B) : (code.B, code.A);
                    work.Push(Times(program, part, factor, false) with { Value = rest });
                    break;
                case Opcode.Div when IsFixed(program, code.B):
                    work.Push(Times(program, part, code.B, true) with { Value = code.A });
                    break;
                case Opcode.Sum when !part.IsSummed:
                    work.Push(part with { Value = code.A, IsSummed = true });
                    break;
                case Opcode.Broadcast when part.IsSummed:
                    work.Push(part with { Value = code.A, IsSummed = false, Factor = part.Factor * code.Type.Length });
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return parts;
    }

    /// <summary>Whether a value is the same at every step of an episode: constants, weights, parameters.</summary>
    public static bool IsFixed(ProgramAnalysis program, int value) =>
        !program.Dependences.Inputs(value).Any() && !Enumerable.Range(0, program.Program.Carries.Count).Any(c => program.Dependences.ReadsCarry(value, c));

    private static LinearPart Times(ProgramAnalysis program, LinearPart part, int factor, bool isDivided)
    {
        FloatRange range = program.Range(factor);
        if (range.IsSingle && range.Lo != 0f)
        {
            // The decimal that the author wrote.
            double number = Math.Abs(range.Lo) < 1e28f ? (double)(decimal)range.Lo : range.Lo;
            number = number == 0 ? range.Lo : number;
            return part with { Factor = isDivided ? part.Factor / number : part.Factor * number };
        }

        return part with { Symbols = part.Symbols.Append(isDivided ? ~factor : factor).OrderBy(static s => s).ToEquatableArray() };
    }
}
