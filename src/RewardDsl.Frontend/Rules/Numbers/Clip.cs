using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A place at which values beyond an end are paid as the end.</summary>
/// <param name="Inner">What is limited.</param>
/// <param name="Result">What is left of it.</param>
/// <param name="Lo">Lower end, −∞ without one.</param>
/// <param name="Hi">Upper end, ∞ without one.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Text">How it is written.</param>
/// <param name="IsSum">It limits the sum of what is paid.</param>
internal sealed record Clip(int Inner, int Result, float Lo, float Hi, Location? Place, string Text, bool IsSum)
{
    /// <summary>Every clip of a spec: of the sum, of columns, and those written in bodies.</summary>
    public static IEnumerable<Clip> All(RuleContext context)
    {
        if (OfSum(context) is { } sum)
        {
            yield return sum;
        }

        foreach (ColumnView column in context.Columns.Where(static c => c.Column.Clamp is not null && c.Transformed >= 0))
        {
            if (From(context, column.Transformed, false, Attributes.Get(column.Member.Symbol, "Clamp")) is { } own)
            {
                yield return own;
            }
        }

        var seen = new HashSet<int>();
        foreach (Site site in context.Sites.All.Where(static s => s.Kind == SiteKind.Call && s.Result.Count == 1))
        {
            int result = context.Analysis.Probe(site.Result[0]);
            if (Of(context, result) is { } found && site.Operands.Any(o => o.Count == 1 && context.Analysis.Probe(o[0]) == found.Inner) && seen.Add(result))
            {
                yield return found with { Place = site.Syntax.GetLocation(), Text = site.Syntax.ToString(), IsSum = site.Member.Length > 0 && site.Member == context.Analysis.Spec.Sum.Total };
            }
        }
    }

    private static Clip? OfSum(RuleContext context)
    {
        int value = context.Value("", ProbedPart.PaidSum);
        if (context.Analysis.Spec.Sum.Clamp is null || value < 0)
        {
            return null;
        }

        // A limit of what an episode pays comes after it.
        while (context.Analysis.Spec.Sum.Limit != PayLimit.None && context.Step.Code[value] is { Op: Opcode.Select or Opcode.Clamp } code && Of(context, value) is null)
        {
            value = code.Op == Opcode.Select ? code.C : code.A;
        }

        return From(context, value, true, Attributes.Get(context.Spec.Type, "Clamp"));
    }

    private static Clip? From(RuleContext context, int value, bool isSum, AttributeData? attribute) => Of(context, value) is { } clip
        ? clip with { Place = attribute?.Location(), Text = attribute?.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax written ? "[" + written + "]" : "[Clamp]", IsSum = isSum }
        : null;

    /// <summary>A value that is another one within fixed ends.</summary>
    private static Clip? Of(RuleContext context, int value)
    {
        Instruction code = context.Step.Code[value];
        switch (code.Op)
        {
            case Opcode.MaxZero:
                return new Clip(code.A, value, 0f, float.PositiveInfinity, null, "", false);
            case Opcode.MinZero:
                return new Clip(code.A, value, float.NegativeInfinity, 0f, null, "", false);
            case Opcode.Clamp when End(context, code.B) is { } lo && End(context, code.C) is { } hi:
                return new Clip(code.A, value, lo, hi, null, "", false);
            case Opcode.Min or Opcode.Max when (End(context, code.B) ?? End(context, code.A)) is { } end:
                int inner = End(context, code.B) is null ? code.B : code.A;

                // float.Clamp is the lower of an upper end and the higher of a lower end.
                Clip? within = code.Op == Opcode.Min ? Of(context, inner) : null;
                return within is { Hi: float.PositiveInfinity } ? within with { Result = value, Hi = end }
                    : code.Op == Opcode.Max ? new Clip(inner, value, end, float.PositiveInfinity, null, "", false) : new Clip(inner, value, float.NegativeInfinity, end, null, "", false);
            default:
                return null;
        }
    }

    /// <summary>A number that does not change.</summary>
    private static float? End(RuleContext context, int value) => Paths.IsFixed(context, value) && context.Program.Range(value) is { IsSingle: true } end ? end.Lo : null;
}
