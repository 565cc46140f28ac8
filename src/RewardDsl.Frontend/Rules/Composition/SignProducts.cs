using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4006: a product of two factors that can both be negative, where the product is paid positive: two wrongs pay. A point of
/// the declared box is shown; factors that are never negative together, and guarded products, have none. Silent for squares,
/// for projections (a length times a cosine) and for inner products of like quantities.
/// </summary>
internal static class SignProducts
{
    private const int Budget = 24;

    /// <summary>Searches in one spec: each looks at a point of a product of its own.</summary>
    private const int Searches = 16;

    /// <summary>Of the most negative value: what counts as more than rounding.</summary>
    private const double Slack = 1e-4;

    public static void Check(RuleContext context)
    {
        var found = new List<SyntaxNode>();
        var seen = new HashSet<int>();
        foreach (Site site in context.Sites.All)
        {
            if (site.Kind != SiteKind.Operator || site.Name != nameof(Opcode.Mul) || site.Result.Count != 1 || site.Operands.Any(static o => o.Count != 1))
            {
                continue;
            }

            int product = context.Analysis.Probe(site.Result[0]);
            int left = context.Analysis.Probe(site.Operands[0][0]);
            int right = context.Analysis.Probe(site.Operands[1][0]);
            if (!IsSigned(context, left) || !IsSigned(context, right) || context.Step.Code[product].Type.IsVector || found.Exists(f => site.Syntax.Contains(f))
                || !context.Program.Demand.IsUsed(product) || IsMeant(context, site, left, right) || IsOpen(context, product) || seen.Count >= Searches || !seen.Add(product))
            {
                continue;
            }

            if (Witnessed(context, site, product, left, right))
            {
                found.Add(site.Syntax);
            }
        }
    }

    /// <summary>A factor that changes and can be negative.</summary>
    private static bool IsSigned(RuleContext context, int value) =>
        context.Program.Range(value) is { HasNumber: true, Lo: < 0f } && !Paths.IsFixed(context, value);

    /// <summary>Products of which both factors may be negative for a reason.</summary>
    private static bool IsMeant(RuleContext context, Site site, int left, int right)
    {
        int a = Bare(context, left);
        int b = Bare(context, right);
        Instruction one = context.Step.Code[a];
        Instruction other = context.Step.Code[b];

        // A square, here or with a further factor; the part of a length along a direction.
        if (IsEven(context, site, left, right) || one.Op is Opcode.Cos or Opcode.Sin || other.Op is Opcode.Cos or Opcode.Sin)
        {
            return true;
        }

        // Components: the parts of a rotation or of an inner product.
        if (site.Syntax is BinaryExpressionSyntax written && IsComponent(written.Left) && IsComponent(written.Right))
        {
            return true;
        }

        // A gap and the speed that closes it.
        Unit? first = context.Units.Analysis.UnitOf(context.Units.Value(site.Operands[0][0]));
        Unit? second = context.Units.Analysis.UnitOf(context.Units.Value(site.Operands[1][0]));
        if (first is { IsOne: false } && second is { IsOne: false } && (IsRateOf(second, first) && IsGap(context, a) || IsRateOf(first, second) && IsGap(context, b)))
        {
            return true;
        }

        // Like quantities, such as a commanded and a measured speed: their agreement is what is paid.
        return context.Units.Text(site.Operands[0]) is { Length: > 0 } unit && unit != "1" && context.Units.Text(site.Operands[1]) == unit;
    }

