using System;
using System.Globalization;
using System.IO;
using ReachAvoid;

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
Report.Begin(plan);
TrainingResult result = Trainer.Train(plan, options.Seed, (number, mean) => Report.Generation(plan, number, mean));
Report.Show(result);
try
{
    Drawing.Write(options.PicturePath, result);
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The picture could not be written: {problem.Message}");
    return 2;
}

Console.WriteLine($"Picture: {Path.GetFullPath(options.PicturePath)}");
if (result.Before.Differences + result.After.Differences > 0)
{
    Console.Error.WriteLine("What the evaluator paid is not what the recorded margins give.");
    return 1;
}

const double Enough = 0.9;
if (result.After.Share >= Enough)
{
    return 0;
}

Console.Error.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"The robots did not learn: {result.After.Share:0.0 %} of the starts satisfy the formulas; it must be {Enough:0 %}."));
return 1;
