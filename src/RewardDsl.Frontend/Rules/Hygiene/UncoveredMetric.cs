using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD9004: a metric, an aim or a goal whose signals change nothing that is paid, limited or ends the episode (a warning), and a
/// signal that nothing reads.
/// </summary>
internal static class UncoveredMetric
{
    private const string Counts = "nothing that is paid, limited or ends the episode depends on ";

    public static void Check(RuleContext context)
    {
        if (!context.PaysAnything())
        {
            // Nothing is paid yet: that is RWD0023.
            return;
        }

        List<SpecMember> own = context.Spec.Members.Where(context.IsOwn).ToList();
        List<SpecMember> metrics = own.Where(static m => Attributes.Get(m.Symbol, "Metric") is { } metric && !metric.Named("LogOnly", false)).ToList();
        List<SpecMember> aims = own.Where(static m => Attributes.Get(m.Symbol, "Aim") is not null).ToList();
        List<SpecMember> goals = own.Where(static m => Attributes.Get(m.Symbol, "Goal") is not null).ToList();
        if (metrics.Count + aims.Count + goals.Count > 0)
        {
            Effects effects = SpecEffects.Of(context, static k => k is OutputKind.Total or OutputKind.RawTotal or OutputKind.Objective or OutputKind.Critic or OutputKind.Cost or OutputKind.Terminated);
            foreach (SpecMember metric in metrics)
            {
                CheckMetric(context, effects, metric);
            }

            foreach (SpecMember aim in aims)
            {
                CheckAim(context, effects, aim);
            }

            // A goal beside dense terms is RWD5006.
            foreach (SpecMember goal in goals.Where(_ => !IsDense(context)))
            {
                CheckGoal(context, effects, goal);
            }
        }

        var graph = new ReadGraph(context);
        foreach (SpecMember signal in own.Where(s => s.IsInput && !graph.IsNeeded(s) && !graph.Readers(s).Any() && !OtherCode.MayNeed(context, s)))
        {
            context.Report(RuleCatalogue.UncoveredMetric, signal.Location, "Nothing reads the " + (signal.Role == MemberRole.Action ? "action" : "signal") + " '" + signal.Name + "'");
        }
    }

    private static void CheckMetric(RuleContext context, Effects effects, SpecMember metric)
    {
        (List<SpecMember> read, List<SpecMember> missing) = Signals(context, effects, metric);
        if (missing.Count == 0)
        {
            return;
        }

        bool isAll = missing.Count == read.Count;
        Report(
            context, metric, missing, isAll ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            isAll ? "The metric '" + metric.Name + "' is not part of the reward: " + Counts + Names(missing) + ", so the agent gives it up for anything that pays"
                : "The metric '" + metric.Name + "' also needs " + Names(missing) + ": " + Counts + (missing.Count == 1 ? "it" : "them"));
    }

    private static void CheckAim(RuleContext context, Effects effects, SpecMember aim)
    {
        (List<SpecMember> read, List<SpecMember> missing) = Signals(context, effects, aim);
        if (missing.Count > 0 && missing.Count == read.Count)
        {
            Report(context, aim, missing, DiagnosticSeverity.Warning, "'" + aim.Name + "' has an aim, but " + Counts + Names(missing));
        }
    }

    private static void CheckGoal(RuleContext context, Effects effects, SpecMember goal)
    {
        (List<SpecMember> read, List<SpecMember> missing) = Signals(context, effects, goal);
        if (missing.Count > 0 && missing.Count == read.Count)
        {
            Report(context, goal, missing, DiagnosticSeverity.Warning, "Reaching the goal '" + goal.Name + "' changes nothing: " + Counts + Names(missing));
        }
    }

    private static void Report(RuleContext context, SpecMember member, List<SpecMember> missing, DiagnosticSeverity severity, string message) => context.Report(
        RuleCatalogue.UncoveredMetric, member.Location, severity, RangeData.None.Add("signals", string.Join(",", missing.Select(static m => m.Name))), message);

    /// <summary>The signals that a member reads, without those that nobody can change, and those of them that change nothing.</summary>
    private static (List<SpecMember> Read, List<SpecMember> Missing) Signals(RuleContext context, Effects effects, SpecMember member)
    {
        IEnumerable<SpecMember> all = member.IsInput ? new[] { member } : context.Values(member.Name).SelectMany(context.SignalsOf).Distinct();
        List<SpecMember> read = all.Where(s => !context.Analysis.Spec.Signals.Any(f => f.Name == s.Name && f.Named.Writer == RuleFacts.WriterNobody)).ToList();
        return (read, read.Where(s => !effects.Feels(context, s)).ToList());
    }

    /// <summary>Whether a term or potential rises or falls with the state.</summary>
    private static bool IsDense(RuleContext context) => context.Columns
        .Where(static c => c.Column.Kind is ColumnKind.Term or ColumnKind.Potential && !c.Column.IsRegulariser)
        .Select(static c => c.Column.Kind == ColumnKind.Potential ? c.Raw : c.Gated)
        .Any(v => v >= 0 && context.Program.Sensitivities(v).Any(s => !s.Value.Slope.IsZero && context.Spec.Find(context.Signal(s.Key).Name) is { Role: not MemberRole.Action }));

    private static string Names(IEnumerable<SpecMember> members) => string.Join(", ", members.Select(static m => "'" + m.Name + "'"));
}
