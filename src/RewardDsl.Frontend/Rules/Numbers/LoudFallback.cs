using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1008: what is paid when a value is missing, is no number, has an empty set or a zero denominator behind it, or after a
/// failure, is among the best or far outside of what is paid otherwise.
/// </summary>
internal static class LoudFallback
{
    private const int Budget = 32;

    /// <summary>Of the width of the normal values: what counts as equal.</summary>
    private const double Slack = 1e-4;

    /// <summary>Why the fallback is taken.</summary>
    private enum Reason
    {
        Missing,
        NoNumber,
        Empty,
        Failure,
    }

    public static void Check(RuleContext context)
    {
        int total = context.Step.Find(OutputKind.Total);
        var seen = new HashSet<int>();
        foreach (Site site in context.Sites.All.Where(static s => s.Kind != SiteKind.Operator && s.Result.Count == 1))
        {
            int result = context.Analysis.Probe(site.Result[0]);
            Instruction code = context.Step.Code[result];
            if (code.Op != Opcode.Select || code.Type.Kind != IrKind.Float || seen.Contains(result) || context.Program.SlopeOf(total, result) is not { IsZero: false } slope)
            {
                continue;
            }

            if (Exception(context, site, code) is { } exception && seen.Add(result))
            {
                Judge(context, site, result, exception, slope.Direction);
            }
        }
    }

    /// <summary>Which branch of a choice is the exception, and why; null where neither is or it is no fixed value.</summary>
    private static Taken? Exception(RuleContext context, Site site, Instruction code)
    {
        bool holds = true;
        int condition = code.A;
        while (context.Step.Code[condition].Op is Opcode.Not or Opcode.Broadcast)
        {
            holds ^= context.Step.Code[condition].Op == Opcode.Not;
            condition = context.Step.Code[condition].A;
        }

        Taken? When(Reason reason, bool taken) => Paths.IsFixed(context, taken == holds ? code.B : code.C)
            ? new Taken(reason, new Condition(condition, taken), taken == holds ? code.B : code.C, taken == holds ? code.C : code.B) : null;
        if (IsAll(context, condition, Opcode.And, static (c, i) => IsPresence(c, i)))
        {
            return When(Reason.Missing, false);
        }

        if (IsAll(context, condition, Opcode.And, static (c, i) => c.Step.Code[i].Op == Opcode.IsFinite))
        {
            return When(Reason.NoNumber, false);
        }

        if (IsAll(context, condition, Opcode.Or, static (c, i) => c.Step.Code[i].Op == Opcode.IsNaN))
        {
            return When(Reason.NoNumber, true);
        }

        // A function that takes what it returns for an empty set: one of its arguments is a branch, and the condition is its own.
        if (site.Kind == SiteKind.Call && IsNothing(context, context.Step.Code[condition]))
        {
            foreach (bool taken in new[] { true, false })
            {
                int branch = taken == holds ? code.B : code.C;
                if (site.Operands.Skip(1).Any(o => o.Count == 1 && context.Analysis.Probe(o[0]) == branch))
                {
                    return When(Reason.Empty, taken);
                }
            }
        }

        return site.Kind == SiteKind.Choice && context.FailureEnds.Contains(condition) ? When(Reason.Failure, true) : null;
    }

    private static bool IsAll(RuleContext context, int condition, Opcode both, Func<RuleContext, int, bool> isIt) => isIt(context, condition)
        || (context.Step.Code[condition] is var code && code.Op == both && IsAll(context, code.A, both, isIt) && IsAll(context, code.B, both, isIt));

    /// <summary>A count or a denominator that is 0, or a mask without a true element.</summary>
    private static bool IsNothing(RuleContext context, Instruction condition) => condition.Op == Opcode.Any
        || (condition.Op == Opcode.Equal && (context.Program.Range(condition.B) is { Lo: 0f, Hi: 0f } || context.Program.Range(condition.A) is { Lo: 0f, Hi: 0f }));

    private static bool IsPresence(RuleContext context, int value) => context.Step.Code[value] is { Op: Opcode.Input } code
        && context.Signal((int)(code.Immediate & 0xFFFF)).Part == SignalPart.Presence;

