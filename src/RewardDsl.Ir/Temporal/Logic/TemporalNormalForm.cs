using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The negation normal form: negations stand at atoms only, and <c>-></c>, <c>&lt;-></c> and <c>xor</c> are written out. On finite traces
/// X is dual to WX and Y to Z, not to themselves.
/// </summary>
public static class TemporalNormalForm
{
    /// <summary>The normal form of a formula.</summary>
    public static TemporalFormula Of(TemporalFormula formula) => new Reader().Read(formula, true);

    /// <summary>The operator that says of the negations of its operands what the negation of another says of them.</summary>
    internal static TemporalOperator Dual(TemporalOperator kind) => kind switch
    {
        TemporalOperator.True => TemporalOperator.False,
        TemporalOperator.False => TemporalOperator.True,
        TemporalOperator.And => TemporalOperator.Or,
        TemporalOperator.Or => TemporalOperator.And,
        TemporalOperator.Next => TemporalOperator.WeakNext,
        TemporalOperator.WeakNext => TemporalOperator.Next,
        TemporalOperator.Eventually => TemporalOperator.Always,
        TemporalOperator.Always => TemporalOperator.Eventually,
        TemporalOperator.Until => TemporalOperator.Release,
        TemporalOperator.Release => TemporalOperator.Until,
        TemporalOperator.WeakUntil => TemporalOperator.StrongRelease,
        TemporalOperator.StrongRelease => TemporalOperator.WeakUntil,
        TemporalOperator.Yesterday => TemporalOperator.WeakYesterday,
        TemporalOperator.WeakYesterday => TemporalOperator.Yesterday,
        TemporalOperator.Once => TemporalOperator.Historically,
        TemporalOperator.Historically => TemporalOperator.Once,
        TemporalOperator.Since => TemporalOperator.Triggered,
        TemporalOperator.Triggered => TemporalOperator.Since,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private sealed class Reader
    {
        private readonly Dictionary<(TemporalFormula, bool), TemporalFormula> _known = [];

        public TemporalFormula Read(TemporalFormula formula, bool holds)
        {
            if (!_known.TryGetValue((formula, holds), out TemporalFormula result))
            {
                result = ReadNew(formula, holds);
                _known.Add((formula, holds), result);
            }

            return result;
        }

        private TemporalFormula ReadNew(TemporalFormula formula, bool holds)
        {
            IReadOnlyList<TemporalFormula> o = formula.Operands;
            switch (formula.Kind)
            {
                case TemporalOperator.Atom:
                    return holds ? formula : TemporalFormula.Not(formula);
                case TemporalOperator.Not:
                    return Read(o[0], !holds);
                case TemporalOperator.Implies:
                    return holds ? TemporalFormula.Or(Read(o[0], false), Read(o[1], true)) : TemporalFormula.And(Read(o[0], true), Read(o[1], false));
                case TemporalOperator.Iff:
                case TemporalOperator.Xor:
                    bool same = (formula.Kind == TemporalOperator.Iff) == holds;
                    return TemporalFormula.Or(TemporalFormula.And(Read(o[0], true), Read(o[1], same)), TemporalFormula.And(Read(o[0], false), Read(o[1], !same)));
                default:
                    TemporalFormula[] operands = [.. o.Select(p => Read(p, holds))];
                    return holds ? formula.With(operands, formula.Window) : TemporalFormula.Of(Dual(formula.Kind), operands, formula.Window);
            }
        }
    }
}
