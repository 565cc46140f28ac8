using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The formulas of a spec over common atoms: equal conditions are one atom, so that formulas can be joined. Combinations of atoms that declared ranges
/// and assumptions exclude do not occur in their automata. What holds between steps is not known of: nothing is excluded for it.
/// </summary>
internal sealed class FormulaSet
{
    /// <summary>Atoms of one question: each combination is asked for.</summary>
    private const int MostTogether = 12;

    private readonly RuleContext _context;
    private readonly List<FormulaCondition> _conditions = new();
    private readonly Dictionary<TemporalFormula, TemporalAutomaton?> _automata = new();
    private readonly Dictionary<ulong, EquatableArray<ulong>> _letters = new();
    private ConditionRelations? _relations;

    public FormulaSet(RuleContext context)
    {
        _context = context;
        var all = new List<FormulaView>();
        foreach (FormulaFacts facts in context.Analysis.Spec.Formulas)
        {
            // A combination is a set of bits: formulas that are beyond it are not judged.
            if (context.Spec.Formulas.FirstOrDefault(f => f.Name == facts.Name) is { Read: not null, Resolved: not null } declaration && _conditions.Count + facts.Leaves.Count <= ConditionRelations.Most)
            {
                all.Add(new FormulaView(this, context, facts, declaration));
            }
        }

        All = all;
    }

    /// <summary>The formulas in order.</summary>
    public IReadOnlyList<FormulaView> All { get; }

    /// <summary>The atoms by number.</summary>
    public IReadOnlyList<FormulaCondition> Conditions => _conditions;

    /// <summary>Whether some atoms may be as they are in the second set at one step, whatever the others are.</summary>
    public bool IsPossible(ulong mask, ulong values) => Relations.IsPossible(mask, values);

    /// <summary>What is excluded of the atoms, in small sets.</summary>
    public ConditionRelations Relations => _relations ??= new ConditionRelations(_context.Program, _conditions.ConvertAll(static c => c.Value));

    /// <summary>The automaton of a formula over the common atoms, of what can occur; null when it is too large for a rule, or when nothing can occur.</summary>
    public TemporalAutomaton? Automaton(TemporalFormula formula)
    {
        if (!_automata.TryGetValue(formula, out TemporalAutomaton? automaton))
        {
            IReadOnlyList<int> atoms = formula.Atoms();
            automaton = atoms.Count > MostTogether ? null : AutomatonCache.Of(formula, Letters(atoms.Aggregate(0UL, static (m, a) => m | (1UL << a))), _context.Cancellation);
            _automata.Add(formula, automaton);
        }

        return automaton;
    }

    /// <summary>A step of a trace in the author's words: the atoms of some that hold there.</summary>
    /// <param name="letter">One bit for each atom.</param>
    /// <param name="of">The atoms that matter.</param>
    public string Text(ulong letter, IEnumerable<int> of)
    {
        int[] atoms = of.Distinct().ToArray();
        string[] held = atoms.Where(a => ((letter >> a) & 1) != 0).Select(a => _conditions[a].Name).ToArray();
        return held.Length > 0 ? string.Join(" & ", held) : atoms.Length == 0 ? "any" : "none of them";
    }

    /// <summary>The atom of a condition of a formula.</summary>
    internal TemporalFormula Share(int value, FormulaLeaf leaf)
    {
        FormulaCondition? known = _conditions.Find(c => c.Value == value);
        if (known is null)
        {
            known = new FormulaCondition(_conditions.Count, leaf.Name, value, leaf.Member);
            _conditions.Add(known);
        }

        return TemporalFormula.Proposition(known.Number, known.Name);
    }

    private EquatableArray<ulong> Letters(ulong mask)
    {
        if (!_letters.TryGetValue(mask, out EquatableArray<ulong> letters))
        {
            letters = Relations.Possible(mask).ToEquatableArray();
            _letters.Add(mask, letters);
        }

        return letters;
    }
}
