using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>Looks for values outside of what the analysis proves: random episodes inside the declared ranges.</summary>
public static class Soundness
{
    private static readonly float[] s_any = [0f, -0f, 1f, -1f, float.Epsilon, 1e-39f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-20f, 3e7f];

    /// <summary>Runs a spec; returns the number of values checked. Throws at the first value outside its range.</summary>
    public static long Run(CorpusSpec spec, SpecAnalysis analysis, int samples, int seed)
    {
        var random = new Random(seed);
        RewardProgram step = analysis.Step;
        IReadOnlyList<FloatRange>[] proven = Enumerable.Range(0, step.Code.Count).Select(i => analysis.Analysis.Elements(i)).ToArray();
        (int Value, FloatRange Range)[] searched = step.Outputs.Where(static o => o.Kind is OutputKind.Total or OutputKind.Column)
            .Select(o => (o.Value, analysis.Analysis.Prove(o.Value).Range)).ToArray();
        int[] assumptions = step.Outputs.Where(static o => o.Kind == OutputKind.Assumption).Select(static o => o.Value).ToArray();
        long checks = 0;
        float[][] carries = [];
        int left = 0;
        for (int n = 0; n < samples; n++)
        {
            if (left == 0)
            {
                left = random.Next(1, 40);
                float[][] own = step.Carries.Select(c => step.Parameters.FirstOrDefault(p => p.PerEnvironment && "Parameter." + p.Name == c.Name) is { } p
                    ? [Within(FloatRange.Of(Literals.Float(p.MinBits), Literals.Float(p.MaxBits)), random)]
                    : new float[Math.Max(1, c.Type.Length)]).ToArray();
                float[][] reset = Interpreter.Run(spec.Reset, new InterpreterState { Inputs = Signals(analysis, random), Carries = own, Parameters = Parameters(step) });
                foreach (Output output in spec.Reset.Outputs)
                {
                    own[output.Index] = reset[output.Value];
                }

                carries = own;
            }

            var state = new InterpreterState
            {
                Inputs = Signals(analysis, random),
                Carries = carries,
                Parameters = Parameters(step),
                IsFirst = random.Next(3) == 0,
                ExternalEnd = random.Next(5) == 0,
                Truncated = random.Next(5) == 0,
            };
            float[][] values = Interpreter.Run(step, state);
            if (assumptions.Any(a => values[a][0] == 0f))
            {
                // What is assumed does not hold here: nothing is claimed.
                left = 0;
                continue;
            }

            for (int i = 0; i < values.Length; i++)
            {
                for (int j = 0; j < values[i].Length; j++)
                {
                    checks++;
                    if (!proven[i][j].Contains(values[i][j]))
                    {
                        throw new DifferenceException(string.Create(CultureInfo.InvariantCulture, $"{spec}: %{i}[{j}] is {values[i][j]:G9}, outside of the proven {proven[i][j]} (seed {seed}, sample {n})\n{ProgramPrinter.Print(step)}"));
                    }
                }
            }

            foreach ((int value, FloatRange range) in searched)
            {
                checks++;
                if (!range.Contains(values[value][0]))
                {
                    throw new DifferenceException(string.Create(CultureInfo.InvariantCulture, $"{spec}: %{value} is {values[value][0]:G9}, outside of the searched {range} (seed {seed}, sample {n})\n{ProgramPrinter.Print(step)}"));
                }
            }

            float[][] next = (float[][])carries.Clone();
            foreach (Output output in step.Outputs.Where(static o => o.Kind == OutputKind.Carry))
            {
                next[output.Index] = values[output.Value];
            }

            carries = next;
            left--;
        }

        return checks;
    }

    private static float[] Parameters(RewardProgram program) => program.Parameters.Select(static p => Literals.Float(p.DefaultBits)).ToArray();

    private static float[][] Signals(SpecAnalysis analysis, Random random) => analysis.Step.Inputs.Select((slot, i) =>
        Enumerable.Range(0, slot.Width).Select(j => Draw(analysis, slot, i, j, random)).ToArray()).ToArray();

    private static float Draw(SpecAnalysis analysis, InputSlot slot, int input, int element, Random random)
    {
        FloatRange range = analysis.Analysis.Leaves.Inputs[input][element];
        return slot.Storage switch
        {
            InputStorage.Byte => random.Next(2),
            InputStorage.Int32 => random.Next((int)range.Lo, (int)range.Hi + 1),
            _ => Within(range, random),
        };
    }

    /// <summary>The ends, values near zero, and the inside.</summary>
    private static float Within(FloatRange range, Random random)
    {
        if (float.IsInfinity(range.Lo) || float.IsInfinity(range.Hi))
        {
            float wild = random.Next(3) == 0 ? s_any[random.Next(s_any.Length)] : (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 6)));
            return range.Contains(wild) ? wild : Math.Clamp(wild, Math.Max(range.Lo, float.MinValue), Math.Min(range.Hi, float.MaxValue));
        }

        float value = random.Next(8) switch
        {
            0 => range.Lo,
            1 => range.Hi,
            2 when range.Contains(0f) => random.Next(2) == 0 ? 0f : -0f,
            3 => range.Lo + (float)((range.Hi - (double)range.Lo) * random.NextDouble() * 1e-6),
            _ => (float)(range.Lo + ((range.Hi - (double)range.Lo) * random.NextDouble())),
        };
        return Math.Clamp(value, range.Lo, range.Hi);
    }
}
