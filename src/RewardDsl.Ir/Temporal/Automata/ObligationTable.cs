using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Formulas in negation normal form, each held once and known by its number. What reads only the present step is one predicate, however
/// it is written; F and G are U and R, O and H are S and T.
/// </summary>
internal sealed class ObligationTable
{
    public const int False = 0;
    public const int True = 1;

    private readonly LetterSet _letters;
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, int> _known = new(NodeComparer.Instance);
    private readonly List<ulong[]> _predicates = [];
    private readonly Dictionary<ulong[], int> _knownPredicates = new(BitsComparer.Instance);
    private readonly Dictionary<(TemporalFormula, bool), int> _read = [];
    private readonly Dictionary<long, bool> _implies = [];
    private readonly Dictionary<int, int[]> _tracked = [];

    public ObligationTable(LetterSet letters)
    {
        _letters = letters;
        Add(new Node(ObligationKind.False));
        Add(new Node(ObligationKind.True));
    }

    public Node this[int id] => _nodes[id];

    /// <summary>The letters at which a predicate holds.</summary>
    public ulong[] Predicate(int index) => _predicates[index];

    /// <summary>The number of a formula, or of its negation.</summary>
    public int Read(TemporalFormula formula, bool holds = true)
    {
        if (_read.TryGetValue((formula, holds), out int known))
        {
            return known;
        }

        int id = ReadNew(formula, holds);
        _read[(formula, holds)] = id;
        return id;
    }

    private int ReadNew(TemporalFormula formula, bool holds)
    {
        int A(bool same = true) => Read(formula.Operands[0], holds == same);
        int B(bool same = true) => Read(formula.Operands[1], holds == same);
        TemporalWindow window = formula.Window;
        int from = window.First;
        int to = window.Last;
        switch (formula.Kind)
        {
            case TemporalOperator.True:
                return holds ? True : False;
            case TemporalOperator.False:
                return holds ? False : True;
            case TemporalOperator.Atom:
                ulong[] where = _letters.WhereHolds(formula.Atom);
                return OfPredicate(holds ? where : _letters.Complement(where));
            case TemporalOperator.Not:
                return A(same: false);
            case TemporalOperator.And:
                return Join(holds, formula.Operands.Select(o => Read(o, holds)));
            case TemporalOperator.Or:
                return Join(!holds, formula.Operands.Select(o => Read(o, holds)));
            case TemporalOperator.Implies:
                return Join(!holds, [A(same: false), B()]);
            case TemporalOperator.Iff:
            case TemporalOperator.Xor:
                bool same = (formula.Kind == TemporalOperator.Iff) == holds;
                TemporalFormula a = formula.Operands[0];
                TemporalFormula b = formula.Operands[1];
                return Join(false, [Join(true, [Read(a, true), Read(b, same)]), Join(true, [Read(a, false), Read(b, !same)])]);
            case TemporalOperator.Next:
            case TemporalOperator.WeakNext:
                return Step((formula.Kind == TemporalOperator.Next) == holds ? ObligationKind.Next : ObligationKind.WeakNext, A());
            case TemporalOperator.Yesterday:
            case TemporalOperator.WeakYesterday:
                return Step((formula.Kind == TemporalOperator.Yesterday) == holds ? ObligationKind.Yesterday : ObligationKind.WeakYesterday, A());
            case TemporalOperator.Eventually:
            case TemporalOperator.Always:
                return (formula.Kind == TemporalOperator.Eventually) == holds ? Windowed(ObligationKind.Until, True, A(), from, to) : Windowed(ObligationKind.Release, False, A(), from, to);
            case TemporalOperator.Once:
            case TemporalOperator.Historically:
                return (formula.Kind == TemporalOperator.Once) == holds ? Windowed(ObligationKind.Since, True, A(), from, to) : Windowed(ObligationKind.Triggered, False, A(), from, to);
            case TemporalOperator.Until:
            case TemporalOperator.Release:
                return Windowed((formula.Kind == TemporalOperator.Until) == holds ? ObligationKind.Until : ObligationKind.Release, A(), B(), from, to);
            case TemporalOperator.Since:
            case TemporalOperator.Triggered:
                return Windowed((formula.Kind == TemporalOperator.Since) == holds ? ObligationKind.Since : ObligationKind.Triggered, A(), B(), from, to);
            case TemporalOperator.WeakUntil:
            case TemporalOperator.StrongRelease:
                bool isWeak = (formula.Kind == TemporalOperator.WeakUntil) == holds;
                // One operator where there is no window: p W q is q R (p | q), p M q is q U (p & q).
                return window.IsWhole
                    ? Windowed(isWeak ? ObligationKind.Release : ObligationKind.Until, B(), Join(!isWeak, [A(), B()]), 0, int.MaxValue)
                    : isWeak ? Join(false, [Windowed(ObligationKind.Until, A(), B(), from, to), Windowed(ObligationKind.Release, False, A(), 0, to)])
                    : Join(true, [Windowed(ObligationKind.Release, A(), B(), from, to), Windowed(ObligationKind.Until, True, A(), 0, to)]);
            default:
                throw new ArgumentOutOfRangeException(nameof(formula));
        }
    }

