using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The part of a member's body in which its value becomes large.</summary>
internal static class ValuePlace
{
    /// <summary>
    /// The innermost operation of the body that is larger than a limit and that alone makes the whole so, or the whole body;
    /// null where the body is not one expression.
    /// </summary>
    public static ExpressionSyntax? Of(RuleContext context, SpecMember member, float limit)
    {
        if (Body(member) is not { } body)
        {
            return null;
        }

        var sites = new Dictionary<SyntaxNode, Site>();
        foreach (Site site in context.Sites.All.Where(s => s.Member == member.Name && body.FullSpan.Contains(s.Syntax.Span) && s.Syntax.SyntaxTree == body.SyntaxTree))
        {
            sites[site.Syntax] = site;
        }

        ExpressionSyntax place = body;
        while (sites.TryGetValue(Bare(place), out Site? current) && Inside(context, current, limit) is { } inner && sites.ContainsKey(Bare(inner)))
        {
            place = inner;
        }

        return sites.ContainsKey(Bare(place)) ? Bare(place) : place;
    }

    /// <summary>The only operand that is large, or null. What a function makes of its argument is not looked into: the square is large, not what is squared.</summary>
    private static ExpressionSyntax? Inside(RuleContext context, Site site, float limit)
    {
        ExpressionSyntax[] written = Operands(Bare((ExpressionSyntax)site.Syntax));
        List<int> large = Enumerable.Range(0, site.Operands.Count).Where(k => site.Operands[k].Any(h => context.Program.Range(context.Analysis.Probe(h)) is { HasNumber: true } r && r.Magnitude > limit)).ToList();
        return site.Kind != SiteKind.Call && large.Count == 1 && written.Length == site.Operands.Count ? written[large[0]] : null;
    }

    /// <summary>The operands in the order of a site, as far as they are looked into.</summary>
    private static ExpressionSyntax[] Operands(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax binary => new[] { binary.Left, binary.Right },
        ConditionalExpressionSyntax choice => new[] { choice.Condition, choice.WhenTrue, choice.WhenFalse },
        _ => System.Array.Empty<ExpressionSyntax>(),
    };

    /// <summary>Without parentheses, casts and signs, which no site has.</summary>
    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner:
                    expression = inner.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PrefixUnaryExpressionSyntax sign when sign.IsKind(SyntaxKind.UnaryMinusExpression) || sign.IsKind(SyntaxKind.UnaryPlusExpression):
                    expression = sign.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    private static ExpressionSyntax? Body(SpecMember member) => member.Symbol.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()).FirstOrDefault() switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
        PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } => accessors[0] switch
        {
            { ExpressionBody: { } arrow } => arrow.Expression,
            { Body.Statements: { Count: 1 } statements } when statements[0] is ReturnStatementSyntax { Expression: { } returned } => returned,
            _ => null,
        },
        _ => null,
    };
}
