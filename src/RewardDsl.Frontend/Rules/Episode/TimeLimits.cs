using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3007: the end of the time treated as an end of the task, for a policy that cannot see how much time is left: a time limit that
/// terminates, or a termination that only counts. Off where neither a horizon nor a discount is declared.
/// </summary>
internal static class TimeLimits
{
    /// <summary>TimeLimitKind.Terminates.</summary>
    private const int Terminates = 1;

    public static void Check(RuleContext context)
    {
        EpisodeFacts episode = context.Episode;
        if (!context.IsReturn || episode.Horizon == 1 || (episode.Horizon == 0 && !episode.HasDiscount))
        {
            return;
        }

        List<SignalFacts> signals = context.Analysis.Spec.Signals.Where(static s => s is { Part: SignalPart.Values, IsAction: false, Type: MemberType.Float or MemberType.Int }).ToList();
        float seconds = Literals.Float(context.Analysis.Contract.StepSecondsBits);
        List<SignalFacts> clocks = signals.Where(s => EndsWithEpisode(s, episode.Horizon, seconds)).ToList();
        if (clocks.Concat(signals.Where(static s => IsDuration(s))).Any(static s => s.Named.Observed && !s.Named.Privileged))
        {
            return;
        }

        // What a derived spec takes over as it is, its base has to get right.
        if (episode.Horizon > 0 && context.Spec.Attribute.Named("TimeLimit", 0) == Terminates)
        {
            context.Report(
                RuleCatalogue.TimeLimit,
                context.Spec.Attribute.Written("TimeLimit")?.GetLocation() ?? context.Spec.Location,
                DiagnosticSeverity.Warning,
                RangeData.None.Add("timeLimit", "Truncates"),
                "The time limit terminates, but no observed signal tells how much time is left: a state near step " + Literals.Integer(episode.Horizon)
                    + " looks as it does at the start and is worth less. Let it truncate, or declare a signal of the time left with its Unit");
        }

        foreach (EpisodeEndView end in episode.Ends.Where(e => IsTime(context, e.Value, clocks)))
        {
            context.Report(
                RuleCatalogue.TimeLimit,
                end.Place,
                DiagnosticSeverity.Warning,
                RangeData.None,
                "'" + end.Member.Name + "' ends the episode by time alone, which no observed signal tells: what would follow counts as nothing"
                    + (end.Payoff.Lo == 0f && end.Payoff.Hi == 0f ? "" : ", and " + RangeData.Short(end.Payoff.Lo) + " is paid for running out of time")
                    + ". Declare it as " + (episode.Horizon > 0 ? "" : "Horizon with ") + "TimeLimit = TimeLimitKind.Truncates, or a signal of the time left with its Unit");
        }
    }

    /// <summary>Whether the unit of a signal is a time, or steps.</summary>
    private static bool IsDuration(SignalFacts signal) => signal.Unit.Length > 0 && UnitExpression.Parse(signal.Unit, out _) is { } unit
        && (unit.RelationTo(Unit.Second) != UnitRelation.OtherDimension || (UnitExpression.Parse("steps", out _) is { } steps && unit.RelationTo(steps) != UnitRelation.OtherDimension));

    /// <summary>Whether a signal goes from 0 to the horizon, in steps or in seconds.</summary>
    private static bool EndsWithEpisode(SignalFacts signal, int horizon, float seconds)
    {
        float hi = Literals.Float(signal.Range.MaxBits);
        return horizon > 0 && Literals.Float(signal.Range.MinBits) == 0f && (hi == horizon || hi == horizon - 1 || (seconds > 0f && Math.Abs(hi - (horizon * (double)seconds)) <= 1e-6 * hi));
    }

    /// <summary>Whether a condition depends on nothing but time: on what counts by itself, or on signals that end where the episode does.</summary>
    private static bool IsTime(RuleContext context, int condition, List<SignalFacts> clocks)
    {
        IReadOnlyList<SpecMember> signals = context.SignalsOf(condition);
        return signals.All(s => clocks.Any(c => c.Name == s.Name)) && (signals.Count > 0 || Witness.ReadsCarries(context.Analysis, condition)) && !context.Program.Range(condition).IsFalse;
    }
}
