using System.Text;

namespace RewardDsl.Cli;

/// <summary>
/// How wide text is drawn, without asking a font: the widths of Helvetica in thousandths of the size, with room for the wider fonts that a viewer
/// may have instead.
/// </summary>
internal static class TextWidth
{
    /// <summary>The size of all text but titles.</summary>
    public const double Size = 12;

    /// <summary>From one line to the next.</summary>
    public const double Line = 15;

    // DejaVu Sans, which stands in where neither Helvetica nor Arial is installed, is so much wider.
    private const double Room = 1.16;
    private const int FirstKnown = ' ';
    private const int Unknown = 620;
    private const int Wide = 1000;
    private const int FirstWide = 0x1100;

    private static readonly short[] s_widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>The width of a line.</summary>
    public static double Of(string text, double size = Size)
    {
        int sum = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int place = rune.Value - FirstKnown;
            sum += place >= 0 && place < s_widths.Length ? s_widths[place] : rune.Value >= FirstWide && rune.Value is < 0x2000 or > 0x2bff ? Wide : Unknown;
        }

        return sum * size * Room / 1000;
    }
}
