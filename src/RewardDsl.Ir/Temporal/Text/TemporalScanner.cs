using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>A piece of a formula's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; an atom in quotes without them; a sign as its usual spelling.</param>
/// <param name="At">Where it starts, from 0.</param>
/// <param name="Length">How long it is as written.</param>
internal readonly record struct TemporalToken(TemporalTokenKind Kind, string Text, int At, int Length);

internal enum TemporalTokenKind
{
    End,
    Word,
    Quoted,
    Number,
    Sign,
}

/// <summary>Cuts a formula's text into words, numbers and signs.</summary>
internal static class TemporalScanner
{
    // Longer before shorter. What other tools write is read as the sign of this language.
    private static readonly (string Written, string Sign)[] Signs =
    [
        ("<->", "<->"), ("<=>", "<->"), ("->", "->"), ("=>", "->"), ("&&", "&"), ("/\\", "&"), ("||", "|"), ("\\/", "|"), ("<>", "F"), ("[]", "G"),
        ("!", "!"), ("~", "!"), ("¬", "!"), ("&", "&"), ("∧", "&"), ("|", "|"), ("∨", "|"), ("→", "->"), ("↔", "<->"), ("^", "xor"), ("⊕", "xor"),
        ("(", "("), (")", ")"), ("[", "["), ("]", "]"), (",", ","), (":", ":"), ("∞", "inf"),
    ];

    /// <summary>The pieces of a text, the end among them.</summary>
    public static List<TemporalToken> Scan(string text)
    {
        var tokens = new List<TemporalToken>();
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            TemporalToken token = Next(text, at);
            tokens.Add(token);
            at += token.Length;
        }

        tokens.Add(new TemporalToken(TemporalTokenKind.End, "", text.Length, 0));
        return tokens;
    }

    private static TemporalToken Next(string text, int at)
    {
        char c = text[at];
        int end = at + 1;
        if (TemporalWords.IsNameStart(c))
        {
            while (end < text.Length && TemporalWords.IsNamePart(text[end]))
            {
                end++;
            }

            return new TemporalToken(TemporalTokenKind.Word, text.Substring(at, end - at), at, end - at);
        }

        if (IsDigit(c))
        {
            for (bool isFraction = false; end < text.Length && (IsDigit(text[end]) || (!isFraction && text[end] == '.' && end + 1 < text.Length && IsDigit(text[end + 1]))); end++)
            {
                isFraction |= text[end] == '.';
            }

            return new TemporalToken(TemporalTokenKind.Number, text.Substring(at, end - at), at, end - at);
        }

        if (c == '"')
        {
            end = text.IndexOf('"', end);
            return end < 0 ? throw new TemporalSyntaxException(at, 1, "this '\"' is not closed")
                : end == at + 1 ? throw new TemporalSyntaxException(at, 2, "an atom has a name")
                : new TemporalToken(TemporalTokenKind.Quoted, text.Substring(at + 1, end - at - 1), at, end + 1 - at);
        }

        foreach ((string written, string sign) in Signs)
        {
            if (string.CompareOrdinal(text, at, written, 0, written.Length) == 0)
            {
                return new TemporalToken(TemporalTokenKind.Sign, sign, at, written.Length);
            }
        }

        string message = c switch
        {
            '=' or '<' or '>' => "'" + c + "' compares numbers; a formula's text reads bool members: give the comparison a name of its own",
            '-' => "'-' alone is no operator; expected '->'",
            '\'' => "an atom is quoted with '\"'",
            _ => "'" + c + "' is not part of a formula",
        };
        throw new TemporalSyntaxException(at, 1, message);
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
