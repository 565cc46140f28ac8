using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A formula of a spec as rules read it: over the common atoms, with the places of its parts.</summary>
internal sealed class FormulaView
{
    /// <summary>Characters of a part that are quoted.</summary>
    private const int Quoted = 100;

    private readonly FormulaSet _set;
    private readonly Dictionary<TemporalFormula, TemporalFormula> _written = new(ByReference.Instance);
    private readonly Dictionary<TemporalFormula, FormulaPlace> _places = new(ByReference.Instance);

    public FormulaView(FormulaSet set, RuleContext context, FormulaFacts facts, FormulaDeclaration declaration)
    {
        _set = set;
        Facts = facts;
        Declaration = declaration;
        Conditions = context.Values(facts.Name, ProbedPart.Conditions);
        ReadFormula read = declaration.Read!;
        var places = new Dictionary<TemporalFormula, FormulaPlace>(ByReference.Instance);
        foreach (FormulaPlace place in read.Places)
        {
            if (!places.ContainsKey(place.Part))
            {
                places.Add(place.Part, place);
            }
        }

        IReadOnlyList<int> atoms = read.Formula.Atoms();
        IReadOnlyList<int> values = context.Values(facts.Name, ProbedPart.Leaves);
        var leaves = atoms.Select((a, k) => (Atom: a, Value: values[k])).ToDictionary(static l => l.Atom, static l => l.Value);
        Formula = Share(declaration.Resolved!, read.Formula, places, leaves);
    }

    /// <summary>What is stated of it.</summary>
    public FormulaFacts Facts { get; }

    /// <summary>Its declaration.</summary>
    public FormulaDeclaration Declaration { get; }

    /// <summary>The program values of the atoms of <see cref="FormulaFacts.Formula"/>.</summary>
    public IReadOnlyList<int> Conditions { get; }

    /// <summary>
    /// The formula over the common atoms, windows in steps; its parts are objects that have places. Conditions in C# are taken apart at their
    /// <c>&amp;&amp;</c>, <c>||</c>, <c>!</c> and the like.
    /// </summary>
    public TemporalFormula Formula { get; }

    /// <summary>Where it is written: the property's name, or the text.</summary>
    public Location? Place => Declaration.Location;

    /// <summary>Its automaton over the common atoms, of what can occur; null when it is too large for a rule.</summary>
    public TemporalAutomaton? Automaton => _set.Automaton(Formula);

    /// <summary>What it pays where it holds; 0 when nothing.</summary>
    public double Reward => Declaration.Data.Named("Reward", 0.0);

    /// <summary>Where a part of <see cref="Formula"/> is written; the whole where it has no place of its own.</summary>
    public Location? At(TemporalFormula part) =>
        !_places.TryGetValue(part, out FormulaPlace place) ? Place : place.Syntax?.GetLocation() ?? LiteralText.At(Declaration.Data, place.Text.Column, place.Text.Length);

    /// <summary>The expression that a part of <see cref="Formula"/> is; null in a text.</summary>
    public SyntaxNode? Syntax(TemporalFormula part) => _places.TryGetValue(part, out FormulaPlace place) ? place.Syntax : null;

    /// <summary>A part of <see cref="Formula"/> as its author wrote it.</summary>
    public string Text(TemporalFormula part)
    {
        string text = !_places.TryGetValue(part, out FormulaPlace place) ? Written(part).ToString()
            : place.Syntax is { } syntax ? FormulaSet.Words(syntax) : Declaration.Text!.Substring(place.Text.Column - 1, place.Text.Length);
        return text.Length <= Quoted ? text : text.Substring(0, Quoted - 1) + "…";
    }

    /// <summary>A part of <see cref="Formula"/> as it is read, windows as they are written.</summary>
    public TemporalFormula Written(TemporalFormula part) => _written.TryGetValue(part, out TemporalFormula? written) ? written : part;

    /// <summary>The formula over the common atoms; the one with windows in steps and the written one have the same parts.</summary>
    private TemporalFormula Share(TemporalFormula resolved, TemporalFormula written, Dictionary<TemporalFormula, FormulaPlace> places, Dictionary<int, int> leaves)
    {
        bool hasPlace = places.TryGetValue(written, out FormulaPlace place);
        TemporalFormula shared = resolved.Kind switch
        {
            TemporalOperator.True or TemporalOperator.False => resolved,
            TemporalOperator.Atom => _set.Condition(Facts, Facts.Leaves[resolved.Atom], leaves[resolved.Atom], place.Syntax, (part, syntax) => _places.Add(part, new FormulaPlace(part, syntax, default))),
            _ => TemporalFormula.Of(resolved.Kind, resolved.Operands.Select((o, i) => Share(o, written.Operands[i], places, leaves)).ToList(), resolved.Window),
        };
        if (!_written.ContainsKey(shared))
        {
            _written.Add(shared, written);
        }

        if (hasPlace && !_places.ContainsKey(shared))
        {
            _places.Add(shared, place);
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
