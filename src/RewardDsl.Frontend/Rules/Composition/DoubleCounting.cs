using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4005: the same thing is paid by several terms: one value, a multiple of it, several shapes of it in one direction, or two
/// signals that an assumption ties together. A coarse and a fine kernel is a known pattern: worth knowing with the combined weight.
/// </summary>
internal static class DoubleCounting
{
    /// <summary>Of the size of what an assumption limits: how near to equal it must be.</summary>
    private const double Near = 0.05;

    public static void Check(RuleContext context)
    {
        List<ColumnView> columns = context.Columns.Where(c => c.IsStepwise && c.Transformed >= 0 && c.Column.Schedule.Length == 0
            && context.Program.Range(c.Coefficient) is { } w && (w.Lo > 0f || w.Hi < 0f)).ToList();
        if (columns.Count < 2)
        {
            return;
        }

        var told = new HashSet<ColumnView>();
        Groups(context, columns.Where(c => !context.Program.Range(c.Transformed).IsSingle), told, static (_, c) => (c.Transformed, 0, false), Same);
        List<ColumnView> graded = columns.Where(c => c.Column is { Transform: PayTransform.Value, IsRegulariser: false } && context.Step.Code[c.Raw].Type.Kind == IrKind.Float && !context.Program.Range(c.Transformed).IsSingle).ToList();
        Groups(context, graded.Where(c => !told.Contains(c)), told, static (x, c) => MonotoneShape.Of(x, c.Transformed, true) is var shape ? (shape.Core, 0, false) : null, Affine);
        Groups(context, graded.Where(c => !told.Contains(c)), told, static (x, c) => MonotoneShape.Of(x, c.Transformed, false) is var shape ? (shape.Core, shape.Direction * Sign(x, c), shape.IsSize) : null, Shapes);

        // Slopes are asked of terms that share the one number that they read.
        List<ColumnView> left = graded.Where(c => !told.Contains(c) && Input(context, c) >= 0).GroupBy(c => Input(context, c)).Where(static g => g.Skip(1).Any()).SelectMany(static g => g).ToList();
        Groups(context, left, told, static (x, c) => Single(x, c) is { } one ? (one.Input, one.Direction, false) : null, Shapes);
        Tied(context, columns, told);
    }

    /// <summary>Reports each group of terms with one key that are paid alike otherwise; all but the first of it are told.</summary>
    private static void Groups(
        RuleContext context, IEnumerable<ColumnView> columns, HashSet<ColumnView> told, Func<RuleContext, ColumnView, (int Core, int Direction, bool IsSize)?> key, Action<RuleContext, List<ColumnView>> report)
    {
        foreach (List<ColumnView> members in columns.Select(c => (Column: c, Key: key(context, c))).Where(static c => c.Key is not null)
            .GroupBy(static c => (c.Key, Paid(c.Column.Column)), static c => c.Column).Select(static g => g.ToList()).Where(static g => g.Count > 1).ToList())
        {
            told.UnionWith(members);
            if (context.IsOwn(members[members.Count - 1].Member))
            {
                report(context, members);
            }
        }
    }

    /// <summary>Under which gates, how often and to whom something is paid.</summary>
    private static string Paid(Column column) => string.Join("|", column.Gates.Select(static g => g.Name)) + "/" + column.Transform + "/" + column.Limit + "/" + column.Critic + "/" + column.SkipsEnd + "/" + column.RateBits;

    private static int Sign(RuleContext context, ColumnView column) => context.Program.Range(column.Coefficient).Lo > 0f ? 1 : -1;

    /// <summary>With its sign, by the second where it is paid so.</summary>
    private static double Weight(RuleContext context, ColumnView column) =>
        (context.Program.Range(column.Coefficient) is var w && w.Lo > 0f ? w.Hi : w.Lo) / (double)Literals.Float(column.Column.RateBits);

