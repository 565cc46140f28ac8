using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>How much a term can change the reward of a step, on average over an episode where it is paid only now and then.</summary>
/// <param name="Column">The term.</param>
/// <param name="Width">|weight| × width of its value, at the usual values of signals that declare them.</param>
/// <param name="Kept">The same where the signals reach only half of their declared ranges: what of it does not rest on those ends.</param>
/// <param name="Core">The same with a quarter of the ranges.</param>
/// <param name="IsTypical">Whether its signals declare usual values.</param>
internal sealed record Influence(ColumnView Column, double Width, double Kept, double Core, bool IsTypical)
{
    private const int Budget = 8;

    /// <summary>Whether little of it rests on the ends of the declared ranges, which a run may never come near.</summary>
    public bool IsCertain => IsTypical || Kept >= 0.9 * Width;

    /// <summary>The influence of each term and potential of one value function that can pay anything; empty where one has no limit.</summary>
    public static IReadOnlyList<Influence> Of(RuleContext context, string critic)
    {
        if (context.Analysis.Spec.Sum.Total.Length > 0 || Usual(context) is not { } usual)
        {
            return Array.Empty<Influence>();
        }

        var found = new List<Influence>();
        foreach (ColumnView column in context.Columns.Where(c => c.Column.Kind != ColumnKind.Termination && c.Paid >= 0 && c.Column.Critic == critic))
        {
            double width = Step(context, column, usual);
            if (double.IsInfinity(width) || double.IsNaN(width) || width > float.MaxValue)
            {
                return Array.Empty<Influence>();
            }

            if (width > 0)
            {
                bool isTypical = context.Program.Dependences.Inputs(column.Paid) is var inputs && inputs.Any(i => context.Signal(i).Named.Typical is not null)
                    && inputs.All(i => context.Signal(i).Named.Typical is not null || IsExact(context, i));
                found.Add(new Influence(column, width, width, width, isTypical));
            }
        }

        return found;
    }

    /// <summary>The same with what is kept of one term in parts of the ranges; of the others only where it is asked for.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="all">All terms.</param>
    /// <param name="most">The one that looks loud, or null.</param>
    /// <param name="ofAll">Whether a quarter of the ranges is asked of all of them.</param>
    public static IReadOnlyList<Influence> WithParts(RuleContext context, IReadOnlyList<Influence> all, ColumnView? most, bool ofAll)
    {
        Branch? half = most is not null && Usual(context) is { } usual ? Part(context, usual, 2) : null;
        Branch? quarter = Usual(context) is { } again ? Part(context, again, 4) : null;
        return all.Select(i => i with
        {
            Kept = half is null || i.Column != most ? i.Width : Math.Min(i.Width, Step(context, i.Column, half)),
            Core = quarter is null || !(ofAll || i.Column == most) ? i.Width : Math.Min(i.Width, Step(context, i.Column, quarter)),
        }).ToList();
    }

    /// <summary>The width of one that looks loud, searched for.</summary>
    public static double Tight(RuleContext context, Influence one)
    {
        ColumnView column = one.Column;
        return column is { IsStepwise: true, Weighted: >= 0, Column: { Transform: PayTransform.Value, Limit: PayLimit.None } } && Usual(context) is { } usual
            ? Math.Min(one.Width, usual.Prove(column.Weighted, Budget).Range.Width)
            : one.Width;
    }

    /// <summary>The usual part of the box; the whole one, with what is known of it, where no signal declares one.</summary>
    private static Branch? Usual(RuleContext context) => context.Analysis.Spec.Signals.Any(static s => s.Named.Typical is not null) ? TypicalRanges.Of(context) : context.Program.Where();

    /// <summary>Per step: what is paid once counts once in the steps of an episode, what is paid for a rise at every second step at most.</summary>
    private static double Step(RuleContext context, ColumnView column, Branch where)
    {
        double steps = context.Episode.Weight is var weight && weight > 1 && !double.IsInfinity(weight) ? weight : Math.Max(1, context.Episode.Horizon);
        if (!column.IsStepwise || column.Weighted < 0)
        {
            return where.Range(column.Paid).Width / (column.IsCollected ? steps : 1);
        }

        double width = where.Range(column.Weighted).Width;
        double own = column.Column.Transform switch
        {
            // What progress pays adds up to no more than the way.
            PayTransform.Progress or PayTransform.BestSoFar when context.Step.Code[column.Raw].Type.Kind == IrKind.Float =>
                Math.Min(width, where.Range(column.Raw).Width * where.Range(column.Coefficient).Magnitude / steps),
            PayTransform.Rise => width / 2,
            _ => width,
        };
        return column.Column.Limit switch
        {
            PayLimit.Once => Math.Min(own, width / steps),
            PayLimit.Budget => Math.Min(own, Literals.Float(column.Column.CapBits) / steps),
            _ => own,
        };
    }

    /// <summary>Signals whose ends are reached: truth values, whole numbers, actions.</summary>
    public static bool IsExact(RuleContext context, int input) =>
        context.Step.Inputs[input] is var slot && (slot.Kind == IrKind.Bool || slot.Storage == InputStorage.Int32 || context.Signal(input).IsAction);

    /// <summary>The box with a part of each declared range, around 0 where that lies inside.</summary>
    private static Branch? Part(RuleContext context, Branch usual, int part)
    {
        Box box = usual.Box.Clone();
        for (int i = 0; i < box.Inputs.Length; i++)
        {
            for (int j = 0; j < box.Inputs[i].Length && !IsExact(context, i); j++)
            {
                box.Inputs[i][j] = context.Signal(i).Named.Typical is null ? Part(box.Inputs[i][j], part) : box.Inputs[i][j];
            }
        }

        for (int i = 0; i < box.Carries.Length; i++)
        {
            for (int j = 0; j < box.Carries[i].Length && context.Step.Carries[i].Type.Kind == IrKind.Float; j++)
            {
                box.Carries[i][j] = Part(box.Carries[i][j], part);
            }
        }

        return context.Program.Over(box);
    }

    private static FloatRange Part(FloatRange whole, int part)
    {
        if (!whole.IsFinite || whole.Width == 0)
        {
            return whole;
        }

        float middle = whole.Contains(0f) ? 0f : (float)(((double)whole.Lo + whole.Hi) / 2);
        return FloatRange.Of(middle + ((whole.Lo - middle) / part), middle + ((whole.Hi - middle) / part));
    }
}
