using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Ir.Tests.Machines;

/// <summary>Machines over three atoms, with all their oddities, and the letters that can occur.</summary>
internal sealed class RandomMachines
{
    private static readonly string[] Names = ["a", "b", "c"];
    private readonly Random _random;
    private readonly (int Next, float Reward)[][] _edges;

    public RandomMachines(int seed)
    {
        _random = new Random(seed);
        Allowed = _random.Next(3) == 0 ? [0, 1, 2, 3, 4, 5, 6, 7] : [.. Enumerable.Range(0, 8).Where(_ => _random.Next(4) != 0).Select(static i => (ulong)i)];
        Allowed = Allowed.Length == 0 ? [3] : Allowed;
        int states = 1 + _random.Next(6);
        bool isOverlapping = _random.Next(2) == 0;
        var transitions = new List<MachineTransition>();
        for (int s = 0; s < states; s++)
        {
            int count = _random.Next(4);
            for (int i = 0; i < count; i++)
            {
                TemporalFormula guard = isOverlapping ? Guard(1 + _random.Next(4)) : TemporalFormula.And(Atom(0, i & 1), Atom(1, i >> 1));
                transitions.Add(new MachineTransition(s, _random.Next(states), guard, _random.Next(3) == 0 ? 0 : (_random.Next(9) - 5) / 2f));
            }
        }

        Machine = new RewardMachine(
            Enumerable.Range(0, states).Select(static s => "S" + s).ToEquatableArray(),
            _random.Next(states),
            Enumerable.Range(0, states).Where(_ => _random.Next(3) == 0).ToEquatableArray(),
            transitions.OrderBy(_ => _random.Next()).ToEquatableArray());
        _edges = [.. Enumerable.Range(0, states).Select(s => Machine.IsFinal(s) ? [] : Allowed.Select(a => Step(Machine, s, a)).Distinct().ToArray())];
    }

    public RewardMachine Machine { get; }

    /// <summary>The assignments of the three atoms that can occur.</summary>
    public ulong[] Allowed { get; }

    public AutomatonOptions Options => new() { Feasible = (read, values) => Allowed.Any(a => (a & read) == values) };

    /// <summary>The transition that is taken, by the definition.</summary>
    public static int Taken(RewardMachine machine, int state, ulong assignment) => machine.IsFinal(state) ? -1
        : machine.Transitions.Select(static (t, i) => (t, i)).Where(t => t.t.From == state && Holds(t.t.Guard, assignment)).Select(static t => t.i).DefaultIfEmpty(-1).First();

    public static bool Holds(TemporalFormula guard, ulong assignment) => TraceEvaluator.Holds(guard, [assignment]);

    /// <summary>A step by the definition.</summary>
    public static (int Next, float Reward) Step(RewardMachine machine, int state, ulong assignment) =>
        Taken(machine, state, assignment) is >= 0 and int t ? (machine.Transitions[t].To, machine.Transitions[t].Reward) : (state, 0f);

    /// <summary>The edges by the definition: all outcomes of a state that is not final.</summary>
    public IReadOnlyList<(int Next, float Reward)> Edges(int state) => _edges[state];

    /// <summary>All simple loops among states that are not final, by the states and the best rewards between them.</summary>
    public IReadOnlyList<(int[] States, double Sum)> Loops(bool fromStart)
    {
        var loops = new List<(int[], double)>();
        bool[] seen = new bool[Machine.States.Count];
        bool[] reached = Reached([Machine.Start], fromStart);
        for (int s = 0; s < seen.Length; s++)
        {
            if (reached[s])
            {
                Walk([s], 0);
            }
        }

        return loops;

        void Walk(List<int> way, double sum)
        {
            foreach ((int next, float reward) in Edges(way[^1]))
            {
                if (next == way[0])
                {
                    loops.Add(([.. way], sum + reward));
                }
                else if (next > way[0] && !way.Contains(next) && !Machine.IsFinal(next))
                {
                    Walk([.. way, next], sum + reward);
                }
            }
        }
    }

    public bool[] Reached(IEnumerable<int> from, bool counts = true)
    {
        bool[] reached = [.. Enumerable.Repeat(!counts, Machine.States.Count)];
        var work = new Stack<int>(from);
        while (work.Count > 0)
        {
            int s = work.Pop();
            if (!reached[s])
            {
                reached[s] = true;
                foreach ((int next, _) in Edges(s))
                {
                    work.Push(next);
                }
            }
        }

        return reached;
    }

    private TemporalFormula Guard(int size) => size <= 1 ? Atom(_random.Next(3), _random.Next(2)) : _random.Next(7) switch
    {
        0 => TemporalFormula.Not(Guard(size - 1)),
        1 or 2 => TemporalFormula.And(Guard(size / 2), Guard(size - (size / 2))),
        3 => TemporalFormula.Or(Guard(size / 2), Guard(size - (size / 2))),
        4 => TemporalFormula.Implies(Guard(size / 2), Guard(size - (size / 2))),
        5 => TemporalFormula.Iff(Guard(size / 2), Guard(size - (size / 2))),
        _ => _random.Next(4) == 0 ? TemporalFormula.True : TemporalFormula.Xor(Guard(size / 2), Guard(size - (size / 2))),
    };

    private static TemporalFormula Atom(int atom, int holds) =>
        holds != 0 ? TemporalFormula.Proposition(atom, Names[atom]) : TemporalFormula.Not(TemporalFormula.Proposition(atom, Names[atom]));
}
