using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Reads the grammar of the Hanoi Omega-Automata format, version 1 (adl.github.io/hoaf).</summary>
internal sealed class HoaParser
{
    private const int MostAtoms = 64;
    private const int MostNesting = 200;
    private const int MostImplicitAtoms = 16;

    // Upper-case headers change the meaning; these are read, or repeat what is said elsewhere.
    private static readonly string[] Known = ["States", "Start", "AP", "Alias", "Acceptance"];

    private readonly List<HoaToken> _tokens;
    private readonly HoaAutomaton _automaton = new();
    private readonly List<TemporalFormula> _atoms = [];
    private readonly Dictionary<string, TemporalFormula> _aliases = [];
    private readonly int _mostStates;
    private int _at;
    private int _nesting;
    private int? _states;
    private HoaToken? _start;
    private bool _hasAcceptance;

    private HoaParser(List<HoaToken> tokens, int mostStates)
    {
        _tokens = tokens;
        _mostStates = mostStates;
    }

    private HoaToken Now => _tokens[_at];

    /// <summary>The automaton of a file.</summary>
    public static HoaAutomaton Parse(string text, int mostStates) => new HoaParser(HoaScanner.Scan(text), mostStates).Whole();

    private HoaAutomaton Whole()
    {
        if (Now is not { Kind: HoaTokenKind.Header, Text: "HOA" })
        {
            throw Wrong("a file in this format starts with 'HOA: v1'");
        }

        _at++;
        if (Now.Text != "v1")
        {
            throw Wrong("version 'v1' of the format is read, not " + Found());
        }

        _at++;
        while (Now.Kind == HoaTokenKind.Header)
        {
            Header(_tokens[_at++]);
        }

        Mark("--BODY--", "a header or '--BODY--'");
        if (!_hasAcceptance)
        {
            throw Wrong("the header 'Acceptance:' is missing");
        }

        if (_start is null)
        {
            throw Wrong("the header 'Start:' is missing: an automaton that starts nowhere accepts nothing");
        }

        while (Now is { Kind: HoaTokenKind.Header, Text: "State" })
        {
            State();
        }

        Mark("--END--", "'State:' or '--END--'");
        if (Now.Kind != HoaTokenKind.End)
        {
            throw Wrong("a file with one automaton is read; this one goes on after '--END--'");
        }

        Complete();
        return _automaton;
    }

    private void Complete()
    {
        int count = _states ?? _automaton.States.Count;
        foreach (HoaEdge edge in _automaton.States.SelectMany(static s => s?.Edges ?? []).Where(e => e.To >= count))
        {
            throw new ImportException(edge.At.Line, edge.At.Column, NoState(edge.To, count));
        }

        if (_automaton.Start >= count)
        {
            throw new ImportException(_start!.Value.Line, _start.Value.Column, NoState(_automaton.Start, count));
        }

        for (int s = 0; s < count; s++)
        {
            if (s >= _automaton.States.Count || _automaton.States[s] is null)
            {
                throw Wrong(_tokens[_tokens.Count - 2], "state " + Literals.Integer(s) + " is not listed");
            }
        }
    }

    private static string NoState(int state, int count) => "there is no state " + Literals.Integer(state) + ": there are " + Literals.Integer(count);

    private void Header(HoaToken header)
    {
        switch (header.Text)
        {
            case "States":
                HoaToken states = Now;
                _states = _states is null ? Number("the number of states") : throw Wrong(header, "'States:' stands twice");
                Limited(_states.Value - 1, states);
                break;
            case "Start":
                if (_start is not null)
                {
                    throw Wrong(header, "one start is read: of a deterministic automaton there is no other");
                }

                _start = Now;
                _automaton.Start = Limited(Target(), _start.Value);
                break;
            case "AP":
                Propositions(header);
                break;
            case "Alias":
                HoaToken alias = Now;
                if (alias.Kind != HoaTokenKind.Alias || _aliases.ContainsKey(alias.Text))
                {
                    throw Wrong(alias.Kind == HoaTokenKind.Alias ? "'" + alias.Text + "' is defined twice" : "expected an alias such as @a before " + Found());
                }

                _at++;
                _aliases.Add(alias.Text, Label());
                break;
            case "Acceptance":
                _hasAcceptance = true;
                Acceptance();
                break;
            default:
                if (char.IsUpper(header.Text[0]))
                {
                    throw Wrong(header, "the header '" + header.Text + ":' may change what the automaton means and is not known; known are " + string.Join(", ", Known.Select(static k => k + ":")));
                }

                while (Now.Kind is HoaTokenKind.Word or HoaTokenKind.Number or HoaTokenKind.String)
                {
                    _at++;
                }

                break;
        }
    }

