using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1003: a denominator that can be 0 where the quotient counts. An error where the quotient can be NaN or the reward no
/// number; a warning where what reads it keeps the reward finite.
/// </summary>
internal static class DivisionByZero
{
    private const int Budget = 32;

    public static void Check(RuleContext context)
    {
        foreach (Site site in context.Sites.All.Where(static s => s is { Kind: SiteKind.Operator, Name: nameof(Opcode.Div) }))
        {
            for (int c = 0; c < site.Result.Count; c++)
            {
                int quotient = context.Analysis.Probe(site.Result[c]);
                int denominator = context.Analysis.Probe(site.Operands[1][site.Operands[1].Count == 1 ? 0 : c]);
                if (Zero(context, quotient, denominator) is { } zero && SiteGuards.Branch(context, site) is { } own && own.Range(denominator).Contains(0f))
                {
                    Report(context, site, quotient, denominator, zero);
                    context.Poles.UnionWith(context.Values(site.Result));
                    break;
                }
            }
        }
    }

    /// <summary>The range of a denominator that contains 0 in a part of the box in which the quotient counts; null when there is none.</summary>
    private static ProvenRange? Zero(RuleContext context, int quotient, int denominator)
    {
        // A part of the box only takes values away; most denominators need no part.
        foreach (Branch branch in context.Program.Range(denominator).Contains(0f) ? context.Program.WhereUsed(quotient) : Array.Empty<Branch>())
        {
            FloatRange range = branch.Range(denominator);
            if (!range.Contains(0f))
            {
                continue;
            }

            ProvenRange proven = branch.Prove(denominator, Budget);
            if (proven.Range.Contains(0f))
            {
                return proven;
            }
        }

        return null;
    }

    private static void Report(RuleContext context, Site site, int quotient, int denominator, ProvenRange zero)
    {
        // A quotient that may only be infinite can be harmless, in Exp(-x) or Min(x, 1): then the reward stays a number.
        bool isHarmless = !context.Program.RangeWhereUsed(quotient).MayBeNaN && context.Step.Outputs
            .Where(static o => o.Kind is Ir.OutputKind.Total or Ir.OutputKind.RawTotal)
            .All(o => context.Program.Range(o.Value).IsFinite);
        SyntaxNode written = site.Syntax is BinaryExpressionSyntax { Right: { } right } ? right : site.Syntax is AssignmentExpressionSyntax { Right: { } assigned } ? assigned : site.Syntax;
        string? witness = zero.AtLo is { } point && zero.AttainedLo == 0f ? Witness.Text(context.Analysis, denominator, point) : null;
        context.Report(
            RuleCatalogue.DivisionByZero,
            written.GetLocation(),
            isHarmless ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            RangeData.Of(zero.Range).WithWitness(witness),
            written.ToString(),
            RangeData.Text(zero.Range),
            witness is null ? "" : ", 0 at " + witness);
    }
}
