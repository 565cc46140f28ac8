using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Automata of formulas from those of their parts.</summary>
internal static class Products
{
    /// <summary>The automaton of a negation.</summary>
    public static RawAutomaton Not(RawAutomaton automaton) => Minimizer.Minimize(automaton with { IsAccepting = [.. automaton.IsAccepting.Select(static a => !a)] });

    /// <summary>The automaton of two formulas under a connective.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="letters">The letters over the atoms of both.</param>
    /// <param name="holds">The connective.</param>
    /// <param name="options">Limits.</param>
    public static RawAutomaton Join(RawAutomaton a, RawAutomaton b, LetterSet letters, Func<bool, bool, bool> holds, AutomatonOptions options)
    {
        int[] classes = Classes(a, b, letters, out List<(int A, int B)> pairs);
        var known = new Dictionary<long, int>();
        // The start comes first and is met again only as a state of its own: whether a trace may end there counts then.
        var states = new List<(int A, int B)> { (0, 0) };
        var next = new List<int[]>();
        var accepting = new List<bool> { false };
        for (int s = 0; s < states.Count; s++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            int[] row = new int[pairs.Count];
            for (int c = 0; c < row.Length; c++)
            {
                (int A, int B) state = (a.Next[states[s].A][pairs[c].A], b.Next[states[s].B][pairs[c].B]);
                long key = ((long)state.A << 32) | (uint)state.B;
                if (!known.TryGetValue(key, out row[c]))
                {
                    row[c] = states.Count;
                    known.Add(key, row[c]);
                    states.Add(state);
                    accepting.Add(holds(a.IsAccepting[state.A], b.IsAccepting[state.B]));
                    // The product is thrown away, so it may be larger than what is kept.
                    if (states.Count > 16L * options.MaxStates)
                    {
                        throw new StateLimitException();
                    }
                }
            }

            next.Add(row);
        }

        RawAutomaton joined = Minimizer.Minimize(new RawAutomaton(letters, classes, pairs.Count, next, accepting));
        return joined.Next.Count <= options.MaxStates ? joined : throw new StateLimitException();
    }

    private static int[] Classes(RawAutomaton a, RawAutomaton b, LetterSet letters, out List<(int A, int B)> pairs)
    {
        int[] ofA = Projected(a, letters);
        int[] ofB = Projected(b, letters);
        var known = new Dictionary<(int, int), int>();
        pairs = [];
        int[] classes = new int[letters.Letters.Length];
        for (int i = 0; i < classes.Length; i++)
        {
            (int, int) pair = (ofA[i], ofB[i]);
            if (!known.TryGetValue(pair, out classes[i]))
            {
                classes[i] = pairs.Count;
                known.Add(pair, pairs.Count);
                pairs.Add(pair);
            }
        }

        return classes;
    }

    /// <summary>For each letter the class of its part in an automaton over fewer atoms.</summary>
    private static int[] Projected(RawAutomaton automaton, LetterSet letters)
    {
        int[] places = letters.Places(automaton.Letters.Atoms);
        int[] ofLetter = new int[1 << automaton.Letters.Atoms.Count];
        for (int i = 0; i < automaton.Letters.Letters.Length; i++)
        {
            ofLetter[automaton.Letters.Letters[i]] = automaton.Class[i];
        }

        return [.. letters.Letters.Select(l => ofLetter[LetterSet.Project(l, places)])];
    }
}