    private void Propositions(HoaToken header)
    {
        if (_atoms.Count > 0)
        {
            throw Wrong(header, "'AP:' stands twice");
        }

        HoaToken number = Now;
        int count = Number("the number of atoms");
        if (count > MostAtoms)
        {
            throw Wrong(number, "a machine reads at most " + Literals.Integer(MostAtoms) + " atoms");
        }

        for (int i = 0; i < count; i++, _at++)
        {
            if (Now.Kind != HoaTokenKind.String)
            {
                throw Wrong("expected the name of atom " + Literals.Integer(i) + " in quotes, found " + Found());
            }

            if (_automaton.Atoms.Contains(Now.Text) || Now.Text.Length == 0)
            {
                throw Wrong(Now.Text.Length == 0 ? "an atom has a name" : "the atom '" + Now.Text + "' stands twice");
            }

            _automaton.Atoms.Add(Now.Text);
            _atoms.Add(TemporalFormula.Proposition(i, Now.Text));
        }
    }

    private void Acceptance()
    {
        int sets = Number("the number of acceptance sets");
        int open = 0;
        for (; IsSign("("); _at++)
        {
            open++;
        }

        HoaToken condition = Now;
        switch (condition)
        {
            case { Kind: HoaTokenKind.Word, Text: "t" }:
                _automaton.Acceptance = HoaAcceptance.Always;
                _at++;
                break;
            case { Kind: HoaTokenKind.Word, Text: "f" }:
                _automaton.Acceptance = HoaAcceptance.Never;
                _at++;
                break;
            case { Kind: HoaTokenKind.Word, Text: "Inf" or "Fin" }:
                _automaton.Acceptance = condition.Text == "Inf" ? HoaAcceptance.Often : HoaAcceptance.Seldom;
                _at++;
                Sign("(");
                if (IsSign("!"))
                {
                    _automaton.IsComplement = true;
                    _at++;
                }

                HoaToken set = Now;
                _automaton.Set = Number("an acceptance set");
                Sign(")");
                if (_automaton.Set >= sets)
                {
                    throw Wrong(set, "there is no acceptance set " + set.Text + ": there are " + Literals.Integer(sets));
                }

                break;
            default:
                throw Wrong("expected an acceptance condition: t, f, Inf(0) or Fin(0)");
        }

        for (; open > 0 && IsSign(")"); _at++)
        {
            open--;
        }

        if (IsSign("&") || IsSign("|"))
        {
            throw Wrong(
                "a condition of several parts is not read: t, f, Inf and Fin of one set are, so 'Inf(0)' of a Büchi automaton. Spot writes one with 'autfilt -B -D', for a formula 'ltl2tgba -B -D'");
        }

        if (open > 0)
        {
            throw Wrong("expected ')' before " + Found());
        }
    }

    private void State()
    {
        _at++;
        TemporalFormula? label = IsSign("[") ? Bracket() : null;
        HoaToken number = Now;
        int state = Limited(Number("a state's number"), number);
        string name = Now.Kind == HoaTokenKind.String ? _tokens[_at++].Text : "";
        List<int> sets = Sets();
        var edges = new List<HoaEdge>();
        bool isImplicit = false;
        while (IsSign("[") || Now.Kind == HoaTokenKind.Number)
        {
            HoaToken at = Now;
            if (IsSign("[") && (label is not null || isImplicit))
            {
                throw Wrong(label is not null ? "the state has a label, its edges have none" : "all edges of a state have a label, or none has");
            }

            if (!IsSign("[") && label is null && edges.Count > 0 && !isImplicit)
            {
                throw Wrong("all edges of a state have a label, or none has");
            }

            isImplicit |= !IsSign("[") && label is null;
            TemporalFormula guard = IsSign("[") ? Bracket() : label ?? Implicit(edges.Count, at);
            edges.Add(new HoaEdge(guard, Limited(Target(), at), Sets(), at));
        }

        if (isImplicit && edges.Count != 1 << _atoms.Count)
        {
            throw Wrong(number, "edges without labels stand for the " + Literals.Integer(1 << _atoms.Count) + " assignments of the atoms; state " + number.Text + " has " + Literals.Integer(edges.Count));
        }

        while (_automaton.States.Count <= state)
        {
            _automaton.States.Add(null!);
        }

        _automaton.States[state] = _automaton.States[state] is null ? new HoaState(name, sets, edges) : throw Wrong(number, "state " + number.Text + " is listed twice");
    }

