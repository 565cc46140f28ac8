using System;
using System.Linq;
using RewardDsl;

namespace OfficeWorld;

/// <summary>What a learner knows and uses.</summary>
/// <param name="Name">For people.</param>
/// <param name="SeesMachine">Its table has a row for each state of the machine, not only for each cell.</param>
/// <param name="IsShaped">It learns from the reward with the machine's potential.</param>
/// <param name="IsCounterfactual">It learns from each step what the step would have done in every state of the machine.</param>
internal sealed record Method(string Name, bool SeesMachine, bool IsShaped, bool IsCounterfactual)
{
    public static Method[] All { get; } =
    [
        new("cells only", false, false, false),
        new("with the machine's state", true, false, false),
        new("… and its potential", true, true, false),
        new("… and counterfactual experience", true, false, true),
        new("… and both", true, true, true),
    ];
}

/// <summary>
/// Tabular Q-learning of many learners at once, one environment each: ε-greedy, with the counterfactual experience of Toro Icarte,
/// Klassen, Valenzano and McIlraith, "Reward machines: exploiting reward function structure in reinforcement learning" (JAIR 2022) where a method uses it.
/// </summary>
internal sealed class QLearning
{
    private const float StepSize = 0.5f;
    private const float Exploration = 0.1f;

    /// <summary>Nothing is promised at the start, so that only what is paid leads; a promise to every state and move would do what a potential does (Wiewiora, 2003), everywhere.</summary>
    private const float FirstValue = 0f;

    private readonly OfficeTask _task;
    private readonly Method _method;
    private readonly int _learners;
    private readonly MachineInfo _machine;
    private readonly RewardEvaluator _evaluator;
    private readonly float _discount;
    private readonly float[] _potentials;
    private readonly float[][] _tables;
    private readonly Random[] _luck;

    public QLearning(OfficeTask task, Method method, int learners, int seed)
    {
        _task = task;
        _method = method;
        _learners = learners;
        _evaluator = task.Create(learners);
        _machine = _evaluator.Info.Machines[0];
        _discount = _evaluator.Info.Discount;

        // The weight of a potential is a run-time parameter: 0 switches it off.
        string weight = _machine.Name + ".Shaping";
        _evaluator.Parameters[weight] = method.IsShaped ? 1f : 0f;
        _potentials = [.. _machine.Potentials.Select(p => method.IsShaped ? p : 0f)];
        int rows = OfficeMap.Width * OfficeMap.Height * (method.SeesMachine ? _machine.States.Count : 1);
        _tables = [.. Enumerable.Range(0, learners).Select(_ => Enumerable.Repeat(FirstValue, rows * OfficeMap.Moves).ToArray())];
        _luck = [.. Enumerable.Range(0, learners).Select(i => new Random(unchecked((seed * 7919) + i)))];
    }

    /// <summary>Trains; for each interval and learner what the task itself paid for each step on average.</summary>
    public double[][] Train(int steps, int intervals)
    {
        int n = _learners;
        int states = _machine.States.Count;
        int[] x = Enumerable.Repeat(OfficeMap.StartX, n).ToArray();
        int[] y = Enumerable.Repeat(OfficeMap.StartY, n).ToArray();
        int[] age = new int[n];
        int[] rows = new int[n];
        int[] cells = new int[n];
        int[] moves = new int[n];
        bool[] truncated = new bool[n];
        bool[] terminated = new bool[n];
        bool[] ended = Enumerable.Repeat(true, n).ToArray();
        float[] total = new float[n];
        float[] objective = new float[n];
        float[] state = new float[n];
        float[] letters = new float[n];
        int[] next = new int[n * states];
        float[] paid = new float[n * states];
        double[][] curve = [.. Enumerable.Range(0, intervals).Select(_ => new double[n])];
        Array.Fill(state, _machine.Start);
        _task.Reset(_evaluator, ended, x, y);
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < n; i++)
            {
                cells[i] = (x[i] * OfficeMap.Height) + y[i];
                rows[i] = Row(cells[i], (int)state[i]);
                moves[i] = _luck[i].NextSingle() < Exploration ? _luck[i].Next(OfficeMap.Moves) : Best(_tables[i], rows[i], _luck[i]);
                (x[i], y[i]) = OfficeMap.Move(x[i], y[i], moves[i]);
                truncated[i] = ++age[i] >= _evaluator.Info.Horizon;
            }

