using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The formulas of a spec over common atoms: equal conditions are one atom, so that formulas can be joined. Combinations of atoms that declared ranges
/// and assumptions exclude do not occur in their automata. What holds between steps is not known of: nothing is excluded for it.
/// </summary>
internal sealed class FormulaSet
{
    private static readonly char[] s_spaces = { ' ', '\t', '\r', '\n' };

    /// <summary>Atoms of one question: each combination is asked for.</summary>
    private const int MostTogether = 12;

    /// <summary>Automata that rules may ask for, kept or not: what is reported must not depend on what is kept.</summary>
    private const int MostQuestions = 1000;

    private readonly RuleContext _context;
    private readonly List<FormulaCondition> _conditions = new();
    private readonly Dictionary<TemporalFormula, TemporalAutomaton?> _automata = new();
    private readonly Dictionary<ulong, EquatableArray<ulong>> _letters = new();
    private readonly Dictionary<(SyntaxNode Syntax, string Member), Site> _sites = new();
    private ConditionRelations? _relations;
    private int _questions;

    public FormulaSet(RuleContext context)
    {
        _context = context;
        if (context.Analysis.Spec.Formulas.Count > 0)
        {
            foreach (Site site in context.Sites.All.Where(static s => s.Result.Count == 1 && s.Name is nameof(Opcode.And) or nameof(Opcode.Or) or nameof(Opcode.Xor) or nameof(Opcode.Not)))
            {
                _sites[(site.Syntax, site.Member)] = site;
            }
        }

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

    /// <summary>Formulas of which a rule has said that they reach beyond the episode: that they cannot be fulfilled in it is not said again.</summary>
    public HashSet<FormulaView> BeyondEpisode { get; } = new();

    /// <summary>Formulas of which a rule has said that nothing satisfies them, by themselves or with others.</summary>
    public HashSet<FormulaView> Unsatisfiable { get; } = new();

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
            _context.Cancellation.ThrowIfCancellationRequested();
            automaton = formula.Atoms().Count > MostTogether || ++_questions > MostQuestions ? null : AutomatonCache.Of(formula, Letters(Mask(formula)), _context.Cancellation);
            _automata.Add(formula, automaton);
        }

        return automaton;
    }

    /// <summary>The automaton where every combination of atoms occurs: what a formula says by itself.</summary>
    public TemporalAutomaton? Free(TemporalFormula formula) => Limited(formula, System.Array.Empty<(ulong, ulong)>());

    /// <summary>
    /// A smallest set of exclusions that is enough for something that is so of the formula's automaton: leaving out any of them it would not be. Empty
    /// where the formula alone is enough.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="isSo">What is so.</param>
    public IReadOnlyList<(ulong Mask, ulong Values)> Needed(TemporalFormula formula, System.Func<TemporalAutomaton, bool> isSo)
    {
        ulong atoms = Mask(formula);
        List<(ulong Mask, ulong Values)> kept = Relations.Impossible.Where(e => (e.Mask & ~atoms) == 0).ToList();
        bool IsEnough(IReadOnlyList<(ulong, ulong)> exclusions) => Limited(formula, exclusions) is { } automaton && isSo(automaton);
        if (IsEnough(System.Array.Empty<(ulong, ulong)>()))
        {
            return System.Array.Empty<(ulong, ulong)>();
        }

        foreach ((ulong Mask, ulong Values) exclusion in kept.ToArray())
        {
            List<(ulong, ulong)> fewer = kept.Where(k => k != exclusion).ToList();
            if (IsEnough(fewer))
            {
                kept = fewer;
            }
        }

        return kept;
    }

    /// <summary>What is written, on one line.</summary>
    public static string Words(SyntaxNode syntax) => string.Join(" ", syntax.ToString().Split(s_spaces, System.StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A condition of a formula over the common atoms; one in C# is taken apart at its operators on truth values.</summary>
    /// <param name="facts">The formula.</param>
    /// <param name="leaf">The condition.</param>
    /// <param name="value">Its program value.</param>
    /// <param name="syntax">The expression, null in a text.</param>
    /// <param name="placed">Told where each part is written.</param>
    internal TemporalFormula Condition(FormulaFacts facts, FormulaLeaf leaf, int value, SyntaxNode? syntax, System.Action<TemporalFormula, SyntaxNode> placed)
    {
        if (syntax is null)
        {
            return Atom(leaf.Name, value, leaf.Member);
        }

        while (syntax is ParenthesizedExpressionSyntax inner)
        {
            syntax = inner.Expression;
        }

        TemporalFormula? found = null;
        if (_sites.TryGetValue((syntax, facts.Name), out Site? site) && site.Operands.All(static o => o.Count == 1) && _conditions.Count < ConditionRelations.Most - 1)
        {
            TemporalFormula Part(int k, SyntaxNode at) => Condition(facts, leaf, _context.Analysis.Probe(site.Operands[k][0]), at, placed);
            found = (syntax, site.Name) switch
            {
                (BinaryExpressionSyntax both, nameof(Opcode.And)) => TemporalFormula.And(Part(0, both.Left), Part(1, both.Right)),
                (BinaryExpressionSyntax both, nameof(Opcode.Or)) => TemporalFormula.Or(Part(0, both.Left), Part(1, both.Right)),
                (BinaryExpressionSyntax both, nameof(Opcode.Xor)) => TemporalFormula.Xor(Part(0, both.Left), Part(1, both.Right)),
                (PrefixUnaryExpressionSyntax not, nameof(Opcode.Not)) => TemporalFormula.Not(Part(0, not.Operand)),
                _ => null,
            };
        }

        found ??= Atom(Words(syntax), value, "");
        placed(found, syntax);
        return found;
    }

    private TemporalFormula Atom(string name, int value, string member)
    {
        FormulaCondition? known = _conditions.Find(c => c.Value == value);
        if (known is null)
        {
            known = new FormulaCondition(_conditions.Count, name, value, member);
            _conditions.Add(known);
        }

        return TemporalFormula.Proposition(known.Number, known.Name);
    }

    private static ulong Mask(TemporalFormula formula) => formula.Atoms().Aggregate(0UL, static (m, a) => m | (1UL << a));

    private TemporalAutomaton? Limited(TemporalFormula formula, IReadOnlyList<(ulong Mask, ulong Values)> exclusions)
    {
        IReadOnlyList<int> atoms = formula.Atoms();
        if (atoms.Count > MostTogether || ++_questions > MostQuestions)
        {
            return null;
        }

        EquatableArray<ulong> letters = Enumerable.Range(0, 1 << atoms.Count)
            .Select(l => atoms.Select((a, k) => (ulong)((l >> k) & 1) << a).Aggregate(0UL, static (m, b) => m | b))
            .Where(l => !exclusions.Any(e => (l & e.Mask) == e.Values)).ToEquatableArray();
        return AutomatonCache.Of(formula, letters, _context.Cancellation);
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
