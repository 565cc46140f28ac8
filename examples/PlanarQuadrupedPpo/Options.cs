using System;
using System.Globalization;
using System.IO;
using PlanarQuadrupedPpo.Training;

namespace PlanarQuadrupedPpo;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Usage = """
        Trains a planar quadruped to walk at a commanded speed, with the reward of World/WalkReward.cs.

        Usage: PlanarQuadrupedPpo [options]
          --quick              A small training run of less than a minute.
          --trainer <name>     'search' (augmented random search), or 'ppo' in a build with -p:Torch=cpu or -p:Torch=cuda, where it is the default.
          --rounds <n>         Rounds of training, from 1 (default: the trainer's plan).
          --seed <n>           Seed of every random number, from 0 (default: 1). The same seed gives the same policy.
          --checkpoint <file>  Write policy, robots and what the reward carries to the file, after every tenth round and at the end.
          --resume <file>      Go on from a checkpoint; trainer, seed and --quick are those of its run.
          --out <path>         Where to write the learning curve (default: planar-quadruped-learning.svg).
          --help               Show this text.

        Exit code: 0 the robots learned to walk, 1 they did not, 2 the arguments are wrong or a file cannot be read or written.
        """;

    public bool Quick { get; init; }

    public string TrainerName { get; init; } = TrainerFactory.Default;

    /// <summary>Rounds of training; null: as planned.</summary>
    public int? Rounds { get; init; }

    public ulong Seed { get; init; } = 1;

    public string? CheckpointPath { get; init; }

    public string? ResumePath { get; init; }

    public string CurvePath { get; init; } = "planar-quadruped-learning.svg";

    public bool Help { get; init; }

    /// <exception cref="FormatException">The arguments are wrong; the message says how.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        string? fixedByCheckpoint = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            options = name switch
            {
                "--quick" => options with { Quick = true },
                "--trainer" => options with { TrainerName = ParseTrainer(ValueOf(arguments, ref i)) },
                "--rounds" => options with { Rounds = ParseRounds(ValueOf(arguments, ref i)) },
                "--seed" => options with { Seed = ParseSeed(ValueOf(arguments, ref i)) },
                "--checkpoint" => options with { CheckpointPath = CheckPath("--checkpoint", ValueOf(arguments, ref i)) },
                "--resume" => options with { ResumePath = CheckFile(ValueOf(arguments, ref i)) },
                "--out" => options with { CurvePath = CheckPath("--out", ValueOf(arguments, ref i)) },
                "--help" or "-h" => options with { Help = true },
                _ => throw new FormatException($"Unknown argument '{name}'."),
            };
            fixedByCheckpoint = name is "--quick" or "--trainer" or "--seed" ? name : fixedByCheckpoint;
        }

        return options.ResumePath is not null && fixedByCheckpoint is not null
            ? throw new FormatException($"'{fixedByCheckpoint}' is that of the checkpoint's run; leave it out beside '--resume'.")
            : options;
    }

    private static string ValueOf(string[] arguments, ref int index)
    {
        string name = arguments[index];
        return ++index < arguments.Length && !arguments[index].StartsWith("--", StringComparison.Ordinal)
            ? arguments[index]
            : throw new FormatException($"'{name}' needs a value.");
    }

    private static string ParseTrainer(string text) =>
        text is TrainerFactory.SearchName or TrainerFactory.PpoName
            ? text
            : throw new FormatException($"There is no trainer '{text}': '{TrainerFactory.SearchName}' or '{TrainerFactory.PpoName}'.");

    private static int ParseRounds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds > 0
            ? rounds
            : throw new FormatException($"The rounds '{text}' are not a whole number from 1.");

    private static ulong ParseSeed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new FormatException($"The seed '{text}' is not a whole number from 0 to {ulong.MaxValue}.");

    private static string CheckFile(string path) =>
        File.Exists(path) ? path : throw new FormatException($"There is no checkpoint '{path}'.");

    /// <summary>A path that cannot be written is found now, not after the training.</summary>
    private static string CheckPath(string name, string path) =>
        path.Length == 0 ? throw new FormatException($"The path of '{name}' is empty.")
        : Directory.Exists(path) ? throw new FormatException($"'{path}' is a directory; '{name}' names a file.")
        : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? throw new FormatException($"The directory of '{path}' does not exist.")
        : path;
}
