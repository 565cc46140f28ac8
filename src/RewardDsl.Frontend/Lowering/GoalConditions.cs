using System.Collections.Generic;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Names the conditions that a goal needs, and for each of them whether it is missed by the declared tolerance: rules compare what
/// is paid at a goal with what is paid beside it. For the analysis alone; no kernel computes it.
/// </summary>
internal static class GoalConditions
{
    /// <summary>Adds the conditions of a goal.</summary>
    /// <param name="builder">The step program.</param>
    /// <param name="sites">Takes them.</param>
    /// <param name="goal">The member.</param>
    /// <param name="value">Its value.</param>
    /// <param name="tolerance">By how much a comparison has to fail to count as missed, in its own unit.</param>
    public static void Add(ProgramBuilder builder, Sites sites, string goal, int value, float tolerance)
    {
        var conjuncts = new List<int>();
        var missed = new List<int>();
        Collect(builder, value, true, tolerance, conjuncts, missed);
        sites.Add(goal, ProbedPart.Conjuncts, conjuncts);
        sites.Add(goal, ProbedPart.Missed, missed);
    }

    private static void Collect(ProgramBuilder builder, int value, bool holds, float tolerance, List<int> conjuncts, List<int> missed)
    {
        Instruction code = builder[value];
        if (code.Op == Opcode.Not)
        {
            Collect(builder, code.A, !holds, tolerance, conjuncts, missed);
        }
        else if (code.Op == (holds ? Opcode.And : Opcode.Or) && !code.Type.IsVector)
        {
            Collect(builder, code.A, holds, tolerance, conjuncts, missed);
            Collect(builder, code.B, holds, tolerance, conjuncts, missed);
        }
        else
        {
            conjuncts.Add(holds ? value : builder.Apply(Opcode.Not, value));
            missed.Add(Missed(builder, value, holds, tolerance));
        }
    }

    /// <summary>Whether a condition is missed: a comparison by the tolerance, one of several that would do in all of them.</summary>
    private static int Missed(ProgramBuilder builder, int value, bool holds, float tolerance)
    {
        Instruction code = builder[value];
        int Far(int low, int high) => builder.Apply(Opcode.LessOrEqual, builder.Apply(Opcode.Add, low, builder.Const(tolerance)), high);
        switch (code.Op)
        {
            case Opcode.Not:
                return Missed(builder, code.A, !holds, tolerance);
            case Opcode.And or Opcode.Or when !code.Type.IsVector && (code.Op == Opcode.Or) == holds:
                return builder.Apply(Opcode.And, Missed(builder, code.A, holds, tolerance), Missed(builder, code.B, holds, tolerance));
            case Opcode.Less or Opcode.LessOrEqual when tolerance > 0f && !code.Type.IsVector:
                return holds ? Far(code.B, code.A) : Far(code.A, code.B);
            default:
                return holds ? builder.Apply(Opcode.Not, value) : value;
        }
    }
}
