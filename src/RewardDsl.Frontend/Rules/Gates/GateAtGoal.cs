using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD5003: a term that pays on the way to a goal and nothing where the goal is reached, without anything at the goal that makes
/// up for it: the most that a step pays is less at the goal than beside it.
/// </summary>
internal sealed class GateAtGoal
{
    /// <summary>Boxes to look at for a point at which the term pays.</summary>
    private const int Budget = 8;

    private readonly RuleContext _context;
    private readonly GoalFacts _goal;
    private readonly int _reached;
    private readonly Branch _at;
    private readonly Dictionary<Condition, (Branch? Before, bool PaysLess)> _before = new();

    private GateAtGoal(RuleContext context, GoalFacts goal, int reached, Branch at)
    {
        _context = context;
        _goal = goal;
        _reached = reached;
        _at = at;
    }

    /// <summary>Runs the rule.</summary>
    public static void Check(RuleContext context)
    {
        foreach (GoalFacts goal in context.Analysis.Spec.Goals)
        {
            int reached = context.Value(goal.Name);
            if (reached >= 0 && ConditionTruth.Where(context, new Condition(reached, true)) is { } at)
            {
                var rule = new GateAtGoal(context, goal, reached, at);
                foreach (ColumnView column in context.Columns.Where(static c => c.Column.Kind is ColumnKind.Term or ColumnKind.Bonus && c.Weighted >= 0))
                {
                    rule.Check(column);
                }
            }
        }
    }

    private void Check(ColumnView column)
    {
        // Most terms have no gate that the goal decides: only what is closed there is looked at.
        if (Closed(column) is not { } closed || !(_context.Program.Range(column.Weighted).Hi > 0f) || !(_at.Range(column.Weighted).Hi <= 0f))
        {
            return;
        }

        if (!_before.TryGetValue(closed.Opens, out (Branch? Before, bool PaysLess) known))
        {
            Branch? before = ConditionTruth.Where(_context, new Condition(_reached, false), closed.Opens);
            _before.Add(closed.Opens, known = (before, before is not null && PaysLess(before)));
        }

        ProvenRange? paid = known.PaysLess ? known.Before!.Prove(column.Weighted, Budget) : null;
        if (paid is null || !(paid.AttainedHi > 0f || paid.Range.Lo > 0f))
        {
            return;
        }

        string? gate = closed.Gate;
        _context.Report(
            RuleCatalogue.GateClosesAtGoal,
            gate is null ? column.Name : column.Attribute,
            RuleCatalogue.GateClosesAtGoal.DefaultSeverity,
            RangeData.Of(_at.Range(column.Weighted)),
            column.Column.Name,
            _goal.Name,
            (gate is null ? "it pays up to " : "its gate '" + gate + "' is closed there; it pays up to ") + RangeData.Text(paid.Range.Hi) + " a step before, and nothing at the goal pays as much");
    }

    /// <summary>What is closed at the goal, and would open it: a gate of the term, the condition of the choice that its value is, or its truth value.</summary>
    private (Condition Opens, string? Gate)? Closed(ColumnView column)
    {
        foreach (GateUse use in column.Column.Gates)
        {
            if (_context.Value(use.Name) is >= 0 and int gate && _at.Range(gate) is { MayBeNaN: false, Hi: <= 0f } && Open(_context, use, gate) is { } opens)
            {
                return (opens, use.Name);
            }
        }

        int raw = column.Raw;
        Instruction code = raw < 0 ? default : _context.Step.Code[raw];
        if (raw < 0 || code.Type.IsVector)
        {
            return null;
        }

        if (column.Column.IsBool)
        {
            return _at.Range(raw).IsFalse ? (new Condition(raw, true), null) : null;
        }

        // Only what is chosen at the goal is looked at: the rest of a body may be long.
        FloatRange condition = code.Op == Opcode.Select ? _at.Range(code.A) : FloatRange.Either;
        return (condition.IsTrue || condition.IsFalse) && _at.Range(condition.IsTrue ? code.B : code.C).Hi <= 0f ? (new Condition(code.A, condition.IsFalse), null) : null;
    }

    /// <summary>What a gate is open by: itself, or for a soft one that it is above 0, which the program compares.</summary>
    private static Condition? Open(RuleContext context, GateUse use, int gate)
    {
        if (use.IsBool)
        {
            return new Condition(gate, true);
        }

        for (int i = gate + 1; i < context.Step.Code.Count; i++)
        {
            if (context.Step.Code[i] is { Op: Opcode.LessOrEqual } code && code.A == gate && context.Program.Range(code.B) is { IsSingle: true, Lo: 0f })
            {
                return new Condition(i, false);
            }
        }

        return null;
    }

    /// <summary>Whether the most that a step pays is less at the goal; what has no limit in both places is the same in both.</summary>
    private bool PaysLess(Branch before)
    {
        IEnumerable<int> paid = _context.Analysis.Spec.Sum.Total.Length > 0
            ? _context.Values("", ProbedPart.Sum).Concat(_context.Columns.Where(static c => c.Column.Kind == ColumnKind.Termination).Select(static c => c.Paid))
            : _context.Columns.Where(static c => c.Column.Kind != ColumnKind.Potential).Select(static c => c.Column.Kind == ColumnKind.Termination ? c.Paid : c.Weighted);
        double difference = 0;
        foreach (int value in paid.Where(static v => v >= 0))
        {
            float hi = _at.Range(value).Hi;
            float hiBefore = before.Range(value).Hi;
            difference += hi == hiBefore ? 0 : (double)hi - hiBefore;
        }

        return difference < 0;
    }
}