    /// <summary>The one number that a term reads, or −1.</summary>
    private static int Input(RuleContext context, ColumnView column)
    {
        int found = -1;
        foreach (int input in context.Program.Dependences.Inputs(column.Transformed))
        {
            if (found >= 0 || context.Step.Inputs[input] is not { Width: 1, Storage: InputStorage.Float32 } || context.Signal(input).IsAction)
            {
                return -1;
            }

            found = input;
        }

        return found >= 0 && Witness.ReadsCarries(context.Analysis, column.Transformed) ? -1 : found;
    }

    /// <summary>The one number that a term reads, and the direction in which it pays more; null where it turns.</summary>
    private static (int Input, int Direction)? Single(RuleContext context, ColumnView column)
    {
        int input = Input(context, column);
        int direction = context.Program.Sensitivities(column.Transformed)[input].Direction * Sign(context, column);
        return direction == 0 ? null : (input, direction);
    }

    private static void Same(RuleContext context, List<ColumnView> group)
    {
        double sum = group.Sum(c => Weight(context, c));
        bool isSplit = group.Exists(c => Sign(context, c) != Sign(context, group[0]));
        Report(context, group, DiagnosticSeverity.Warning, sum, "are one and the same value" + (isSplit ? ", paid and taken away" : "") + ": together they have the weight " + RangeData.Short(sum) + " (pay it once)");
    }

    private static void Affine(RuleContext context, List<ColumnView> group)
    {
        int core = MonotoneShape.Of(context, group[0].Transformed, true).Core;
        double sum = 0;
        foreach (ColumnView column in group)
        {
            Slope slope = column.Transformed == core ? new Slope(1, 1) : context.Program.SlopeOf(column.Transformed, core);
            sum += Weight(context, column) * (slope.Lo + slope.Hi) / 2;
        }

        Report(context, group, DiagnosticSeverity.Info, sum, "are multiples of one value" + Written(context, core) + ": together they pay it with the weight " + RangeData.Short(sum));
    }

    private static void Shapes(RuleContext context, List<ColumnView> group)
    {
        double sum = group.Sum(c => Math.Abs(Weight(context, c)));
        int core = MonotoneShape.Of(context, group[0].Transformed, false).Core;
        bool isOneCore = group.TrueForAll(c => MonotoneShape.Of(context, c.Transformed, false).Core == core);
        string what = isOneCore ? Written(context, core) : " '" + context.Signal(context.Program.Dependences.Inputs(group[0].Transformed).First()).Name + "'";
        Report(context, group, DiagnosticSeverity.Info, sum, "pay more in the same direction of one value" + what + ": together they have the weight " + RangeData.Short(sum));
    }

    private static string Written(RuleContext context, int value)
    {
        Instruction code = context.Step.Code[value];
        string? text = code.Op is Opcode.Input or Opcode.InputComponent ? context.Signal((int)(code.Immediate & 0xFFFF)).Name
            : context.Spec.Members.FirstOrDefault(m => context.Value(m.Name) == value)?.Name
            ?? context.Sites.All.FirstOrDefault(s => s.Result.Count == 1 && context.Analysis.Probe(s.Result[0]) == value)?.Syntax.ToString();
        return text is null || text.Length > 40 ? "" : " '" + text + "'";
    }

    /// <summary>Two signals that are one thing, by an assumption that they are equal up to a sign, a scale and an offset.</summary>
    private static void Tied(RuleContext context, List<ColumnView> columns, HashSet<ColumnView> told)
    {
        foreach (string name in context.Analysis.Spec.Assumptions)
        {
            if (context.Value(name) is not (>= 0 and int assumed) || Relation(context, assumed) is not { } relation)
            {
                continue;
            }

            List<(ColumnView Column, int Direction)> first = Payers(context, columns, relation.First, relation.Second);
            List<(ColumnView Column, int Direction)> second = Payers(context, columns, relation.Second, relation.First);
            foreach ((ColumnView one, int direction) in first)
            {
                foreach ((ColumnView other, int along) in second.Where(s => s.Direction * relation.Direction == direction))
                {
                    ColumnView later = context.Columns.ToList().IndexOf(one) > context.Columns.ToList().IndexOf(other) ? one : other;
                    if (context.IsOwn(later.Member) && told.Add(later))
                    {
                        context.Report(
                            RuleCatalogue.DoubleCounting, later.Attribute, DiagnosticSeverity.Warning, RangeData.None.Add("assumption", name),
                            "'" + one.Column.Name + "' and '" + other.Column.Name + "' pay the same thing twice: '" + name + "' ties '" + context.Signal(relation.First).Name + "' to '" + context.Signal(relation.Second).Name + "', and both pay more in the same direction (pay one of them)");
                    }
                }
            }
        }
    }

