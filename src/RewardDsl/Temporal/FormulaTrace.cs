using System;
using System.Collections.Generic;

namespace RewardDsl;

/// <summary>The definition of the operators on one trace, operator by operator and step by step.</summary>
internal sealed class FormulaTrace(IReadOnlyList<Formula> steps, double stepSeconds)
{
    private readonly List<List<bool>> _conditions = Read(steps);
    private readonly Dictionary<(Formula, int, int), bool> _known = [];

    /// <summary>Whether a part of the first step's formula holds at a step.</summary>
    /// <param name="part">The part.</param>
    /// <param name="first">How many conditions stand before it.</param>
    /// <param name="at">The step.</param>
    public bool Holds(Formula part, int first, int at)
    {
        if (!_known.TryGetValue((part, first, at), out bool holds))
        {
            holds = Decide(part, first, at);
            _known.Add((part, first, at), holds);
        }

        return holds;
    }

    private static List<List<bool>> Read(IReadOnlyList<Formula> steps)
    {
        var all = new List<List<bool>>();
        foreach (Formula step in steps)
        {
            var conditions = new List<bool>();
            step.Collect(conditions);
            all.Add(conditions);
        }

        return all;
    }

    private static int Conditions(Formula part)
    {
        var conditions = new List<bool>();
        part.Collect(conditions);
        return conditions.Count;
    }

    private bool Decide(Formula part, int first, int at)
    {
        int second = part.Operands.Count > 1 ? first + Conditions(part.Operands[0]) : first;
        bool A(int t) => Holds(part.Operands[0], first, t);
        bool B(int t) => Holds(part.Operands[1], second, t);
        (int from, int? to) = part.Kind >= FormulaOperator.Eventually ? part.Window(stepSeconds) : (0, null);
        switch (part.Kind)
        {
            case FormulaOperator.Condition:
                return _conditions[at][first];
            case FormulaOperator.Not:
                return !A(at);
            case FormulaOperator.And:
                return A(at) & B(at);
            case FormulaOperator.Or:
                return A(at) | B(at);
            case FormulaOperator.Xor:
                return A(at) ^ B(at);
            case FormulaOperator.Implies:
                return !A(at) | B(at);
            case FormulaOperator.Iff:
                return A(at) == B(at);
            case FormulaOperator.Next:
                return at + 1 < steps.Count && A(at + 1);
            case FormulaOperator.WeakNext:
                return at + 1 >= steps.Count || A(at + 1);
            case FormulaOperator.Yesterday:
                return at > 0 && A(at - 1);
            case FormulaOperator.WeakYesterday:
                return at == 0 || A(at - 1);
            case FormulaOperator.Eventually:
                return Reached(at, from, to, 1, static _ => true, A);
            case FormulaOperator.Always:
                return !Reached(at, from, to, 1, static _ => true, t => !A(t));
            case FormulaOperator.Once:
                return Reached(at, from, to, -1, static _ => true, A);
            case FormulaOperator.Historically:
                return !Reached(at, from, to, -1, static _ => true, t => !A(t));
            case FormulaOperator.Until:
                return Reached(at, from, to, 1, A, B);
            case FormulaOperator.Release:
                return !Reached(at, from, to, 1, t => !A(t), t => !B(t));
            case FormulaOperator.Since:
                return Reached(at, from, to, -1, A, B);
            case FormulaOperator.Triggered:
                return !Reached(at, from, to, -1, t => !A(t), t => !B(t));
            case FormulaOperator.WeakUntil:
                return Reached(at, from, to, 1, A, B) || !Reached(at, 0, to, 1, static _ => true, t => !A(t));
            case FormulaOperator.StrongRelease:
                return !Reached(at, from, to, 1, t => !A(t), t => !B(t)) && Reached(at, 0, to, 1, static _ => true, A);
            default:
                throw new ArgumentOutOfRangeException(nameof(part));
        }
    }

    /// <summary>Whether the goal holds at some step of the window, and the way at each step from now before it.</summary>
    private bool Reached(int at, int from, int? to, int direction, Func<int, bool> way, Func<int, bool> goal)
    {
        for (int distance = 0; to is not { } last || distance <= last; distance++)
        {
            int t = at + (direction * distance);
            if (t < 0 || t >= steps.Count)
            {
                return false;
            }

            if (distance >= from && goal(t))
            {
                return true;
            }

            if (!way(t))
            {
                return false;
            }
        }

        return false;
    }
}
