using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using RewardDsl.Ir;
using RewardDsl.Ir.Tests.Temporal;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>
/// Random formulas as authors write them, typed and as text, compiled to kernels: verdicts and payments are those of the definition, under every closing and
/// pay rule, over episodes that end and start again at random.
/// </summary>
public sealed class TemporalLanguageTests
{
    private const int Count = 18;
    private const int Batch = 19;
    private const int Steps = 70;

    private static readonly string[] s_closings = ["EndOfTrace", "StaysOpen", "Holds", "Fails"];
    private static readonly string[] s_pays = ["WhenDecided", "AtEnd", "EachStep"];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void VerdictsAndPaymentsAreThoseOfTheDefinition(int seed, bool isHard)
    {
        List<Written> formulas = Formulas(seed, isHard);
        CorpusSpec spec = Assert.Single(Corpus.Compile([Source(formulas)], VectorWidth.Vector128));
        using RewardEvaluator evaluator = spec.CreateEvaluator(Batch, new EvaluatorOptions { Width = VectorWidth.Vector128 });
        using var run = new Run(spec, formulas, evaluator, seed);
        for (int t = 0; t < Steps; t++)
        {
            run.Step();
        }

        Assert.True(run.Ends > Batch, "Only " + run.Ends + " episodes ended.");
        Assert.All(new[] { -1f, 0f, 1f }, v => Assert.True(run.Seen.GetValueOrDefault(v) > 100, "The verdict " + v + " was seen " + run.Seen.GetValueOrDefault(v) + " times."));
    }

    [Fact]
    public void ACheckpointBetweenStepsResumesEveryFormula()
    {
        List<Written> formulas = Formulas(3, isHard: true);
        CorpusSpec spec = Assert.Single(Corpus.Compile([Source(formulas)]));
        using RewardEvaluator straight = spec.CreateEvaluator(Batch, new EvaluatorOptions { Width = VectorWidth.Vector512 });
        using var run = new Run(spec, formulas, straight, 3);
        for (int t = 0; t < 2; t++)
        {
            run.Step();
        }

        Assert.True(run.Undecided > Batch / 2, "Only " + run.Undecided + " formulas were open when it was saved.");
        using var stream = new MemoryStream();
        straight.Save(stream);
        using RewardEvaluator resumed = spec.CreateEvaluator(Batch, new EvaluatorOptions { Width = VectorWidth.Vector128 });
        stream.Position = 0;
        resumed.Load(stream);
        run.Follow(resumed);
        for (int t = 0; t < 30; t++)
        {
            run.Step();
        }
    }

    private static List<Written> Formulas(int seed, bool isHard)
    {
        var random = new RandomFormulas(seed);
        var choice = new Random(seed);
        var written = new List<Written>();
        while (written.Count < Count)
        {
            TemporalFormula formula = random.Next(3 + (written.Count % 7));
            if (formula.Depth > 4 || !formula.IsTemporal || TemporalAutomaton.Build(formula, AutomatonOptions.Default, out _) is not { } automaton)
            {
                continue;
            }

            // A hard one that fails at the first step would end every episode there.
            int i = written.Count;
            written.Add(new Written(
                formula, automaton, i % 3 == 2, s_pays[i % 3], s_closings[choice.Next(4)], s_closings[choice.Next(4)], MathF.ScaleB(1f, i % 5), MathF.ScaleB(1f, -(i % 7)),
                isHard && automaton.StateCount > 4 && automaton.Verdicts.Contains(TemporalVerdict.False) && !written.Exists(static w => w.IsHard)));
        }

        return written;
    }

    private static string Source(List<Written> formulas)
    {
        string Attribute(Written w, string before) => string.Create(
            CultureInfo.InvariantCulture, $"[{(w.IsHard ? "Constraint" : "Objective")}({before}Reward = {w.Reward}, Penalty = {w.Penalty}, Pay = FormulaPay.{w.Pay}, AtTermination = ClosingRule.{w.AtTermination}, AtTruncation = ClosingRule.{w.AtTruncation}{(w.IsHard ? ", Hard = true" : "")})]");
        return "using RewardDsl;\nusing static RewardDsl.RewardMath;\n[RewardSpec(Discount = 0.99, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.5)]\n"
            + string.Concat(formulas.Select((w, i) => Attribute(w, "\"" + TemporalPrinter.Print(w.AsWritten) + "\", Name = \"Text" + i + "\", ") + "\n"))
            + "public sealed partial class Many\n{\n    [Signal] public bool a { get; init; }\n    [Signal(-1, 1)] public float X { get; init; }\n    [Signal] public bool C { get; init; }\n    public bool b => X > 0.25f;\n    private bool c => !C;\n"
            + string.Concat(formulas.Select((w, i) => "    " + Attribute(w, "") + " public Formula Code" + i + " => " + Code(w.AsWritten) + ";\n")) + "}\n";
    }

