using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1007: a cosine or sine of something that is no angle and no time, whose argument passes the point at which it pays least,
/// so that it pays more again beyond; a square of something of which the author says that lower or higher is better.
/// </summary>
internal static class FoldedKernel
{
    /// <summary>What a range may pass a turning point by, as a share of half a period: π itself is rounded.</summary>
    private const double Slack = 0.002;

    public static void Check(RuleContext context)
    {
        int total = context.Step.Find(OutputKind.Total);
        List<(string Name, AimFacts Aim)>? aims = null;
        var reported = new HashSet<int>();
        foreach (Site site in context.Sites.All.Where(static s => s.Kind != SiteKind.Choice && s.Result.Count == 1))
        {
            int result = context.Analysis.Probe(site.Result[0]);
            Instruction code = context.Step.Code[result];
            bool isWave = code.Op is Opcode.Cos or Opcode.Sin;
            bool isSquare = code.Op == Opcode.Mul && code.A == code.B && !code.Type.IsVector;
            if ((!isWave && !isSquare) || reported.Contains(result) || context.Program.SlopeOf(total, result) is not { IsZero: false } slope)
            {
                continue;
            }

            if (isWave ? Wave(context, site, code, slope.Direction) : Square(context, site, code, aims ??= Aims(context)))
            {
                reported.Add(result);
            }
        }
    }

    private static bool Wave(RuleContext context, Site site, Instruction code, int direction)
    {
        IReadOnlyList<FloatRange> elements = context.Program.Elements(code.A);
        if (IsPeriodic(context, code.A, out bool isStated))
        {
            return false;
        }

        foreach (FloatRange range in elements)
        {
            // Without a unit a whole turn may be meant: a phase from 0 to 1, an angle.
            if (!range.IsFinite || (!isStated && range.Width <= 2 * Math.PI * (1 + Slack)) || Turn(code.Op, range, direction) is not { } turn)
            {
                continue;
            }

            List<SpecMember> signals = context.SignalsOf(code.A).ToList();
            string where = Point(context, code.A, turn) is { } point ? "at " + point : "where its argument is " + RangeData.Short(turn);
            string names = string.Join(" and ", signals.Take(3).Select(static s => "'" + s.Name + "'"));
            context.Report(
                RuleCatalogue.FoldedKernel,
                site.Syntax.GetLocation(),
                isStated ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                RangeData.Of(range),
                site.Syntax.ToString(),
                where,
                "its argument can be " + RangeData.Short(range) + " by the range of " + names,
                "beyond that point it pays " + (direction == 0 ? "the same values again" : "more again"));
            return true;
        }

        return false;
    }

    /// <summary>
    /// A turning point inside the range at which least is paid; one at which most is paid is the target of a bell. Where the
    /// sign is not known, one of two is such a point.
    /// </summary>
    private static double? Turn(Opcode op, FloatRange range, int direction)
    {
        double first = op == Opcode.Cos ? 0 : Math.PI / 2;
        double slack = Slack * Math.PI;
        double from = Math.Ceiling((range.Lo + slack - first) / Math.PI);
        double to = Math.Floor((range.Hi - slack - first) / Math.PI);
        double? nearest = null;
        for (double k = from; k <= Math.Min(to, from + 1); k++)
        {
            // Even ones are maxima.
            bool isLeast = direction == 0 ? to > from : Math.Abs(k % 2) == (direction > 0 ? 1 : 0);
            double turn = first + (k * Math.PI);
            nearest = isLeast && (nearest is null || Math.Abs(turn) < Math.Abs(nearest.Value)) ? turn : nearest;
        }

        return nearest;
    }

    /// <summary>Whether the argument goes round by nature: it is an angle or a time, a clock of the spec, or a whole multiple of a signal without a unit.</summary>
    private static bool IsPeriodic(RuleContext context, int argument, out bool isStated)
    {
        isStated = false;
        List<int> inputs = context.Program.Dependences.Inputs(argument).ToList();
        if (inputs.Count == 0)
        {
            return true;
        }

        foreach (int input in inputs)
        {
            string text = context.Signal(input).Unit;
            Unit? unit = text.Length == 0 ? null : UnitExpression.Parse(text, out _);
            if (unit is not null && (!unit.PowerOf("rad").IsZero || !unit.PowerOf("s").IsZero || text is "step" or "steps" or "frame" or "frames"))
            {
                return true;
            }

            isStated |= unit is not null;
        }

        return !isStated && context.Program.Sensitivities(argument).Values.All(static s => Math.Abs(s.Slope.Size - Math.Round(s.Slope.Size)) < 1e-4);
    }

    /// <summary>The turning point in the author's terms, when the argument is a multiple of one signal.</summary>
    private static string? Point(RuleContext context, int argument, double turn)
    {
        int value = Paths.WithoutScale(context, argument);
        FloatRange range = context.Program.Range(value);
        Instruction code = context.Step.Code[value];
        if (code.Op != Opcode.Input || code.Type.IsVector || !range.IsFinite)
        {
            return null;
        }

        double low = context.Program.Response(value, new[] { FloatRange.Of(range.Lo) }, argument)[0].Lo;
        double high = context.Program.Response(value, new[] { FloatRange.Of(range.Hi) }, argument)[0].Lo;
        return high == low ? null : "'" + context.Signal((int)(code.Immediate & 0xFFFF)).Name + "' = " + RangeData.Short(range.Lo + ((turn - low) / (high - low) * range.Width));
    }

    private static bool Square(RuleContext context, Site site, Instruction code, List<(string Name, AimFacts Aim)> aims)
    {
        FloatRange range = context.Program.Range(code.A);
        if (aims.Count == 0 || !range.IsFinite || range.Lo >= -1e-3 * range.Width || range.Hi <= 1e-3 * range.Width)
        {
            return false;
        }

        foreach ((string name, AimFacts aim) in aims)
        {
            int measured = context.Value(name);
            if (measured < 0 || Paths.WithoutScale(context, code.A, measured) != measured)
            {
                continue;
            }

            float target = Literals.Float(aim.TargetBits);
            bool isAtTarget = aim.Kind == RuleFacts.AimAtTarget;
            if (isAtTarget && (float.IsNaN(target) || Near(context.Program.Response(measured, new[] { FloatRange.Of(target) }, code.A)[0], range)))
            {
                continue;
            }

            context.Report(
                RuleCatalogue.FoldedKernel,
                site.Syntax.GetLocation(),
                DiagnosticSeverity.Warning,
                RangeData.Of(range),
                site.Syntax.ToString(),
                "at 0",
                "what it squares can be " + RangeData.Short(range),
                "it does not tell the two sides apart, but of '" + name + "' " + (isAtTarget ? "the best value is " + RangeData.Short(target) : aim.Kind == RuleFacts.AimLower ? "lower is better" : "higher is better"));
            return true;
        }

        return false;
    }

    private static bool Near(FloatRange atTarget, FloatRange range) => atTarget.HasNumber && Math.Abs(atTarget.Lo) <= 0.01 * range.Width;

    private static List<(string Name, AimFacts Aim)> Aims(RuleContext context) => context.Analysis.Spec.Signals.Where(static s => s.Named.Aim is not null && s.Part == SignalPart.Values)
        .Select(static s => (s.Name, s.Named.Aim!)).Concat(context.Analysis.Spec.Aims.Select(static a => (a.Name, a))).ToList();
}
