using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD6005: of the margins below one minimum or maximum, one is so much wider than another, or in another unit, that one of them decides almost
/// everywhere and the other has no gradient. In formulas that are paid by how much they hold, and in <c>Min</c> and <c>Max</c> of two such values.
/// </summary>
internal static class MaskedMargins
{
    /// <summary>How many times as wide the one is from which on the other hardly counts.</summary>
    private const double Ratio = 10;

    public static void Check(RuleContext context)
    {
        foreach (FormulaDeclaration declaration in context.Spec.Formulas.Where(static f => !f.IsNormalised))
        {
            if (context.Analysis.Spec.Formulas.FirstOrDefault(f => f.Name == declaration.Name) is { IsQuantitative: true } formula && context.IsOwn(declaration))
            {
                OfFormula(context, declaration, formula);
            }
        }

        foreach (Site site in context.Sites.All.Where(static s => s is { Kind: SiteKind.Call, Name: "Min" or "Max", Operands.Count: 2, Result.Count: 1 } && s.Operands.All(static o => o.Count == 1)))
        {
            OfCall(context, site);
        }
    }

    /// <summary>A condition that is only true or false hides nothing: where it holds the others count as long as they are below 1.</summary>
    private static void OfFormula(RuleContext context, FormulaDeclaration declaration, FormulaFacts formula)
    {
        List<Margin> margins = context.Sites.Of(formula.Name, ProbedPart.MarginParts).GroupBy(context.Analysis.Probe).Select(h => Of(context, h.First())).Where(static m => m is { Width: > 0, IsTruth: false }).ToList();
        if (margins.Count < 2)
        {
            return;
        }

        Margin wide = margins.OrderByDescending(static m => m.Width).First();
        Margin narrow = margins.OrderBy(static m => m.Width).First();
        Margin? other = margins.FirstOrDefault(m => m.Unit.Length > 0 && wide.Unit.Length > 0 && !IsOneUnit(m.Unit, wide.Unit));
        bool isWide = wide.Width > Ratio * narrow.Width;
        if (!isWide && other is null)
        {
            return;
        }

        Margin second = isWide ? narrow : other!;
        Report(
            context,
            declaration.Data.Location(),
            isWide && !double.IsInfinity(wide.Width) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            "The robustness of '" + declaration.Name + "'",
            wide,
            second,
            isWide,
            "divide each by the largest that is proven (Normalised = true), or by a scale of its own",
            "normalised");
    }

    /// <summary>Two values that are compared by nothing but their size; units are the matter of another rule.</summary>
    private static void OfCall(RuleContext context, Site site)
    {
        int result = context.Analysis.Probe(site.Result[0]);
        int a = context.Analysis.Probe(site.Operands[0][0]);
        int b = context.Analysis.Probe(site.Operands[1][0]);
        if (context.Step.Code[result].Type.IsVector || a == b || context.Program.Range(a).IsSingle || context.Program.Range(b).IsSingle || context.Program.Dependences.Share(a, b)
            || !context.Program.Dependences.Inputs(a).Any() || !context.Program.Dependences.Inputs(b).Any() || !context.Program.Demand.IsUsed(result) || !LibraryCalls.IsLibrary(context, site.Syntax))
        {
            return;
        }

        Margin[] both = { Of(context, site.Operands[0][0]), Of(context, site.Operands[1][0]) };
        Margin wide = both.OrderByDescending(static m => m.Width).First();
        Margin narrow = both.First(m => m != wide);
        bool isSaid = wide.Unit.Length > 0 && narrow.Unit.Length > 0 && !IsOneUnit(wide.Unit, narrow.Unit);
        if (!isSaid && narrow.Width > 0 && wide.Width > Ratio * narrow.Width && !double.IsInfinity(wide.Width) && Overlaps(context.Program.Range(a), context.Program.Range(b)))
        {
            Report(context, site.Syntax.GetLocation(), DiagnosticSeverity.Info, "'" + site.Name + "'", wide, narrow, true, "divide each by a scale of its own", "");
        }
    }

    private static void Report(RuleContext context, Location? place, DiagnosticSeverity severity, string what, Margin wide, Margin narrow, bool isWide, string advice, string fix)
    {
        string Text(Margin margin) => "the margin of " + margin.Name + " " + (double.IsInfinity(margin.Width) ? "without a limit" : "over " + RangeData.Short(margin.Width)) + (margin.Unit.Length == 0 ? "" : " " + margin.Unit);
        ImmutableDictionary<string, string?> data = RangeData.None.Add("ratio", (wide.Width / narrow.Width).ToString("R", CultureInfo.InvariantCulture));
        context.Report(
            RuleCatalogue.MaskedMargin,
            place,
            severity,
            fix.Length == 0 ? data : data.Add("fix", fix),
            what,
            Text(wide),
            Text(narrow),
            isWide ? "almost everywhere one of them decides and the other has no gradient" : "the units decide which of them counts",
            advice);
    }

    private static Margin Of(RuleContext context, int handle)
    {
        int value = context.Analysis.Probe(handle);
        List<SignalFacts> signals = context.Program.Dependences.Inputs(value).Select(context.Signal).Where(static s => s.Part == SignalPart.Values).ToList();
        FloatRange range = context.Program.Range(value);
        bool isTruth = context.Step.Code[value] is { Op: Opcode.Select } code && context.Program.Range(code.B) is { IsSingle: true } && context.Program.Range(code.C) is { IsSingle: true };
        return new Margin(
            signals.Count == 0 ? "what is remembered" : string.Join(", ", signals.Select(static s => "'" + s.Name + "'").Distinct().Take(3)),
            range.IsFinite ? range.Width : double.PositiveInfinity,
            isTruth ? "" : context.Units.Text(new[] { handle }) ?? "",
            isTruth);
    }

    private static bool IsOneUnit(string a, string b) => a == b || (UnitExpression.Parse(a, out _) is { } x && UnitExpression.Parse(b, out _) is { } y && x.RelationTo(y) != UnitRelation.OtherDimension);

    /// <summary>Where the one is always beyond the other, the other is a limit.</summary>
    private static bool Overlaps(FloatRange a, FloatRange b) => a.Lo < b.Hi && b.Lo < a.Hi;

    /// <summary>One operand.</summary>
    private sealed record Margin(string Name, double Width, string Unit, bool IsTruth);
}
