using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A factor whose zero takes the whole payment of a term with it: a gate, a side of a product, the condition of a choice of 0.</summary>
/// <param name="Value">The factor, a number or a truth value.</param>
/// <param name="ZeroWhen">Of a truth value: the answer that pays nothing.</param>
/// <param name="Other">What it takes with it.</param>
/// <param name="Node">The product or the choice.</param>
internal sealed record ZeroFactor(int Value, bool ZeroWhen, int Other, int Node)
{
    private const int MaximumDepth = 12;

    /// <summary>The factors of a value, the outermost first.</summary>
    public static List<ZeroFactor> Of(RewardProgram program, int value)
    {
        var found = new List<ZeroFactor>();
        Collect(program, value, found, 0);
        return found;
    }

    /// <summary>Whether a value is 0 (or false) wherever a condition fails, by how it is written.</summary>
    public static bool IsZeroWithout(RewardProgram program, int value, int condition)
    {
        Instruction code = program.Code[value];
        return value == condition || code.Op switch
        {
            Opcode.Const => (code.Immediate & 0x7FFFFFFF) == 0,
            Opcode.BoolToFloat or Opcode.Neg => IsZeroWithout(program, code.A, condition),
            Opcode.Mul or Opcode.And => IsZeroWithout(program, code.A, condition) || IsZeroWithout(program, code.B, condition),
            Opcode.Select => (IsZeroWithout(program, code.A, condition) || IsZeroWithout(program, code.B, condition)) && IsZeroWithout(program, code.C, condition),
            _ => false,
        };
    }

    /// <summary>Whether the factor is zero everywhere in a part of the box; null where that is open.</summary>
    public bool? IsZero(RewardProgram program, Branch branch)
    {
        FloatRange range = branch.Range(Value);
        if (program.Code[Value].Type.Kind == IrKind.Bool)
        {
            return range.IsTrue ? ZeroWhen : range.IsFalse ? !ZeroWhen : null;
        }

        return range is { Lo: 0f, Hi: 0f, MayBeNaN: false } ? true : range.Contains(0f) ? null : false;
    }

    /// <summary>Where the factor is written, and how.</summary>
    public (Location Place, string Text) Written(RuleContext context, ColumnView column)
    {
        foreach (GateUse use in column.Column.Gates)
        {
            int gate = context.Value(use.Name);
            Instruction code = context.Step.Code[Value];
            if (gate == Value || (code.Op == Opcode.LessOrEqual && code.A == gate))
            {
                return (Attributes.Get(column.Member.Symbol, column.Column.Kind.ToString())?.Written("Gate")?.GetLocation() ?? column.Name, use.Name);
            }
        }

        foreach (Site site in context.Sites.All)
        {
            if (site.Result.Count == 1 && context.Analysis.Probe(site.Result[0]) == Node && Part(context, site) is { } part)
            {
                return (part.GetLocation(), part.ToString());
            }
        }

        return (column.Name, column.Column.Name);
    }

    /// <summary>The part of a site that is the factor, or null.</summary>
    private SyntaxNode? Part(RuleContext context, Site site)
    {
        int at = -1;
        for (int i = 0; i < site.Operands.Count && at < 0; i++)
        {
            if (site.Operands[i].Count == 1)
            {
                int operand = context.Analysis.Probe(site.Operands[i][0]);
                Instruction code = context.Step.Code[Value];
                at = operand == Value || code.A == operand && code.Op is Opcode.Not or Opcode.Sqrt or Opcode.BoolToFloat ? i : at;
            }
        }

        return at < 0 ? null : site.Syntax switch
        {
            BinaryExpressionSyntax binary => at == 0 ? binary.Left : binary.Right,
            ConditionalExpressionSyntax choice => choice.Condition,
            IfStatementSyntax choice => choice.Condition,
            InvocationExpressionSyntax call when at < call.ArgumentList.Arguments.Count => call.ArgumentList.Arguments[at].Expression,
            _ => site.Syntax,
        };
    }

    private static void Collect(RewardProgram program, int value, List<ZeroFactor> found, int depth)
    {
        Instruction code = program.Code[value];
        if (code.Type.IsVector || depth > MaximumDepth)
        {
            return;
        }

        switch (code.Op)
        {
            case Opcode.Neg or Opcode.Sqrt or Opcode.Div:
                Collect(program, code.A, found, depth + 1);
                return;
            case Opcode.Mul:
                found.Add(new ZeroFactor(code.A, false, code.B, value));
                found.Add(new ZeroFactor(code.B, false, code.A, value));
                Collect(program, code.A, found, depth + 1);
                Collect(program, code.B, found, depth + 1);
                return;
            case Opcode.Select when IsZero(program.Code[code.C]):
                found.Add(new ZeroFactor(code.A, false, code.B, value));
                Collect(program, code.B, found, depth + 1);
                return;
            case Opcode.Select when IsZero(program.Code[code.B]):
                found.Add(new ZeroFactor(code.A, true, code.C, value));
                Collect(program, code.C, found, depth + 1);
                return;
        }
    }

    private static bool IsZero(Instruction code) => code.Op == Opcode.Const && code.Type.Kind == IrKind.Float && (code.Immediate & 0x7FFFFFFF) == 0;
}
