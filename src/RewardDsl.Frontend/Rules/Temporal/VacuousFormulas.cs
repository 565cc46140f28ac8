using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD6002: formulas that hold of every trace, parts that make no difference, an implication below "eventually", "always eventually" on a finite trace,
/// formulas that say what others say, and responses that an agent has for nothing by never asking.
/// </summary>
internal sealed class VacuousFormulas
{
    private readonly RuleContext _context;
    private readonly FormulaSet _formulas;
    private readonly HashSet<FormulaView> _certain = new();

    private VacuousFormulas(RuleContext context)
    {
        _context = context;
        _formulas = context.Formulas;
    }

    /// <summary>Runs the rule.</summary>
    public static void Check(RuleContext context)
    {
        if (context.Formulas.All.Count == 0 || context.Program.IsContradictory)
        {
            return;
        }

        var rule = new VacuousFormulas(context);
        foreach (FormulaView formula in context.Formulas.All)
        {
            rule.Alone(formula);
        }

        rule.Pairs();
        foreach (FormulaView formula in context.Formulas.All)
        {
            FreeResponses.Check(context, formula);
        }
    }

    /// <summary>What is paid by how much it holds says something even where it always does.</summary>
    private void Alone(FormulaView formula)
    {
        List<(TemporalFormula Part, TemporalFormula Implication)> weak = new();
        EventuallyImplies(formula.Formula, true, weak);
        foreach ((TemporalFormula part, TemporalFormula implication) in weak)
        {
            WeakImplication(formula, part, implication);
        }

        AtTheEnd(formula, formula.Formula, null);
        if (formula.Facts.IsQuantitative || formula.Automaton is not { } automaton || !automaton.IsSatisfiable)
        {
            return;
        }

        if (automaton.Shortest(accepted: false) is not { } failing || (_context.Episode.Horizon > 0 && failing.Count > _context.Episode.Horizon && !_formulas.BeyondEpisode.Contains(formula)))
        {
            _certain.Add(formula);
            if (weak.Count == 0)
            {
                Certain(formula, automaton);
            }
        }
        else if (weak.Count == 0)
        {
            Vacuous(formula);
        }
    }

    private void Certain(FormulaView formula, TemporalAutomaton automaton)
    {
        string excluded = automaton.IsValid ? FormulaReasons.Excluded(_context, _formulas.Needed(formula.Formula, static a => a.IsValid))
            : "the shortest trace that fails it has " + FormulaReasons.Steps(automaton.Shortest(accepted: false)!.Count) + ", the episode " + FormulaReasons.Steps(_context.Episode.Horizon);
        Report(
            formula,
            formula.Place,
            "holds whatever happens" + (excluded.Length == 0 ? "" : ": " + excluded) + (formula.Facts.IsConstraint ? "; it constrains nothing" : formula.Reward > 0 ? "; its reward is paid for nothing" : ""));
    }

    /// <summary>Parts that could as well be constants. What is decided by a range alone has its own finding where it is written.</summary>
    private void Vacuous(FormulaView formula)
    {
        foreach ((TemporalFormula part, bool canBeTrue) in TemporalQueries.Vacuous(formula.Formula, _formulas.Automaton))
        {
            bool isByRange = part.Kind == TemporalOperator.Atom && Enumerable.Range(0, 2).Any(v => !_formulas.IsPossible(1UL << part.Atom, (ulong)v << part.Atom));

            // What the rest says too is said twice and does no harm: "p, and p for 20 steps". What only this part reads was meant to matter.
            if (isByRange || !part.Atoms().Except(Replaced(formula.Formula, part, TemporalFormula.True).Atoms()).Any())
            {
                continue;
            }

            string excluded = FormulaReasons.Excluded(_context, Why(formula, part, canBeTrue));
            Report(
                formula,
                formula.At(part),
                "does not depend on '" + formula.Text(part) + "': with '" + (canBeTrue ? "true" : "false") + "' in its place it holds of the same traces" + (excluded.Length == 0 ? "" : ", because " + excluded));
        }
    }

    private IReadOnlyList<(ulong, ulong)> Why(FormulaView formula, TemporalFormula part, bool canBeTrue) =>
        _formulas.Needed(TemporalFormula.Iff(formula.Formula, Replaced(formula.Formula, part, canBeTrue ? TemporalFormula.True : TemporalFormula.False)), static a => a.IsValid);

    private static TemporalFormula Replaced(TemporalFormula formula, TemporalFormula part, TemporalFormula by) =>
        ReferenceEquals(formula, part) ? by : formula.Operands.Count == 0 ? formula : formula.With(formula.Operands.Select(o => Replaced(o, part, by)).ToList(), formula.Window);

