using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Examples.Shared;
using PlanarQuadrupedPpo;
using PlanarQuadrupedPpo.Training;

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException problem)
{
    Console.Error.WriteLine(problem.Message);
    Console.Error.WriteLine("Run with --help to see the arguments.");
    return 2;
}

if (options.Help)
{
    Console.WriteLine(Options.Usage);
    return 0;
}

try
{
    using var run = new TrainingRun(options);
    Report.Begin(run);
    run.Train(Report.Round);
    Examination standing = run.ExamineStanding();
    Examination trained = run.Examine();
    Report.Show(run, standing, trained);
    LearningCurve.Write(
        options.CurvePath,
        ("What the planar quadrupeds earn while training", "Planar quadruped: reward of a robot in a second", run.Trainer.RoundName),
        ("mean", [.. run.Curve.Select(static round => round.Mean)]),
        run.Curve.Any(static round => double.IsNaN(round.Best)) ? null : ("best candidate", [.. run.Curve.Select(static round => round.Best)]));
    Console.WriteLine($"Learning curve: {Path.GetFullPath(options.CurvePath)}");

    const double MostFalls = 0.05;
    const double LargestError = 0.2;
    if (trained.Falls <= MostFalls && trained.SpeedError <= LargestError && trained.Return > 2 * Math.Max(standing.Return, 0))
    {
        return 0;
    }

    Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"The robots did not learn to walk: at most {MostFalls:0 %} may fall ({trained.Falls:0.0 %}), the speed may be off by {LargestError} m/s ({trained.SpeedError:0.000}), and the return must be twice that of standing ({standing.Return:0.00} -> {trained.Return:0.00})."));
    return 1;
}
catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