    private static void Judge(RuleContext context, Site site, int result, Taken taken, int direction)
    {
        FloatRange normal = Normal(context, taken);
        FloatRange fallback = context.Program.Range(taken.Fallback);
        bool isNeutral = fallback is { Lo: 0f, Hi: 0f } && normal is { Lo: < 0f, Hi: > 0f };
        if (!normal.HasNumber || !fallback.IsFinite || normal.Lo == normal.Hi || isNeutral)
        {
            // Nothing between gains and losses; or one normal value, which the exception is there to tell from.
            return;
        }

        // In the direction in which more is paid; where that is not known only the distance counts.
        double best = direction < 0 ? -(double)normal.Lo : normal.Hi;
        double worst = direction < 0 ? -(double)normal.Hi : normal.Lo;
        double most = direction < 0 ? -(double)fallback.Lo : fallback.Hi;
        double least = direction < 0 ? -(double)fallback.Hi : fallback.Lo;
        double width = best - worst;
        double slack = double.IsInfinity(width) ? 0 : width * Slack;
        bool isFree = fallback is { Lo: 0f, Hi: 0f } && Most(context, result, fallback) <= 0;
        (DiagnosticSeverity Severity, string Text)? finding =
            direction != 0 && most > best + slack ? (DiagnosticSeverity.Error, "pays more than any normal value")
            : direction != 0 && most >= best - slack ? AsTheBest(taken.Reason, isFree, fallback) is { } severity ? (severity, "pays as much as the best normal value") : null
            : !double.IsInfinity(width) && (least < worst - width - slack || (direction == 0 && most > best + width + slack)) ? (DiagnosticSeverity.Warning, "lies far outside of the normal values")
            : direction != 0 && !double.IsInfinity(worst) && most > worst + slack && Most(context, result, fallback) > 0 ? (DiagnosticSeverity.Warning, "pays more than the worst normal value") : null;
        if (finding is not { } found)
        {
            return;
        }

        SyntaxNode place = Place(context, site, taken);
        context.Report(
            RuleCatalogue.LoudFallback,
            place.GetLocation(),
            found.Severity,
            RangeData.Of(normal),
            "fallback '" + place + "' " + For(taken.Reason),
            found.Text,
            "without it the value lies in " + RangeData.Short(normal) + (direction < 0 ? ", and lower pays more" : direction > 0 ? ", and higher pays more" : ""));
    }

    /// <summary>How bad a fallback is that pays as much as the best normal value; paying nothing beside costs is natural where there is nothing to pay for.</summary>
    private static DiagnosticSeverity? AsTheBest(Reason reason, bool isFree, FloatRange fallback) => reason switch
    {
        Reason.Failure => DiagnosticSeverity.Error,
        Reason.NoNumber => isFree ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
        Reason.Missing => isFree ? DiagnosticSeverity.Info : DiagnosticSeverity.Error,
        _ => isFree ? null : fallback is { Lo: 0f, Hi: 0f } ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    };

    private static FloatRange Normal(RuleContext context, Taken taken)
    {
        var otherwise = new Condition(taken.When.Value, !taken.When.Holds);
        if (context.Program.Where(otherwise) is not { } branch)
        {
            return FloatRange.Nothing;
        }

        // A mean of some elements lies among them.
        Instruction code = context.Step.Code[taken.Normal];
        if (code.Op == Opcode.Div && context.Step.Code[code.A] is { Op: Opcode.Sum, A: var kept } && context.Step.Code[kept] is { Op: Opcode.Select, B: var elements })
        {
            return context.Program.Range(elements);
        }

        return code.Type.IsVector ? branch.Range(taken.Normal) : branch.Prove(taken.Normal, Budget).Range;
    }

    /// <summary>The most that a column which reads the value pays with the fallback.</summary>
    private static double Most(RuleContext context, int result, FloatRange fallback)
    {
        FloatRange[] given = Enumerable.Repeat(fallback, Math.Max(1, context.Step.Code[result].Type.Length)).ToArray();
        double most = double.NegativeInfinity;
        foreach (ColumnView column in context.Columns.Where(c => c.Weighted > result && !context.Program.SlopeOf(c.Weighted, result).IsZero))
        {
            most = Math.Max(most, context.Program.Response(result, given, column.Weighted)[0].Hi);
        }

        return double.IsNegativeInfinity(most) ? 1 : most;
    }

    private static SyntaxNode Place(RuleContext context, Site site, Taken taken)
    {
        switch (site.Syntax)
        {
            case BinaryExpressionSyntax coalesce:
                return coalesce.Right;
            case ConditionalExpressionSyntax choice:
                bool isFirst = context.Analysis.Probe(site.Operands[1][0]) == taken.Fallback;
                return isFirst ? choice.WhenTrue : choice.WhenFalse;
            case InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }:
                ArgumentSyntax last = arguments[arguments.Count - 1];
                ArgumentSyntax? named = arguments.FirstOrDefault(static a => a.NameColon?.Name.Identifier.ValueText.StartsWith("when", StringComparison.Ordinal) == true);
                bool isWritten = named is not null || arguments.Count == 1 || arguments.Count == site.Operands.Count;
                return isWritten ? (named ?? last).Expression : site.Syntax;
            default:
                return site.Syntax;
        }
    }

    private static string For(Reason reason) => reason switch
    {
        Reason.Missing => "for a missing value",
        Reason.NoNumber => "for a value that is no number",
        Reason.Failure => "after a failure",
        _ => "for an empty set or a zero denominator",
    };

    /// <summary>A choice of which one branch is the exception.</summary>
    private sealed record Taken(Reason Reason, Condition When, int Fallback, int Normal);
}
