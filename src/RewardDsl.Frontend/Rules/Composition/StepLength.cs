using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4008: something that happens once is paid by the second, so that it shrinks with the length of a step; or a level is divided
/// by that length, so that it grows. What is paid at each step may be either: weights are tuned for one length.
/// </summary>
internal static class StepLength
{
    public static void Check(RuleContext context)
    {
        float seconds = Literals.Float(context.Analysis.Contract.StepSecondsBits);
        if (!(seconds > 0f) || seconds == 1f)
        {
            return;
        }

        List<Site> timed = context.Sites.All.Where(static s => s.Kind == SiteKind.Operator && s.Result.Count == 1 && StepTime.IsIn(s.Name, s.Syntax)).ToList();
        int total = Power(timed.Where(s => s.Member == context.Analysis.Spec.Sum.Total), -1, context);
        if (total == 0 && timed.Count == 0 && context.Columns.All(static c => !IsPerSecond(c)))
        {
            return;
        }

        Branch? before = null;
        foreach (ColumnView column in context.Columns.Where(c => c.IsStepwise && c.Raw >= 0 && c.Weighted >= 0 && context.IsOwn(c.Member)))
        {
            int written = Power(timed.Where(s => s.Member == column.Column.Name), column.Raw, context);
            int power = (IsPerSecond(column) ? 1 : 0) + total + written;
            if (power == 0)
            {
                continue;
            }

            before ??= context.Program.Where(context.Episode.Ends.Select(static e => new Condition(e.Value, false)).ToArray());
            if (Once(context, column, before) is { } once)
            {
                Event(context, column, once, power, seconds, total != 0, written != 0);
            }
            else if (written < 0 && power < 0)
            {
                Level(context, column, timed);
            }
        }
    }

    private static bool IsPerSecond(ColumnView column) => column.IsStepwise && column.Column.RateBits != Literals.Bits(1f);

    /// <summary>How often a value is multiplied by the length of a step, less how often it is divided.</summary>
    private static int Power(IEnumerable<Site> sites, int value, RuleContext context)
    {
        int power = 0;
        foreach (Site site in sites)
        {
            int result = context.Analysis.Probe(site.Result[0]);
            if (value < 0 || result == value || (result < value && context.Step.Code[value].Type == IrType.Float && !context.Program.SlopeOf(value, result).IsZero))
            {
                power += site.Name == nameof(Opcode.Mul) ? 1 : -1;
            }
        }

        return power;
    }

    /// <summary>Why something is paid at single steps only, in words; null where it may be paid for as long as a state lasts.</summary>
    private static string? Once(RuleContext context, ColumnView column, Branch? before)
    {
        if (column.Column.Limit == PayLimit.Once)
        {
            return "is paid once";
        }

        if (column.Column.Transform == PayTransform.Rise || IsRise(context, column.Raw))
        {
            return "is paid when its condition becomes true";
        }

        if (column.Column.Transform is PayTransform.Progress or PayTransform.BestSoFar)
        {
            return "is paid as an increment";
        }

        return context.Episode.Ends.Count > 0 && before?.Range(column.Weighted) is { Lo: 0f, Hi: 0f, MayBeNaN: false } ? "is paid only at the step that ends the episode" : null;
    }

    /// <summary>Now and not at the step before.</summary>
    private static bool IsRise(RuleContext context, int value)
    {
        Instruction code = context.Step.Code[value];
        switch (code.Op)
        {
            case Opcode.BoolToFloat or Opcode.Neg:
                return IsRise(context, code.A);
            case Opcode.Mul or Opcode.Div when Paths.IsFixed(context, code.B):
                return IsRise(context, code.A);
            case Opcode.Mul when Paths.IsFixed(context, code.A):
                return IsRise(context, code.B);
            case Opcode.Select when Paths.IsFixed(context, code.B) && context.Program.Range(code.C) is { Lo: 0f, Hi: 0f }:
                return IsRise(context, code.A);
            case Opcode.And:
                var parts = new List<int>();
                Parts(context, value, parts);
                return parts.Exists(p => context.Step.Code[p] is { Op: Opcode.Not, A: var negated } && context.Step.Code[negated] is { Op: Opcode.Carry } carry
                    && parts.Contains(context.Step.Find(Ir.OutputKind.Carry, (int)(carry.Immediate & 0xFFFF))));
            default:
                return false;
        }
    }

