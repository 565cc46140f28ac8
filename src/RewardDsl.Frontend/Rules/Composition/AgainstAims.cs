using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4004, of the aim: what is paid changes against the declared aim of a signal or helper, by the proven slope where it is paid.
/// Silent where something else that is paid goes the right way: then the author weighs one against the other.
/// </summary>
internal static class AgainstAims
{
    private const int Pieces = 8;

    /// <summary>The share of the range from which a wrong part counts.</summary>
    private const double Share = 0.25;

    public static void Check(RuleContext context)
    {
        foreach (AimedValue aim in AimedValue.All(context))
        {
            List<Way> ways = context.Columns.Select(c => Way.Of(context, aim, c)).OfType<Way>().ToList();
            foreach (Way way in ways.Where(w => w.IsOwn(context)))
            {
                List<Way> others = ways.Where(w => w != way).ToList();
                if (aim.Kind == RuleFacts.AimAtTarget)
                {
                    Target(context, aim, way, others);
                }
                else
                {
                    Directed(context, aim, way, others, aim.Kind == RuleFacts.AimLower ? -1 : 1);
                }
            }
        }
    }

    private static void Directed(RuleContext context, AimedValue aim, Way way, List<Way> others, int direction)
    {
        bool isHelped = others.Exists(o => o.Supports(direction));
        if (way.Event is { } trend)
        {
            // Only what is paid for going the wrong way: a price for too much of a good thing is a limit.
            if (trend.Pays > 0 && trend.Direction == -direction && !isHelped)
            {
                Report(context, aim, way, DiagnosticSeverity.Error, "is paid " + RangeData.Short(trend.Pays) + " where '" + aim.Name + "' is " + (trend.Direction > 0 ? "high" : "low"), trend.Direction, "turn the condition around, or take the payoff away");
            }

            return;
        }

        Sensitivity whole = way.Slope!.Value;
        FloatRange signed = aim.Range(context);
        if (way.Opposes(direction) && !(direction < 0 && signed is { IsFinite: true, Lo: < 0f, Hi: > 0f }))
        {
            Slope sum = others.Where(static o => o.Slope is not null).Aggregate(whole.Slope, static (all, o) => all + o.Slope!.Value.Slope);
            if (!isHelped || (direction > 0 ? sum.Hi : -sum.Lo) < 0)
            {
                bool isSoft = whole.Jumps || way.Column.Column.IsRegulariser;
                Report(context, aim, way, isSoft ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, Pays(context, aim, way, whole.Slope), -direction, Way.Advice(way.Column), Way.Role(way.Column));
            }

            return;
        }

        if (isHelped || way.Supports(direction) && !way.IsMixed || whole.Slope.IsZero || aim.Range(context) is not { IsFinite: true, Width: > 0 } range)
        {
            return;
        }

        bool isSize = direction < 0 && range is { Lo: < 0f, Hi: > 0f };
        if (isSize)
        {
            // Lower, of a number with a sign, is its size.
            if (way.Only(context, aim, new FloatRange(0f, range.Hi, false), 1) && way.Only(context, aim, new FloatRange(range.Lo, 0f, false), -1))
            {
                Report(context, aim, way, DiagnosticSeverity.Error, "pays more the further '" + aim.Name + "' is from 0", 1, Way.Advice(way.Column), Way.Role(way.Column));
            }

            return;
        }

        if (aim.Input >= 0 && context.Step.Inputs[aim.Input].Width == 1)
        {
            Partly(context, aim, way, direction, range);
        }
    }

    /// <summary>Looks for the part of the range in which the payment goes the wrong way.</summary>
    private static void Partly(RuleContext context, AimedValue aim, Way way, int direction, FloatRange range)
    {
        double step = range.Width / Pieces;
        var wrong = new List<int>();
        for (int i = 0; i < Pieces; i++)
        {
            float lo = i == 0 ? range.Lo : (float)(range.Lo + (i * step));
            float hi = i == Pieces - 1 ? range.Hi : (float)(range.Lo + ((i + 1) * step));
            if (way.Only(context, aim, new FloatRange(lo, hi, false), -direction))
            {
                wrong.Add(i);
            }
        }

        // One piece of the range, so that it can be named.
        if (wrong.Count < Share * Pieces || wrong[wrong.Count - 1] - wrong[0] != wrong.Count - 1)
        {
            return;
        }

        var part = FloatRange.Of((float)(range.Lo + (wrong[0] * step)), (float)(range.Lo + ((wrong[wrong.Count - 1] + 1) * step)));
        Report(
            context, aim, way, DiagnosticSeverity.Warning, "pays " + (direction > 0 ? "less" : "more") + " the higher '" + aim.Name + "' is in " + RangeData.Short(part) + ", " + Literals.Integer(wrong.Count * 100 / Pieces) + " % of its range",
            -direction, "let it " + (direction > 0 ? "rise" : "fall") + " or stay level there, or declare the best value: [Aim(Target = …)]");
    }

