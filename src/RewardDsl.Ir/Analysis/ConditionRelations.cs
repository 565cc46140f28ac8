using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Which combinations of some truth values of a program can occur at one step. What declared ranges and assumptions refute cannot; all else counts as
/// possible. Most of what is impossible is so for one or two of them: these are asked first and remembered, larger sets only while a budget lasts.
/// </summary>
public sealed class ConditionRelations
{
    private static readonly (bool, bool)[] s_ways = [(false, false), (true, false), (false, true), (true, true)];

    /// <summary>The most truth values: a combination is a set of bits.</summary>
    public const int Most = 64;

    private readonly ProgramAnalysis _analysis;
    private readonly IReadOnlyList<int> _values;
    private readonly int[] _groups;
    private readonly bool[] _isSimple;
    private readonly Branch?[] _parts;
    private readonly bool[] _isAsked;
    private readonly List<(ulong Mask, ulong Values)> _impossible = [];
    private readonly HashSet<(ulong Mask, ulong Values)> _possible = [];
    private ulong _single;
    private readonly ulong[] _paired;
    private int _budget;

    /// <param name="analysis">The analysed program.</param>
    /// <param name="values">Scalar truth values of it.</param>
    /// <param name="budget">How many combinations may be looked at in all.</param>
    public ConditionRelations(ProgramAnalysis analysis, IReadOnlyList<int> values, int budget = 400)
    {
        if (values.Count > Most)
        {
            throw new ArgumentOutOfRangeException(nameof(values), "A combination of at most " + Literals.Integer(Most) + " truth values can be asked for.");
        }

        _analysis = analysis;
        _values = values;
        _budget = budget;
        _paired = new ulong[values.Count];
        _parts = new Branch?[2 * values.Count];
        _isAsked = new bool[2 * values.Count];
        (_groups, _isSimple) = Grouped();
    }

    /// <summary>Combinations of few that cannot occur, found so far: the first set of bits says which, the second how they would be.</summary>
    public IReadOnlyList<(ulong Mask, ulong Values)> Impossible => _impossible;

    /// <summary>For each truth value a number that it shares with those that read the same signals, directly, through others, or through what is assumed.</summary>
    public IReadOnlyList<int> Groups => _groups;

