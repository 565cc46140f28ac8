using System;
using System.Globalization;
using System.IO;
using System.Linq;
using OfficeWorld;
using Spectre.Console;

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

const int Intervals = 60;
var panels = new TaskCurves[OfficeTask.All.Length];
bool allFound = true;
for (int k = 0; k < panels.Length; k++)
{
    OfficeTask task = OfficeTask.All[k];
    int shortest = ShortestPath.Of(task);
    Table table = new Table().Title($"{task.Name}: the shortest way takes {shortest} steps").AddColumn("learner");
    table.AddColumn(new TableColumn("reward a step, first half").RightAligned());
    table.AddColumn(new TableColumn("last tenth").RightAligned());
    table.AddColumn(new TableColumn("greedy steps, median").RightAligned());
    table.AddColumn(new TableColumn("on the shortest way").RightAligned());
    var curves = Method.All.Select(method =>
    {
        var learning = new QLearning(task, method, options.Learners, options.Seed);
        double[][] paid = learning.Train(options.Steps, Intervals);
        double[] mean = [.. paid.Select(static p => p.Average())];
        int[] greedy = [.. learning.GreedySteps().Select(static s => s < 0 ? int.MaxValue : s).Order()];
        int optimal = greedy.Count(s => s == shortest);
        string Share(double value) => (value * shortest).ToString("0 %", CultureInfo.InvariantCulture);
        table.AddRow(
            Markup.Escape(method.Name), Share(mean.Take(Intervals / 2).Average()), Share(mean.Skip(Intervals * 9 / 10).Average()),
            greedy[greedy.Length / 2] == int.MaxValue ? "never" : greedy[greedy.Length / 2].ToString(CultureInfo.InvariantCulture), $"{optimal} of {options.Learners}");

        // The learner with all that the machine offers finds the way; that is what the example is for.
        allFound &= !(method.IsShaped && method.IsCounterfactual) || greedy[greedy.Length / 2] == shortest;
        return mean;
    }).ToArray();
    AnsiConsole.Write(table);
    panels[k] = new TaskCurves(task.Name, 1.0 / shortest, curves);
}

try
{
    LearningCurves.Write(options.CurvePath, panels, options.Steps);
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The learning curves could not be written: {problem.Message}");
    return 2;
}

Console.WriteLine($"Learning curves: {Path.GetFullPath(options.CurvePath)}");
Console.WriteLine("Shares are of what the shortest way earns for each step; learners explore one step in ten all the time.");
if (allFound)
{
    return 0;
}

Console.Error.WriteLine("The learners with potential and counterfactual experience did not find the shortest way in every task.");
return 1;
