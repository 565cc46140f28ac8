using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl;
using Spectre.Console;

namespace ReachAvoid;

/// <summary>What the console shows: the formulas, progress while training, then what it brought.</summary>
internal static class Report
{
    public static void Begin(TrainingPlan plan)
    {
        if (Console.IsOutputRedirected)
        {
            // A file or a pipe gets plain text, whatever the terminal behind this process can show.
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
            });
        }

        foreach (FormulaInfo formula in ReachAvoidReward.Spec.Formulas)
        {
            Console.WriteLine($"{formula.Name,-8} {formula.Text}   by {formula.Semantics.ToString().ToLowerInvariant()}; floats kept for each robot: {formula.Memory}");
        }

        Console.WriteLine($"Training: {plan.Generations} generations of {plan.Population} policies, {plan.EpisodesEach} episodes each, all in one batch.");
    }

    public static void Generation(TrainingPlan plan, int number, double meanReturn)
    {
        if (number == 1 || number % Math.Max(1, plan.Generations / 10) == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"generation {number,3}: mean return {meanReturn,7:0.00}"));
        }
    }

    public static void Show(TrainingResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title($"{Examination.Episodes} starts that training never saw").AddColumn("");
        table.AddColumn(new TableColumn("Before").RightAligned());
        table.AddColumn(new TableColumn("After").RightAligned());
        (Examination before, Examination after) = (result.Before, result.After);
        AddRow(table, "Safe, share", "0.0 %", Share(before.Safe), Share(after.Safe));
        AddRow(table, "Reaches, share", "0.0 %", Share(before.Reaches), Share(after.Reaches));
        AddRow(table, "Solved, share", "0.0 %", before.Share, after.Share);
        table.AddEmptyRow();
        AddRow(table, "Robustness of Safe, mean [m]", "0.000", before.Offline.Safe.Average(), after.Offline.Safe.Average());
        AddRow(table, "Robustness of Reaches, mean [m]", "0.000", before.Offline.Reaches.Average(), after.Offline.Reaches.Average());
        AddRow(table, "The smaller, mean [m]", "0.000", All(before).Average(), All(after).Average());
        AddRow(table, "The smaller, worst [m]", "0.000", All(before).Min(), All(after).Min());
        AddRow(table, "Return, mean", "0.00", before.Return, after.Return);
        AnsiConsole.Write(table);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.RobotSteps:#,0} robot-steps in {result.Elapsed.TotalSeconds:0.0} s: {result.RobotSteps / result.Elapsed.TotalSeconds:#,0} per second."));
        Console.WriteLine(
            $"The recorded margins, [{after.Recording.Steps}, {after.Recording.BatchSize}], give offline what the evaluator paid, and the same verdicts, to the last bit: "
            + $"before in {Examination.Episodes - before.Differences}, after in {Examination.Episodes - after.Differences} of {Examination.Episodes} episodes.");
    }

    private static IEnumerable<float> All(Examination examination) => Enumerable.Range(0, Examination.Episodes).Select(examination.Offline.Of);

    private static double Share(bool[] holds) => holds.Average(static h => h ? 1.0 : 0.0);

    private static void AddRow(Table table, string name, string format, double before, double after) => table.AddRow(
        new Text(name),
        new Text(before.ToString(format, CultureInfo.InvariantCulture)),
        new Text(after.ToString(format, CultureInfo.InvariantCulture)));
}
