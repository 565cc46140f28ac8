using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Which conditions of a formula can hold together by what they are made of: a &amp;&amp; b never holds without a, and a ^ a never. True of any signals, so
/// the evaluator may rely on it; what the declared ranges exclude is for the rules.
/// </summary>
internal static class ConditionLetters
{
    /// <summary>With more truth values than this there are too many cases; conditions then count as independent, and a verdict may come later.</summary>
    private const int MostTruths = 12;

    /// <summary>The assignments of the conditions that can occur; empty where none is excluded, or too much would have to be tried.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="conditions">The conditions, truth values of it.</param>
    public static EquatableArray<ulong> Of(ProgramBuilder builder, IReadOnlyList<int> conditions)
    {
        var truths = new List<int>();
        foreach (int condition in conditions)
        {
            Collect(builder, condition, truths);
        }

        if (truths.Count > MostTruths || conditions.Count > 63 || (conditions.All(truths.Contains) && conditions.Distinct().Count() == conditions.Count))
        {
            return default;
        }

        var letters = new SortedSet<ulong>();
        for (int assignment = 0; assignment < 1 << truths.Count; assignment++)
        {
            ulong letter = 0;
            for (int k = 0; k < conditions.Count; k++)
            {
                letter |= Holds(builder, conditions[k], truths, assignment) ? 1UL << k : 0;
            }

            letters.Add(letter);
        }

        return letters.Count == 1L << conditions.Count ? default : letters.ToEquatableArray();
    }

    /// <summary>The truth values that are no combination of others.</summary>
    private static void Collect(ProgramBuilder builder, int value, List<int> truths)
    {
        Instruction code = builder[value];
        if (!IsCombined(code))
        {
            if (!truths.Contains(value))
            {
                truths.Add(value);
            }

            return;
        }

        // What is far more than a handful is not looked through.
        for (int k = 0; k < 3 && truths.Count <= MostTruths; k++)
        {
            if (code.Operand(k) >= 0)
            {
                Collect(builder, code.Operand(k), truths);
            }
        }
    }

    private static bool IsCombined(Instruction code) => code.Op switch
    {
        Opcode.Const or Opcode.Not or Opcode.And or Opcode.Or or Opcode.Xor => !code.Type.IsVector,
        Opcode.Select => code.Type == IrType.Bool,
        _ => false,
    };

    private static bool Holds(ProgramBuilder builder, int value, List<int> truths, int assignment)
    {
        Instruction code = builder[value];
        bool Of(int operand) => Holds(builder, operand, truths, assignment);
        if (!IsCombined(code))
        {
            return ((assignment >> truths.IndexOf(value)) & 1) != 0;
        }

        return code.Op switch
        {
            Opcode.Const => code.Immediate != 0,
            Opcode.Not => !Of(code.A),
            Opcode.And => Of(code.A) && Of(code.B),
            Opcode.Or => Of(code.A) || Of(code.B),
            Opcode.Xor => Of(code.A) != Of(code.B),
            _ => Of(code.A) ? Of(code.B) : Of(code.C),
        };
    }
}
