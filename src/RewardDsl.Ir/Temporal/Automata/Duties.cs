using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// What is asked of the steps to come, in one normal form: any of some terms, a term being all of some literals, a literal a formula at the
/// next step, which must exist (strong) or need not (weak). Terms and literals that others imply are left out, so there are
/// finitely many over finitely many formulas. Each is held once and known by its number.
/// </summary>
internal sealed class Duties(ObligationTable table, int mostTerms, long mostWork)
{
    public const int False = 0;
    public const int True = 1;

    private readonly List<int[][]> _all = [[], [[]]];
    private readonly Dictionary<int[], int> _known = new(IntArrays.Comparer) { [[]] = False, [[-1]] = True };
    private readonly Dictionary<long, int> _joined = [];
    private long _work;

    /// <summary>The terms of one; the literals of a term.</summary>
    public int[][] this[int id] => _all[id];

    /// <summary>The formula of a literal.</summary>
    public static int Formula(int literal) => literal >> 1;

    /// <summary>Whether a literal holds when there is no next step.</summary>
    public static bool IsWeak(int literal) => (literal & 1) != 0;

    /// <summary>A formula at the next step.</summary>
    public int Literal(int formula, bool isWeak) =>
        formula == (isWeak ? ObligationTable.True : ObligationTable.False) ? (isWeak ? True : False) : Add([[(formula << 1) | (isWeak ? 1 : 0)]]);

    /// <summary>Whether it holds when there is no next step.</summary>
    public bool HoldsAtEnd(int id) => _all[id].Any(static t => t.All(IsWeak));

    /// <summary>Any of two.</summary>
    public int Or(int a, int b)
    {
        if (a == b || a == True || b == False)
        {
            return a;
        }

        if (b == True || a == False)
        {
            return b;
        }

        long key = Key(a, b, isAnd: false);
        if (!_joined.TryGetValue(key, out int id))
        {
            id = Add(Reduced(_all[a].Concat(_all[b])));
            _joined.Add(key, id);
        }

        return id;
    }

    /// <summary>Both of two.</summary>
    public int And(int a, int b)
    {
        if (a == b || a == False || b == True)
        {
            return a;
        }

        if (b == False || a == True)
        {
            return b;
        }

        long key = Key(a, b, isAnd: true);
        if (!_joined.TryGetValue(key, out int id))
        {
            if ((long)_all[a].Length * _all[b].Length > 16L * mostTerms)
            {
                throw new StateLimitException();
            }

            id = Add(Reduced(_all[a].SelectMany(s => _all[b].Select(t => Term(s, t))).OfType<int[]>()));
            _joined.Add(key, id);
        }

        return id;
    }

    /// <summary>All literals of two terms; null when they exclude each other.</summary>
    private int[]? Term(int[] s, int[] t)
    {
        // With one literal that asks for a next step there is one, so that weak is strong: in each term all are the one or all the other.
        bool isWeak = (s.Length == 0 || IsWeak(s[0])) && (t.Length == 0 || IsWeak(t[0]));
        var all = new List<int>(s.Length + t.Length);
        for (int i = 0, j = 0; i < s.Length || j < t.Length;)
        {
            int literal = j == t.Length || (i < s.Length && Formula(s[i]) <= Formula(t[j])) ? s[i++] : t[j++];
            literal = isWeak ? literal : literal & ~1;
            if (all.Count == 0 || all[all.Count - 1] != literal)
            {
                all.Add(literal);
            }
        }

        Count(4 * all.Count);
        if (!isWeak && all.Count > 0 && all[0] == ObligationTable.False << 1)
        {
            return null;
        }

        var kept = new List<int>(all.Count);
        foreach (int literal in all)
        {
            if (!kept.Exists(k => Implies(k, literal)))
            {
                kept.RemoveAll(k => Implies(literal, k));
                kept.Add(literal);
            }
        }

        Count(kept.Count * all.Count);
        return [.. kept];
    }

    private int[][] Reduced(IEnumerable<int[]> terms)
    {
        var kept = new List<int[]>();
        foreach (int[] term in terms)
        {
            if (kept.Exists(k => Implies(term, k)))
            {
                continue;
            }

            kept.RemoveAll(k => Implies(k, term));
            kept.Add(term);
            if (kept.Count > mostTerms)
            {
                throw new StateLimitException();
            }
        }

        kept.Sort(Compare);
        return [.. kept];
    }

    /// <summary>Whether a term implies another.</summary>
    private bool Implies(int[] s, int[] t)
    {
        Count(s.Length + t.Length);
        foreach (int literal in t)
        {
            if (!Array.Exists(s, l => Implies(l, literal)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Implies(int a, int b) => a == b || ((IsWeak(b) || !IsWeak(a)) && table.Implies(a >> 1, b >> 1));

    private int Add(int[][] terms)
    {
        if (terms.Length == 0)
        {
            return False;
        }

        if (terms.Length == 1 && terms[0].Length == 0)
        {
            return True;
        }

        int[] key = new int[terms.Sum(static t => t.Length + 1)];
        int at = 0;
        foreach (int[] term in terms)
        {
            term.CopyTo(key, at);
            at += term.Length;
            key[at++] = -1;
        }

        if (!_known.TryGetValue(key, out int id))
        {
            id = _all.Count;
            _all.Add(terms);
            _known.Add(key, id);
        }

        return id;
    }

    private void Count(int work)
    {
        _work += work;
        if (_work > mostWork)
        {
            throw new StateLimitException(isWork: true);
        }
    }

    private static int Compare(int[] x, int[] y)
    {
        for (int i = 0; i < x.Length && i < y.Length; i++)
        {
            if (x[i] != y[i])
            {
                return x[i].CompareTo(y[i]);
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    private static long Key(int a, int b, bool isAnd) => ((((long)Math.Min(a, b) << 31) | (uint)Math.Max(a, b)) << 1) | (isAnd ? 1L : 0L);
}
