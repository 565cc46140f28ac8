using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// What the text around a site has decided before it is reached. Equal expressions are one value of the program: one of them
/// may stand behind a guard while another does not.
/// </summary>
internal static class SiteGuards
{
    /// <summary>The part of the box in which a site is reached, as far as its own body says; null when it never is.</summary>
    public static Branch? Branch(RuleContext context, Site site) => context.Program.Where(Of(context, site).ToArray());

    private static IEnumerable<Condition> Of(RuleContext context, Site site)
    {
        foreach (SyntaxNode around in site.Syntax.Ancestors().TakeWhile(static a => a is not MemberDeclarationSyntax))
        {
            switch (around)
            {
                case ConditionalExpressionSyntax choice when !choice.Condition.Contains(site.Syntax) && Single(context, site, SiteKind.Choice, choice) is { } decided:
                    yield return new Condition(First(context, decided), choice.WhenTrue.Contains(site.Syntax));
                    break;
                case IfStatementSyntax choice when !choice.Condition.Contains(site.Syntax) && Single(context, site, SiteKind.Choice, choice) is { } decided:
                    yield return new Condition(First(context, decided), choice.Statement.Contains(site.Syntax));
                    break;
                case BinaryExpressionSyntax both when both.Right.Contains(site.Syntax) && both.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
                    && Single(context, site, SiteKind.Operator, both) is { } decided:
                    yield return new Condition(First(context, decided), both.IsKind(SyntaxKind.LogicalAndExpression));
                    break;
            }
        }
    }

    private static int First(RuleContext context, Site site) => context.Analysis.Probe(site.Operands[0][0]);

    /// <summary>The site of a construct; null where it is lowered more than once, with other values each time.</summary>
    private static Site? Single(RuleContext context, Site site, SiteKind kind, SyntaxNode syntax)
    {
        List<Site> found = context.Sites.All.Where(s => s.Kind == kind && s.Syntax == syntax && s.Member == site.Member && s.Operands[0].Count == 1).ToList();
        return found.Count > 0 && found.All(f => First(context, f) == First(context, found[0])) ? found[0] : null;
    }
}
