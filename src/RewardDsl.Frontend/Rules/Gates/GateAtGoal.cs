using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5003: a term that pays on the way to a goal and nothing where the goal is reached, without anything at the goal that makes
/// up for it: the most that a step pays is less at the goal than beside it.
/// </summary>
internal static class GateAtGoal
{
    /// <summary>Boxes to look at for a point at which the term pays.</summary>
    private const int Budget = 16;

    public static void Check(RuleContext context)
    {
        foreach (GoalFacts goal in context.Analysis.Spec.Goals)
        {
            int reached = context.Value(goal.Name);
            if (reached >= 0 && ConditionTruth.Where(context, new Condition(reached, true)) is { } at)
            {
                foreach (ColumnView column in context.Columns.Where(static c => c.Column.Kind is ColumnKind.Term or ColumnKind.Bonus && c.Weighted >= 0))
                {
                    Check(context, goal, reached, at, column);
                }
            }
        }
    }

    private static void Check(RuleContext context, GoalFacts goal, int reached, Branch at, ColumnView column)
    {
        // The cheap questions first: most terms pay at the goal.
        if (!(at.Range(column.Weighted).Hi <= 0f) || !(context.Program.Range(column.Weighted).Hi > 0f))
        {
            return;
        }

        int open = Opens(context, at, column, out bool holds, out string? gate);
        var conditions = new List<Condition> { new(reached, false) };
        if (open >= 0)
        {
            conditions.Add(new Condition(open, holds));
        }

        if (ConditionTruth.Where(context, conditions.ToArray()) is not { } before || !(before.Prove(column.Weighted, Budget) is { AttainedHi: > 0f } paid))
        {
            return;
        }

        (double most, double mostBefore) = Most(context, at, before);
        if (most >= mostBefore)
        {
            return;
        }

        context.Report(
            RuleCatalogue.GateClosesAtGoal,
            gate is null ? column.Name : column.Attribute,
            RuleCatalogue.GateClosesAtGoal.DefaultSeverity,
            RangeData.Of(at.Range(column.Weighted)),
            column.Column.Name,
            goal.Name,
            (gate is null ? "it pays up to " : "its gate '" + gate + "' is closed there; it pays up to ") + RangeData.Text(paid.Range.Hi) + " a step before, and nothing at the goal pays as much");
    }

    /// <summary>What is closed at the goal: a gate of the term, or the condition of the choice that its value is; −1 when neither is found.</summary>
    private static int Opens(RuleContext context, Branch at, ColumnView column, out bool holds, out string? gate)
    {
        holds = true;
        foreach (GateUse use in column.Column.Gates.Where(static g => g.IsBool))
        {
            if (context.Value(use.Name) is >= 0 and int value && at.Range(value).IsFalse)
            {
                gate = use.Name;
                return value;
            }
        }

        gate = null;
        int raw = column.Raw;
        while (raw >= 0)
        {
            Instruction code = context.Step.Code[raw];
            if (code.Op == Opcode.Select && !code.Type.IsVector)
            {
                FloatRange condition = at.Range(code.A);
                holds = condition.IsFalse;
                return condition.IsFalse || condition.IsTrue ? code.A : -1;
            }

            raw = code.Op == Opcode.BoolToFloat ? code.A : -1;
        }

        return -1;
    }

    /// <summary>The most that a step pays at the goal and before it; what has no limit in both places is the same in both.</summary>
    private static (double At, double Before) Most(RuleContext context, Branch at, Branch before)
    {
        IEnumerable<int> paid = context.Analysis.Spec.Sum.Total.Length > 0
            ? context.Values("", ProbedPart.Sum).Concat(context.Columns.Where(static c => c.Column.Kind == ColumnKind.Termination).Select(static c => c.Paid))
            : context.Columns.Where(static c => c.Column.Kind != ColumnKind.Potential).Select(static c => c.Column.Kind == ColumnKind.Termination ? c.Paid : c.Weighted);
        double mostAt = 0;
        double mostBefore = 0;
        foreach (int value in paid.Where(static v => v >= 0))
        {
            float hi = at.Range(value).Hi;
            float hiBefore = before.Range(value).Hi;
            if (hi != hiBefore)
            {
                mostAt += hi;
                mostBefore += hiBefore;
            }
        }

        return double.IsNaN(mostAt) || double.IsNaN(mostBefore) ? (0, 0) : (mostAt, mostBefore);
    }
}
