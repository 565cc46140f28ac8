using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>What a run compared.</summary>
/// <param name="Kernel">Values compared between kernel and interpreter, bit for bit.</param>
/// <param name="Scalar">Values compared between the author's class and the interpreter.</param>
/// <param name="ScalarExact">Of those, equal to the bit.</param>
/// <param name="Open">Of those, without a bound: a branch closer than its error, or an overflow.</param>
public readonly record struct Comparison(long Kernel, long Scalar, long ScalarExact, long Open);

/// <summary>Steps a spec through random episodes in every form and compares every output of every step.</summary>
public static class Differential
{
    /// <summary>Runs one spec; throws with the program and the inputs at the first difference.</summary>
    public static Comparison Run(CorpusSpec spec, int batch, int steps, int seed, EvaluatorOptions options, double edgeShare, bool compareScalar = true)
    {
        var source = new SignalSource(spec, seed) { EdgeShare = edgeShare };
        using RewardEvaluator evaluator = spec.CreateEvaluator(batch, options);
        evaluator.Parameters.Clock = new TrainingClock(1000 + (seed * 977L % 4000), 5000);
        var buffers = new SignalBuffers(spec.Info, batch);
        Dictionary<string, float>[] own = OwnParameters(spec, evaluator, source, batch);
        var environments = own.Select(o => new Environment(spec, evaluator.Parameters, o)).ToArray();
        int columns = spec.Info.Columns.Count;
        int costs = spec.Info.Costs.Count;
        float[] total = new float[batch];
        float[] terms = new float[batch * columns];
        float[] objective = new float[batch];
        float[] costValues = new float[batch * costs];
        float[] metrics = new float[batch * spec.Info.Metrics.Count];
        float[] critics = new float[batch * spec.Info.Critics.Count];
        float[] automata = new float[batch * spec.Info.Automata.Count];
        float[] verdicts = new float[batch * spec.Info.Formulas.Count];
        float[] letters = new float[batch * spec.Info.Machines.Count];
        int[] violations = new int[spec.Info.Assumptions.Count];
        bool[] terminated = new bool[batch];
        byte[] causes = new byte[batch];
        bool[] truncate = new bool[batch];
        bool[] external = new bool[batch];
        bool[] reset = Enumerable.Repeat(true, batch).ToArray();
        long kernel = 0;
        long scalar = 0;
        long exact = 0;
        long open = 0;

        for (int t = 0; t < steps; t++)
        {
            if (reset.Contains(true))
            {
                source.Fill(buffers);
                evaluator.Reset(reset, buffers);
                for (int b = 0; b < batch; b++)
                {
                    if (reset[b])
                    {
                        environments[b].Reset(source.Row(buffers, b));
                    }
                }
            }

            source.Fill(buffers);
            for (int b = 0; b < batch; b++)
            {
                truncate[b] = source.Next() < 0.1;
                external[b] = source.Next() < 0.05;
            }

            bool useExternal = t % 3 != 0;
            StepSummary summary = evaluator.Step(
                buffers,
                new StepEnds { Truncated = truncate, Terminated = useExternal ? external : default(BoolView) },
                new StepOutputs { Total = total, Terms = terms, Objective = objective, Costs = costValues, Metrics = metrics, Critics = critics, Automata = automata, Verdicts = verdicts, Letters = letters, Violations = violations, Terminated = terminated, EndCauses = causes });

            int expectedTerminated = 0;
            int expectedTruncated = 0;
            int expectedNonFinite = 0;
            int expectedAbsent = 0;
            int[] expectedViolations = new int[violations.Length];
            for (int b = 0; b < batch; b++)
            {
                bool ends = useExternal && external[b];
                float[][] row = source.Row(buffers, b);
                Environment.Result result = environments[b].Step(row, truncate[b], ends, compareScalar);

                void Same(string what, float actual, int value)
                {
                    kernel++;
                    float expected = result.Values[value][0];
                    if (!Equal(actual, expected))
                    {
                        throw new DifferenceException(Report(spec, $"kernel ({options.Width}) differs from interpreter in {what}: {Show(actual)}, expected {Show(expected)}", seed, t, b, batch, row));
                    }
                }

                void Near(string what, float actual, int value)
                {
                    scalar++;
                    float expected = result.Values[value][0];
                    double error = result.Errors![value][0];
                    if (Equal(actual, expected))
                    {
                        exact++;
                    }
                    else if (double.IsInfinity(error) && !spec.IsExact)
                    {
                        open++;
                    }
                    else if (spec.IsExact || !(Math.Abs((double)actual - expected) <= error))
                    {
                        throw new DifferenceException(Report(spec, $"the scalar class differs from the interpreter in {what}: {Show(actual)}, expected {Show(expected)} ± {error.ToString("G4", CultureInfo.InvariantCulture)}", seed, t, b, batch, row));
                    }
                }

                int totalValue = spec.Step.Find(OutputKind.Total);
                int endedValue = spec.Step.Find(OutputKind.Terminated);
                for (int k = 0; k < columns; k++)
                {
                    Same("column " + spec.Info.Columns[k], terms[(b * columns) + k], spec.Step.Find(OutputKind.Column, k));
                }

                for (int k = 0; k < costs; k++)
                {
                    Same("cost " + spec.Info.Costs[k].Name, costValues[(b * costs) + k], spec.Step.Find(OutputKind.Cost, k));
                }

                for (int k = 0; k < spec.Info.Metrics.Count; k++)
                {
                    Same("metric " + spec.Info.Metrics[k], metrics[(b * spec.Info.Metrics.Count) + k], spec.Step.Find(OutputKind.Metric, k));
                }

                for (int k = 0; k < spec.Info.Critics.Count; k++)
                {
                    Same("critic " + spec.Info.Critics[k], critics[(b * spec.Info.Critics.Count) + k], spec.Step.Find(OutputKind.Critic, k));
                }

                for (int k = 0; k < spec.Info.Automata.Count; k++)
                {
                    Same("automaton " + spec.Info.Automata[k].Name, automata[(b * spec.Info.Automata.Count) + k], spec.Step.Find(OutputKind.Automaton, k));
                }

                for (int k = 0; k < spec.Info.Formulas.Count; k++)
                {
                    Same("verdict " + spec.Info.Formulas[k].Name, verdicts[(b * spec.Info.Formulas.Count) + k], spec.Step.Find(OutputKind.Verdict, k));
                }

                for (int k = 0; k < spec.Info.Machines.Count; k++)
                {
                    Same("letter " + spec.Info.Machines[k].Name, letters[(b * spec.Info.Machines.Count) + k], spec.Step.Find(OutputKind.Letter, k));
                }

                for (int k = 0; k < violations.Length; k++)
                {
                    expectedViolations[k] += result.Values[spec.Step.Find(OutputKind.Assumption, k)][0] == 0f ? 1 : 0;
                }

                foreach (Output output in spec.Step.Outputs)
                {
                    expectedAbsent += output.Kind == OutputKind.Absent ? (int)result.Values[output.Value][0] : 0;
                }

                Same("Total", total[b], totalValue);
                Same("Objective", objective[b], spec.Step.Find(OutputKind.Objective));
                Same("Terminated", terminated[b] ? 1f : 0f, endedValue);
                Same("EndCause", causes[b], spec.Step.Find(OutputKind.EndCause));
                if (result.Explanation is { } explanation)
                {
                    if (spec.Lowered.Formulas.All(static f => f.Table is not null))
                    {
                        Near("Total", explanation.Total, totalValue);
                        Near("Objective", explanation.Objective, spec.Step.Find(OutputKind.Objective));
                    }

                    Near("Terminated", explanation.Terminated ? 1f : 0f, endedValue);
                    for (int k = 0; k < columns; k++)
                    {
                        if (IsFollowedByTheEvaluatorAlone(spec, k))
                        {
                            continue;
                        }

                        Near("column " + spec.Info.Columns[k], explanation.Terms[k].Paid, spec.Step.Find(OutputKind.Column, k));
                    }

                    for (int k = 0; k < spec.Info.Metrics.Count; k++)
                    {
                        Near("metric " + spec.Info.Metrics[k], explanation.Metrics[k], spec.Step.Find(OutputKind.Metric, k));
                    }

                    for (int k = 0; k < spec.Info.Automata.Count; k++)
                    {
                        Near("automaton " + spec.Info.Automata[k].Name, explanation.Automata[k], spec.Step.Find(OutputKind.Automaton, k));
                    }

                    for (int k = 0; k < spec.Info.Formulas.Count; k++)
                    {
                        if (explanation.Verdicts[k] is { } verdict)
                        {
                            Near("verdict " + spec.Info.Formulas[k].Name, verdict, spec.Step.Find(OutputKind.Verdict, k));
                        }
                    }

                    for (int k = 0; k < violations.Length; k++)
                    {
                        Near("assumption " + spec.Info.Assumptions[k], explanation.Assumptions[k] ? 1f : 0f, spec.Step.Find(OutputKind.Assumption, k));
                    }

                    for (int k = 0; k < costs; k++)
                    {
                        Near("cost " + spec.Info.Costs[k].Name, explanation.Costs[k], spec.Step.Find(OutputKind.Cost, k));
                    }
                }

                reset[b] = terminated[b] || truncate[b];
                expectedTerminated += terminated[b] ? 1 : 0;
                expectedTruncated += truncate[b] && !terminated[b] ? 1 : 0;
                int raw = spec.Step.Find(OutputKind.RawTotal);
                expectedNonFinite += float.IsFinite(raw < 0 ? total[b] : result.Values[raw][0]) ? 0 : 1;
                for (int k = 0; k < columns && options.EpisodeSums; k++)
                {
                    environments[b].Sums[k] += terms[(b * columns) + k];
                    float sum = evaluator.EpisodeSum(spec.Info.Columns[k])[b];
                    if (!Equal(sum, environments[b].Sums[k]))
                    {
                        throw new DifferenceException(Report(spec, $"episode sum of {spec.Info.Columns[k]}: {Show(sum)}, expected {Show(environments[b].Sums[k])}", seed, t, b, batch, row));
                    }
                }
            }

            if (!violations.SequenceEqual(expectedViolations))
            {
                throw new DifferenceException($"{spec}: violations {string.Join(", ", violations)}, expected {string.Join(", ", expectedViolations)} (batch {batch}, seed {seed})");
            }

            if (summary != new StepSummary(expectedTerminated, expectedTruncated, expectedNonFinite, expectedAbsent))
            {
                throw new DifferenceException($"{spec}: counts {summary}, expected {new StepSummary(expectedTerminated, expectedTruncated, expectedNonFinite, expectedAbsent)} (batch {batch}, seed {seed})");
            }
        }

        return new Comparison(kernel, scalar, exact, open);
    }

