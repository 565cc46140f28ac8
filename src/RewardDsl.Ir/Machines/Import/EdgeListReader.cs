using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Reads the edge lists of github.com/RodrigoToroIcarte/reward_machines: the start on a line, the list of final states on the next, then
/// an edge on each line, <c>(from, to, 'e&amp;!g|n', ConstantRewardFunction(1))</c>. Two things that its own reader does are not repeated: it makes one state of
/// all final ones, and it looks rewards up by states, so that falling off the machine may pay what reaching its end does.
/// </summary>
public sealed class EdgeListReader
{
    private const string Edge = "an edge such as (0, 1, 'a&!b', ConstantRewardFunction(0))";
    private const int MostAtoms = 64;
    private const int MostNesting = 200;
    private readonly List<TemporalFormula> _atoms = [];
    private readonly List<string> _notes = [];
    private readonly List<(int From, int To, TemporalFormula Guard, float Reward, int Line)> _edges = [];
    private string _text = "";
    private int _line;
    private int _at;
    private int _nesting;

    private EdgeListReader()
    {
    }

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The machine of a file; null with an error when it is none.</summary>
    /// <param name="text">The file.</param>
    /// <param name="holes">What happens where no edge of a state holds.</param>
    /// <param name="options">Limits, and which of its atoms can hold together.</param>
    /// <param name="error">What is wrong.</param>
    public static ImportedMachine? Read(string text, EdgeListHoles holes, AutomatonOptions options, out ImportError? error)
    {
        error = null;
        try
        {
            return new EdgeListReader().Whole(text, holes, options);
        }
        catch (ImportException wrong)
        {
            error = wrong.Error;
            return null;
        }
    }

    private ImportedMachine Whole(string text, EdgeListHoles holes, AutomatonOptions options)
    {
        string[] lines = text.Split('\n');
        int? start = null;
        List<int>? final = null;
        for (_line = 1; _line <= lines.Length; _line++)
        {
            _text = lines[_line - 1].TrimEnd('\r');
            _at = 0;
            Skip();
            if (Now is '\0' or '#')
            {
                continue;
            }

            if (start is null)
            {
                start = State("the start: a state's number");
            }
            else if (final is null)
            {
                final = States();
            }
            else
            {
                _edges.Add(OneEdge());
            }

            Skip();
            if (Now is not '\0' and not '#')
            {
                throw Wrong("expected the end of the line before '" + Now + "'");
            }
        }

        if (start is null || final is null)
        {
            throw new ImportException(lines.Length, 1, start is null ? "the file is empty; its first line is the start: a state's number" : "expected the final states: a list such as [2] or []");
        }

        return Finish(start.Value, final, holes, options);
    }

    private ImportedMachine Finish(int start, List<int> final, EdgeListHoles holes, AutomatonOptions options)
    {
        int[] numbers = [.. _edges.SelectMany(static e => new[] { e.From, e.To }).Concat(final).Append(start).Distinct().OrderBy(static n => n)];
        int Place(int number) => Array.IndexOf(numbers, number);
        foreach ((int from, _, _, _, int line) in _edges.Where(e => final.Contains(e.From)))
        {
            _notes.Add("line " + Literals.Integer(line) + " is left out: state " + Literals.Integer(from) + " is final, no step leaves it");
        }

        var machine = new RewardMachine(
            numbers.Select(static n => n < 0 ? "UMinus" + Literals.Integer(-(long)n) : "U" + Literals.Integer(n)).ToEquatableArray(),
            Place(start),
            final.Select(Place).Distinct().ToEquatableArray(),
            _edges.Where(e => !final.Contains(e.From)).Select(e => new MachineTransition(Place(e.From), Place(e.To), e.Guard, e.Reward)).ToEquatableArray());
        if (MachineLetters.Read(machine, options, out MachineProblem? problem) is not { } letters)
        {
            throw new ImportException(1, 1, problem!.Message);
        }

        if (holes == EdgeListHoles.End)
        {
            RewardMachine whole = MachineHoles.Fill(machine, letters, "Fell", 0, _atoms);
            if (whole != machine)
            {
                _notes.Add("where no edge of a state holds the published reader ends the episode without pay: the final state '" + whole.States[whole.States.Count - 1] + "' stands for that");
            }

            machine = whole;
        }

        return new ImportedMachine(machine, [.. _atoms.Select(static a => a.Name)], _notes);
    }

    private (int From, int To, TemporalFormula Guard, float Reward, int Line) OneEdge()
    {
        Take('(', Edge);
        int from = State("the state that the edge leaves");
        Take(',', "',' behind the state");
        int to = State("the state that the edge leads to");
        Take(',', "',' behind the state");
        TemporalFormula guard = Guard();
        Take(',', "',' behind the guard");
        float reward = Reward();
        Take(')', "')' behind the reward");
        return (from, to, guard, reward, _line);
    }

