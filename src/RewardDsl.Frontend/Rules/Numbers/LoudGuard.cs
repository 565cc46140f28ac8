using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1008 for guards: a denominator that is kept from 0 by a number so small that, near 0, the guard alone decides what is
/// paid.
/// </summary>
internal static class LoudGuard
{
    /// <summary>A guard is small below this share of the range that it guards.</summary>
    private const double Small = 1e-3;

    /// <summary>Where the denominator is out of the guard's reach, as a share of its range.</summary>
    private const double Away = 0.01;

    /// <summary>How many times as far what is paid may spread because of the guard.</summary>
    private const double Loud = 10;

    public static void Check(RuleContext context)
    {
        Branch? usual = null;
        foreach (Site site in context.Sites.All.Where(static s => s is { Kind: SiteKind.Operator, Name: nameof(Opcode.Div), Result.Count: 1 }))
        {
            int quotient = context.Analysis.Probe(site.Result[0]);
            int numerator = context.Analysis.Probe(site.Operands[0][0]);
            if (context.Step.Code[quotient].Op != Opcode.Div || Guarded(context, context.Step.Code[quotient].B) is not { } found || (usual ??= TypicalRanges.Of(context)) is not { } branch)
            {
                continue;
            }

            (int guarded, float guard) = found;
            FloatRange range = branch.Range(guarded);
            if (range.IsFinite && range.Lo >= 0f && range.Lo <= guard && guard <= Small * range.Width
                && !Paths.Leaves(context, numerator).Overlaps(Paths.Leaves(context, guarded)))
            {
                Judge(context, site, quotient, numerator, guarded, guard, range);
            }
        }
    }

    /// <summary>What a denominator adds a number to, or does not let below it.</summary>
    private static (int Value, float Guard)? Guarded(RuleContext context, int denominator)
    {
        Instruction code = context.Step.Code[denominator];
        if (code.Op == Opcode.Broadcast)
        {
            return Guarded(context, code.A);
        }

        if (code.Op is not (Opcode.Add or Opcode.Max or Opcode.Clamp))
        {
            return null;
        }

        (int value, int guard) = Paths.IsFixed(context, code.B) ? (code.A, code.B) : (code.B, code.A);
        return Paths.IsFixed(context, guard) && context.Program.Range(guard) is { IsSingle: true, Lo: > 0f } number ? (value, number.Lo) : null;
    }

    private static void Judge(RuleContext context, Site site, int quotient, int numerator, int guarded, float guard, FloatRange range)
    {
        FloatRange above = context.Program.Range(numerator);
        FloatRange full = context.Program.Range(quotient);
        double nearest = Away * range.Hi;
        if (!above.IsFinite || above.Magnitude == 0f || !full.IsFinite)
        {
            return;
        }

        FloatRange calm = full.Meet(FloatRange.Of((float)Math.Min(above.Lo / nearest, above.Lo / range.Hi), (float)Math.Max(above.Hi / nearest, above.Hi / range.Hi)));
        int length = Math.Max(1, context.Step.Code[quotient].Type.Length);
        ColumnView? loud = context.Columns.FirstOrDefault(c => c.Weighted > quotient && !context.Program.SlopeOf(c.Weighted, quotient).IsZero
            && Width(context, quotient, full, length, c) > Loud * Width(context, quotient, calm, length, c));
        if (loud is null)
        {
            return;
        }

        IReadOnlyList<SpecMember> signals = context.SignalsOf(guarded);
        context.Report(
            RuleCatalogue.LoudFallback,
            site.Syntax.GetLocation(),
            DiagnosticSeverity.Warning,
            RangeData.Of(full),
            "guard " + RangeData.Short(guard) + " against a zero denominator",
            "decides what '" + loud.Column.Name + "' pays",
            "'" + site.Syntax + "' is up to " + RangeData.Short(full.Magnitude) + " by the guard alone, but at most " + RangeData.Short(calm.Magnitude) + " from a hundredth of the range "
                + RangeData.Short(range) + (TypicalRanges.Has(context, guarded) ? " (typical values)" : "") + " of " + string.Join(" and ", signals.Take(3).Select(static s => "'" + s.Name + "'")) + " on");
    }

    private static double Width(RuleContext context, int quotient, FloatRange given, int length, ColumnView column) =>
        context.Program.Response(quotient, Enumerable.Repeat(given, length).ToArray(), column.Weighted)[0].Width;
}