    /// <summary>Random values within their range for the parameters that each environment has for itself.</summary>
    private static Dictionary<string, float>[] OwnParameters(CorpusSpec spec, RewardEvaluator evaluator, SignalSource source, int batch)
    {
        var own = Enumerable.Range(0, batch).Select(static _ => new Dictionary<string, float>()).ToArray();
        foreach (ParameterInfo parameter in spec.Info.Parameters.Where(static p => p.PerEnvironment))
        {
            float[] values = own.Select(_ => (float)(parameter.Min + ((parameter.Max - parameter.Min) * source.Next()))).ToArray();
            evaluator.SetParameter(parameter.Name, values);
            for (int b = 0; b < batch; b++)
            {
                own[b].Add(parameter.Name, values[b]);
            }
        }

        return own;
    }

    /// <summary>Equal bits, or both NaN.</summary>
    public static bool Equal(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));

    private static string Show(float value) => value.ToString("G9", CultureInfo.InvariantCulture);

    private static string Report(CorpusSpec spec, string what, int seed, int step, int environment, int batch, float[][] row)
    {
        string signals = string.Join(Environment.NewLine, spec.Info.Signals.Select((s, i) => "  " + s.Name + " = " + string.Join(", ", row[i].Select(Show))));
        return string.Create(CultureInfo.InvariantCulture, $"{spec}: {what} (seed {seed}, step {step}, environment {environment} of {batch})\n{signals}\n{ProgramPrinter.Print(spec.Step)}");
    }

    /// <summary>One environment in the interpreter and in the author's class.</summary>
    /// <summary>Whether the scalar class says nothing of a column: it pays a formula by a monitor.</summary>
    private static bool IsFollowedByTheEvaluatorAlone(CorpusSpec spec, int column) =>
        spec.Lowered.Columns[column] is { IsOfAutomaton: true } paid && spec.Lowered.Formulas.Any(f => f.Name == paid.Automaton && f.Table is null);

    private sealed class Environment(CorpusSpec spec, ParameterSet parameters, IReadOnlyDictionary<string, float> own)
    {
        public static readonly string NewLine = "\n";

        private readonly ScalarOracle _oracle = new(spec, parameters, own);
        private readonly float[][] _carries = Initial(spec, own);
        private readonly double[][] _errors = Initial(spec, own).Select(static c => new double[c.Length]).ToArray();

        public float[] Sums { get; private set; } = [];

        public void Reset(float[][] signals)
        {
            float[][] values = Interpreter.Run(spec.Reset, State(signals));
            double[][] errors = ToleranceInterpreter.Run(spec.Reset, values, _errors);
            Store(spec.Reset, values, errors);
            Sums = new float[spec.Info.Columns.Count];
            _oracle.Reset(signals);
        }

        public Result Step(float[][] signals, bool truncated, bool external, bool compareScalar)
        {
            InterpreterState state = State(signals);
            state.Truncated = truncated;
            state.ExternalEnd = external;
            state.IsFirst = _isFirst;
            float[][] values = Interpreter.Run(spec.Step, state);
            double[][]? errors = compareScalar ? ToleranceInterpreter.Run(spec.Step, values, _errors) : null;
            Store(spec.Step, values, errors);
            _isFirst = false;
            return new Result(values, errors, compareScalar ? _oracle.Step(signals, truncated, external) : null);
        }

        private bool _isFirst = true;

        /// <summary>Before a reset only the parameters have a value.</summary>
        private static float[][] Initial(CorpusSpec spec, IReadOnlyDictionary<string, float> own) => spec.Step.Carries.Select(c =>
            own.TryGetValue(c.Name.Replace("Parameter.", "", StringComparison.Ordinal), out float value) ? new[] { value } : new float[Math.Max(1, c.Type.Length)]).ToArray();

        private InterpreterState State(float[][] signals) => new()
        {
            Inputs = signals,
            Carries = _carries,
            Parameters = spec.Info.Parameters.Select(p => parameters[p.Name]).ToArray(),
        };

        private void Store(RewardProgram program, float[][] values, double[][]? errors)
        {
            _isFirst = true;
            foreach (Output output in program.Outputs)
            {
                if (output.Kind == OutputKind.Carry)
                {
                    CarrySlot slot = program.Carries[output.Index];
                    bool isReset = program == spec.Reset;
                    _carries[output.Index] = isReset ? CarryContents.Start(slot, values[output.Value]) : CarryContents.Next(slot, _carries[output.Index], values[output.Value]);
                    if (errors != null)
                    {
                        // Of several steps the worst one counts.
                        double[] own = errors[output.Value];
                        _errors[output.Index] = slot.IsRing && !isReset ? [Math.Max(own[0], _errors[output.Index][0])] : own;
                    }
                }
            }
        }

        public readonly record struct Result(float[][] Values, double[][]? Errors, RewardExplanation? Explanation);
    }
}
