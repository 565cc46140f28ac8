using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Reads deterministic automata in the Hanoi Omega-Automata format, version 1 (adl.github.io/hoaf), which Spot and others write, as reward
/// machines. Acceptance on states or on edges, by <c>t</c>, <c>f</c>, <c>Inf</c> or <c>Fin</c> of one set. A step for which a state has no edge rejects. A
/// state of the acceptance set without edges is an end, as in automata over finite traces.
/// </summary>
public static class HoaReader
{
    /// <summary>The machine of a file; null with an error when it is none.</summary>
    /// <param name="text">The file.</param>
    /// <param name="pay">What is paid.</param>
    /// <param name="accepted">What acceptance pays, or a visit of a set that is to be visited often.</param>
    /// <param name="rejected">What rejection pays, or a visit of a set that is to be visited seldom.</param>
    /// <param name="options">Limits, and which of its atoms can hold together.</param>
    /// <param name="error">What is wrong.</param>
    public static ImportedMachine? Read(string text, HoaPay pay, float accepted, float rejected, AutomatonOptions options, out ImportError? error)
    {
        error = null;
        try
        {
            var automaton = HoaParser.Parse(text, options.MaxStates);
            return Convert(automaton, pay, accepted, rejected, options);
        }
        catch (ImportException wrong)
        {
            error = wrong.Error;
            return null;
        }
    }

    private static ImportedMachine Convert(HoaAutomaton automaton, HoaPay pay, float accepted, float rejected, AutomatonOptions options)
    {
        var notes = new List<string>();
        List<TemporalFormula> atoms = [.. automaton.Atoms.Select(static (a, i) => TemporalFormula.Proposition(i, a))];
        bool[] isEnd = [.. automaton.States.Select(s => s.Edges.Count == 0 && (automaton.Acceptance == HoaAcceptance.Always || (automaton.Acceptance == HoaAcceptance.Often && s.Sets.Contains(automaton.Set) != automaton.IsComplement)))];

        // All edges, with what counts among them.
        HoaEdge[] written = [.. automaton.States.SelectMany(static s => s.Edges)];
        bool[] counts = [.. automaton.States.SelectMany(s => s.Edges.Select(e => automaton.Counts(s, e)))];
        var plain = new RewardMachine(
            Names(automaton).ToEquatableArray(),
            automaton.Start,
            Enumerable.Range(0, isEnd.Length).Where(s => isEnd[s]).ToEquatableArray(),
            automaton.States.SelectMany(static (s, i) => s.Edges.Select(e => new MachineTransition(i, e.To, e.Guard, 0))).ToEquatableArray());
        if (MachineLetters.Read(plain, options, out MachineProblem? problem) is not { } letters)
        {
            throw new ImportException(1, 1, problem!.Message);
        }

        OnlyOneAtOnce(plain, letters, written);
        RewardMachine whole = MachineHoles.Fill(plain, letters, "Rejected", 0, atoms);
        if (whole != plain)
        {
            notes.Add("a step for which a state has no edge rejects: the final state '" + whole.States[whole.States.Count - 1] + "' stands for that");
        }

        // The machine with the feasible edges only says where the states can lead.
        bool[] canHold = [.. Enumerable.Range(0, whole.Transitions.Count).Select(t => t >= written.Length || letters.Holds[t].Any(static w => w != 0))];
        (bool canAccept, bool canReject)[] open = Open(automaton, whole, isEnd, counts, canHold);
        bool[] isTrue = [.. open.Select(static o => o.canAccept && !o.canReject)];
        bool[] isFalse = [.. open.Select(static o => !o.canAccept)];
        return new ImportedMachine(
            pay == HoaPay.WhenDecided ? Decided(whole, isTrue, isFalse, accepted, rejected) : Visits(automaton, whole, isFalse, counts, accepted, rejected),
            automaton.Atoms,
            notes);
    }

    private static RewardMachine Decided(RewardMachine whole, bool[] isTrue, bool[] isFalse, float accepted, float rejected)
    {
        if (isTrue[whole.Start] || isFalse[whole.Start])
        {
            throw new ImportException(1, 1, "the automaton " + (isTrue[whole.Start] ? "accepts" : "rejects") + " each word: nothing is decided on the way, nothing is paid");
        }

        int[] final = [.. Enumerable.Range(0, isTrue.Length).Where(s => isTrue[s] || isFalse[s])];
        return final.Length == 0
            ? throw new ImportException(1, 1, "acceptance is never settled by the steps so far, as in 'G F a': read the file with pay for each visit")
            : whole with
            {
                Final = final.ToEquatableArray(),
                Transitions = whole.Transitions.Where(t => !final.Contains(t.From) && t.From != t.To)
                    .Select(t => t with { Reward = isTrue[t.To] ? accepted : isFalse[t.To] ? rejected : 0 }).ToEquatableArray(),
            };
    }

