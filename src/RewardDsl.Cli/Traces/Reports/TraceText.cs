using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>Episodes explained, for people.</summary>
internal static class TraceText
{
    /// <summary>Writes an episode.</summary>
    public static void Write(EpisodeReport episode, TextWriter writer)
    {
        writer.Write(episode.Spec + (episode.Of > 1 ? ", episode " + TraceWords.Whole(episode.Number) : "") + ": " + TraceWords.End(episode) + "\n");
        foreach (FormulaVerdict verdict in episode.Formulas)
        {
            Write(verdict, writer);
        }

        writer.Write("\n");
    }

    private static void Write(FormulaVerdict verdict, TextWriter writer)
    {
        FormulaTrace trace = verdict.Trace;
        writer.Write("\n  " + trace.Title[(trace.Title.LastIndexOf('.') + 1)..] + "  " + FormulaText.Of(trace.Formula) + "\n");
        writer.Write("    " + TraceWords.Verdict(verdict) + "\n");
        int width = verdict.Reasons.Select(static r => TraceWords.Reason(r).Length).DefaultIfEmpty(0).Max();
        foreach (TraceReason reason in verdict.Reasons)
        {
            string signals = TraceWords.Signals(verdict, reason);
            writer.Write("      " + (signals.Length > 0 ? TraceWords.Reason(reason).PadRight(width + 2) + signals : TraceWords.Reason(reason)) + "\n");
        }

        var strip = new TraceStrip(trace.Steps);
        int names = Math.Max("robustness".Length, trace.Names.Select(static n => n.Length).DefaultIfEmpty(0).Max());
        void Row(string name, string row, string note) => writer.Write(("    " + name.PadRight(names + 2) + row + (note.Length > 0 ? "  " + note : "")).TrimEnd() + "\n");
        float[] finite = [.. verdict.Robustness.Where(float.IsFinite)];
        string range = finite.Length == 0 ? "never finite" : finite.Min() == finite.Max() ? TraceWords.Number(finite[0]) : TraceWords.Number(finite.Min()) + " to " + TraceWords.Number(finite.Max());
        Row("robustness", strip.Of(verdict.Robustness), range + "; of the episode " + TraceWords.Number(verdict.Robustness[0]));
        for (int k = 0; k < trace.Names.Length; k++)
        {
            int bit = k;
            Row(trace.Names[k], strip.Of(t => ((trace.Holds[t] >> bit) & 1) != 0), "");
        }

        if (trace.Decided >= 0)
        {
            Row("", strip.Mark(trace.Decided), "");
        }

        if (strip.Each > 1)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"    ({strip.Each} steps a character: the least of them, ▒ where some hold)\n"));
        }
    }
}