    /// <summary>A formula as C#, its conditions written out.</summary>
    private static string Code(TemporalFormula f)
    {
        string[] operands = [.. f.Operands.Select(Code)];
        static string Number(decimal d) => d.ToString(CultureInfo.InvariantCulture);
        TemporalWindow w = f.Window;
        string unit = w.IsSeconds ? "Seconds: " : ": ";
        string window = w.IsWhole ? "" : w.From == 0 && w.To is { } within ? ", within" + unit + Number(within) : ", from" + unit + Number(w.From) + ", to" + unit + (w.To is { } to ? Number(to) : "Forever");
        return f.Kind switch
        {
            TemporalOperator.True => "true",
            TemporalOperator.False => "false",
            TemporalOperator.Atom => f.Atom == 0 ? "a" : f.Atom == 1 ? "(X > 0.25f)" : "!C",
            TemporalOperator.Not => "!" + operands[0],
            TemporalOperator.And => "(" + string.Join(" & ", operands) + ")",
            TemporalOperator.Or => "(" + string.Join(" | ", operands) + ")",
            TemporalOperator.Xor => "(" + string.Join(" ^ ", operands) + ")",
            _ => f.Kind + "(" + string.Join(", ", operands) + window + ")",
        };
    }

    /// <summary>A formula with what is paid for it.</summary>
    private sealed record Written(
        TemporalFormula Formula, TemporalAutomaton Automaton, bool InSeconds, string Pay, string AtTermination, string AtTruncation, float Reward, float Penalty, bool IsHard)
    {
        /// <summary>The formula with its bounded windows in seconds, if it is written so; a step is half a second.</summary>
        public TemporalFormula AsWritten => InSeconds ? Seconds(Formula) : Formula;

        private static TemporalFormula Seconds(TemporalFormula f) =>
            f.With([.. f.Operands.Select(Seconds)], f.Window.IsBounded && f.Window.To > 0 ? TemporalWindow.Seconds(f.Window.From / 2, f.Window.To / 2) : f.Window);
    }

    /// <summary>What is known of one formula in one episode, by the definition.</summary>
    private sealed class Episode
    {
        public List<ulong> Trace { get; } = [];

        public bool WasDecided { get; set; }
    }

    private sealed class Run : IDisposable
    {
        private readonly CorpusSpec _spec;
        private readonly List<Written> _formulas;
        private readonly List<RewardEvaluator> _evaluators;
        private readonly Random _random;
        private readonly SignalBuffers _buffers;
        private readonly Episode[][] _episodes;
        private readonly List<Formula>[][] _typed;
        private readonly bool[] _reset = Enumerable.Repeat(true, Batch).ToArray();

        public Run(CorpusSpec spec, List<Written> formulas, RewardEvaluator evaluator, int seed)
        {
            _spec = spec;
            _formulas = formulas;
            _evaluators = [evaluator];
            _random = new Random(seed);
            _buffers = new SignalBuffers(spec.Info, Batch);
            _episodes = [.. Enumerable.Range(0, Batch).Select(_ => formulas.Select(static _ => new Episode()).ToArray())];
            _typed = [.. Enumerable.Range(0, Batch).Select(_ => formulas.Select(static _ => new List<Formula>()).ToArray())];
        }

        public int Ends { get; private set; }

        public int Undecided { get; private set; }

        public Dictionary<float, int> Seen { get; } = [];

        /// <summary>Steps a second evaluator with the same signals from now on; its results have to be the same.</summary>
        public void Follow(RewardEvaluator other) => _evaluators.Add(other);

        public void Step()
        {
            Fill();
            foreach (RewardEvaluator evaluator in _evaluators)
            {
                evaluator.Reset(_reset, _buffers);
            }

            for (int b = 0; b < Batch; b++)
            {
                if (_reset[b])
                {
                    for (int i = 0; i < _formulas.Count; i++)
                    {
                        _episodes[b][i] = new Episode();
                        _typed[b][i].Clear();
                    }
                }
            }

            Fill();
            bool[] truncated = [.. Enumerable.Range(0, Batch).Select(_ => _random.Next(12) == 0)];
            bool[] external = [.. Enumerable.Range(0, Batch).Select(_ => _random.Next(12) == 0)];
            Results first = Take(_evaluators[0], truncated, external);
            foreach (RewardEvaluator other in _evaluators.Skip(1))
            {
                Results same = Take(other, truncated, external);
                Assert.Equal(first.Bits, same.Bits);
            }

            Undecided = 0;
            for (int b = 0; b < Batch; b++)
            {
                Check(b, first, truncated[b], external[b]);
                _reset[b] = truncated[b] || first.Terminated[b];
                Ends += _reset[b] ? 1 : 0;
            }
        }

