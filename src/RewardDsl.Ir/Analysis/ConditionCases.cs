using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Whether two truth values that are alternatives ("one of these cells") can hold at once: each pair of cases is asked for, as what all cases of one have in
/// common says too little.
/// </summary>
public sealed class ConditionCases
{
    /// <summary>Cases of one truth value that are told apart.</summary>
    private const int Most = 16;

    private readonly ProgramAnalysis _analysis;
    private int _budget;

    /// <param name="analysis">The analysed program.</param>
    /// <param name="budget">How many pairs of cases may be looked at in all; beyond them what is asked for counts as possible.</param>
    public ConditionCases(ProgramAnalysis analysis, int budget = 300)
    {
        _analysis = analysis;
        _budget = budget;
    }

    /// <summary>Whether both may hold at one step.</summary>
    public bool CanHoldBoth(int first, int second) =>
        !_analysis.Dependences.Share(first, second) || Cases(first, true).Any(a => Cases(second, true).Any(b => --_budget < 0 || _analysis.Where([.. a, .. b, .. _analysis.Assumptions]) is not null));

    /// <summary>What a truth value requires, as alternatives; itself where there are too many.</summary>
    private List<Condition[]> Cases(int value, bool holds)
    {
        Instruction code = _analysis.Program.Code[value];
        if (code.Op == Opcode.Not)
        {
            return Cases(code.A, !holds);
        }

        if (code.Op is Opcode.And or Opcode.Or)
        {
            List<Condition[]> left = Cases(code.A, holds);
            List<Condition[]> right = Cases(code.B, holds);
            bool isEither = code.Op == (holds ? Opcode.Or : Opcode.And);
            if ((isEither ? left.Count + right.Count : left.Count * right.Count) <= Most)
            {
                return isEither ? [.. left, .. right] : [.. left.SelectMany(a => right.Select(b => (Condition[])[.. a, .. b]))];
            }
        }

        return [[new Condition(value, holds)]];
    }
}