    /// <summary>One step on or back.</summary>
    public int Step(ObligationKind kind, int operand)
    {
        bool isStrong = kind is ObligationKind.Next or ObligationKind.Yesterday;
        return operand == (isStrong ? False : True) ? operand : Add(new Node(kind, [operand]));
    }

    /// <summary>An operator over a window; what it is at once where that is known.</summary>
    public int Windowed(ObligationKind kind, int left, int right, int from, int to)
    {
        bool isStrong = kind is ObligationKind.Until or ObligationKind.Since;
        int worst = isStrong ? False : True;
        int best = isStrong ? True : False;
        if ((from == 0 && (to == 0 || right == best || left == worst)) || right == worst)
        {
            return right;
        }

        if (left == worst)
        {
            // The left operand is asked for before the window begins.
            return worst;
        }

        // F[a,b] F[c,d] p is F[a+c,b+d] p, and so for the others; p U (p U q) is p U q.
        Node inner = _nodes[right];
        if (inner.Kind == kind && inner.Operands[0] == left && (left == best || (from == 0 && to == int.MaxValue && inner.From == 0 && inner.To == int.MaxValue))
            && (long)from + inner.From <= TemporalWindow.FarthestStep)
        {
            return Windowed(kind, left, inner.Operands[1], from + inner.From, (int)Math.Min((long)to + inner.To, int.MaxValue));
        }

        return Add(new Node(kind, [left, right], from, to));
    }

    /// <summary>All or any of some formulas.</summary>
    public int Join(bool isAnd, IEnumerable<int> operands)
    {
        int none = isAnd ? True : False;
        var kind = isAnd ? ObligationKind.And : ObligationKind.Or;
        ulong[]? predicate = null;
        var parts = new SortedSet<int>();
        foreach (int operand in operands.SelectMany(o => _nodes[o].Kind == kind ? _nodes[o].Operands : [o]))
        {
            if (_nodes[operand].Kind != ObligationKind.Predicate)
            {
                parts.Add(operand);
                continue;
            }

            ulong[] bits = _predicates[_nodes[operand].From];
            predicate = predicate is null ? bits : isAnd ? [.. predicate.Zip(bits, static (a, b) => a & b)] : [.. predicate.Zip(bits, static (a, b) => a | b)];
        }

        if (predicate is not null)
        {
            parts.Add(OfPredicate(predicate));
        }

        parts.Remove(none);
        if (parts.Contains(isAnd ? False : True))
        {
            return isAnd ? False : True;
        }

        // What follows from another part says nothing more (of two that follow from each other the first stays).
        int[] all = [.. parts];
        int[] kept = [.. all.Where((p, i) => !all.Where((q, j) => i != j && (isAnd ? Implies(q, p) : Implies(p, q)) && (j < i || !(isAnd ? Implies(p, q) : Implies(q, p)))).Any())];
        return kept.Length == 0 ? none : kept.Length == 1 ? kept[0] : Add(new Node(kind, kept));
    }

    /// <summary>Whether one formula is seen to imply another. Says no where it does not know.</summary>
    public bool Implies(int a, int b)
    {
        if (a == b || a == False || b == True)
        {
            return true;
        }

        if (a == True || b == False)
        {
            return false;
        }

        if (_implies.TryGetValue(((long)a << 32) | (uint)b, out bool known))
        {
            return known;
        }

        bool found = ImpliesNew(_nodes[a], a, _nodes[b], b);
        _implies[((long)a << 32) | (uint)b] = found;
        return found;
    }

    private bool ImpliesNew(Node x, int a, Node y, int b)
    {
        if (x.Kind == ObligationKind.Predicate && y.Kind == ObligationKind.Predicate)
        {
            ulong[] p = _predicates[x.From];
            ulong[] q = _predicates[y.From];
            return !p.Where((bits, i) => (bits & ~q[i]) != 0).Any();
        }

        if (x.Kind == ObligationKind.Or)
        {
            return x.Operands.All(o => Implies(o, b));
        }

        if (y.Kind == ObligationKind.And)
        {
            return y.Operands.All(o => Implies(a, o));
        }

        if ((x.Kind == ObligationKind.And && x.Operands.Any(o => Implies(o, b))) || (y.Kind == ObligationKind.Or && y.Operands.Any(o => Implies(a, o))))
        {
            return true;
        }

        bool isSame = x.Kind == y.Kind;
        if (x.IsStep && y.IsStep && (isSame || (x.Kind == ObligationKind.Next && y.Kind == ObligationKind.WeakNext) || (x.Kind == ObligationKind.Yesterday && y.Kind == ObligationKind.WeakYesterday)))
        {
            return Implies(x.Operands[0], y.Operands[0]);
        }

        if (isSame && x.IsWindowed && Implies(x.Operands[0], y.Operands[0]) && Implies(x.Operands[1], y.Operands[1])
            && (x.IsStrong ? y.From <= x.From && x.To <= y.To : x.From <= y.From && y.To <= x.To))
        {
            return true;
        }

        // The right operand now is enough for U and S, and is what R and T ask for, when the window begins now.
        return (y.IsWindowed && y.IsStrong && y.From == 0 && Implies(a, y.Operands[1]))
            || (x.IsWindowed && !x.IsStrong && x.From == 0 && Implies(x.Operands[1], b));
    }

