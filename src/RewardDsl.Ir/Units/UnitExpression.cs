using System;
using System.Globalization;

namespace RewardDsl.Ir;

/// <summary>
/// Reads a unit as authors write it: words with prefixes, products by *, ·, × or a space, quotients by / or per, parentheses,
/// powers as ^2, ², ⁻¹, s-2, ^(1/2), and numbers as factors (10 ms).
/// </summary>
public sealed class UnitExpression
{
    /// <summary>The digits of a raised power, in order.</summary>
    internal const string RaisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // Longer than any unit; it also bounds the depth of parentheses.
    private const int LongestText = 200;

    // So that a number splits into primes at once.
    private const int MostDigits = 12;

    private readonly string _text;
    private readonly UnitTable _table;
    private int _at;

    private UnitExpression(string text, UnitTable table)
    {
        _text = text;
        _table = table;
    }

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The unit of a text; null when nothing is declared (an empty text) or when the text is not a unit.</summary>
    public static Unit? Parse(string? text, out UnitError? error) => Parse(text, UnitTable.Default, out error);

    internal static Unit? Parse(string? text, UnitTable table, out UnitError? error)
    {
        error = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text!.Trim() == "-")
        {
            return Unit.One;
        }

        var reader = new UnitExpression(text, table);
        try
        {
            return text.Length > LongestText ? throw Wrong(LongestText, "a unit has at most " + Literals.Integer(LongestText) + " characters") : reader.Whole().Spelled(text.Trim());
        }
        catch (UnitSyntaxException wrong)
        {
            error = wrong.Error;
            return null;
        }
    }

    private Unit Whole()
    {
        Unit unit = Product();
        return Now == ')' ? throw Wrong(_at, "')' without '('") : _at < _text.Length ? throw Wrong(_at, "the text goes on after its end") : unit;
    }

    private Unit Product()
    {
        SkipSpaces();
        Unit all = Power();
        bool divided = false;
        for (SkipSpaces(); Now is not ('\0' or ')'); SkipSpaces())
        {
            int at = _at;
            Unit? joined;
            if (IsProductSign(Now))
            {
                _at++;
                SkipSpaces();
                joined = all.Times(Power());
            }
            else if (Now == '/' || IsWord("per"))
            {
                _at += Now == '/' ? 1 : 3;
                divided = true;
                SkipSpaces();
                joined = all.Over(Power());
            }
            else
            {
                // J/kg K is read both ways by people.
                Unit next = Power();
                string word = _text.Substring(at, _at - at);
                joined = divided
                    ? throw Wrong(at, "'" + word + "' may belong below the line or beside it; write '/(… " + word + ")' or '* " + word + "'")
                    : all.Times(next);
            }

            all = joined ?? throw Wrong(at, "the power is too large for a unit");
        }

        return all;
    }

    private Unit Power()
    {
        int at = _at;
        bool isWord = IsWordCharacter(Now);
        Unit unit = Factor();
        Exponent? power = Exponent.One;
        int spaces = _at;
        SkipSpaces();
        if (Now == '^' || (Now == '*' && Next() == '*'))
        {
            _at += Now == '^' ? 1 : 2;
            power = WrittenPower();
        }
        else if (Now == '⁻' || RaisedDigits.IndexOf(Now) >= 0)
        {
            power = RaisedPower();
        }
        else
        {
            _at = spaces;
            if (isWord && (IsDigit(Now) || (IsMinus(Now) && IsDigit(Next()))))
            {
                // s-2 and m2, as some tools print them.
                power = Exponent.Of(SignedWhole(), 1);
            }
        }

        return power is { } known && unit.ToThe(known) is { } raised ? raised : throw Wrong(at, "the power is too large for a unit");
    }

    private Unit Factor()
    {
        int start = _at;
        if (Now == '(')
        {
            _at++;
            Unit inner = Product();
            if (Now != ')')
            {
                throw Wrong(start, "this '(' is not closed");
            }

            _at++;
            return inner;
        }

        if (IsDigit(Now))
        {
            return Number();
        }

        while (IsWordCharacter(Now))
        {
            _at++;
        }

        if (_at == start)
        {
            throw Now switch
            {
                '\0' => Wrong(start, "a unit is missing at the end"),
                '^' or '⁻' => Wrong(start, "a power without a unit before it"),
                ')' or '/' => Wrong(start, "a unit is missing before '" + Now + "'"),
                _ when IsProductSign(Now) => Wrong(start, "a unit is missing before '" + Now + "'"),
                _ when IsMinus(Now) => Wrong(start, "'-' is no product; write '*'"),
                _ when RaisedDigits.IndexOf(Now) >= 0 => Wrong(start, "a power without a unit before it"),
                _ => Wrong(start, "'" + Now + "' is not part of a unit"),
            };
        }

        string word = _text.Substring(start, _at - start);
        return word == "per" ? throw Wrong(start, "a unit is missing before 'per'") : Unit.Of(word, _table.Find(word));
    }

    /// <summary>A factor such as 10 or 0.3048: its digits over a power of ten.</summary>
    private Unit Number()
    {
        int start = _at;
        long digits = 0;
        int decimals = 0;
        int count = 0;
        for (bool isFraction = false; IsDigit(Now) || (!isFraction && Now == '.' && IsDigit(Next())); _at++)
        {
            if (Now == '.')
            {
                isFraction = true;
                continue;
            }

            digits = count++ < MostDigits ? (digits * 10) + (Now - '0') : throw Wrong(start, "the number has too many digits");
            decimals += isFraction ? 1 : 0;
        }

        UnitVector? meaning = digits == 0 ? throw Wrong(start, "a unit cannot be 0") : UnitVector.Of(digits);
        meaning = meaning?.Times(UnitVector.Of(10L)!, new Exponent(-decimals, 1));
        return Unit.Of(_text.Substring(start, _at - start), meaning ?? throw Wrong(start, "the number is too large for a unit"));
    }

    private Exponent? WrittenPower()
    {
        SkipSpaces();
        if (Now != '(')
        {
            return Fraction();
        }

        int open = _at++;
        SkipSpaces();
        Exponent? power = Fraction();
        SkipSpaces();
        if (Now == '/')
        {
            _at++;
            SkipSpaces();
            int at = _at;
            long below = SignedWhole();
            power = below == 0 ? throw Wrong(at, "a power over 0") : power?.Times(Exponent.Of(1, below) ?? throw Wrong(at, "the power is too large for a unit"));
            SkipSpaces();
        }

        if (Now != ')')
        {
            throw Wrong(open, "this '(' is not closed");
        }

        _at++;
        return power;
    }

    /// <summary>A power as a decimal: 2, -1, 0.5.</summary>
    private Exponent? Fraction()
    {
        bool isNegative = IsMinus(Now);
        long whole = SignedWhole();
        long scale = 1;
        if (Now == '.' && IsDigit(Next()))
        {
            _at++;
            for (; IsDigit(Now) && scale < 1000; _at++)
            {
                whole = (whole * 10) + ((isNegative ? -1 : 1) * (Now - '0'));
                scale *= 10;
            }
        }

        return Exponent.Of(whole, scale);
    }

    private long SignedWhole()
    {
        int start = _at;
        bool isNegative = IsMinus(Now);
        _at += isNegative || Now == '+' ? 1 : 0;
        if (!IsDigit(Now))
        {
            throw Wrong(_at, "a power is a number here, such as 2, -1 or (1/2)");
        }

        long value = 0;
        for (; IsDigit(Now); _at++)
        {
            value = value > 100_000 ? throw Wrong(start, "the power is too large for a unit") : (value * 10) + (Now - '0');
        }

        return isNegative ? -value : value;
    }

    private Exponent? RaisedPower()
    {
        int start = _at;
        bool isNegative = Now == '⁻';
        _at += isNegative ? 1 : 0;
        long value = 0;
        int digits = 0;
        for (; RaisedDigits.IndexOf(Now) >= 0; _at++, digits++)
        {
            value = value > 100_000 ? throw Wrong(start, "the power is too large for a unit") : (value * 10) + RaisedDigits.IndexOf(Now);
        }

        return digits == 0 ? throw Wrong(_at, "a power is a number here, such as ⁻¹") : Exponent.Of(isNegative ? -value : value, 1);
    }

    private bool IsWord(string word) =>
        string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0 && (_at + word.Length == _text.Length || !IsWordCharacter(_text[_at + word.Length]));

    private char Next() => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void SkipSpaces()
    {
        while (char.IsWhiteSpace(Now))
        {
            _at++;
        }
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsMinus(char c) => c is '-' or '−';

    private static bool IsProductSign(char c) => c is '*' or '·' or '⋅' or '×' or '.';

    private static bool IsWordCharacter(char c) =>
        char.IsLetter(c) || c is '_' or '%' or '°' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;

    private static UnitSyntaxException Wrong(int at, string message) => new(new UnitError(at + 1, message));

    private sealed class UnitSyntaxException(UnitError error) : Exception(error.Message)
    {
        public UnitError Error { get; } = error;
    }
}
