using System.Collections.Concurrent;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Automata by formula. A formula alone decides its automaton, and the same few are asked for again at each keystroke, by the generator and by the
/// analyzers; the least costly way to forget old ones is to forget all.
/// </summary>
internal static class AutomatonCache
{
    private const int Most = 256;

    private static readonly ConcurrentDictionary<TemporalFormula, (TemporalAutomaton? Automaton, AutomatonTable? Table, AutomatonProblem? Problem)> s_known = new();

    /// <summary>The automaton of a formula with its table; null with the problem when it has none.</summary>
    public static (TemporalAutomaton? Automaton, AutomatonTable? Table, AutomatonProblem? Problem) Of(TemporalFormula formula, System.Threading.CancellationToken cancellation)
    {
        if (s_known.TryGetValue(formula, out (TemporalAutomaton?, AutomatonTable?, AutomatonProblem?) known))
        {
            return known;
        }

        TemporalAutomaton? automaton = TemporalAutomaton.Build(formula, new AutomatonOptions { Cancellation = cancellation }, out AutomatonProblem? problem);
        known = (automaton, automaton is null ? null : AutomatonTable.Of(automaton), problem);
        if (s_known.Count >= Most)
        {
            s_known.Clear();
        }

        s_known.TryAdd(formula, known);
        return known;
    }
}
