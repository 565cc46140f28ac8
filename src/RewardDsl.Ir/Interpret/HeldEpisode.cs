using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>A state that is held for some steps of an episode.</summary>
/// <param name="Inputs">For each signal its elements.</param>
/// <param name="Steps">For how many steps.</param>
public sealed record HeldPhase(IReadOnlyList<float[]> Inputs, int Steps);

/// <summary>What an episode of held states returns.</summary>
/// <param name="Return">The discounted sum of the objective: payments and payoffs without shaping.</param>
/// <param name="Columns">The discounted sum of each column.</param>
/// <param name="Ended">Whether a termination ended it.</param>
/// <param name="Steps">Steps that were computed, those of a steady state as one.</param>
public sealed record HeldReturn(double Return, IReadOnlyList<double> Columns, bool Ended, int Steps);

/// <summary>
/// Runs an episode of held states: a reset on the first, then its steps, then those of the next, until a termination. Only what
/// reads a carry is computed at each step, and a state in which nothing changes any more is summed as a whole.
/// </summary>
public sealed class HeldEpisode
{
    private readonly RewardProgram _step;
    private readonly RewardProgram _reset;
    private readonly int[] _varying;
    private readonly Output[] _carried;
    private readonly Output[] _columns;
    private readonly int _objective;
    private readonly int _terminated;

    /// <param name="step">A step program; outputs that returns do not need are ignored.</param>
    /// <param name="reset">Its reset program.</param>
    public HeldEpisode(RewardProgram step, RewardProgram reset)
    {
        _step = Lean(step);
        _reset = reset;
        bool[] varies = new bool[_step.Code.Count];
        for (int i = 0; i < varies.Length; i++)
        {
            Instruction code = _step.Code[i];
            varies[i] = code.Op is Opcode.Carry or Opcode.CarryPick or Opcode.IsFirst
                || (code.A >= 0 && varies[code.A]) || (code.B >= 0 && varies[code.B]) || (code.C >= 0 && varies[code.C]);
        }

        _varying = Enumerable.Range(0, varies.Length).Where(i => varies[i]).ToArray();
        _carried = _step.Outputs.Where(static o => o.Kind == OutputKind.Carry).ToArray();
        _columns = _step.Outputs.Where(static o => o.Kind == OutputKind.Column).OrderBy(static o => o.Index).ToArray();
        _objective = _step.Find(OutputKind.Objective);
        _terminated = _step.Find(OutputKind.Terminated);
    }

    /// <summary>The step program without what returns do not need.</summary>
    public RewardProgram Step => _step;

    /// <summary>Instructions that are computed at each step in which something changes.</summary>
    public int StepWork => _varying.Length;

    /// <summary>Runs an episode.</summary>
    /// <param name="phases">Its states in order, at least one.</param>
    /// <param name="parameters">The parameters, those of each environment included.</param>
    /// <param name="discount">The discount factor.</param>
    public HeldReturn Run(IReadOnlyList<HeldPhase> phases, IReadOnlyList<float> parameters, double discount)
    {
        float[][] carries = Reset(_step, _reset, phases[0].Inputs, parameters);
        double[] columns = new double[_columns.Length];
        double sum = 0;
        double weight = 1;
        bool isFirst = true;
        int steps = 0;
        foreach (HeldPhase phase in phases)
        {
            float[][]? values = null;
            for (int t = 0; t < phase.Steps; t++)
            {
                var state = new InterpreterState { Inputs = phase.Inputs, Carries = carries, Parameters = parameters, IsFirst = isFirst };
                if (values is null)
                {
                    values = Interpreter.Run(_step, state);
                }
                else
                {
                    Interpreter.Update(_step, state, values, _varying);
                }

                steps++;
                bool ends = values[_terminated][0] != 0f;
                bool isSteady = !isFirst && !ends && _carried.All(o => Same(carries[o.Index], CarryContents.Next(_step.Carries[o.Index], carries[o.Index], values[o.Value])));

                // Where nothing changes any more, the rest of the phase pays the same at each step.
                double factor = isSteady ? Sum(weight, discount, phase.Steps - t) : weight;
                sum += factor * values[_objective][0];
                for (int c = 0; c < columns.Length; c++)
                {
                    columns[_columns[c].Index] += factor * values[_columns[c].Value][0];
                }

                if (ends)
                {
                    return new HeldReturn(sum, columns, true, steps);
                }

                if (isSteady)
                {
                    weight *= Math.Pow(discount, phase.Steps - t);
                    break;
                }

                weight *= discount;
                isFirst = false;
                carries = Next(carries, values);
            }
        }

        return new HeldReturn(sum, columns, false, steps);
    }

    /// <summary>The carries right after a reset on a state.</summary>
    public static float[][] Reset(RewardProgram step, RewardProgram reset, IReadOnlyList<float[]> inputs, IReadOnlyList<float> parameters)
    {
        float[][] carries = step.Carries.Select(static c => new float[Math.Max(1, c.Type.Length)]).ToArray();
        for (int p = 0; p < step.Parameters.Count; p++)
        {
            for (int c = 0; step.Parameters[p].PerEnvironment && c < carries.Length; c++)
            {
                if (step.Carries[c].Name == "Parameter." + step.Parameters[p].Name)
                {
                    carries[c][0] = parameters[p];
                }
            }
        }

        float[][] values = Interpreter.Run(reset, new InterpreterState { Inputs = inputs, Carries = carries, Parameters = parameters, IsFirst = true });
        foreach (Output output in reset.Outputs.Where(static o => o.Kind == OutputKind.Carry))
        {
            carries[output.Index] = CarryContents.Start(step.Carries[output.Index], values[output.Value]);
        }

        return carries;
    }

    /// <summary>The sum of a geometric series that starts with <paramref name="first"/>.</summary>
    internal static double Sum(double first, double discount, int steps) =>
        discount == 1 ? first * steps : first * (1 - Math.Pow(discount, steps)) / (1 - discount);

    /// <summary>The step program with the outputs that a return is made of.</summary>
    private static RewardProgram Lean(RewardProgram step) => DeadCode.Run(step with
    {
        Outputs = step.Outputs.Where(static o => o.Kind is OutputKind.Objective or OutputKind.Column or OutputKind.Terminated or OutputKind.Carry).ToEquatableArray(),
    });

    private float[][] Next(float[][] carries, float[][] values)
    {
        float[][] next = (float[][])carries.Clone();
        foreach (Output output in _carried)
        {
            next[output.Index] = CarryContents.Next(_step.Carries[output.Index], carries[output.Index], values[output.Value]);
        }

        return next;
    }

    private static bool Same(float[] a, float[] b)
    {
        for (int j = 0; j < a.Length; j++)
        {
            if (Literals.Bits(a[j]) != Literals.Bits(b[j]))
            {
                return false;
            }
        }

        return true;
    }
}