    private TemporalFormula Implicit(int letter, HoaToken at) =>
        _atoms.Count > MostImplicitAtoms ? throw Wrong(at, "edges without labels are read for at most " + Literals.Integer(MostImplicitAtoms) + " atoms")
            : TemporalFormula.And(_atoms.Select(a => ((letter >> a.Atom) & 1) != 0 ? a : TemporalFormula.Not(a)));

    private int Target()
    {
        int state = Number("a state's number");
        return IsSign("&") ? throw Wrong("an edge to several states at once (an alternating automaton) is not read") : state;
    }

    private List<int> Sets()
    {
        var sets = new List<int>();
        if (IsSign("{"))
        {
            for (_at++; !IsSign("}");)
            {
                sets.Add(Number("an acceptance set or '}'"));
            }

            _at++;
        }

        return sets;
    }

    private TemporalFormula Bracket()
    {
        Sign("[");
        TemporalFormula label = Label();
        Sign("]");
        return label;
    }

    private TemporalFormula Label() => TemporalFormula.Or(Row("|", () => TemporalFormula.And(Row("&", Operand))));

    private List<TemporalFormula> Row(string sign, Func<TemporalFormula> part)
    {
        var parts = new List<TemporalFormula> { part() };
        while (IsSign(sign))
        {
            _at++;
            parts.Add(part());
        }

        return parts;
    }

    private TemporalFormula Operand()
    {
        if (++_nesting > MostNesting)
        {
            throw Wrong("the label is nested more than " + Literals.Integer(MostNesting) + " deep");
        }

        HoaToken token = _tokens[_at++];
        TemporalFormula operand;
        switch (token)
        {
            case { Kind: HoaTokenKind.Sign, Text: "!" }:
                operand = TemporalFormula.Not(Operand());
                break;
            case { Kind: HoaTokenKind.Sign, Text: "(" }:
                operand = Label();
                Sign(")");
                break;
            case { Kind: HoaTokenKind.Word, Text: "t" or "f" }:
                operand = token.Text == "t" ? TemporalFormula.True : TemporalFormula.False;
                break;
            case { Kind: HoaTokenKind.Number }:
                int atom = int.Parse(token.Text, CultureInfo.InvariantCulture);
                operand = atom < _atoms.Count ? _atoms[atom] : throw Wrong(token, "there is no atom " + token.Text + ": 'AP:' lists " + Literals.Integer(_atoms.Count));
                break;
            case { Kind: HoaTokenKind.Alias }:
                operand = _aliases.TryGetValue(token.Text, out TemporalFormula alias) ? alias : throw Wrong(token, "there is no alias '" + token.Text + "' above");
                break;
            default:
                _at--;
                throw Wrong("expected an atom's number, an alias, 't', 'f', '!' or '(' before " + Found());
        }

        _nesting--;
        return operand;
    }

    private int Limited(int state, HoaToken at) => state < _mostStates ? state : throw Wrong(at, "at most " + Literals.Integer(_mostStates) + " states are read");

    private int Number(string wanted)
    {
        HoaToken token = Now;
        if (token.Kind != HoaTokenKind.Number)
        {
            throw Wrong("expected " + wanted + " before " + Found());
        }

        _at++;
        return int.Parse(token.Text, CultureInfo.InvariantCulture);
    }

    private void Sign(string sign)
    {
        if (!IsSign(sign))
        {
            throw Wrong("expected '" + sign + "' before " + Found());
        }

        _at++;
    }

    private void Mark(string mark, string wanted)
    {
        if (Now is { Kind: HoaTokenKind.Mark, Text: "--ABORT--" })
        {
            throw Wrong("the tool that wrote the automaton gave up here");
        }

        if (Now.Kind != HoaTokenKind.Mark || Now.Text != mark)
        {
            throw Wrong("expected " + wanted + " before " + Found());
        }

        _at++;
    }

    private bool IsSign(string sign) => Now.Kind == HoaTokenKind.Sign && Now.Text == sign;

    private string Found() => Now.Kind == HoaTokenKind.End ? "the end" : "'" + Now.Text + (Now.Kind == HoaTokenKind.Header ? ":'" : "'");

    private ImportException Wrong(string message) => Wrong(Now, message);

    private static ImportException Wrong(HoaToken token, string message) => new(token.Line, token.Column, message);
}
