using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace RewardDsl.Ir;

/// <summary>
/// The automaton of one formula by progression: a state is what the formula asks of the steps to come, beside what each formula that a
/// past operator reads turned out to be at the step before (itself something asked of the steps to come, where the past reads the future).
/// </summary>
internal sealed class Progression
{
    private readonly ObligationTable _table;
    private readonly Duties _duties;
    private readonly int _root;
    private readonly int _mostStates;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<int, int> _past = [];
    private readonly Dictionary<int, int> _values = [];
    private readonly Dictionary<int, int> _advanced = [];
    private bool[][] _holds = [];
    private bool _isFirst;
    private int _class;

    private Progression(TemporalFormula formula, LetterSet letters, AutomatonOptions options)
    {
        _table = new ObligationTable(letters);
        _duties = new Duties(_table, options.MaxTerms, options.MaxWork);
        _root = _table.Read(formula);
        _mostStates = options.MaxStates;
        _cancellation = options.Cancellation;
    }

    /// <summary>The automaton of a formula over some letters.</summary>
    public static RawAutomaton Build(TemporalFormula formula, LetterSet letters, AutomatonOptions options) => new Progression(formula, letters, options).Build(letters);

    private RawAutomaton Build(LetterSet letters)
    {
        int[] classes = Classes(letters, out int count);
        var next = new List<int[]>();
        var accepting = new List<bool> { false };
        var known = new Dictionary<int[], int>(IntArrays.Comparer);
        var states = new List<int[]> { new[] { _duties.Literal(_root, isWeak: false) } };
        for (int s = 0; s < states.Count; s++)
        {
            _cancellation.ThrowIfCancellationRequested();
            int[] row = new int[count];
            for (int c = 0; c < count; c++)
            {
                int[] state = Step(states[s], c, isFirst: s == 0);
                if (!known.TryGetValue(state, out row[c]))
                {
                    row[c] = states.Count;
                    known.Add(state, row[c]);
                    states.Add(state);
                    accepting.Add(_duties.HoldsAtEnd(state[0]));
                    if (states.Count > _mostStates)
                    {
                        throw new StateLimitException();
                    }
                }
            }

            next.Add(row);
        }

        return new RawAutomaton(letters, classes, count, next, accepting);
    }

    /// <summary>Letters at which all predicates of the formula are the same make one class.</summary>
    private int[] Classes(LetterSet letters, out int count)
    {
        int[] predicates = Predicates();
        var known = new Dictionary<int[], int>(IntArrays.Comparer);
        int[] classes = new int[letters.Letters.Length];
        var holds = new List<bool[]>();
        for (int i = 0; i < classes.Length; i++)
        {
            int[] key = new int[(predicates.Length + 31) / 32];
            for (int p = 0; p < predicates.Length; p++)
            {
                key[p >> 5] |= (int)((_table.Predicate(predicates[p])[i >> 6] >> (i & 63)) & 1) << (p & 31);
            }

            if (!known.TryGetValue(key, out classes[i]))
            {
                classes[i] = holds.Count;
                known.Add(key, holds.Count);
                bool[] values = new bool[predicates.Length == 0 ? 0 : predicates[predicates.Length - 1] + 1];
                for (int p = 0; p < predicates.Length; p++)
                {
                    values[predicates[p]] = ((key[p >> 5] >> (p & 31)) & 1) != 0;
                }

                holds.Add(values);
            }
        }

        _holds = [.. holds];
        count = _holds.Length;
        return classes;
    }

    /// <summary>The predicates in the formula.</summary>
    private int[] Predicates()
    {
        var found = new SortedSet<int>();
        var seen = new HashSet<int> { _root };
        var work = new Stack<int>();
        for (work.Push(_root); work.Count > 0;)
        {
            ObligationTable.Node node = _table[work.Pop()];
            if (node.Kind == ObligationKind.Predicate)
            {
                found.Add(node.From);
            }

            foreach (int operand in node.Operands.Where(seen.Add))
            {
                work.Push(operand);
            }
        }

        return [.. found];
    }

