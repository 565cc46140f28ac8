using System;
using System.Globalization;
using System.IO;
using System.Linq;
using CartPole;
using Examples.Shared;

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

TrainingPlan plan = options.Quick ? TrainingPlan.Quick : TrainingPlan.Full;
TrainingResult result = Report.WithProgress(plan, report => Trainer.Train(plan, options.Seed, report));
Report.Show(result);
try
{
    LearningCurve.Write(
        options.CurvePath,
        ("Return of the CartPole policies by generation", "CartPole: episode return by generation", "generation"),
        ("population mean", [.. result.Curve.Select(static g => g.MeanReturn)]),
        ("best candidate", [.. result.Curve.Select(static g => g.BestReturn)]));
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The learning curve could not be written: {problem.Message}");
    return 2;
}

Console.WriteLine($"Learning curve: {Path.GetFullPath(options.CurvePath)}");

// The gain, not the ratio: returns can be negative, because a fall costs more than a short episode earns.
double gain = result.After.Return - result.Before.Return;
double longEnough = 0.8 * CartPoleReward.Spec.Horizon;
if (result.After.Length > longEnough && gain > Math.Abs(result.Before.Return))
{
    return 0;
}

Console.Error.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"The policy did not learn: it must hold out for more than {longEnough:0} steps ({result.After.Length:0.0}) and at least double the return ({result.Before.Return:0.0} -> {result.After.Return:0.0})."));
return 1;