    /// <summary>Whether the truth values of the first set, by their place, may be as they are in the second at one step, whatever the others are.</summary>
    public bool IsPossible(ulong mask, ulong values)
    {
        values &= mask;
        Learn(mask);
        foreach ((ulong known, ulong how) in _impossible)
        {
            if ((mask & known) == known && (values & known) == how)
            {
                return false;
            }
        }

        // Three and more together only where several signals connect them: of intervals of one signal, three meet if each two do.
        foreach (int group in Places(mask).Where(i => !_isSimple[i]).Select(i => _groups[i]).Distinct().ToArray())
        {
            ulong own = Places(mask).Where(i => _groups[i] == group).Aggregate(0UL, static (m, i) => m | (1UL << i));
            if (Places(own).Skip(2).Any() && !IsPossibleTogether(own, values & own))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The combinations of the values of a set that may occur, in order.</summary>
    public IReadOnlyList<ulong> Possible(ulong mask)
    {
        int[] places = [.. Places(mask)];
        var found = new List<ulong>();
        for (int letter = 0; letter < 1 << places.Length; letter++)
        {
            ulong values = 0;
            for (int k = 0; k < places.Length; k++)
            {
                values |= (ulong)((letter >> k) & 1) << places[k];
            }

            if (IsPossible(mask, values))
            {
                found.Add(values);
            }
        }

        return found;
    }

    /// <summary>Asks for each one and each two of a set.</summary>
    private void Learn(ulong mask)
    {
        foreach (int i in Places(mask & ~_single))
        {
            _single |= 1UL << i;
            Part(i, false);
            Part(i, true);
        }

        foreach (int i in Places(mask))
        {
            ulong others = mask & ~_paired[i] & ((1UL << i) - 1);
            _paired[i] |= others;
            foreach (int j in Places(others).Where(j => _groups[i] == _groups[j]))
            {
                Pair(i, j);
            }
        }
    }

    /// <summary>What is so of one where the other is known; where they share several signals, both are asked for together.</summary>
    private void Pair(int i, int j)
    {
        bool isClose = _analysis.Dependences.Inputs(_values[i]).Intersect(_analysis.Dependences.Inputs(_values[j])).Skip(1).Any();
        ulong both = (1UL << i) | (1UL << j);
        foreach ((bool a, bool b) in s_ways)
        {
            ulong how = (a ? 1UL << i : 0) | (b ? 1UL << j : 0);
            if (!_impossible.Any(k => (both & k.Mask) == k.Mask && (how & k.Mask) == k.Values)
                && (Excludes(Part(i, a), _values[j], b) || Excludes(Part(j, b), _values[i], a) || (isClose && !Occurs(both, how, out _))))
            {
                _impossible.Add((both, how));
            }
        }
    }

    /// <summary>Where a truth value is as it should; null where that is not known. That it never is so is remembered.</summary>
    private Branch? Part(int i, bool holds)
    {
        int at = (2 * i) + (holds ? 1 : 0);
        if (!_isAsked[at])
        {
            _isAsked[at] = true;
            if (!Occurs(1UL << i, holds ? 1UL << i : 0, out _parts[at]))
            {
                _impossible.Add((1UL << i, holds ? 1UL << i : 0));
            }
        }

        return _parts[at];
    }

    private static bool Excludes(Branch? part, int value, bool holds) => part?.Range(value) is { } known && (holds ? known.IsFalse : known.IsTrue);

    private bool IsPossibleTogether(ulong mask, ulong values)
    {
        if (_possible.Contains((mask, values)))
        {
            return true;
        }

        bool occurs = Occurs(mask, values, out _);
        if (occurs)
        {
            _possible.Add((mask, values));
        }
        else
        {
            _impossible.Add((mask, values));
        }

        return occurs;
    }

    private bool Occurs(ulong mask, ulong values, out Branch? part)
    {
        part = null;
        if (_budget <= 0)
        {
            return true;
        }

        var required = new List<Condition>();
        foreach (int i in Places(mask))
        {
            bool holds = ((values >> i) & 1) != 0;
            FloatRange known = _analysis.Range(_values[i]);
            if (holds ? known.IsFalse : known.IsTrue)
            {
                return false;
            }

            Collect(_values[i], holds, required);
        }

        if (required.All(c => !_analysis.Program.Code[c.Value].Type.IsVector && _analysis.Range(c.Value) is var r && (c.Holds ? r.IsTrue : r.IsFalse)))
        {
            return true;
        }

        _budget--;

        // Once more what is assumed: of the signals that the conditions have narrowed it says more.
        part = _analysis.Where([.. required, .. _analysis.Assumptions]);
        return part is not null;
    }

    /// <summary>What a truth value requires of its parts.</summary>
    private void Collect(int value, bool holds, List<Condition> required)
    {
        Instruction code = _analysis.Program.Code[value];
        if (code.Op == Opcode.Not)
        {
            Collect(code.A, !holds, required);
        }
        else if (code.Op == (holds ? Opcode.And : Opcode.Or))
        {
            Collect(code.A, holds, required);
            Collect(code.B, holds, required);
        }
        else
        {
            required.Add(new Condition(value, holds));
        }
    }

    /// <summary>For each truth value its group, and whether its group reads one number and nothing else.</summary>
    private (int[] Groups, bool[] IsSimple) Grouped()
    {
        int[] all = [.. _values, .. _analysis.Assumptions.Select(static a => a.Value)];
        int[] group = [.. Enumerable.Range(0, all.Length)];
        int Root(int i) => group[i] == i ? i : group[i] = Root(group[i]);
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (_analysis.Dependences.Share(all[i], all[j]))
                {
                    group[Root(i)] = Root(j);
                }
            }
        }

        var wide = new HashSet<int>(Enumerable.Range(0, all.Length).Where(i => !ReadsOneNumber(all[i])).Select(Root));
        int[] groups = [.. Enumerable.Range(0, _values.Count).Select(Root)];
        return (groups, [.. groups.Select(g => !wide.Contains(g))]);
    }

    private bool ReadsOneNumber(int value) =>
        _analysis.Dependences.Inputs(value).Take(2).ToArray() is { Length: 1 } inputs && _analysis.Program.Inputs[inputs[0]].Width == 1
        && !Enumerable.Range(0, _analysis.Program.Carries.Count).Any(c => _analysis.Dependences.ReadsCarry(value, c));

    private static IEnumerable<int> Places(ulong mask)
    {
        for (int i = 0; mask != 0; i++, mask >>= 1)
        {
            if ((mask & 1) != 0)
            {
                yield return i;
            }
        }
    }
}
