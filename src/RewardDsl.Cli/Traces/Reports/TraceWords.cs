using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>What is said of an episode, in words.</summary>
internal static class TraceWords
{
    // More signals than these in one condition say nothing at a glance.
    private const int MostSignals = 4;

    /// <summary>How an episode ends.</summary>
    public static string End(EpisodeReport episode) => Steps(episode.Steps) + episode.Stop switch
    {
        EpisodeStop.Terminated => ", terminated" + (episode.EndedBy.Length > 0 ? " by '" + episode.EndedBy + "'" : ""),
        EpisodeStop.Truncated => ", truncated",
        _ => ", then it goes on",
    };

    /// <summary>What became of a formula, and when.</summary>
    public static string Verdict(FormulaVerdict verdict)
    {
        FormulaTrace trace = verdict.Trace;
        string paid = trace.Paid.Sum() is var sum && sum != 0f ? ", paid " + Number(sum) : "";
        if (trace.Decided < 0)
        {
            return "undecided after " + Steps(trace.Steps) + paid + "; if the episode ended there it would " + (verdict.WouldHold ? "hold" : "fail");
        }

        string came = trace.Verdicts[^1] > 0 ? "holds" : "fails";
        return trace.IsOpen
            ? came + " by the " + (trace.Stop == EpisodeStop.Terminated ? "termination" : "truncation") + " at step " + Whole(trace.Decided) + ", undecided until then" + paid
            : came + " at step " + Whole(trace.Decided) + paid;
    }

    /// <summary>A condition at the steps at which it decides.</summary>
    public static string Reason(TraceReason reason) =>
        "'" + reason.Atom.Name + "' " + (reason.Holds ? "holds" : "fails") + (reason.First == reason.Last ? " at step " + Whole(reason.First) : " at steps " + Whole(reason.First) + " to " + Whole(reason.Last));

    /// <summary>The values of what a condition reads over the steps of a reason.</summary>
    public static string Signals(FormulaVerdict verdict, TraceReason reason)
    {
        ImmutableArray<SignalSeries> reads = verdict.Trace.Reads[reason.Atom.Atom];
        return string.Join(", ", reads.Take(MostSignals).Select(s => Value(s, reason.First, reason.Last)))
            + (reads.Length > MostSignals ? string.Create(CultureInfo.InvariantCulture, $", and {reads.Length - MostSignals} more") : "");
    }

    /// <summary>A number.</summary>
    public static string Number(float value) =>
        float.IsPositiveInfinity(value) ? "∞" : float.IsNegativeInfinity(value) ? "-∞" : value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Steps(int count) => Whole(count) + (count == 1 ? " step" : " steps");

    private static string Value(SignalSeries series, int first, int last)
    {
        string Text(float value) => float.IsNaN(value) && series.Element.PresenceSlot >= 0 ? "absent" : series.Element.Text(value) + (series.Element.Unit.Length > 0 ? " " + series.Element.Unit : "");
        float[] values = [.. series.Values.Skip(first).Take(last - first + 1)];
        float[] distinct = [.. values.Distinct()];
        string name = series.Element.Name;
        return distinct.Length == 1 ? name + " = " + Text(distinct[0])
            : series.Element.Kind is Frontend.TraceValueKind.Truth or Frontend.TraceValueKind.Choice ? name + " = " + string.Join(", then ", Runs(values).Take(MostSignals).Select(Text))
            : name + " between " + Text(distinct.Min()) + " and " + Text(distinct.Max());
    }

    private static IEnumerable<float> Runs(float[] values) => values.Where((v, i) => i == 0 || !v.Equals(values[i - 1]));
}
