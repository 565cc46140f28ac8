using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A formula of linear temporal logic on finite traces (LTLf, De Giacomo and Vardi, IJCAI 2013) with past operators and windows.
/// Immutable; two formulas are equal when they are written the same, where nested <c>&amp;</c> and <c>|</c> are one.
/// What it means is said in <see cref="TraceEvaluator"/>.
/// </summary>
public sealed class TemporalFormula : IEquatable<TemporalFormula>
{
    /// <summary>The deepest nesting of a formula, so that what walks through it may recurse.</summary>
    public const int DeepestNesting = 1000;

    private static readonly TemporalFormula[] None = [];
    private readonly TemporalFormula[] _operands;
    private readonly int _hash;

    private TemporalFormula(TemporalOperator kind, TemporalFormula[] operands, TemporalWindow window = default, int atom = -1, string name = "")
    {
        Kind = kind;
        Window = window;
        Atom = atom;
        Name = name;
        _operands = operands;
        int hash = unchecked(((((int)kind * 31) + window.GetHashCode()) * 31) + atom);
        foreach (TemporalFormula operand in operands)
        {
            hash = unchecked((hash * 31) + operand._hash);
            Depth = Math.Max(Depth, operand.Depth);
            IsTemporal |= operand.IsTemporal;
        }

        _hash = hash;
        Depth++;
        IsTemporal |= kind >= TemporalOperator.Next;
        if (Depth > DeepestNesting)
        {
            throw new ArgumentException("A formula is nested " + Literals.Integer(DeepestNesting) + " deep at most.", nameof(operands));
        }
    }

    /// <summary>Always holds.</summary>
    public static TemporalFormula True { get; } = new(TemporalOperator.True, None);

    /// <summary>Never holds.</summary>
    public static TemporalFormula False { get; } = new(TemporalOperator.False, None);

    /// <summary>What the formula is at its top.</summary>
    public TemporalOperator Kind { get; }

    /// <summary>What the operator is applied to.</summary>
    public IReadOnlyList<TemporalFormula> Operands => _operands;

    /// <summary>Where the operator looks.</summary>
    public TemporalWindow Window { get; }

    /// <summary>The number of an atom: its bit in an assignment, its column among the margins. −1 for everything else.</summary>
    public int Atom { get; }

    /// <summary>The name of an atom.</summary>
    public string Name { get; }

    /// <summary>How deep it is nested; 1 for an atom.</summary>
    public int Depth { get; }

    /// <summary>Whether it reads any step but the present one.</summary>
    public bool IsTemporal { get; }

    /// <summary>A proposition.</summary>
    /// <param name="index">Its number, from 0 to 63.</param>
    /// <param name="name">Its name.</param>
    public static TemporalFormula Proposition(int index, string name) =>
        index is < 0 or > 63 ? throw new ArgumentOutOfRangeException(nameof(index)) : new(TemporalOperator.Atom, None, default, index, name);

    /// <summary><c>!p</c></summary>
    public static TemporalFormula Not(TemporalFormula operand) => new(TemporalOperator.Not, [operand]);

    /// <summary>All of them; nested conjunctions become one, none is true.</summary>
    public static TemporalFormula And(params IEnumerable<TemporalFormula> operands) => Join(TemporalOperator.And, operands, True);

    /// <summary>Any of them; nested disjunctions become one, none is false.</summary>
    public static TemporalFormula Or(params IEnumerable<TemporalFormula> operands) => Join(TemporalOperator.Or, operands, False);

    /// <summary><c>p -> q</c></summary>
    public static TemporalFormula Implies(TemporalFormula condition, TemporalFormula consequence) => new(TemporalOperator.Implies, [condition, consequence]);

    /// <summary><c>p &lt;-> q</c></summary>
    public static TemporalFormula Iff(TemporalFormula left, TemporalFormula right) => new(TemporalOperator.Iff, [left, right]);

    /// <summary><c>p xor q</c></summary>
    public static TemporalFormula Xor(TemporalFormula left, TemporalFormula right) => new(TemporalOperator.Xor, [left, right]);

    /// <summary>At the next step, which exists.</summary>
    public static TemporalFormula Next(TemporalFormula operand) => new(TemporalOperator.Next, [operand]);

    /// <summary>At the next step if it exists.</summary>
    public static TemporalFormula WeakNext(TemporalFormula operand) => new(TemporalOperator.WeakNext, [operand]);

    /// <summary>At some step of the window.</summary>
    public static TemporalFormula Eventually(TemporalFormula operand, TemporalWindow window = default) => new(TemporalOperator.Eventually, [operand], window);

    /// <summary>At each step of the window.</summary>
    public static TemporalFormula Always(TemporalFormula operand, TemporalWindow window = default) => new(TemporalOperator.Always, [operand], window);

    /// <summary>The second holds at some step of the window, the first at each step before that, from now.</summary>
    public static TemporalFormula Until(TemporalFormula left, TemporalFormula right, TemporalWindow window = default) => new(TemporalOperator.Until, [left, right], window);

