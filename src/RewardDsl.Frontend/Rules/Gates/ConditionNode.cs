using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What is proven of a condition.</summary>
internal enum Truth
{
    /// <summary>Neither end is proven.</summary>
    Open,

    /// <summary>It holds at every point.</summary>
    Always,

    /// <summary>It holds at no point.</summary>
    Never,
}

/// <summary>How a condition is made of others.</summary>
internal enum ConditionJoin
{
    /// <summary>It is not: a comparison, an equality, a pattern.</summary>
    None,

    /// <summary>All of its parts hold.</summary>
    And,

    /// <summary>One of its parts holds.</summary>
    Or,

    /// <summary>Its part does not hold.</summary>
    Not,
}

/// <summary>
/// A condition as it is written: a comparison, a pattern, or one that joins others. The same text has several sites where it is
/// inlined more than once; only what holds for all of them is said of it.
/// </summary>
internal sealed class ConditionNode(SyntaxNode syntax)
{
    /// <summary>Where it is written.</summary>
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>Its sites.</summary>
    public List<Site> Sites { get; } = new();

    /// <summary>The conditions it is made of, as far as they are written in the same expression.</summary>
    public List<ConditionNode> Parts { get; } = new();

    /// <summary>The whole that it is a part of, or null.</summary>
    public ConditionNode? Whole { get; private set; }

    /// <summary>How it is made of its parts.</summary>
    public ConditionJoin Join => Syntax.Kind() switch
    {
        SyntaxKind.LogicalAndExpression or SyntaxKind.BitwiseAndExpression or SyntaxKind.AndPattern => ConditionJoin.And,
        SyntaxKind.LogicalOrExpression or SyntaxKind.BitwiseOrExpression or SyntaxKind.OrPattern => ConditionJoin.Or,
        SyntaxKind.LogicalNotExpression or SyntaxKind.NotPattern => ConditionJoin.Not,
        _ => ConditionJoin.None,
    };

    /// <summary>What to mark and to quote: the whole test for a pattern behind <c>is</c>.</summary>
    public SyntaxNode Place
    {
        get
        {
            SyntaxNode outer = Syntax;
            while (outer.Parent is ParenthesizedPatternSyntax)
            {
                outer = outer.Parent;
            }

            return outer.Parent is IsPatternExpressionSyntax test ? test : Syntax;
        }
    }

    /// <summary>The conditions of a spec that are part of no other.</summary>
    public static IReadOnlyList<ConditionNode> Roots(RuleContext context)
    {
        var nodes = new Dictionary<SyntaxNode, ConditionNode>();
        foreach (Site site in context.Sites.All)
        {
            if (site.Result.Count == 1 && IsTest(site) && !IsInFunction(site.Syntax) && IsCondition(context.Step.Code[context.Analysis.Probe(site.Result[0])]))
            {
                if (!nodes.TryGetValue(site.Syntax, out ConditionNode? node))
                {
                    nodes.Add(site.Syntax, node = new ConditionNode(site.Syntax));
                }

                node.Sites.Add(site);
            }
        }

        foreach (ConditionNode node in nodes.Values)
        {
            foreach (SyntaxNode operand in Operands(node.Syntax))
            {
                if (nodes.TryGetValue(operand, out ConditionNode? part))
                {
                    node.Parts.Add(part);
                    part.Whole = node;
                }
            }
        }

        return nodes.Values.Where(static n => n.Whole is null).ToList();
    }

    /// <summary>Whether it compares something, rather than only joining what is written elsewhere.</summary>
    public bool Compares => Join == ConditionJoin.None || Parts.Any(static p => p.Compares);

    /// <summary>Program values of its sites.</summary>
    public IEnumerable<int> Values(RuleContext context) => Sites.Select(s => context.Analysis.Probe(s.Result[0]));

    private static bool IsTest(Site site) => site.Kind == SiteKind.Test
        || (site.Kind == SiteKind.Operator && site.Name is nameof(Opcode.Less) or nameof(Opcode.LessOrEqual) or nameof(Opcode.Equal) or nameof(Opcode.NotEqual)
            or nameof(Opcode.And) or nameof(Opcode.Or) or nameof(Opcode.Xor));

    /// <summary>A truth value, and no guard against NaN: that one is needed when a simulator breaks what it declares.</summary>
    private static bool IsCondition(Instruction code) => code.Type.Kind == IrKind.Bool && code.Op != Opcode.IsNaN && !(code.Op is Opcode.Equal or Opcode.NotEqual && code.A == code.B);

    /// <summary>A function with parameters is written for more than its present callers.</summary>
    private static bool IsInFunction(SyntaxNode syntax) => syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ParameterList.Parameters.Count: > 0 };

    private static IEnumerable<SyntaxNode> Operands(SyntaxNode syntax) => syntax switch
    {
        BinaryExpressionSyntax both => new[] { Inner(both.Left), Inner(both.Right) },
        PrefixUnaryExpressionSyntax negation => new[] { Inner(negation.Operand) },
        BinaryPatternSyntax both => new[] { Inner(both.Left), Inner(both.Right) },
        UnaryPatternSyntax negation => new[] { Inner(negation.Pattern) },
        _ => Enumerable.Empty<SyntaxNode>(),
    };

    private static SyntaxNode Inner(SyntaxNode syntax) => syntax switch
    {
        ParenthesizedExpressionSyntax nested => Inner(nested.Expression),
        ParenthesizedPatternSyntax nested => Inner(nested.Pattern),
        IsPatternExpressionSyntax test => Inner(test.Pattern),
        _ => syntax,
    };
}
