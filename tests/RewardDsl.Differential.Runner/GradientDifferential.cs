using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>What a run compared.</summary>
/// <param name="Kernel">Derivatives compared between kernel and interpreter, bit for bit.</param>
/// <param name="Differences">Derivatives compared with differences.</param>
/// <param name="NotZero">Of those, not 0.</param>
/// <param name="Kinks">Points with a kink beside them.</param>
public readonly record struct GradientComparison(long Kernel, long Differences, long NotZero, long Kinks);

/// <summary>
/// Steps a spec through random episodes and compares, before each step, the derivatives of the kernel with those of the interpreter and with
/// differences; and the step's total, which would tell if asking for derivatives changed anything.
/// </summary>
public static class GradientDifferential
{
    /// <summary>What no derivative is.</summary>
    private const float Untouched = 12345.678f;

    /// <summary>Runs one spec; throws at the first difference.</summary>
    /// <param name="spec">A spec with derivatives.</param>
    /// <param name="batch">Environments.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="seed">Decides the signals.</param>
    /// <param name="options">Options of the evaluator.</param>
    /// <param name="edgeShare">Share of the elements that are edge values.</param>
    /// <param name="differences">Environments whose derivatives are compared with differences too.</param>
    /// <param name="gradient">Another program of the derivatives, to see that a difference is found.</param>
    public static GradientComparison Run(CorpusSpec spec, int batch, int steps, int seed, EvaluatorOptions options, double edgeShare, int differences, RewardProgram? gradient = null)
    {
        RewardProgram step = Optimizer.Run(spec.Lowered.Step.WithoutProbes());
        GradientCheck check = gradient is null ? new GradientCheck(step) : new GradientCheck(step, gradient);
        var source = new SignalSource(spec, seed) { EdgeShare = edgeShare };
        using RewardEvaluator evaluator = spec.CreateEvaluator(batch, options);
        evaluator.Parameters.Clock = new TrainingClock(1000 + (seed * 977L % 4000), 5000);
        var inputs = new SignalBuffers(spec.Info, batch);
        var gradients = new SignalBuffers(spec.Info, batch);
        float[] parameters = [.. spec.Info.Parameters.Select(p => evaluator.Parameters[p.Name])];
        var environments = Enumerable.Range(0, batch).Select(_ => new Episode(spec, step, parameters)).ToArray();
        float[] total = new float[batch];
        bool[] terminated = new bool[batch];
        bool[] truncate = new bool[batch];
        bool[] reset = Enumerable.Repeat(true, batch).ToArray();
        long kernel = 0;
        for (int t = 0; t < steps; t++)
        {
            if (reset.Contains(true))
            {
                source.Fill(inputs);
                evaluator.Reset(reset, inputs);
                for (int b = 0; b < batch; b++)
                {
                    if (reset[b])
                    {
                        environments[b].Reset(source.Row(inputs, b));
                    }
                }
            }

            source.Fill(inputs);
            for (int b = 0; b < batch; b++)
            {
                truncate[b] = source.Next() < 0.2;
            }

            for (int s = 0; s < spec.Info.Signals.Count; s++)
            {
                if (spec.Info.Signals[s].Storage == SignalStorage.Float32)
                {
                    gradients.Float(spec.Info.Signals[s].Name).AsSpan().Fill(Untouched);
                }
            }

            var ends = new StepEnds { Truncated = truncate };
            evaluator.Gradient(inputs, ends, gradients);
            for (int b = 0; b < batch; b++)
            {
                float[][] row = source.Row(inputs, b);
                InterpreterState state = environments[b].State(row, truncate[b]);
                float[]?[] expected = check.ByInterpreter(state);
                for (int s = 0; s < expected.Length; s++)
                {
                    for (int j = 0; j < expected[s]?.Length; j++)
                    {
                        kernel++;
                        float actual = gradients.Float(spec.Info.Signals[s].Name)[(b * expected[s]!.Length) + j];
                        if (!Differential.Equal(actual, expected[s]![j]))
                        {
                            throw new DifferenceException(string.Create(CultureInfo.InvariantCulture,
                                $"{spec}: kernel ({options.Width}) differs from interpreter in the derivative by {spec.Info.Signals[s].Name}[{j}]: {actual:G9}, expected {expected[s]![j]:G9} (seed {seed}, step {t}, environment {b} of {batch})\n{ProgramPrinter.Print(check.Gradient)}"));
                        }
                    }
                }

                // Near zero too: there many rewards are less flat.
                string? problem = b < differences ? check.Check(state) ?? check.Check(Nearer(step, state)) : null;
                if (problem is not null)
                {
                    throw new DifferenceException($"{spec}: {problem} (seed {seed}, step {t}, environment {b} of {batch})\n{ProgramPrinter.Print(step)}\n{ProgramPrinter.Print(check.Gradient)}");
                }
            }

            _ = evaluator.Step(inputs, ends, new StepOutputs { Total = total, Terminated = terminated });
            for (int b = 0; b < batch; b++)
            {
                float paid = environments[b].Step(source.Row(inputs, b), truncate[b]);
                if (!Differential.Equal(total[b], paid))
                {
                    throw new DifferenceException(string.Create(CultureInfo.InvariantCulture, $"{spec}: the total after asking for derivatives is {total[b]:G9}, expected {paid:G9} (seed {seed}, step {t}, environment {b} of {batch})"));
                }

                reset[b] = terminated[b] || truncate[b];
            }
        }

        return new GradientComparison(kernel, check.Compared, check.NotZero, check.Kinks);
    }

