using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1004: an argument of a logarithm, root, power, inverse cosine or inverse hyperbolic function that can leave the domain of its function where the
/// result counts. An error where the reward can become no number; a warning where what reads the result keeps it finite.
/// </summary>
internal static class DomainViolations
{
    private const int Budget = 32;

    /// <summary>What rounding may add: an argument that leaves by less is not reported.</summary>
    private const float Slack = 1e-6f;

    public static void Check(RuleContext context)
    {
        foreach (Site site in context.Sites.All.Where(static s => s.Kind == SiteKind.Call && s.Syntax is InvocationExpressionSyntax))
        {
            for (int k = 0; k < ArgumentsWithDomain(context, site); k++)
            {
                if (Violation(context, site, k) is { } found)
                {
                    Report(context, site, k, found.Domain, found.Range);
                    break;
                }
            }
        }
    }

    /// <summary>The arguments, from the first, that have a domain.</summary>
    private static int ArgumentsWithDomain(RuleContext context, Site site) => site.Name switch
    {
        "Log2" or "Log10" or "LogP1" or "Log2P1" or "Log10P1" or "Sqrt" or "SquareRoot" or "Acos" or "Asin" or "AcosPi" or "AsinPi" or "Acosh" or "Atanh" or "Pow" or "RootN" => 1,
        "Log" => site.Operands.Count,
        "GeometricMean" or "HarmonicMean" => context.Step.Code[context.Analysis.Probe(site.Operands[0][0])].Type.IsVector ? 1 : site.Operands.Count,
        _ => 0,
    };

    private static (Domain Domain, ProvenRange Range)? Violation(RuleContext context, Site site, int operand)
    {
        for (int c = 0; c < site.Operands[operand].Count; c++)
        {
            int argument = context.Analysis.Probe(site.Operands[operand][c]);
            int result = context.Analysis.Probe(site.Result[Math.Min(c, site.Result.Count - 1)]);
            Domain? domain = Domain.Of(context, site, operand, argument);
            if (domain is null || domain.Holds(context.Program.Range(argument), Slack))
            {
                continue;
            }

            foreach (Branch branch in context.Program.WhereUsed(result))
            {
                FloatRange range = branch.Range(argument);
                if (domain.Holds(range, Slack))
                {
                    continue;
                }

                ProvenRange proven = branch.Prove(argument, Budget);
                if (!domain.Holds(proven.Range, Slack) && SiteGuards.Branch(context, site) is { } own && !domain.Holds(own.Range(argument), Slack) && !own.Range(result).IsFinite)
                {
                    return (domain, proven);
                }
            }
        }

        return null;
    }

    private static void Report(RuleContext context, Site site, int operand, Domain domain, ProvenRange range)
    {
        var call = (InvocationExpressionSyntax)site.Syntax;
        if (!LibraryCalls.IsLibrary(context, call) || IsTest(call.Parent?.Parent?.Parent))
        {
            // A function of the author's with the same name; or the author asks whether the result is a number.
            return;
        }

        (bool isHarmless, bool isTested) = Reach(context, context.Values(site.Result));
        if (isHarmless && isTested)
        {
            // Asked of a local or a helper that holds the result.
            return;
        }

        context.Poles.UnionWith(context.Values(site.Result));
        int argument = context.Analysis.Probe(site.Operands[operand][0]);
        bool isUnit = context.Program.Dependences.Inputs(argument).Any(i => context.Signal(i).Named.UnitNorm);
        SyntaxNode written = call.ArgumentList.Arguments is var arguments && arguments.Count > operand && arguments.All(static a => a.NameColon is null) ? arguments[operand].Expression : call;
        (string example, string? witness) = isUnit ? ("; for vectors of length 1 rounding alone is enough", null) : Example(context, argument, domain, range);
        context.Report(
            RuleCatalogue.DomainViolation,
            written.GetLocation(),
            isHarmless || isUnit ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            RangeData.Of(range.Range).Add("function", site.Name).Add("domain", domain.Text).WithWitness(witness),
            written.ToString(),
            site.Name,
            domain.Text,
            RangeData.Text(range.Range with { MayBeNaN = false }),
            example);
    }

    /// <summary>Whether no result of the step is infinite or NaN because of some values, and whether something asks if they are.</summary>
    private static (bool IsHarmless, bool IsTested) Reach(RuleContext context, IReadOnlyList<int> values)
    {
        EquatableArray<Instruction> code = context.Step.Code;
        bool[] reached = new bool[code.Count];
        bool isTested = false;
        for (int v = 0; v < code.Count; v++)
        {
            bool reads = Enumerable.Range(0, 3).Any(k => code[v].Operand(k) >= 0 && reached[code[v].Operand(k)]);
            isTested |= reads && code[v].Op is Opcode.IsFinite or Opcode.IsNaN;
            reached[v] = values.Contains(v) || (reads && code[v].Type.Kind == IrKind.Float && !context.Program.Elements(v).All(static e => e.IsFinite));
        }

        return (context.Step.Outputs.All(o => o.Kind == OutputKind.Probe || !reached[o.Value]), isTested);
    }