    private List<int> States()
    {
        const string Wanted = "the final states: a list such as [2] or []";
        var states = new List<int>();
        Take('[', Wanted);
        Skip();
        while (Now != ']')
        {
            states.Add(State("a final state's number"));
            Skip();
            if (Now != ']')
            {
                Take(',', "',' or ']'");
                Skip();
            }
        }

        _at++;
        return states;
    }

    private int State(string wanted)
    {
        Skip();
        int at = _at;
        _at += Now == '-' ? 1 : 0;
        while (Now is >= '0' and <= '9')
        {
            _at++;
        }

        return int.TryParse(_text.Substring(at, _at - at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int state) ? state : throw Wrong(at, "expected " + wanted);
    }

    private float Reward()
    {
        Skip();
        int at = _at;
        while (char.IsLetterOrDigit(Now) || Now == '_')
        {
            _at++;
        }

        string name = _text.Substring(at, _at - at);
        if (name != "ConstantRewardFunction")
        {
            throw Wrong(
                at,
                name.Length == 0 ? "expected the reward: ConstantRewardFunction(number)"
                    : "'" + name + "' computes its reward from the environment; only ConstantRewardFunction(number) is read: write 0 here, and the rest as a term that the machine's state gates");
        }

        Take('(', "'(' behind ConstantRewardFunction");
        Skip();
        int number = _at;
        while (char.IsLetterOrDigit(Now) || Now is '.' or '-' or '+')
        {
            _at++;
        }

        if (!double.TryParse(_text.Substring(number, _at - number), NumberStyles.Float & ~NumberStyles.AllowTrailingWhite & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out double value)
            || float.IsInfinity((float)value) || double.IsNaN(value))
        {
            throw Wrong(number, "expected what the edge pays: a finite number");
        }

        Take(')', "')' behind the number");
        return (float)value;
    }

    private TemporalFormula Guard()
    {
        Skip();
        char quote = Now;
        if (quote is not '\'' and not '"')
        {
            throw Wrong("expected the guard in quotes, such as 'a&!b'");
        }

        int end = _text.IndexOf(quote, _at + 1);
        if (end < 0)
        {
            throw Wrong("this " + quote + " is not closed");
        }

        string whole = _text;
        _text = whole.Substring(0, end);
        _at++;
        TemporalFormula guard = Any();
        Skip();
        if (Now != '\0')
        {
            throw Wrong(Now == ')' ? "')' without '('" : "expected '&' or '|' before '" + Now + "'");
        }

        _text = whole;
        _at = end + 1;
        return guard;
    }

    private TemporalFormula Any() => TemporalFormula.Or(Row('|', () => TemporalFormula.And(Row('&', One))));

    private List<TemporalFormula> Row(char sign, Func<TemporalFormula> part)
    {
        var parts = new List<TemporalFormula> { part() };
        for (Skip(); Now == sign; Skip())
        {
            _at++;
            parts.Add(part());
        }

        return parts;
    }

    private TemporalFormula One()
    {
        Skip();
        if (++_nesting > MostNesting)
        {
            throw Wrong("the guard is nested more than " + Literals.Integer(MostNesting) + " deep");
        }

        TemporalFormula found;
        if (Now == '!')
        {
            _at++;
            found = TemporalFormula.Not(One());
        }
        else if (Now == '(')
        {
            _at++;
            found = Any();
            Take(')', "')'");
        }
        else
        {
            found = Atom();
        }

        _nesting--;
        return found;
    }

    private TemporalFormula Atom()
    {
        int at = _at;
        while (Now != '\0' && !char.IsWhiteSpace(Now) && Now is not '&' and not '|' and not '!' and not '(' and not ')')
        {
            _at++;
        }

        string name = _text.Substring(at, _at - at);
        if (name is "" or "True" or "False")
        {
            return name == "True" ? TemporalFormula.True : name == "False" ? TemporalFormula.False : throw Wrong("expected an atom");
        }

        if (_atoms.Find(a => a.Name == name) is { } known)
        {
            return known;
        }

        if (_atoms.Count == MostAtoms)
        {
            throw Wrong(at, "a machine reads at most " + Literals.Integer(MostAtoms) + " atoms");
        }

        _atoms.Add(TemporalFormula.Proposition(_atoms.Count, name));
        return _atoms[_atoms.Count - 1];
    }

    private void Take(char sign, string wanted)
    {
        Skip();
        if (Now != sign)
        {
            throw Wrong("expected " + wanted + (Now == '\0' ? "" : ", found '" + Now + "'"));
        }

        _at++;
    }

    private void Skip()
    {
        while (Now != '\0' && char.IsWhiteSpace(Now))
        {
            _at++;
        }
    }

    private ImportException Wrong(string message) => Wrong(_at, message);

    private ImportException Wrong(int at, string message) => new(_line, at + 1, message);
}
