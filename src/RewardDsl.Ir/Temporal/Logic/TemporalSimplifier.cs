using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Writes a formula shorter without changing what it means on finite traces, for people and for reports. Every rule holds at every step of
/// every trace; rules that only hold on infinite traces are not here, and some that only hold on finite ones are: what always eventually
/// holds holds at the last step, no step has a next one for ever.
/// </summary>
public sealed class TemporalSimplifier
{
    // The table of letters that decides implications doubles with each atom.
    private const int MostAtoms = 10;
    private readonly ObligationTable? _table;
    private readonly Dictionary<TemporalFormula, TemporalFormula> _known = [];

    private TemporalSimplifier(IReadOnlyList<int> atoms)
    {
        _table = atoms.Count <= MostAtoms ? new ObligationTable(LetterSet.Of(atoms, null)) : null;
    }

    /// <summary>A shorter formula of the same meaning, its windows in steps.</summary>
    public static TemporalFormula Simplify(TemporalFormula formula) => new TemporalSimplifier(formula.Atoms()).Read(formula);

    private TemporalFormula Read(TemporalFormula formula)
    {
        if (_known.TryGetValue(formula, out TemporalFormula known))
        {
            return known;
        }

        TemporalFormula now = formula.With([.. formula.Operands.Select(Read)], formula.Window);
        TemporalFormula next = Constant(now) ?? Rule(now);
        // A rule may make room for another one; each makes the formula smaller or brings it nearer to a form that none changes.
        now = next.Equals(now) ? now : Read(next);
        _known[formula] = now;
        return now;
    }

    /// <summary>True or false where that is seen.</summary>
    private TemporalFormula? Constant(TemporalFormula formula) => _table?.Read(formula) switch
    {
        ObligationTable.True => TemporalFormula.True,
        ObligationTable.False => TemporalFormula.False,
        _ => null,
    };

    private static TemporalFormula Rule(TemporalFormula f, TemporalFormula a, TemporalFormula b)
    {
        bool aTrue = a.Kind == TemporalOperator.True;
        bool aFalse = a.Kind == TemporalOperator.False;
        bool bTrue = b.Kind == TemporalOperator.True;
        bool bFalse = b.Kind == TemporalOperator.False;
        bool now = f.Window.From == 0;
        return f.Kind switch
        {
            TemporalOperator.Implies => aTrue ? b : aFalse || bTrue || a.Equals(b) ? TemporalFormula.True : bFalse ? TemporalFormula.Not(a)
                : b.Kind == TemporalOperator.Implies ? TemporalFormula.Implies(TemporalFormula.And(a, b.Operands[0]), b.Operands[1]) : f,
            TemporalOperator.Iff => a.Equals(b) ? TemporalFormula.True : aTrue ? b : bTrue ? a : aFalse ? TemporalFormula.Not(b) : bFalse ? TemporalFormula.Not(a) : f,
            TemporalOperator.Xor => a.Equals(b) ? TemporalFormula.False : aFalse ? b : bFalse ? a : aTrue ? TemporalFormula.Not(b) : bTrue ? TemporalFormula.Not(a) : f,
            TemporalOperator.Until => aTrue ? TemporalFormula.Eventually(b, f.Window) : bFalse || (bTrue && now) || (now && (aFalse || a.Equals(b))) ? b : f,
            TemporalOperator.Release => aFalse ? TemporalFormula.Always(b, f.Window) : bTrue || (bFalse && now) || (now && (aTrue || a.Equals(b))) ? b : f,
            TemporalOperator.Since => aTrue ? TemporalFormula.Once(b, f.Window) : bFalse || (bTrue && now) || (now && (aFalse || a.Equals(b))) ? b : f,
            TemporalOperator.Triggered => aFalse ? TemporalFormula.Historically(b, f.Window) : bTrue || (bFalse && now) || (now && (aTrue || a.Equals(b))) ? b : f,
            TemporalOperator.WeakUntil => aTrue ? TemporalFormula.True : bFalse ? TemporalFormula.Always(a, Reach(f)) : now && (aFalse || bTrue) ? b : f,
            TemporalOperator.StrongRelease => aFalse ? TemporalFormula.False : bTrue ? TemporalFormula.Eventually(a, Reach(f)) : now && (aTrue || bFalse) ? b : f,
            _ => f,
        };
    }

    private TemporalFormula Rule(TemporalFormula f)
    {
        IReadOnlyList<TemporalFormula> o = f.Operands;
        switch (f.Kind)
        {
            case TemporalOperator.True or TemporalOperator.False or TemporalOperator.Atom:
                return f;
            case TemporalOperator.And or TemporalOperator.Or:
                return Join(f);
            case TemporalOperator.Not:
                return Not(f, o[0]);
            case TemporalOperator.Eventually or TemporalOperator.Always or TemporalOperator.Once or TemporalOperator.Historically:
                return Unary(f, o[0]);
            case TemporalOperator.Next or TemporalOperator.Yesterday:
                return o[0].Kind == TemporalOperator.False ? o[0] : f;
            case TemporalOperator.WeakNext or TemporalOperator.WeakYesterday:
                return o[0].Kind == TemporalOperator.True ? o[0] : f;
            default:
                return Rule(f, o[0], o[1]);
        }
    }

