using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Reads a formula as text. From loose to tight: <c>&lt;-></c>, <c>-></c> (to the right), <c>xor</c>, <c>|</c>, <c>&amp;</c>,
/// <c>U R W M S T</c> (to the right, one operator at a time), <c>! X WX F G Y Z O H</c>. A window stands behind its operator:
/// <c>F[0,5]</c>, <c>G[3,inf)</c>, <c>F[0s,2s]</c>; <c>X[3]</c> is three times X. Words and signs mean the same.
/// </summary>
public sealed class TemporalParser
{
    /// <summary>The deepest nesting of a formula as text.</summary>
    public const int DeepestNesting = 200;

    /// <summary>The longest text.</summary>
    public const int LongestText = 20_000;

    private const int MostNamesShown = 8;
    private readonly List<TemporalToken> _tokens;
    private readonly IReadOnlyList<string> _atoms;
    private readonly List<TemporalPlace> _places = [];
    private int _at;
    private int _nesting;

    private TemporalParser(List<TemporalToken> tokens, IReadOnlyList<string> atoms)
    {
        _tokens = tokens;
        _atoms = atoms;
    }

    private TemporalToken Now => _tokens[_at];

    /// <summary>The formula of a text; null with an error when it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="atoms">The names that it may use; an atom's number is its place among them.</param>
    /// <param name="error">What is wrong.</param>
    public static TemporalFormula? Parse(string text, IReadOnlyList<string> atoms, out TemporalError? error) => Parse(text, atoms, out error, out _);

    /// <summary>The formula of a text with the places of its parts; null with an error when it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="atoms">The names that it may use; an atom's number is its place among them.</param>
    /// <param name="error">What is wrong.</param>
    /// <param name="places">Where its parts are written, each the object that is in the formula; a part that is written only together with others has none.</param>
    public static TemporalFormula? Parse(string text, IReadOnlyList<string> atoms, out TemporalError? error, out IReadOnlyList<TemporalPlace> places)
    {
        error = null;
        places = [];
        try
        {
            if (text.Length > LongestText)
            {
                throw new TemporalSyntaxException(LongestText, 0, "a formula has at most " + Literals.Integer(LongestText) + " characters");
            }

            var parser = new TemporalParser(TemporalScanner.Scan(text), atoms);
            TemporalFormula formula = parser.Whole();
            places = parser._places;
            return formula;
        }
        catch (TemporalSyntaxException wrong)
        {
            error = wrong.Error;
            return null;
        }
    }

    private TemporalFormula Whole()
    {
        if (Now.Kind == TemporalTokenKind.End)
        {
            throw Wrong("the formula is empty");
        }

        TemporalFormula formula = Binary(1);
        return Now.Kind == TemporalTokenKind.End ? formula
            : throw Wrong(Is(")") ? "')' without '('"
                : Is("]") ? "']' without '['"
                : Is("[") ? "a window stands behind its operator: F[0,5] p"
                : "expected an operator such as '&' or 'U' before " + Found());
    }

    private TemporalFormula Binary(int least)
    {
        int start = Now.At;
        TemporalFormula left = Prefixed();
        while (Operator() is { } kind && TemporalPrinter.Level(kind) is int level && level < 7 && level >= least)
        {
            left = Written(start, level switch
            {
                6 => Chain(left, kind, Prefixed),
                2 => Chain(left, kind, () => Binary(3)),
                _ => Flat(left, kind, level + 1),
            });
        }

        return left;
    }