    /// <summary>The state after a step: what is asked, then pairs of a formula and what it was.</summary>
    private int[] Step(int[] state, int letterClass, bool isFirst)
    {
        _isFirst = isFirst;
        _class = letterClass;
        _values.Clear();
        _advanced.Clear();
        _past.Clear();
        for (int i = 1; i < state.Length; i += 2)
        {
            _past.Add(state[i], state[i + 1]);
        }

        int asked = Advance(state[0]);
        var values = new SortedDictionary<int, int>();
        var work = new Stack<int>();
        for (work.Push(asked); work.Count > 0;)
        {
            foreach (int[] term in _duties[work.Pop()])
            {
                foreach (int literal in term)
                {
                    foreach (int tracked in _table.Tracked(Duties.Formula(literal)))
                    {
                        if (!values.ContainsKey(tracked))
                        {
                            int value = Value(tracked);
                            values.Add(tracked, value);
                            work.Push(value);
                        }
                    }
                }
            }
        }

        int[] after = new int[1 + (2 * values.Count)];
        after[0] = asked;
        int at = 1;
        foreach (KeyValuePair<int, int> value in values)
        {
            after[at++] = value.Key;
            after[at++] = value.Value;
        }

        return after;
    }

    /// <summary>What was asked of this step becomes what is asked of those after it.</summary>
    private int Advance(int duty)
    {
        if (_advanced.TryGetValue(duty, out int known))
        {
            return known;
        }

        int any = Duties.False;
        foreach (int[] term in _duties[duty])
        {
            int all = Duties.True;
            foreach (int literal in term)
            {
                all = _duties.And(all, Value(Duties.Formula(literal)));
                if (all == Duties.False)
                {
                    break;
                }
            }

            any = _duties.Or(any, all);
        }

        _advanced[duty] = any;
        return any;
    }

    /// <summary>What a formula at this step asks of those after it.</summary>
    private int Value(int id)
    {
        if (id <= ObligationTable.True)
        {
            return id == ObligationTable.True ? Duties.True : Duties.False;
        }

        if (_values.TryGetValue(id, out int known))
        {
            return known;
        }

        ObligationTable.Node node = _table[id];
        int value;
        switch (node.Kind)
        {
            case ObligationKind.Predicate:
                value = _holds[_class][node.From] ? Duties.True : Duties.False;
                break;
            case ObligationKind.And:
                value = node.Operands.Aggregate(Duties.True, (all, o) => all == Duties.False ? all : _duties.And(all, Value(o)));
                break;
            case ObligationKind.Or:
                value = node.Operands.Aggregate(Duties.False, (any, o) => any == Duties.True ? any : _duties.Or(any, Value(o)));
                break;
            case ObligationKind.Next:
            case ObligationKind.WeakNext:
                value = _duties.Literal(node.Operands[0], node.Kind == ObligationKind.WeakNext);
                break;
            case ObligationKind.Yesterday:
            case ObligationKind.WeakYesterday:
                value = Before(id, node.Kind == ObligationKind.WeakYesterday);
                break;
            case ObligationKind.Until:
                value = Strong(node, _duties.Literal(_table.Shifted(id), isWeak: false));
                break;
            case ObligationKind.Release:
                value = Weak(node, _duties.Literal(_table.Shifted(id), isWeak: true));
                break;
            case ObligationKind.Since:
                value = Strong(node, Before(id, isWeak: false));
                break;
            default:
                value = Weak(node, Before(id, isWeak: true));
                break;
        }

        _values[id] = value;
        return value;
    }

    /// <summary>p U q is q | p &amp; X (p U q), without the q before the window begins.</summary>
    private int Strong(ObligationTable.Node node, int other)
    {
        int on = _duties.And(Value(node.Operands[0]), other);
        return node.From > 0 ? on : _duties.Or(Value(node.Operands[1]), on);
    }

    /// <summary>p R q is q &amp; (p | WX (p R q)), without the q before the window begins.</summary>
    private int Weak(ObligationTable.Node node, int other)
    {
        int on = _duties.Or(Value(node.Operands[0]), other);
        return node.From > 0 ? on : _duties.And(Value(node.Operands[1]), on);
    }

    /// <summary>What the formula that an operator reads one step before asks of the steps after this one.</summary>
    private int Before(int id, bool isWeak)
    {
        if (_isFirst)
        {
            return isWeak ? Duties.True : Duties.False;
        }

        int before = _table.Before(id);
        return before <= ObligationTable.True ? (before == ObligationTable.True ? Duties.True : Duties.False)
            : _past.TryGetValue(before, out int past) ? Advance(past)
            : throw new KeyNotFoundException("A formula before is not tracked.");
    }
}
