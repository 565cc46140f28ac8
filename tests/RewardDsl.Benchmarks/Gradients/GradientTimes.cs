using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Benchmarks;

/// <summary>The derivatives of a reward beside its step and beside a copy of as many bytes.</summary>
internal static class GradientTimes
{
    private const string Copy = "copy of the signals";
    private const string Step = "step";
    private const string Gradient = "derivatives of all signals";

    private static readonly string[] s_rows = [Copy, Step, Gradient];

    /// <summary>The section of the results.</summary>
    public static IEnumerable<string> Section()
    {
        int[] batches = [4096, 65536, 1048576];
        int floats = WalkCost.Spec.Signals.Sum(static s => s.Width);
        yield return "## Derivatives";
        yield return "";
        yield return "```sh";
        yield return "dotnet run -c Release --project tests/RewardDsl.Benchmarks -- --gradients";
        yield return "```";
        yield return "";
        yield return Invariant($"Seven terms over {floats} floats ([`WalkCost.cs`](Gradients/WalkCost.cs)), one thread; nanoseconds an environment. *Derivatives* reads the signals and the");
        yield return Invariant($"action carried, and writes ∂total/∂signal of all {floats}; a central difference would take {2 * floats} steps. Before anything is timed they are compared with differences.");
        yield return Invariant($"Load of the machine while measuring: {Rounds.Load()} ({Environment.ProcessorCount} cores).");
        yield return "";
        Check();
        List<Dictionary<string, Times>> all = [.. batches.Select(Measure)];
        yield return $"| | {string.Join(" | ", batches.Select(static b => Invariant($"B = {b}")))} |";
        yield return "|---|" + string.Concat(batches.Select(static _ => "---:|"));
        foreach (string name in s_rows)
        {
            yield return $"| {name} | {string.Join(" | ", all.Select(t => t[name].Text))} |";
        }

        foreach ((string above, string below) in new[] { (Gradient, Step), (Gradient, Copy) })
        {
            yield return $"| *{above} / {below}* | {string.Join(" | ", all.Select(t => Invariant($"{t[above].RatioTo(t[below]):F2}")))} |";
        }

        yield return "";
    }

    private static Dictionary<string, Times> Measure(int batch)
    {
        SignalBuffers signals = Drawn(batch);
        var derivatives = new SignalBuffers(WalkCost.Spec, batch);
        string[] names = [.. WalkCost.Spec.Signals.Select(static s => s.Name)];
        using var evaluator = new WalkCost.Evaluator(batch, new EvaluatorOptions { EpisodeSums = false });
        float[] total = new float[batch];
        bool[] truncated = new bool[batch];
        evaluator.Reset(default, signals);
        return Rounds.Measure(
            [
                (Copy, () => { foreach (string name in names) { signals.Float(name).CopyTo(derivatives.Float(name), 0); } }),
                (Step, () => evaluator.Step(signals, new StepEnds { Truncated = truncated }, new StepOutputs { Total = total })),
                (Gradient, () => evaluator.Gradient(signals, new StepEnds { Truncated = truncated }, derivatives)),
            ],
            batch,
            TimeSpan.FromMilliseconds(400));
    }

    private static SignalBuffers Drawn(int batch)
    {
        var random = new Random(17);
        var signals = new SignalBuffers(WalkCost.Spec, batch);
        foreach (SignalInfo signal in WalkCost.Spec.Signals)
        {
            float[] values = signals.Float(signal.Name);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = signal.Min + ((signal.Max - signal.Min) * random.NextSingle());
            }
        }

        return signals;
    }

    /// <summary>A derivative of each signal in some environments against a central difference, computed by steps of evaluators that start alike.</summary>
    private static void Check()
    {
        const int Batch = 64;
        SignalBuffers signals = Drawn(Batch);
        var derivatives = new SignalBuffers(WalkCost.Spec, Batch);
        float[] total = new float[Batch];
        bool[] truncated = new bool[Batch];
        using var evaluator = new WalkCost.Evaluator(Batch, new EvaluatorOptions { EpisodeSums = false });
        evaluator.Reset(default, signals);
        evaluator.Gradient(signals, new StepEnds { Truncated = truncated }, derivatives);
        foreach (SignalInfo signal in WalkCost.Spec.Signals)
        {
            float[] values = signals.Float(signal.Name);
            for (int e = 0; e < Batch; e++)
            {
                int at = (e * signal.Width) + (e % signal.Width);
                float step = (signal.Max - signal.Min) / 512;
                float before = values[at];
                double up = Total(before + step);
                double down = Total(before - step);
                values[at] = before;
                double slope = (up - down) / (2 * step);
                double derivative = derivatives.Float(signal.Name)[at];
                if (Math.Abs(slope - derivative) > (1e-2 * Math.Abs(slope)) + (1e-3 / (signal.Max - signal.Min)) + (signal.Name == "JointPosition" ? 0.011 : 0))
                {
                    throw new InvalidOperationException(Invariant($"{signal.Name} of environment {e}: derivative {derivative}, difference {slope}."));
                }

                double Total(float value)
                {
                    values[at] = value;
                    using var other = new WalkCost.Evaluator(truncated.Length, new EvaluatorOptions { EpisodeSums = false });
                    other.Reset(default, signals);
                    other.Step(signals, new StepEnds { Truncated = truncated }, new StepOutputs { Total = total });
                    return total[e];
                }
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
