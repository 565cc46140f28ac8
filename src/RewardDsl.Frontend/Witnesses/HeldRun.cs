using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// Runs the spec's own program on a state that is held from a reset on, as the episode of a scenario does, and says how far it is from
/// conditions that are asked of it.
/// </summary>
internal sealed class HeldRun
{
    private readonly RewardProgram _step;
    private readonly RewardProgram _reset;
    private readonly IReadOnlyList<float> _parameters;
    private readonly Output[] _carried;
    private readonly int[] _assumptions;
    private readonly Dictionary<int, int> _probes = new();
    private readonly int _terminated;

    /// <param name="step">The step program.</param>
    /// <param name="reset">The reset program that holds actions.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="asked">Values of the step program that are asked about.</param>
    public HeldRun(RewardProgram step, RewardProgram reset, IReadOnlyList<float> parameters, IReadOnlyList<int> asked)
    {
        List<int> values = asked.Distinct().ToList();
        _step = DeadCode.Run(step with
        {
            Outputs = step.Outputs.Where(static o => o.Kind is OutputKind.Column or OutputKind.Terminated or OutputKind.Carry or OutputKind.Assumption)
                .Concat(values.Select(static (v, i) => new Output(OutputKind.Probe, i, v))).ToEquatableArray(),
        });
        _reset = reset;
        _parameters = parameters;
        for (int i = 0; i < values.Count; i++)
        {
            _probes.Add(values[i], _step.Find(OutputKind.Probe, i));
        }

        _carried = _step.Outputs.Where(static o => o.Kind == OutputKind.Carry).ToArray();
        _assumptions = _step.Outputs.Where(static o => o.Kind == OutputKind.Assumption).Select(static o => o.Value).ToArray();
        _terminated = _step.Find(OutputKind.Terminated);
        Reads = new bool[step.Inputs.Count];
        foreach (Instruction code in _step.Code.Concat(reset.Code).Where(static c => c.Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick))
        {
            Reads[code.Immediate & 0xFFFF] = true;
        }

        ReadsPast = Remembers(step, asked);
    }

    /// <summary>Which signals it reads.</summary>
    public bool[] Reads { get; }

    /// <summary>Whether what is asked can change from step to step while a state is held.</summary>
    public bool ReadsPast { get; }

    /// <summary>The values of the last step.</summary>
    public float[][] Values { get; private set; } = Array.Empty<float[]>();

    /// <summary>A value of the last step by its number in the step program that was given.</summary>
    public float this[int value] => Values[_probes[value]][0];

    /// <summary>What each column pays in the last step.</summary>
    public float Column(int index) => Values[_step.Find(OutputKind.Column, index)][0];

    /// <summary>Holds a state for some steps.</summary>
    /// <param name="inputs">The state.</param>
    /// <param name="steps">For how many steps.</param>
    /// <param name="goesOn">Whether the last step must not end the episode; those before never may.</param>
    /// <param name="conditions">What must be so in the last step.</param>
    /// <returns>By how much what is asked is missed; 0 when all of it holds.</returns>
    public double Miss(float[][] inputs, int steps, bool goesOn, IReadOnlyList<Condition> conditions)
    {
        float[][] carries = HeldEpisode.Reset(_step, _reset, inputs, _parameters);
        double miss = 0;
        for (int t = 0; t < steps; t++)
        {
            Values = Interpreter.Run(_step, new InterpreterState { Inputs = inputs, Carries = carries, Parameters = _parameters, IsFirst = t == 0 });
            foreach (int assumption in _assumptions)
            {
                miss += Miss(assumption, 0, true);
            }

            miss += goesOn || t + 1 < steps ? Miss(_terminated, 0, false) : 0;
            if (t + 1 < steps)
            {
                carries = (float[][])carries.Clone();
                foreach (Output output in _carried)
                {
                    carries[output.Index] = CarryContents.Next(_step.Carries[output.Index], carries[output.Index], Values[output.Value]);
                }
            }
        }

        foreach (Condition condition in conditions)
        {
            miss += Miss(_probes[condition.Value], 0, condition.Holds);
        }

        return miss;
    }

    /// <summary>How far a truth value is from the wanted one: of comparisons, by how much; else 1.</summary>
    private double Miss(int value, int element, bool holds)
    {
        if ((Values[value][element] != 0f) == holds)
        {
            return 0;
        }

        Instruction code = _step.Code[value];
        switch (code.Op)
        {
            case Opcode.Not:
                return Miss(code.A, element, !holds);
            case Opcode.And or Opcode.Or when (code.Op == Opcode.And) == holds:
                return Miss(code.A, element, holds) + Miss(code.B, element, holds);
            case Opcode.And or Opcode.Or:
                return Math.Min(Miss(code.A, element, holds), Miss(code.B, element, holds));
            case Opcode.Less or Opcode.LessOrEqual:
                double gap = holds ? (double)Values[code.A][element] - Values[code.B][element] : (double)Values[code.B][element] - Values[code.A][element];
                return double.IsNaN(gap) || double.IsInfinity(gap) ? 1e30 : Math.Max(gap, 0) + float.Epsilon;
            case Opcode.Equal when holds:
                return Math.Abs((double)Values[code.A][element] - Values[code.B][element]) + float.Epsilon;
            case Opcode.Broadcast:
                return Miss(code.A, 0, holds);
            case Opcode.Element:
                return Miss(code.A, (int)code.Immediate, holds);
            case Opcode.All or Opcode.Any:
                IEnumerable<double> elements = Enumerable.Range(0, Values[code.A].Length).Select(j => Miss(code.A, j, holds));
                return (code.Op == Opcode.All) == holds ? elements.Sum() : elements.Min();
            default:
                return 1;
        }
    }

    private static bool Remembers(RewardProgram step, IReadOnlyList<int> asked)
    {
        HeldStep held = HeldStep.Of(step);
        var seen = new HashSet<int>();
        var work = new Stack<int>(asked.Select(held.Of));
        while (work.Count > 0)
        {
            int value = work.Pop();
            if (value < 0 || !seen.Add(value))
            {
                continue;
            }

            Instruction code = held.Program.Code[value];
            if (code.Op == Opcode.IsFirst || (code.Op is Opcode.Carry or Opcode.CarryPick && held.Program.Find(OutputKind.Carry, (int)(code.Immediate & 0xFFFF)) >= 0))
            {
                return true;
            }

            for (int k = 0; k < 3; k++)
            {
                work.Push(code.Operand(k));
            }
        }

        return false;
    }
}
