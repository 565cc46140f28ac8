using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Which conditions of a formula can hold together by what they are made of: a &amp; b never holds without a. True of any signals, so the evaluator may
/// rely on it; what the declared ranges exclude is for the rules.
/// </summary>
internal static class ConditionLetters
{
    /// <summary>With more leaves than this there are too many cases; conditions then count as independent, and a verdict may come later.</summary>
    private const int MostLeaves = 12;

    /// <summary>The assignments of the conditions that can occur; empty where none is excluded, or too much would have to be tried.</summary>
    /// <param name="conditions">The conditions, over what the author wrote.</param>
    public static EquatableArray<ulong> Of(IReadOnlyList<TemporalFormula> conditions)
    {
        List<IReadOnlyList<int>> read = conditions.Select(static c => c.Atoms()).ToList();
        List<int> leaves = read.SelectMany(static r => r).Distinct().OrderBy(static l => l).ToList();
        if (leaves.Count > MostLeaves || conditions.Count > 63 || read.Sum(static r => r.Count) == leaves.Count)
        {
            // Nothing is shared: every assignment occurs.
            return default;
        }

        var letters = new SortedSet<ulong>();
        for (int assignment = 0; assignment < 1 << leaves.Count; assignment++)
        {
            ulong letter = 0;
            for (int k = 0; k < conditions.Count; k++)
            {
                letter |= Holds(conditions[k], leaves, assignment) ? 1UL << k : 0;
            }

            letters.Add(letter);
        }

        return letters.Count == 1L << conditions.Count ? default : letters.ToEquatableArray();
    }

    private static bool Holds(TemporalFormula condition, List<int> leaves, int assignment)
    {
        bool Of(int operand) => Holds(condition.Operands[operand], leaves, assignment);
        return condition.Kind switch
        {
            TemporalOperator.Atom => ((assignment >> leaves.IndexOf(condition.Atom)) & 1) != 0,
            TemporalOperator.True => true,
            TemporalOperator.False => false,
            TemporalOperator.Not => !Of(0),
            TemporalOperator.Implies => !Of(0) || Of(1),
            TemporalOperator.Iff => Of(0) == Of(1),
            TemporalOperator.Xor => Of(0) != Of(1),
            TemporalOperator.And => condition.Operands.All(o => Holds(o, leaves, assignment)),
            _ => condition.Operands.Any(o => Holds(o, leaves, assignment)),
        };
    }
}
