using System;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Cli;

/// <summary>
/// Refuses text that nests brackets without end: the compiler's parser descends a level for each and would end the
/// process. Counts characters, not tokens, because reading tokens descends too.
/// </summary>
internal static class NestingLimit
{
    private const int Levels = 1000;

    /// <summary>Checks a text.</summary>
    /// <exception cref="UsageException">Brackets nest too deep.</exception>
    public static void Require(SourceText text, string path)
    {
        int brackets = 0;
        int angles = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '(' or '[' or '{':
                    brackets++;
                    break;
                case ')' or ']' or '}':
                    brackets = Math.Max(0, brackets - 1);
                    break;
                case '<':
                    angles++;
                    break;
                case '>':
                    angles = Math.Max(0, angles - 1);
                    break;
            }

            // Comparisons have no closing side; type arguments end with the statement at the latest.
            if (c is ';' or '{' or '}')
            {
                angles = 0;
            }

            if (brackets > Levels || angles > Levels)
            {
                LinePosition place = text.Lines.GetLinePosition(i);
                throw new UsageException(string.Create(
                    CultureInfo.InvariantCulture, $"'{path}' nests brackets deeper than {Levels} levels at line {place.Line + 1}, column {place.Character + 1}; split the expression"));
            }
        }
    }
}
