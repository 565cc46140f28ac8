using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// What a step pays at which nothing changes, for the way to a goal: computed within the program of such steps, so that several terms
/// are compared at one state.
/// </summary>
internal sealed class GoalPursuits(RuleContext context)
{
    /// <summary>A condition is missed by far where it is missed by this share of the most by which it can be missed.</summary>
    private const double FarShare = 0.25;

    private readonly Dictionary<GoalView, GoalPursuit> _all = new();

    /// <summary>That of a goal.</summary>
    public GoalPursuit Of(GoalView goal) => _all[goal];

    /// <summary>Adds the sums and the conditions to the program of such steps.</summary>
    public void Add(ProgramBuilder builder, Func<int, int> held, IReadOnlyList<bool> isReplaced)
    {
        foreach (GoalView goal in context.Goals)
        {
            // What compares the goal's signals with what they were pays for the way itself: what is left of it where nothing changes is no income.
            List<int> before = Enumerable.Range(0, isReplaced.Count).Where(c => isReplaced[c] && goal.ReadsSignals(context.Step.Find(OutputKind.Carry, c))).ToList();
            List<ColumnView> columns = context.Columns.Where(c => IsPaidOnTheWay(c) && goal.ReadsSignals(c.Weighted) && !before.Any(b => context.Program.Dependences.ReadsCarry(c.Weighted, b))).ToList();
            List<ColumnView> others = Others(goal);
            _all[goal] = new GoalPursuit(context, goal, columns, Sum(builder, held, columns), others, Sum(builder, held, others.Where(IsPaidOnTheWay)), goal.Conjuncts.Select(c => Far(builder, held, c.Value, true, goal.Tolerance) ?? -1).ToList());
        }
    }

    private static int Sum(ProgramBuilder builder, Func<int, int> held, IEnumerable<ColumnView> columns) =>
        columns.Select(c => held(c.Weighted)).DefaultIfEmpty(-1).Aggregate((all, own) => builder.Apply(Opcode.Add, all, own));

    /// <summary>What pays for something else: neither for the goal nor for what the goal's terms read, as a stage on the way does.</summary>
    private List<ColumnView> Others(GoalView goal)
    {
        var way = new HashSet<(int Input, int Element)>(goal.Reads);
        var reads = new List<(ColumnView Column, ISet<(int Input, int Element)> Reads)>();
        foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise && c.Column.Kind != ColumnKind.Penalty && c.Weighted >= 0))
        {
            ISet<(int Input, int Element)> own = ElementReads.Of(context.Step, column.Weighted);
            if (own.Overlaps(goal.Reads))
            {
                way.UnionWith(own);
            }
            else if (own.Count > 0 && !column.Column.IsRegulariser && context.Program.Range(column.Weighted).Hi > 0f)
            {
                reads.Add((column, own));
            }
        }

        // A gate of all terms connects nothing.
        foreach ((SpecMember gate, _) in context.With("Gate").Where(static g => g.Data.Named("AppliesToAll", false)))
        {
            way.ExceptWith(ElementReads.Of(context.Step, context.Value(gate.Name)).Where(e => !goal.Reads.Contains(e)));
        }

        return reads.Where(r => !r.Reads.Overlaps(way)).Select(static r => r.Column).ToList();
    }

    /// <summary>What comes again at each step in which a state is held.</summary>
    private static bool IsPaidOnTheWay(ColumnView column) => column.IsStepwise && column.Column is { Transform: PayTransform.Value, Limit: PayLimit.None, IsRegulariser: false };

    /// <summary>That a condition is missed by far; one of several that would do in all of them. Null where that is not known.</summary>
    private int? Far(ProgramBuilder builder, Func<int, int> held, int value, bool holds, float tolerance)
    {
        Instruction code = context.Step.Code[value];
        if (code.Op == Opcode.Not)
        {
            return Far(builder, held, code.A, !holds, tolerance);
        }

        if (code.Op is Opcode.And or Opcode.Or && !code.Type.IsVector && (code.Op == Opcode.Or) == holds)
        {
            return Far(builder, held, code.A, holds, tolerance) is { } a && Far(builder, held, code.B, holds, tolerance) is { } b ? builder.Apply(Opcode.And, a, b) : null;
        }

        if (code.Op is Opcode.Less or Opcode.LessOrEqual && !code.Type.IsVector)
        {
            (int low, int high) = holds ? (code.B, code.A) : (code.A, code.B);
            double most = (double)context.Program.Range(high).Hi - context.Program.Range(low).Lo;
            return most > 0 && most <= float.MaxValue
                ? builder.Apply(Opcode.LessOrEqual, builder.Apply(Opcode.Add, held(low), builder.Const((float)Math.Max(tolerance, FarShare * most))), held(high))
                : null;
        }

        return GoalConjunct.Compares(context.Program, value) ? null : holds ? builder.Apply(Opcode.Not, held(value)) : held(value);
    }
}

/// <summary>What a step pays at which nothing changes, for the way to one goal.</summary>
internal sealed class GoalPursuit(
    RuleContext context, GoalView goal, IReadOnlyList<ColumnView> columns, int sum, IReadOnlyList<ColumnView> others, int othersSum, IReadOnlyList<int> far)
{
    /// <summary>The terms and lasting events that read the goal's signals, without regularisers.</summary>
    public IReadOnlyList<ColumnView> Columns => columns;

    /// <summary>Their sum, a value of the program of <see cref="HeldView"/>; −1 when there is none.</summary>
    public int Sum => sum;

    /// <summary>What pays for something else: terms and events that share no signal with the goal nor with what is paid for it, without regularisers.</summary>
    public IReadOnlyList<ColumnView> Others => others;

    /// <summary>The sum of those of them that are paid again at each step, a value of the program of <see cref="HeldView"/>; −1 when there is none.</summary>
    public int OthersSum => othersSum;

    /// <summary>
    /// The part of the box in which the episode goes on, one condition of the goal is missed by far (by a quarter of the most by which
    /// it can be missed, at least by the goal's tolerance) and all others hold: what a smooth term pays there is less. Null where there
    /// is none, or where far is not known.
    /// </summary>
    public Branch? Far(GoalConjunct conjunct)
    {
        int missed = goal.Conjuncts.Select((c, i) => c == conjunct ? far[i] : -1).Max();
        IEnumerable<Condition> others = goal.Conjuncts.Where(c => c != conjunct).Select(static c => new Condition(c.Value, true))
            .Append(new Condition(context.Step.Find(OutputKind.Terminated), false));
        return missed < 0 ? null : context.Held.Where(others, new Condition(missed, true));
    }

    /// <summary>The column that pays most at a point of that program.</summary>
    public ColumnView? Most(Box point) => context.Held.Program.Over(point) is not { } here ? null : columns.OrderByDescending(c => here.Range(context.Held.Of(c.Weighted)).Hi).FirstOrDefault();
}
