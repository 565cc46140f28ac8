using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD2004: what is meant as shaping and is not γ·Φ(now) − Φ(before): a difference by hand behind a gate, a clip, a schedule or a factor
/// that changes; a potential that reads an action; a term that is declared as advice and pays its level. Info for the best so far by
/// hand, which is none either, but bounded.
/// </summary>
internal static class NoPotential
{
    /// <summary>Tells the fix that a potential of what is written would be another reward.</summary>
    internal const string NoFix = "noPotential";

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn)
        {
            return;
        }

        var places = new HashSet<Location>();
        foreach (Difference difference in context.Differences.All.Where(static d => d.Column is not null))
        {
            if (Spoilt(context, difference) is { } why && !context.Differences.IsRate(difference) && places.Add(context.Differences.Place(difference)))
            {
                context.Report(RuleCatalogue.NoPotential, context.Differences.Place(difference), context.Differences.Text(difference), why + ": what is paid on the way there is not what is taken on the way back");
            }
        }

        foreach (ColumnView column in context.Columns)
        {
            if (column.Column.Kind == ColumnKind.Potential)
            {
                CheckActions(context, column);
            }
            else if (column.Column is { IsShaping: true, Transform: PayTransform.Value, Limit: PayLimit.None } && context.Differences.All.All(d => d.Column != column))
            {
                CheckAdvice(context, column);
            }

            if (column is { IsStepwise: true, Raw: >= 0, Column: { Transform: PayTransform.Value, Limit: PayLimit.None } })
            {
                CheckBest(context, column);
            }
        }
    }

    /// <summary>What is done to a difference, so that it is none of a state function any more; null where nothing is. What depends on its own sign is another rule's.</summary>
    private static string? Spoilt(RuleContext context, Difference difference)
    {
        Column column = difference.Column!.Column;
        if (difference.Wraps.Any(w => w.Kind is Around.Other or Around.OwnChoice || (w.Kind == Around.Rectified && (column.Kind != ColumnKind.Term || context.Step.Code[w.Value].Op == Opcode.Abs))))
        {
            // The size of a change, or only its bad side: smoothness, not shaping.
            return null;
        }

        if (column.Gates.Count > 0)
        {
            return "is gated by '" + column.Gates[0].Name + "'";
        }

        if (column.Schedule.Length > 0)
        {
            return "is scheduled by '" + column.Schedule + "', whose value now weighs what was as well";
        }

        if (column.Clamp is { } clamp && !Within(context, difference.Column.Raw, FloatRange.Of(Literals.Float(clamp.MinBits), Literals.Float(clamp.MaxBits))))
        {
            return "is cut by [Clamp]";
        }

        foreach (Wrap wrap in difference.Wraps)
        {
            switch (wrap.Kind)
            {
                case Around.Clip when Cuts(context, wrap.Value):
                    return "is cut";
                case Around.Factor:
                    return "is multiplied by " + What(context, wrap.Value);
                case Around.Choice when wrap.Value != context.Step.Find(Ir.OutputKind.Terminated):
                    return "counts only under a condition on " + What(context, wrap.Value);
            }
        }

        return null;
    }

    /// <summary>Whether a clip ever changes what is inside.</summary>
    private static bool Cuts(RuleContext context, int clip)
    {
        Instruction code = context.Step.Code[clip];
        return code.Op switch
        {
            Opcode.Clamp => !Within(context, code.A, FloatRange.Of(context.Program.Range(code.B).Lo, context.Program.Range(code.C).Hi)),
            Opcode.Max => context.Program.Range(code.A).Lo < context.Program.Range(code.B).Hi && context.Program.Range(code.B).Lo < context.Program.Range(code.A).Hi,
            Opcode.Min => context.Program.Range(code.A).Hi > context.Program.Range(code.B).Lo && context.Program.Range(code.B).Hi > context.Program.Range(code.A).Lo,
            _ => true,
        };
    }

    private static bool Within(RuleContext context, int value, FloatRange limits) => value >= 0 && limits.Contains(context.Program.Range(value) with { MayBeNaN = false });

    /// <summary>The signals of a factor or a condition, by name.</summary>
    private static string What(RuleContext context, int value)
    {
        string[] names = context.SignalsOf(value).Select(static m => "'" + m.Name + "'").ToArray();
        return names.Length == 0 ? "what the episode remembers" : string.Join(", ", names.Take(3)) + (names.Length > 3 ? ", …" : "");
    }

    private static void CheckActions(RuleContext context, ColumnView column)
    {
        int action = column.Raw < 0 ? -1 : context.Program.Dependences.Inputs(column.Raw).Where(i => context.Signal(i).IsAction).DefaultIfEmpty(-1).First();
        if (action >= 0)
        {
            context.Report(
                RuleCatalogue.NoPotential,
                column.Name,
                column.Column.Name,
                "reads the action '" + context.Signal(action).Name + "': what a potential adds for it at this step it takes back at the next; advice about actions would need the next action");
        }
    }

    private static void CheckAdvice(RuleContext context, ColumnView column)
    {
        FloatRange paid = context.Program.Range(column.Paid);
        if (paid.IsSingle || !paid.HasNumber || LinearForm.IsFixed(context.Program, column.Weighted))
        {
            return;
        }

        double weight = context.Episode.Weight;
        double most = paid.Magnitude * weight;
        bool isOfActions = context.Program.Dependences.Inputs(column.Raw).Any(i => context.Signal(i).IsAction);
        context.Report(
            RuleCatalogue.NoPotential,
            Attributes.Get(column.Member.Symbol, column.Column.Kind.ToString())?.Written("Role")?.GetLocation() ?? column.Attribute,
            RuleCatalogue.NoPotential.DefaultSeverity,
            isOfActions ? RangeData.Of(paid).Add(NoFix, "true") : RangeData.Of(paid),
            column.Column.Name,
            "is declared as advice and pays its level, in " + RangeData.Short(paid) + " at each step" + (double.IsInfinity(most) || context.Episode.Horizon + context.Episode.Rest == 0 ? "" : " and up to " + RangeData.Short(most) + " in an episode")
            + (isOfActions ? ": it is part of what is best; of an action there is no potential, so declare it a regulariser" : ": it is part of what is best; as a [Potential] it would not be"));
    }

    /// <summary>Φ minus a state that keeps the highest Φ.</summary>
    private static void CheckBest(RuleContext context, ColumnView column)
    {
        CarrySources sources = context.Differences.Sources;
        for (int i = 0; i < context.Step.Code.Count && context.Step.Carries.Count > 0; i++)
        {
            Instruction code = context.Step.Code[i];
            if (code.Op != Opcode.Sub || context.Step.Code[code.B].Op != Opcode.Carry || !context.Program.Dependences.ReadsCarry(column.Weighted, (int)context.Step.Code[code.B].Immediate))
            {
                continue;
            }

            int carry = (int)context.Step.Code[code.B].Immediate;
            Instruction next = sources.Next(carry) < 0 ? default : context.Step.Code[sources.Next(carry)];
            int level = next.Op != Opcode.Max ? -1 : next.A == code.B ? next.B : next.B == code.B ? next.A : -1;
            if (level < 0 || (level != code.A && sources.Next(carry) != code.A))
            {
                continue;
            }

            FloatRange range = context.Program.Range(level);
            FloatRange factor = context.Program.Range(column.Coefficient);
            string bound = range.IsFinite && factor.IsFinite ? RangeData.Short(range.Width * factor.Magnitude) : "the whole range of Φ";
            context.Report(
                RuleCatalogue.NoPotential,
                column.Name,
                DiagnosticSeverity.Info,
                RangeData.Of(range).Add(NoFix, "true"),
                column.Column.Name,
                "pays for a new best, which is no potential but bounded: at most " + bound + " in an episode; [BestSoFar] says so");
            return;
        }
    }
}