    /// <summary>Whether one factor occurs twice in the whole product.</summary>
    private static bool IsEven(RuleContext context, Site site, int left, int right)
    {
        HashSet<int> first = Factors(context, left);
        HashSet<int> second = Factors(context, right);
        if (first.Overlaps(second))
        {
            return true;
        }

        int product = context.Analysis.Probe(site.Result[0]);
        for (int i = product + 1; i < context.Step.Code.Count; i++)
        {
            Instruction code = context.Step.Code[i];
            if (code.Op == Opcode.Mul && (code.A == product || code.B == product) && Factors(context, code.A == product ? code.B : code.A) is { } more && (more.Overlaps(first) || more.Overlaps(second)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a value is the product of.</summary>
    private static HashSet<int> Factors(RuleContext context, int value)
    {
        var found = new HashSet<int>();
        var work = new Stack<int>();
        work.Push(value);
        while (work.Count > 0)
        {
            int bare = Bare(context, work.Pop());
            found.Add(bare);
            if (context.Step.Code[bare].Op == Opcode.Mul)
            {
                work.Push(context.Step.Code[bare].A);
                work.Push(context.Step.Code[bare].B);
            }
        }

        return found;
    }

    /// <summary>Without signs and fixed factors.</summary>
    private static int Bare(RuleContext context, int value)
    {
        while (true)
        {
            Instruction code = context.Step.Code[value];
            switch (code.Op)
            {
                case Opcode.Neg:
                case Opcode.Mul or Opcode.Div when Paths.IsFixed(context, code.B):
                    value = code.A;
                    continue;
                case Opcode.Mul when Paths.IsFixed(context, code.A):
                    value = code.B;
                    continue;
                default:
                    return value;
            }
        }
    }

    private static bool IsRateOf(Unit rate, Unit of) => of.Over(Unit.Second) is { } expected && expected.Equals(rate);

    /// <summary>A signal, or the difference of two numbers: its sign says on which side it is.</summary>
    private static bool IsGap(RuleContext context, int value) => context.Step.Code[Paths.WithoutScale(context, value)].Op is Opcode.Input or Opcode.InputComponent or Opcode.Sub;

    private static bool IsComponent(ExpressionSyntax written) => written switch
    {
        ParenthesizedExpressionSyntax inner => IsComponent(inner.Expression),
        PrefixUnaryExpressionSyntax sign => IsComponent(sign.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Left: LiteralExpressionSyntax, Right: var scaled } => IsComponent(scaled),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is "X" or "Y" or "Z" or "W",
        _ => false,
    };

    /// <summary>Without a declared range there is no point to show: the missing range is the finding.</summary>
    private static bool IsOpen(RuleContext context, int value) => context.SignalsOf(value).Any(m => MissingRanges.IsOpen(context, m));

    private static bool Witnessed(RuleContext context, Site site, int product, int left, int right)
    {
        // The smaller of both, each as a part of its own range: positive where both are negative.
        double lowLeft = -(double)context.Program.Range(left).Lo;
        double lowRight = -(double)context.Program.Range(right).Lo;
        if (double.IsInfinity(lowLeft) || double.IsInfinity(lowRight))
        {
            return false;
        }

        int next = context.Program.Count;
        ProgramAnalysis both = context.Program.With(
            new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits((float)-lowLeft)),
            new Instruction(Opcode.Div, IrType.Float, left, next, -1, 0),
            new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, Literals.Bits((float)-lowRight)),
            new Instruction(Opcode.Div, IrType.Float, right, next + 2, -1, 0),
            new Instruction(Opcode.Min, IrType.Float, next + 1, next + 3, -1, 0),
            new Instruction(Opcode.Const, IrType.Float, -1, -1, -1, 0),
            new Instruction(Opcode.Less, IrType.Bool, left, next + 5, -1, 0),
            new Instruction(Opcode.Less, IrType.Bool, right, next + 5, -1, 0));
        foreach (IReadOnlyList<Condition> conditions in context.Program.Demand.Of(product))
        {
            if (both.Where(conditions.ToArray()) is not { } branch || !(branch.Range(next + 4).Hi > Slack))
            {
                continue;
            }

            (_, float attained, Box? at) = branch.ProveAbove(next + 4, Budget);
            if (at is not null && attained > Slack)
            {
                foreach (Branch point in Points(context, at))
                {
                    if (Payer(context, point, product) is { Paid: > 0 } payer)
                    {
                        Report(context, site, product, left, right, at, point, (payer.Column, payer.Paid), isCertain: true);
                        return true;
                    }
                }

                // A limit on the way may hide the slope at that point, not everywhere around it.
                if (both.Where(conditions.Concat(new[] { new Condition(next + 6, true), new Condition(next + 7, true) }).ToArray()) is { } region
                    && Payer(context, region, product) is { } anywhere && context.Program.Over(at) is { } deepest)
                {
                    Report(context, site, product, left, right, at, deepest, (anywhere.Column, deepest.Range(anywhere.Value).Lo), isCertain: false);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The point that was found, with what the factors do not read as it may be, or all of that at one end.</summary>
    private static IEnumerable<Branch> Points(RuleContext context, Box at)
    {
        foreach (int end in new[] { 0, 1, -1 })
        {
            Box box = at.Clone();
            foreach (FloatRange[] slots in box.Inputs)
            {
                for (int j = 0; j < slots.Length && end != 0; j++)
                {
                    slots[j] = slots[j].IsFinite ? FloatRange.Of(end > 0 ? slots[j].Hi : slots[j].Lo) : slots[j];
                }
            }

            if (context.Program.Over(box) is { } point)
            {
                yield return point;
            }
        }
    }

    /// <summary>What pays more the larger the product is, at a point.</summary>
    private static (ColumnView Column, int Value, double Paid)? Payer(RuleContext context, Branch point, int product)
    {
        foreach (ColumnView column in context.Columns.Where(c => c.Paid > product && c.Column.Kind != ColumnKind.Termination))
        {
            int value = column.Column.Kind == ColumnKind.Potential ? column.Raw : column.Paid;
            Slope slope = value < product ? Slope.Zero : value == product ? new Slope(1, 1) : point.SlopeOf(value, product);
            double scale = column.Column.Kind == ColumnKind.Potential ? point.Range(column.Coefficient).Lo : 1;
            if (slope.Direction > 0 && scale > 0 && !double.IsInfinity(slope.Lo))
            {
                double paid = slope.Lo * scale * point.Range(product).Lo;
                if (paid > 0 || !point.Range(product).IsSingle)
                {
                    return (column, value, paid);
                }
            }
        }

        return null;
    }

    private static void Report(RuleContext context, Site site, int product, int left, int right, Box at, Branch point, (ColumnView Column, double Paid) payer, bool isCertain)
    {
        (SyntaxNode? first, SyntaxNode? second) = site.Syntax switch
        {
            BinaryExpressionSyntax binary => (binary.Left, binary.Right),
            AssignmentExpressionSyntax assignment => (assignment.Left, assignment.Right),
            _ => ((SyntaxNode?)null, (SyntaxNode?)null),
        };
        string witness = Witness.Text(context.Analysis, product, at);
        context.Report(
            RuleCatalogue.SignProduct,
            site.Syntax.GetLocation(),
            !isCertain || Witness.ReadsCarries(context.Analysis, product) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            RangeData.Of(context.Program.Range(product)).WithWitness(witness),
            site.Syntax.ToString(),
            Text(first) ?? "the first",
            RangeData.Short(point.Range(left).Lo),
            Text(second) ?? "the second",
            RangeData.Short(point.Range(right).Lo),
            witness,
            RangeData.Short(payer.Paid),
            payer.Column.Column.Name);
    }

    private static string? Text(SyntaxNode? written)
    {
        while (written is ParenthesizedExpressionSyntax inner)
        {
            written = inner.Expression;
        }

        return written?.ToString();
    }
}