    /// <summary>A point at which the argument is outside, as text and as data.</summary>
    private static (string Text, string? Witness) Example(RuleContext context, int argument, Domain domain, ProvenRange range)
    {
        bool isLow = !domain.HoldsBelow(range.AttainedLo, Slack);
        Box? point = isLow ? range.AtLo : range.AtHi;
        float attained = isLow ? range.AttainedLo : range.AttainedHi;
        string? witness = point is not null && !domain.Holds(FloatRange.Of(attained), Slack) ? Witness.Text(context.Analysis, argument, point) : null;
        return (witness is null ? "" : ", " + RangeData.Text(attained) + " at " + witness, witness);
    }

    private static bool IsTest(SyntaxNode? around) => around is InvocationExpressionSyntax { Expression: { } function }
        && (function is MemberAccessExpressionSyntax access ? access.Name : function) is IdentifierNameSyntax { Identifier.ValueText: "IsFinite" or "IsNaN" or "IsInfinity" };

    /// <summary>The arguments that a function takes.</summary>
    /// <param name="Lo">Least.</param>
    /// <param name="Hi">Most.</param>
    /// <param name="IsOpen">Whether the least itself is not one, nor the most.</param>
    /// <param name="Text">As an author reads it.</param>
    private sealed record Domain(float Lo, float Hi, bool IsOpen, string Text)
    {
        /// <summary>The domain of an argument of a call, or null where it takes every number.</summary>
        public static Domain? Of(RuleContext context, Site site, int operand, int argument) => site.Name switch
        {
            "Log" when operand == 1 => OfBase(context.Program.Range(argument)),
            "Log" or "Log2" or "Log10" => new Domain(0f, float.PositiveInfinity, true, "(0, ∞)"),
            "LogP1" or "Log2P1" or "Log10P1" => new Domain(-1f, float.PositiveInfinity, true, "(−1, ∞)"),
            "Acos" or "Asin" or "AcosPi" or "AsinPi" => new Domain(-1f, 1f, false, "[-1, 1]"),
            "Acosh" => new Domain(1f, float.PositiveInfinity, false, "[1, ∞)"),
            "Atanh" => new Domain(-1f, 1f, true, "(−1, 1)"),
            "RootN" => OfDegree(context.Program.Range(context.Analysis.Probe(site.Operands[1][0])).Lo),
            "Pow" => OfPower(context, context.Analysis.Probe(site.Operands[1][0])),
            _ => new Domain(0f, float.PositiveInfinity, false, "[0, ∞)"),
        };

        /// <summary>Whether a range lies within, up to rounding.</summary>
        public bool Holds(FloatRange range, float slack) => !range.HasNumber || (HoldsBelow(range.Lo, slack) && (IsOpen && !float.IsPositiveInfinity(Hi) ? range.Hi < Hi : range.Hi <= Hi + slack));

        /// <summary>Whether a number is not below, up to rounding; a pole is no rounding.</summary>
        public bool HoldsBelow(float number, float slack) => IsOpen ? number > Lo : !(number < Lo - slack);

        /// <summary>Of the base of a logarithm: on one side of 1, whose own logarithm is 0.</summary>
        private static Domain OfBase(FloatRange range) =>
            range.HasNumber && range.Hi < 1f ? new Domain(0f, 1f, true, "(0, 1)") : new Domain(1f, float.PositiveInfinity, true, "(1, ∞), or (0, 1) as a whole");

        /// <summary>Of a root, by its degree.</summary>
        private static Domain? OfDegree(float degree) =>
            degree % 2f != 0f ? null
            : degree < 0f ? new Domain(0f, float.PositiveInfinity, true, "(0, ∞) for an even root of negative degree")
            : new Domain(0f, float.PositiveInfinity, false, "[0, ∞) for an even root");

        /// <summary>Of a power: the base, by what is known of the exponent.</summary>
        private static Domain? OfPower(RuleContext context, int exponent)
        {
            FloatRange range = context.Program.Range(exponent);
            bool isWhole = context.Program.Dependences.IsWhole(exponent);
            bool isNegative = range.HasNumber && range.Lo < 0f;
            return isWhole && !isNegative ? null
                : isNegative ? new Domain(0f, float.PositiveInfinity, true, isWhole ? "(0, ∞) for a negative exponent" : "(0, ∞)")
                : new Domain(0f, float.PositiveInfinity, false, "[0, ∞) for an exponent that is not whole");
        }
    }
}
