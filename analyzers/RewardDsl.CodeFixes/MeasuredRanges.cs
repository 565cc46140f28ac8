using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace RewardDsl.CodeFixes;

/// <summary>
/// Measured ranges of signals, from a text like <c>{ "Spec": { "Signal": { "min": -1, "max": 2.5 } } }</c>. The numbers stay as
/// they are written. A text of another form has no ranges; members that are not asked for are skipped.
/// </summary>
internal sealed class MeasuredRanges
{
    private const int MaximumDepth = 32;

    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly string _text;
    private int _at;

    private MeasuredRanges(string text) => _text = text;

    /// <summary>Reads a text.</summary>
    public static MeasuredRanges Read(string text)
    {
        var ranges = new MeasuredRanges(text);
        if (!ranges.Value("", 0) || ranges.Next() != '\0')
        {
            ranges._numbers.Clear();
        }

        return ranges;
    }

    /// <summary>The range of a signal, as numbers of C#; null where none is given or it is empty.</summary>
    public (string Min, string Max)? Of(string spec, string signal)
    {
        string path = "/" + spec + "/" + signal + "/";
        return _numbers.TryGetValue(path + "min", out string? min) && _numbers.TryGetValue(path + "max", out string? max)
            && Number(min) is { } least && Number(max) is { } most && least <= most ? (min, max) : null;
    }

    /// <summary>A number that a float32 can hold.</summary>
    private static double? Number(string written) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) <= float.MaxValue ? number : null;

    private bool Value(string path, int depth)
    {
        switch (Next())
        {
            case '{' when depth < MaximumDepth:
                return Members(path, depth);
            case '[' when depth < MaximumDepth:
                return Elements(depth);
            case '"':
                return Quoted() is not null;
            default:
                int start = _at;
                while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
                {
                    _at++;
                }

                // Numbers, true, false and null; what is no number is found out when it is asked for.
                _numbers[path] = _text.Substring(start, _at - start);
                return _at > start;
        }
    }

    private bool Members(string path, int depth)
    {
        _at++;
        if (Next() == '}')
        {
            _at++;
            return true;
        }

        while (Next() == '"' && Quoted() is { } name && Next() == ':')
        {
            _at++;
            if (!Value(path + "/" + name, depth + 1))
            {
                return false;
            }

            char end = Next();
            _at++;
            if (end != ',')
            {
                return end == '}';
            }
        }

        return false;
    }

    private bool Elements(int depth)
    {
        _at++;
        if (Next() == ']')
        {
            _at++;
            return true;
        }

        while (Value("[]", depth + 1))
        {
            char end = Next();
            _at++;
            if (end != ',')
            {
                return end == ']';
            }
        }

        return false;
    }

    /// <summary>A text in quotes; escapes other than a quote and a backslash cannot be in a name and are kept as written.</summary>
    private string? Quoted()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case '"':
                    _at++;
                    return text.ToString();
                case '\\' when _at + 1 < _text.Length && _text[_at + 1] is '"' or '\\':
                    _at++;
                    break;
            }

            text.Append(_text[_at]);
        }

        return null;
    }

    /// <summary>The next character that is no white space, without taking it.</summary>
    private char Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }
}