    private static TemporalFormula Not(TemporalFormula f, TemporalFormula a) => a.Kind switch
    {
        TemporalOperator.True => TemporalFormula.False,
        TemporalOperator.False => TemporalFormula.True,
        TemporalOperator.Not => a.Operands[0],
        TemporalOperator.Iff => TemporalFormula.Xor(a.Operands[0], a.Operands[1]),
        TemporalOperator.Xor => TemporalFormula.Iff(a.Operands[0], a.Operands[1]),
        // Where all operands are negated it takes negations away to go inwards.
        _ when a.Operands.Count > 0 && a.Kind != TemporalOperator.Implies && a.Operands.All(static p => p.Kind == TemporalOperator.Not) =>
            TemporalFormula.Of(TemporalNormalForm.Dual(a.Kind), [.. a.Operands.Select(static p => p.Operands[0])], a.Window),
        _ => f,
    };

    private static TemporalFormula Unary(TemporalFormula f, TemporalFormula a)
    {
        bool isSome = f.Kind is TemporalOperator.Eventually or TemporalOperator.Once;
        bool isPast = f.Kind is TemporalOperator.Once or TemporalOperator.Historically;
        if (f.Window is { From: 0, To: 0 } || a.Kind == (isSome ? TemporalOperator.False : TemporalOperator.True) || (f.Window.From == 0 && a.Kind is TemporalOperator.True or TemporalOperator.False))
        {
            return a;
        }

        // F[a,b] F[c,d] p is F[a+c,b+d] p.
        if (a.Kind == f.Kind && (long)f.Window.First + a.Window.First <= TemporalWindow.FarthestStep && (!Bounded(f, a) || (long)f.Window.Last + a.Window.Last <= TemporalWindow.FarthestStep))
        {
            return TemporalFormula.Of(f.Kind, a.Operands, TemporalWindow.Steps(f.Window.First + a.Window.First, Bounded(f, a) ? f.Window.Last + a.Window.Last : null));
        }

        if (!f.Window.IsWhole)
        {
            return f;
        }

        // At the last step (the first, for the past) nothing follows: what asks for a step there fails, what asks of it holds.
        TemporalOperator step = isPast ? (isSome ? TemporalOperator.WeakYesterday : TemporalOperator.Yesterday) : isSome ? TemporalOperator.WeakNext : TemporalOperator.Next;
        if (a.Kind == step)
        {
            return isSome ? TemporalFormula.True : TemporalFormula.False;
        }

        // F G p and G F p both say that p holds at the last step; so do all longer rows of them.
        TemporalOperator other = TemporalNormalForm.Dual(f.Kind);
        return a.Kind == other && a.Window.IsWhole
            ? a.Operands[0].Kind == f.Kind && a.Operands[0].Window.IsWhole ? (isSome ? a : TemporalFormula.Of(f.Kind, [TemporalFormula.Of(other, a.Operands[0].Operands, default)], default))
                : isSome ? TemporalFormula.Of(other, [TemporalFormula.Of(f.Kind, a.Operands, default)], default) : f
            : f;
    }

    private TemporalFormula Join(TemporalFormula f)
    {
        bool isAnd = f.Kind == TemporalOperator.And;
        TemporalOperator none = isAnd ? TemporalOperator.True : TemporalOperator.False;
        TemporalOperator all = isAnd ? TemporalOperator.False : TemporalOperator.True;
        TemporalFormula[] parts = [.. f.Operands.Where(p => p.Kind != none).Distinct()];
        if (parts.Any(p => p.Kind == all || (p.Kind == TemporalOperator.Not && parts.Contains(p.Operands[0]))))
        {
            return isAnd ? TemporalFormula.False : TemporalFormula.True;
        }

        var kept = new List<TemporalFormula>(parts);
        foreach (TemporalFormula part in parts)
        {
            if (kept.Exists(k => !ReferenceEquals(k, part) && (isAnd ? Implies(k, part) : Implies(part, k))))
            {
                kept.Remove(part);
            }
        }

        return kept.Count == f.Operands.Count ? f : isAnd ? TemporalFormula.And(kept) : TemporalFormula.Or(kept);
    }

    private bool Implies(TemporalFormula a, TemporalFormula b) => _table is not null && _table.Implies(_table.Read(a), _table.Read(b));

    private static bool Bounded(TemporalFormula a, TemporalFormula b) => a.Window.IsBounded && b.Window.IsBounded;

    /// <summary>From now to the end of a window.</summary>
    private static TemporalWindow Reach(TemporalFormula f) => f.Window.IsBounded ? TemporalWindow.Within(f.Window.Last) : TemporalWindow.Whole;
}