            _task.Step(_evaluator, x, y, truncated, new StepOutputs { Total = total, Objective = objective, Terminated = terminated, Automata = state, Letters = letters });
            if (_method.IsCounterfactual)
            {
                _evaluator.Counterfactual(_machine.Name, letters, next, paid);
            }

            for (int i = 0; i < n; i++)
            {
                int cell = (x[i] * OfficeMap.Height) + y[i];
                if (_method.IsCounterfactual)
                {
                    LearnAll(_tables[i], cells[i], moves[i], cell, next.AsSpan(i * states, states), paid.AsSpan(i * states, states));
                }
                else
                {
                    Learn(_tables[i], rows[i], moves[i], total[i], terminated[i] ? -1 : Row(cell, (int)state[i]));
                }

                curve[(int)((long)t * intervals / steps)][i] += objective[i] * intervals / steps;
                ended[i] = terminated[i] || truncated[i];
                if (ended[i])
                {
                    (x[i], y[i], age[i], state[i]) = (OfficeMap.StartX, OfficeMap.StartY, 0, _machine.Start);
                }
            }

            if (ended.Contains(true))
            {
                _task.Reset(_evaluator, ended, x, y);
            }
        }

        return curve;
    }

    /// <summary>How many steps the greedy policy of each learner takes to success; −1 where it does not get there within an episode.</summary>
    public int[] GreedySteps() => [.. Enumerable.Range(0, _learners).Select(GreedySteps)];

    private int GreedySteps(int learner)
    {
        using RewardEvaluator evaluator = _task.Create(1);
        int[] x = [OfficeMap.StartX];
        int[] y = [OfficeMap.StartY];
        float[] state = [_machine.Start];
        float[] total = new float[1];
        bool[] terminated = new bool[1];
        var luck = new Random(learner);
        _task.Reset(evaluator, [true], x, y);
        for (int t = 1; t <= evaluator.Info.Horizon; t++)
        {
            (x[0], y[0]) = OfficeMap.Move(x[0], y[0], Best(_tables[learner], Row((x[0] * OfficeMap.Height) + y[0], (int)state[0]), luck));
            float[] objective = new float[1];
            _task.Step(evaluator, x, y, [false], new StepOutputs { Total = total, Objective = objective, Terminated = terminated, Automata = state });
            if (terminated[0])
            {
                return objective[0] > 0f ? t : -1;
            }
        }

        return -1;
    }

    private int Row(int cell, int state) => _method.SeesMachine ? (cell * _machine.States.Count) + state : cell;

    private void Learn(float[] table, int row, int move, float reward, int nextRow)
    {
        float target = reward + (nextRow < 0 ? 0f : _discount * Highest(table, nextRow));
        ref float value = ref table[(row * OfficeMap.Moves) + move];
        value += StepSize * (target - value);
    }

    /// <summary>The same step in every state that is not final; what shaping would pay there comes from the machine's table too.</summary>
    private void LearnAll(float[] table, int cell, int move, int nextCell, ReadOnlySpan<int> next, ReadOnlySpan<float> paid)
    {
        for (int u = 0; u < next.Length; u++)
        {
            if (!_machine.Final.Contains(u))
            {
                bool isFinal = _machine.Final.Contains(next[u]);
                float shaping = (isFinal ? 0f : _discount * _potentials[next[u]]) - _potentials[u];
                Learn(table, Row(cell, u), move, paid[u] + shaping, isFinal ? -1 : Row(nextCell, next[u]));
            }
        }
    }

    private static float Highest(float[] table, int row)
    {
        float best = float.NegativeInfinity;
        for (int a = 0; a < OfficeMap.Moves; a++)
        {
            best = Math.Max(best, table[(row * OfficeMap.Moves) + a]);
        }

        return best;
    }

    /// <summary>The best move; of equal ones any.</summary>
    private static int Best(float[] table, int row, Random luck)
    {
        float best = Highest(table, row);
        int count = 0;
        int chosen = 0;
        for (int a = 0; a < OfficeMap.Moves; a++)
        {
            if (table[(row * OfficeMap.Moves) + a] == best && luck.Next(++count) == 0)
            {
                chosen = a;
            }
        }

        return chosen;
    }
}
