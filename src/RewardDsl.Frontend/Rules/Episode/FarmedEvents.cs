using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3005: an event that is paid each time and that nothing limits, compared with what the goal pays. Silent for the goal itself, for
/// goals that are drawn anew, for regularisers, and for what is paid at the goal just as well.
/// </summary>
internal static class FarmedEvents
{
    /// <summary>Below this share of what the goal pays it is worth knowing, no more.</summary>
    private const double Negligible = 0.01;

    public static void Check(RuleContext context)
    {
        if (!context.Analysis.Spec.Sum.IsOfStep)
        {
            return;
        }

        foreach (ColumnView column in context.Columns.Where(static c => c.Column is { Kind: ColumnKind.Term or ColumnKind.Bonus, Limit: PayLimit.None, IsRegulariser: false, Transform: PayTransform.Value or PayTransform.Rise, Accumulation: null }))
        {
            int happens = Condition(context, column);
            if (happens >= 0 && context.Program.Range(column.Weighted) is { Hi: > 0f and < float.PositiveInfinity } paid && IsRepeatable(context, column, happens))
            {
                Check(context, column, happens, paid.Hi);
            }
        }
    }

    private static void Check(RuleContext context, ColumnView column, int happens, float pays)
    {
        bool isRise = column.Column.Transform == PayTransform.Rise || IsRise(context.Step, happens);
        bool isLasting = !isRise && !context.Held.Program.Range(context.Held.Of(happens)).IsFalse;
        if (context.Goals.Count == 0)
        {
            // A lasting state may be the task itself.
            if (!isLasting)
            {
                context.Missing.Say("RWD3005", "a [Goal]");
            }

            return;
        }

        EpisodeFacts episode = context.Episode;
        if (double.IsInfinity(episode.Weight) || (!context.IsReturn && episode.Horizon == 0))
        {
            return;
        }

        double most = 0;
        GoalView? best = null;
        foreach (GoalView goal in context.Goals)
        {
            if (IsPartOf(context, goal, column, happens, isLasting))
            {
                return;
            }

            double running = goal.RunningPayoff(column);
            if (isLasting && !goal.IsTerminal && (running > 0 || IsLedTo(context, goal, column)) && context.Held.Running(new Condition(goal.Value, true), new Condition(happens, true)) is not null)
            {
                // Paid at the goal just as well, to which other terms lead.
                return;
            }

            double all = Math.Max(0, goal.Payoff.Hi) + goal.Way + (goal.IsTerminal ? running : running * episode.Weight);
            if (best is null || all > most)
            {
                (best, most) = (goal, all);
            }
        }

        double times = isRise ? episode.Weight / (1 + episode.Discount) : episode.Weight;
        double sum = pays * times;
        double? weight = BreakEven.Weight(context, column);
        double number = most > 0 && weight is { } now ? BreakEven.AtMost(now * most / sum) : 0;
        context.Report(
            RuleCatalogue.FarmedEvent,
            column.Attribute,
            most > 0 && sum > most && context.Analysis.Spec.Sum.Clamp is null ? DiagnosticSeverity.Error : (most > 0 && sum < Negligible * most) || (most == 0 && best!.Facts.IsSurvival) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            RangeData.None.Add("sum", RangeData.Short(sum)).Add("goal", RangeData.Short(most)).WithBreakEven(context, null, number),
            column.Column.Name,
            RangeData.Short(pays),
            isRise ? "at every second step" : "at each step",
            RangeData.Short(sum),
            episode.Text,
            "the goal '" + best!.Member.Name + "' pays " + (most > 0 ? RangeData.Short(most) : "nothing"),
            sum > most && number > 0 ? "limit it with [Once] or [Budget], or pay " + RangeData.Short(number) + " at most" : "limit it with [Once] or [Budget]");
    }

    /// <summary>Whether the event is what the goal is about: the goal, what makes it sure, a goal drawn anew, or a lasting state on the way, of which another rule speaks.</summary>
    private static bool IsPartOf(RuleContext context, GoalView goal, ColumnView column, int happens, bool isLasting) =>
        column.Member == goal.Member || (goal.Facts.Resampled && goal.ReadsSignals(happens)) || (isLasting && goal.ReadsSignals(happens)) || goal.IsNeededBy(happens) || (isLasting && goal.IsImplied(happens));

    /// <summary>Whether what a step costs, or pays for the way, depends on the goal's signals.</summary>
    private static bool IsLedTo(RuleContext context, GoalView goal, ColumnView column) =>
        goal.Progress.Any() || context.Columns.Any(c => c != column && c.Column.Kind is ColumnKind.Penalty or ColumnKind.Potential && goal.ReadsSignals(c.Raw));

    /// <summary>The condition under which a column pays, where it pays one amount and nothing otherwise; −1 for what is no event.</summary>
    private static int Condition(RuleContext context, ColumnView column)
    {
        if (column.Raw < 0 || column.Column.IsBool)
        {
            return column.Raw;
        }

        Instruction code = context.Step.Code[column.Raw];
        return code.Op == Opcode.BoolToFloat && !code.Type.IsVector ? code.A
            : code.Op == Opcode.Select && !code.Type.IsVector && context.Program.Range(code.B) is { IsSingle: true, Lo: > 0f } && context.Program.Range(code.C).IsFalse ? code.A : -1;
    }

    /// <summary>Whether it can happen again: not what ends the episode, what stays as it is once it happened, or what nobody can change.</summary>
    private static bool IsRepeatable(RuleContext context, ColumnView column, int happens)
    {
        FloatRange truth = context.Program.Range(happens);
        return !truth.IsFalse && !truth.IsTrue
            && context.SignalsOf(happens).Any(m => context.Analysis.Spec.Signals.Any(s => s.Name == m.Name && s.Named.Writer != RuleFacts.WriterNobody))
            && !IsLatched(context, column, happens)
            && context.Program.Where(new Condition(happens, true), new Condition(context.Step.Find(OutputKind.Terminated), false)) is not null;
    }

    /// <summary>Whether an event that counts when it begins never ends: what it was before makes it true.</summary>
    private static bool IsLatched(RuleContext context, ColumnView column, int happens) =>
        column.Column.Transform == PayTransform.Rise && Before(context.Step, happens) is >= 0 and int before && context.Program.Where(new Condition(before, true), new Condition(happens, false)) is null;

    /// <summary>Whether a condition is that something is true and was not: it cannot hold twice in a row.</summary>
    private static bool IsRise(RewardProgram program, int value)
    {
        Instruction code = program.Code[value];
        bool IsNotBefore(int not, int now) => program.Code[not] is { Op: Opcode.Not } negation && negation.A == Before(program, now);
        return code.Op == Opcode.And && !code.Type.IsVector && (IsNotBefore(code.A, code.B) || IsNotBefore(code.B, code.A));
    }

    /// <summary>What a value was one step earlier; −1 where nothing reads that.</summary>
    private static int Before(RewardProgram program, int value)
    {
        for (int i = 0; i < program.Code.Count; i++)
        {
            if (program.Code[i] is { Op: Opcode.Carry } code && program.Find(OutputKind.Carry, (int)code.Immediate) == value)
            {
                return i;
            }
        }

        return -1;
    }
}
