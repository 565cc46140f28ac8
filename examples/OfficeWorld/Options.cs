using System;
using System.Globalization;
using System.IO;

namespace OfficeWorld;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Usage = """
        Learns the four office tasks by tabular Q-learning, with and without what a reward machine adds.

        Usage: OfficeWorld [options]
          --quick       Fewer learners and steps.
          --seed <n>    Seed of every random number, from 0 (default: 1).
          --out <path>  Where to write the learning curves (default: office-learning.svg).
          --help        Show this text.

        Exit code: 0 the learners with all of the machine found the way in every task, 1 they did not, 2 the arguments are wrong.
        """;

    public bool Quick { get; private init; }

    public int Seed { get; private init; } = 1;

    public string CurvePath { get; private init; } = "office-learning.svg";

    public bool Help { get; private init; }

    public int Learners => Quick ? 8 : 32;

    public int Steps => Quick ? 60_000 : 200_000;

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
                "--out" => options with { CurvePath = CheckPath(ValueOf(arguments, ref i)) },
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

    private static int ParseSeed(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
            ? seed
            : throw new FormatException($"The seed '{text}' is not a whole number from 0 to {int.MaxValue}.");

    /// <summary>A path that cannot be written is found now, not after the training.</summary>
    private static string CheckPath(string path) =>
        path.Length == 0 ? throw new FormatException("The path of '--out' is empty.")
        : Directory.Exists(path) ? throw new FormatException($"'{path}' is a directory; '--out' names a file.")
        : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? throw new FormatException($"The directory of '{path}' does not exist.")
        : path;
}
