using System;
using System.Globalization;
using System.IO;

namespace ReachAvoid;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Usage = """
        Trains robots to reach a goal around pillars, with the formulas of ReachAvoidReward.cs as their reward.

        Usage: ReachAvoid [options]
          --quick       A small training run of a few seconds.
          --seed <n>    Seed of every random number, from 0 (default: 1). The same seed gives the same policy.
          --out <path>  Where to write the picture (default: reach-avoid.svg).
          --help        Show this text.

        Exit code: 0 at least 90 % of the starts that training never saw satisfy the formulas and the recorded margins say the same, 1 not, 2 the arguments are wrong.
        """;

    public bool Quick { get; private init; }

    public ulong Seed { get; private init; } = 1;

    public string PicturePath { get; private init; } = "reach-avoid.svg";

    public bool Help { get; private init; }

    /// <exception cref="FormatException">The arguments are wrong; the message says how.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        for (int i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Quick = true },
                "--seed" => options with { Seed = ParseSeed(ValueOf(arguments, ref i)) },
                "--out" => options with { PicturePath = CheckPath(ValueOf(arguments, ref i)) },
                "--help" or "-h" => options with { Help = true },
                _ => throw new FormatException($"Unknown argument '{arguments[i]}'."),
            };
        }

        return options;
    }

    private static string ValueOf(string[] arguments, ref int index)
    {
        string name = arguments[index];
        return ++index < arguments.Length && !arguments[index].StartsWith("--", StringComparison.Ordinal)
            ? arguments[index]
            : throw new FormatException($"'{name}' needs a value.");
    }

    private static ulong ParseSeed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new FormatException($"The seed '{text}' is not a whole number from 0 to {ulong.MaxValue}.");

    /// <summary>A path that cannot be written is found now, not after the training.</summary>
    private static string CheckPath(string path) =>
        path.Length == 0 ? throw new FormatException("The path of '--out' is empty.")
        : Directory.Exists(path) ? throw new FormatException($"'{path}' is a directory; '--out' names a file.")
        : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? throw new FormatException($"The directory of '{path}' does not exist.")
        : path;
}
