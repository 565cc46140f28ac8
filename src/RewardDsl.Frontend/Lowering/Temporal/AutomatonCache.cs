using System.Collections.Concurrent;
using System.Collections.Generic;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Automata by formula. A formula alone decides its automaton, and the same few are asked for again at each keystroke, by the generator and by the
/// analyzers; the least costly way to forget old ones is to forget all.
/// </summary>
internal static class AutomatonCache
{
    private const int Most = 256;

    /// <summary>A rule asks several questions about each formula.</summary>
    private const int MostLimited = 2048;

    /// <summary>A question that takes more is not answered: rules run at each keystroke.</summary>
    private const int RuleStates = 1024;
    private const long RuleWork = 300_000;

    private static readonly ConcurrentDictionary<(TemporalFormula Formula, EquatableArray<ulong> Letters), (TemporalAutomaton? Automaton, AutomatonTable? Table, AutomatonProblem? Problem)> s_known = new();

    private static readonly ConcurrentDictionary<(TemporalFormula Formula, EquatableArray<ulong> Letters), TemporalAutomaton?> s_limited = new();

    /// <summary>The automaton of a formula where only some letters can occur; null when it has none within the limits for a rule.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="letters">The assignments of its atoms that can occur.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TemporalAutomaton? Of(TemporalFormula formula, EquatableArray<ulong> letters, System.Threading.CancellationToken cancellation)
    {
        if (s_limited.TryGetValue((formula, letters), out TemporalAutomaton? known))
        {
            return known;
        }

        var can = new HashSet<ulong>(letters);
        var options = new AutomatonOptions { MaxStates = RuleStates, MaxWork = RuleWork, Cancellation = cancellation, Feasible = (_, values) => can.Contains(values) };
        known = TemporalAutomaton.Build(formula, options, out _);
        if (s_limited.Count >= MostLimited)
        {
            s_limited.Clear();
        }

        s_limited.TryAdd((formula, letters), known);
        return known;
    }

    /// <summary>The automaton of a formula with its table; null with the problem when it has none.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="letters">The assignments of its atoms that can occur by what they are made of; empty for all.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static (TemporalAutomaton? Automaton, AutomatonTable? Table, AutomatonProblem? Problem) WithTable(TemporalFormula formula, EquatableArray<ulong> letters, System.Threading.CancellationToken cancellation)
    {
        if (s_known.TryGetValue((formula, letters), out (TemporalAutomaton?, AutomatonTable?, AutomatonProblem?) known))
        {
            return known;
        }

        System.Func<ulong, ulong, bool>? feasible = letters.Count == 0 ? null : (atoms, values) =>
        {
            foreach (ulong letter in letters)
            {
                if ((letter & atoms) == values)
                {
                    return true;
                }
            }

            return false;
        };
        TemporalAutomaton? automaton = TemporalAutomaton.Build(formula, new AutomatonOptions { Cancellation = cancellation, Feasible = feasible }, out AutomatonProblem? problem);
        known = (automaton, automaton is null ? null : AutomatonTable.Of(automaton), problem);
        if (s_known.Count >= Most)
        {
            s_known.Clear();
        }

        s_known.TryAdd((formula, letters), known);
        return known;
    }
}