    private static RewardMachine Visits(HoaAutomaton automaton, RewardMachine whole, bool[] isFalse, bool[] counts, float accepted, float rejected)
    {
        if (automaton.Acceptance is HoaAcceptance.Always or HoaAcceptance.Never)
        {
            throw new ImportException(1, 1, "the acceptance condition names no set that could be visited: read the file with pay when it is decided");
        }

        // Where only rejection can follow there is nothing to visit; an endless cost is no end.
        int[] final = [.. whole.Final.Concat(automaton.Acceptance == HoaAcceptance.Often ? Enumerable.Range(0, isFalse.Length).Where(s => isFalse[s]) : []).Distinct().OrderBy(static s => s)];
        return final.Contains(whole.Start)
            ? throw new ImportException(1, 1, "the automaton rejects each word")
            : whole with
            {
                Final = final.ToEquatableArray(),
                Transitions = whole.Transitions.Select((t, i) => t with { Reward = i < counts.Length && counts[i] ? automaton.Acceptance == HoaAcceptance.Often ? accepted : rejected : 0 })
                    .Where(t => !final.Contains(t.From) && (t.From != t.To || t.Reward != 0)).ToEquatableArray(),
            };
    }

    /// <summary>For each state whether some word is accepted from there, and whether some is rejected.</summary>
    private static (bool CanAccept, bool CanReject)[] Open(HoaAutomaton automaton, RewardMachine whole, bool[] isEnd, bool[] counts, bool[] canHold)
    {
        int states = whole.States.Count;
        bool[,] all = Reach(whole, canHold, static _ => true);
        bool[,] without = Reach(whole, canHold, t => t >= counts.Length || !counts[t]);
        bool[] often = new bool[states];
        bool[] never = new bool[states];
        for (int t = 0; t < whole.Transitions.Count; t++)
        {
            MachineTransition edge = whole.Transitions[t];
            if (canHold[t])
            {
                // On a loop: an edge that counts, or one of a loop of edges that do not.
                often[edge.From] |= t < counts.Length && counts[t] && all[edge.To, edge.From];
                never[edge.From] |= !(t < counts.Length && counts[t]) && without[edge.To, edge.From];
            }
        }

        bool[] accepting = [.. Enumerable.Range(0, states).Select(s => (s < isEnd.Length && isEnd[s]) || automaton.Acceptance switch
        {
            HoaAcceptance.Always => often[s] || never[s],
            HoaAcceptance.Never => false,
            HoaAcceptance.Often => often[s],
            _ => never[s],
        })];
        bool[] rejecting = [.. Enumerable.Range(0, states).Select(s => s == isEnd.Length || automaton.Acceptance switch
        {
            HoaAcceptance.Always => false,
            HoaAcceptance.Never => often[s] || never[s],
            HoaAcceptance.Often => never[s],
            _ => often[s],
        })];
        return [.. Enumerable.Range(0, states).Select(s => (Enumerable.Range(0, states).Any(t => all[s, t] && accepting[t]), Enumerable.Range(0, states).Any(t => all[s, t] && rejecting[t])))];
    }

    /// <summary>Which states lead to which, each to itself, along some of the edges.</summary>
    private static bool[,] Reach(RewardMachine machine, bool[] canHold, Func<int, bool> isAlong)
    {
        int states = machine.States.Count;
        List<int>[] after = [.. Enumerable.Range(0, states).Select(static _ => new List<int>())];
        for (int t = 0; t < machine.Transitions.Count; t++)
        {
            if (canHold[t] && isAlong(t))
            {
                after[machine.Transitions[t].From].Add(machine.Transitions[t].To);
            }
        }

        bool[,] reach = new bool[states, states];
        for (int s = 0; s < states; s++)
        {
            var work = new Stack<int>([s]);
            while (work.Count > 0)
            {
                int state = work.Pop();
                if (!reach[s, state])
                {
                    reach[s, state] = true;
                    after[state].ForEach(work.Push);
                }
            }
        }

        return reach;
    }

    private static void OnlyOneAtOnce(RewardMachine machine, MachineLetters letters, HoaEdge[] written)
    {
        for (int t = 0; t < written.Length; t++)
        {
            for (int e = t - 1; e >= 0 && machine.Transitions[e].From == machine.Transitions[t].From; e--)
            {
                bool isSame = machine.Transitions[e].To == machine.Transitions[t].To && new HashSet<int>(written[e].Sets).SetEquals(written[t].Sets);
                if (!isSame && letters.Holds[e].Zip(letters.Holds[t], static (a, b) => a & b).Any(static w => w != 0))
                {
                    throw new ImportException(
                        written[t].At.Line,
                        written[t].At.Column,
                        "two edges of this state can be taken at once, at '" + machine.Transitions[e].Guard + "' and '" + machine.Transitions[t].Guard
                            + "': only deterministic automata are read. Spot makes one with 'autfilt -D', for a formula 'ltl2tgba -D'");
                }
            }
        }
    }

    /// <summary>The names of the states: their own, else their numbers; no name twice.</summary>
    private static List<string> Names(HoaAutomaton automaton)
    {
        var names = new List<string>();
        var used = new HashSet<string>(automaton.States.Select(static s => s.Name));
        var taken = new HashSet<string>();
        for (int i = 0; i < automaton.States.Count; i++)
        {
            string name = automaton.States[i].Name;
            if (name.Length == 0 || !taken.Add(name))
            {
                for (name = "S" + Literals.Integer(i); !used.Add(name);)
                {
                    name += "_";
                }
            }

            names.Add(name);
        }

        return names;
    }
}
