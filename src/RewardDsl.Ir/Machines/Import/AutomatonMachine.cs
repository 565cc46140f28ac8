using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Formulas as reward machines.</summary>
public static class AutomatonMachine
{
    /// <summary>
    /// The machine that pays on the step that decides a formula. Where it is decided the machine ends; what is open when an episode ends is
    /// not its business.
    /// </summary>
    /// <param name="automaton">The formula's automaton.</param>
    /// <param name="whenTrue">What the step pays after which the formula holds however the episode goes on.</param>
    /// <param name="whenFalse">What the step pays after which it fails however the episode goes on.</param>
    public static RewardMachine Of(TemporalAutomaton automaton, float whenTrue, float whenFalse)
    {
        int open = 0;
        string[] names =
        [
            .. automaton.Verdicts.Select(v => v switch
            {
                TemporalVerdict.True => "Satisfied",
                TemporalVerdict.False => "Violated",
                _ => "Open" + Literals.Integer(open++),
            }),
        ];
        var transitions = new List<MachineTransition>();
        for (int s = 0; s < automaton.StateCount; s++)
        {
            int state = s;
            foreach (int to in Enumerable.Range(0, automaton.ClassCount).Select(c => automaton.Next[(state * automaton.ClassCount) + c]).Distinct().OrderBy(static t => t))
            {
                if (to != state && automaton.Verdicts[state] == TemporalVerdict.Undecided)
                {
                    float reward = automaton.Verdicts[to] switch
                    {
                        TemporalVerdict.True => whenTrue,
                        TemporalVerdict.False => whenFalse,
                        _ => 0,
                    };
                    transitions.Add(new MachineTransition(state, to, AutomatonText.Guard(automaton, state, to), reward));
                }
            }
        }

        return new RewardMachine(
            names.ToEquatableArray(),
            0,
            Enumerable.Range(0, names.Length).Where(s => automaton.Verdicts[s] != TemporalVerdict.Undecided).ToEquatableArray(),
            transitions.ToEquatableArray());
    }
}