    /// <summary>The second holds at each step of the window that has no step before it, from now, at which the first holds.</summary>
    public static TemporalFormula Release(TemporalFormula left, TemporalFormula right, TemporalWindow window = default) => new(TemporalOperator.Release, [left, right], window);

    /// <summary>Until, or the first holds from now to the end of the window.</summary>
    public static TemporalFormula WeakUntil(TemporalFormula left, TemporalFormula right, TemporalWindow window = default) => new(TemporalOperator.WeakUntil, [left, right], window);

    /// <summary>Release, and the first holds at some step from now to the end of the window.</summary>
    public static TemporalFormula StrongRelease(TemporalFormula left, TemporalFormula right, TemporalWindow window = default) => new(TemporalOperator.StrongRelease, [left, right], window);

    /// <summary>At the step before, which exists.</summary>
    public static TemporalFormula Yesterday(TemporalFormula operand) => new(TemporalOperator.Yesterday, [operand]);

    /// <summary>At the step before if it exists.</summary>
    public static TemporalFormula WeakYesterday(TemporalFormula operand) => new(TemporalOperator.WeakYesterday, [operand]);

    /// <summary>At some step of the window before now.</summary>
    public static TemporalFormula Once(TemporalFormula operand, TemporalWindow window = default) => new(TemporalOperator.Once, [operand], window);

    /// <summary>At each step of the window before now.</summary>
    public static TemporalFormula Historically(TemporalFormula operand, TemporalWindow window = default) => new(TemporalOperator.Historically, [operand], window);

    /// <summary>The second held at some step of the window before now, the first at each step since.</summary>
    public static TemporalFormula Since(TemporalFormula left, TemporalFormula right, TemporalWindow window = default) => new(TemporalOperator.Since, [left, right], window);

    /// <summary>The second held at each step of the window before now that no step since has released by the first.</summary>
    public static TemporalFormula Triggered(TemporalFormula left, TemporalFormula right, TemporalWindow window = default) => new(TemporalOperator.Triggered, [left, right], window);

    /// <summary>An operator on operands, as many as it takes. For what works on all operators alike.</summary>
    public static TemporalFormula Of(TemporalOperator kind, IReadOnlyList<TemporalFormula> operands, TemporalWindow window) => kind switch
    {
        TemporalOperator.True => True,
        TemporalOperator.False => False,
        TemporalOperator.And => And(operands),
        TemporalOperator.Or => Or(operands),
        _ => new TemporalFormula(kind, [.. operands], window),
    };

    /// <summary>The numbers of the atoms that it reads, in order.</summary>
    public IReadOnlyList<int> Atoms()
    {
        var found = new SortedSet<int>();
        var seen = new HashSet<TemporalFormula>();
        var work = new Stack<TemporalFormula>();
        for (work.Push(this); work.Count > 0;)
        {
            TemporalFormula next = work.Pop();
            if (!seen.Add(next))
            {
                continue;
            }

            if (next.Kind == TemporalOperator.Atom)
            {
                found.Add(next.Atom);
            }

            foreach (TemporalFormula operand in next._operands)
            {
                work.Push(operand);
            }
        }

        return [.. found];
    }

    /// <summary>The same operator on other operands and with another window.</summary>
    public TemporalFormula With(IReadOnlyList<TemporalFormula> operands, TemporalWindow window) =>
        window == Window && operands.SequenceEqual(_operands, ReferenceComparer.Instance) ? this
        : Kind is TemporalOperator.And or TemporalOperator.Or ? Join(Kind, operands, this)
        : new TemporalFormula(Kind, [.. operands], window, Atom, Name);

    /// <inheritdoc/>
    public bool Equals(TemporalFormula? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || _hash != other._hash || Kind != other.Kind || Window != other.Window || Atom != other.Atom || Name != other.Name
            || Depth != other.Depth || _operands.Length != other._operands.Length)
        {
            return false;
        }

        for (int i = 0; i < _operands.Length; i++)
        {
            if (!_operands[i].Equals(other._operands[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TemporalFormula);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The formula as text that reads back as the same formula.</summary>
    public override string ToString() => TemporalPrinter.Print(this);

    private static TemporalFormula Join(TemporalOperator kind, IEnumerable<TemporalFormula> operands, TemporalFormula none)
    {
        var all = new List<TemporalFormula>();
        foreach (TemporalFormula operand in operands)
        {
            if (operand.Kind == kind)
            {
                all.AddRange(operand._operands);
            }
            else
            {
                all.Add(operand);
            }
        }

        return all.Count == 0 ? none : all.Count == 1 ? all[0] : new TemporalFormula(kind, [.. all]);
    }

    private sealed class ReferenceComparer : IEqualityComparer<TemporalFormula>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(TemporalFormula? x, TemporalFormula? y) => ReferenceEquals(x, y);

        public int GetHashCode(TemporalFormula obj) => obj._hash;
    }
}
