using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Part of RWD6002: an objective "whenever p, eventually q" where the agent decides p and nothing pays for it: never doing p fulfils it.</summary>
internal static class FreeResponses
{
    /// <summary>Checks one formula.</summary>
    public static void Check(RuleContext context, FormulaView formula)
    {
        if (formula.Facts.IsConstraint || formula.Facts.IsQuantitative || formula.Reward <= 0 || context.Formulas.Unsatisfiable.Contains(formula)
            || formula.Formula is not { Kind: TemporalOperator.Always } always || always.Operands[0] is not { Kind: TemporalOperator.Implies } response)
        {
            return;
        }

        TemporalFormula request = response.Operands[0];
        List<int> values = request.Atoms().Select(a => context.Formulas.Conditions[a].Value).ToList();
        if (values.Count == 0 || !values.All(context.IsAgentInfluenced) || context.Formulas.Automaton(TemporalFormula.Always(TemporalFormula.Not(request), always.Window)) is not { IsSatisfiable: true } never)
        {
            return;
        }

        var signals = new HashSet<SpecMember>(values.SelectMany(context.SignalsOf));
        bool isPaid = context.Columns.Any(c => c.Raw >= 0 && c.Column.Kind is not (ColumnKind.Penalty) && context.SignalsOf(c.Raw).Any(signals.Contains))
            || context.Formulas.All.Any(f => f != formula && !f.Facts.IsConstraint && f.Formula.Atoms().SelectMany(a => context.SignalsOf(context.Formulas.Conditions[a].Value)).Any(signals.Contains));
        if (isPaid)
        {
            return;
        }

        context.Report(
            RuleCatalogue.VacuousFormula,
            formula.Place,
            DiagnosticSeverity.Warning,
            RangeData.None,
            formula.Facts.Name,
            "is fulfilled by an agent that never brings about '" + formula.Text(request) + "', which nothing pays for (" + FormulaReasons.Trace(context, never.Shortest(accepted: true)!, never.Atoms)
                + "); pay for it too, or make this a constraint");
    }
}
