using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A formula over its conditions: each largest part that reads only the present step becomes one atom. There are mostly fewer of them than
/// atoms, so that tables are smaller, and a step computes each once. The new atoms are taken as independent of each other; what cannot occur is said by
/// <see cref="AutomatonOptions.Feasible"/>.
/// </summary>
public sealed class TemporalPredicates
{
    private readonly List<TemporalFormula> _conditions = [];
    private readonly Dictionary<TemporalFormula, TemporalFormula> _known = [];

    private TemporalPredicates(TemporalFormula formula)
    {
        Formula = Read(formula);
    }

    /// <summary>The formula over the new atoms, which are named by what they stand for.</summary>
    public TemporalFormula Formula { get; }

    /// <summary>What each new atom stands for, by its number.</summary>
    public IReadOnlyList<TemporalFormula> Conditions => _conditions;

    /// <summary>The conditions of a formula.</summary>
    public static TemporalPredicates Of(TemporalFormula formula) => new(formula);

    private TemporalFormula Read(TemporalFormula formula)
    {
        if (formula.Kind is TemporalOperator.True or TemporalOperator.False)
        {
            return formula;
        }

        if (!_known.TryGetValue(formula, out TemporalFormula result))
        {
            result = formula.Kind == TemporalOperator.Not ? TemporalFormula.Not(Read(formula.Operands[0]))
                : !formula.IsTemporal ? Condition(formula)
                : formula.With([.. Grouped(formula).Select(Read)], formula.Window);
            _known[formula] = result;
        }

        return result;
    }

    /// <summary>The operands, those of a row that read only the present step together as one.</summary>
    private static IReadOnlyList<TemporalFormula> Grouped(TemporalFormula formula)
    {
        TemporalFormula[] plain = [.. formula.Operands.Where(static o => !o.IsTemporal)];
        return formula.Kind is not (TemporalOperator.And or TemporalOperator.Or) || plain.Length < 2
            ? formula.Operands
            : [TemporalFormula.Of(formula.Kind, plain, default), .. formula.Operands.Where(static o => o.IsTemporal)];
    }

    private TemporalFormula Condition(TemporalFormula formula)
    {
        _conditions.Add(formula);
        return TemporalFormula.Proposition(_conditions.Count - 1, formula.Kind == TemporalOperator.Atom ? formula.Name : formula.ToString());
    }
}
