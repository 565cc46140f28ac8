using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>What the automaton of a formula can tell of earlier steps while the episode goes on.</summary>
internal static class FormulaMemory
{
    /// <summary>Letters to look at for whether a decision ends the episode.</summary>
    private const int MostLetters = 64;

    /// <summary>The states that are open after at least one step.</summary>
    public static IReadOnlyList<int> OpenStates(AutomatonTable table)
    {
        var found = new List<int>();
        var work = new Stack<int>();
        work.Push(table.Start);
        while (work.Count > 0)
        {
            int state = work.Pop();
            for (int c = 0; c < table.Classes; c++)
            {
                int next = table.Next[(state * table.Classes) + c];
                if (next < table.FirstDecided && !found.Contains(next))
                {
                    found.Add(next);
                    work.Push(next);
                }
            }
        }

        return found;
    }

    /// <summary>Whether what a step leads to depends on what came before it, while the formula is open.</summary>
    public static bool RemembersOpen(AutomatonTable table)
    {
        IReadOnlyList<int> open = OpenStates(table);
        return Enumerable.Range(0, table.Classes).Any(c => open.Select(s => table.Next[(s * table.Classes) + c]).Distinct().Skip(1).Any());
    }

    /// <summary>Whether an episode can go on after the formula is decided: then it is remembered that it was.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="table">Its automaton.</param>
    /// <param name="decision">The decision that is meant, a state; −1 for any.</param>
    public static bool OutlivesDecision(RuleContext context, FormulaFacts formula, AutomatonTable table, int decision = -1)
    {
        IReadOnlyList<int> conditions = context.Values(formula.Name, ProbedPart.Conditions);
        int terminated = context.Step.Find(OutputKind.Terminated);
        if (table.LetterClass.Count > MostLetters)
        {
            return true;
        }

        bool EndsWith(int letter) => context.Program.Where(table.Atoms.Select((a, k) => new Condition(conditions[a], (letter >> k & 1) != 0)).Append(new Condition(terminated, false)).ToArray()) is null;
        var states = OpenStates(table).Append(table.Start).Distinct().ToList();
        return Enumerable.Range(0, table.LetterClass.Count).Any(letter =>
        {
            List<int> decided = states.Select(s => table.Step(s, letter)).Where(n => n >= table.FirstDecided && (decision < 0 || n == decision) && !(formula.IsHard && n == table.False)).ToList();
            return decided.Count > 0 && !EndsWith(letter);
        });
    }
}
