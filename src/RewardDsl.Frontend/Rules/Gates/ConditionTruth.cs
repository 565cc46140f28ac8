using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Whether a condition holds at every point of the declared signals, or at none.</summary>
internal static class ConditionTruth
{
    /// <summary>Boxes to look at for a condition that decides what is paid.</summary>
    private const int Budget = 12;

    /// <summary>Of a written condition: what holds for each of its sites.</summary>
    public static Truth Of(RuleContext context, ConditionNode node)
    {
        List<Truth> all = node.Values(context).Select(v => Of(context, v)).Distinct().ToList();
        return all.Count == 1 ? all[0] : Truth.Open;
    }

    /// <summary>Of a truth value of the program, or of all elements of a vector of them.</summary>
    public static Truth Of(RuleContext context, int value)
    {
        IReadOnlyList<FloatRange> elements = context.Program.Elements(value);
        if (elements.All(static e => e.IsTrue))
        {
            return Truth.Always;
        }

        if (elements.All(static e => e.IsFalse))
        {
            return Truth.Never;
        }

        // Only parts that read the same signal can exclude each other where none of them is decided.
        Opcode op = context.Step.Code[value].Op;
        return elements.Count > 1 || op is not (Opcode.And or Opcode.Or or Opcode.Not) ? Truth.Open
            : !CanBe(context, value, true) ? Truth.Never
            : !CanBe(context, value, false) ? Truth.Always : Truth.Open;
    }

    /// <summary>The same with a search for a comparison with a constant.</summary>
    public static Truth Searched(RuleContext context, ConditionNode node)
    {
        Truth known = Of(context, node);
        int value = context.Analysis.Probe(node.Sites[0].Result[0]);
        Instruction code = context.Step.Code[value];
        if (known != Truth.Open || node.Sites.Count > 1 || code.Type.IsVector || code.Op is not (Opcode.Less or Opcode.LessOrEqual))
        {
            return known;
        }

        FloatRange left = Proven(context, code.A);
        FloatRange right = Proven(context, code.B);
        bool isStrict = code.Op == Opcode.Less;
        return left.MayBeNaN || right.MayBeNaN || !left.HasNumber || !right.HasNumber ? Truth.Open
            : (isStrict ? left.Hi < right.Lo : left.Hi <= right.Lo) ? Truth.Always
            : (isStrict ? left.Lo >= right.Hi : left.Lo > right.Hi) ? Truth.Never : Truth.Open;
    }

    /// <summary>Of a scalar in the parts of the box in which it is read; open where nothing reads it.</summary>
    public static Truth WhereRead(RuleContext context, int value)
    {
        IReadOnlyList<IReadOnlyList<Condition>> alternatives = context.Program.Demand.Of(value);
        if (alternatives.Count == 0 || context.Step.Code[value].Type.IsVector || alternatives.Any(a => !a.Any(c => context.Program.Dependences.Share(c.Value, value))))
        {
            // Where nothing that is tested before reads the same signals, nothing more is known.
            return Truth.Open;
        }

        IReadOnlyList<Branch> branches = context.Program.WhereUsed(value);
        return branches.Count == 0 ? Truth.Open
            : branches.All(b => b.Range(value).IsFalse) ? Truth.Never
            : branches.All(b => b.Range(value).IsTrue) ? Truth.Always : Truth.Open;
    }

    /// <summary>A search gains nothing for a constant and a signal, and does not end where a number is unlimited.</summary>
    private static FloatRange Proven(RuleContext context, int value)
    {
        FloatRange range = context.Program.Range(value);
        return !range.IsFinite || IntrinsicTable.Row(context.Step.Code[value].Op).Class == IntrinsicClass.Leaf ? range : context.Program.Prove(value, Budget).Range;
    }

    /// <summary>Whether some point may give it this truth: what it requires of its parts is required of the signals one after the other.</summary>
    private static bool CanBe(RuleContext context, int value, bool holds)
    {
        var required = new List<Condition>();
        Collect(context.Step, value, holds, required);

        return !AnyMeet(context, required) || Where(context, required.ToArray()) is not null;
    }

    /// <summary>Whether two of the conditions are about the same signals, or about signals that an assumption connects: others cannot exclude each other.</summary>
    private static bool AnyMeet(RuleContext context, List<Condition> conditions)
    {
        Dependences reads = context.Program.Dependences;
        for (int i = 0; i < conditions.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = conditions[i].Value;
                int b = conditions[j].Value;
                if (reads.Share(a, b) || context.Analysis.Spec.Assumptions.Any(n => context.Value(n) is >= 0 and int known && reads.Share(a, known)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The part of the box in which all the conditions hold; null when there is none.</summary>
    public static Branch? Where(RuleContext context, params Condition[] conditions)
    {
        // Once more what is assumed: of the signals that the conditions have narrowed it says more.
        IEnumerable<Condition> assumed = context.Analysis.Spec.Assumptions.Select(a => new Condition(context.Value(a), true));
        return context.Program.Where(conditions.Concat(assumed).ToArray());
    }

    private static void Collect(RewardProgram program, int value, bool holds, List<Condition> required)
    {
        Instruction code = program.Code[value];
        if (code.Op == Opcode.Not)
        {
            Collect(program, code.A, !holds, required);
        }
        else if (code.Op == (holds ? Opcode.And : Opcode.Or))
        {
            Collect(program, code.A, holds, required);
            Collect(program, code.B, holds, required);
        }
        else
        {
            required.Add(new Condition(value, holds));
        }
    }
}
