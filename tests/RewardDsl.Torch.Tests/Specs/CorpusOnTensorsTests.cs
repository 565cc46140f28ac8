using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>Every spec of the corpus on tensors, through random episodes: the fused kernel to the bit, the tensor operations within rounding, and nothing left behind.</summary>
public sealed class CorpusOnTensorsTests
{
    private const int Batch = 19;
    private const int Steps = 12;

    public static TheoryData<string> Specs => [.. All.Select(static s => s.FullName!)];

    internal static IEnumerable<Type> All { get; } = [.. typeof(RewardDsl.Specs.OneTerm).Assembly.GetTypes()
        .Where(static t => t.GetCustomAttribute<RewardSpecAttribute>() != null && t.GetNestedType("TorchEvaluator") != null)
        .OrderBy(static t => t.FullName, StringComparer.Ordinal)];

    [Fact]
    public void Corpus_HasTensorCodeOfEverySpec()
    {
        Assert.DoesNotContain(typeof(RewardDsl.Specs.OneTerm).Assembly.GetTypes(), static t => t.GetCustomAttribute<RewardSpecAttribute>() != null && t.GetNestedType("TorchReward") == null);
        Assert.True(All.Count() > 100, All.Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void Episodes_OnTensors_AgreeWithTheEvaluator(string name)
    {
        Type spec = All.First(s => s.FullName == name);
        RewardSpecInfo info = TorchForm.InfoOf(spec);
        using var evaluator = (RewardEvaluator)Activator.CreateInstance(spec.GetNestedType("Evaluator")!, Batch, null)!;
        using var beside = (RewardEvaluator)Activator.CreateInstance(spec.GetNestedType("Evaluator")!, Batch, null)!;
        using TorchForm fused = TorchForm.Fused(spec, Batch);
        using TorchForm eager = TorchForm.Eager(spec, Batch);
        var clock = new TrainingClock(1977, 5000);
        (evaluator.Parameters.Clock, beside.Parameters.Clock, fused.Parameters.Clock, eager.Parameters.Clock) = (clock, clock, clock, clock);
        var signals = new TorchSignals(info, Batch, name.Length);
        var outputs = new Outputs(info);
        int close = 0;
        bool[] reset = [.. Enumerable.Repeat(true, Batch)];
        long live = 0;
        for (int t = 0; t < Steps; t++)
        {
            // The first step makes what is kept; from then on nothing stays.
            live = t < 2 ? DisposeScopeManager.Statistics.ThreadTotalLiveCount : live;
            Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            using DisposeScope scope = torch.NewDisposeScope();
            if (reset.Contains(true))
            {
                signals.Fill();
                evaluator.Reset(reset, signals.Buffers);
                torch.Tensor mask = Truth(reset);
                torch.Tensor[] first = signals.Tensors();
                fused.Reset(t == 0 ? null : mask, first);
                eager.Reset(t == 0 ? null : mask, first);
            }

            signals.Fill();
            bool[] truncated = signals.Truths(0.15);
            bool[] external = signals.Truths(0.05);
            torch.Tensor[] tensors = signals.Tensors();
            using var before = new MemoryStream();
            evaluator.Save(before);
            outputs.Step(evaluator, signals.Buffers, truncated, t % 3 == 0 ? null : external);
            Dictionary<string, torch.Tensor> exact = fused.Step(tensors, Truth(truncated), t % 3 == 0 ? null : Truth(external));
            foreach ((string what, byte[] expected) in outputs.Bytes())
            {
                Assert.True(expected.AsSpan().SequenceEqual(exact[what].numel() == 0 ? [] : exact[what].bytes), $"{what} of the fused kernel at step {t}");
            }

            Dictionary<string, torch.Tensor> rounded = eager.Step(tensors, Truth(truncated), t % 3 == 0 ? null : Truth(external));
            string?[] differences = outputs.Differences(rounded);
            bool[] isClose = new bool[Batch];
            if (Array.Exists(differences, static d => d is not null))
            {
                isClose = Close(beside, before, signals, other => outputs.Step(other, signals.Buffers, truncated, t % 3 == 0 ? null : external), () => outputs.Differences(rounded));
                outputs.Step(Restored(beside, before), signals.Buffers, truncated, t % 3 == 0 ? null : external);
            }

            string[] wrong = [.. differences.Where((d, i) => d is not null && !isClose[i]).Select(d => $"{d}, at step {t}")];
            Assert.True(wrong.Length == 0, string.Join(Environment.NewLine, wrong));
            reset = [.. MemoryMarshal.AsBytes<bool>(outputs.Terminated).ToArray().Select((b, i) => b != 0 || truncated[i])];
            Assert.Equal(reset, MemoryMarshal.Cast<byte, bool>(fused.Ended.bytes).ToArray());
            bool[] ended = MemoryMarshal.Cast<byte, bool>(eager.Ended.bytes).ToArray();
            for (int i = 0; i < Batch; i++)
            {
                // Two forms that decided otherwise begin anew.
                bool isSkipped = differences[i] is not null;
                Assert.True(isSkipped || ended[i] == reset[i]);
                reset[i] |= isSkipped;
                close += isSkipped ? 1 : 0;
            }
        }

        Assert.True(close <= (StandInTests.IsStandIn ? 0 : 2), $"{close} steps were decided by rounding");
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    /// <summary>
    /// Which environments stand so close to a threshold that the evaluator decides as the tensor operations did when its inputs change by about their rounding.
    /// </summary>
    private static bool[] Close(RewardEvaluator evaluator, MemoryStream state, TorchSignals signals, Action<RewardEvaluator> step, Func<string?[]> differences)
    {
        bool[] isClose = new bool[Batch];
        for (int attempt = 0; attempt < 32; attempt++)
        {
            var kept = new List<float[]>();
            foreach (SignalInfo signal in evaluator.Info.Signals.Where(static s => s.Storage == SignalStorage.Float32))
            {
                float[] values = signals.Buffers.Float(signal.Name);
                kept.Add((float[])values.Clone());
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] += (float)((signals.Next() - 0.5) * 2e-6) * Math.Max(1f, Math.Abs(values[i]));
                }
            }

            step(Restored(evaluator, state));
            string?[] found = differences();
            for (int i = 0; i < Batch; i++)
            {
                isClose[i] |= found[i] is null;
            }

            int at = 0;
            foreach (SignalInfo signal in evaluator.Info.Signals.Where(static s => s.Storage == SignalStorage.Float32))
            {
                kept[at++].CopyTo(signals.Buffers.Float(signal.Name), 0);
            }
        }

        return isClose;
    }

    private static RewardEvaluator Restored(RewardEvaluator evaluator, MemoryStream state)
    {
        state.Position = 0;
        evaluator.Load(state);
        return evaluator;
    }

    private static torch.Tensor Truth(bool[] values) => torch.tensor(values);

    /// <summary>What the evaluator on arrays gave.</summary>
    private sealed class Outputs(RewardSpecInfo info)
    {
        private readonly float[] _total = new float[Batch];
        private readonly float[] _objective = new float[Batch];
        private readonly byte[] _causes = new byte[Batch];
        private readonly Dictionary<string, float[]> _rows = new()
        {
            ["Terms"] = new float[Batch * info.Columns.Count],
            ["Costs"] = new float[Batch * info.Costs.Count],
            ["Metrics"] = new float[Batch * info.Metrics.Count],
            ["Critics"] = new float[Batch * info.Critics.Count],
            ["Automata"] = new float[Batch * info.Automata.Count],
            ["Verdicts"] = new float[Batch * info.Formulas.Count],
            ["Letters"] = new float[Batch * info.Machines.Count],
        };

        public bool[] Terminated { get; } = new bool[Batch];

        public void Step(RewardEvaluator evaluator, SignalBuffers signals, bool[] truncated, bool[]? external) => evaluator.Step(
            signals,
            new StepEnds { Truncated = truncated, Terminated = external },
            new StepOutputs
            {
                Total = _total,
                Objective = _objective,
                EndCauses = _causes,
                Terminated = Terminated,
                Terms = _rows["Terms"],
                Costs = _rows["Costs"],
                Metrics = _rows["Metrics"],
                Critics = _rows["Critics"],
                Automata = _rows["Automata"],
                Verdicts = _rows["Verdicts"],
                Letters = _rows["Letters"],
            });

        public IEnumerable<(string Name, byte[] Values)> Bytes()
        {
            yield return ("Total", MemoryMarshal.AsBytes<float>(_total).ToArray());
            yield return ("Objective", MemoryMarshal.AsBytes<float>(_objective).ToArray());
            yield return ("Terminated", MemoryMarshal.AsBytes<bool>(Terminated).ToArray());
            yield return ("EndCauses", _causes);
            foreach ((string name, float[] values) in _rows)
            {
                yield return (name, MemoryMarshal.AsBytes<float>(values).ToArray());
            }
        }

        /// <summary>For each environment what differs: flags and states are alike, numbers within rounding, measured by the sum of the magnitudes that are paid.</summary>
        public string?[] Differences(Dictionary<string, torch.Tensor> eager)
        {
            string?[] found = new string?[Batch];
            ReadOnlySpan<byte> terminated = eager["Terminated"].bytes;
            ReadOnlySpan<byte> causes = eager["EndCauses"].bytes;
            for (int b = 0; b < Batch; b++)
            {
                found[b] = Terminated[b] != (terminated[b] != 0) || _causes[b] != causes[b] ? $"Environment {b}: the tensor operations end it by {causes[b]}, expected {_causes[b]}" : null;
            }

            foreach ((string name, float[] values) in _rows.Append(new("Total", _total)).Append(new("Objective", _objective)))
            {
                float[] actual = values.Length == 0 ? [] : MemoryMarshal.Cast<byte, float>(eager[name].contiguous().bytes).ToArray();
                Assert.Equal(values.Length, actual.Length);
                int columns = values.Length / Batch;
                for (int i = 0; i < values.Length; i++)
                {
                    int environment = i / columns;
                    double magnitude = Enumerable.Range(0, info.Columns.Count).Select(k => Math.Abs((double)_rows["Terms"][(environment * info.Columns.Count) + k])).Where(double.IsFinite).Sum();
                    double budget = name is "Automata" or "Verdicts" or "Letters" ? 0 : 1e-5 * Math.Max(Math.Max(1, magnitude), Math.Abs(values[i]));
                    if (!values[i].Equals(actual[i]) && !(Math.Abs((double)values[i] - actual[i]) <= budget))
                    {
                        found[environment] ??= $"{name}[{i}] of the tensor operations: {actual[i]:R}, expected {values[i]:R}";
                    }
                }
            }

            return found;
        }
    }
}
