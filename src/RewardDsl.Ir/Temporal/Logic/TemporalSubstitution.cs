using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Formulas with other formulas for their atoms: the way back from <see cref="TemporalPredicates"/>.</summary>
public static class TemporalSubstitution
{
    /// <summary>A formula with other formulas for its atoms.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="atoms">What each atom stands for, by number.</param>
    public static TemporalFormula Replace(TemporalFormula formula, IReadOnlyList<TemporalFormula> atoms) => formula.Kind switch
    {
        TemporalOperator.Atom => atoms[formula.Atom],
        // Two negations in a row say nothing.
        TemporalOperator.Not when Replace(formula.Operands[0], atoms) is { } inner => inner.Kind == TemporalOperator.Not ? inner.Operands[0] : formula.With([inner], formula.Window),
        _ => formula.With([.. formula.Operands.Select(o => Replace(o, atoms))], formula.Window),
    };
}