    /// <summary>Operands with the same operator between them, read from the right.</summary>
    private TemporalFormula Chain(TemporalFormula first, TemporalOperator kind, Func<TemporalFormula> operand)
    {
        var operands = new List<TemporalFormula> { first };
        var windows = new List<TemporalWindow>();
        var signs = new List<TemporalToken>();
        while (Operator() == kind)
        {
            signs.Add(Take());
            windows.Add(Window(kind));
            operands.Add(operand());
        }

        if (kind != TemporalOperator.Implies && Operator() is { } other && TemporalPrinter.Level(other) == TemporalPrinter.Level(kind))
        {
            throw Wrong("'" + signs[0].Text + "' and '" + Now.Text + "' side by side: write parentheses around one of them");
        }

        TemporalFormula all = operands[operands.Count - 1];
        for (int i = signs.Count - 1; i >= 0; i--)
        {
            all = Limited(signs[i], Make(kind, operands[i], all, windows[i]));
        }

        return all;
    }

    /// <summary>Operands with the same operator between them, read from the left.</summary>
    private TemporalFormula Flat(TemporalFormula first, TemporalOperator kind, int tighter)
    {
        var operands = new List<TemporalFormula> { first };
        TemporalToken sign = Now;
        while (Operator() == kind)
        {
            sign = Take();
            Window(kind);
            operands.Add(Binary(tighter));
        }

        return kind switch
        {
            TemporalOperator.And => Limited(sign, TemporalFormula.And(operands)),
            TemporalOperator.Or => Limited(sign, TemporalFormula.Or(operands)),
            _ => operands.Skip(1).Aggregate(first, (left, right) => Limited(sign, kind == TemporalOperator.Iff ? TemporalFormula.Iff(left, right) : TemporalFormula.Xor(left, right))),
        };
    }

    private TemporalFormula Prefixed()
    {
        TemporalToken token = Now;
        if (++_nesting > DeepestNesting)
        {
            throw TooDeep(token);
        }

        TemporalFormula formula = Written(token.At, Operator() is { } kind ? Unary(kind) : Operand());
        _nesting--;
        return formula;
    }

    /// <summary>Notes where a part is written; in parentheses only what is inside them.</summary>
    private TemporalFormula Written(int start, TemporalFormula formula)
    {
        // A constant is one object wherever it is written; the last parts noted are those inside of this one.
        if (formula.Kind is not (TemporalOperator.True or TemporalOperator.False) && (_places.Count == 0 || !ReferenceEquals(_places[_places.Count - 1].Part, formula)))
        {
            TemporalToken last = _tokens[_at - 1];
            _places.Add(new TemporalPlace(formula, start + 1, last.At + last.Length - start));
        }

        return formula;
    }

    private TemporalFormula Unary(TemporalOperator kind)
    {
        TemporalToken sign = Now;
        if (kind is TemporalOperator.True or TemporalOperator.False)
        {
            Take();
            return kind == TemporalOperator.True ? TemporalFormula.True : TemporalFormula.False;
        }

        if (TemporalPrinter.Level(kind) < 7)
        {
            throw Wrong("a formula is missing before '" + sign.Text + "'");
        }

        Take();
        int times = kind is TemporalOperator.Next or TemporalOperator.WeakNext or TemporalOperator.Yesterday or TemporalOperator.WeakYesterday ? Repeats(sign) : 1;
        TemporalWindow window = Window(kind);
        TemporalFormula formula = Prefixed();
        for (int i = 0; i < times; i++)
        {
            formula = Limited(sign, Make(kind, formula, formula, window));
        }

        return formula;
    }

    private TemporalFormula Operand()
    {
        TemporalToken token = Now;
        if (token.Kind == TemporalTokenKind.Quoted)
        {
            Take();
            return Atom(token);
        }

        if (token.Kind == TemporalTokenKind.Word)
        {
            Take();
            return !_atoms.Contains(token.Text) && Letters(token.Text) is { } letters
                ? Enumerable.Reverse(letters).Aggregate(Prefixed(), (inner, kind) => Limited(token, Make(kind, inner, inner, default)))
                : Atom(token);
        }

        if (Is("("))
        {
            Take();
            TemporalFormula inner = Binary(1);
            if (!Is(")"))
            {
                throw Now.Kind == TemporalTokenKind.End
                    ? new TemporalSyntaxException(token.At, 1, "this '(' is not closed")
                    : Wrong("expected an operator or ')' before " + Found());
            }

            Take();
            return inner;
        }

        string place = _at == 0 ? "" : " after '" + _tokens[_at - 1].Text + "'";
        throw Wrong(token.Kind == TemporalTokenKind.End || Is(")")
            ? "a formula is missing" + place
            : "expected an atom, an operator or '('" + place + ", found " + Found());
    }