    /// <summary>The formulas whose value one step before a formula reads, itself or in a part of it or in what becomes of it later.</summary>
    public int[] Tracked(int id)
    {
        if (_tracked.TryGetValue(id, out int[] known))
        {
            return known;
        }

        var found = new SortedSet<int>();
        var seen = new HashSet<int> { id };
        var work = new Stack<int>();
        for (work.Push(id); work.Count > 0;)
        {
            int next = work.Pop();
            int before = Before(next);
            if (before >= 0)
            {
                found.Add(before);
                if (seen.Add(before))
                {
                    work.Push(before);
                }
            }

            Node node = _nodes[next];
            foreach (int operand in node.Operands)
            {
                if (seen.Add(operand))
                {
                    work.Push(operand);
                }
            }
        }

        return _tracked[id] = [.. found];
    }

    /// <summary>The formula whose value one step before a formula's own operator reads; −1 when it reads none.</summary>
    public int Before(int id)
    {
        Node node = _nodes[id];
        return node.Kind is ObligationKind.Yesterday or ObligationKind.WeakYesterday ? node.Operands[0]
            : node.Kind is ObligationKind.Since or ObligationKind.Triggered ? Shifted(id)
            : -1;
    }

    /// <summary>What an operator over a window asks of the next step (or asked of the one before).</summary>
    public int Shifted(int id)
    {
        Node node = _nodes[id];
        return Windowed(node.Kind, node.Operands[0], node.Operands[1], Math.Max(node.From - 1, 0), node.To == int.MaxValue ? node.To : node.To - 1);
    }

    private int OfPredicate(ulong[] bits)
    {
        if (bits.All(static b => b == 0))
        {
            return False;
        }

        if (_letters.Complement(bits).All(static b => b == 0))
        {
            return True;
        }

        if (!_knownPredicates.TryGetValue(bits, out int index))
        {
            index = _predicates.Count;
            _predicates.Add(bits);
            _knownPredicates.Add(bits, index);
        }

        return Add(new Node(ObligationKind.Predicate, [], index));
    }

    private int Add(Node node)
    {
        if (!_known.TryGetValue(node, out int id))
        {
            id = _nodes.Count;
            _nodes.Add(node);
            _known.Add(node, id);
        }

        return id;
    }

    /// <summary>A formula by its parts.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Operands">The numbers of its operands.</param>
    /// <param name="From">Where its window starts; the number of a predicate.</param>
    /// <param name="To">Where its window ends.</param>
    internal sealed record Node(ObligationKind Kind, int[] Operands, int From = 0, int To = 0)
    {
        public Node(ObligationKind kind)
            : this(kind, [])
        {
        }

        public bool IsStep => Kind is ObligationKind.Next or ObligationKind.WeakNext or ObligationKind.Yesterday or ObligationKind.WeakYesterday;

        public bool IsWindowed => Kind >= ObligationKind.Until;

        public bool IsStrong => Kind is ObligationKind.Until or ObligationKind.Since;
    }

    private sealed class NodeComparer : IEqualityComparer<Node>
    {
        public static readonly NodeComparer Instance = new();

        public bool Equals(Node x, Node y) => x.Kind == y.Kind && x.From == y.From && x.To == y.To && x.Operands.HasSame(y.Operands);

        public int GetHashCode(Node obj)
        {
            int hash = unchecked(((((int)obj.Kind * 31) + obj.From) * 31) + obj.To);
            foreach (int operand in obj.Operands)
            {
                hash = unchecked((hash * 31) + operand);
            }

            return hash;
        }
    }

    private sealed class BitsComparer : IEqualityComparer<ulong[]>
    {
        public static readonly BitsComparer Instance = new();

        public bool Equals(ulong[] x, ulong[] y) => x.SequenceEqual(y);

        public int GetHashCode(ulong[] obj)
        {
            ulong hash = 17;
            foreach (ulong bits in obj)
            {
                hash = unchecked((hash * 0x9E3779B97F4A7C15) + bits);
            }

            return (int)(hash ^ (hash >> 32));
        }
    }
}

/// <summary>What a formula in negation normal form is at its top.</summary>
internal enum ObligationKind
{
    False,
    True,
    Predicate,
    And,
    Or,
    Next,
    WeakNext,
    Yesterday,
    WeakYesterday,
    Until,
    Release,
    Since,
    Triggered,
}