    /// <summary>Implications directly below "eventually", where they are asked for: "eventually, if p then q" holds at any step without p.</summary>
    private static void EventuallyImplies(TemporalFormula formula, bool isAsked, List<(TemporalFormula, TemporalFormula)> found)
    {
        switch (formula.Kind)
        {
            case TemporalOperator.Not:
                EventuallyImplies(formula.Operands[0], !isAsked, found);
                return;
            case TemporalOperator.Implies:
                EventuallyImplies(formula.Operands[0], !isAsked, found);
                EventuallyImplies(formula.Operands[1], isAsked, found);
                return;
            case TemporalOperator.Iff or TemporalOperator.Xor:
                return;
            case TemporalOperator.Eventually or TemporalOperator.Once when isAsked && formula.Operands[0].Kind == TemporalOperator.Implies:
                found.Add((formula, formula.Operands[0]));
                break;
        }

        foreach (TemporalFormula operand in formula.Operands)
        {
            EventuallyImplies(operand, isAsked, found);
        }
    }

    private void WeakImplication(FormulaView formula, TemporalFormula part, TemporalFormula implication)
    {
        TemporalFormula antecedent = implication.Operands[0];
        if (_formulas.Automaton(antecedent) is not { } automaton || automaton.Shortest(accepted: false) is not { } trace)
        {
            // It always holds: then the implication says what its second part says.
            return;
        }

        // In C# the fix puts the operands together, which it finds there.
        TemporalFormula both = TemporalFormula.And(formula.Written(implication).Operands);
        string meant = formula.Syntax(implication) is null ? both.ToString() : Operand(formula, antecedent) + " & " + Operand(formula, implication.Operands[1]);
        Report(
            formula,
            formula.At(implication),
            "says '" + formula.Text(part) + "', which any step without '" + formula.Text(antecedent) + "' satisfies (" + FormulaReasons.Trace(_context, trace, automaton.Atoms) + "); is '" + meant + "' meant?",
            RangeData.None.Add("text", both.ToString()));
    }

    private static string Operand(FormulaView formula, TemporalFormula operand) => operand.Kind is TemporalOperator.Or or TemporalOperator.Xor ? "(" + formula.Text(operand) + ")" : formula.Text(operand);

    /// <summary>"Always eventually" and "eventually always" without windows: on a finite trace both are about its last step.</summary>
    private void AtTheEnd(FormulaView formula, TemporalFormula part, TemporalFormula? outer)
    {
        static bool IsWhole(TemporalFormula f, TemporalOperator kind) => f.Kind == kind && f.Window.IsWhole;
        bool isNested = outer is not null
            && ((IsWhole(outer, TemporalOperator.Always) && IsWhole(part, TemporalOperator.Eventually)) || (IsWhole(outer, TemporalOperator.Eventually) && IsWhole(part, TemporalOperator.Always)));
        if (isNested)
        {
            Report(
                formula,
                formula.At(outer!),
                "says '" + formula.Text(outer!) + "', which on a finite trace means '" + formula.Text(part.Operands[0]) + "' at the last step and nothing else; a window says how often or how long");
            return;
        }

        foreach (TemporalFormula operand in part.Operands)
        {
            AtTheEnd(formula, operand, part);
        }
    }

    /// <summary>Formulas that hold of the same traces, and constraints that follow from another.</summary>
    private void Pairs()
    {
        List<FormulaView> open = _formulas.All.Where(f => !f.Facts.IsQuantitative && f.Automaton is not null && !_certain.Contains(f) && !_formulas.Unsatisfiable.Contains(f)).ToList();
        for (int i = 0; i < open.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Pair(open[j], open[i]))
                {
                    break;
                }
            }
        }
    }

    private bool Pair(FormulaView first, FormulaView second)
    {
        if (!MayFollow(first, second))
        {
            return false;
        }

        bool forward = TemporalQueries.Follows(second.Formula, first.Formula, _formulas.Automaton) == true;
        bool backward = TemporalQueries.Follows(first.Formula, second.Formula, _formulas.Automaton) == true;
        bool isSameRole = first.Facts.IsConstraint == second.Facts.IsConstraint;
        if (forward && backward)
        {
            Report(second, second.Place, "holds of the same traces as '" + first.Facts.Name + "'" + (isSameRole ? ": the same is paid twice" : ""));
            return true;
        }

        // A weaker objective is a step on the way to the stronger; a weaker constraint, one that costs besides.
        if ((forward || backward) && first.Facts.IsConstraint && second.Facts.IsConstraint)
        {
            (FormulaView weak, FormulaView strong) = forward ? (second, first) : (first, second);
            _context.Report(
                RuleCatalogue.VacuousFormula,
                weak.Place,
                DiagnosticSeverity.Info,
                RangeData.None,
                weak.Facts.Name,
                "follows from '" + strong.Facts.Name + "': who violates it violates both");
            return true;
        }

        return false;
    }

    /// <summary>Whether they read the same signals: what is independent follows only from what is constant.</summary>
    private bool MayFollow(FormulaView a, FormulaView b)
    {
        IReadOnlyList<int> groups = _formulas.Relations.Groups;
        return a.Formula.Atoms().Select(x => groups[x]).Intersect(b.Formula.Atoms().Select(x => groups[x])).Any();
    }

    private void Report(FormulaView formula, Location? place, string text, ImmutableDictionary<string, string?>? data = null) =>
        _context.Report(RuleCatalogue.VacuousFormula, place, DiagnosticSeverity.Warning, data ?? RangeData.None, formula.Facts.Name, text);
}