        public void Dispose() => _evaluators.Clear();

        private void Check(int b, Results results, bool truncated, bool external)
        {
            ulong letter = (_buffers.Bytes("a")[b] != 0 ? 1UL : 0) | (_buffers.Float("X")[b] > 0.25f ? 2UL : 0) | (_buffers.Bytes("C")[b] == 0 ? 4UL : 0);
            object now = Activator.CreateInstance(_spec.Type)!;
            Set("a", _buffers.Bytes("a")[b] != 0);
            Set("X", _buffers.Float("X")[b]);
            Set("C", _buffers.Bytes("C")[b] != 0);
            void Set(string name, object value) => _spec.Type.GetProperty(name)!.SetValue(now, value);
            TemporalVerdict Known(int i) => _formulas[i].Automaton.Verdicts[_episodes[b][i].Trace.Aggregate(0, _formulas[i].Automaton.Step)];
            bool terminated = external;
            for (int i = 0; i < _formulas.Count; i++)
            {
                _episodes[b][i].Trace.Add(letter);
                _typed[b][i].Add((Formula)_spec.Type.GetProperty("Code" + i)!.GetValue(now)!);
                terminated |= _formulas[i].IsHard && Known(i) == TemporalVerdict.False;
            }

            Assert.Equal(terminated, results.Terminated[b]);
            for (int i = 0; i < _formulas.Count; i++)
            {
                Written f = _formulas[i];
                Episode episode = _episodes[b][i];
                bool holds = TraceEvaluator.Holds(f.Formula, episode.Trace);
                Assert.Equal(holds, Formula.Holds(_typed[b][i], 0.5));
                string rule = terminated ? f.AtTermination : truncated ? f.AtTruncation : "StaysOpen";
                float verdict = Known(i) switch
                {
                    TemporalVerdict.True => 1,
                    TemporalVerdict.False => -1,
                    _ => rule switch { "EndOfTrace" => holds ? 1 : -1, "Holds" => 1, "Fails" => -1, _ => 0 },
                };
                float paid = f.Pay switch
                {
                    "EachStep" => holds ? f.Reward : -f.Penalty,
                    "AtEnd" => terminated || truncated ? Amount() : 0,
                    _ => episode.WasDecided ? 0 : Amount(),
                };
                float Amount() => verdict > 0 ? f.Reward : verdict < 0 ? -f.Penalty : 0;
                episode.WasDecided |= verdict != 0;
                Seen[verdict] = Seen.GetValueOrDefault(verdict) + 1;
                Undecided += verdict == 0 ? 1 : 0;
                foreach (string name in new[] { "Code" + i, "Text" + i })
                {
                    string what = name + ": " + f.AsWritten + " of " + string.Join(" ", episode.Trace) + (terminated ? ", terminated" : truncated ? ", truncated" : "") + " by " + f;
                    Assert.True(verdict == results.Verdict(b, name), what + ": verdict " + results.Verdict(b, name) + " for " + verdict);
                    Assert.True(paid == results.Paid(b, name), what + ": paid " + results.Paid(b, name) + " for " + paid);
                }
            }
        }

        private void Fill()
        {
            for (int b = 0; b < Batch; b++)
            {
                _buffers.Bytes("a")[b] = (byte)_random.Next(2);
                _buffers.Float("X")[b] = (_random.NextSingle() * 2) - 1;
                _buffers.Bytes("C")[b] = (byte)_random.Next(2);
            }
        }

        private Results Take(RewardEvaluator evaluator, bool[] truncated, bool[] external)
        {
            var results = new Results(_spec.Info);
            evaluator.Step(
                _buffers,
                new StepEnds { Truncated = truncated, Terminated = external },
                new StepOutputs { Total = results.Total, Terms = results.Terms, Verdicts = results.Verdicts, Automata = results.Automata, Terminated = results.Terminated });
            return results;
        }
    }

    private sealed class Results(RewardSpecInfo info)
    {
        public float[] Total { get; } = new float[Batch];

        public float[] Terms { get; } = new float[Batch * info.Columns.Count];

        public float[] Verdicts { get; } = new float[Batch * info.Formulas.Count];

        public float[] Automata { get; } = new float[Batch * info.Automata.Count];

        public bool[] Terminated { get; } = new bool[Batch];

        public IEnumerable<int> Bits => Total.Concat(Terms).Concat(Verdicts).Concat(Automata).Select(BitConverter.SingleToInt32Bits).Concat(Terminated.Select(static t => t ? 1 : 0));

        public float Verdict(int b, string name) => Verdicts[(b * info.Formulas.Count) + info.Formulas.ToList().FindIndex(f => f.Name == name)];

        public float Paid(int b, string name) => Terms[(b * info.Columns.Count) + info.Columns.ToList().IndexOf(name)];
    }
}
