using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RewardDsl.Benchmarks;

switch (args.FirstOrDefault())
{
    case null or "--write":
        string folder = Path.Combine("tests", "RewardDsl.Benchmarks");
        if (args.Length != 0 && !Directory.Exists(folder))
        {
            Console.Error.WriteLine($"There is no folder {folder} here; run it from the root of the repository.");
            return 1;
        }

        List<string> lines = Report.Lines();
        lines.ForEach(Console.WriteLine);
        if (args.Length != 0)
        {
            File.WriteAllLines(Path.Combine(folder, "RESULTS.md"), lines);
        }

        return 0;
    case "--step" when args.Length > 1:
        List<StepTimes> times = StepTables.Measure([.. args.Skip(1).Select(static a => int.Parse(a, CultureInfo.InvariantCulture))]);
        foreach (string row in StepTables.Rows(times, 1).Concat(StepTables.Rows(times, 2)))
        {
            Console.WriteLine(row);
        }

        return 0;
    case "--layouts":
        foreach (string row in StepTables.LayoutRows())
        {
            Console.WriteLine(row);
        }

        return 0;
    case "--typing":
        foreach (string row in GeneratorTimes.Rows())
        {
            Console.WriteLine(row);
        }

        return 0;
    case "--trajectories":
        foreach (string row in TrajectoryTimes.Section())
        {
            Console.WriteLine(row);
        }

        return 0;
    case "--machines":
        foreach (string row in MachineTimes.Section())
        {
            Console.WriteLine(row);
        }

        return 0;
    case "--gradients":
        foreach (string row in GradientTimes.Section())
        {
            Console.WriteLine(row);
        }

        return 0;
    case "--bdn":
        StepBenchmarks.RunAll();
        return 0;
    case ChildProcess.CallsMode when args.Length == 4:
        ChildProcess.PrintCalls(args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        return 0;
    case ChildProcess.NarrowMode:
        ChildProcess.PrintNarrow();
        return 0;
    default:
        Console.Error.WriteLine("Arguments: none, --write, --step SIZE..., --layouts, --typing, --trajectories, --machines, --gradients or --bdn.");
        return 2;
}
