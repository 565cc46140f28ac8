using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace RewardDsl.Cli;

/// <summary>Text in lines that are not too wide.</summary>
internal static class TextLines
{
    /// <summary>Breaks a text at spaces, not behind a sign such as <c>&amp;</c> or <c>F[0,5]</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">How wide a line may be; a word that is wider has a line of its own.</param>
    /// <param name="most">How many lines there may be; the last ends with … when there would be more.</param>
    public static ImmutableArray<string> Of(string text, double width, int most)
    {
        var lines = new List<string>();
        string line = "";
        List<string> words = Words(text, width);
        for (int i = 0; i < words.Count; i++)
        {
            // A sign goes with what follows it.
            string word = words[i];
            for (bool isSign = IsSign(word); isSign && i + 1 < words.Count && TextWidth.Of(word + " " + words[i + 1]) <= width; i++)
            {
                isSign = IsSign(words[i + 1]);
                word += " " + words[i + 1];
            }

            if (line.Length > 0 && TextWidth.Of(line + " " + word) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line += (line.Length > 0 ? " " : "") + word;
            }
        }

        lines.Add(line);
        if (lines.Count > most)
        {
            lines.RemoveRange(most, lines.Count - most);
            lines[most - 1] += " …";
        }

        return [.. lines];
    }

    private static bool IsSign(string word)
    {
        string bare = word.TrimStart('(', '!');
        int window = bare.IndexOf('[', StringComparison.Ordinal);
        return (window < 0 ? bare : bare[..window]) is "&" or "|" or "->" or "<->" or "xor" or "/" or "X" or "WX" or "F" or "G" or "U" or "R" or "W" or "M" or "Y" or "Z" or "O" or "H" or "S" or "T";
    }

    /// <summary>The words; what stands in parentheses is one where it fits in a line.</summary>
    private static List<string> Words(string text, double width)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '(' && Closing(text, i) is > 0 and int end && TextWidth.Of(text[start..(end + 1)]) <= width)
            {
                i = end;
            }
            else if (i == text.Length || text[i] == ' ')
            {
                words.Add(text[start..i]);
                start = i + 1;
            }
        }

        return words;
    }

    private static int Closing(string text, int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
