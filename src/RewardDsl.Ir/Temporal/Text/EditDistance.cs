using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>How far a word is from another (Damerau and Levenshtein): letters left out, added, replaced, or swapped with a neighbour.</summary>
public static class EditDistance
{
    // Longer words are no misspelling of anything, and would cost time at each keystroke.
    private const int LongestWord = 100;

    /// <summary>The number of edits between two words.</summary>
    public static int Between(string a, string b)
    {
        int[] before = new int[b.Length + 1];
        int[] last = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }

    /// <summary>The known word that a misspelled one most likely is; null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string? best = null;
        int least = int.MaxValue;
        if (word.Length > LongestWord)
        {
            return null;
        }

        foreach (string other in known)
        {
            if (other.Length > LongestWord || Math.Abs(other.Length - word.Length) > 1 + (word.Length / 3))
            {
                continue;
            }

            int distance = string.Equals(word, other, StringComparison.OrdinalIgnoreCase) ? 0 : Between(word, other);
            if (distance < least && distance <= 1 + (Math.Min(word.Length, other.Length) / 4) && distance < Math.Max(word.Length, other.Length))
            {
                (best, least) = (other, distance);
            }
        }

        return best;
    }
}
