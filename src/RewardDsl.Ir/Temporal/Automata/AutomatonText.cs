using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RewardDsl.Ir;

/// <summary>An automaton for people: what its edges ask of the atoms, as formulas with few terms.</summary>
public static class AutomatonText
{
    /// <summary>What holds at a step from one state to another; false where there is none. What cannot occur may be on either side.</summary>
    public static TemporalFormula Guard(TemporalAutomaton automaton, int from, int to)
    {
        int letters = automaton.LetterClass.Count;
        bool[] low = new bool[letters];
        bool[] high = new bool[letters];
        for (int letter = 0; letter < letters; letter++)
        {
            low[letter] = automaton.IsFeasible[letter] && automaton.Next[(from * automaton.ClassCount) + automaton.LetterClass[letter]] == to;
            high[letter] = low[letter] || !automaton.IsFeasible[letter];
        }

        Dictionary<int, TemporalFormula> atoms = Atoms(automaton.Formula);
        return Guard(low, high, [.. automaton.Atoms.Select(a => atoms[a])]);
    }

    /// <summary>A formula with few terms that holds at all letters of one set and at none outside of another.</summary>
    /// <param name="low">For each letter whether it must hold there.</param>
    /// <param name="high">For each letter whether it may hold there.</param>
    /// <param name="atoms">What the bits of a letter stand for.</param>
    internal static TemporalFormula Guard(bool[] low, bool[] high, IReadOnlyList<TemporalFormula> atoms) =>
        TemporalFormula.Or(Cover(low, high, atoms.Count).Cubes
            .Select(c => TemporalFormula.And(atoms.Select((a, k) => (Atom: a, Sign: c[k])).Where(static l => l.Sign != 0).Select(static l => l.Sign > 0 ? l.Atom : TemporalFormula.Not(l.Atom)))));

    /// <summary>All states with their edges, one line each.</summary>
    public static string Print(TemporalAutomaton automaton)
    {
        var text = new StringBuilder();
        text.Append(automaton.Formula).Append('\n');
        for (int s = 0; s < automaton.StateCount; s++)
        {
            string verdict = automaton.Verdicts[s] switch
            {
                TemporalVerdict.True => "true",
                TemporalVerdict.False => "false",
                _ => automaton.IsAccepting[s] ? "open, holds if the trace ends here" : "open, fails if the trace ends here",
            };
            text.Append(Literals.Integer(s)).Append(": ").Append(verdict).Append('\n');
            foreach (int target in Enumerable.Range(0, automaton.ClassCount).Select(c => automaton.Next[(s * automaton.ClassCount) + c]).Distinct().OrderBy(static t => t))
            {
                text.Append("  ").Append(Literals.Integer(target)).Append(" when ").Append(Guard(automaton, s, target)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Cubes that cover all letters of one set and none outside of another, none of them superfluous (Minato, Fast generation of prime-irredundant
    /// covers, 1993). For each atom of a cube 1, −1, or 0 where it does not matter.
    /// </summary>
    private static (List<int[]> Cubes, bool[] Covered) Cover(bool[] low, bool[] high, int atoms)
    {
        if (!low.Contains(true))
        {
            return ([], new bool[low.Length]);
        }

        if (!high.Contains(false))
        {
            return ([new int[atoms]], [.. Enumerable.Repeat(true, low.Length)]);
        }

        int half = low.Length / 2;
        bool[] Low(int side) => [.. low.Skip(side * half).Take(half)];
        bool[] High(int side) => [.. high.Skip(side * half).Take(half)];
        bool[][] lows = [Low(0), Low(1)];
        bool[][] highs = [High(0), High(1)];

        // What only one side needs, then what both share.
        (List<int[]> Cubes, bool[] Covered)[] sides =
            [.. Enumerable.Range(0, 2).Select(i => Cover([.. lows[i].Zip(highs[1 - i], static (l, h) => l && !h)], highs[i], atoms - 1))];
        bool[] rest = [.. Enumerable.Range(0, half).Select(i => (lows[0][i] && !sides[0].Covered[i]) || (lows[1][i] && !sides[1].Covered[i]))];
        (List<int[]> Cubes, bool[] Covered) both = Cover(rest, [.. highs[0].Zip(highs[1], static (a, b) => a && b)], atoms - 1);
        List<int[]> cubes = [.. sides[0].Cubes.Select(static c => With(c, -1)), .. sides[1].Cubes.Select(static c => With(c, 1)), .. both.Cubes.Select(static c => With(c, 0))];
        bool[] covered = [.. Enumerable.Range(0, low.Length).Select(i => sides[i / half].Covered[i % half] || both.Covered[i % half])];
        return (cubes, covered);
    }

    private static int[] With(int[] cube, int last) => [.. cube, last];

    /// <summary>The atoms of a formula by their numbers.</summary>
    internal static Dictionary<int, TemporalFormula> Atoms(TemporalFormula formula)
    {
        var atoms = new Dictionary<int, TemporalFormula>();
        var seen = new HashSet<TemporalFormula>();
        var work = new Stack<TemporalFormula>([formula]);
        while (work.Count > 0)
        {
            TemporalFormula next = work.Pop();
            if (next.Kind == TemporalOperator.Atom)
            {
                atoms[next.Atom] = next;
            }

            foreach (TemporalFormula operand in next.Operands.Where(seen.Add))
            {
                work.Push(operand);
            }
        }

        return atoms;
    }
}
