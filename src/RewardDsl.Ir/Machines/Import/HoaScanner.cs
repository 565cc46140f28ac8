using System.Collections.Generic;
using System.Text;

namespace RewardDsl.Ir;

/// <summary>Cuts a file in the Hanoi Omega-Automata format into its pieces.</summary>
internal sealed class HoaScanner
{
    private const int LongestNumber = 9;
    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private HoaScanner(string text) => _text = text;

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The pieces of a file, its end among them.</summary>
    public static List<HoaToken> Scan(string text)
    {
        var scanner = new HoaScanner(text);
        var tokens = new List<HoaToken>();
        do
        {
            scanner.Skip();
            tokens.Add(scanner.Next());
        }
        while (tokens[tokens.Count - 1].Kind != HoaTokenKind.End);
        return tokens;
    }

    private HoaToken Next()
    {
        (int line, int column, int start) = (_line, _at - _lineStart + 1, _at);
        HoaToken Token(HoaTokenKind kind, string text) => new(kind, text, line, column);
        char c = Now;
        if (_at >= _text.Length)
        {
            return Token(HoaTokenKind.End, "");
        }

        if (c == '"')
        {
            return Token(HoaTokenKind.String, Quoted(line, column));
        }

        if (IsNameStart(c) || c == '@')
        {
            for (_at++; IsNamePart(Now); _at++)
            {
            }

            string name = _text.Substring(start, _at - start);
            if (c == '@')
            {
                return name.Length > 1 ? Token(HoaTokenKind.Alias, name) : throw new ImportException(line, column, "an alias has a name: @a");
            }

            if (Now != ':')
            {
                return Token(HoaTokenKind.Word, name);
            }

            _at++;
            return Token(HoaTokenKind.Header, name);
        }

        if (c is >= '0' and <= '9')
        {
            while (Now is >= '0' and <= '9')
            {
                _at++;
            }

            return _at - start <= LongestNumber ? Token(HoaTokenKind.Number, _text.Substring(start, _at - start)) : throw new ImportException(line, column, "a number has at most " + Literals.Integer(LongestNumber) + " digits");
        }

        if (c == '-')
        {
            while (Now == '-' || IsNamePart(Now))
            {
                _at++;
            }

            return Token(HoaTokenKind.Mark, _text.Substring(start, _at - start));
        }

        _at++;
        return "!&|()[]{}".IndexOf(c) >= 0 ? Token(HoaTokenKind.Sign, c.ToString()) : throw new ImportException(line, column, "'" + c + "' is not part of the format");
    }

    private string Quoted(int line, int column)
    {
        var text = new StringBuilder();
        for (_at++; Now != '"'; Step())
        {
            _at += Now == '\\' ? 1 : 0;
            if (_at >= _text.Length)
            {
                throw new ImportException(line, column, "this '\"' is not closed");
            }

            text.Append(Now);
        }

        _at++;
        return text.ToString();
    }

    /// <summary>Over white space and comments, which may be nested.</summary>
    private void Skip()
    {
        while (_at < _text.Length)
        {
            if (Starts("/*"))
            {
                (int line, int column, int depth) = (_line, _at - _lineStart + 1, 0);
                do
                {
                    if (_at >= _text.Length)
                    {
                        throw new ImportException(line, column, "this comment is not closed");
                    }

                    int change = Starts("/*") ? 1 : Starts("*/") ? -1 : 0;
                    depth += change;
                    _at += change != 0 ? 1 : 0;
                    Step();
                }
                while (depth > 0);
            }
            else if (Now is ' ' or '\t' or '\r' or '\n')
            {
                Step();
            }
            else
            {
                return;
            }
        }
    }

    private void Step()
    {
        if (Now == '\n')
        {
            _line++;
            _lineStart = _at + 1;
        }

        _at++;
    }

    private bool Starts(string sign) => string.CompareOrdinal(_text, _at, sign, 0, sign.Length) == 0;

    private static bool IsNameStart(char c) => c == '_' || c is >= 'a' and <= 'z' or >= 'A' and <= 'Z';

    private static bool IsNamePart(char c) => IsNameStart(c) || c == '-' || c is >= '0' and <= '9';
}
