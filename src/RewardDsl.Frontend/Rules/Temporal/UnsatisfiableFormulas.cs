using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>RWD6001: formulas that no trace of the episode satisfies, by themselves or together: all constraints, and each objective with them.</summary>
internal sealed class UnsatisfiableFormulas
{
    private readonly RuleContext _context;
    private readonly FormulaSet _formulas;
    private readonly int _longest;

    private UnsatisfiableFormulas(RuleContext context)
    {
        _context = context;
        _formulas = context.Formulas;
        _longest = context.Episode.Horizon > 0 ? context.Episode.Horizon : int.MaxValue;
    }

    /// <summary>Runs the rule.</summary>
    public static void Check(RuleContext context)
    {
        if (context.Formulas.All.Count == 0 || context.Program.IsContradictory)
        {
            return;
        }

        var rule = new UnsatisfiableFormulas(context);
        foreach (FormulaView formula in context.Formulas.All)
        {
            rule.Alone(formula);
        }

        rule.Together();
    }

    private void Alone(FormulaView formula)
    {
        if (formula.Automaton is not { } automaton)
        {
            return;
        }

        IReadOnlyList<ulong>? shortest = automaton.Shortest(accepted: true);
        if (shortest is not null && shortest.Count <= _longest)
        {
            return;
        }

        _formulas.Unsatisfiable.Add(formula);
        if (_formulas.BeyondEpisode.Contains(formula))
        {
            return;
        }

        string reason = shortest is not null
            ? "the shortest trace that satisfies it has " + FormulaReasons.Steps(shortest.Count) + ", the episode " + FormulaReasons.Steps(_longest)
            : Contradiction(formula.Formula, formula.Text(formula.Formula), formula);
        Report(formula, formula.Facts.Name, "can never hold: " + reason + Cost(formula), 0);
    }

    /// <summary>Why a formula without a satisfying trace has none.</summary>
    private string Contradiction(TemporalFormula formula, string text, FormulaView view)
    {
        IReadOnlyList<(ulong, ulong)> needed = _formulas.Needed(formula, static a => !a.IsSatisfiable);
        string excluded = FormulaReasons.Excluded(_context, needed);

        // Of several parts those that exclude each other.
        if (formula.Kind == TemporalOperator.And && TemporalQueries.Conflict(formula.Operands, int.MaxValue, _formulas.Automaton) is { Count: > 1 } core && core.Count < formula.Operands.Count)
        {
            return FormulaReasons.Names(core.Select(i => view.Text(formula.Operands[i]))) + " exclude each other" + (excluded.Length == 0 ? "" : ", because " + excluded);
        }

        return excluded.Length > 0 ? excluded : "no trace satisfies '" + text + "'";
    }

    private void Together()
    {
        List<FormulaView> constraints = _formulas.All.Where(f => f.Facts is { IsConstraint: true, IsQuantitative: false } && CanHold(f)).ToList();
        var conflicting = new HashSet<FormulaView>();
        foreach (List<FormulaView> group in Connected(constraints))
        {
            foreach (List<FormulaView> core in Cores(group, null))
            {
                conflicting.UnionWith(core);
                Conflict(core);
            }
        }

        // What no objective can make up for is left out: an objective is compared with constraints that can be kept.
        List<FormulaView> kept = constraints.Where(c => !conflicting.Contains(c)).ToList();
        foreach (FormulaView objective in _formulas.All.Where(f => !f.Facts.IsConstraint && !f.Facts.IsQuantitative && f.Reward > 0 && CanHold(f)))
        {
            List<FormulaView> group = Connected(kept.Append(objective).ToList()).First(g => g.Contains(objective));
            foreach (List<FormulaView> core in Cores(group, objective))
            {
                Conflict(core);
            }
        }
    }

    private bool CanHold(FormulaView formula) => !_formulas.Unsatisfiable.Contains(formula) && formula.Automaton is not null;