    private static InterpreterState Nearer(RewardProgram step, InterpreterState state) => new()
    {
        Inputs = [.. state.Inputs.Select((values, i) => step.Inputs[i].Storage == InputStorage.Float32 ? Array.ConvertAll(values, static x => 0.1f * x) : values)],
        Carries = state.Carries,
        Parameters = state.Parameters,
        IsFirst = state.IsFirst,
        Truncated = state.Truncated,
    };

    /// <summary>One environment in the interpreter.</summary>
    private sealed class Episode(CorpusSpec spec, RewardProgram step, float[] parameters)
    {
        private readonly float[][] _carries = [.. step.Carries.Select(c => step.Parameters.IndexOfParameter(c.Name) is >= 0 and int p ? [parameters[p]] : new float[Math.Max(1, c.Type.Length)])];
        private bool _isFirst = true;

        public InterpreterState State(float[][] signals, bool truncated) => new() { Inputs = signals, Carries = _carries, Parameters = parameters, IsFirst = _isFirst, Truncated = truncated };

        public void Reset(float[][] signals)
        {
            _isFirst = true;
            float[][] values = Interpreter.Run(spec.Reset, State(signals, truncated: false));
            foreach (Output output in spec.Reset.Outputs.Where(static o => o.Kind == OutputKind.Carry))
            {
                _carries[output.Index] = CarryContents.Start(step.Carries[output.Index], values[output.Value]);
            }
        }

        public float Step(float[][] signals, bool truncated)
        {
            float[][] values = Interpreter.Run(step, State(signals, truncated));
            foreach (Output output in step.Outputs.Where(static o => o.Kind == OutputKind.Carry))
            {
                _carries[output.Index] = CarryContents.Next(step.Carries[output.Index], _carries[output.Index], values[output.Value]);
            }

            _isFirst = false;
            return values[step.Find(OutputKind.Total)][0];
        }
    }

    /// <summary>The parameter whose value for each environment a carry holds, or −1.</summary>
    private static int IndexOfParameter(this IReadOnlyList<ParameterSlot> parameters, string carry) =>
        Enumerable.Range(0, parameters.Count).Where(p => parameters[p].PerEnvironment && "Parameter." + parameters[p].Name == carry).DefaultIfEmpty(-1).First();
}
