using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// What each state of an automaton still asks of the steps to come, as a formula: the formula moved on over a shortest trace to the state
/// (progression, Bacchus and Kabanza 1998). It holds of the steps that follow, one at least, exactly when the whole trace is accepted.
/// </summary>
public static class AutomatonRemainders
{
    // What is longer explains nothing; simplifying it would take long.
    private const int MostParts = 60;

    // What is shorter is read at a glance as it is.
    private const int LeastParts = 7;
    private static readonly AutomatonOptions Quick = new() { MaxStates = 200, MaxWork = 20_000 };

    /// <summary>For each state a formula; null for all when the formula reads the past, and for a state when it is too long.</summary>
    public static IReadOnlyList<TemporalFormula?> Of(TemporalAutomaton automaton)
    {
        var remainders = new TemporalFormula?[automaton.StateCount];
        var known = new Dictionary<(TemporalFormula, TemporalFormula), bool>();
        if (ReadsPast(automaton.Formula))
        {
            return remainders;
        }

        ulong[] letters = Letters(automaton);
        int[] distance = [.. Enumerable.Repeat(-1, automaton.StateCount)];
        remainders[0] = TemporalSimplifier.Simplify(automaton.Formula);
        distance[0] = 0;
        var queue = new Queue<int>();
        for (queue.Enqueue(0); queue.Count > 0;)
        {
            int state = queue.Dequeue();
            remainders[state] = remainders[state] is { } found && Size(found) is >= LeastParts and <= MostParts ? Shorter(found, known) : remainders[state];
            for (int c = 0; c < letters.Length; c++)
            {
                int next = automaton.Next[(state * letters.Length) + c];
                if (distance[next] >= 0 && distance[next] != distance[state] + 1)
                {
                    continue;
                }

                if (distance[next] < 0)
                {
                    distance[next] = distance[state] + 1;
                    queue.Enqueue(next);
                }

                // All ways to a state leave the same to do; the shortest text says it best.
                if (remainders[state] is { } before && Size(before) <= MostParts && TemporalSimplifier.Simplify(After(before, letters[c])) is { } after
                    && (remainders[next] is not { } other || after.ToString().Length < other.ToString().Length))
                {
                    remainders[next] = after;
                }
            }
        }

        return remainders;
    }

    /// <summary>What a formula asks of the steps after one at which some atoms hold.</summary>
    internal static TemporalFormula After(TemporalFormula f, ulong letter)
    {
        TemporalFormula A() => After(f.Operands[0], letter);
        TemporalFormula B() => After(f.Operands[1], letter);
        TemporalFormula Both(TemporalFormula a, TemporalFormula b) => a.Kind == TemporalOperator.True ? b : b.Kind == TemporalOperator.True ? a : TemporalFormula.And(a, b);
        TemporalFormula Either(TemporalFormula a, TemporalFormula b) => a.Kind == TemporalOperator.False ? b : b.Kind == TemporalOperator.False ? a : TemporalFormula.Or(a, b);
        bool isLast = f.Window.IsBounded && f.Window.Last == 0;
        bool isOpen = f.Window.First == 0;
        // The same operator a step later: its window is a step nearer.
        TemporalFormula Later(TemporalFormula none) => isLast ? none
            : f.With(f.Operands, f.Window.IsWhole ? f.Window : TemporalWindow.Steps(isOpen ? 0 : f.Window.First - 1, f.Window.IsBounded ? f.Window.Last - 1 : null));
        switch (f.Kind)
        {
            case TemporalOperator.True or TemporalOperator.False:
                return f;
            case TemporalOperator.Atom:
                return ((letter >> f.Atom) & 1) != 0 ? TemporalFormula.True : TemporalFormula.False;
            case TemporalOperator.Next or TemporalOperator.WeakNext:
                return f.Operands[0];
            case TemporalOperator.Eventually:
                return isOpen ? Either(A(), Later(TemporalFormula.False)) : Later(TemporalFormula.False);
            case TemporalOperator.Always:
                return isOpen ? Both(A(), Later(TemporalFormula.True)) : Later(TemporalFormula.True);
            case TemporalOperator.Until or TemporalOperator.WeakUntil:
                TemporalFormula until = Both(A(), Later(f.Kind == TemporalOperator.WeakUntil ? TemporalFormula.True : TemporalFormula.False));
                return isOpen ? Either(B(), until) : until;
            case TemporalOperator.Release or TemporalOperator.StrongRelease:
                TemporalFormula release = Either(A(), Later(f.Kind == TemporalOperator.Release ? TemporalFormula.True : TemporalFormula.False));
                return isOpen ? Both(B(), release) : release;
            default:
                return f.With([.. f.Operands.Select(o => After(o, letter))], f.Window);
        }
    }

    /// <summary>Without what another part of the same row says already.</summary>
    private static TemporalFormula Shorter(TemporalFormula formula, Dictionary<(TemporalFormula, TemporalFormula), bool> known)
    {
        if (formula.Kind is not (TemporalOperator.And or TemporalOperator.Or))
        {
            return formula;
        }

        bool Follows(TemporalFormula from, TemporalFormula to)
        {
            if (!known.TryGetValue((from, to), out bool follows))
            {
                follows = TemporalQueries.Follows(to, from, Quick) == true;
                known.Add((from, to), follows);
            }

            return follows;
        }

        List<TemporalFormula> parts = [.. formula.Operands.Select(o => Shorter(o, known))];
        for (int i = parts.Count - 1; i >= 0; i--)
        {
            TemporalFormula part = parts[i];
            if (parts.Where((_, k) => k != i).Any(o => formula.Kind == TemporalOperator.Or ? Follows(part, o) : Follows(o, part)))
            {
                parts.RemoveAt(i);
            }
        }

        return formula.Kind == TemporalOperator.Or ? TemporalFormula.Or(parts) : TemporalFormula.And(parts);
    }

    /// <summary>For each class of letters one that can occur, as an assignment.</summary>
    private static ulong[] Letters(TemporalAutomaton automaton)
    {
        ulong[] letters = new ulong[automaton.ClassCount];
        for (int letter = automaton.LetterClass.Count - 1; letter >= 0; letter--)
        {
            if (automaton.IsFeasible[letter])
            {
                ulong assignment = 0;
                for (int k = 0; k < automaton.Atoms.Count; k++)
                {
                    assignment |= (ulong)((letter >> k) & 1) << automaton.Atoms[k];
                }

                letters[automaton.LetterClass[letter]] = assignment;
            }
        }

        return letters;
    }

    private static int Size(TemporalFormula formula)
    {
        int size = 0;
        var work = new Stack<TemporalFormula>([formula]);
        while (work.Count > 0 && size <= MostParts)
        {
            size++;
            foreach (TemporalFormula operand in work.Pop().Operands)
            {
                work.Push(operand);
            }
        }

        return size;
    }

    private static bool ReadsPast(TemporalFormula formula)
    {
        var seen = new HashSet<TemporalFormula>();
        var work = new Stack<TemporalFormula>([formula]);
        while (work.Count > 0)
        {
            TemporalFormula next = work.Pop();
            if (next.Kind is TemporalOperator.Yesterday or TemporalOperator.WeakYesterday or TemporalOperator.Once or TemporalOperator.Historically or TemporalOperator.Since or TemporalOperator.Triggered)
            {
                return true;
            }

            foreach (TemporalFormula operand in next.Operands.Where(seen.Add))
            {
                work.Push(operand);
            }
        }

        return false;
    }
}