    /// <summary>Terms that read one signal of the two, with the direction in which they pay more.</summary>
    private static List<(ColumnView Column, int Direction)> Payers(RuleContext context, List<ColumnView> columns, int input, int not)
    {
        var found = new List<(ColumnView Column, int Direction)>();
        foreach (ColumnView column in columns.Where(c => !c.Column.IsRegulariser && context.Step.Code[c.Raw].Type == IrType.Float))
        {
            // Of progress, what it progresses in.
            if (context.Program.Dependences.ReadsInput(column.Raw, input) && !context.Program.Dependences.ReadsInput(column.Raw, not)
                && context.Program.Sensitivities(column.Raw)[input].Direction * Sign(context, column) is not 0 and int direction)
            {
                found.Add((column, direction));
            }
        }

        return found;
    }

    /// <summary>The two signals that an equation ties, and whether they rise together; null where it is no equation of two.</summary>
    private static (int First, int Second, int Direction)? Relation(RuleContext context, int assumed)
    {
        Instruction code = context.Step.Code[assumed];
        int left;
        int right;
        switch (code.Op)
        {
            case Opcode.Equal:
                (left, right) = (code.A, code.B);
                break;
            case Opcode.Less or Opcode.LessOrEqual when context.Step.Code[code.A] is { Op: Opcode.Abs, A: var difference } && Paths.IsFixed(context, code.B)
                && context.Program.Range(code.B).Hi <= Near * Size(context, difference):
                (left, right) = (difference, -1);
                break;
            default:
                return null;
        }

        List<int> inputs = Enumerable.Range(0, context.Step.Inputs.Count)
            .Where(i => context.Program.Dependences.ReadsInput(left, i) || (right >= 0 && context.Program.Dependences.ReadsInput(right, i))).ToList();
        if (inputs.Count != 2 || context.Step.Code[left].Type != IrType.Float)
        {
            return null;
        }

        int first = Direction(context, left, inputs[0]) - (right < 0 ? 0 : Direction(context, right, inputs[0]));
        int second = Direction(context, left, inputs[1]) - (right < 0 ? 0 : Direction(context, right, inputs[1]));
        return first * second == 0 ? null : (inputs[0], inputs[1], -Math.Sign(first * second));
    }

    /// <summary>How large the difference would be if nothing tied the two: the assumption itself narrows what is proven of it.</summary>
    private static double Size(RuleContext context, int difference) => context.Step.Code[difference] is { Op: Opcode.Sub or Opcode.Add } code
        ? Math.Max(context.Program.Range(code.A).Width, context.Program.Range(code.B).Width) : context.Program.Range(difference).Magnitude;

    private static int Direction(RuleContext context, int value, int input) =>
        context.Program.Sensitivities(value).TryGetValue(input, out Sensitivity known) ? known.Direction : 0;

    private static void Report(RuleContext context, List<ColumnView> group, DiagnosticSeverity severity, double weight, string text) => context.Report(
        RuleCatalogue.DoubleCounting,
        group[group.Count - 1].Attribute,
        severity,
        RangeData.None.Add("weight", ((float)weight).ToString("R", CultureInfo.InvariantCulture)).Add("terms", string.Join(",", group.Select(static c => c.Column.Name))),
        string.Join(", ", group.Take(group.Count - 1).Select(static c => "'" + c.Column.Name + "'")) + " and '" + group[group.Count - 1].Column.Name + "' " + text);
}