    /// <summary>The smallest conflict of some formulas, one that contains the last; of all together or, where they are too many for one question, of two.</summary>
    private IEnumerable<List<FormulaView>> Cores(List<FormulaView> formulas, FormulaView? objective)
    {
        if (formulas.Count < 2)
        {
            yield break;
        }

        if (TemporalQueries.Conflict(formulas.ConvertAll(static f => f.Formula), _longest, _formulas.Automaton) is { } core)
        {
            if (core.Count > 1)
            {
                yield return core.Select(i => formulas[i]).ToList();
            }

            yield break;
        }

        for (int i = 0; i < formulas.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                List<FormulaView> two = new() { formulas[j], formulas[i] };
                if ((objective is null || two.Contains(objective)) && TemporalQueries.Conflict(two.ConvertAll(static f => f.Formula), _longest, _formulas.Automaton) is { Count: 2 })
                {
                    yield return two;
                    yield break;
                }
            }
        }
    }

    private void Conflict(List<FormulaView> core)
    {
        FormulaView last = core[core.Count - 1];
        List<FormulaView> others = core.Where(f => f != last).ToList();
        var all = TemporalFormula.And(core.Select(static f => f.Formula));
        bool isOfLength = _formulas.Automaton(all)?.IsSatisfiable == true;
        string excluded = isOfLength
            ? "together they take " + FormulaReasons.Steps(_formulas.Automaton(all)!.Shortest(accepted: true)!.Count) + ", the episode has " + FormulaReasons.Steps(_longest)
            : FormulaReasons.Excluded(_context, _formulas.Needed(all, static a => !a.IsSatisfiable));
        string without = core.Count > 3 ? "" : string.Concat(core.Select(f => Without(core, f)));
        _formulas.Unsatisfiable.Add(last);
        Report(
            last,
            last.Facts.Name,
            "cannot hold together with " + FormulaReasons.Names(others.Select(static f => f.Facts.Name)) + (excluded.Length == 0 ? "" : ": " + excluded) + without,
            core.Count);
    }

    /// <summary>A short trace of the others.</summary>
    private string Without(List<FormulaView> core, FormulaView left)
    {
        TemporalAutomaton? automaton = _formulas.Automaton(TemporalFormula.And(core.Where(f => f != left).Select(static f => f.Formula)));
        return automaton?.Shortest(accepted: true) is { Count: > 0 and <= 2 } trace
            ? "; without '" + left.Facts.Name + "' it is possible (" + FormulaReasons.Trace(_context, trace, automaton.Atoms) + ")"
            : "";
    }

    /// <summary>The formulas in groups that read the same signals: others do not exclude each other.</summary>
    private List<List<FormulaView>> Connected(List<FormulaView> formulas)
    {
        IReadOnlyList<int> signals = _formulas.Relations.Groups;
        var groups = new List<(List<FormulaView> Formulas, HashSet<int> Signals)>();
        foreach (FormulaView formula in formulas)
        {
            var own = new HashSet<int>(formula.Formula.Atoms().Select(a => signals[a]));
            var joined = groups.Where(g => g.Signals.Overlaps(own)).ToList();
            groups.RemoveAll(joined.Contains);
            groups.Add((joined.SelectMany(static g => g.Formulas).Append(formula).ToList(), new HashSet<int>(joined.SelectMany(static g => g.Signals).Concat(own))));
        }

        return groups.ConvertAll(g => g.Formulas.OrderBy(f => f.Facts.IsConstraint ? 0 : 1).ThenBy(formulas.IndexOf).ToList());
    }

    private static string Cost(FormulaView formula) =>
        formula.Facts.IsConstraint ? "; no policy can keep it" : formula.Reward > 0 && !formula.Facts.IsQuantitative ? "; its reward is never paid" : "";

    private void Report(FormulaView formula, string name, string text, int core) => _context.Report(
        RuleCatalogue.UnsatisfiableFormula,
        formula.Place,
        DiagnosticSeverity.Error,
        core == 0 ? RangeData.None : RangeData.None.Add("core", Literals.Integer(core)),
        name,
        text);
}
