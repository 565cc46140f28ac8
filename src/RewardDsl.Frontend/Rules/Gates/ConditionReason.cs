using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Why a condition always or never holds, in the author's words.</summary>
internal static class ConditionReason
{
    /// <summary>Ranges named in one message.</summary>
    private const int Shown = 3;

    /// <summary>The reason.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="node">The condition.</param>
    /// <param name="truth">What is proven of it.</param>
    public static string Of(RuleContext context, ConditionNode node, Truth truth)
    {
        Site site = node.Sites[0];
        if (Constant(context, node) is { } constant)
        {
            return constant;
        }

        if (AssumedBy(context, context.Analysis.Probe(site.Result[0])) is { } assumption)
        {
            return "the [Assume] '" + assumption + "' says so";
        }

        if (node.Join == (truth == Truth.Never ? ConditionJoin.And : ConditionJoin.Or) && Sides(node.Syntax) is { } sides)
        {
            return truth == Truth.Never ? "'" + sides.Left + "' and '" + sides.Right + "' exclude each other" : "one of '" + sides.Left + "' and '" + sides.Right + "' always holds";
        }

        List<string> ranges = Atoms(node).SelectMany(a => Ranges(context, a)).Distinct().ToList();
        return ranges.Count == 0 || (node.Join == ConditionJoin.None && !IsByRanges(context, site))
            ? "no point of the declared signals makes it " + (truth == Truth.Never ? "true" : "false")
            : string.Join(", ", ranges.Take(Shown)) + (ranges.Count > Shown ? ", …" : "");
    }

    /// <summary>The range of what a condition compares, for programs that read the finding.</summary>
    public static ImmutableDictionary<string, string?> Data(RuleContext context, ConditionNode node)
    {
        foreach (ConditionNode atom in Atoms(node))
        {
            foreach (int value in Compared(context, atom.Sites[0]))
            {
                if (context.Step.Code[value].Type.Kind == IrKind.Float && !IsConstant(context, value))
                {
                    return RangeData.Of(context.Program.Range(value));
                }
            }
        }

        return RangeData.None;
    }

    /// <summary>What is said of a part that is the same constant in each build, or null.</summary>
    public static string? Constant(RuleContext context, ConditionNode node)
    {
        Site site = node.Sites[0];
        if (node.Join is ConditionJoin.And or ConditionJoin.Or && site.Operands.Count == 2 && Sides(node.Syntax) is { } sides)
        {
            for (int k = 0; k < 2; k++)
            {
                SyntaxNode written = k == 0 ? sides.Left : sides.Right;
                int value = context.Analysis.Probe(site.Operands[k][0]);
                if (IsConstant(context, value) && context.Program.Range(value).IsTrue == (node.Join == ConditionJoin.Or))
                {
                    return "'" + written + "' is the constant " + (node.Join == ConditionJoin.Or ? "true" : "false");
                }
            }
        }

        return null;
    }

    /// <summary>Whether a value is a constant of the program.</summary>
    public static bool IsConstant(RuleContext context, int value) => context.Step.Code[value].Op is Opcode.Const or Opcode.ConstVector
        || (context.Step.Code[value].Op == Opcode.Broadcast && IsConstant(context, context.Step.Code[value].A));

    /// <summary>The values that a comparison or pattern compares.</summary>
    public static IEnumerable<int> Compared(RuleContext context, Site site) => site.Operands.Where(static o => o.Count == 1).Select(o => context.Analysis.Probe(o[0]));

    /// <summary>The assumption that a truth value is a part of, or null.</summary>
    public static string? AssumedBy(RuleContext context, int value)
    {
        foreach (string name in context.Analysis.Spec.Assumptions)
        {
            if (Holds(context.Step, context.Value(name)).Contains(value))
            {
                return name;
            }
        }

        return null;
    }

    private static IEnumerable<int> Holds(RewardProgram program, int value)
    {
        if (value < 0)
        {
            yield break;
        }

        yield return value;
        Instruction code = program.Code[value];
        if (code.Op == Opcode.And)
        {
            foreach (int part in Holds(program, code.A).Concat(Holds(program, code.B)))
            {
                yield return part;
            }
        }
    }

    private static (SyntaxNode Left, SyntaxNode Right)? Sides(SyntaxNode syntax) => syntax switch
    {
        BinaryExpressionSyntax both => (both.Left, both.Right),
        BinaryPatternSyntax both => (both.Left, both.Right),
        _ => null,
    };

    private static IEnumerable<ConditionNode> Atoms(ConditionNode node) =>
        node.Join == ConditionJoin.None ? new[] { node } : node.Parts.SelectMany(Atoms);

    private static IEnumerable<string> Ranges(RuleContext context, ConditionNode atom)
    {
        Site site = atom.Sites[0];
        for (int k = 0; k < site.Operands.Count; k++)
        {
            int value = site.Operands[k].Count == 1 ? context.Analysis.Probe(site.Operands[k][0]) : -1;
            ExpressionSyntax? written = Written(atom.Syntax, k);
            if (value >= 0 && written is not null && context.Step.Code[value].Type.Kind == IrKind.Float && !IsConstant(context, value))
            {
                bool isSignal = context.Step.Code[value].Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick;
                yield return "'" + written + "' is " + (isSignal ? "declared in " : "in ") + RangeData.Text(context.Program.Range(value));
            }
        }
    }

    private static ExpressionSyntax? Written(SyntaxNode syntax, int operand) => syntax switch
    {
        BinaryExpressionSyntax both => operand == 0 ? both.Left : both.Right,
        _ => syntax.Ancestors().Select(static a => a is IsPatternExpressionSyntax test ? test.Expression : (a as SwitchExpressionSyntax)?.GoverningExpression).FirstOrDefault(static e => e is not null),
    };

    /// <summary>The ranges of what a comparison compares, as the program does it; null for what is none.</summary>
    public static (FloatRange Left, FloatRange Right)? Operands(RuleContext context, Site site)
    {
        Instruction code = context.Step.Code[context.Analysis.Probe(site.Result[0])];
        return code.Op is Opcode.Less or Opcode.LessOrEqual or Opcode.Equal or Opcode.NotEqual ? (context.Program.Range(code.A), context.Program.Range(code.B)) : null;
    }

    /// <summary>Whether the ranges of the operands alone decide a comparison.</summary>
    private static bool IsByRanges(RuleContext context, Site site) =>
        Operands(context, site) is not { } sides || sides.Left.Hi <= sides.Right.Lo || sides.Right.Hi <= sides.Left.Lo;
}