    /// <summary>Unary operators written together: GF p. Nothing for a word that is none.</summary>
    private static TemporalOperator[]? Letters(string word)
    {
        if (word.Length > 4 || !word.All(static c => TemporalWords.UnaryLetters.IndexOf(c) >= 0))
        {
            return null;
        }

        return word.Select(static c => TemporalWords.TryFind(c.ToString(), out TemporalOperator kind) ? kind : default).ToArray();
    }

    private TemporalFormula Atom(TemporalToken token)
    {
        for (int i = 0; i < _atoms.Count; i++)
        {
            if (_atoms[i] == token.Text)
            {
                return i < 64 ? TemporalFormula.Proposition(i, token.Text) : throw Wrong(token, "a formula reads 64 atoms at most");
            }
        }

        throw Wrong(token, "there is no atom '" + token.Text + "'" + Hint(token.Text));
    }

    private string Hint(string word)
    {
        if (TemporalWords.TryFind(word.ToLowerInvariant(), out TemporalOperator meant) && word.Length > 1)
        {
            return "; the operator is written '" + TemporalWords.Text(meant, inWords: true) + "'";
        }

        string rest = word.Length > 1 ? word.Substring(1) : "";
        if (TemporalWords.UnaryLetters.IndexOf(word[0]) >= 0 && _atoms.Contains(rest))
        {
            return "; write '" + word[0] + " " + rest + "' for the operator and the atom '" + rest + "'";
        }

        return EditDistance.Nearest(word, _atoms) is { } near ? " (did you mean '" + near + "'?)"
            : _atoms.Count == 0 ? "; nothing is declared that a formula can read"
            : "; there are " + string.Join(", ", _atoms.Take(MostNamesShown).Select(static a => "'" + a + "'")) + (_atoms.Count > MostNamesShown ? " and " + Literals.Integer(_atoms.Count - MostNamesShown) + " more" : "");
    }

    /// <summary>The operator that stands here.</summary>
    private TemporalOperator? Operator() =>
        Now.Kind is TemporalTokenKind.Word or TemporalTokenKind.Sign && TemporalWords.TryFind(Now.Text, out TemporalOperator kind) ? kind : null;

    /// <summary>X[3] and the like.</summary>
    private int Repeats(TemporalToken sign)
    {
        if (!Is("["))
        {
            return 1;
        }

        TemporalToken open = Take();
        if (Is("!"))
        {
            // The strong next of other tools, whose X alone is weak.
            Take();
            Close(open, "]");
            return sign.Text is "X" or "next" ? 1 : throw Wrong(sign, "'[!]' stands behind 'X' only");
        }

        TemporalToken number = Now;
        if (number.Kind != TemporalTokenKind.Number || !int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int times) || times < 1)
        {
            throw Wrong("'" + sign.Text + "[' wants how often: " + sign.Text + "[3] is three times " + sign.Text);
        }