    private static void Parts(RuleContext context, int value, List<int> parts)
    {
        Instruction code = context.Step.Code[value];
        if (code.Op == Opcode.And)
        {
            Parts(context, code.A, parts);
            Parts(context, code.B, parts);
        }
        else
        {
            parts.Add(value);
        }
    }

    private static void Event(RuleContext context, ColumnView column, string once, int power, float seconds, bool isTotal, bool isWritten)
    {
        // The value that is paid as declared, without the step's length.
        FloatRange weighted = context.Program.Range(column.Weighted);
        double most = System.Math.Abs((double)weighted.Hi) >= System.Math.Abs((double)weighted.Lo) ? weighted.Hi : weighted.Lo;
        double factor = System.Math.Pow(seconds, power);
        double inside = System.Math.Pow(seconds, power - (isTotal ? 1 : 0));
        double alone = double.IsInfinity(most) ? double.NaN : most / inside;
        string scaled = power > 0 ? "is scaled by the length of a step" : "is divided by the length of a step";
        string numbers = double.IsNaN(alone) ? "" : ": " + RangeData.Short(alone * factor) + " instead of " + RangeData.Short(alone);
        string cure = isTotal ? "add it to the total without the factor" : isWritten ? "leave out Step.Seconds" : "Rate = PayRate.PerStep";
        var data = RangeData.None.Add("breakEven", double.IsNaN(alone) ? null : ((float)alone).ToString("R", CultureInfo.InvariantCulture));
        context.Report(
            RuleCatalogue.StepLength, column.Attribute, DiagnosticSeverity.Warning,
            isTotal || isWritten ? data : data.Add("fix", "PerStep"),
            "'" + column.Column.Name + "' " + once + ", but " + scaled + " (" + RangeData.Short(seconds) + " s)" + numbers + " (" + cure + ")");
    }

    /// <summary>A state is worth more the shorter a step is: by the declared kernel, or a signal whose level ends the episode or is the goal.</summary>
    private static void Level(RuleContext context, ColumnView column, List<Site> timed)
    {
        foreach (Site site in timed.Where(s => s.Member == column.Column.Name && s.Name == nameof(Opcode.Div)))
        {
            int level = context.Analysis.Probe(site.Operands[0][0]);
            if (!Witness.ReadsCarries(context.Analysis, level) && !Paths.IsFixed(context, level) && IsLevel(context, level))
            {
                string text = site.Syntax is BinaryExpressionSyntax binary ? binary.Left.ToString() : site.Syntax.ToString();
                context.Report(
                    RuleCatalogue.StepLength, site.Syntax.GetLocation(), DiagnosticSeverity.Warning,
                    RangeData.Of(context.Program.Range(context.Analysis.Probe(site.Result[0]))),
                    "'" + text + "' is a level, not a change, and is divided by the length of a step: it is in " + RangeData.Short(context.Program.Range(level)) + ", and in "
                    + RangeData.Short(context.Program.Range(context.Analysis.Probe(site.Result[0]))) + " after it (divide the difference to Previous, or leave out Step.Seconds)");
            }
        }
    }

    private static bool IsLevel(RuleContext context, int value)
    {
        Instruction core = context.Step.Code[Paths.WithoutScale(context, value)];
        return core.Op is Opcode.Exp or Opcode.Tanh or Opcode.BoolToFloat || context.Goals.Any(g => g.ReadsSignals(value))
            || context.Episode.Ends.Any(e => ElementReads.Of(context.Step, e.Value).Overlaps(ElementReads.Of(context.Step, value)));
    }
}
