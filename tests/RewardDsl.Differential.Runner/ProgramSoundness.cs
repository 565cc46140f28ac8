using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>
/// Looks for values and derivatives of a program outside of what the analysis proves: random episodes inside the declared
/// ranges, ends, zeros, NaN and infinities among them.
/// </summary>
/// <param name="name">What it is, for the report.</param>
/// <param name="step">The analysed program.</param>
/// <param name="reset">The program of a reset.</param>
/// <param name="analysis">What is proven.</param>
public sealed class ProgramSoundness(string name, RewardProgram step, RewardProgram reset, ProgramAnalysis analysis)
{
    private static readonly float[] s_any = [0f, -0f, 1f, -1f, float.Epsilon, 1e-39f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-20f, 3e7f];

    /// <summary>Results whose range is also searched, all columns and the total when not said otherwise.</summary>
    public IReadOnlyList<int> Searched { get; init; } = [.. step.Outputs.Where(static o => o.Kind is OutputKind.Total or OutputKind.Column).Select(static o => o.Value).Distinct()];

    /// <summary>For each signal by how much it may change within a step; empty when none is limited.</summary>
    public IReadOnlyList<float> MaxSteps { get; init; } = [];

    /// <summary>Steps of an episode, 0 when it is open: what is proven of sums over an episode counts on it.</summary>
    public int Horizon { get; init; }

    /// <summary>Derivatives are looked at in one of so many samples; 0 for none.</summary>
    public int SlopesEvery { get; init; } = 50;

    /// <summary>Derivatives compared so far.</summary>
    public long Derivatives { get; private set; }

    /// <summary>Runs; returns the number of values checked. Throws at the first value outside its range.</summary>
    public long Run(int samples, int seed)
    {
        var random = new Random(seed);
        IReadOnlyList<FloatRange>[] proven = [.. Enumerable.Range(0, step.Code.Count).Select(analysis.Elements)];
        (int Value, FloatRange Range)[] searched = [.. Searched.Select(v => (v, analysis.Prove(v).Range))];
        int[] assumptions = [.. step.Outputs.Where(static o => o.Kind == OutputKind.Assumption).Select(static o => o.Value)];
        SlopeSoundness? slopes = SlopesEvery == 0 ? null : new SlopeSoundness(step, analysis);
        long checks = 0;
        float[][] carries = [];
        float[][] signals = [];
        int left = 0;
        for (int n = 0; n < samples; n++)
        {
            if (left == 0)
            {
                left = random.Next(1, Horizon == 0 ? 40 : Math.Min(40, Horizon + 1));
                signals = Signals(null, random);
                carries = Reset(signals, random);
            }

            signals = Signals(signals, random);
            var state = new InterpreterState
            {
                Inputs = signals,
                Carries = carries,
                Parameters = Parameters(random),
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
                        throw Outside(string.Create(CultureInfo.InvariantCulture, $"%{i}[{j}] is {values[i][j]:G9}, outside of the proven {proven[i][j]} (seed {seed}, sample {n})"));
                    }
                }
            }

            foreach ((int value, FloatRange range) in searched)
            {
                checks++;
                if (!range.Contains(values[value][0]))
                {
                    throw Outside(string.Create(CultureInfo.InvariantCulture, $"%{value} is {values[value][0]:G9}, outside of the searched {range} (seed {seed}, sample {n})"));
                }
            }

            if (slopes is not null && n % SlopesEvery == 0 && slopes.Check(state, assumptions, random) is { } wrong)
            {
                throw Outside(string.Create(CultureInfo.InvariantCulture, $"{wrong} (seed {seed}, sample {n})"));
            }

            float[][] next = (float[][])carries.Clone();
            foreach (Output output in step.Outputs.Where(static o => o.Kind == OutputKind.Carry))
            {
                next[output.Index] = CarryContents.Next(step.Carries[output.Index], carries[output.Index], values[output.Value]);
            }

            carries = next;
            left--;
        }

        Derivatives += slopes?.Compared ?? 0;
        return checks;
    }

    private DifferenceException Outside(string what) => new($"{name}: {what}\n{ProgramPrinter.Print(step)}");

    private float[][] Reset(float[][] signals, Random random)
    {
        float[][] own = step.Carries.Select(c => step.Parameters.FirstOrDefault(p => p.PerEnvironment && "Parameter." + p.Name == c.Name) is { } p
            ? [Within(FloatRange.Of(Literals.Float(p.MinBits), Literals.Float(p.MaxBits)), random)]
            : new float[Math.Max(1, c.Type.Length)]).ToArray();
        float[][] values = Interpreter.Run(reset, new InterpreterState { Inputs = signals, Carries = own, Parameters = Parameters(random) });
        foreach (Output output in reset.Outputs)
        {
            own[output.Index] = CarryContents.Start(step.Carries[output.Index], values[output.Value]);
        }

        return own;
    }

    private float[] Parameters(Random random) => [.. analysis.Leaves.Parameters.Select(p => Within(p, random))];

    private float[][] Signals(float[][]? before, Random random) => step.Inputs.Select((slot, i) =>
        Enumerable.Range(0, slot.Width).Select(j => Near(Draw(slot, i, j, random), before?[i][j], i)).ToArray()).ToArray();

    /// <summary>As far towards a number as one step may go.</summary>
    private float Near(float wanted, float? before, int input)
    {
        float limit = input < MaxSteps.Count ? MaxSteps[input] : float.PositiveInfinity;
        return before is not { } from || float.IsInfinity(limit) ? wanted : (float)Math.Clamp(wanted, from - (double)limit, from + (double)limit);
    }

    private float Draw(InputSlot slot, int input, int element, Random random)
    {
        FloatRange range = analysis.Leaves.Inputs[input][element];
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
            return range.Contains(wild) ? wild : Math.Clamp(float.IsNaN(wild) ? 0f : wild, Math.Max(range.Lo, float.MinValue), Math.Min(range.Hi, float.MaxValue));
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