        Take();
        Close(open, "]");
        return times <= DeepestNesting ? times : throw TooDeep(number);
    }

    private TemporalWindow Window(TemporalOperator kind)
    {
        if (!Is("["))
        {
            return TemporalWindow.Whole;
        }

        if (!HasWindow(kind))
        {
            throw Wrong("'" + TemporalWords.Text(kind, inWords: false) + "' has no window");
        }

        TemporalToken open = Take();
        (decimal from, bool? isSeconds) = Distance("the window's first distance, such as 0 or 0.5s");
        if (!Is(",") && !Is(":"))
        {
            throw Wrong("expected ',' and the window's last distance before " + Found());
        }

        Take();
        if (Is("inf") || IsWord("inf"))
        {
            Take();
            if (!Is(")"))
            {
                Close(open, "]");
            }
            else
            {
                Take();
            }

            return isSeconds == true ? TemporalWindow.Seconds(from, null) : TemporalWindow.Steps((int)from, null);
        }

        TemporalToken last = Now;
        (decimal to, bool? areSeconds) = Distance("the window's last distance: a number or 'inf'");
        if (Is(")"))
        {
            throw Wrong("a window includes its end: write ']'");
        }

        Close(open, "]");
        // Zero is the same in steps and in seconds.
        if (isSeconds is { } a && areSeconds is { } b && a != b)
        {
            throw Wrong(last, "one end of the window is in steps and the other in seconds");
        }

        return to < from ? throw Wrong(last, "the window ends before it starts")
            : (isSeconds ?? areSeconds) == true ? TemporalWindow.Seconds(from, to) : TemporalWindow.Steps((int)from, (int)to);
    }

    private (decimal Distance, bool? IsSeconds) Distance(string what)
    {
        TemporalToken number = Now;
        if (number.Kind != TemporalTokenKind.Number)
        {
            throw Wrong(number.Text == "-" ? "a window looks in one direction: its distances are not negative" : "expected " + what + ", found " + Found());
        }

        Take();
        bool isMilliseconds = IsWord("ms");
        bool isSeconds = isMilliseconds || IsWord("s");
        if (isSeconds)
        {
            Take();
        }
        else if (IsWord("step") || IsWord("steps"))
        {
            Take();
        }
        else if (Now.Kind == TemporalTokenKind.Word && !IsWord("inf"))
        {
            throw Wrong("a window is in steps or in seconds: 5, 2s or 200ms");
        }

        if (!decimal.TryParse(number.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) || value > TemporalWindow.FarthestStep)
        {
            throw Wrong(number, "a window reaches " + Literals.Integer(TemporalWindow.FarthestStep) + " at most");
        }

        if (!isSeconds && value != decimal.Truncate(value))
        {
            throw Wrong(number, "a window counts whole steps; seconds are written with 's': " + number.Text + "s");
        }

        return (isMilliseconds ? value / 1000 : value, isSeconds ? true : value == 0 ? null : false);
    }

    private void Close(TemporalToken open, string sign)
    {
        if (!Is(sign))
        {
            throw Now.Kind == TemporalTokenKind.End ? Wrong(open, "this '" + open.Text + "' is not closed") : Wrong("expected '" + sign + "' before " + Found());
        }

        Take();
    }

    private static bool HasWindow(TemporalOperator kind) => kind is TemporalOperator.Eventually or TemporalOperator.Always or TemporalOperator.Once or TemporalOperator.Historically
        || TemporalPrinter.Level(kind) == 6;

    private static TemporalFormula Make(TemporalOperator kind, TemporalFormula left, TemporalFormula right, TemporalWindow window) =>
        TemporalFormula.Of(kind, TemporalPrinter.Level(kind) == 7 ? [right] : [left, right], window);

    private static TemporalFormula Limited(TemporalToken sign, TemporalFormula formula) => formula.Depth <= DeepestNesting ? formula : throw TooDeep(sign);

    private static TemporalSyntaxException TooDeep(TemporalToken token) => Wrong(token, "the formula is nested more than " + Literals.Integer(DeepestNesting) + " deep");

    private TemporalToken Take() => _tokens[_at++];

    private bool Is(string sign) => Now.Kind == TemporalTokenKind.Sign && Now.Text == sign;

    private bool IsWord(string word) => Now.Kind == TemporalTokenKind.Word && Now.Text == word;

    private string Found() => Now.Kind == TemporalTokenKind.End ? "the end" : "'" + Now.Text + "'";

    private TemporalSyntaxException Wrong(string message) => Wrong(Now, message);

    private static TemporalSyntaxException Wrong(TemporalToken token, string message) => new(token.At, token.Length, message);
}
