using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4010: a sum, a comparison or an angle of values whose units or frames do not go together. Only what the author wrote is
/// judged: the weighted terms of a reward may have any units, because a weight has the unit that makes them one.
/// </summary>
internal static class UnitMismatches
{
    private const int LongestCode = 60;

    private const int LongestOperand = 28;

    private static readonly char[] s_space = { ' ', '\t', '\r', '\n' };

    public static void Check(RuleContext context)
    {
        SpecUnits units = context.Units;
        if (!units.IsDeclared)
        {
            return;
        }

        Dictionary<int, Mismatch> findings = units.Analysis.Findings().ToDictionary(static f => f.Value, static f => f.Mismatch);
        foreach (Site site in context.Sites.All)
        {
            Mismatch? mismatch = site.Kind switch
            {
                SiteKind.Operator => OfOperator(units, site),
                SiteKind.Call => OfCall(units, site, findings),
                _ => null,
            };
            if (mismatch is not null)
            {
                Report(context, site, mismatch);
            }
        }
    }

    private static Mismatch? OfOperator(SpecUnits units, Site site)
    {
        if (site.Name is not (nameof(Opcode.Add) or nameof(Opcode.Sub) or nameof(Opcode.Less) or nameof(Opcode.LessOrEqual) or nameof(Opcode.Equal) or nameof(Opcode.NotEqual)))
        {
            return null;
        }

        Opcode op = site.Name switch
        {
            nameof(Opcode.Add) => Opcode.Add,
            nameof(Opcode.Sub) => Opcode.Sub,
            _ => Opcode.Less,
        };
        for (int c = 0; c < site.Result.Count; c++)
        {
            if (units.Analysis.Check(op, Component(site.Operands[0], c), Component(site.Operands[1], c)) is { } mismatch)
            {
                return mismatch;
            }
        }

        return null;

        int Component(IReadOnlyList<int> handles, int c) => units.Value(handles[handles.Count == 1 ? 0 : c]);
    }

    /// <summary>
    /// The first mismatch among what a function computes from its arguments. A quotient has no units to compare, so the scale of
    /// a kernel is known by the kernel's name.
    /// </summary>
    private static Mismatch? OfCall(SpecUnits units, Site site, Dictionary<int, Mismatch> findings)
    {
        Mismatch? named = site.Name switch
        {
            "WrapAngle" => units.Analysis.CheckAngle(site.Name, Argument(0)),
            "Tolerance" when site.Operands.Count > 3 => units.Analysis.Check(Opcode.Min, Argument(0), Argument(3)),
            "Gaussian" or "Laplacian" or "Cauchy" or "TanhKernel" or "Triangular" when site.Operands.Count > 1 => units.Analysis.Check(Opcode.Min, Argument(0), Argument(1)),
            _ => null,
        };
        if (named is not null || findings.Count == 0)
        {
            return named;
        }

        var seen = new HashSet<int>(site.Operands.SelectMany(static o => o).Select(units.Value));
        var work = new Stack<int>(site.Result.Select(units.Value));
        int first = int.MaxValue;
        while (work.Count > 0)
        {
            int value = work.Pop();
            if (!seen.Add(value))
            {
                continue;
            }

            first = findings.ContainsKey(value) ? System.Math.Min(first, value) : first;
            Instruction code = units.Program.Code[value];
            for (int k = 0; k < 3; k++)
            {
                if (code.Operand(k) >= 0)
                {
                    work.Push(code.Operand(k));
                }
            }
        }

        return first == int.MaxValue ? null : findings[first];

        int Argument(int index) => units.Value(site.Operands[index][0]);
    }

    private static void Report(RuleContext context, Site site, Mismatch mismatch)
    {
        string does = site.Kind == SiteKind.Call ? "combines" : site.Name switch
        {
            nameof(Opcode.Add) => "adds",
            nameof(Opcode.Sub) => "subtracts",
            _ => "compares",
        };
        (string what, string advice) = mismatch.Kind switch
        {
            MismatchKind.Scale => (does + " " + mismatch.Text, "one of them must be converted"),
            MismatchKind.Frame => (does + " values in the " + mismatch.Text, "they lie along different axes (rotate one into the frame of the other)"),
            MismatchKind.Argument => ("gets an angle in " + mismatch.Left, mismatch.Text),
            _ => (does + " " + mismatch.Text, "the result depends on the choice of units (divide each by a scale of its own, or pay them as terms of their own)"),
        };
        context.Report(
            RuleCatalogue.UnitMismatch,
            site.Syntax.GetLocation(),
            DiagnosticSeverity.Error,
            RangeData.None.Add("kind", mismatch.Kind.ToString()).Add("left", mismatch.Left).Add("right", mismatch.Right),
            Code(site.Syntax),
            what,
            advice);
    }

    /// <summary>The expression; of a long one what stands beside the operator.</summary>
    private static string Code(SyntaxNode written)
    {
        string all = OneLine(written.ToString());
        if (all.Length <= LongestCode)
        {
            return all;
        }

        (SyntaxNode? left, string? sign, SyntaxNode? right) = written switch
        {
            BinaryExpressionSyntax binary => (binary.Left, binary.OperatorToken.Text, binary.Right),
            AssignmentExpressionSyntax assignment => (assignment.Left, assignment.OperatorToken.Text, assignment.Right),
            _ => ((SyntaxNode?)null, (string?)null, (SyntaxNode?)null),
        };
        if (left is null || right is null)
        {
            return all.Substring(0, LongestCode) + "…";
        }

        string before = OneLine(left.ToString());
        string after = OneLine(right.ToString());
        return (before.Length > LongestOperand ? "…" + before.Substring(before.Length - LongestOperand) : before)
            + " " + sign + " " + (after.Length > LongestOperand ? after.Substring(0, LongestOperand) + "…" : after);
    }

    private static string OneLine(string code) => string.Join(" ", code.Split(s_space, System.StringSplitOptions.RemoveEmptyEntries));
}
