using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A formula of a spec as rules read it: over the common atoms, with the places of its parts.</summary>
internal sealed class FormulaView
{
    private readonly FormulaSet _set;
    private readonly Dictionary<TemporalFormula, TemporalFormula> _written = new(ByReference.Instance);
    private readonly Dictionary<TemporalFormula, FormulaPlace> _places = new(ByReference.Instance);

    public FormulaView(FormulaSet set, RuleContext context, FormulaFacts facts, FormulaDeclaration declaration)
    {
        _set = set;
        Facts = facts;
        Declaration = declaration;
        Conditions = context.Values(facts.Name, ProbedPart.Conditions);
        IReadOnlyList<int> leaves = context.Values(facts.Name, ProbedPart.Leaves);
        ReadFormula read = declaration.Read!;
        foreach (FormulaPlace place in read.Places)
        {
            if (!_places.ContainsKey(place.Part))
            {
                _places.Add(place.Part, place);
            }
        }

        Formula = Share(declaration.Resolved!, read.Formula, atom => set.Share(leaves[atom], facts.Leaves[atom]));
    }

    /// <summary>What is stated of it.</summary>
    public FormulaFacts Facts { get; }

    /// <summary>Its declaration.</summary>
    public FormulaDeclaration Declaration { get; }

    /// <summary>The program values of the atoms of <see cref="FormulaFacts.Formula"/>.</summary>
    public IReadOnlyList<int> Conditions { get; }

    /// <summary>The formula over the common atoms, windows in steps; its parts are objects that have places.</summary>
    public TemporalFormula Formula { get; }

    /// <summary>Where it is written: the property's name, or the text.</summary>
    public Location? Place => Declaration.Location;

    /// <summary>Its automaton over the common atoms, of what can occur; null when it is too large for a rule.</summary>
    public TemporalAutomaton? Automaton => _set.Automaton(Formula);

    /// <summary>Where a part of <see cref="Formula"/> is written; the whole where it has no place of its own.</summary>
    public Location? At(TemporalFormula part) => PlaceOf(part) is not { } place ? Place : place.Syntax?.GetLocation() ?? LiteralText.At(Declaration.Data, place.Text.Column, place.Text.Length);

    /// <summary>The expression that a part of <see cref="Formula"/> is; null in a text.</summary>
    public SyntaxNode? Syntax(TemporalFormula part) => PlaceOf(part)?.Syntax;

    /// <summary>A part of <see cref="Formula"/> in the author's words, windows as he wrote them.</summary>
    public string Text(TemporalFormula part) => (_written.TryGetValue(part, out TemporalFormula? written) ? written : part).ToString();

    /// <summary>The same part as it is read, windows as they are written.</summary>
    public TemporalFormula Written(TemporalFormula part) => _written.TryGetValue(part, out TemporalFormula? written) ? written : part;

    private FormulaPlace? PlaceOf(TemporalFormula part) => _written.TryGetValue(part, out TemporalFormula? written) && _places.TryGetValue(written, out FormulaPlace place) ? place : null;

    /// <summary>The formula over the common atoms; the one with windows in steps and the written one have the same parts.</summary>
    private TemporalFormula Share(TemporalFormula resolved, TemporalFormula written, System.Func<int, TemporalFormula> atom)
    {
        TemporalFormula shared = resolved.Kind switch
        {
            TemporalOperator.True or TemporalOperator.False => resolved,
            TemporalOperator.Atom => atom(resolved.Atom),
            _ => TemporalFormula.Of(resolved.Kind, resolved.Operands.Select((o, i) => Share(o, written.Operands[i], atom)).ToList(), resolved.Window),
        };
        if (!_written.ContainsKey(shared))
        {
            _written.Add(shared, written);
        }

        return shared;
    }

    /// <summary>Equal parts have places of their own.</summary>
    private sealed class ByReference : IEqualityComparer<TemporalFormula>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(TemporalFormula? x, TemporalFormula? y) => ReferenceEquals(x, y);

        public int GetHashCode(TemporalFormula obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