    /// <summary>Away from the target on each side of it.</summary>
    private static void Target(RuleContext context, AimedValue aim, Way way, List<Way> others)
    {
        FloatRange range = aim.Range(context);
        if (way.Slope is null || others.Exists(static o => o.Slope is { } s && !s.Slope.IsZero) || !range.Contains(aim.Target) || range.Width <= 0)
        {
            return;
        }

        bool below = !(range.Lo < aim.Target) || way.Only(context, aim, range with { Hi = aim.Target }, -1);
        bool above = !(range.Hi > aim.Target) || way.Only(context, aim, range with { Lo = aim.Target }, 1);
        if (below && above)
        {
            Report(context, aim, way, DiagnosticSeverity.Error, "pays more the further '" + aim.Name + "' is from " + RangeData.Short(aim.Target), 0, Way.Advice(way.Column), Way.Role(way.Column));
        }
    }

    private static string Pays(RuleContext context, AimedValue aim, Way way, Slope slope)
    {
        string unit = context.UnitOf(aim.Name) is { Length: > 0 } known && known != "1" ? "each " + known : "each 1";
        double most = slope.Lo < 0 ? -slope.Lo : slope.Hi;
        return "pays " + (slope.Lo < 0 ? "less" : "more") + " the higher '" + aim.Name + "' is" + (double.IsInfinity(most) ? "" : ": up to " + RangeData.Short(most) + " for " + unit);
    }

    private static void Report(RuleContext context, AimedValue aim, Way way, DiagnosticSeverity severity, string what, int direction, string advice, string? role = null)
    {
        string wanted = aim.Kind == RuleFacts.AimAtTarget ? RangeData.Short(aim.Target) + " is declared best" : aim.Kind == RuleFacts.AimLower ? "lower is declared better" : "higher is declared better";
        ImmutableDictionary<string, string?> data = RangeData.None.Add("aim", aim.Name).Add("direction", Literals.Integer(direction));
        context.Report(
            RuleCatalogue.WrongDirection, way.Column.Attribute, severity,
            role is null ? data : data.Add("role", role),
            "'" + way.Column.Column.Name + "' " + what + ", but " + wanted + " (" + advice + ")");
    }

    /// <summary>How one thing that is paid changes with what is aimed at: by a slope, or by an event.</summary>
    private sealed record Way(ColumnView Column, int Value, double Scale, Sensitivity? Slope, EventTrend? Event)
    {
        /// <summary>How a payment changes with it; null where it does not, or nobody knows.</summary>
        public static Way? Of(RuleContext context, AimedValue aim, ColumnView column)
        {
            int value = column.Column.Transform == PayTransform.Value && column.Transformed >= 0 ? column.Transformed : column.Raw;
            if (value < 0 || context.Step.Code[column.Raw].Type.IsVector)
            {
                return null;
            }

            if (context.Step.Code[column.Raw].Type.Kind == IrKind.Bool)
            {
                return EventTrend.Of(context, aim, column) is { } trend ? new Way(column, value, 0, null, trend) : null;
            }

            FloatRange weight = column.Coefficient < 0 ? FloatRange.Nothing : context.Program.Range(column.Coefficient);
            double scale = weight.Lo >= 0f && weight.Hi > 0f ? weight.Hi : weight.Hi <= 0f && weight.Lo < 0f ? weight.Lo : 0;
            return scale != 0 && Over(context, aim, value, scale, aim.Range(context)) is { } slope && !slope.Slope.IsZero ? new Way(column, value, scale, slope, null) : null;
        }

        /// <summary>Whether the payment never changes against a direction, and does change along it.</summary>
        public bool Opposes(int direction) => Slope is { } s && s.Slope.Direction == -direction;

        /// <summary>Whether the payment changes along a direction somewhere.</summary>
        public bool Supports(int direction) => Event is { } e ? e.Direction * Math.Sign(e.Pays) == direction : Slope is { } s && (direction > 0 ? s.Slope.Hi > 0 : s.Slope.Lo < 0);

        /// <summary>Whether it changes both ways.</summary>
        public bool IsMixed => Slope is { } s && s.Slope.Lo < 0 && s.Slope.Hi > 0;

        /// <summary>Whether the payment changes in one direction only, in a part of the range.</summary>
        public bool Only(RuleContext context, AimedValue aim, FloatRange part, int direction) =>
            Over(context, aim, Value, Scale, part) is { } slope && slope.Slope.Direction == direction;

        /// <summary>A derived spec does not repeat what its base is told.</summary>
        public bool IsOwn(RuleContext context) => context.IsOwn(Column.Member);

        /// <summary>The role that pays the other way, null where there is none.</summary>
        public static string? Role(ColumnView column) => column.Column.Kind switch { ColumnKind.Term => "Penalty", ColumnKind.Penalty => "Term", _ => null };

        /// <summary>What to write instead.</summary>
        public static string Advice(ColumnView column) => column.Column.Kind switch
        {
            ColumnKind.Term => "make it a [Penalty], or a kernel that turns the right way",
            ColumnKind.Penalty => "make it a [Term]",
            _ => "change its sign",
        };

        private static Sensitivity? Over(RuleContext context, AimedValue aim, int value, double scale, FloatRange part)
        {
            Sensitivity? all = null;
            foreach (Branch branch in aim.Where(context, value, part))
            {
                Sensitivity own = aim.Of(branch, value);
                var scaled = new Sensitivity(own.Slope * new Slope(scale, scale), own.Jumps);
                all = all is { } known ? new Sensitivity(known.Slope.Join(scaled.Slope), known.Jumps || scaled.Jumps) : scaled;
            }

            return all;
        }
    }
}
